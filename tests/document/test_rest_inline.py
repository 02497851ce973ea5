"""Inline markup of reStructuredText: what is markup, where it stands, what a reader sees."""

from __future__ import annotations

import pytest

from reviewlint.document.rest.inline import find_inline, read_words

# The text, its pieces as (kind, written, inside), and what a reader sees.
PIECES = {
    "emphasis": ("a *b c* d", [("emphasis", "*b c*", "b c")], "a b c d"),
    "strong": ("**b**!", [("strong", "**b**", "b")], "b!"),
    "literal": ("``*b* \\``", [("literal", "``*b* \\``", "*b* \\")], "*b* \\"),
    "target": ("_`b c`", [("target", "_`b c`", "b c")], "b c"),
    "substitution": ("|b|_", [("substitution", "|b|_", "b")], "b"),
    "phrase reference": ("`b c`_.", [("reference", "`b c`_", "b c")], "b c."),
    "embedded address": ("`b <http://c>`__", [("reference", "`b <http://c>`__", "b <http://c>")], "b"),
    "role": (":sup:`2`", [("role", ":sup:`2`", "2")], "2"),
    "role of a domain": ("(:a:b:`c <d>`)", [("role", ":a:b:`c <d>`", "c <d>")], "(c)"),
    "role behind": ("`2`:sup:", [("role", "`2`:sup:", "2")], "2"),
    "in quotation marks": ("\u201c*b*\u201d", [("emphasis", "*b*", "b")], "\u201cb\u201d"),
    "over lines": ("*b\nc*", [("emphasis", "*b\nc*", "b\nc")], "b c"),
    "two": ("*b* **c**", [("emphasis", "*b*", "b"), ("strong", "**c**", "c")], "b c"),
    "references": ("Her_ and [1]_ and him__", [], "Her and and him"),
    "escapes": ("\\*b\\* c\\ d", [], "*b* cd"),
    "inside a word": ("M*A*S*H", [], "M*A*S*H"),
    "apart from its word": ("2 * 3 * 4", [], "2 * 3 * 4"),
    "quoted": ("('*')", [], "('*')"),
    "not ended": ("a *b **c ``d |e `f", [], "a *b **c ``d |e `f"),
    "bars": ("||a||", [], "||a||"),
    "escaped end": ("*a\\* b", [], "*a* b"),
    "a role that is not closed": (
        ":x:`a *b*",
        [("role", ":x:`a *b*", "a *b*"), ("emphasis", "*b*", "b")],
        ":x:`a b",
    ),
}


@pytest.mark.parametrize(("text", "pieces", "words"), PIECES.values(), ids=PIECES)
def test_pieces(text: str, pieces: list[tuple[str, str, str]], words: str) -> None:
    found = list(find_inline(text))
    assert [
        (one.kind, text[one.start : one.end], text[one.inner_start : one.inner_end]) for one in found
    ] == pieces
    assert read_words(text) == words


def test_roles_are_told_in_lower_case() -> None:
    assert [one.role for one in find_inline(":Sup:`2` `3`:SUB: `4`")] == ["sup", "sub", None]
