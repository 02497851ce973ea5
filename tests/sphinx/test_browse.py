"""The pages that nobody wrote: their addresses, their order, their pages, and when they are written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import Any

import pytest
from sphinx.errors import ConfigError

from reviewlint.record import Rating, ReviewRecord, Work
from reviewlint_sphinx.browse.facets import gather
from reviewlint_sphinx.browse.paging import paginate
from reviewlint_sphinx.browse.related import find_beside
from reviewlint_sphinx.browse.slugs import make_slug
from reviewlint_sphinx.order import sort_key
from tests.sphinx.site import Build, Site, make_review, touch


def make(name: str, **given: object) -> tuple[str, ReviewRecord]:
    return name, ReviewRecord(name, name.title(), **given)  # type: ignore[arg-type]


DUNE = [
    make("new", work=Work("Dune", "film", 2021), date="2024", rating=Rating("4.5/5", 4.5, 5.0)),
    make("old", work=Work("DUNE", "Film", 1984), date="2023-05", rating=Rating("9/10", 9.0, 10.0)),
    make("book", work=Work("Dune", "book", 1965), date="2023-04-02", rating=Rating("B+")),
    make("numbered", work=Work("Dune 1984"), rating=Rating("5/5", 5.0, 5.0)),
    make("nothing"),
]


@pytest.mark.parametrize(
    ("facet", "entries"),
    [
        ("year", [("2024", "2024", 1), ("2023", "2023", 2)]),
        ("medium", [("book", "book", 1), ("Film", "film", 2)]),
        (
            "work",
            [
                ("Dune (book, 1965)", "dune_1965_book", 1),
                ("Dune (film, 2021)", "dune_2021_film", 1),
                ("DUNE (Film, 1984)", "dune_1984_film", 1),
                ("Dune 1984", "dune-1984", 1),
            ],
        ),
        (
            "rating",
            [("5/5", "5-of-5", 1), ("4.5/5", "4-5-of-5", 1), ("9/10", "9-of-10", 1), ("B+", "b-plus", 1)],
        ),
    ],
)
def test_gather(facet: str, entries: list[tuple[str, str, int]]) -> None:
    found = [(entry.name, entry.slug, len(entry.reviews)) for entry in gather(DUNE, facet)]
    if facet == "work":
        assert sorted(found) == sorted(entries)
    else:
        assert found == entries


@pytest.mark.parametrize(
    ("names", "ordered"),
    [
        (["Zebra", "écran", "Ecru", "apple"], ["apple", "écran", "Ecru", "Zebra"]),
        (["Part 10", "Part 9", "part 2"], ["part 2", "Part 9", "Part 10"]),
        (["ö", "p", "o"], ["o", "ö", "p"]),
    ],
)
def test_names_are_sorted_the_same_in_every_language(names: list[str], ordered: list[str]) -> None:
    assert sorted(names, key=sort_key) == ordered


def test_slugs_fit_a_file_name_and_stay_apart() -> None:
    long = ["ü" * 300 + end for end in ("a", "b")]
    slugs = {make_slug(text) for text in long}
    assert len(slugs) == 2
    assert all(len(slug.encode()) <= 96 for slug in slugs)
    assert [make_slug(text) for text in ("index", "CON", "index_")] == ["index_", "con_", "index_"]


@pytest.mark.parametrize(
    ("count", "pages"),
    [
        (0, [(0, 0, None, None)]),
        (3, [(0, 3, None, None)]),
        (19, [(0, 19, None, None)]),
        (20, [(0, 10, 1, None), (1, 10, None, 0)]),
        (29, [(0, 19, 1, None), (1, 10, None, 0)]),
        (35, [(0, 15, 2, None), (2, 10, 1, 0), (1, 10, None, 2)]),
    ],
)
def test_paginate(count: int, pages: list[tuple[int, int, int | None, int | None]]) -> None:
    sheets = list(paginate(range(count), 10))
    assert [(one.number, len(one.items), one.older, one.newer) for one in sheets] == pages
    assert [item for sheet in sheets for item in sheet.items] == list(range(count))


def test_old_pages_hold_the_same_however_many_come() -> None:
    def hold(count: int, number: int) -> list[int]:
        return next(list(one.items) for one in paginate(range(count)[::-1], 10) if one.number == number)

    assert {tuple(hold(count, 1)) for count in range(20, 100)} == {tuple(range(10)[::-1])}


def test_related_reviews() -> None:
    records = [
        make("film", work=Work("Dune", "film"), tags=("desert", "war"), date="2025"),
        make("far", tags=("war",), date="2024"),
        make("series", work=Work("Heretics", series="Dune"), date="2023"),
        make("book", work=Work("dune", "book", series="Dune"), date="2022"),
        make("alone", date="2021"),
    ]
    found = find_beside(records)
    assert found["film"].related == ("book", "far")
    assert found["book"].related == ("film", "series")
    assert found["alone"].related == ()
    assert (found["film"].newer, found["film"].older) == (None, "far")
    assert (found["alone"].newer, found["alone"].older) == ("book", None)


def test_related_reviews_are_found_in_linear_time() -> None:
    records = [make(str(number), tags=("one", "two")) for number in range(2000)]
    found = find_beside(records)
    assert found["1000"].related == ("999", "1001", "998", "1002")


def fill(site: Site, count: int) -> None:
    for number in range(count):
        site.write(
            f"reviews/{number:02}.md",
            make_review(
                f"Text of {number}.\n",
                title=f"Review {number}",
                date=f"2025-03-{number + 1:02}",
                tags="[all]",
                work=f"{{title: Work {number % 2}, medium: film}}",
                reviewer="Ines Okafor",
                rating=f"{number % 5 + 1}/5",
            ),
        )


SMALL: dict[str, Any] = {"reviewlint_browse_size": 4}


def list_pages(build: Build) -> list[str]:
    folder = build.outdir / "browse"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def test_every_facet_has_pages_that_lead_to_one_another(site: Site) -> None:
    fill(site, 9)
    build = site.build(**SMALL)
    assert build.warnings == ""
    pages = list_pages(build)
    for name in (
        *("index.html", "tag/index.html", "tag/all.html", "tag/all/1.html"),
        *("year/2025.html", "reviewer/ines-okafor.html", "work/work-0__film.html", "medium/film.html"),
        *("rating/5-of-5.html", "rating/index.html"),
    ):
        assert name in pages
    for name in pages:
        text = build.read(f"browse/{name}")
        for href in re.findall(r'href="([^"#:]+\.html)"', text):
            assert (build.outdir / "browse" / name).parent.joinpath(href).resolve().is_file(), (name, href)
    front = build.read("browse/tag/all.html")
    assert re.findall(r"Review \d(?=</a>)", front) == [
        "Review 8",
        "Review 7",
        "Review 6",
        "Review 5",
        "Review 4",
    ]
    assert '<a rel="next" href="all/1.html">Older reviews</a>' in front
    old = build.read("browse/tag/all/1.html")
    assert "<h1>Reviews tagged “all”, page 1</h1>" in old
    assert '<a rel="prev" href="../all.html">Newer reviews</a>' in old


def test_a_review_leads_on(site: Site) -> None:
    fill(site, 3)
    page = site.build().read("reviews/01.html")
    for link in (
        '<a rel="prev" href="../reviews/00.html">Review 0</a>',
        '<a rel="next" href="../reviews/02.html">Review 2</a>',
        '<a href="../browse/reviewer/ines-okafor.html">Reviews by Ines Okafor</a>',
        '<a href="../browse/year/2025.html">Reviews: 2025</a>',
        '<a href="../browse/rating/2-of-5.html">Reviews rated 2/5</a>',
    ):
        assert link in page


def test_a_project_chooses_its_pages(site: Site) -> None:
    fill(site, 2)
    build = site.build(reviewlint_browse=["year"], reviewlint_browse_folder="archive/by")
    assert not build.exists("browse")
    assert build.exists("archive/by/year/2025.html")
    assert not build.exists("archive/by/index.html")
    assert "browse/" not in build.read("reviews/00.html")
    assert build.find("tag/all") == []


def test_an_unknown_page_is_explained(site: Site) -> None:
    told = (
        "reviewlint_browse is 'tags'; it should be"
        " 'tag', 'year', 'reviewer', 'work', 'medium', 'rating' or 'glance'"
    )
    with pytest.raises(ConfigError, match=re.escape(told)):
        site.build(reviewlint_browse=["tags"])


@pytest.mark.parametrize("folder", ["", "/", "../x", "a/../../x", "a//b", "."])
def test_pages_stay_in_a_folder_of_the_site(site: Site, folder: str) -> None:
    told = f"reviewlint_browse_folder is {folder!r}; it should be a folder of the site, such as 'browse'"
    with pytest.raises(ConfigError, match=re.escape(told)):
        site.build(reviewlint_browse_folder=folder)


def read_times(build: Build) -> dict[str, int]:
    files = [path for path in build.outdir.rglob("*.html") if path.parent != build.outdir]
    return {path.relative_to(build.outdir).as_posix(): path.stat().st_mtime_ns for path in files}


def list_written(site: Site, before: dict[str, int]) -> list[str]:
    after = read_times(site.build(**SMALL))
    return sorted(name for name, time in after.items() if before.get(name) != time)


def test_only_pages_that_show_something_else_are_written(site: Site) -> None:
    fill(site, 12)
    before = read_times(site.build(**SMALL))
    assert list_written(site, before) == []
    path = site.source / "reviews/11.md"
    site.write("reviews/11.md", path.read_text("utf-8").replace("Text of", "Words of"))
    touch(site, "reviews/11.md")
    # Its summary begins the text, and stands on the fronts of lists; nothing older is touched.
    assert list_written(site, before) == [
        "browse/medium/film.html",
        "browse/rating/2-of-5.html",
        "browse/reviewer/ines-okafor.html",
        "browse/tag/all.html",
        "browse/work/work-1__film.html",
        "browse/year/2025.html",
        "reviews/11.html",
    ]


def test_another_process_writes_nothing_again(site: Site) -> None:
    fill(site, 3)
    times = []
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "sphinx", "-q", str(site.source), str(site.folder / "site")]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        pages = sorted((site.folder / "site/browse").rglob("*.html"))
        times.append([page.stat().st_mtime_ns for page in pages])
    assert times[0] == times[1]


def test_old_pages_stay_as_they_are_when_a_review_comes(site: Site) -> None:
    fill(site, 12)
    before = read_times(site.build(**SMALL))
    site.write("reviews/12.md", make_review(title="New", date="2025-04-01", tags="[all]"))
    written = list_written(site, before)
    assert "browse/tag/all.html" in written
    assert "browse/tag/all/1.html" not in written
    assert "reviews/00.html" not in written


def test_other_pages_around_them_are_followed(site: Site) -> None:
    fill(site, 2)
    site.write("index.md", "# Site\n\n```{toctree}\nguide\n```\n")
    site.write("guide.md", "# Guide\n")
    site.build(html_theme="furo")
    site.write("guide.md", "# Manual\n")
    touch(site, "guide.md")
    assert "Manual" in site.build(html_theme="furo").read("browse/tag/all.html")


def test_a_listing_is_paginated(site: Site) -> None:
    fill(site, 9)
    site.write("index.md", "# Archive\n\n```{reviews}\n:paginate: 4\n:style: table\n```\n")
    build = site.build()
    assert build.warnings == ""
    front = build.read("index.html")
    assert front.count('<th scope="row">') == 5
    assert '<a rel="next" href="index-reviews/1.html">Older reviews</a>' in front
    old = build.read("index-reviews/1.html")
    assert "<h1>Archive, page 1</h1>" in old
    assert old.count('<th scope="row">') == 4
    assert '<a rel="prev" href="../index.html">Newer reviews</a>' in old
    for builder in ("text", "latex"):
        whole = site.build(builder, suppress_warnings=["toc"])
        assert whole.read({"text": "index.txt", "latex": "site.tex"}[builder]).count("Review ") >= 9


def test_at_a_glance_is_charts_that_are_tables(site: Site) -> None:
    fill(site, 6)
    page = site.build().read("browse/index.html")
    assert "<p>6 reviews</p>" in page
    assert "<caption>Reviews by year</caption>" in page
    assert '<th scope="row"><a href="rating/1-of-5.html">1/5</a></th>' in page
    row = page[page.index("rating/1-of-5.html") :]
    assert '<rect width="100.0%"' in row[: row.index("</tr>")]
    assert '<span class="rl-bar-count">2</span>' in row[: row.index("</tr>")]
