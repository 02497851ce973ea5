"""Rules in words, for the terminal, and as data."""

from __future__ import annotations

import base64
import textwrap
from collections.abc import Iterator
from typing import Any

import msgspec

from reviewlint import checks
from reviewlint.diff import diff_sources
from reviewlint.document.source import SourceText
from reviewlint.packs.spec import BUILT_IN, Example, Library, RuleSpec
from reviewlint.reference.rules import describe_fix, describe_severity
from reviewlint.reporters.paint import paint
from reviewlint.reporters.visible import make_line, make_visible

_WIDEST = 100
_LABEL = 10


class Look(msgspec.Struct, frozen=True):
    """Say whether there is colour, and how many terminal cells a line has."""

    color: bool = False
    width: int = _WIDEST


def list_rules(library: Library, look: Look) -> str:
    """Give a table of all rules, pack by pack."""
    rules = [rule for pack in library.packs for rule in pack.rules]
    longest = max((len(rule.name) for rule in rules), default=0)
    lines = []
    for pack in library.packs:
        lines.append(paint(make_line(pack.title), "strong", color=look.color))
        for rule in pack.rules:
            severity = rule.severity["default"] if rule.default else None
            level = severity.value if severity else "off"
            shown = paint(f"{level:<7}", level, color=look.color)
            fix, summary = ", ".join(rule.fix) or "-", make_line(rule.summary)
            lines.append(f"  {rule.name:<{longest}}  {shown}  {fix:<12}  {summary}")
        lines.append("")
    return "\n".join([*lines, f"{len(rules)} rules. `reviewlint rule NAME` explains one.", ""])


def describe_rule(rule: RuleSpec, look: Look) -> str:
    """Give all there is to say of one rule."""
    lines = [paint(rule.name, "strong", color=look.color)]
    lines += map(make_visible, _describe_facts(rule, min(look.width, _WIDEST)))
    for title, examples in (
        ("Reported", [one for one in rule.examples if one.report]),
        ("Not reported", [one for one in rule.examples if not one.report]),
    ):
        for example in examples:
            lines += ["", f"{paint(title, 'strong', color=look.color)}: {make_line(example.name)}"]
            lines += map(make_visible, _describe_example(example))
    return "\n".join([*lines, ""])


def _describe_facts(rule: RuleSpec, width: int) -> Iterator[str]:
    yield from (*textwrap.wrap(rule.summary, width), "", *textwrap.wrap(rule.why, width), "")
    facts = [("pack", rule.pack), ("severity", describe_severity(rule)), ("fix", describe_fix(rule))]
    facts += [("since", rule.since), *(("see", link) for link in rule.links)]
    for label, fact in facts:
        yield from _wrap_fact(label, fact, width)
    yield ""
    yield f"Options, in reviewlint.yaml under `rules: {{{rule.name}: {{…}}}}`:"
    yield "  severity: error, warning, info or off"
    yield from (_shorten(f"  {name}: {_to_text(value)}", width) for name, value in _list_options(rule))


def export_rule(rule: RuleSpec) -> dict[str, Any]:
    """Give a rule as plain data, named as in its file; text that is no UTF-8 as base64."""
    return {
        "name": rule.name,
        "pack": rule.pack,
        "summary": rule.summary,
        "why": rule.why,
        "severity": {name: level.value if level else "off" for name, level in rule.severity.items()},
        "check": rule.check,
        "with": dict(rule.params),
        "message": rule.message,
        "fix": list(rule.fix) or {"none": rule.no_fix},
        "default": rule.default,
        "since": rule.since,
        "links": list(rule.links),
        "examples": [_export_example(example) for example in rule.examples],
    }


def _export_example(example: Example) -> dict[str, Any]:
    return {
        "name": example.name,
        "path": example.path,
        "text": _export_content(example.text),
        "files": {path: _export_content(content) for path, content in example.files.items()},
        "config": dict(example.config),
        "today": example.today,
        "report": list(example.report),
        "fixed": None if example.fixed is None else _export_content(example.fixed),
    }


def _export_content(content: str | bytes) -> str | dict[str, str]:
    return content if isinstance(content, str) else {"base64": base64.b64encode(content).decode()}


def _list_options(rule: RuleSpec) -> Iterator[tuple[str, object]]:
    """Give what a config may set beside the severity, with the values that hold unless it does."""
    if rule.check == BUILT_IN:
        return
    for field in msgspec.structs.fields(checks.load(rule.check).Params):
        if field.name in rule.params:
            yield field.name, rule.params[field.name]
        elif field.default is not msgspec.NODEFAULT:
            yield field.name, field.default


def _describe_example(example: Example) -> Iterator[str]:
    before = _read(example.text)
    if example.config:
        yield f"  with the config {_to_text(example.config)}"
    if example.files:
        yield f"  beside {', '.join(example.files)}"
    if example.today:
        yield f"  on {example.today}"
    yield from (f"  | {line}".rstrip() for line in before.text.rstrip("\n").split("\n"))
    yield from (f"  {line}" for line in example.report)
    if example.fixed is not None:
        yield "  mended:"
        diff = diff_sources(before, _read(example.fixed), "").split("\n")
        yield from (f"  {line[0]} {line[1:]}" for line in diff[2:] if line.startswith(("-", "+")))


def _read(content: str | bytes) -> SourceText:
    return SourceText(content) if isinstance(content, str) else SourceText.decode(content)


def _wrap_fact(label: str, fact: str, width: int) -> list[str]:
    return textwrap.wrap(fact, width, initial_indent=f"{label:<{_LABEL}}", subsequent_indent=" " * _LABEL)


def _to_text(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _shorten(line: str, width: int) -> str:
    return line if len(line) <= width else line[: width - 1] + "…"
