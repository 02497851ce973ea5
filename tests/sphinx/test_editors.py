"""The editors' page: all that was found and all that is not shown, and nowhere near the output."""

from __future__ import annotations

import re

import pytest
from sphinx.errors import ConfigError

from tests.sphinx.site import Site, make_review

PLACE = "../desk/index.html"


def fill(site: Site) -> None:
    site.write("reviews/her.md", make_review("![](still.png)\n", title="'<b>Her</b>'"))
    site.write("reviews/draft.md", make_review(title="Canarydraft", draft="true"))
    site.write("reviews/later.md", make_review(title="Canarylater", embargo="2026-03-01"))
    site.write("reviewlint.yaml", "rules: {image-alt-missing: warning, image-file-missing: off}\n")


def test_it_shows_findings_drafts_and_embargoes(site: Site) -> None:
    fill(site)
    build = site.build(reviewlint_editors=PLACE, suppress_warnings=["reviewlint"])
    page = (site.folder / "desk/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex, nofollow" />' in page
    for row in (
        '<th scope="row">Canarydraft</th><td><code>source/reviews/draft.md</code></td><td>draft</td>',
        '<th scope="row">Canarylater</th><td><code>source/reviews/later.md</code></td>'
        "<td>under embargo</td><td>2026-03-01</td>",
        "<td><code>image-alt-missing</code></td>",
        "<h3>&lt;b&gt;Her&lt;/b&gt;</h3>",
    ):
        assert row in page
    for word in ("canarydraft", "canarylater", "desk/index"):
        assert build.find(word) == []


def test_it_is_written_only_when_it_says_something_else(site: Site) -> None:
    fill(site)
    quiet = ["reviewlint"]
    site.build(reviewlint_editors=PLACE, suppress_warnings=quiet)
    page = site.folder / "desk/index.html"
    before = page.stat().st_mtime_ns
    site.build(reviewlint_editors=PLACE, suppress_warnings=quiet)
    assert page.stat().st_mtime_ns == before


def test_it_is_not_made_unless_asked_for(site: Site) -> None:
    fill(site)
    site.build(suppress_warnings=["reviewlint"])
    assert not (site.folder / "desk").exists()


def test_it_must_not_be_published(site: Site) -> None:
    fill(site)
    place = "../out/html/editors.html"
    told = f"reviewlint_editors is {place!r}, which is in the output folder"
    with pytest.raises(ConfigError, match=re.escape(told)):
        site.build(reviewlint_editors=place, suppress_warnings=["reviewlint"])
    assert not (site.folder / "out/html/editors.html").exists()
