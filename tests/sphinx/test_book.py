"""The archive as a book: chapters by year in its table of contents, and no trace of it in HTML."""

from __future__ import annotations

import re
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from reviewlint.record import ReviewRecord, make_record
from reviewlint.session import Session
from reviewlint_sphinx.book.chapters import Chapter, list_chapters
from tests.sphinx.site import Build, Site, make_review
from tests.work import count_steps

BODY = "Before ||canaryinline|| after.\n\n## Praise\n\n:::{spoiler} The end\n\ncanaryblock\n:::\n"
REVIEWS = {"her": "2025-03-01", "dune": "2024-05-01", "alien": "2024-01-01", "ran": ""}
INDEX = "# Archive\n\n```{toctree}\nnotes\n```\n"
NOTES = "# Notes\n\n```{reviews}\n```\n"
CONF: dict[str, Any] = {
    "reviewlint_on_error": "warn",
    "suppress_warnings": ["reviewlint"],
    "version": "1",
    "copyright": "x",
}


def write_reviews(site: Site) -> None:
    site.write("index.md", INDEX)
    site.write("notes.md", NOTES)
    for name, date in REVIEWS.items():
        text = make_review(BODY, title=name.title(), date=date or "DATE")
        site.write(f"reviews/{name}.md", text.replace("date: DATE\n", ""))


def list_headings(build: Build) -> list[str]:
    """Give the headings of a book in LaTeX, down to those of reviews."""
    return re.findall(r"\\(?:chapter|section)\{.*?\}", build.read("site.tex"))


def list_contents(build: Build) -> list[str]:
    """Give the table of contents of an EPUB, indented as its lists are."""
    [path] = build.outdir.glob("*.epub")
    with zipfile.ZipFile(path) as book:
        page = book.read("nav.xhtml").decode()
    found, depth = [], 0
    for mark, text in re.findall(r"<(/?ol)>|<a href=\"[^\"]*\">(.*?)</a>", page):
        depth += {"ol": 1, "/ol": -1}.get(mark, 0)
        if text:
            found.append("  " * (depth - 1) + text)
    return found


BY_YEAR = [
    r"\chapter{Notes}",
    r"\chapter{2024}",
    r"\section{Alien}",
    r"\section{Dune}",
    r"\chapter{2025}",
    r"\section{Her}",
    r"\chapter{Without a date}",
    r"\section{Ran}",
]

CONTENTS = [
    *("Archive", "Notes"),
    *("2024", "  Alien", "    Praise", "  Dune", "    Praise"),
    *("2025", "  Her", "    Praise"),
    *("Without a date", "  Ran", "    Praise"),
]


def test_builders_share_doctrees_and_only_books_have_chapters(site: Site) -> None:
    write_reviews(site)
    plain = site.build(**CONF).snapshot()
    latex = site.build("latex", reviewlint_book=True, **CONF)
    assert latex.warnings == ""
    assert list_headings(latex) == BY_YEAR
    assert latex.find("canary") == []
    assert latex.read("site.tex").count("spoiler omitted") == 2 * len(REVIEWS)
    epub = site.build("epub", reviewlint_book=True, **CONF)
    assert epub.warnings == ""
    assert list_contents(epub) == CONTENTS
    assert "canaryblock" in epub.read("reviews/her.xhtml")
    html = site.build(reviewlint_book=True, **CONF)
    assert html.doctreedir == epub.doctreedir == latex.doctreedir
    assert html.snapshot() == plain


@pytest.mark.parametrize("builder", ["singlehtml", "texinfo", "man", "text", "xml"])
def test_other_builders_have_the_reviews_too_and_no_spoilers(site: Site, builder: str) -> None:
    write_reviews(site)
    build = site.build(builder, reviewlint_book=True, **CONF)
    assert build.warnings == ""
    assert build.find("canary") == []
    assert build.find("Before") != []
    assert bool(build.find("Without a date")) == (builder in ("singlehtml", "texinfo", "man"))


