"""Names that stand once, a letter away from one that stands often."""

from __future__ import annotations

import pytest

from benchmarks.hostile_texts import name
from tests.run_kind import apply_edits, find_hits, find_texts
from tests.work import count_steps

PARAMS = {"letters": 6, "often": 3}
OFTEN = "He met Theodore; then Theodore left, and so Theodore wept. "


@pytest.mark.parametrize("slip", ["Thedore", "Theoodore", "Theodroe", "Theidore", "Theodoore"])
def test_one_slip(slip: str) -> None:
    text = f"{OFTEN}Then we see {slip} again.\n"

    hits = find_hits("rare-name", PARAMS, text)

    assert [hit.values["text"] for hit in hits] == [slip]
    assert apply_edits(text, hits) == text.replace(slip, "Theodore")


@pytest.mark.parametrize(
    "sentence",
    [
        "Then we see Theodor.",
        "Then we see Theodora.",
        "Then we see the Theodores.",
        "We see Cheodore.",
        "We see Thaodoro.",
        "We see Thedore here and Thedore there.",
        "Thedore comes.",
        "“Thedore” is a word.",
        "We see Thedore, a thedore.",
        "We see THEDORE.",
        "Read [this](https://example.org/Thedore).",
        "Read https://example.org/a/Thedore now.",
        'See <img src="a" alt="Thedore">.',
    ],
)
def test_what_is_left_alone(sentence: str) -> None:
    assert find_texts("rare-name", PARAMS, f"{OFTEN}{sentence}\n") == []


def test_a_possessive_counts_as_the_name() -> None:
    assert find_texts("rare-name", PARAMS, f"{OFTEN}It is Thedore’s life.\n") == ["Thedore"]


def test_the_front_matter_knows_its_people() -> None:
    text = "---\ntitle: Elantris\nauthor: Brandon Sanderson\n---\nA book by Sandreson.\n"

    hits = find_hits("rare-name", PARAMS, text)

    assert [(hit.values["name"], hit.values["count"]) for hit in hits] == [("Sanderson", "0")]


def test_captured_text_weighs_more() -> None:
    text = f"{OFTEN}Then we see Thedore.\n"

    assert [hit.condition for hit in find_hits("rare-name", PARAMS, text, captured=True)] == ["captured"]


def test_work_grows_with_the_text() -> None:
    def work(count: int) -> int:
        text = "".join(f"a {name(number)} " for number in range(count)) + "\n"
        return count_steps(lambda: find_hits("rare-name", {"letters": 6, "often": 1}, text))

    work(1)
    assert work(2000) < 6 * work(500)
