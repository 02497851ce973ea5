import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.document.source import SourceText
from reviewlint.reporters import excerpt as excerpts
from reviewlint.reporters.excerpt import cut_excerpt
from reviewlint.reporters.visible import measure
from reviewlint.span import Span
from tests.work import count_steps

LONG = "one two three four five six seven eight nine ten"


def draw(text: str, start: int, end: int, room: int) -> list[str]:
    excerpt = cut_excerpt(SourceText(text), Span(start, end), room)
    return [excerpt.text, " " * excerpt.indent + "^" * excerpt.length]


CASES = [
    ("a word", "title: Her\n", (7, 10), ["title: Her", "       ^^^"]),
    ("the second line", "a\r\nbcd\r\n", (4, 5), ["bcd", " ^"]),
    ("wide characters before and in it", "日本 映画\n", (3, 5), ["日本 映画", "     ^^^^"]),
    ("a tab before", "\tab\n", (1, 2), ["→ab", " ^"]),
    ("nothing, at the end", "ab\n", (2, 2), ["ab", "  ^"]),
    ("nothing, in an empty line", "\n", (0, 0), ["", "^"]),
    ("a line end", "ab\ncd", (2, 3), ["ab", "  ^"]),
    ("several lines", "abc\ndef\n", (1, 6), ["abc", " ^^"]),
    ("a mark alone", "e\u0301\n", (1, 2), ["e\u0301", " ^"]),
    ("near the left edge", LONG, (4, 7), ["one two three four…", "    ^^^"]),
    ("in the middle", LONG, (24, 27), ["…r five six seven e…", "        ^^^"]),
    ("at the right edge", LONG, (45, 48), ["…ven eight nine ten", "                ^^^"]),
    ("longer than the room", LONG, (4, 40), ["one two three four…", "    ^^^^^^^^^^^^^^^"]),
]


@pytest.mark.parametrize(("name", "text", "span", "lines"), CASES)
def test_excerpt(name: str, text: str, span: tuple[int, int], lines: list[str]) -> None:
    assert draw(text, *span, 20) == lines


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.integers(10, 40))
def test_any_line_fits(text: str, start: int, length: int, room: int) -> None:
    source = SourceText(text)
    start = min(start, len(source.text))
    excerpt = cut_excerpt(source, Span(start, min(start + length, len(source.text))), room)
    widest = 8  # what a control character takes
    assert sum(width for _, width in measure(excerpt.text)) <= room + widest
    assert excerpt.indent + excerpt.length <= room + widest
    assert excerpt.length >= 1


def test_a_line_of_a_million_characters_takes_no_more_work_than_a_short_one() -> None:
    def work(words: int) -> int:
        source = SourceText("word " * words)
        source.position(0)
        middle = 5 * (words // 2)
        return count_steps(lambda: cut_excerpt(source, Span(middle, middle + 4), 80))

    assert work(200_000) < 2 * work(200)


@given(st.text(alphabet="ab c", max_size=60), st.integers(0, 60), st.integers(0, 60), st.integers(10, 40))
def test_plain_text_is_shown_as_if_each_character_were_measured(
    text: str, start: int, length: int, room: int
) -> None:
    span = Span(min(start, len(text)), min(start + length, len(text)))
    plain = cut_excerpt(SourceText(text), span, room)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(excerpts, "_measure", measure)
        assert cut_excerpt(SourceText(text), span, room) == plain
