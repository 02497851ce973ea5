"""Word lists of configs and packs have the form that the rules read which ask for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewlint.config.words import add_words
from reviewlint.errors import ReviewlintError
from reviewlint.sites import Sites

TEXT = "expected text (in quotes, if YAML takes it for something else)"
MAERZ = "unknown key `maerz`; known here: 1, 10, 11, 12, 2, 3, 4, 5, 6, 7, 8, 9"
RE2 = "(patterns are RE2's: no lookaround, no back-references, no repeats over 1000)"


def find_troubles(folder: Path) -> list[str]:
    """Load a site; give what is wrong with it."""
    try:
        Sites(folder, cwd=folder)
    except ReviewlintError as error:
        return [str(trouble) for trouble in error.troubles]
    return []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "tags: {cinema: , drama: 3}",
            ["1:16: found nothing; expected a list", "1:25: found `3`; expected a list"],
        ),
        (
            "tags: [1984, on, 2026-01-31, drama]",
            [
                f"1:8: found `1984`; {TEXT}",
                f"1:14: found yes; {TEXT}",
                f"1:18: found `2026-01-31`; {TEXT}",
            ],
        ),
        ("rights-holders: {films: {A24: [x]}}", ["1:25: found a mapping; expected a list"]),
        ("doubled-words: {en: the}", ["1:21: found `the`; expected a list"]),
        ("doubled-words: [the]", ["1:16: found a list; expected a mapping"]),
        ("capitalising-languages: [der]", ["1:25: found a list; expected a mapping"]),
        ("months: [1]", ["1:9: found a list; expected a mapping"]),
        ("months: {maerz: 3}", [f"1:10: {MAERZ}"]),
        ("months: {3: mrz}", ["1:13: found `mrz`; expected a list"]),
        (
            "alt-fillers: {en: 5}\nalt-prefixes: {en: 3}",
            ["1:19: found `5`; expected a list", "2:20: found `3`; expected a list"],
        ),
        ("page-furniture: [share]", ["1:17: found a list; expected a mapping"]),
        ("page-furniture: {hole: [share]}", ["1:18: unknown key `hole`; did you mean `whole`?"]),
        ("english-words: {words: andino}", ["1:24: found `andino`; expected a list"]),
        ("heading-words: {label: [von]}", ["1:17: unknown key `label`; did you mean `labels`?"]),
        ("ending-words: {en: {fate: dies}}", ["1:27: found `dies`; expected a list or a mapping"]),
        (
            "ending-words: {en: {fate: ['<who> dies', '(']}}",
            [f"1:42: the pattern '(' cannot be used: missing ): (() {RE2}"],
        ),
        ("spoiler-warnings: ['(']", [f"1:20: the pattern '(' cannot be used: missing ): (() {RE2}"]),
        ("verdict-labels: {en: 3}", ["1:22: found `3`; expected a list"]),
        ("months: {3: [mrz]}\ntags: [drama]\nno-names: [Muppet]\nheading-words: {labels: [von, an der]}", []),
        ("ending-words: ['he dies']\nending-disclaimers: {en: {hedge: [x]}, de: [y]}", []),
    ],
)
def test_a_config_has_words_in_the_form_that_rules_read(
    tmp_path: Path, words: str, expected: list[str]
) -> None:
    lines = "".join(f"  {line}\n" for line in words.splitlines())
    (tmp_path / "reviewlint.yaml").write_text(f"vocabulary:\n{lines}")

    expected = [f"reviewlint.yaml:{_shift(message)}" for message in expected]
    assert find_troubles(tmp_path) == expected


def _shift(message: str) -> str:
    """Place a message of the words where they stand in the config."""
    line, column, said = message.split(":", 2)
    return f"{int(line) + 1}:{int(column) + 2}:{said}"


HOUSE_RULE = """\
summary: Do not say it.
why: We do not say it here.
severity: warning
check: {check}
with: {{scopes: [paragraph], list: house-words{more}}}
message: it
fix: {{none: say something else}}
since: "1"
examples:
  - name: it is said
    text: It.
    report: ["1:1 it"]
  - name: it is not said
    text: This.
    report: []
"""


@pytest.mark.parametrize(
    ("check", "name", "words", "expected"),
    [
        ("wording", "house-words", "a: b\nc:\nd: [e]\n", []),
        ("wording", "house-words", "a: {b: c}\n", [f"1:4: found a mapping; {TEXT} or a list or nothing"]),
        ("phrases", "house-words", "a: b\n", ["1:4: found `b`; expected a list"]),
        ("doubled-word", "house-words", "- the\n", ["1:1: found a list; expected a mapping"]),
        ("wording", "months", "maerz: [x]\n", [f"1:1: {MAERZ}"]),
        ("wording", "nobody-asks", "a: 3\n", []),
    ],
)
def test_a_pack_has_words_in_the_form_that_rules_read(
    tmp_path: Path, check: str, name: str, words: str, expected: list[str]
) -> None:
    (tmp_path / "house/vocabulary").mkdir(parents=True)
    (tmp_path / "reviewlint.yaml").write_text("packs: [house]\n")
    (tmp_path / "house/pack.yaml").write_text("title: House\n")
    (tmp_path / "house/vocabulary/house-words.yaml").write_text("{}\n")
    (tmp_path / f"house/vocabulary/{name}.yaml").write_text(words)
    more = ", at: whole" if check == "phrases" else ""
    (tmp_path / "house/our-words.yaml").write_text(HOUSE_RULE.format(check=check, more=more))

    assert find_troubles(tmp_path) == [f"house/vocabulary/{name}.yaml:{message}" for message in expected]


@pytest.mark.parametrize(
    ("words", "more", "expected"),
    [
        (None, ["a"], ["a"]),
        (["a"], ["b"], ["a", "b"]),
        ({"en": ["a"]}, ["b"], {"en": ["a"], "": ["b"]}),
        (["a"], {"en": ["b"]}, {"": ["a"], "en": ["b"]}),
        ({"en": ["a"], "de": ["c"]}, {"en": ["b"]}, {"en": ["a", "b"], "de": ["c"]}),
        (
            {"en": {"fate": ["a"], "terms": {"x": "y"}}},
            {"en": ["b"]},
            {"en": {"fate": ["a"], "terms": {"x": "y"}, "": ["b"]}},
        ),
        (
            {"en": {"fate": ["a"], "terms": {"x": "y"}}},
            {"en": {"terms": {"x": "z"}}},
            {"en": {"fate": ["a"], "terms": {"x": "z"}}},
        ),
        ({"a": "b", "c": None}, {"a": None, "c": "d", "e": "f"}, {"a": None, "c": "d", "e": "f"}),
        ({"a": "b"}, ["c"], {"a": "b", "": ["c"]}),
    ],
)
def test_words_are_added_to_a_list_of_the_same_form(words: object, more: object, expected: object) -> None:
    assert add_words(words, more) == expected
