"""The engine weighs, words, silences and orders what reader and kinds find."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

import pytest

from reviewlint.checks.base import Context, Hit, Settings
from reviewlint.clock import Today
from reviewlint.diagnostics import Diagnostic, Safety, Severity
from reviewlint.document.model import Problem, Review, Suppression
from reviewlint.document.source import SourceText
from reviewlint.engine import ActiveRule, RuleSet, check_review
from reviewlint.files import MemoryFiles
from reviewlint.packs.spec import RuleSpec
from reviewlint.span import Place, Span

TEXT = "one\ntwo\nthree\n"


def rule(
    name: str, severity: Mapping[str, Severity | None] | None = None, message: str = "{what}"
) -> ActiveRule:
    weights = severity or {"default": Severity.WARNING}
    return ActiveRule(
        RuleSpec(name, "house", "house/rule.yaml", "", "", weights, "built-in", message), weights, {}
    )


def rules(*active: ActiveRule) -> RuleSet:
    return RuleSet({one.spec.name: one for one in active}, (), (), frozenset(one.spec.name for one in active))


def review(
    *problems: Problem, suppressions: tuple[Suppression, ...] = (), text: str | bytes = TEXT
) -> Review:
    source = SourceText(text, "her.md") if isinstance(text, str) else SourceText.decode(text, "her.md")
    whole = Span(0, len(source.text))
    return Review(source, "markdown", None, {}, whole, problems=problems, suppressions=suppressions)


def check(found: Review, known: RuleSet, *, draft: bool = False) -> tuple[Diagnostic, ...]:
    context = Context(
        settings=Settings(),
        today=Today(datetime.date(2026, 1, 31)),
        files=MemoryFiles([]),
        path="her.md",
        draft=draft,
    )
    return check_review(found, known, context)


def problem(name: str, start: int, what: str = "wrong", condition: str | None = None) -> Problem:
    return Problem(name, Span(start, start + 3), {"what": what}, condition=condition)


def show(found: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{one.place.line}:{one.place.column} {one.rule}: {one.message}" for one in found]


def test_findings_come_in_the_order_of_the_text() -> None:
    found = check(review(problem("b", 4), problem("a", 4), problem("a", 0)), rules(rule("a"), rule("b")))

    assert show(found) == ["1:1 a: wrong", "2:1 a: wrong", "2:1 b: wrong"]


def test_a_finding_is_reported_once() -> None:
    assert show(check(review(problem("a", 0), problem("a", 0)), rules(rule("a")))) == ["1:1 a: wrong"]


def test_a_rule_that_is_off_is_silent() -> None:
    assert check(review(problem("a", 0)), rules()) == ()


@pytest.mark.parametrize(
    ("condition", "draft", "expected"),
    [
        (None, False, Severity.WARNING),
        ("in-link", False, Severity.ERROR),
        ("elsewhere", False, Severity.WARNING),
        (None, True, None),
        ("in-link", True, None),
    ],
)
def test_severity_depends_on_condition_and_draft(
    condition: str | None, draft: bool, expected: Severity | None
) -> None:
    known = rules(rule("a", {"default": Severity.WARNING, "in-link": Severity.ERROR, "draft": None}))

    found = check(review(problem("a", 0, condition=condition)), known, draft=draft)

    assert [one.severity for one in found] == ([expected] if expected else [])


def test_places_and_edits_are_worked_out() -> None:
    mend = Problem("a", Span(4, 7), {"what": "wrong"}, ((Span(4, 7), "2"),), Safety.SAFE, "write a digit")

    (found,) = check(review(mend), rules(rule("a")))

    assert found.place == Place(2, 1, 2, 4)
    assert found.fix is not None
    assert (found.fix.safety, found.fix.message) == (Safety.SAFE, "write a digit")
    assert [(edit.place, edit.text) for edit in found.fix.edits] == [(Place(2, 1, 2, 4), "2")]


def test_no_fix_for_a_file_that_is_not_all_text() -> None:
    mend = Problem("a", Span(0, 1), {"what": "wrong"}, ((Span(0, 1), "2"),), Safety.SAFE)

    (found,) = check(review(mend, text=b"a\xff\n"), rules(rule("a")))

    assert found.fix is None


UNUSED = rule("suppression-unused", message="{name} silences nothing")
UNKNOWN = rule("suppression-unknown", message="{what}: {expected}")


@pytest.mark.parametrize(
    ("kind", "target", "names", "expected"),
    [
        ("next", Span(4, 7), ("a",), ["1:1 a: wrong"]),
        ("file", Span(0, 14), ("a",), []),
        ("file", Span(0, 14), (), []),
        ("range", Span(2, 14), ("a",), ["1:1 a: wrong"]),
        (
            "next",
            Span(8, 13),
            ("a",),
            ["1:1 a: wrong", "1:1 suppression-unused: `a` silences nothing", "2:1 a: wrong"],
        ),
        (
            "next",
            Span(4, 7),
            ("aa",),
            [
                "1:1 a: wrong",
                "1:1 suppression-unknown: reviewlint knows no `aa`: did you mean `a`?",
                "2:1 a: wrong",
            ],
        ),
    ],
)
def test_suppressions(kind: str, target: Span, names: tuple[str, ...], expected: list[str]) -> None:
    given = Suppression(kind, Span(0, 3), target, tuple((name, Span(0, 1)) for name in names))  # type: ignore[arg-type]

    found = check(
        review(problem("a", 0), problem("a", 4), suppressions=(given,)), rules(rule("a"), UNUSED, UNKNOWN)
    )

    assert show(found) == expected


def test_a_check_that_crashes_is_reported_and_the_others_run() -> None:
    def crash(found: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        raise ZeroDivisionError("by nothing")

    def fire(found: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        yield 0, Hit(Span(4, 7), {"what": "wrong"})

    a, b = rule("a"), rule("b")
    failed = rule("check-failed", {"default": Severity.ERROR}, "{rules} failed: {error}")
    known = RuleSet({"check-failed": failed}, ((crash, (a,)), (fire, (b,))), (), frozenset())

    assert show(check(review(), known)) == [
        "1:1 check-failed: a failed: ZeroDivisionError: by nothing",
        "2:1 b: wrong",
    ]
