"""The work of the leak check grows in proportion to the reviews and their pages."""

from __future__ import annotations

from pathlib import Path

from reviewlint.leakcheck.build import list_build
from reviewlint.leakcheck.check import find_leaks
from reviewlint.leakcheck.secrets import gather_secrets
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


def test_work_grows_in_proportion(tmp_path: Path) -> None:
    (tmp_path / "few").mkdir()
    (tmp_path / "many").mkdir()
    assert count_work(tmp_path / "many", 120) < 2.2 * count_work(tmp_path / "few", 60)
