"""Findings of reviews beside one another: the command line's, from build to build."""

from __future__ import annotations

import json

import pytest

from reviewlint.report import Report
from reviewlint.session import Session
from tests.sphinx.site import Build, Site, list_found, list_told, make_review, touch


def write(site: Site, name: str, text: str) -> None:
    site.write(name, text)
    touch(site, name)


def check(site: Site) -> Report:
    return Session.load(site.source).check_paths([site.source / "reviews"])


def list_of(build: Build, rule: str) -> list[str]:
    """Give where a rule's findings were told of: file name, line and column."""
    told = [line for line in list_told(build) if f"[reviewlint.{rule}]" in line]
    return sorted(line.split(": ")[0].rpartition("/")[2] for line in told)


def fill(site: Site) -> None:
    """Write four films, of which one has its tag in a way of its own."""
    for name, tag in {"heat": "sci-fi", "her": "sci-fi", "ran": "sci-fi", "tar": "scifi"}.items():
        site.write(f"reviews/{name}.md", make_review(title=name.title(), tags=f"[{tag}]"))


def collide(site: Site) -> None:
    """Write two films that claim one address: the later is wrong."""
    site.write("reviews/heat.md", make_review(title="Heat"))
    site.write("reviews/ran.md", make_review("Canary.\n", title="Ran", slug="heat"))


def test_a_tag_in_a_way_of_its_own_is_told(site: Site) -> None:
    fill(site)
    build = site.build()
    assert list_of(build, "tag-variant") == ["tar.md:4:8"]
    assert list_told(build) == list_found(check(site))
    assert build.exists("reviews/tar.html")


def test_of_two_reviews_at_one_address_the_later_is_left_out(site: Site) -> None:
    collide(site)
    build = site.build()
    assert list_of(build, "slug-collision") == ["ran.md:4:7"]
    assert "1 review is left out because of errors:\n  source/reviews/ran.md: 4:7 " in build.warnings
    assert build.exists("reviews/heat.html")
    assert build.find("canary") == []
    [listed] = json.loads((build.doctreedir / "reviewlint-excluded.json").read_text())
    assert (listed["document"], [error["rule"] for error in listed["errors"]]) == (
        "reviews/ran",
        ["slug-collision"],
    )


def test_an_edit_of_another_review_takes_back_and_gives_back(site: Site) -> None:
    collide(site)
    site.write("reviews/heat.md", make_review(title="Heat", slug="heat-1995"))
    assert site.build().find("canary") != []

    write(site, "reviews/heat.md", make_review(title="Heat"))
    build = site.build()
    assert "0 added, 1 changed, 1 removed" in build.status
    assert list_of(build, "slug-collision") == ["ran.md:4:7"]
    assert build.find("canary") == []
    assert site.build().find("canary") == []

    site.remove("reviews/heat.md")
    build = site.build()
    assert "1 added, 0 changed, 1 removed" in build.status
    assert build.exists("reviews/ran.html")


def test_news_about_a_review_is_told_and_no_document_read_for_it(site: Site) -> None:
    fill(site)
    site.build()
    assert list_told(site.build()) == []
    # Now three reviews of four write it so, and it is the fourth that is wrong.
    for name in ("heat", "ran"):
        write(site, f"reviews/{name}.md", make_review(title=name.title(), tags="[scifi]"))
    build = site.build()
    assert "0 added, 2 changed, 0 removed" in build.status
    assert list_of(build, "tag-variant") == ["her.md:4:8"]
    assert list_told(build) == list_found(check(site))


def test_news_is_told_once_though_no_document_was_read(site: Site) -> None:
    fill(site)
    site.write("reviews/bad.md", make_review("![](x.jpg)\n", title="Bad"))
    site.build()
    bad = make_review("![](x.jpg)\n", title="Bad", tags="[sci-fi]")
    write(site, "reviews/bad.md", bad)
    assert list_of(site.build(), "tag-variant") == ["tar.md:4:8"]  # it says how many write it otherwise
    assert list_of(site.build(), "tag-variant") == []


@pytest.mark.parametrize("parallel", [0, 2])
def test_after_an_edit_all_is_told_as_by_the_command_line(site: Site, parallel: int) -> None:
    fill(site)
    collide(site)
    site.build(parallel=parallel)
    write(site, "reviews/heat.md", make_review(title="Heat", tags="[SciFi]", slug="her"))
    build = site.build(parallel=parallel)
    clean = site.build(parallel=parallel, out="clean")
    assert list_told(clean) == list_found(check(site))
    assert set(list_told(build)) <= set(list_told(clean))
    assert build.snapshot().keys() == clean.snapshot().keys()


def test_the_archive_is_what_include_names_of_the_reviews(site: Site) -> None:
    collide(site)
    site.write("reviewlint.yaml", "include: [reviews/ran.md]\n")
    assert list_of(site.build(), "slug-collision") == []


def test_without_a_config_the_archive_is_what_conf_py_names(site: Site) -> None:
    collide(site)
    # The command line passes such a name over in a folder; here it is a review like the others.
    site.write("reviews/template.md", make_review(title="Template", slug="heat"))
    build = site.build(reviewlint_reviews=["reviews/ran.md", "reviews/template.md"])
    assert list_of(build, "slug-collision") == ["template.md:4:7"]


FLOOD = """\
include: ["reviews/**"]
rules:
  image-alt-missing: off
  excerpt-repeated: {flood_least: 4, severity: error}
"""


def test_what_most_reviews_share_is_told_once_and_keeps_each_of_them_back(site: Site) -> None:
    names = [f"{number}.md" for number in range(6)]
    for name in names:
        excerpt = "What it is and how it feels to sit through it."
        site.write(f"reviews/{name}", make_review(title=f"Film {name[0]}", excerpt=excerpt))
    config = site.write("reviewlint.yaml", FLOOD)
    build = site.build()
    assert list_told(build) == list_found(check(site))
    assert [line for line in list_told(build) if f"{config}:1:1: " in line] != []
    listed = json.loads((build.doctreedir / "reviewlint-excluded.json").read_text())
    assert [one["document"] for one in listed] == [f"reviews/{number}" for number in range(1, 6)]
