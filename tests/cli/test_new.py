"""A new review: in the shape of the others, with nothing to find but what a person must say."""

from __future__ import annotations

import datetime
import errno
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Ended, Run
from tests.cli.test_init import put

DAY = "--today=2026-01-31"

FILM = """\
---
layout: review
title: Review {number}
work:
  title: Film {number}
  year: 2000
critic: Ana
published_on: x
date: 2025-01-01
score: 3
tags: [drama]
draft: false
---

Text.
"""

NEW = """\
---
layout: review
title: "1917: A {Film}"
work:
  title: "'71"
  year:
critic: Ana
published_on: x
date: 2026-01-31
score:
tags: []
draft: true
---

"""


def test_the_first_review_of_a_site(run: Run) -> None:
    said = "Wrote no.md, a draft.\nStill to be said: rating, tags, and the review itself.\n"
    assert run("new", "No", DAY) == Ended(0, said, "")
    assert Path("no.md").read_text("utf-8") == (
        '---\ntitle: "No"\nwork: "No"\ndate: 2026-01-31\nrating:\ntags: []\ndraft: true\n---\n\n'
    )
    assert run("check", DAY) == Ended(0, "1 review checked: nothing to report.\n", "")


def test_a_review_like_the_others(run: Run) -> None:
    for number in range(5):
        put(f"films/{number}.md", FILM.format(number=number))
    put("reviewlint.yaml", "rules: {field-empty: error}\n")

    ended = run("new", "1917: A {Film}", "--work", "'71", DAY)

    said = "Still to be said: work.year, score, tags, and the review itself.\n"
    assert ended == Ended(0, f"Wrote films/1917-a-film.md, a draft.\n{said}", "")
    assert Path("films/1917-a-film.md").read_text("utf-8") == NEW
    assert run("check", "films/1917-a-film.md", DAY).code == 0


