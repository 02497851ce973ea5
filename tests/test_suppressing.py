"""Suppressions in every syntax, and those that silence nothing, also of rules about the archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewlint.session import Session

FILM = "---\ntitle: {title}\n---\n\n{body}\n"


def check(folder: Path, *names: str, ignore: str = "", **texts: str) -> list[str]:
    """Check reviews, by default all that are written; give place and rule of each finding."""
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    session = Session.load(folder, cwd=folder, ignore=ignore.split())
    report = session.check_paths([folder / f"{name}.md" for name in names] or [folder])
    return [f"{one.path}:{one.place.line} {one.rule}" for one in report.diagnostics]


def make_film(title: str, tag: str, comment: str = "") -> str:
    return f"---\ntitle: {title}\ntags: [{tag}]{comment}\n---\n\nA fine film, and short.\n"


OTHERS = {name.lower(): make_film(name, "sci-fi") for name in ("Heat", "Her", "Ran")}
NAMED = " # reviewlint: ignore tag-variant -- the festival's own"
BARE = " # reviewlint: ignore"
BOTH = " # reviewlint: ignore tag-variant, value-ambiguous"
UNUSED = "suppression-unused"
JUDGES = (UNUSED, "suppression-unknown")


@pytest.mark.parametrize("comment", [NAMED, BARE])
def test_a_rule_about_the_archive_is_silenced(tmp_path: Path, comment: str) -> None:
    assert check(tmp_path, **OTHERS, tar=make_film("Tar", "scifi")) == ["tar.md:3 tag-variant"]
    assert check(tmp_path, tar=make_film("Tar", "scifi", comment)) == []


@pytest.mark.parametrize("comment", [NAMED, BARE])
def test_a_suppression_that_nothing_in_the_archive_needs_is_unused(tmp_path: Path, comment: str) -> None:
    assert check(tmp_path, **OTHERS, tar=make_film("Tar", "sci-fi", comment)) == [f"tar.md:3 {UNUSED}"]


def test_what_is_used_and_what_is_not_are_told_apart(tmp_path: Path) -> None:
    assert check(tmp_path, **OTHERS, tar=make_film("Tar", "scifi", BOTH)) == [f"tar.md:3 {UNUSED}"]


def test_what_silences_another_finding_is_used(tmp_path: Path) -> None:
    text = make_film("Tar", "sci-fi").replace("title: Tar", f"title: 300{BARE}")
    assert check(tmp_path, **OTHERS, tar=text) == []


@pytest.mark.parametrize("ignore", ["value-ambiguous", "tag-variant", "image-alt-missing"])
@pytest.mark.parametrize("comment", [BARE, " # reviewlint: ignore -- so be it"])
def test_what_names_no_rule_may_silence_one_that_was_left_out(
    tmp_path: Path, ignore: str, comment: str
) -> None:
    text = make_film("300", "sci-fi", comment)
    assert check(tmp_path, "tar", ignore=ignore, tar=text.replace("300", f"300{comment}")) == []
    assert check(tmp_path, ignore=ignore, **OTHERS, tar=text.replace("title: 300", "title: Tar")) == []


def test_what_names_no_rule_is_not_judged_by_some_of_them(tmp_path: Path) -> None:
    path = tmp_path / "tar.md"
    path.write_text(make_film("300", "drama").replace("title: 300", f"title: 300{BARE}"), "utf-8")
    session = Session.load(tmp_path, cwd=tmp_path, select=["image-alt-missing", *JUDGES])
    assert session.check_paths([path]).diagnostics == ()


def test_without_its_archive_a_review_tells_nothing_of_it(tmp_path: Path) -> None:
    for comment in (NAMED, BARE):
        text = make_film("Tar", "sci-fi", comment)
        assert check(tmp_path, "tar", tar=text) == []


def test_one_review_is_judged_beside_its_archive(tmp_path: Path) -> None:
    (tmp_path / "reviewlint.yaml").write_text("rules: {}\n")
    assert check(tmp_path, "tar", **OTHERS, tar=make_film("Tar", "scifi", NAMED)) == []
    assert check(tmp_path, "tar", tar=make_film("Tar", "sci-fi", NAMED)) == [f"tar.md:3 {UNUSED}"]


def test_a_rule_that_is_off_is_not_judged(tmp_path: Path) -> None:
    (tmp_path / "reviewlint.yaml").write_text("rules: {tag-variant: off}\n")
    assert check(tmp_path, **OTHERS, tar=make_film("Tar", "sci-fi", NAMED)) == []


IMAGE = "![](a.jpg)"
FORMS = {
    "next block": ("md", f"<!-- reviewlint: ignore-next image-alt-missing -- a still -->\n{IMAGE}\n"),
    "from here on": (
        "md",
        f"<!-- reviewlint: ignore image-alt-missing -->\n\n{IMAGE}\n\n<!-- reviewlint: resume -->\n",
    ),
    "file": ("md", f"{IMAGE}\n\n<!-- reviewlint: ignore-file image-alt-missing -- all stills -->\n"),
    "MDX": ("mdx", f"{{/* reviewlint: ignore-next image-alt-missing -- a still */}}\n\n{IMAGE}\n"),
    "MDX file": ("mdx", f"{{/* reviewlint: ignore-file image-alt-missing */}}\n\n{IMAGE}\n"),
    "reST": ("rst", ".. reviewlint: ignore-next image-alt-missing -- a still\n\n.. image:: a.jpg\n"),
    "reST file": ("rst", ".. reviewlint: ignore-file image-alt-missing\n\nText.\n\n.. image:: a.jpg\n"),
}


@pytest.mark.parametrize("form", FORMS)
def test_forms(tmp_path: Path, form: str) -> None:
    suffix, body = FORMS[form]
    head = "Her\n===\n\n:date: 2014-01-01\n\n" if suffix == "rst" else "---\ntitle: Her\n---\n\n"
    path = tmp_path / f"her.{suffix}"
    session = Session.load(tmp_path, cwd=tmp_path, select=["image-alt-missing", *JUDGES])
    bare = body.replace("reviewlint:", "nobody:")
    assert [one.rule for one in session.check_text(head + bare, path)] == ["image-alt-missing"]
    assert [one.rule for one in session.check_text(head + body, path)] == []


FRONT_MATTER = {
    "at the end of a line": "title: 300 # reviewlint: ignore value-ambiguous -- it is a film\n",
    "alone above it": "# reviewlint: ignore value-ambiguous -- it is a film\ntitle: 300\n",
    "for all of it": "# reviewlint: ignore-file value-ambiguous\ntitle: 300\n",
}


@pytest.mark.parametrize("form", FRONT_MATTER)
@pytest.mark.parametrize("suffix", ["md", "mdx", "rst"])
def test_forms_in_front_matter(tmp_path: Path, form: str, suffix: str) -> None:
    session = Session.load(tmp_path, cwd=tmp_path, select=["value-ambiguous", *JUDGES])
    text = f"---\n{FRONT_MATTER[form]}---\n\nText.\n"
    assert session.check_text(text, tmp_path / f"her.{suffix}") == ()


def test_every_suppression_may_be_asked_for_a_reason(tmp_path: Path) -> None:
    session = Session.load(tmp_path, cwd=tmp_path, select=["value-ambiguous", "suppression-unexplained"])
    text = "---\ntitle: 300 # reviewlint: ignore value-ambiguous\n---\n"
    (one,) = session.check_text(text, tmp_path / "her.md")
    assert (one.place.line, one.place.column, one.rule) == (2, 12, "suppression-unexplained")
    assert one.message == "this comment does not say why: add ` -- ` and the reason"
    explained = text.replace("ambiguous\n", "ambiguous -- a film\n")
    assert session.check_text(explained, tmp_path / "her.md") == ()
