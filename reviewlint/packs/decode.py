"""A rule file's text to a RuleSpec: strictly, with every problem of the file at its place."""

from __future__ import annotations

import base64
import binascii
import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from string import Formatter
from types import ModuleType
from typing import Any, Literal

import msgspec

from reviewlint import checks
from reviewlint.diagnostics import Severity
from reviewlint.errors import Trouble
from reviewlint.flood import COUNTS
from reviewlint.packs.spec import BUILT_IN, PRESETS, Example, RuleSpec
from reviewlint.regex import compile_later
from reviewlint.strict_yaml import Troubles, YamlFile, decode, suggest

Content = str | dict[Literal["base64"], str]


class NoFix(msgspec.Struct, forbid_unknown_fields=True):
    """Say why a rule has no fix."""

    none: str


class ExampleFile(msgspec.Struct, forbid_unknown_fields=True):
    """Shape of one example as a rule file writes it."""

    name: str
    text: Content
    report: list[str]
    path: str = "review.md"
    files: dict[str, Content] = {}
    config: dict[str, Any] = {}
    today: str | None = None
    fixed: Content | None = None


class RuleFile(msgspec.Struct, forbid_unknown_fields=True):
    """Shape of a rule file; ``unshown`` says why no example can report anything, where that is so."""

    summary: str
    why: str
    severity: (
        Literal["error", "warning", "info"] | dict[str, Literal["error", "warning", "info", "off"] | bool]
    )
    check: str
    message: str
    fix: Literal["safe", "unsafe"] | list[Literal["safe", "unsafe"]] | NoFix
    since: str
    examples: list[ExampleFile]
    with_: dict[str, Any] = msgspec.field(name="with", default_factory=dict)
    default: bool = True
    links: list[str] = []
    unshown: str = ""


