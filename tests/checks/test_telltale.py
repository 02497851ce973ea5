"""The kind `telltale`: what is weighed, what takes it back, and how findings are put together."""

from __future__ import annotations

from typing import Any

import pytest

from tests.run_kind import find_hits
from tests.work import count_steps

WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "terms": {"name": "(?-i:[A-Z])[a-z]+", "who": "(?:he|she|<name>)"},
        "nobody": ["It"],
        "heading": ["how it ends"],
        "fate": ["<who> ~dies"],
        "telling": ["in the end,? <who> leaves"],
        "place": ["last chapter"],
    },
    "fr": {"fate": ["(?:il|elle) meurt"]},
}
UNLESS = {"en": {"hedge": ["won't say"], "sentence": ["in the first book"], "before": ["if"]}}
PARAMS = {"list": "words", "unless": "unless", "signs": {"telling": 3, "fate": 2}, "support": {"place": 1}}


def find_words(
    text: str, params: dict[str, Any] | None = None, words: Any = WORDS, **given: Any
) -> list[str]:
    text = f"---\ntitle: Persuasion\nauthor: Jane Austen\n---\n{text}\n"
    params = {**PARAMS, "least": 3, **(params or {})}
    vocabularies = {"words": words, "unless": UNLESS}
    return [
        hit.values["words"] for hit in find_hits("telltale", params, text, vocabularies=vocabularies, **given)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In the end, Anne leaves.", ["'In the end, Anne leaves'"]),
        ("In the end *she* leaves.", ["'In the end *she* leaves'"]),
        ("In the\nend she\nleaves.", ["'In the end she leaves'"]),
        ("Anne dies.", []),
        ("Anne dies in the last chapter.", ["'Anne dies', 'last chapter'"]),
        ("Anne dies. The last chapter is long.", []),
        ("Does Anne die? In the last chapter Anne dies?", []),
        ("It dies in the last chapter.", []),
        ("Austen dies in the last chapter.", []),
        ("The dog dies in the last chapter.", []),
        ("If she dies in the last chapter, I cry.", []),
        (
            "If I may say so at some length, and I do think that I may: Anne dies in the last chapter.",
            ["'Anne dies', 'last chapter'"],
        ),
        ("Anne dies in the last chapter, and not in the first book.", []),
        ("I won't say that Anne dies in the last chapter.", []),
        ("> Anne dies in the last chapter.", []),
        ("`Anne dies` in the last chapter.", []),
        ("In the end, >!Anne!< leaves.", []),
        (">!Anne dies in the last chapter.!< Read it.", []),
    ],
)
def test_a_sentence(text: str, words: list[str]) -> None:
    assert find_words(text) == words


def test_what_stands_late_weighs_more() -> None:
    early, late = (
        "Anne dies.\n\nThe sea is grey.\n\nSo is Bath.",
        "The sea is grey.\n\nSo is Bath.\n\nAnne dies.",
    )

    assert find_words(early, {"late": 1}) == []
    assert find_words(late, {"late": 1}) == ["'Anne dies'"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("## How it ends\n\nAt sea.", ["'How it ends'"]),
        ("## Persuasion: how it ends\n\nAt sea.", ["'Persuasion: how it ends'"]),
        ("How It Ends\n\nAt sea.", ["'How It Ends'"]),
        ("## How it ends well\n\nAt sea.", []),
        ("## How it ends\n\n## Verdict\n\nRead it.", []),
        ("## How it ends\n\nI won't say.", []),
        ("## How it ends\n\n:::{spoiler} The ending\nAt sea.\n:::", []),
        ("## How it ends\n\n:::{spoiler} The ending\nAt sea.\n:::\n\nAnd then home.", ["'How it ends'"]),
        ("This is how it ends: at sea.", []),
    ],
)
def test_a_heading(text: str, words: list[str]) -> None:
    assert find_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "In the end he leaves.\n\nSo.\n\nIn the end she leaves.",
            ["'In the end he leaves', 'In the end she leaves'"],
        ),
        (
            "In the end he leaves.\n\nSo.\n\nAnd so.\n\nIn the end she leaves.",
            ["'In the end he leaves'", "'In the end she leaves'"],
        ),
        (
            "# Plot\n\nIn the end he leaves.\n\nSo.\n\nAnd so.\n\nIn the end she leaves.",
            ["'In the end he leaves', 'In the end she leaves'"],
        ),
        (
            "# Plot\n\nIn the end he leaves.\n\n# More\n\nIn the end she leaves.",
            ["'In the end he leaves'", "'In the end she leaves'"],
        ),
    ],
)
def test_one_finding_a_section(text: str, words: list[str]) -> None:
    assert find_words(text) == words