def test_a_listing_of_a_book_is_filled_wherever_it_stands(site: Site) -> None:
    write_reviews(site)
    page = site.build("latex", reviewlint_book=True, **CONF).read("site.tex")
    notes = page[page.index(r"\chapter{Notes}") : page.index(r"\chapter{2024}")]
    assert [name for name in ("Her", "Dune", "Alien", "Ran") if f"sphinxcrossref{{{name}}}" in notes] == [
        "Her",
        "Dune",
        "Alien",
        "Ran",
    ]


def test_without_the_setting_a_book_holds_no_reviews(site: Site) -> None:
    write_reviews(site)
    assert list_headings(site.build("latex", **CONF)) == [r"\chapter{Notes}"]
    assert list_contents(site.build("epub", **CONF)) == ["Archive", "Notes"]


def test_an_epub_follows_its_reviews(site: Site) -> None:
    write_reviews(site)
    site.build("epub", reviewlint_book=True, **CONF)
    site.remove("reviews/her.md")
    site.write("reviews/ran.md", make_review(BODY, title="Ran", date="2023-01-01"))
    changed = site.build("epub", reviewlint_book=True, **CONF)
    assert not changed.exists("browse/year/2025.xhtml")
    assert not changed.exists("browse/year/undated.xhtml")
    expected = ["Archive", "Notes", "2023", "  Ran", "    Praise", *CONTENTS[2:7]]
    assert list_contents(changed) == expected
    assert "2023" in changed.read("index.xhtml")
    assert "2025" not in changed.read("index.xhtml")
    fresh = site.build("epub", reviewlint_book=True, out="fresh", **CONF).snapshot()
    assert {name for name, data in fresh.items() if changed.snapshot()[name] != data} <= {"Site.epub"}
    without = site.build("epub", **CONF)
    assert not without.exists("browse/year/2023.xhtml")
    assert "2023" not in without.read("index.xhtml")


def test_a_review_that_a_toctree_holds_stays_there(site: Site) -> None:
    write_reviews(site)
    site.write("index.md", "# Archive\n\n```{toctree}\nnotes\nreviews/dune\n```\n")
    build = site.build("latex", reviewlint_book=True, **CONF)
    told = list_headings(build)
    assert told[:5] == [r"\chapter{Notes}", r"\chapter{Dune}", r"\section{Praise}", *BY_YEAR[1:3]]
    assert r"\section{Dune}" not in told
    assert build.warnings == ""


def test_a_root_without_a_heading(site: Site) -> None:
    write_reviews(site)
    site.write("index.md", "Only text.\n")
    build = site.build("latex", reviewlint_book=True, **{**CONF, "suppress_warnings": ["reviewlint", "toc"]})
    assert r"{2024}" in build.read("site.tex")
    assert r"{Alien}" in build.read("site.tex")


def make_records(count: int) -> list[tuple[str, ReviewRecord]]:
    """Make reviews of twenty years, newest first."""
    path = Path("her.md")
    record = make_record(Session.load(Path.cwd()).read(make_review(), path), path.name)
    days = sorted((f"{2000 + number % 20}-01-01" for number in range(count)), reverse=True)
    return [(f"reviews/{number}", replace(record, date=day)) for number, day in enumerate(days)]


def test_chapters_are_from_the_oldest_to_the_newest(site: Site) -> None:
    assert list_chapters(make_records(4), "browse/year", {"reviews/1"}) == (
        Chapter("browse/year/2000", "2000", (("reviews/3", "Her"),)),
        Chapter("browse/year/2001", "2001", (("reviews/2", "Her"),)),
        Chapter("browse/year/2003", "2003", (("reviews/0", "Her"),)),
    )


def test_chapters_cost_in_proportion(site: Site) -> None:
    few, many = make_records(200), make_records(400)
    steps = [count_steps(partial(list_chapters, records, "year", ())) for records in (few, many)]
    assert steps[1] < 2.2 * steps[0]
