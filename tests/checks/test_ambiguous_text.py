"""Words that YAML takes for something else, quoted so that all readers agree."""

from __future__ import annotations

import pytest
import yaml

from reviewlint.diagnostics import Safety
from tests.run_kind import apply_edits, find_hits

TITLES = (
    "1917", "1984", "300", "42", "2046", "7500", "1e3", "12e03", "0x7F", "0b101", "0o14", "012", "08",
    "1_000", "10,000", "3:10", "12:08", "21:30", "24:00", "1:1", "2.50", ".5", "+7", "Yes", "No", "ON", "off",
    "True", "false", "y", "N", "#Alive", "#Horror", "#1 Fan", "[REC]", "[Censored]", "{Proof}",
    "&Juliet", "&Juliet is great", "! bang", "!Three Amigos!", "!", "2001-04-25", "2001-4-25", "=", "<<",
)  # fmt: skip
"""As posters print them."""


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("behind", ["", " # as the poster has it"])
def test_titles_are_quoted_as_they_stand(title: str, behind: str) -> None:
    if title.startswith("#") and behind:
        return
    text = f"---\ntitle: {title}{behind}\nrating: 4\n---\nText.\n"

    hits = find_hits("ambiguous-text", {}, text)
    mended = apply_edits(text, hits)

    assert [hit.safety for hit in hits] == [Safety.SAFE]
    assert yaml.safe_load(mended.split("---")[1])["title"] == title
    assert mended == text.replace(title, f'"{title}"', 1)
    assert find_hits("ambiguous-text", {}, mended) == []


@pytest.mark.parametrize(
    "value",
    [
        "Her", "3:10 to Yuma", '"1917"', "'No'", "|\n  1917", "!!str 1917", "~", "null", "", "# nothing yet",
        "- 1917", "&t Her\nslug: *t", '&t "1917"',
    ],
)  # fmt: skip
def test_text_that_is_meant_as_it_reads(value: str) -> None:
    assert find_hits("ambiguous-text", {"roles": ["title"]}, f"---\ntitle: {value}\n---\nText.\n") == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("tags: [2019, 1_000, no]", ["1_000", "no"]),
        ("tags:\n  - on\n  - 3:10", ["on", "3:10"]),
        ("reviewer: [Ana, Ben]", []),
        ("reviewer: No", ["No"]),
        ("work: {title: 1917, year: 2019}", ["1917"]),
        ("game: 1942", ["1942"]),
        ("isbn: 0441013597", ["0441013597"]),
        ("isbn: 9780441013593", []),
        ("rating: 4.50", []),
        ("date: 2001-04-25", []),
        ("draft: no", []),
        ("layout: 404", []),
    ],
)
def test_roles(line: str, found: list[str]) -> None:
    hits = find_hits("ambiguous-text", {}, f"---\n{line}\n---\nText.\n")

    assert [hit.values["text"] for hit in hits] == found


def test_null_may_mean_nothing() -> None:
    hits = find_hits("ambiguous-text", {}, "---\ntitle: Null\n---\nText.\n")

    assert [hit.safety for hit in hits] == [Safety.UNSAFE]


def test_a_list_over_several_lines_has_no_fix() -> None:
    hits = find_hits("ambiguous-text", {}, "---\ntitle: [REC,\n  two]\n---\nText.\n")

    assert [(hit.values["reading"], hit.edits) for hit in hits] == [("a list", ())]


@pytest.mark.parametrize(
    "text", ['+++\ntitle = "1917"\n+++\n', ".. title: 1917\n\nText.\n", "Title: 1917\n\nText.\n"]
)
def test_metadata_that_is_no_yaml(text: str) -> None:
    assert find_hits("ambiguous-text", {}, text) == []
