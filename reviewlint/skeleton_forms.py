"""The fields of a new review, written in the form of a site's front matter."""

from __future__ import annotations

import datetime
import json
import unicodedata
from collections.abc import Sequence
from typing import Any

import msgspec

from reviewlint.document.front_matter.yaml_text import quote_text, read_plain_text
from reviewlint.regex import compile_later

_MARKUP = compile_later(r"[\\*`|_]")
_PLAIN_KEY = compile_later(r"[\w-]+")
# Letters and digits of any alphabet begin a text that YAML reads as it stands, if no sign follows
# that means something to it.
_PLAIN_TEXT = compile_later(r"[^\W_](?:[\w ./+-]*\w)?")

Content = str | bool | datetime.date | list[str] | None
"""What stands in a field: a text, a flag, a day, an empty list, or nothing yet."""


class NewField(msgspec.Struct, frozen=True):
    """Hold a field of a new review; ``name`` is dotted where it is nested."""

    name: str
    value: Content


def write_fields(fields: Sequence[NewField], form: str, suffix: str) -> str:
    """Write the head of a review; ``form`` is a ``FrontMatter``'s, ``suffix`` that of the file's name.

    It ends with the blank line behind which the review goes. One of the fields is the title.
    """
    if form == "nikola" and suffix == ".rst":
        return _write_nikola(fields)
    if form == "nikola" and not any("-->" in str(field.value) for field in fields):
        return f"<!--\n{_write_nikola(fields).rstrip()}\n-->\n\n"
    return _WRITERS.get(form, _write_yaml)(fields)


def _write_yaml(fields: Sequence[NewField]) -> str:
    lines = ["---"]
    above: list[str] = []
    for field in fields:
        *outer, name = field.name.split(".")
        for depth, part in enumerate(outer):
            if above[: depth + 1] != outer[: depth + 1]:
                lines.append(f"{'  ' * depth}{_write_key(part)}:")
        above = outer
        lines.append(f"{'  ' * len(outer)}{_write_key(name)}:{_write_yaml_value(field.value)}")
    return "\n".join([*lines, "---", "", ""])


def _write_yaml_value(value: Content) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return " true" if value else " false"
    if isinstance(value, datetime.date):
        return f" {value.isoformat()}"
    if isinstance(value, list):
        return " []"
    if _PLAIN_TEXT.fullmatch(value) and read_plain_text(value) is None:
        return f" {value}"
    return f" {quote_text(value) or json.dumps(value)}"


def _write_key(name: str) -> str:
    return name if _PLAIN_KEY.fullmatch(name) and read_plain_text(name) is None else json.dumps(name)


def _write_toml(fields: Sequence[NewField]) -> str:
    """Write TOML; a table ends only where the next begins, so the nested fields come last."""
    lines = ["+++"]
    table: list[str] = []
    for field in sorted(fields, key=lambda field: "." in field.name):
        *outer, name = field.name.split(".")
        if outer != table:
            lines += ["", f"[{'.'.join(map(_write_key, outer))}]"]
            table = outer
        lines.append(f"{_write_key(name)} = {_write_toml_value(field.value)}")
    return "\n".join([*lines, "+++", "", ""])


def _write_toml_value(value: Content) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return "[]"
    # TOML 1.0, basic strings: JSON's escapes are all among them, DEL must be one.
    return json.dumps(value or "", ensure_ascii=False).replace("\x7f", "\\u007f")


def _write_rest(fields: Sequence[NewField]) -> str:
    """Write a title and a field list below it; nested names have no place in one."""
    title = next(str(field.value) for field in fields if field.name == "title")
    heading = _escape(title)
    width = sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in heading)
    lines = [heading, "=" * max(width, 4), ""]
    for field in fields:
        if field.name != "title" and "." not in field.name:
            value = "" if field.value in (None, []) else _write_yaml_value(field.value)
            lines.append(f":{field.name}:{_escape(value)}")
    return "\n".join([*lines, ""])


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def _write_json(fields: Sequence[NewField]) -> str:
    root: dict[str, Any] = {}
    for field in fields:
        *outer, name = field.name.split(".")
        inner = root
        for part in outer:
            if not isinstance(inner.get(part), dict):
                inner[part] = {}
            inner = inner[part]
        value = field.value
        inner[name] = value.isoformat() if isinstance(value, datetime.date) else value
    return json.dumps(root, ensure_ascii=False, indent=2) + "\n\n"


def _write_multimarkdown(fields: Sequence[NewField]) -> str:
    """Write a name, a colon and a text to a line; a name that every reader knows must come first."""
    ordered = sorted(fields, key=lambda field: field.name != "title")
    lines = [
        f"{field.name}: {_write_bare(field.value)}".rstrip() for field in ordered if "." not in field.name
    ]
    return "\n".join([*lines, "", ""])


def _write_nikola(fields: Sequence[NewField]) -> str:
    lines = [
        f".. {field.name}: {_write_bare(field.value)}".rstrip() for field in fields if "." not in field.name
    ]
    return "\n".join([*lines, "", ""])


def _write_bare(value: Content) -> str:
    """Write a value for a form in which everything is text, to the end of its line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return " ".join(value.split()) if isinstance(value, str) else ""


_WRITERS = {
    "json": _write_json,
    "multimarkdown": _write_multimarkdown,
    "rest": _write_rest,
    "toml": _write_toml,
}
