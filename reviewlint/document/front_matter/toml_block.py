"""The inside of a TOML block: tomllib says what is right and what it means, a scan says where."""

from __future__ import annotations

import tomllib

from reviewlint.document.front_matter.metadata import Metadata, report_excess, report_syntax
from reviewlint.document.front_matter.toml_values import TooDeepError, scan_toml
from reviewlint.document.front_matter.yaml_comments import read_suppressions
from reviewlint.document.front_matter.yaml_limits import DEEPEST, MOST_CHARACTERS
from reviewlint.document.source import SourceText
from reviewlint.regex import compile_later
from reviewlint.span import Span

# Before Python 3.14 the place of an error is told in its message alone.
_PLACE = compile_later(r"\(at line (\d+), column (\d+)\)")

# tomllib takes quadratic time over a dotted key.
_DEEP_KEY = compile_later(rf"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){{{DEEPEST}}}")


def read_toml(source: SourceText, inside: Span) -> Metadata:
    """Read a block; nothing of it where it does not parse."""
    block = source.text[inside.start : inside.end]
    excess = _find_excess(block)
    if excess is not None:
        return _refuse(source, inside, excess)
    try:
        tomllib.loads(block)
        root = scan_toml(block, inside.start)
    except ValueError as error:
        return Metadata(None, False, (report_syntax(_locate(source, inside, error), _CAUSE, _ADVICE),))
    except (TooDeepError, RecursionError):
        return _refuse(source, inside, _TOO_DEEP)
    suppressions, unknown = read_suppressions(source, inside, root)
    return Metadata(root, True, unknown, suppressions)


_CAUSE = "from here on the line is not TOML"
_ADVICE = 'write `name = "value"`, texts in quotes, and each name once'
_TOO_DEEP = f"it nests lists and maps more than {DEEPEST} deep"


def _find_excess(block: str) -> str | None:
    if len(block) > MOST_CHARACTERS:
        return f"it is {len(block):,} characters long, and {MOST_CHARACTERS:,} is the most that is read"
    return _TOO_DEEP if _DEEP_KEY.search(block) else None


def _refuse(source: SourceText, inside: Span, reason: str) -> Metadata:
    first, _ = source.position(inside.start)
    return Metadata(None, False, (report_excess(source.line_span(first), reason),))


def _locate(source: SourceText, inside: Span, error: ValueError) -> Span:
    """Place an error from where it begins to the end of its line; the first line if it does not say."""
    line, column = 1, 1
    if hasattr(error, "lineno") and hasattr(error, "colno"):
        line, column = error.lineno, error.colno
    elif match := _PLACE.search(str(error)):
        line, column = int(match[1]), int(match[2])
    first, _ = source.position(inside.start)
    place = source.line_span(min(first + line - 1, len(source.line_starts)))
    return Span(min(place.start + column - 1, place.end), place.end)
