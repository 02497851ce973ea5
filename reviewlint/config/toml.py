"""A config in ``pyproject.toml``: its table ``[tool.reviewlint]``, and the place of everything in it."""

from __future__ import annotations

import tomllib
from typing import Any

from reviewlint.document.front_matter.toml_values import TooDeepError, scan_toml
from reviewlint.document.model import Value
from reviewlint.document.source import SourceText
from reviewlint.errors import Trouble
from reviewlint.regex import compile_later
from reviewlint.strict_yaml import Path, Troubles, YamlFile

TABLE = ("tool", "reviewlint")

# Before Python 3.14 the place of an error is told in its message alone.
_PLACE = compile_later(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)")


def read_toml_config(shown: str, text: str) -> YamlFile:
    """Read the table of a file; ``shown`` is how messages name the file.

    :raises Troubles: if the file is no TOML, or the table is none
    """
    try:
        data = tomllib.loads(text)
        root = scan_toml(text, 0)
    except tomllib.TOMLDecodeError as error:
        raise Troubles([_explain(shown, text, error)]) from error
    except (TooDeepError, RecursionError) as error:
        raise Troubles([Trouble(shown, 0, 0, "nests tables and lists too deeply")]) from error
    except ValueError as error:  # tomllib reads numbers as Python does, which bounds their length
        raise Troubles([Trouble(shown, 0, 0, "holds a number of too many digits")]) from error
    source = SourceText(text)

    def locate(where: Path, key: bool) -> tuple[int, int]:
        return _locate(source, root, (*TABLE, *where), key=key)

    table: Any = data
    for name in TABLE:
        table = table.get(name, {})
        if not isinstance(table, dict):
            line, column = locate((), False)
            message = f"`{'.'.join(TABLE)}` should be a table: `[{'.'.join(TABLE)}]`"
            raise Troubles([Trouble(shown, line, column, message)])
    return YamlFile.of_data(shown, table, locate)


def _explain(shown: str, text: str, error: tomllib.TOMLDecodeError) -> Trouble:
    told = _PLACE.fullmatch(str(error))
    what = told["what"] if told else str(error)
    line, column = SourceText(text).position(len(text))
    if told and told["line"]:
        line, column = int(told["line"]), int(told["column"])
    return Trouble(shown, line, column, f"this is not TOML: {what[:1].lower()}{what[1:]}")


def _locate(source: SourceText, root: Value, where: Path, *, key: bool) -> tuple[int, int]:
    """Give line and column of the value (or the key) that ``where`` leads to, or of what comes nearest."""
    at, value = 0, root
    for depth, step in enumerate(where):
        if isinstance(step, int) and step < len(value.items):
            value = value.items[step]
            at = value.span.start
            continue
        entry = next((one for one in value.entries if one.key == step), None)
        if entry is None:
            break
        value = entry.value
        is_last = depth == len(where) - 1
        # A table that `[a.b]` opens has no value of its own to point at: its name in the header has.
        at = entry.key_span.start if (key and is_last) or value.style == "block" else value.span.start
    return source.position(at)
