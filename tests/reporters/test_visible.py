import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.reporters.visible import make_lines, make_visible, measure

SHOWN = [
    ("plain", "plain"),
    ("日本語 é 👩‍👩‍👧 ❤️", "日本語 é 👩‍👩‍👧 ❤️"),
    ("a\tb", "a→b"),
    ("\x1b[31mred\x1b[0m", "‹U+001B›[31mred‹U+001B›[0m"),
    ("\x9b31m", "‹U+009B›31m"),
    ("a\u202eb\u2066c\u200fd", "a‹U+202E›b‹U+2066›c‹U+200F›d"),
    ("a\r\nb\u2028c\0", "a‹U+000D›‹U+000A›b‹U+2028›c‹U+0000›"),
    ("a\u200bb\ufeffc\u00add", "a‹U+200B›b‹U+FEFF›c‹U+00AD›d"),
    ("\udcff", "‹U+DCFF›"),
    ("no\u00a0break", "no\u00a0break"),
    ("می\u200cخواهم", "می\u200cخواهم"),
]


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_nothing_acts_on_a_terminal(text: str, shown: str) -> None:
    assert make_visible(text) == shown


def test_lines_and_tabs_stay() -> None:
    assert make_lines("\ta\x1b[31m\r\nb\rc\x0c\n") == "\ta‹U+001B›[31m\r\nb‹U+000D›c‹U+000C›\n"


WIDTHS = [
    ("abc", 3),
    ("日本", 4),
    ("ｆｕｌｌ", 8),
    ("é", 1),
    ("e\u0301", 1),
    ("😀", 2),
    ("❤", 1),
    ("❤️", 2),
    ("👩‍👩‍👧", 2),
    ("👍🏽", 2),
    ("🇩🇪", 2),
    ("\t", 1),
    ("\x1b", 8),
]


@pytest.mark.parametrize(("text", "width"), WIDTHS)
def test_cells_are_counted(text: str, width: int) -> None:
    assert sum(cells for _, cells in measure(text)) == width


@given(st.text())
def test_what_is_measured_is_what_is_shown(text: str) -> None:
    assert "".join(shown for shown, _ in measure(text)) == make_visible(text)
    assert make_visible(make_visible(text)) == make_visible(text)
