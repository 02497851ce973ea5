"""What a review's text has a dialect's markers for is found out by few looks at it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewlint.document.fields import Roles
from reviewlint.document.model import Review
from reviewlint.document.read import read_review
from reviewlint.document.source import SourceText
from reviewlint.document.spoilers import passages
from reviewlint.document.spoilers.dialects import list_family
from reviewlint.span import Span

MARKERS = ("||", ">!", "!<", "[spoiler", "[/spoiler", "{spoiler}`")
TEXTS = st.lists(
    st.sampled_from(("|", ">", "!", "<", "[", "/", "{", "spoiler", "}`", "x", "’", *MARKERS)), max_size=12
).map("".join)


@given(TEXTS)
def test_each_marker_is_counted(text: str) -> None:
    counts = passages._count_tokens(text)

    assert {one: counts.get(one, 0) for one in MARKERS} == {one: text.count(one) for one in MARKERS}
    assert {one for listed in passages._TOKENS.values() for one in listed} == set(MARKERS)


@given(TEXTS)
def test_a_marker_is_taken_that_stands_outside_of_its_own_spoilers(text: str) -> None:
    review = read_review(SourceText(text, "a.md"), Roles())
    taken = []
    for dialect, tokens in passages._TOKENS.items():
        own = [text[one.start : one.end] for one in _list_outermost(review, list_family(dialect))]
        if any(text.count(token) > sum(piece.count(token) for piece in own) for token in tokens):
            taken.append(dialect)

    assert passages.PassageReader(review)._taken == tuple(sorted(taken))


def _list_outermost(review: Review, family: tuple[str, ...]) -> list[Span]:
    spans = [one.span for one in review.spoilers if one.dialect in family]
    return [one for one in spans if not any(other != one and other.contains(one) for other in spans)]


LINES = ("x", "", ":::: note", "::::", ":::", ":::{spoiler} a", "> :::", "  ::: x", "a :::", "||x||")


@given(st.lists(st.sampled_from(LINES), max_size=10).map("\n".join))
def test_whether_a_fence_is_open_depends_on_no_order(text: str) -> None:
    review = read_review(SourceText(text, "a.md"), Roles())
    starts = review.source.line_starts
    forwards, backwards = passages.PassageReader(review), passages.PassageReader(review)

    expected = {start: passages.PassageReader(review)._is_fenced(start) for start in starts}
    assert {start: forwards._is_fenced(start) for start in starts} == expected
    assert {start: backwards._is_fenced(start) for start in reversed(starts)} == expected


@given(st.lists(st.sampled_from(("x", "", " ", "> x", "- x", "\t")), max_size=2), st.booleans())
def test_a_block_between_empty_lines_stands_alone_like_one_between_blank_lines(
    around: list[str], windows: bool
) -> None:
    lines = [*around[:1], "", ":::{spoiler}", "It was she.", ":::", "", *around[1:]]
    text = "\r\n".join(lines) if windows else "\n".join(lines)
    review = read_review(SourceText(text, "a.md"), Roles())
    (spoiler,) = review.spoilers
    blank = read_review(SourceText(text.replace(":::{", " \n:::{"), "a.md"), Roles())

    assert passages.PassageReader(review)._stands_alone(spoiler.span, "")
    assert passages.PassageReader(blank)._stands_alone(blank.spoilers[0].span, "")
