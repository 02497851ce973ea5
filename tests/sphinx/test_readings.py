"""Each review is read once in a build, whoever asks for it, and only where it is not known already."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from docutils import nodes

import reviewlint.site
from reviewlint.document.model import Review
from reviewlint.document.source import SourceText
from reviewlint_sphinx.spoilers.nodes import find_spoilers, make_block, make_inline
from reviewlint_sphinx.tree import find_nodes
from tests.sphinx.site import Site, make_review, touch

HIDDEN = "The sled is what it was called, and nobody in the film finds that out.\n"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the readings of each file."""
    counted: Counter[str] = Counter()
    read_one = reviewlint.site.Site.read

    def count(one: reviewlint.site.Site, source: SourceText) -> Review:
        counted[Path(source.path).name] += 1
        return read_one(one, source)

    monkeypatch.setattr(reviewlint.site.Site, "read", count)
    return counted


def test_one_reading_is_shared(site: Site, read: Counter[str]) -> None:
    site.write("reviews/kane.md", make_review(f":::{{spoiler}}\n{HIDDEN}:::\n", title="Kane"))
    site.write("reviews/her.md", make_review())
    site.write("reviews/draft.md", make_review(draft="true", title="Not yet"))
    build = site.build()
    assert build.exists("reviews/kane.html")
    assert read == {"kane.md": 1, "her.md": 1, "draft.md": 1}


def test_what_is_known_is_not_read_again(site: Site, read: Counter[str]) -> None:
    site.write("reviews/kane.md", make_review(f":::{{spoiler}}\n{HIDDEN}:::\n", title="Kane"))
    site.write("reviews/her.md", make_review())
    site.build()
    read.clear()
    site.build()
    assert not read
    site.write("reviews/her.md", make_review("Another text, and a good one.\n"))
    touch(site, "reviews/her.md")
    site.build()
    assert read == {"her.md": 1}


def test_spoilers_of_reviews_read_before_are_looked_for(site: Site) -> None:
    site.write("reviews/kane.md", make_review(f":::{{spoiler}}\n{HIDDEN}:::\n", title="Kane"))
    site.write("guide.md", "# Guide\n\n:orphan:\n")
    site.build()
    site.write("guide.md", f"# Guide\n\n{HIDDEN}")
    touch(site, "guide.md")
    with pytest.raises(Exception, match=r"guide\.html: shows “the sled is what .*kane\.md:7"):
        site.build()


def test_nodes_come_in_the_order_of_the_tree() -> None:
    inner = make_inline([nodes.Text("word")])
    deep = nodes.section("", nodes.paragraph("", "", nodes.Text("a"), inner), nodes.paragraph("", "b"))
    tree = nodes.section("", nodes.title("", "t"), make_block([deep]), nodes.image())
    for kinds in ((nodes.Text,), (nodes.paragraph, nodes.title), (nodes.section,), (nodes.Element,)):
        assert find_nodes(tree, *kinds) == [one for one in tree.findall() if isinstance(one, kinds)]
    assert find_spoilers(tree) == [tree.children[1], inner]
