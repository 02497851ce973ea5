"""Page furniture: every line is judged by itself, wherever it stands and however lines end."""

from __future__ import annotations

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.document.capture import Furniture, compile_furniture, find_furniture
from reviewlint.document.model import Review
from reviewlint.document.source import SourceText
from reviewlint.pattern_text import Pattern
from reviewlint.patterns import PatternSet
from reviewlint.span import Span

FURNITURE = compile_furniture(
    {
        "whole": ["skip to content", "s'abonner", "→ more", "schliessen", "!"],
        "start": ["related:", "you are using", "file a", "à lire", "i"],
        "anywhere": ["guest pass"],
    }
)
PIECES = st.sampled_from([
    "Skip to content", "skip  to\xa0content", "S'abonner »", "related: ten", "You are using", "a guest pass",
    "→ more", "* ", "> ", "#", "\x0b", "\u2003", "\u2028", " ", "\t", "“", "a film", "ﬁlm", "İ",
    "schlieẞen", "SCHLIESSEN", "ﬁle a", "!", "ſkip to content", "À\xa0lire", "i", "I x", ".", "|",
])  # fmt: skip
LINES = st.lists(st.lists(PIECES, max_size=4).map("".join), max_size=8)


@given(LINES, st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=8, max_size=8), st.booleans())
def test_lines_are_judged_one_by_one(lines: list[str], ends: list[str], head: bool) -> None:
    above = "---\ntitle: Her\n---\n" if head else ""
    text = above + "".join(line + end for line, end in zip(lines, ends, strict=False))
    expected, at = [], len(above)
    for line, end in zip(lines, ends, strict=False):
        expected += [(at + start, phrase) for start, phrase in find_in(line, 0)]
        at += len(line + end)

    assert find_in(text, len(above)) == expected


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_no_line_is_passed_over(lines: list[str], end: str) -> None:
    text = end.join(lines)
    # As it is, but for its last pattern, which lets every text through.
    patterns = PatternSet([*FURNITURE.patterns.patterns[:-1], Pattern("")])
    thorough = msgspec.structs.replace(FURNITURE, patterns=patterns)

    assert find_in(text, 0) == find_in(text, 0, thorough)


def find_in(text: str, start: int, furniture: Furniture = FURNITURE) -> list[tuple[int, str]]:
    review = Review(SourceText(text), "markdown", None, {}, Span(start, len(text)))
    return [(piece.line.start, piece.phrase) for piece in find_furniture(review, furniture)]
