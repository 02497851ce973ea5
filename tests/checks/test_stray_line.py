"""Page furniture, and how it shows that a text was captured."""

from __future__ import annotations

import pytest

from reviewlint.document.capture import compile_furniture, is_captured
from tests.run_kind import VOCABULARIES, apply_edits, find_hits, find_texts, read

LISTS = {
    "furniture": {
        "whole": ["skip to content", "s'abonner"],
        "start": ["related:", "with your membership"],
        "anywhere": ["guest pass"],
    },
    "lines": ["the end"],
}
PARAMS = {"list": "furniture"}
FURNITURE = compile_furniture(VOCABULARIES["page-furniture"])


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Skip to content", True),
        ("SKIP TO  CONTENT »", True),
        ("* Skip to content", True),
        ("## Skip to content", True),
        ("S'abonner", True),
        ("RELATED:Ten films", True),
        ("> Related: ten films", True),
        ("With your membership you may read.", True),
        ("You are using a guest pass today.", True),
        ("Skip to contents", False),
        ("Skip to content if you like", False),
        ("“Skip to content”", False),
        ("Unrelated: ten films", False),
        ("See related: ten films", False),
        ("A guest passes by.", False),
        ("    Skip to content", False),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines(line: str, found: bool, newline: str) -> None:
    text = f"A film.{newline}{newline}{line}{newline}{newline}The rest."

    hits = find_hits("stray-line", PARAMS, text, vocabularies=LISTS)

    assert bool(hits) is found
    if found:
        assert apply_edits(text, hits) == f"A film.{newline}{newline}The rest."


def test_a_plain_list_is_of_whole_lines() -> None:
    assert find_texts(
        "stray-line", {"list": "lines"}, "The end\n\nThe end is near.\n", vocabularies=LISTS
    ) == ["The end"]


def test_a_list_that_is_not_there_finds_nothing() -> None:
    assert find_texts("stray-line", {"list": "nothing"}, "The end\n") == []


@pytest.mark.parametrize("captured", [True, False])
def test_it_may_speak_of_captured_text_only(captured: bool) -> None:
    params = {"list": "furniture", "captured": True}

    hits = find_hits("stray-line", params, "Skip to content\n", vocabularies=LISTS, captured=captured)

    assert bool(hits) is captured


@pytest.mark.parametrize(
    ("text", "captured"),
    [
        ("A film.\n", True),
        ("---\ntitle: Her\n---\nA film.\n", False),
        ("---\ntitle: Her\n---\nSkip to content\n\nA film.\n", False),
        ("---\ntitle: Her\n---\nShare this article\n\nShare this article\n", False),
        ("---\ntitle: Her\n---\nSkip to content\n\nShare this article\n", True),
        ("---\ntitle: Her\n---\n```\nSkip to content\nShare this article\n```\n", False),
        ("---\ntitle: Her\nrating: 4\n\nA film without an end to its front matter.\n", False),
    ],
)
def test_what_counts_as_captured(text: str, captured: bool) -> None:
    assert is_captured(read(text), FURNITURE) is captured


def test_only_words_are_taken_for_a_title_that_is_there_again() -> None:
    text = "---\n---\nSkip to content\n\nHer\nRelated: ten films\n\n# Her\n\nHer\n\nThe rest.\n"
    params = {"list": "furniture"}
    found = find_texts("stray-line", params, text, vocabularies=LISTS)
    assert found == ["Skip to content", "Her", "Related: ten films"]
