"""A first config: what was seen, what is written, and that reviewlint can use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reviewlint.config.load import load_config
from tests.cli.conftest import Ended, Run

BOOK = """\
---
date: 2026-01-{number:02}
title: Book {number}
author: {author}
series:
rating: {rating}
published: 190{number}
goodreads_id: {number}00
cover: /covers/{number}.jpg
tags: [{tags}]
---

The end: <spoiler>everyone goes home</spoiler>.
"""

SEEN = """\
Looked at 6 reviews:
  date: `date` in all 6
  title: `title` in all 6
  creators: `author` in all 6, 5 names, so they are taken for those who made the works
  rating: `rating` in all 6
  year: `published` in all 6
  goodreads_id: `goodreads_id` in all 6
  cover: `cover` in all 6
  tags: `tags` in all 6
  rating: all 6 ratings go from 0 to 5 in steps of 0.5
  vocabulary: 4 tags in 6 reviews; a tag that is not here is reported; left out as other ways to \
write one of them: SciFi
  spoilers: all 6 are of the dialect `element`
  images: 6 pictures of this site, found below `static` (5)
Wrote reviewlint.yaml: read it through, then run `reviewlint check .`.
"""

WRITTEN = """\
# Written by `reviewlint init` from 6 reviews.
# Above each setting stands what was seen; take out or change what is not meant.

fields:
  # date: `date` in all 6.
  date: {names: [date], required: true}
  # title: `title` in all 6.
  title: {names: [title], required: true}
  # creators: `author` in all 6, 5 names, so they are taken for those who made the works.
  creators: {names: [author], required: true}
  # rating: `rating` in all 6.
  rating: {names: [rating], required: true}
  # year: `published` in all 6.
  year: [published]
  # goodreads_id: `goodreads_id` in all 6.
  goodreads_id: [goodreads_id]
  # cover: `cover` in all 6.
  cover: {names: [cover], required: true}
  # tags: `tags` in all 6.
  tags: {names: [tags], required: true}

rating:
  # all 6 ratings go from 0 to 5 in steps of 0.5.
  scale: [0, 5, 0.5]

vocabulary:
  # 4 tags in 6 reviews; a tag that is not here is reported; left out as other ways to write one of
  # them: SciFi.
  tags:
    - "classic"
    - "No"
    - "novel"
    - "Sci-Fi"

spoilers:
  # all 6 are of the dialect `element`.
  dialect: element

images:
  # 6 pictures of this site, found below `static` (5).
  roots:
    - "static"
"""


def put(path: str, text: str = "") -> None:
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


@pytest.fixture
def books(run: Run) -> Run:
    for number in range(1, 7):
        author = "Author 1" if number < 3 else f"Author {number}"
        tags = "SciFi, classic, novel, 'No'" if number == 6 else "Sci-Fi, classic, novel, 'No'"
        text = BOOK.format(number=number, author=author, rating=number / 2 + 2, tags=tags)
        put(f"_posts/book-{number}.md", text)
        if number < 6:
            put(f"static/covers/{number}.jpg")
    return run


def test_a_config_that_fits_is_written(books: Run) -> None:
    assert books("init") == Ended(0, SEEN, "")
    assert Path("reviewlint.yaml").read_text("utf-8") == WRITTEN


def test_what_is_written_can_be_used(books: Run) -> None:
    books("init")
    config = load_config(Path("reviewlint.yaml").absolute())

    assert config.dialect == "element"
    assert config.scale is not None
    assert (config.scale.min, config.scale.max, config.scale.step) == (0, 5, 0.5)
    found = books("check", "-q", "--select", "field-required,rating-scale,tag-unknown")
    assert found.code == 1
    assert "the tag `SciFi` is not on this site's list; did you mean `Sci-Fi`?" in found.out
    assert found.out.count(" error ") == 1


def test_what_is_written_can_be_used_whatever_tags_hold(run: Run) -> None:
    tags = ["drama", "a\u202eb", "c\nd: e", "f\x1b", "😀\x07"]
    for number, tag in enumerate([*tags * 5, "a\u202eB\n\x1b"]):
        put(f"{number}.md", f"---\ntitle: Her {number}\ntags: [{json.dumps(tag, ensure_ascii=False)}]\n---\n")
    run("init")
    config = load_config(Path("reviewlint.yaml").absolute())
    assert sorted(config.vocabulary["tags"]) == sorted(tags)


def test_print_writes_nothing(books: Run) -> None:
    assert books("init", "--print") == Ended(0, WRITTEN, "")
    assert not Path("reviewlint.yaml").exists()


@pytest.mark.parametrize("name", ["reviewlint.yaml", ".reviewlint.yaml", "pyproject.toml"])
def test_a_config_that_is_there_stays(books: Run, name: str) -> None:
    text = "[tool.reviewlint]\n" if name == "pyproject.toml" else "rules: {}\n"
    put(name, text)
    stays = "there is a config already, and it stays as it is; `--print` shows what would be written"

    assert books("init") == Ended(2, "", f"{name}: {stays}\n")
    assert Path(name).read_text("utf-8") == text
    assert books("init", "--print").code == 0


def test_a_folder_is_named(books: Run) -> None:
    put("site/one.md", "---\ntitle: Her\nscore: 8/10\n---\nText.\n")
    ended = books("init", "site")

    assert ended == Ended(
        0,
        "Looked at 1 review:\n"
        "  title: `title` in all 1\n"
        "  rating: `score` in all 1\n"
        "  rating: 1 rating, which show no scale\n"
        "Wrote site/reviewlint.yaml: read it through, then run `reviewlint check site`.\n",
        "",
    )
    assert load_config(Path("site/reviewlint.yaml").absolute()).fields["rating"].names == ["score"]


def test_other_folders_and_several_dialects(run: Run) -> None:
    put("docs/a.md", "# How we write\n")
    put("docs/b.md", "# What we write\n")
    for number in range(4):
        hidden = ("||x||", ">!x!<", "<spoiler>x</spoiler>", "||x||")[number]
        put(
            f"films/{number}.md", f"---\ntitle: Film {number}\ndate: 2026-01-01T10:00:00Z\n---\nA {hidden}.\n"
        )

    written = run("init", "--print").out

    assert '- "docs/**"' in written
    assert "# spoilers: 4 in several dialects, none of them usual: `bars` 2 times" in written
    assert "# timezone: dates with a time zone: Z (4); `timezone: Europe/Paris`" in written


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], ".: no review found here\n"),
        (["notes.md"], ".: no review with metadata was found here, so there is nothing to go by\n"),
    ],
)
def test_nothing_to_go_by(run: Run, files: list[str], said: str) -> None:
    for name in files:
        put(name, "Text.\n")
    assert run("init") == Ended(2, "", said)
