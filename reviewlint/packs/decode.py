"""A rule file's text to a RuleSpec: strictly, with every problem of the file at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter
from types import ModuleType
from typing import Any, Literal

import msgspec

from reviewlint import checks
from reviewlint.diagnostics import Severity
from reviewlint.errors import Trouble
from reviewlint.flood import COUNTS
from reviewlint.packs.example_file import ExampleFile, find_example_problems, name_fields, read_example
from reviewlint.packs.parameters import Known, find_parameter_problems, find_unknown_names
from reviewlint.packs.spec import BUILT_IN, PRESETS, RuleSpec, Syntax
from reviewlint.regex import compile_later
from reviewlint.strict_yaml import Troubles, YamlFile, decode, suggest


class NoFix(msgspec.Struct, forbid_unknown_fields=True):
    """Say why a rule has no fix."""

    none: str


class RuleFile(msgspec.Struct, forbid_unknown_fields=True):
    """Shape of a rule file.

    ``unshown`` says why no example can report anything, where that is so; ``not_in`` of a syntax why the
    defect cannot be there.
    """

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
    not_in: dict[Syntax, str] = {}


_NAME = compile_later(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def decode_rule(text: str, name: str, pack: str, path: str, known: Known | None = None) -> RuleSpec:
    """Read one rule file; ``path`` is how messages name it.

    ``known`` is what the rule may speak of; ``None`` where that has been judged before.

    :raises Troubles: with all that is wrong with the file
    """
    file = YamlFile(path, text)
    try:
        rule = decode(file, file.data, RuleFile)
    except Troubles as error:
        raise Troubles([*error.troubles, *_find_check_problems(file, file.data)]) from error
    problems = list(_find_problems(file, rule, name))
    if known is not None:
        own = frozenset(name for example in rule.examples for name in name_fields(example))
        known = msgspec.structs.replace(known, roles=known.roles | own)
        problems += find_unknown_names(file, rule.with_, ("with",), known)
    examples = []
    for index, example in enumerate(rule.examples):
        try:
            examples.append(read_example(file, example, index))
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
        not_in={**rule.not_in},
        archive_only=rule.check != BUILT_IN and not hasattr(checks.load(rule.check), "prepare"),
        gathers=rule.check != BUILT_IN and hasattr(checks.load(rule.check), "gather"),
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
    yield from _find_check_problems(file, {"check": rule.check, "with": rule.with_})
    kind = checks.load(rule.check) if rule.check in checks.kinds() else None
    yield from _find_message_problems(file, rule, kind)
    yield from _find_severity_problems(file, rule, kind)
    yield from find_example_problems(
        file, rule.examples, silent=bool(rule.unshown), fixable=_is_fixable(rule)
    )


def _find_check_problems(file: YamlFile, data: Mapping[str, Any]) -> Iterator[Trouble]:
    """Judge ``check`` and ``with`` of a rule file, whatever else is wrong with it."""
    check, params = data.get("check"), data.get("with", {})
    if not isinstance(check, str) or not isinstance(params, dict):
        return
    if check == BUILT_IN:
        for name, value in params.items():
            if type(value) is not int:
                yield file.trouble(("with", name), "a built-in rule has only limits, whole numbers")
    elif check in checks.kinds():
        yield from find_parameter_problems(file, params, checks.load(check), ("with",))
    else:
        known = [BUILT_IN, *checks.kinds()]
        hint = suggest(check, known) or f"; known: {', '.join(known)}"
        yield file.trouble(("check",), f"there is no check kind `{check}`{hint}")


def _is_fixable(rule: RuleFile) -> bool:
    return not isinstance(rule.fix, NoFix)


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
            hint = suggest(name, sorted(provided)) or f"; it provides: {listed}"
            yield file.trouble(where, f"`{kind}` provides no `{{{name}}}`{hint}")


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


def _read_severity(severity: str | Mapping[str, str | bool]) -> dict[str, Severity | None]:
    if isinstance(severity, str):
        return {"default": Severity(severity)}
    return {key: None if value in ("off", False) else Severity(value) for key, value in severity.items()}


def _read_fix(fix: str | list[Any] | NoFix) -> tuple[Any, ...]:
    if isinstance(fix, NoFix):
        return ()
    return (fix,) if isinstance(fix, str) else tuple(fix)
