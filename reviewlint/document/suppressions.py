"""Suppressions: comments by which a writer silences a rule, the same in every syntax.

``ignore-next RULE…`` (the next block), ``ignore RULE…`` to ``resume``, ``ignore-file RULE…``; all
with an optional `` -- reason``. The readers find the comments; this module reads what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Literal

import msgspec

from reviewlint.document.model import Problem, Suppression
from reviewlint.regex import compile_later
from reviewlint.span import Span

ACTIONS = ("ignore", "ignore-file", "ignore-next", "resume")

_DIRECTIVE = compile_later(r"\s*reviewlint:[ \t]*(?P<action>[^\s,]*)(?P<rest>.*)", re.DOTALL)
_REASON = compile_later(r"(?:^|\s)--(?:\s+|$)")
_NAME = compile_later(r"[^\s,]+")

CommentForm = Literal["front matter", "markdown", "mdx", "rest"]
_DELIMITERS: dict[CommentForm, tuple[str, str]] = {
    "front matter": ("#", ""),
    "markdown": ("<!--", " -->"),
    "mdx": ("{/*", " */}"),
    "rest": ("..", ""),
}
# HTML ends a comment at the first two of these, though only one is the usual way.
_ENDS = ("-->", "--!>", "*/")

_COMPARED = 10
"""Names that a slip is held against: a text of nothing but comments must not take long."""

Rule = tuple[str, Span]
"""A rule that a comment names, and where."""


class Directive(msgspec.Struct, frozen=True):
    """Hold one suppression comment.

    ``span`` covers the whole comment, ``action_span`` the word that says what to do; ``target`` is
    what ``ignore-next`` covers (or, in front matter, ``ignore``), ``None`` where nothing follows.
    """

    action: str
    rules: tuple[Rule, ...]
    reason: str | None
    span: Span
    action_span: Span
    target: Span | None = None


def parse_directive(comment: str, start: int, span: Span, target: Span | None = None) -> Directive | None:
    """Read what a comment says to reviewlint; ``None`` where it speaks of something else.

    ``comment`` is the text between the comment's delimiters and ``start`` its offset.
    """
    match = _DIRECTIVE.match(comment)
    if match is None:
        return None
    rest, base = match["rest"], start + match.start("rest")
    cut = _REASON.search(rest)
    reason = rest[cut.end() :].strip() or None if cut else None
    names = rest[: cut.start()] if cut else rest
    rules = tuple(
        (name.group(), Span(base + name.start(), base + name.end())) for name in _NAME.finditer(names)
    )
    action = Span(start + match.start("action"), start + match.end("action"))
    return Directive(match["action"], rules, reason, span, action, target)


def write_directive(form: CommentForm, action: str, rules: Iterable[str], reason: str) -> str:
    """Write a comment that ``parse_directive`` reads; ``reason`` is one that ``explain_reason`` passes."""
    opener, closer = _DELIMITERS[form]
    return f"{opener} reviewlint: {action} {', '.join(rules)} -- {reason}{closer}"


def explain_reason(reason: str) -> str:
    """Say why a text cannot be the reason in a comment of any form; empty if it can."""
    if not reason.strip():
        return "it is empty"
    if not reason.isprintable():
        return "it must be one line, of what can be seen"
    ends = [one for one in _ENDS if one in reason]
    return f"`{ends[0]}` would end the comment that it stands in" if ends else ""


def resolve_directives(
    directives: Iterable[Directive], end: int
) -> tuple[tuple[Suppression, ...], tuple[Problem, ...]]:
    """Turn the comments of a body, in the order of the source, into suppressions.

    ``resume`` ends every open ``ignore`` as far as it is of its rules, or all of them where it names
    none; what is never resumed runs to ``end``. A word that is no action, and a ``resume`` of what is
    not ignored, are problems.
    """
    done: list[Suppression] = []
    problems: list[Problem] = []
    ranges = _Ranges()
    for directive in directives:
        if directive.action == "ignore-next":
            target = directive.target or Span(directive.span.end, directive.span.end)
            done.append(Suppression("next", directive.span, target, directive.rules, directive.reason))
        elif directive.action == "ignore-file":
            done.append(Suppression("file", directive.span, Span(0, end), directive.rules, directive.reason))
        elif directive.action == "ignore" and directive.target is not None:
            done.append(
                Suppression("line", directive.span, directive.target, directive.rules, directive.reason)
            )
        elif directive.action == "ignore":
            ranges.open(directive)
        elif directive.action == "resume":
            problems += ranges.resume(directive)
        else:
            unknown = describe_unknown(directive.action, _describe_action(directive.action))
            problems.append(Problem("suppression-unknown", directive.action_span, unknown))
    done += ranges.finish(end)
    return tuple(sorted(done, key=lambda one: (one.span, one.target))), tuple(problems)


class _Ranges:
    """Hold what is ignored from some place on: rule by rule, since each may end elsewhere."""

    def __init__(self) -> None:
        # `None` stands for all rules, where an `ignore` names none.
        self._open: dict[str | None, list[tuple[Directive, tuple[Rule, ...]]]] = {}
        self._ended: dict[tuple[Span, int], tuple[Directive, list[Rule]]] = {}

    def open(self, directive: Directive) -> None:
        """Begin what an ``ignore`` asks for."""
        if not directive.rules:
            self._open.setdefault(None, []).append((directive, ()))
        for rule in directive.rules:
            self._open.setdefault(rule[0], []).append((directive, (rule,)))

    def resume(self, directive: Directive) -> list[Problem]:
        """End what a ``resume`` asks for; give what is wrong where that is not open."""
        if not self._open:
            expected = "there is no `ignore` above it that is still open"
            return [_explain("`resume` ends nothing", directive.action_span, expected)]
        problems = [
            _explain(f"`resume` cannot end `{name}`", span, self._describe_open(name))
            for name, span in directive.rules
            if name not in self._open
        ]
        named: list[str | None] = [name for name, _ in directive.rules]
        for one in named or list(self._open):
            self._end(one, directive.span.start)
        return problems

    def finish(self, end: int) -> list[Suppression]:
        """End what is still open, and give everything."""
        for name in list(self._open):
            self._end(name, end)
        return [
            Suppression("range", one.span, Span(one.span.end, at), _sort(rules), one.reason)
            for (_, at), (one, rules) in self._ended.items()
        ]

    def _describe_open(self, name: str) -> str:
        latest = [one for one in islice(reversed(self._open), _COMPARED) if one is not None]
        if near := suggest(name, latest):
            return near
        if None in self._open:
            return "the `ignore` above it names no rules, and only a `resume` that names none ends it"
        return "there is no `ignore` of it above that is still open"

    def _end(self, name: str | None, at: int) -> None:
        for directive, rules in self._open.pop(name, ()):
            # By its span: one that names thousands of rules would be hashed whole for each of them.
            self._ended.setdefault((directive.span, at), (directive, []))[1].extend(rules)


def describe_unknown(name: str, expected: str) -> Mapping[str, str]:
    """Give what fills the message about a word that is no action and no rule."""
    return {"what": f"reviewlint knows no `{name}`", "expected": expected}


def suggest(word: str, known: Sequence[str]) -> str:
    """Ask whether one of the names ``known`` was meant; empty where none is like the word."""
    from difflib import get_close_matches  # only a slip needs it

    near = get_close_matches(word, known, n=1)
    return f"did you mean `{near[0]}`?" if near else ""


def _sort(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(sorted(rules, key=lambda one: one[1]))


def _explain(what: str, span: Span, expected: str) -> Problem:
    return Problem("suppression-unknown", span, {"what": what, "expected": expected})


def _describe_action(action: str) -> str:
    return suggest(action, ACTIONS) or "it should be `ignore-next`, `ignore`, `resume` or `ignore-file`"
