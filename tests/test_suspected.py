"""What measures spoiler-suspected counts rightly."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.suspected import RULE, Share, Tally, choose_half, find_interval, measure, take_marks_off
from reviewlint.session import Session
from tests.run_kind import read

FRONT = "---\ntitle: The Third Man\n---\n"


@pytest.mark.parametrize(
    ("body", "bare", "marked"),
    [
        ("A. <spoiler>He dies.</spoiler> B.\n", "A. He dies. B.\n", ["He dies."]),
        ("A. >!He dies.!< B. ||He lives.||\n", "A. He dies. B. He lives.\n", ["He dies.", "He lives."]),
        ("A. {spoiler}`He dies.` B.\n", "A. He dies. B.\n", ["He dies."]),
        ('A. <b class="spoiler">He dies.</b> B.\n', "A. He dies. B.\n", ["He dies."]),
        ("[spoiler]He dies.[/spoiler]\n", "He dies.\n", ["He dies."]),
        ("Nothing is hidden.\n", "Nothing is hidden.\n", []),
    ],
)
def test_marks_are_taken_off(body: str, bare: str, marked: list[str]) -> None:
    result = take_marks_off(read(FRONT + body))

    assert result.text == FRONT + bare
    assert [result.text[span.start : span.end] for span in result.marked] == marked


def test_paragraphs_that_are_all_spoiler_are_not_unmarked() -> None:
    result = take_marks_off(read(FRONT + "One.\n\n:::{spoiler} It\nTwo.\n:::\n\nThree >!four!<.\n"))

    assert [result.text[span.start : span.end] for span in result.unmarked] == ["One.", "Three four."]
    assert [result.text[span.start : span.end].strip() for span in result.marked] == ["Two.", "four"]


@pytest.mark.parametrize(
    ("share", "low", "high", "text"),
    [
        (Share(0, 10), 0.0, 0.2775, "0 of 10 (0%; 95 % interval 0% to 28%)"),
        (Share(5, 10), 0.2366, 0.7634, "5 of 10 (50%; 95 % interval 24% to 76%)"),
        (Share(10, 10), 0.7225, 1.0, "10 of 10 (100%; 95 % interval 72% to 100%)"),
    ],
)
def test_the_interval(share: Share, low: float, high: float, text: str) -> None:
    assert find_interval(share) == pytest.approx((low, high), abs=1e-4)
    assert str(share) == text


def test_of_nothing_there_is_no_share() -> None:
    assert str(Share(0, 0)) == "0 of 0"


def test_a_file_is_always_in_the_same_half() -> None:
    halves = [choose_half(f"reviews/{number}.md") for number in range(6)]

    assert halves == ["tune", "tune", "tune", "test", "tune", "tune"]


def test_what_a_file_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = Session.load(tmp_path, cwd=tmp_path, select=(RULE,))
    text = (
        f"{FRONT}Vienna.\n\n<spoiler>In the final scene, Anna walks past him.</spoiler>\n\n"
        "<spoiler>A cat sits on his shoes.</spoiler>\n\nIn the end, Holly shoots him.\n"
    )

    tally = measure(session, "third.md", text.encode(), show=True)

    assert tally == Tally(found=1, marked=2, alarms=1, unmarked=2, reported=1, reviews=1)
    assert tally.add(tally) == Tally(2, 4, 2, 4, 2, 2)
    assert [line for line in capsys.readouterr().out.splitlines() if not line.startswith(" ")] == [
        "as it stands: third.md: 'In the end, Holly shoots'",
        "found: third.md: 'In the final scene, Anna walks'",
        "false alarm: third.md: 'In the end, Holly shoots'",
    ]
