"""Suppressions: comments by which a writer silences a rule, the same in every syntax.

``ignore-next RULE…`` (the next block), ``ignore RULE…`` to ``resume``, ``ignore-file RULE…``; all
with an optional `` -- reason``. The readers find the comments; this module reads what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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


class Directive(msgspec.Struct, frozen=True):
    """Hold one suppression comment.

    ``span`` covers the whole comment, ``action_span`` the word that says what to do; ``target`` is
    what ``ignore-next`` covers (or, in front matter, ``ignore``), ``None`` where nothing follows.
    """

    action: str
    rules: tuple[tuple[str, Span], ...]
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

    ``resume`` ends every open ``ignore`` of its rules, or all of them where it names none; what is
    never resumed runs to ``end``. A word that is no action, and a ``resume`` of nothing, are
    problems.
    """
    done: list[Suppression] = []
    problems: list[Problem] = []
    opened: list[Directive] = []
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
            opened.append(directive)
        elif directive.action == "resume":
            closed = [one for one in opened if _resumes(directive, one)]
            if not closed:
                problems.append(_explain(directive, "there is no `ignore` above it that it could end"))
            for one in closed:
                opened.remove(one)
                done.append(_range(one, directive.span.start))
        else:
            problems.append(_explain(directive, _describe_action(directive.action)))
    done += [_range(one, end) for one in opened]
    return tuple(sorted(done, key=lambda one: (one.span, one.target))), tuple(problems)


def _resumes(resume: Directive, ignore: Directive) -> bool:
    if not resume.rules:
        return True
    return {name for name, _ in resume.rules} >= {name for name, _ in ignore.rules} and bool(ignore.rules)


def _range(directive: Directive, end: int) -> Suppression:
    return Suppression(
        "range", directive.span, Span(directive.span.end, end), directive.rules, directive.reason
    )


def _explain(directive: Directive, what: str) -> Problem:
    return Problem("suppression-unknown", directive.action_span, {"name": directive.action, "expected": what})


def _describe_action(action: str) -> str:
    from difflib import get_close_matches  # only a slip needs it

    near = get_close_matches(action, ACTIONS, n=1)
    if near:
        return f"did you mean `{near[0]}`?"
    return "it should be `ignore-next`, `ignore`, `resume` or `ignore-file`"