def test_of_many_words_four_are_shown_and_all_have_their_places() -> None:
    text = "---\ntitle: Persuasion\n---\n" + "In the end Anne leaves. " * 6
    (hit,) = find_hits(
        "telltale", {**PARAMS, "least": 3}, text, vocabularies={"words": WORDS, "unless": UNLESS}
    )

    assert hit.values == {"part": "passage", "words": "'In the end Anne leaves' and 2 more"}
    assert [message for _, message in hit.related] == ["so does 'In the end Anne leaves'"] * 5
    assert {text[span.start : span.end] for span, _ in hit.related} == {"In the end Anne leaves"}


@pytest.mark.parametrize(
    ("front", "language", "found"),
    [
        ("lang: fr", "en", True),
        ("lang: fr-CA", "en", True),
        ("date: 2020-01-01", "fr", True),
        ("date: 2020-01-01", "en", False),
        ("lang: nl", "fr", False),
    ],
)
def test_the_words_are_those_of_the_language(front: str, language: str, found: bool) -> None:
    text = f"---\ntitle: Persuasion\n{front}\n---\nElle meurt.\n"
    hits = find_hits(
        "telltale", {**PARAMS, "least": 2}, text, vocabularies={"words": WORDS}, language=language
    )

    assert bool(hits) is found


@pytest.mark.parametrize(
    "words", [["the dog did it"], {"": ["the dog did it"]}, {"en": {"": ["the dog did it"]}}]
)
def test_what_a_site_gives_without_a_group_is_told_outright(words: Any) -> None:
    assert find_words("The dog did it.", words=words) == ["'The dog did it'"]


@pytest.mark.parametrize(
    ("front", "body", "found"),
    [
        ("spoilers: true", "In the end she leaves.", False),
        ("spoilers: major", "In the end she leaves.", False),
        ("spoilers: none", "In the end she leaves.", True),
        ("spoilers: true", "In the end she leaves. >!At sea.!<", True),
    ],
)
def test_a_review_that_declares_spoilers_and_hides_none_is_left_alone(
    front: str, body: str, found: bool
) -> None:
    text = f"---\ntitle: Persuasion\n{front}\n---\n{body}\n"
    hits = find_hits(
        "telltale", {**PARAMS, "least": 3}, text, vocabularies={"words": WORDS, "unless": UNLESS}
    )

    assert bool(hits) is found


@pytest.mark.parametrize(
    "pattern",
    [
        "If Anne dies in the last chapter ",
        "Anne dies in the last chapter. ",
        "# How it ends\n\nAt sea.\n\n",
        "Title\n\n",
    ],
)
def test_work_grows_with_the_text(pattern: str) -> None:
    def count(times: int) -> int:
        text = pattern * times
        find_words(text)
        return count_steps(lambda: find_words(text))

    assert count(400) < 4.5 * count(100)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In the end, Anne marries.", ["'In the end, Anne marries'"]),
        ("In the end, she has left him. In the end, nobody does.", []),
        ("Anne, in the end, marries.", []),
        ("In the end, Anne marriesque.", []),
        ("Of course Anne, in the end, marries.", []),
    ],
)
def test_what_is_looked_at_behind_a_match(text: str, words: list[str]) -> None:
    lists = {"en": {**WORDS["en"], "telling": ["~in the end, ~<who> marries"]}}

    assert find_words(text, words=lists) == words
