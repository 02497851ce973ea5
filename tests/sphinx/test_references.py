"""Roles and indices: what leads to a review, a work, a reviewer or a tag."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from tests.sphinx.site import Build, Site, make_review, touch

GUIDE = """# Guide

{{review}}`{review}`, {{work}}`Her (2013)`, {{reviewer}}`ines okafor` and {{reviews:tag}}`romance <romance>`.
"""


def fill(site: Site) -> None:
    site.write(
        "reviews/her.md",
        make_review(
            title="A voice in the ear",
            work="{title: Her, medium: film, year: 2013}",
            reviewer="Ines Okafor",
            tags="[romance]",
            rating="4/5",
        ),
    )
    site.write("reviews/dune.md", make_review(title="Sand", work="{title: Dune}", date="2024-01-01"))


@pytest.mark.parametrize("name", ["A voice in the ear", "a voice in the ear", "her", "reviews/her"])
def test_roles_lead_to_pages(site: Site, name: str) -> None:
    fill(site)
    site.write("index.md", GUIDE.format(review=name))
    build = site.build()
    assert build.warnings == ""
    page = build.read("index.html")
    for href, text in (
        ("reviews/her.html", "A voice in the ear"),
        ("browse/work/her_2013_film.html", "Her"),
        ("browse/reviewer/ines-okafor.html", "Ines Okafor"),
        ("browse/tag/romance.html", "romance"),
    ):
        start = page.index(f'href="{href}"')
        assert f">{text}</span></a>" in page[start : page.index("</a>", start) + 4]
        assert build.exists(href)


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_builders_without_these_pages_show_the_names(site: Site, builder: str) -> None:
    fill(site)
    site.write("index.md", GUIDE.format(review="her"))
    build = site.build(builder, suppress_warnings=["toc"], version="1", copyright="A site")
    assert build.warnings == ""


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("{review}`Sandy`", "the archive has no review 'Sandy'; did you mean 'Sand'?"),
        ("{work}`Dune 2`", "the archive has no work 'Dune 2'; did you mean 'Dune'?"),
        ("{reviewer}`Nobody at all`", "the archive has no reviewer 'Nobody at all'"),
        ("{reviews:tag}`romanse`", "the archive has no tag 'romanse'; did you mean 'romance'?"),
    ],
)
def test_a_name_that_nothing_has_is_an_error(site: Site, role: str, message: str) -> None:
    fill(site)
    path = site.write("index.md", f"# Guide\n\n{role}\n")
    assert site.build().warnings == f"{path}:3: ERROR: {message} [reviewlint.reference]\n"


def test_a_document_follows_what_it_names(site: Site) -> None:
    fill(site)
    site.write("index.md", "# Guide\n\n{review}`reviews/her`\n")
    site.build()
    site.write("reviews/her.md", make_review(title="Renamed"))
    touch(site, "reviews/her.md")
    assert "Renamed" in site.build().read("index.html")
    site.remove("reviews/her.md")
    build = site.build()
    assert "the archive has no review 'reviews/her'" in build.warnings
    assert "Renamed" not in build.read("index.html")


def read_inventory(build: Build) -> str:
    content = Path(build.outdir, "objects.inv").read_bytes()
    return zlib.decompress(content.split(b"\n", 4)[4]).decode()


def test_the_inventory_has_what_roles_lead_to(site: Site) -> None:
    fill(site)
    inventory = read_inventory(site.build())
    for line in (
        "reviews/her reviews:review -1 reviews/her.html A voice in the ear\n",
        "her_2013_film reviews:work -1 browse/work/her_2013_film.html Her (film, 2013)\n",
        "ines-okafor reviews:reviewer -1 browse/reviewer/ines-okafor.html Ines Okafor\n",
        "romance reviews:tag -1 browse/tag/romance.html -\n",
    ):
        assert line in inventory


@pytest.mark.parametrize(
    ("index", "shown"),
    [("tag", "romance"), ("year", "2024"), ("reviewer", "Ines Okafor"), ("work", "Dune"), ("rating", "4/5")],
)
def test_indices(site: Site, index: str, shown: str) -> None:
    fill(site)
    site.write("index.md", f"# Guide\n\n{{ref}}`reviews-{index}`\n")
    build = site.build()
    assert build.warnings == ""
    page = build.read(f"reviews-{index}.html")
    assert shown in page
    assert f'href="reviews-{index}.html"' in build.read("index.html")


def test_an_archive_without_reviews_has_no_indices(site: Site) -> None:
    build = site.build()
    assert not build.exists("reviews-tag.html")
    assert not build.exists("browse/index.html")
