"""What comments that silence rules come to: which rule is silenced from where to where."""

from __future__ import annotations

import pytest

from reviewlint.document.model import Problem, Suppression
from reviewlint.document.suppressions import parse_directive, resolve_directives
from reviewlint.span import Span


def resolve(*comments: str) -> tuple[tuple[Suppression, ...], tuple[Problem, ...]]:
    """Resolve comments of which each takes up 100 code points."""
    found = []
    for number, comment in enumerate(comments):
        directive = parse_directive(
            f"reviewlint: {comment}", 100 * number, Span(100 * number, 100 * number + 99)
        )
        assert directive is not None
        found.append(directive)
    return resolve_directives(found, 100 * len(comments))


RANGES = {
    "to the end": (["ignore a", "resume b"], ["a 99-200"]),
    "what is named": (["ignore a, b -- x", "resume b", "resume a"], ["b 99-100 x", "a 99-200 x"]),
    "what is not named goes on": (["ignore a, b", "resume b"], ["b 99-100", "a 99-200"]),
    "all": (["ignore a, b", "resume", "ignore c"], ["a b 99-100", "c 299-300"]),
    "all at once": (["ignore b, a", "ignore c", "resume a c b"], ["b a 99-200", "c 199-200"]),
    "each that is open": (["ignore a", "ignore a", "resume a"], ["a 99-200", "a 199-200"]),
    "all rules": (["ignore", "resume"], [" 99-100"]),
    "all rules, of which one cannot end": (["ignore", "resume a"], [" 99-200"]),
}


@pytest.mark.parametrize(("comments", "expected"), RANGES.values(), ids=RANGES)
def test_what_is_ignored_from_where_to_where(comments: list[str], expected: list[str]) -> None:
    found, _ = resolve(*comments)

    assert [show(one) for one in found] == expected


def show(one: Suppression) -> str:
    names = " ".join(name for name, _ in one.rules)
    return f"{names} {one.target.start}-{one.target.end} {one.reason or ''}".rstrip()


MISTAKES = {
    "nothing is wrong": (["ignore a, b", "resume b", "resume"], []),
    "nothing to end": (
        ["resume a"],
        ["12 `resume` ends nothing: there is no `ignore` above it that is still open"],
    ),
    "ended already": (
        ["ignore a", "resume", "resume"],
        ["212 `resume` ends nothing: there is no `ignore` above it that is still open"],
    ),
    "a slip": (
        ["ignore alpha, beta", "resume alhpa, beta"],
        ["119 `resume` cannot end `alhpa`: did you mean `alpha`?"],
    ),
    "another rule": (
        ["ignore alpha", "resume beta"],
        ["119 `resume` cannot end `beta`: there is no `ignore` of it above that is still open"],
    ),
    "all rules are ignored": (
        ["ignore", "resume a"],
        [
            "119 `resume` cannot end `a`: the `ignore` above it names no rules, and only a `resume` that "
            "names none ends it"
        ],
    ),
    "no such action": (["ignroe a"], ["12 reviewlint knows no `ignroe`: did you mean `ignore`?"]),
    "nothing like an action": (
        ["off a"],
        ["12 reviewlint knows no `off`: it should be `ignore-next`, `ignore`, `resume` or `ignore-file`"],
    ),
}


@pytest.mark.parametrize(("comments", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_what_is_wrong_is_said_where_it_stands(comments: list[str], expected: list[str]) -> None:
    _, problems = resolve(*comments)

    assert {one.rule for one in problems} <= {"suppression-unknown"}
    assert ["{} {what}: {expected}".format(one.span.start, **one.values) for one in problems] == expected