def test_a_file_that_is_there_stays(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    put("her.md", "---\ntitle: Her\n---\nText.\n")
    said = "her.md: not written: there is such a file already, and it stays as it is\n"
    assert run("new", "Her", DAY) == Ended(2, "", said)
    put("reviewlint.yaml", "")
    Path("attic").mkdir()
    monkeypatch.chdir("attic")
    assert run("new", "Her", DAY) == Ended(2, "", f"../{said}")
    monkeypatch.chdir("..")
    assert Path("her.md").read_text("utf-8") == "---\ntitle: Her\n---\nText.\n"


@pytest.mark.parametrize(
    ("others", "title", "name"),
    [
        (["2025-01-01-one.md", "2025-01-02-two.md"], "Her", "2026-01-31-her.md"),
        (["one/index.md", "two/index.md"], "Her", "her/index.md"),
        (["films/one.mdx", "films/two.mdx", "books/three.md"], "Her", "films/her.mdx"),
        (["one.md"], "¿Qué? L'été d'Ö", "que-lete-do.md"),
        (["one.md"], "千と千尋の神隠し", "千と千尋の神隠し.md"),
        (["one.md"], "がんばれ", "がんばれ.md"),
        (["one.md"], "???", "review.md"),
        (["one.md"], "../../etc/passwd", "etc-passwd.md"),
    ],
)
def test_names_of_files(run: Run, others: list[str], title: str, name: str) -> None:
    for other in others:
        put(other, "---\ntitle: One\nrating: 4\n---\nText.\n")
    assert run("new", title, DAY).out.splitlines()[0] == f"Wrote {name}, a draft."
    assert yaml.safe_load(Path(name).read_text("utf-8").split("---")[1])["title"] == title


def test_toml(run: Run) -> None:
    text = '+++\ntitle = "One"\ndate = 2025-01-01\n[extra.movie]\ntitle = "One"\nrating = 4\n+++\nText.\n'
    put("one.md", text)
    said = "Still to be said: extra.movie.rating, and the review itself.\n"
    assert run("new", 'The "Film"', DAY) == Ended(0, f"Wrote the-film.md, a draft.\n{said}", "")
    written = Path("the-film.md").read_text("utf-8")
    assert tomllib.loads(written.split("+++")[1]) == {
        "title": 'The "Film"',
        "date": datetime.date(2026, 1, 31),
        "draft": True,
        "extra": {"movie": {"title": 'The "Film"', "rating": ""}},
    }
    assert run("check", "the-film.md", DAY).code == 0


def test_json(run: Run) -> None:
    put("one.md", '{"title": "One", "date": "2025-01-01", "movie": {"title": "One", "rating": 4}}\nText.\n')
    said = "Still to be said: movie.rating, and the review itself.\n"
    assert run("new", 'The "Film"', DAY) == Ended(0, f"Wrote the-film.md, a draft.\n{said}", "")
    assert Path("the-film.md").read_text("utf-8") == (
        '{\n  "title": "The \\"Film\\"",\n  "date": "2026-01-31",\n'
        '  "movie": {\n    "title": "The \\"Film\\"",\n    "rating": null\n  },\n  "draft": true\n}\n\n'
    )
    assert run("check", "the-film.md", DAY).code == 0


@pytest.mark.parametrize(
    ("name", "other", "written"),
    [
        (
            "one.md",
            "Title: One\nRating: 4\nCritic: Ana\n\nText.\n",
            "title: Yes: 1984\nrating:\ncritic:\ndraft: true\n\n",
        ),
        (
            "one.md",
            "<!--\n.. title: One\n.. date: 2025-01-01\n-->\n\nText.\n",
            "<!--\n.. title: Yes: 1984\n.. date: 2026-01-31\n.. draft: true\n-->\n\n",
        ),
        (
            "one.rst",
            ".. title: One\n.. date: 2025-01-01\n\nText.\n",
            ".. title: Yes: 1984\n.. date: 2026-01-31\n.. draft: true\n\n",
        ),
    ],
    ids=["multimarkdown", "nikola", "nikola-rst"],
)
def test_lines_of_fields(run: Run, name: str, other: str, written: str) -> None:
    put(name, other)
    run("new", "Yes: 1984", DAY)
    made = Path("yes-1984").with_suffix(Path(name).suffix)
    assert made.read_text("utf-8") == written
    assert run("check", str(made), DAY).code == 0


def test_what_would_end_a_comment(run: Run) -> None:
    put("one.md", "<!--\n.. title: One\n-->\n\nText.\n")
    run("new", "A --> B", DAY)
    assert Path("a-b.md").read_text("utf-8") == '---\ntitle: "A --> B"\ndraft: true\n---\n\n'


def test_restructuredtext(run: Run) -> None:
    put("one.rst", "One\n===\n\n:date: 2025-01-01\n:rating: 4\n:reviewer: Ana\n\nText.\n")
    assert run("new", "*Her*", DAY).out.splitlines()[0] == "Wrote her.rst, a draft."
    assert Path("her.rst").read_text("utf-8") == (
        "\\*Her\\*\n=======\n\n:date: 2026-01-31\n:rating:\n:reviewer:\n:draft: true\n"
    )
    assert run("check", "her.rst", DAY).code == 0


def test_published_says_what_draft_says(run: Run) -> None:
    put("one.md", "---\ntitle: One\npublished: true\n---\nText.\n")
    run("new", "Her", DAY)
    assert Path("her.md").read_text("utf-8") == "---\ntitle: Her\npublished: false\n---\n\n"


def test_a_folder_is_named(run: Run) -> None:
    put("films/one.md", "---\ntitle: One\n---\nText.\n")
    put("books/two.md", "---\ntitle: Two\n---\nText.\n")
    assert run("new", "Her", "--folder", "books", DAY).out == "Wrote books/her.md, a draft.\n"


@pytest.mark.parametrize(
    ("zone", "day"), [("Pacific/Kiritimati", "2026-01-31"), ("Pacific/Niue", "2026-01-30")]
)
def test_the_day_is_the_sites(run: Run, monkeypatch: pytest.MonkeyPatch, zone: str, day: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769817600")  # 2026-01-31, midnight in UTC
    put("reviewlint.yaml", f"timezone: {zone}\n")
    run("new", "Her")
    assert f"date: {day}\n" in Path("her.md").read_text("utf-8")


@pytest.mark.parametrize("title", ["", "   ", "a\x1bb"])
def test_what_is_no_title(run: Run, title: str) -> None:
    ended = run("new", title)
    assert ended.code == 2
    assert "expected a title of one line." in ended.err


def test_a_review_that_cannot_be_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    put("one.md", "---\ntitle: One\n---\nText.\n")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert run("new", "Her", DAY) == Ended(2, "", "one.md: this cannot be read: Permission denied\n")
    assert not Path("her.md").exists()


def test_a_site_of_texts_without_metadata(run: Run) -> None:
    put("notes.md", "Text.\n")
    assert run("new", "Her", DAY).out.splitlines()[0] == "Wrote her.md, a draft."
