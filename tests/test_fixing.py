from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.diagnostics import Diagnostic, Safety
from reviewlint.document.source import SourceText
from reviewlint.fixing import (
    ALL,
    MOST_PASSES,
    SAFE,
    adapt_newlines,
    apply_edits,
    choose_fixes,
    encode,
    fix_source,
)
from tests.findings import make_edit, make_finding

Check = Callable[[SourceText], Sequence[Diagnostic]]


def replace_all(rule: str, old: str, new: str, safety: Safety = Safety.SAFE) -> Check:
    """Report every place of a text, with a fix that writes another one."""

    def check(source: SourceText) -> list[Diagnostic]:
        found = []
        at = source.text.find(old)
        while at >= 0:
            edits = ((at, at + len(old), new),)
            found.append(make_finding(source, at, at + len(old), rule=rule, edits=edits, safety=safety))
            at = source.text.find(old, at + len(old))
        return found

    return check


def both(*checks: Check) -> Check:
    return lambda source: [finding for check in checks for finding in check(source)]


@pytest.mark.parametrize(
    ("text", "edits", "expected"),
    [
        ("abc", [], "abc"),
        ("abc", [(1, 2, "X")], "aXc"),
        ("abc", [(2, 3, "Z"), (0, 1, "A")], "AbZ"),
        ("abc", [(3, 3, "!"), (0, 0, "¡")], "¡abc!"),
        ("a😀c", [(1, 2, "")], "ac"),
        ("abc", [(0, 2, "x"), (2, 3, "y")], "xy"),
    ],
)
def test_edits_are_made(text: str, edits: list[tuple[int, int, str]], expected: str) -> None:
    source = SourceText(text)
    assert apply_edits(text, [make_edit(source, *edit) for edit in edits]) == expected


@pytest.mark.parametrize("edits", [[(0, 2, ""), (1, 3, "")], [(2, 4, "")]])
def test_edits_that_cannot_be_made_together(edits: list[tuple[int, int, str]]) -> None:
    source = SourceText("abc")
    with pytest.raises(ValueError, match="overlaps another or the end of the text"):
        apply_edits("abc", [make_edit(source, *edit) for edit in edits])


def test_fixes_are_chosen_by_place_then_rule() -> None:
    source = SourceText("0123456789")
    late = make_finding(source, 5, 8, rule="a", edits=((5, 8, ""),))
    early = make_finding(source, 1, 4, rule="b", edits=((1, 4, ""),))
    clash = make_finding(source, 1, 4, rule="c", edits=((2, 3, ""),))
    adjoins = make_finding(source, 4, 5, rule="d", edits=((4, 4, "x"),))
    far = make_finding(source, 3, 4, rule="e", edits=((9, 10, ""), (3, 4, "")))
    unsafe = make_finding(source, 9, 10, rule="f", edits=((9, 10, ""),), safety=Safety.UNSAFE)
    nothing = make_finding(source, 9, 10, rule="g")
    found = [late, early, clash, adjoins, far, unsafe, nothing]
    assert choose_fixes(found, SAFE) == (early, late)
    assert choose_fixes(found, ALL) == (early, late, unsafe)
    assert choose_fixes(found, frozenset()) == ()


def test_a_text_is_fixed_until_nothing_is_left() -> None:
    left = make_finding(SourceText("d bc"), 0, 1, rule="other")
    check = both(
        replace_all("first", "ab", "bc"),
        replace_all("second", "bcc", "d"),
        lambda source: [left] if source.text == "d bc" else [],
    )
    fixed = fix_source(SourceText("abc ab"), check)
    assert fixed.after.text == "d bc"
    assert fixed.diagnostics == (left,)
    assert fixed.mended == {"first": 2, "second": 1}
    assert fixed.unsettled == ()
    assert fixed.changed


def test_unsafe_fixes_are_made_only_when_asked_for() -> None:
    check = both(replace_all("safe", "a", "b"), replace_all("unsafe", "c", "d", Safety.UNSAFE))
    assert fix_source(SourceText("ac"), check).after.text == "bc"
    assert fix_source(SourceText("ac"), check, ALL).after.text == "bd"


def test_nothing_to_mend_changes_nothing() -> None:
    fixed = fix_source(SourceText("abc"), lambda source: [])
    assert (fixed.after.text, fixed.mended, fixed.changed) == ("abc", {}, False)


def test_fixes_that_undo_each_other_end_and_change_nothing_twice() -> None:
    check = both(replace_all("up", "a", "A"), replace_all("down", "A", "a"), replace_all("good", "x", "y"))
    fixed = fix_source(SourceText("a x"), check)
    assert fixed.after.text == "A y"
    assert fixed.unsettled == ("down", "up")
    assert fixed.mended == {"good": 1, "up": 1}
    assert fix_source(fixed.after, check).after.text == "A y"


def test_a_fix_that_changes_nothing_is_named() -> None:
    fixed = fix_source(SourceText("a"), replace_all("idle", "a", "a"))
    assert (fixed.after.text, fixed.unsettled) == ("a", ("idle",))


def test_a_fix_without_end_is_not_made() -> None:
    calls: list[str] = []

    def check(source: SourceText) -> Sequence[Diagnostic]:
        calls.append(source.text)
        return replace_all("grow", "a", "aa")(source)[:1]

    fixed = fix_source(SourceText("a"), check)
    assert (fixed.after.text, fixed.mended, fixed.unsettled) == ("a", {}, ("grow",))
    assert len(calls) == MOST_PASSES + 1


def test_bytes_that_are_not_utf8_are_left_alone() -> None:
    source = SourceText.decode(b"a \xff b")
    fixed = fix_source(source, replace_all("rule", "a", "b"))
    assert fixed.after is source
    assert [one.rule for one in fixed.diagnostics] == ["rule"]


def test_line_ends_and_byte_order_mark_stay() -> None:
    source = SourceText.decode(b"\xef\xbb\xbfa\r\nb")
    fixed = fix_source(source, replace_all("split", "b", "c\nd"))
    assert encode(fixed.after) == b"\xef\xbb\xbfa\r\nc\r\nd"


@pytest.mark.parametrize(
    ("newline", "expected"), [("\n", "a\nb\nc\nd"), ("\r\n", "a\r\nb\r\nc\r\nd"), ("\r", "a\rb\rc\rd")]
)
def test_new_lines_end_as_the_others_do(newline: str, expected: str) -> None:
    edit = make_edit(SourceText(""), 0, 0, "a\nb\r\nc\rd")
    assert [one.text for one in adapt_newlines([edit], newline)] == [expected]


@given(
    st.text("abc", max_size=12),
    st.lists(st.tuples(st.text("abc", min_size=1, max_size=2), st.text("abc", max_size=2))),
)
def test_fixing_twice_changes_nothing(text: str, replacements: list[tuple[str, str]]) -> None:
    check = both(*(replace_all(f"r{index}", old, new) for index, (old, new) in enumerate(replacements[:4])))
    fixed = fix_source(SourceText(text), check)
    assert fix_source(fixed.after, check).after.text == fixed.after.text
