"""Search by Pagefind: what it indexes, what it filters by, and what it must not know."""

from __future__ import annotations

import gzip
import re

import pytest
from sphinx.errors import ConfigError

from tests.sphinx.site import Build, Site, make_review, touch

BODY = "Theodore writes letters. It ||ends on a roof|| there.\n\n:::{spoiler}\nSamantha leaves.\n:::\n"


def read_fragments(build: Build) -> str:
    """Give all that Pagefind knows of the pages."""
    files = sorted((build.outdir / "pagefind").rglob("*.pf_fragment"))
    return "\n".join(gzip.decompress(path.read_bytes()).decode() for path in files)


def write_her(site: Site) -> None:
    work = "{title: Her, medium: film, year: 2013}"
    site.write(
        "reviews/her.md",
        make_review(
            BODY, title="A <voice>", work=work, rating="4/5", reviewer="Ines", tags="[sci-fi, romance]"
        ),
    )


def test_reviews_are_indexed_with_filters_and_without_spoilers(site: Site) -> None:
    write_her(site)
    build = site.build(reviewlint_search="pagefind")
    assert build.warnings == ""
    known = read_fragments(build)
    assert "Theodore writes letters." in known
    assert '"title":"A <voice>"' in known
    for filtered in (
        '"medium":["film"]',
        '"tag":["sci-fi","romance"]',
        '"rating":["4/5"]',
        '"year":["2025"]',
        '"reviewer":["Ines"]',
    ):
        assert filtered in known
    for hidden in ("roof", "Samantha", "All of them."):
        assert hidden not in known
    assert known.count("Theodore") == 1
    assert not build.exists("searchindex.js")
    assert '<meta name="robots" content="noindex" />' in build.read("search.html")


def test_what_is_taken_back_is_forgotten(site: Site) -> None:
    write_her(site)
    site.write("reviews/gone.md", make_review("Canaryword.\n", title="Gone"))
    assert "Canaryword" in read_fragments(site.build(reviewlint_search="pagefind"))
    site.remove("reviews/gone.md")
    assert "Canaryword" not in read_fragments(site.build(reviewlint_search="pagefind"))


def test_going_back_to_sphinx_leaves_nothing(site: Site) -> None:
    write_her(site)
    site.build(reviewlint_search="pagefind")
    touch(site, "reviews/her.md")
    build = site.build()
    assert not build.exists("pagefind")
    assert build.exists("searchindex.js")
    assert "data-pagefind-body" not in build.read("reviews/her.html")


def test_an_unknown_search_is_explained(site: Site) -> None:
    told = "reviewlint_search is 'google'; it should be 'sphinx' or 'pagefind'"
    with pytest.raises(ConfigError, match=re.escape(told)):
        site.build(reviewlint_search="google")
