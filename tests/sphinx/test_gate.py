"""Which reviews are shown: those without errors, when they are meant to be, and what is said of the rest."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from sphinx.errors import ConfigError

from reviewlint.session import Session
from reviewlint_sphinx.gate import InvalidReviews
from tests.sphinx.site import Site, list_found, list_told, make_png, make_review

GOOD = make_review()
BAD = make_review("Canary.\n\n![](still.jpg)\n", title="Badly")


def test_a_review_with_errors_is_left_out_and_named(site: Site) -> None:
    site.write("reviews/her.md", GOOD)
    path = site.write("reviews/bad.md", BAD)
    build = site.build()
    assert f"{path}:8:1: WARNING: " in build.warnings
    assert "[reviewlint.image-alt-missing]" in build.warnings
    assert "1 review is left out because of errors:\n  source/reviews/bad.md: 8:1 " in build.warnings
    assert build.exists("reviews/her.html")
    assert build.find("canary") == []
    assert build.find("badly") == []
    [listed] = json.loads((build.doctreedir / "reviewlint-excluded.json").read_text())
    assert (listed["document"], listed["reason"]) == ("reviews/bad", "invalid")
    assert [error["rule"] for error in listed["errors"]] == ["image-alt-missing"]


def test_silencing_a_warning_publishes_nothing(site: Site) -> None:
    site.write("reviews/bad.md", BAD)
    build = site.build(suppress_warnings=["reviewlint"])
    assert build.warnings == ""
    assert not build.exists("reviews/bad.html")


def test_warn_shows_it(site: Site) -> None:
    site.write("reviews/bad.md", BAD)
    build = site.build(reviewlint_on_error="warn")
    assert "image-alt-missing" in build.warnings
    assert build.exists("reviews/bad.html")


def test_fail_stops(site: Site) -> None:
    site.write("reviews/bad.md", BAD)
    with pytest.raises(InvalidReviews, match="reviews have errors, and `reviewlint_on_error` is 'fail'"):
        site.build(reviewlint_on_error="fail")


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, True),
        ({"draft": "true"}, False),
        ({"draft": "false"}, True),
        ({"published": "false"}, False),
        ({"withdrawn": "true"}, False),
        ({"embargo_until": "2026-01-01T09:00:00+01:00"}, False),
        ({"embargo_until": "2025-12-31T00:00:00+00:00"}, True),
        ({"embargo_until": "2026-01-01"}, False),
    ],
)
@pytest.mark.parametrize("on_error", ["exclude", "warn"])
def test_what_is_not_public_is_not_shown(
    site: Site, fields: dict[str, str], shown: bool, on_error: str
) -> None:
    site.write("reviews/her.md", make_review("Canary.\n", **fields))
    build = site.build(reviewlint_on_error=on_error, suppress_warnings=["reviewlint"])
    assert build.exists("reviews/her.html") == shown
    assert bool(build.find("canary")) == shown


def test_front_matter_that_cannot_be_read_counts_as_a_draft(site: Site) -> None:
    site.write("reviews/her.md", "---\ntitle: Her\ndraft: true\nx: [\n---\nCanary.\n")
    build = site.build(reviewlint_on_error="warn")
    assert build.find("canary") == []


UNREADABLE = {
    "front-matter-syntax": "---\ntitle: Dune: Part Two\n---\nCanary.\n",
    "front-matter-unclosed": "---\ntitle: Dune\n\nCanary.\n",
}


@pytest.mark.parametrize("rule", UNREADABLE)
def test_front_matter_that_cannot_be_read_is_named_as_an_error(site: Site, rule: str) -> None:
    site.write("reviews/dune.md", UNREADABLE[rule])
    build = site.build()
    assert "1 review is left out because of errors:\n  source/reviews/dune.md: " in build.warnings
    assert build.find("canary") == []
    [listed] = json.loads((build.doctreedir / "reviewlint-excluded.json").read_text())
    assert (listed["reason"], [error["rule"] for error in listed["errors"]]) == ("invalid", [rule])
    with pytest.raises(InvalidReviews):
        site.build(reviewlint_on_error="fail")


@pytest.mark.parametrize(
    ("rule", "text"),
    [*UNREADABLE.items(), ("spoiler-unclosed", make_review("Canary. Then [spoiler]he leaves.\n"))],
)
def test_switching_a_rule_off_publishes_nothing_that_leaks(site: Site, rule: str, text: str) -> None:
    site.write("reviews/dune.md", text)
    site.write("reviewlint.yaml", f"rules: {{{rule}: off}}\n")
    build = site.build()
    assert "dune.md: what keeps it back is silenced by a comment or the config" in build.warnings
    assert build.find("canary") == []
    with pytest.raises(InvalidReviews):
        site.build(reviewlint_on_error="fail")


def test_a_text_that_is_no_utf_8_is_left_out_whatever_is_set(site: Site) -> None:
    site.write("reviews/her.md", make_review().encode() + b"caf\xe9\n")
    build = site.build(reviewlint_on_error="warn")
    assert not build.exists("reviews/her.html")


SAME = {
    "reviews/a.md": "---\ntitle: 1917\nrating: 4\ndate: 2026-04-5\n---\n\n### Too deep\n\n![](x.jpg)\n",
    "reviews/b.md": "No metadata at all.\n",
    "reviews/c.md": make_review("Text \U0001f600 ||a|| and >!b.\n", tags="[a, A]"),
    "reviews/d.rst": "Her\n===\n\n:date: 2025-03-01\n\n.. image:: x.jpg\n\nText.\n",
    "reviews/e.md": make_review().replace("\n", "\r\n"),
    "reviews/f.md": make_review(title="Heat", tags="[sci-fi]", slug="e"),
    "reviews/g.md": make_review(title="Ran", tags="[SciFi]"),
}


@pytest.mark.parametrize("parallel", [0, 2])
def test_findings_are_those_of_the_command_line(site: Site, parallel: int) -> None:
    for name, text in SAME.items():
        site.write(name, text)
    build = site.build(parallel=parallel)
    report = Session.load(site.source).check_paths([site.source / "reviews"])
    assert list_told(build) == list_found(report)
    assert len(report.diagnostics) > 8
    assert {"tag-variant", "slug-collision"} <= {one.rule for one in report.diagnostics}


def test_myst_does_not_warn_of_heading_levels_once_more(site: Site) -> None:
    site.write("reviews/her.md", make_review("### Too deep\n\nText.\n\n##### Deeper\n\nText.\n"))
    build = site.build(suppress_warnings=["reviewlint"])
    assert build.warnings == ""
    site.write("other.md", "---\norphan: true\n---\n### Too deep\n")
    assert "[myst.header]" in site.build().warnings


@pytest.mark.parametrize(
    ("conf", "message"),
    [
        (
            {"reviewlint_on_error": "ignore"},
            "reviewlint_on_error is 'ignore'; it should be 'exclude', 'warn' or 'fail'",
        ),
        (
            {"reviewlint_feed_content": "all"},
            "reviewlint_feed_content is 'all'; it should be 'summary' or 'full'",
        ),
    ],
)
def test_a_value_that_cannot_be_is_explained(site: Site, conf: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):
        site.build(**conf)


def test_a_config_that_cannot_be_read_stops_with_its_place(site: Site) -> None:
    site.write("reviewlint.yaml", "rules: {image-alt-misssing: off}\n")
    with pytest.raises(ConfigError, match=r"source/reviewlint\.yaml:1"):
        site.build()


def test_the_config_may_be_elsewhere(site: Site) -> None:
    site.write("reviews/bad.md", BAD)
    (site.folder / "house.yaml").write_text("rules: {image-alt-missing: off}\n")
    build = site.build(reviewlint_config="../house.yaml", suppress_warnings=["reviewlint"])
    assert build.exists("reviews/bad.html")


def test_the_folder_that_a_build_starts_in_says_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    house = "include: [reviews/*]\nexclude: [reviews/old.md]\nimages: {roots: [media]}\n"
    (site.folder / "house.yaml").write_text(house)
    picture = make_review("![A city.](/city.png)\n", title="Heat", tags="[scifi]")
    site.write("reviews/heat.md", picture)
    site.write("reviews/old.md", make_review(title="Old", tags="[scifi]"))
    for number in range(3):
        site.write(f"reviews/{number}.md", make_review(title=f"Film {number}", tags="[sci-fi]"))
    site.write("media/city.png", make_png())
    told = []
    for number, folder in enumerate((site.folder, site.source, site.folder.parent)):
        monkeypatch.chdir(folder)
        told.append(list_told(site.build(out=f"out{number}", reviewlint_config="../house.yaml")))
    assert told[0] != []
    assert told[1:] == told[:1] * 2


def test_only_what_is_named_is_a_review(site: Site) -> None:
    site.write("films/her.md", GOOD)
    site.write("notes/him.md", "---\norphan: true\n---\n# Him\n")
    build = site.build(reviewlint_reviews=["films/*"])
    assert build.warnings == ""
    assert "films/her.html" in build.read("index.html")
    assert "Him" not in build.read("index.html")