_NAME = compile_later(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_REPORT = compile_later(
    r"(?:(?P<path>[^\s:]+):)?(?P<line>[1-9]\d*):(?P<column>[1-9]\d*) (?P<message>\S.*)", re.DOTALL
)


def decode_rule(text: str, name: str, pack: str, path: str) -> RuleSpec:
    """Read one rule file; ``path`` is how messages name it.

    :raises Troubles: with all that is wrong with the file
    """
    file = YamlFile(path, text)
    rule = decode(file, file.data, RuleFile)
    problems = list(_find_problems(file, rule, name))
    examples = []
    for index, example in enumerate(rule.examples):
        try:
            examples.append(_read_example(file, example, index))
        except Troubles as troubles:
            problems += troubles.troubles
    if problems:
        raise Troubles(problems)
    return RuleSpec(
        name=name,
        pack=pack,
        place=path,
        summary=rule.summary.strip(),
        why=rule.why.strip(),
        severity=_read_severity(rule.severity),
        check=rule.check,
        message=rule.message.strip(),
        params=rule.with_,
        fix=_read_fix(rule.fix),
        no_fix=rule.fix.none if isinstance(rule.fix, NoFix) else "",
        default=rule.default,
        since=rule.since,
        links=tuple(rule.links),
        archive_only=rule.check != BUILT_IN and not hasattr(checks.load(rule.check), "prepare"),
        examples=tuple(examples),
    )


def find_placeholders(message: str) -> tuple[str, ...]:
    """Give the names in braces of a message.

    :raises ValueError: if it holds more than plain names (``{a.b}``, ``{a!r}``, ``{0}``)
    """
    names = []
    for _, name, spec, conversion in Formatter().parse(message):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(name)
        names.append(name)
    return tuple(names)


def _find_problems(file: YamlFile, rule: RuleFile, name: str) -> Iterator[Trouble]:
    if not _NAME.fullmatch(name):
        yield file.trouble((), f"a rule's file name is its name: lower case words and hyphens, not `{name}`")
    kind = None
    if rule.check != BUILT_IN:
        try:
            kind = checks.load(rule.check)
        except KeyError:
            known = [BUILT_IN, *checks.kinds()]
            hint = suggest(rule.check, known) or f"; known: {', '.join(known)}"
            yield file.trouble(("check",), f"there is no check kind `{rule.check}`{hint}")
        else:
            yield from find_parameter_problems(file, rule.with_, kind, ("with",))
    else:
        for name, value in rule.with_.items():
            if type(value) is not int:
                yield file.trouble(("with", name), "a built-in rule has only limits, whole numbers")
    yield from _find_message_problems(file, rule, kind)
    yield from _find_severity_problems(file, rule, kind)
    yield from _find_example_problems(file, rule)


def find_parameter_problems(
    file: YamlFile, given: Mapping[str, Any], kind: ModuleType, where: Sequence[str | int]
) -> Iterator[Trouble]:
    """Say what a kind cannot use of the parameters that stand at ``where`` in a file."""
    try:
        params = decode(file, given, kind.Params, where)
        if hasattr(kind, "validate"):
            kind.validate(params)
    except Troubles as troubles:
        yield from troubles.troubles
    except ValueError as error:
        yield file.trouble(where, str(error))


def _find_message_problems(file: YamlFile, rule: RuleFile, kind: ModuleType | None) -> Iterator[Trouble]:
    provided = None if kind is None else kind.PLACEHOLDERS
    yield from _find_placeholder_problems(file, ("message",), rule.message, rule.check, provided)
    flood = rule.with_.get("flood")
    if isinstance(flood, str) and provided is not None:
        known = provided | COUNTS
        yield from _find_placeholder_problems(file, ("with", "flood"), flood, rule.check, known)


def _find_placeholder_problems(
    file: YamlFile, where: tuple[str, ...], message: str, kind: str, provided: frozenset[str] | None
) -> Iterator[Trouble]:
    try:
        names = find_placeholders(message)
    except ValueError as error:
        yield file.trouble(
            where, f"a message may hold plain names in braces, and `{{{{` for a brace: {error}"
        )
        return
    for name in names:
        if provided is not None and name not in provided:
            listed = ", ".join(sorted(provided)) or "none"
            yield file.trouble(where, f"`{kind}` provides no `{{{name}}}`; it provides: {listed}")


def _find_severity_problems(file: YamlFile, rule: RuleFile, kind: ModuleType | None) -> Iterator[Trouble]:
    if isinstance(rule.severity, str):
        return
    if "default" not in rule.severity:
        yield file.trouble(("severity",), "the key `default` is missing")
    known = ["default", "draft", *PRESETS, *getattr(kind, "CONDITIONS", ())]
    for key, value in rule.severity.items():
        if key not in known and rule.check != BUILT_IN:
            hint = suggest(key, known) or f"; known here: {', '.join(known)}"
            yield file.trouble(("severity", key), f"unknown condition `{key}`{hint}", key=True)
        if value is True:
            yield file.trouble(("severity", key), "found `on`; expected error, warning, info or off")


def _find_example_problems(file: YamlFile, rule: RuleFile) -> Iterator[Trouble]:
    if not rule.unshown and not any(example.report for example in rule.examples):
        yield file.trouble(("examples",), "no example reports anything: show at least one defect", key=True)
    if all(example.report for example in rule.examples):
        yield file.trouble(
            ("examples",), "every example reports something: show at least one valid review", key=True
        )
    fixable = not isinstance(rule.fix, NoFix)
    if fixable and not any(example.fixed is not None for example in rule.examples):
        yield file.trouble(("fix",), "no example shows the fix: give one `fixed`")
    for index, example in enumerate(rule.examples):
        if example.fixed is not None and not fixable:
            yield file.trouble(("examples", index, "fixed"), "the rule says that it has no fix", key=True)
        for number, line in enumerate(example.report):
            if not _REPORT.fullmatch(line):
                yield file.trouble(
                    ("examples", index, "report", number), f"expected `line:column message`, found `{line}`"
                )
        if example.today is not None:
            try:
                datetime.date.fromisoformat(example.today)
            except ValueError:
                yield file.trouble(
                    ("examples", index, "today"), f"expected a date like 2026-01-31, found `{example.today}`"
                )


def _read_severity(severity: str | Mapping[str, str | bool]) -> dict[str, Severity | None]:
    if isinstance(severity, str):
        return {"default": Severity(severity)}
    return {key: None if value in ("off", False) else Severity(value) for key, value in severity.items()}


def _read_fix(fix: str | list[Any] | NoFix) -> tuple[Any, ...]:
    if isinstance(fix, NoFix):
        return ()
    return (fix,) if isinstance(fix, str) else tuple(fix)


def _read_example(file: YamlFile, example: ExampleFile, index: int) -> Example:
    where = ("examples", index)

    def read(content: Content, *path: str) -> str | bytes:
        if isinstance(content, str):
            return content
        try:
            return base64.b64decode("".join(content["base64"].split()), validate=True)
        except (KeyError, binascii.Error) as error:
            raise Troubles([file.trouble((*where, *path), f"this is not base64: {error}")]) from error

    return Example(
        name=example.name,
        text=read(example.text, "text"),
        report=tuple(example.report),
        path=example.path,
        files={name: read(content, "files", name) for name, content in example.files.items()},
        config=example.config,
        today=example.today,
        fixed=None if example.fixed is None else read(example.fixed, "fixed"),
    )
