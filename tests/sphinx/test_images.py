"""Pictures: found where a site keeps them, never from outside, and never a hole in a page."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from tests.sphinx.site import Site, make_png, make_review
from tests.sphinx.test_spoilers import split

QUIET = ["reviewlint", "image"]


@pytest.mark.parametrize(
    ("cover", "path", "config"),
    [
        ("her.png", "reviews/her.png", ""),
        ("../images/her.png", "images/her.png", ""),
        ("/images/her.png", "images/her.png", ""),
        ("/images/her.png", "static/images/her.png", ""),
        ("/images/her.png", "media/her.png", "images: {roots: [media]}\n"),
        ("/images/her.png", "pictures/images/her.png", "images: {roots: [pictures]}\n"),
        ("/images/a%20man.png", "images/a man.png", ""),
    ],
)
def test_a_cover_is_found(site: Site, cover: str, path: str, config: str) -> None:
    if config == "images: {roots: [media]}\n":
        cover = "/her.png"
    site.write("reviewlint.yaml", config)
    site.write(path, make_png())
    site.write("reviews/her.md", make_review(f"![A man again]({cover})\n", cover=cover, coverAlt="A man"))
    build = site.build()
    assert build.warnings == ""
    page = build.read("reviews/her.html")
    assert page.count('src="../_images/') == 2


@pytest.mark.parametrize("cover", ["../../secret.png", "/../secret.png", "file:///etc/hostname", "//", ""])
def test_what_lies_outside_is_never_copied(site: Site, cover: str) -> None:
    (site.folder / "secret.png").write_bytes(make_png(77))
    site.write("reviews/her.md", make_review(f"![A man]({cover})\n", cover=f"'{cover}'"))
    build = site.build(reviewlint_on_error="warn", suppress_warnings=QUIET)
    assert not build.exists("_images")
    assert "<figure" not in build.read("reviews/her.html")


def test_a_link_to_the_outside_is_not_followed(site: Site) -> None:
    secret = site.folder / "secret.png"
    secret.write_bytes(make_png(77))
    (site.source / "reviews").mkdir()
    (site.source / "reviews" / "her.png").symlink_to(secret)
    site.write("reviews/her.md", make_review(cover="her.png"))
    assert not site.build(suppress_warnings=QUIET).exists("_images")


def test_a_cover_that_is_not_there_leaves_no_hole(site: Site) -> None:
    site.write(
        "reviews/her.md", make_review(cover="/images/her.png", coverAlt="A man", coverCaption="Evening")
    )
    build = site.build()
    assert build.warnings == ""
    assert build.status.count("`images: {roots: [FOLDER]}`") == 1
    page = build.read("reviews/her.html")
    for hole in ("<figure", "her.png", "Evening"):
        assert hole not in page


def test_a_picture_in_the_text_gives_way_to_its_alt_text(site: Site) -> None:
    body = "Before ![A man](a.png) after.\n\n:::{figure} b.png\n:alt: A city\n\nThe caption\n:::\n"
    site.write("reviews/her.md", make_review(body))
    build = site.build(suppress_warnings=["reviewlint"])
    assert build.warnings == ""
    page = build.read("reviews/her.html")
    assert "<img" not in page
    for words in ("A man", "A city", "The caption"):
        assert words in page


@pytest.mark.parametrize(
    ("fields", "alt"),
    [
        ({"coverAlt": "A man"}, "A man"),
        ({}, "Cover of Her"),
        ({"work": "The film"}, "Cover of The film"),
        ({"coverAlt": "A ||man|| dies"}, "A (spoiler) dies"),
    ],
)
def test_the_alt_text_of_a_cover(site: Site, fields: dict[str, str], alt: str) -> None:
    site.write("reviews/her.png", make_png())
    site.write("reviews/her.md", make_review(cover="her.png", **fields))
    build = site.build(reviewlint_on_error="warn", suppress_warnings=QUIET)
    assert f'alt="{alt}"' in build.read("reviews/her.html")


def test_html_images_are_copied_too(site: Site) -> None:
    site.write("reviews/still.png", make_png())
    site.write("reviews/her.md", make_review('<img src="still.png" alt="A man">\n'))
    assert '<img alt="A man" src="../_images/still-' in site.build().read("reviews/her.html")


def test_a_picture_that_only_a_spoiler_shows_keeps_its_name_to_itself(site: Site) -> None:
    for name in ("canary", "both"):
        site.write(f"images/{name}.png", make_png())
    hidden = ":::{spoiler}\n![Canary](../images/canary.png)\n\n![Both](../images/both.png)\n:::\n"
    site.write("reviews/her.md", make_review(f"{hidden}\n![Both](../images/both.png)\n"))
    build = site.build(suppress_warnings=["reviewlint"])
    names = sorted(name.partition("/")[2] for name in build.snapshot() if name.startswith("_images/"))
    assert len(names) == 2
    assert [name for name in names if "canary" in name] == []
    assert [name for name in names if name.startswith("both-")] != []
    hidden_words, shown = split(build.read("reviews/her.html"))
    assert "canary" in hidden_words.lower()
    assert "canary" not in shown.lower()
    site.write("reviews/him.md", make_review("![Canary](../images/canary.png)\n", title="Him"))
    build = site.build(suppress_warnings=["reviewlint"])
    [name] = [name for name in build.snapshot() if name.startswith("_images/canary-")]
    for page in ("her", "him"):
        assert f'src="../{name}"' in build.read(f"reviews/{page}.html")
    clean = site.build(out="clean", suppress_warnings=["reviewlint"])
    assert build.snapshot() == clean.snapshot()


def test_the_source_of_a_review_is_no_picture(site: Site) -> None:
    site.write("reviews/plan.md", make_review("Canarydraft.\n", title="Plan", draft="true"))
    site.write("reviews/her.md", make_review("![A man](plan.md)\n", cover="plan.md"))
    build = site.build(suppress_warnings=QUIET)
    assert build.find("canarydraft") == []
    assert "A man" in build.read("reviews/her.html")
    told = "the picture 'plan.md' is left out: it is a review's source, with its spoilers in the open"
    site.write("reviews/her.md", make_review("![A man](plan.md)\n"))
    warnings = site.build(reviewlint_on_error="warn").warnings.splitlines()
    assert f"{site.source}/reviews/her.md: WARNING: {told} [reviewlint.download]" in warnings


@pytest.mark.parametrize("name", ["50%25 #1.png", "why?.png"])
def test_a_cover_may_be_called_anything(site: Site, name: str) -> None:
    site.write(f"reviews/{name}", make_png())
    site.write("reviews/her.md", make_review(cover=quote(name), coverAlt="A man"))
    page = site.build().read("reviews/her.html")
    assert 'alt="A man"' in page
    assert "u-photo" in page


def test_a_cover_that_a_spoiler_shows_too_keeps_its_name(site: Site) -> None:
    site.write("reviews/her.png", make_png())
    body = ":::{spoiler}\n![A man on a roof](her.png)\n:::\n"
    site.write("reviews/her.md", make_review(body, cover="her.png", coverAlt="A man"))
    [name] = [name for name in site.build().snapshot() if name.startswith("_images/")]
    assert name.startswith("_images/her-")


@pytest.mark.parametrize(
    ("source", "shown", "told"),
    [
        ("//x.example/a.png", "https://x.example/a.png", ["https://x.example/a.png"]),
        ("http://[x", None, []),
    ],
)
def test_addresses_that_sphinx_does_not_take(
    site: Site, source: str, shown: str | None, told: list[str]
) -> None:
    site.write("reviews/her.md", make_review(cover=f"'{source}'", coverAlt="A man"))
    build = site.build(reviewlint_on_error="warn", suppress_warnings=["reviewlint"])
    assert build.warnings == ""
    page = build.read("reviews/her.html")
    assert re.findall(r'<img [^>]*src="([^"]*)"', page) == ([shown] if shown else [])
    assert re.findall(r'property="og:image" content="([^"]*)"', page) == told
