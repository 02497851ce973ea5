"""What holds of every fix, whatever the text: it mends, it mends once, and it touches nothing else."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint import checks
from reviewlint.diagnostics import Diagnostic, Edit, Safety
from reviewlint.document.source import SourceText
from reviewlint.fixing import ALL, SAFE, adapt_newlines, apply_edits, choose_fixes, encode, fix_source
from reviewlint.packs.spec import BUILT_IN, RuleSpec
from reviewlint.span import Span
from tests.mutated_reviews import CASES, Case, mutated
from tests.run_kind import LIBRARY

BLINDING = ("front-matter-", "suppression-")
"""Rules of what keeps others from seeing the rest; once it is mended, they see it."""

UNSEEN = ("value-ambiguous", "value-cut-short")
"""Rules of what keeps others from seeing a text as one; once it is mended, they judge its words."""

CONVERTING = ("spoiler-dialect", "spoiler-unrendered")
"""Rules whose fix may give a spoiler a place for a label; that none stands there is said from then on."""

LEVELS = pytest.mark.parametrize("safeties", [SAFE, ALL], ids=["safe", "all"])
EXAMPLES = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def assert_settled(case: Case, safeties: frozenset[Safety]) -> None:
    """Assert that fixing comes to rest, and that fixing again changes nothing."""
    fixed = fix_source(case.source, case.check, safeties)
    again = fix_source(fixed.after, case.check, safeties)

    assert fixed.unsettled == ()
    assert encode(again.after) == encode(fixed.after)
    assert choose_fixes(fixed.diagnostics, safeties) == ()


def assert_nothing_added(case: Case) -> None:
    """Assert of each fix by itself that what is found afterwards was found before."""
    source = case.source
    before = case.check(source)
    for one in before:
        if one.fix is None:
            continue
        edits = sorted(adapt_newlines(one.fix.edits, source.newline), key=lambda edit: edit.span)
        after = SourceText(apply_edits(source.text, edits), source.path, bom=source.bom)
        added = find_added(before, case.check(after), edits)
        if one.rule in UNSEEN:
            added = [(other, inside) for other, inside in added if not inside]
        if one.rule in CONVERTING:
            added = [(other, inside) for other, inside in added if other.rule != "spoiler-label-missing"]
        if one.rule.startswith(BLINDING):
            added = [(other, inside) for other, inside in added if inside]
        assert added == [], one


def find_added(
    before: Sequence[Diagnostic], after: Sequence[Diagnostic], edits: Sequence[Edit]
) -> list[tuple[Diagnostic, bool]]:
    """Give what was not found before, with whether it lies in an edit."""
    known = {(one.rule, move(one.span.start, edits)) for one in before}
    touched = {one.rule for one in before if any(meets(one, edit) for edit in edits)}
    added = []
    for one in after:
        if (one.rule, one.span.start) in known:
            continue
        inside = any(
            move(edit.span.start, edits)
            <= one.span.start
            < move(edit.span.start, edits) + max(len(edit.text), 1)
            for edit in edits
        )
        if not (inside and one.rule in touched):
            added.append((one, inside))
    return added


def move(offset: int, edits: Sequence[Edit]) -> int:
    """Give where an offset of the old text is in the new one; one inside an edit goes to its beginning."""
    grown = 0
    for edit in edits:
        if edit.span.end <= offset and edit.span != Span(offset, offset):
            grown += len(edit.text) - (edit.span.end - edit.span.start)
        elif edit.span.start < offset:
            return edit.span.start + grown
    return offset + grown


def meets(one: Diagnostic, edit: Edit) -> bool:
    return one.span.start <= edit.span.end and edit.span.start <= one.span.end


@LEVELS
@EXAMPLES
def test_examples_come_to_rest(case: Case, safeties: frozenset[Safety]) -> None:
    assert_settled(case, safeties)


@EXAMPLES
def test_fixes_of_examples_add_nothing(case: Case) -> None:
    assert_nothing_added(case)


@LEVELS
@given(case=mutated())
def test_any_review_comes_to_rest(case: Case, safeties: frozenset[Safety]) -> None:
    assert_settled(case, safeties)


@given(case=mutated())
def test_fixes_of_any_review_add_nothing(case: Case) -> None:
    assert_nothing_added(case)


@given(case=mutated(), chance=st.randoms(use_true_random=False))
def test_the_order_of_fixes_does_not_matter(case: Case, chance: random.Random) -> None:
    found = list(case.check(case.source))
    chosen = choose_fixes(found, ALL)
    edits = [edit for one in chosen if one.fix for edit in one.fix.edits]
    at_once = apply_edits(case.source.text, edits)

    chance.shuffle(found)
    chance.shuffle(edits)
    assert choose_fixes(found, ALL) == chosen
    assert apply_edits(case.source.text, edits) == at_once
    assert apply_one_by_one(case.source.text, edits) == at_once


def apply_one_by_one(text: str, edits: Sequence[Edit]) -> str:
    done: list[Edit] = []
    for edit in edits:
        moved = sum(
            len(other.text) - (other.span.end - other.span.start) for other in done if other.span < edit.span
        )
        text = text[: edit.span.start + moved] + edit.text + text[edit.span.end + moved :]
        done.append(edit)
    return text


@given(case=mutated())
def test_text_outside_of_the_edits_stays_byte_for_byte(case: Case) -> None:
    source = case.source
    data = encode(source)
    for one in case.check(source):
        edits = sorted(one.fix.edits, key=lambda edit: edit.span) if one.fix else []
        if edits:
            after = encode(SourceText(apply_edits(source.text, edits), source.path, bom=source.bom))
            first, last = edits[0].span.start, edits[-1].span.end
            head = encode(SourceText(source.text[:first], bom=source.bom))
            tail = source.text[last:].encode()
            assert after.startswith(head)
            assert data.startswith(head)
            assert after.endswith(tail)


def sees_one(rule: RuleSpec) -> bool:
    """Tell whether a rule looks at a review by itself, not only beside the others."""
    return rule.check == BUILT_IN or hasattr(checks.load(rule.check), "prepare")


def test_every_rule_with_a_fix_is_tried() -> None:
    fixable = {rule.name for pack in LIBRARY.packs for rule in pack.rules if rule.fix and sees_one(rule)}
    tried = {one.rule for case in CASES for one in case.check(case.source) if one.fix}
    assert fixable - tried == set()
