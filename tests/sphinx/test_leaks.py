"""The build's own gate, and that nothing of what is withheld gets past it."""

from __future__ import annotations

import re
import zipfile
from typing import Any

import pytest
from sphinx.errors import ExtensionError

from reviewlint.leakcheck.build import list_build
from reviewlint_sphinx.leaks import LeakFound
from tests.sphinx.site import Build, Site, make_review, touch

STORY = "Samantha leaves him and every other system goes with her."
LEAKY = """
extensions = ["reviewlint_sphinx"]
project = "Site"
reviewlint_browse = []

def describe(app, page, template, context, doctree):
    context["metatags"] = '<meta name="description" content="{words}" />'

def setup(app):
    app.connect("html-page-context", describe)
"""


def write_her(site: Site) -> None:
    site.write("reviews/her.md", make_review(f"Open.\n\n:::{{spoiler}}\n{STORY}\n:::\n"))


def test_a_build_that_leaks_fails(site: Site) -> None:
    write_her(site)
    site.write("conf.py", LEAKY.format(words=STORY))
    told = (
        "what was built in out/html must not be published:\n"
        "  genindex.html: shows “samantha leaves him and every other”, which a spoiler hides"
        " (source/reviews/her.md:9)\n"
    )
    with pytest.raises(LeakFound, match=re.escape(told)):
        site.build()
    # It fails until it is mended.
    with pytest.raises(LeakFound):
        site.build()
    site.write("conf.py", LEAKY.format(words="Open."))
    assert site.build().exists("reviews/her.html")


def test_a_spoiler_that_nothing_reads_fails_whatever_its_dialect(site: Site) -> None:
    for marker in ("<spoiler>goes</spoiler>", "||goes||", "[spoiler]goes[/spoiler]"):
        site.write("reviews/her.md", make_review(f"```{{csv-table}}\nShe {marker} then, so\n```\n"))
        with pytest.raises(
            LeakFound, match=r"as it was written: no spoiler was made of it \(source/reviews/her.md:7\)"
        ):
            site.build()


def test_a_link_to_nothing_in_the_output_says_nothing(site: Site) -> None:
    write_her(site)
    build = site.build()
    (build.outdir / ".#index.html").symlink_to("editor@host.1234")
    assert site.build().warnings == ""


def test_what_cannot_be_looked_through_fails_too(site: Site) -> None:
    write_her(site)
    site.write("press/kit.zip", b"PK\3\4 and no more")
    told = (
        "out/html/kit.zip cannot be looked through: it is damaged, or packed in a way that is not known here"
    )
    with pytest.raises(ExtensionError, match=re.escape(told)):
        site.build(html_extra_path=["press"])


def test_the_gate_can_be_left_open(site: Site) -> None:
    write_her(site)
    site.write("conf.py", LEAKY.format(words=STORY))
    assert site.build(reviewlint_leakcheck=False).find("samantha leaves") != []


def test_a_builder_that_shows_spoilers_on_purpose_does_not_leak(site: Site) -> None:
    write_her(site)
    assert site.build("text", reviewlint_spoilers={"text": "show"}).find("samantha leaves") != []
    site.write("reviews/gone.md", make_review("Canary words of a draft that nobody sees.\n", draft="true"))
    site.write("index.md", "# Archive\n\nCanary words of a draft that nobody sees.\n")
    with pytest.raises(LeakFound, match="of a review that is a draft"):
        site.build("text", reviewlint_spoilers={"text": "show"}, out="other")


@pytest.mark.parametrize("builder", ["gettext", "dummy"])
def test_what_no_reader_sees_is_not_looked_into(site: Site, builder: str) -> None:
    write_her(site)
    site.build(builder)


WITHHELD = {
    "draft": {"draft": "true"},
    "withdrawn": {"withdrawn": "true"},
    "embargo": {"embargo_until": "2026-01-01T09:00:00+01:00"},
    "invalid": {"rating": "'4'", "spoilers": "[maybe"},
}
# Sphinx's own extension for this builder uses what Sphinx has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:.*JSONHTMLBuilder.app")
BUILDERS = ("html", "dirhtml", "epub", "text", "xml", "json", "singlehtml", "latex", "man", "texinfo")
WORDS = ("canary", "quagga", "wombat")


def write_withheld(site: Site, name: str, fields: dict[str, str]) -> None:
    text = make_review(
        "Canaryword ||canaryhidden||.\n\n## Canaryheading\n\n{index}`canaryindex` [^1]\n\n[^1]: Canarynote\n",
        title="Quagga stripes",
        tags="[canarytag]",
        reviewer="Canaryperson",
        excerpt="Canaryexcerpt",
        cover="canary.png",
        coverAlt="Canaryalt",
        slug="wombat",
        aliases="[/wombat/]",
        **fields,
    )
    site.write(f"reviews/wombat-{name}.md", text)
    touch(site, f"reviews/wombat-{name}.md")


def assert_nothing_of(build: Build, words: tuple[str, ...] = WORDS) -> None:
    """Look for words in everything that was built, archives opened, and in file names."""
    files = list_build(build.outdir)
    for output in files.open(files.names):
        for word in words:
            assert word not in output.text.lower(), output.name
            assert word not in output.name.lower()


@pytest.mark.parametrize("builder", BUILDERS)
def test_what_is_withheld_is_nowhere(site: Site, builder: str) -> None:
    write_her(site)
    for name, fields in WITHHELD.items():
        write_withheld(site, name, fields)
    build = site.build(builder, suppress_warnings=["reviewlint"], version="1", html_baseurl="https://x.org/")
    assert_nothing_of(build)


def take_back(site: Site, how: str) -> None:
    if how == "removed":
        site.remove("reviews/wombat-gone.md")
    elif how == "edited":
        site.write("reviews/wombat-gone.md", make_review("Nothing.\n", title="Zebra"))
        touch(site, "reviews/wombat-gone.md")
    else:
        write_withheld(site, "gone", WITHHELD[how])


@pytest.mark.parametrize("how", ["removed", "edited", *WITHHELD])
def test_what_is_taken_back_is_nowhere(site: Site, how: str) -> None:
    """All builders share one doctree folder; each has to forget by itself."""
    conf: dict[str, Any] = {"suppress_warnings": ["reviewlint"], "version": "1"}
    write_her(site)
    write_withheld(site, "gone", {})
    builders = ("html", "dirhtml", "epub", "text", "xml", "json")
    for builder in builders:
        assert site.build(builder, **conf).find("" if builder == "epub" else "canaryword") != []
    take_back(site, how)
    for builder in builders:
        build = site.build(builder, **conf)
        assert_nothing_of(build, ("canary", "quagga") if how == "edited" else WORDS)


def test_an_epub_packs_nothing_that_is_gone(site: Site) -> None:
    write_her(site)
    write_withheld(site, "gone", {})
    site.build("epub", version="1")
    site.remove("reviews/wombat-gone.md")
    [path] = site.build("epub", version="1").outdir.glob("*.epub")
    with zipfile.ZipFile(path) as book:
        assert [name for name in book.namelist() if "wombat" in name] == []
