"""The work of the leak check grows in proportion to the reviews and their pages."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import pytest

from reviewlint.document.model import Review
from reviewlint.leakcheck import words
from reviewlint.leakcheck.build import list_build
from reviewlint.leakcheck.check import find_leaks
from reviewlint.leakcheck.markers import find_markers
from reviewlint.leakcheck.pages import Page
from reviewlint.leakcheck.secrets import gather_secrets
from reviewlint.leakcheck.sources import Source
from tests.leakcheck.builds import read_source
from tests.work import count_steps

NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def count_work(folder: Path, reviews: int) -> int:
    sources = []
    for number in range(reviews):
        told = " ".join(NUMBERS[int(digit)] for digit in f"{number:06}")
        text = f"---\ntitle: Film {number}\n---\n\nOpen {told}.\n\n:::{{spoiler}}\nHidden {told} end.\n:::\n"
        page = f"<p>Open {told}.</p><div data-spoiler-body>Hidden {told} end.</div>" + "<p>more</p>" * 50
        (folder / f"{number}.html").write_text(page)
        sources.append(read_source(str(number), text))
    build = list_build(folder)

    def check() -> None:
        assert find_leaks(build, gather_secrets(sources)) == []

    check()
    return count_steps(check)


def test_only_a_doubt_has_every_review_read(tmp_path: Path) -> None:
    """What a page's own review tells, or any front matter, is no secret, and no other text need be read."""
    read: list[str] = []

    def watch(address: str, text: str) -> Source:
        source = read_source(address, text)

        def note() -> Review:
            read.append(address)
            return source.read()

        return msgspec.structs.replace(source, read=note)

    sources = [
        watch(
            "kane",
            "---\ntitle: Kane\nexcerpt: Short\n---\n\nOf a sled, :::\n\n:::{spoiler}\nOf a sled\n:::\n",
        ),
        watch("her", "---\ntitle: Her\nexcerpt: A voice of glass\n---\n\nText.\n"),
        watch("solaris", "---\ntitle: Solaris\n---\n\n:::{spoiler}\nVoice of glass\n:::\n"),
        watch("stalker", "---\ntitle: Stalker\nexcerpt: Short\n---\n\nThe zone is wide.\n"),
        watch("mirror", "---\ntitle: Mirror\n---\n\n:::{spoiler}\nThe zone is wide\n:::\n"),
    ]
    for page, expected in (
        ("kane.html", {"kane"}),
        ("index.html", set()),
        ("other.html", {"kane", "her", "solaris", "stalker", "mirror"}),
    ):
        text = {"kane.html": "Of a sled", "index.html": "A voice of glass", "other.html": "The zone is wide"}
        (tmp_path / page).write_text(f"<p>{text[page]}</p>")
        read.clear()
        assert find_leaks(list_build(tmp_path), gather_secrets(sources), {page}) == []
        assert set(read) == expected


def test_work_grows_in_proportion(tmp_path: Path) -> None:
    (tmp_path / "few").mkdir()
    (tmp_path / "many").mkdir()
    assert count_work(tmp_path / "many", 120) < 2.2 * count_work(tmp_path / "few", 60)


@pytest.mark.parametrize(
    "piece", ["-:", ":a-", "<a", "<a b='x' ", "<x role=", "<script", ":::", ">!", "|| a"]
)
def test_no_pattern_looks_at_all_of_a_text_again_and_again(piece: str) -> None:
    """Some of them took a minute for this."""
    text = piece * (40_000 // len(piece))
    page = Page(f"<div data-spoiler-body>{text}")
    before = time.process_time()
    words.read_source(text)
    assert page.words
    assert not page.searched
    list(find_markers(f"{text} :::"))
    assert time.process_time() - before < 1.5
