"""From build to build: what is published follows the sources, and the order of work changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.sphinx.site import Build, Site, make_png, make_review, touch

QUIET: dict[str, Any] = {"suppress_warnings": ["reviewlint"]}
ALL: dict[str, Any] = {
    "html_baseurl": "https://reviews.example/",
    "reviewlint_feed_content": "full",
    "reviewlint_browse_size": 4,
}


def fill(site: Site) -> None:
    for number in range(12):
        site.write(
            f"reviews/{number}.md",
            make_review(
                f"Text of {number} with ||hidden{number}||.\n\n:::{{spoiler}}\nMore.\n:::\n",
                title=f"Review {number}",
                date=f"2025-03-{number + 1:02}",
                tags=f"[even{number % 2}, all]",
                cover=f"{number}/cover.png",
                coverAlt="A cover",
                reviewer=f"Person {number % 3}",
                aliases=f"[/old/{number}/]",
            ),
        )
        site.write(f"reviews/{number}/cover.png", make_png(number + 1))


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def write(site: Site, name: str, text: str) -> None:
    site.write(name, text)
    touch(site, name)


@pytest.mark.parametrize("parallel", [2, 3])
def test_parallel_gives_the_same_bytes(site: Site, parallel: int) -> None:
    fill(site)
    serial = site.build(out="serial", **ALL).snapshot()
    build = site.build(out="parallel", parallel=parallel, **ALL)
    assert build.warnings == ""
    assert differing(serial, build.snapshot()) == []
    assert {"feed.xml", "browse/reviewer/person-1/feed.json", "old/3/index.html"} <= serial.keys()


def test_a_build_with_nothing_changed_changes_nothing(site: Site) -> None:
    fill(site)
    first = site.build(**ALL).snapshot()
    second = site.build(**ALL)
    assert differing(first, second.snapshot()) == []
    assert "0 added, 0 changed, 0 removed" in second.status
    assert "no targets are out of date" in second.status


def test_an_edit_reads_one_document(site: Site) -> None:
    fill(site)
    site.build(**ALL)
    write(site, "reviews/3.md", (site.source / "reviews/3.md").read_text() + "\nMore.\n")
    build = site.build(**ALL)
    assert "0 added, 1 changed, 0 removed" in build.status
    assert differing(build.snapshot(), site.build(out="clean", **ALL).snapshot()) == []


def test_a_listing_follows_a_title(site: Site) -> None:
    fill(site)
    site.build()
    site.build("dirhtml")
    write(site, "reviews/3.md", make_review(title="Renamed", tags="[all]"))
    for builder in ("html", "dirhtml"):
        build = site.build(builder)
        assert "Renamed" in build.read("index.html")
        assert "Review 3" not in build.read("index.html")
        tag = "browse/tag/all.html" if builder == "html" else "browse/tag/all/index.html"
        assert "Renamed" in build.read(tag)


GONE = {"title": "Canarytitle", "tags": "[canarytag, all]", "cover": "x/canary.png"}


def take_back(site: Site, how: str) -> None:
    if how == "removed":
        site.remove("reviews/gone.md")
    elif how == "draft":
        write(site, "reviews/gone.md", make_review("Canaryword alone.\n", draft="true", **GONE))
    else:
        write(site, "reviews/gone.md", make_review("Canaryword alone.\n\n![](no.png)\n", **GONE))


@pytest.mark.parametrize("how", ["removed", "draft", "invalid"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_what_is_taken_back_is_gone(site: Site, how: str, builder: str) -> None:
    fill(site)
    site.write("reviews/x/canary.png", make_png(50))
    site.write("reviews/gone.md", make_review("Canaryword alone.\n", **GONE))
    assert site.build(builder, **QUIET).find("canaryword") != []
    take_back(site, how)
    build = site.build(builder, **QUIET)
    for word in ("canaryword", "canarytitl", "canarytag", "canary.png"):
        assert build.find(word) == [], word
    assert not [path for path in build.outdir.rglob("*") if "canary" in path.name or "gone" in path.name]
    assert not (build.doctreedir / "reviews/gone.doctree").exists()
    clean = site.build(builder, out="clean", **QUIET)
    assert differing(build.snapshot(), clean.snapshot()) == []
    assert "no targets are out of date" in site.build(builder, **QUIET).status


def test_a_second_builder_on_the_same_doctrees_forgets_too(site: Site) -> None:
    site.write("reviews/her.md", make_review())
    site.write("reviews/gone.md", make_review("Canaryword.\n", title="Canarytitle", tags="[canarytag]"))
    for builder in ("html", "dirhtml", "text"):
        assert site.build(builder).find("canaryword") != []
    site.remove("reviews/gone.md")
    for builder in ("html", "dirhtml"):
        build = site.build(builder)
        assert build.find("canaryword") == [], builder
        assert build.find("canarytitl") == [], builder


def test_a_draft_that_is_finished_appears(site: Site) -> None:
    site.write("reviews/her.md", make_review(draft="true"))
    site.build()
    write(site, "reviews/her.md", make_review())
    build = site.build()
    assert build.exists("reviews/her.html")
    assert "reviews/her.html" in build.read("index.html")


def test_new_rules_read_the_reviews_again_and_nothing_else(site: Site) -> None:
    site.write("reviews/her.md", make_review("![](https://example.org/x.png)\n"))
    site.write("guide.md", "---\norphan: true\n---\n# Guide\n")
    site.write("reviewlint.yaml", "rules: {image-alt-missing: off}\n")
    assert site.build(**QUIET).exists("reviews/her.html")
    site.write("reviewlint.yaml", "rules: {image-alt-missing: error}\n")
    build = site.build(**QUIET)
    assert not build.exists("reviews/her.html")
    assert "0 added, 0 changed, 1 removed" in build.status


def test_a_missing_picture_does_not_cost_a_read_at_every_build(site: Site) -> None:
    site.write("reviews/her.md", make_review("![A man](still.png)\n", cover="/images/her.png"))
    site.build(**QUIET)
    assert "0 added, 0 changed, 0 removed" in site.build(**QUIET).status
    site.write("images/her.png", make_png())
    build = site.build(**QUIET)
    assert "0 added, 1 changed, 0 removed" in build.status
    assert "_images/her-" in build.read("reviews/her.html")


def names(build: Build, folder: str) -> list[str]:
    return sorted(path.name for path in Path(build.outdir, folder).iterdir())


def test_tags_have_pages_and_an_index(site: Site) -> None:
    fill(site)
    build = site.build()
    assert names(build, "browse/tag") == ["all.html", "even0.html", "even1.html", "index.html"]
    page = build.read("browse/tag/even1.html")
    assert page.count('class="rl-card"') == 6
    assert "<h1>Reviews tagged “even1”</h1>" in page
    index = build.read("browse/tag/index.html")
    assert '<a href="all.html">all</a> <span class="rl-count">12</span>' in index


def test_a_picture_that_another_document_shows_too_stays(site: Site) -> None:
    site.write("roof.png", make_png())
    site.write("guide.md", "---\norphan: true\n---\n# Guide\n\n![A roof](roof.png)\n")
    site.write("reviews/her.md", make_review("![A man on a roof](../roof.png)\n"))
    site.write("reviews/him.md", make_review(title="Him"))
    site.build()
    site.write("reviews/her.md", make_review("![A man on a roof](../roof.png)\n", draft="true"))
    build = site.build()
    [name] = [name for name in build.snapshot() if name.startswith("_images/")]
    assert f'src="{name}"' in build.read("guide.html")
    site.write("guide.md", "---\norphan: true\n---\n# Guide\n\nNo picture.\n")
    assert [name for name in site.build().snapshot() if name.startswith("_images/")] == []
