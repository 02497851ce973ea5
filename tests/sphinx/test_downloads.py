"""Links to files: what lies in the source folder is copied, what is nobody's to read is not."""

from __future__ import annotations

import re

from tests.sphinx.site import Build, Site, make_review

OUTSIDE = "it is outside the source folder"
SOURCE = "it is a review's source, with its spoilers in the open"


def tell(site: Site, place: str, target: str, reason: str) -> str:
    told = f"the link to the file {target!r} is left out: {reason}"
    return f"{site.source}/{place}: WARNING: {told} [reviewlint.download]"


def test_a_file_beside_the_reviews_is_copied(site: Site) -> None:
    site.write("cast.txt", "Joaquin Phoenix")
    site.write("reviews/her.md", make_review("Its [cast](../cast.txt), {download}`all </cast.txt>`.\n"))
    build = site.build()
    assert build.warnings == ""
    [copy] = build.find("joaquin")
    assert build.read("reviews/her.html").count(f'href="../{copy}"') == 2


def test_a_file_from_elsewhere_is_not(site: Site) -> None:
    secret = site.folder / "secret.txt"
    secret.write_text("canarysecret")
    (site.source / "linked.txt").symlink_to(secret)
    body = "A [secret](../../secret.txt), {download}`another <../linked.txt>`.\n"
    site.write("reviews/her.md", make_review(body))
    build = site.build(suppress_warnings=["reviewlint.link-target-missing"])
    assert build.find("canarysecret") == []
    assert "secret, " in build.read("reviews/her.html").replace("</span>", "").replace("<p>", "")
    assert [line for line in build.warnings.splitlines() if "[reviewlint.download]" in line] == [
        tell(site, "reviews/her.md:6", "../../secret.txt", OUTSIDE),
        tell(site, "reviews/her.md:6", "../linked.txt", OUTSIDE),
    ]


def test_the_source_of_a_review_is_not(site: Site) -> None:
    site.write("reviews/plan.md", make_review("Canarydraft.\n", title="Plan", draft="true"))
    rest = "Her\n===\n\n:date: 2025-03-01\n\nSee :download:`this <her.rst>`.\n"
    site.write("reviews/her.rst", rest)
    site.write("page.md", "---\norphan: true\n---\n# Page\n\nSee {download}`it <reviews/plan.md>`.\n")
    build = site.build()
    assert build.find("canarydraft") == []
    assert not build.exists("_downloads")
    assert build.warnings.splitlines() == [
        tell(site, "page.md:6", "reviews/plan.md", SOURCE),
        tell(site, "reviews/her.rst:6", "her.rst", SOURCE),
    ]


def list_copies(build: Build) -> list[str]:
    return sorted(name for name in build.snapshot() if name.startswith("_downloads/"))


def test_a_file_that_only_a_spoiler_links_to_keeps_its_name_to_itself(site: Site) -> None:
    site.write("canary.txt", "Deeds")
    site.write("both.txt", "Deeds of both")
    hidden = ":::{spoiler}\n[All](../canary.txt), [both](../both.txt).\n:::\n"
    site.write("reviews/her.md", make_review(f"{hidden}\nThe [same](../both.txt).\n"))
    build = site.build()
    assert build.warnings == ""
    assert [name.rpartition("/")[2] == "both.txt" for name in list_copies(build)].count(True) == 1
    assert not any("canary" in name for name in list_copies(build))
    check_links(build, "her")
    site.write("reviews/him.md", make_review("An [open link](../canary.txt).\n", title="Him"))
    build = site.build(parallel=2)
    assert sorted(name.rpartition("/")[2] for name in list_copies(build)) == ["both.txt", "canary.txt"]
    check_links(build, "her", "him")
    assert build.snapshot() == site.build(out="clean").snapshot()
    assert "canary.txt" not in site.build("singlehtml", out="single").read("index.html")


def check_links(build: Build, *pages: str) -> None:
    """Check that pages link to all copies of files, and to no others."""
    found = {
        href
        for page in pages
        for href in re.findall(r'href="../(_downl[^"]*)"', build.read(f"reviews/{page}.html"))
    }
    assert sorted(found) == list_copies(build)


def test_the_copy_of_a_file_goes_with_the_last_link_to_it(site: Site) -> None:
    site.write("cast.txt", "Joaquin Phoenix")
    site.write("reviews/her.md", make_review("Its [cast](../cast.txt).\n"))
    site.write("reviews/him.md", make_review(title="Him"))
    assert site.build().find("joaquin") != []
    site.write("reviews/her.md", make_review("Its [cast](../cast.txt).\n", draft="true"))
    assert site.build().find("joaquin") == []
