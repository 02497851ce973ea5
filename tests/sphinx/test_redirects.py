"""Former addresses of a review lead to it, and take nobody's place."""

from __future__ import annotations

import re
from typing import Any

import pytest

from reviewlint_sphinx.redirects import find_place
from tests.sphinx.site import Build, Site, make_review, touch

BASE = "https://reviews.example/archive/"


@pytest.mark.parametrize(
    ("alias", "place"),
    [
        ("/old/", "old/index.html"),
        ("/old", "old/index.html"),
        ("old/her.html", "old/her.html"),
        ("/old/her.htm", "old/her.htm"),
        ("/2019/05/her", "2019/05/her/index.html"),
        ("/caf%C3%A9/", "café/index.html"),
        ("/v1.5/", "v1.5/index.html"),
        ("https://reviews.example/archive/old/", "old/index.html"),
        ("https://elsewhere.example/old/", ""),
        ("https://reviews.example/other/", ""),
        ("javascript:alert(1)", ""),
        ("/../old/", ""),
        ("/old/%2e%2e/%2e%2e/x/", ""),
        ("/old/./x", ""),
        ("//old", ""),
        ("/", ""),
        ("", ""),
        ("/?p=12", ""),
        ("/a\\b/", ""),
        ("/a%00b/", ""),
        ("https://[x", ""),
    ],
)
def test_where_the_page_is(alias: str, place: str) -> None:
    assert find_place(alias, BASE) == place


def build_with(site: Site, aliases: str, builder: str = "html", **conf: Any) -> Build:
    site.write("reviews/her.md", make_review(aliases=aliases, title="'Her & \"him\"'"))
    touch(site, "reviews/her.md")
    return site.build(builder, **conf)


@pytest.mark.parametrize(
    ("builder", "target", "canonical"),
    [
        ("html", "../../reviews/her.html", f"{BASE}reviews/her.html"),
        ("dirhtml", "../../reviews/her/", f"{BASE}reviews/her/"),
    ],
)
def test_a_redirect(site: Site, builder: str, target: str, canonical: str) -> None:
    build = build_with(site, "[/2019/her/]", builder, html_baseurl=BASE)
    assert build.warnings == ""
    page = build.read("2019/her/index.html")
    assert f'<meta http-equiv="refresh" content="0; url={target}" />' in page
    assert f'<a href="{target}">Her &amp; &#34;him&#34;</a>' in page
    assert f'<link rel="canonical" href="{canonical}" />' in page
    assert (build.outdir / "2019/her" / target).exists()


def test_every_target_is_there(site: Site) -> None:
    build = build_with(site, "[/a, /b/c.html, /d/e/f/g/]")
    for place in ("a/index.html", "b/c.html", "d/e/f/g/index.html"):
        [target] = re.findall(r'href="([^"]+)"', build.read(place))
        assert ((build.outdir / place).parent / target).resolve() == build.outdir / "reviews/her.html"


@pytest.mark.parametrize(
    ("alias", "warning"),
    [
        ("/reviews/him.html", "the alias `/reviews/him.html` is the address of another page"),
        ("/genindex.html", "the alias `/genindex.html` is the address of another page"),
        ("/search.html", "the alias `/search.html` is the address of another page"),
        ("/index.html", "the alias `/index.html` is the address of another page"),
        ("/twice/", "the alias `/twice/` is the address of another page"),
        ("/../x/", "no page can be at the alias `/../x/`: expected a path like `/old/`"),
    ],
)
def test_what_cannot_be_is_told(site: Site, alias: str, warning: str) -> None:
    site.write("reviews/him.md", make_review("First.\n", title="Him"))
    site.write("reviews/all.md", make_review("First.\n", title="All", aliases="[/twice/]"))
    quiet: dict[str, Any] = {
        "suppress_warnings": ["reviewlint.slug-collision"],
        "reviewlint_on_error": "warn",
    }
    site.write("reviews/her.md", make_review(aliases=f"['{alias}']"))
    for _ in range(2):
        build = site.build(**quiet)
        assert f"{site.source}/reviews/her.md: WARNING: {warning} [reviewlint.alias]" in build.warnings
        assert "http-equiv" not in build.read("reviews/him.html")
        assert "http-equiv" not in build.read("index.html")
    assert build.exists("twice/index.html")


def test_a_redirect_that_is_taken_back_is_gone(site: Site) -> None:
    build_with(site, "[/old/, /2019/her/]")
    build = build_with(site, "[/2019/her/]")
    assert not build.exists("old")
    assert build.snapshot().keys() == site.build(out="clean").snapshot().keys()
    site.write("reviews/her.md", make_review(aliases="[/2019/her/]", draft="true"))
    touch(site, "reviews/her.md")
    assert not site.build().exists("2019")


def test_other_builders_have_none(site: Site) -> None:
    assert not build_with(site, "[/old/]", "text").exists("old")
