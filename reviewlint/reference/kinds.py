"""The check kinds and scopes as a page, for those who write rules of their own: derived from the code."""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from reviewlint import checks
from reviewlint.checks.base import ArchiveParams
from reviewlint.document.scopes import SCOPES


def render_kinds() -> str:
    """Give all kinds, their parameters and placeholders, and all scopes, as Markdown."""
    lines = [
        "# Kinds of checks, and scopes",
        "",
        "What a rule may say under `check` and `with`; [](../house-rules.md) shows how.",
        "",
        "## Scopes",
        "",
        "A scope names a place in a review; a rule looks at every text that stands there.",
        "",
        "| scope | what it is |",
        "|---|---|",
        *(f"| `{name}` | {what} |" for name, what in SCOPES.items()),
        "",
        "`ROLE` is a field by what it is for, whatever a site calls it: `title`, `excerpt`, `tags`.",
        "",
    ]
    for kind in checks.kinds():
        lines += _render_kind(kind, checks.load(kind))
    return "\n".join(lines).rstrip() + "\n"


def _render_kind(kind: str, module: ModuleType) -> Iterator[str]:
    params: type[msgspec.Struct] = module.Params
    about, _, more = inspect.cleandoc(module.__doc__ or "").partition("\n\n")
    yield f"## {kind}"
    yield ""
    about = about.partition(": ")[2] or about
    yield from (about[:1].upper() + about[1:]).replace("``", "`").splitlines()
    yield ""
    for text in (more, inspect.cleandoc(params.__doc__ or "")):
        if text:
            yield from text.replace("``", "`").splitlines()
            yield ""
    fields = [field for field in msgspec.structs.fields(params) if field.name not in _SHARED]
    if fields:
        yield from ("| parameter | takes | unless given |", "|---|---|---|")
        yield from (
            f"| `{field.name}` | {describe_type(field.type)} | {_default(field)} |" for field in fields
        )
        yield ""
    yield f"Placeholders of its messages: {_list_names(module.PLACEHOLDERS)}."
    conditions = getattr(module, "CONDITIONS", ())
    if conditions:
        yield f"Conditions of its severity: {_list_names(conditions)}."
    if issubclass(params, ArchiveParams):
        yield "It may say once what most of an archive shares: `flood`, `flood_least`, `flood_share`."
    yield ""


_SHARED = frozenset(field.name for field in msgspec.structs.fields(ArchiveParams))


def _list_names(names: Any) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names)) or "none"


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "must be given"
    value = field.default if field.default is not msgspec.NODEFAULT else None
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return "" if value in (None, "", (), {}) else f"`{msgspec.json.encode(value).decode()}`"


def describe_type(kind: Any) -> str:
    """Say in words what a parameter takes."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Literal:
        return ", ".join(f"`{one}`" for one in inside)
    if origin in (Union, types.UnionType):
        return " or ".join(describe_type(one) for one in inside if one is not type(None))
    if origin is tuple:
        return f"a list: {describe_type(inside[0])}"
    if kind is dict or origin is dict or (isinstance(origin, type) and issubclass(origin, Mapping)):
        return "a map"
    return _WORDS.get(kind, "a map")


_WORDS: Mapping[Any, str] = {
    str: "text",
    bool: "`true` or `false`",
    int: "a whole number",
    float: "a number",
}
