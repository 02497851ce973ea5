"""A baseline hides findings from view, and never makes a review publishable."""

from __future__ import annotations

import json

import pytest

from reviewlint.baseline import collect_baseline, write_baseline
from reviewlint.session import Session
from tests.sphinx.site import Site, list_told, make_review, touch


@pytest.fixture(autouse=True)
def config(site: Site) -> None:
    """Give the archive a config, which its baseline stands beside."""
    site.write("reviewlint.yaml", "rules: {}\n")


def know_everything(site: Site) -> None:
    """Write a baseline of all that is found."""
    report = Session.load(site.source, cwd=site.source, baseline=False).check_paths([site.source])
    found = (*report.diagnostics, *report.withheld)
    baseline = collect_baseline(found, report.sources, {one.path: one.path for one in found})
    site.write("reviewlint-baseline.json", write_baseline(baseline).decode())


def test_what_is_known_is_not_told_and_the_review_stays_away(site: Site) -> None:
    site.write("reviews/heat.md", make_review(title="Heat"))
    site.write("reviews/1917.md", make_review("Canary.\n", title="1917"))
    know_everything(site)
    build = site.build()
    assert list_told(build) == []
    assert not build.exists("reviews/1917.html")
    assert build.find("canary") == []
    [listed] = json.loads((build.doctreedir / "reviewlint-excluded.json").read_text())
    assert listed["document"] == "reviews/1917"
    assert build.exists("reviews/heat.html")


def test_a_baseline_that_comes_later_changes_what_is_told_only(site: Site) -> None:
    site.write("reviews/1917.md", make_review("Canary.\n", title="1917"))
    assert len(list_told(site.build())) == 1
    know_everything(site)
    build = site.build()
    assert list_told(build) == []
    assert build.find("canary") == []


def test_what_is_mended_is_published(site: Site) -> None:
    site.write("reviews/1917.md", make_review("Canary.\n", title="1917"))
    know_everything(site)
    site.build()
    site.write("reviews/1917.md", make_review("Canary.\n", title='"1917"'))
    touch(site, "reviews/1917.md")
    assert site.build().exists("reviews/1917.html")
