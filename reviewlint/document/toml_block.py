"""The inside of a TOML block: tomllib says what is right and what it means, a scan says where."""

from __future__ import annotations

import re
import tomllib

from reviewlint.document.metadata import Metadata, report_excess, report_syntax
from reviewlint.document.source import SourceText
from reviewlint.document.toml_values import TooDeepError, scan_toml
from reviewlint.document.yaml_comments import read_suppressions
from reviewlint.document.yaml_limits import DEEPEST, MOST_CHARACTERS
from reviewlint.span import Span

# Before Python 3.14 the place of an error is told in its message alone.
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def read_toml(source: SourceText, inside: Span) -> Metadata:
    """Read a block; nothing of it where it does not parse."""
    first, _ = source.position(inside.start)
    block = source.text[inside.start : inside.end]
    if len(block) > MOST_CHARACTERS:
        reason = f"it is {len(block):,} characters long, and {MOST_CHARACTERS:,} is the most that is read"
        return Metadata(None, False, (report_excess(source.line_span(first), reason),))
    try:
        tomllib.loads(block)
        root = scan_toml(block, inside.start)
    except tomllib.TOMLDecodeError as error:
        line, column = _locate(error)
        place = source.line_span(min(first + line - 1, len(source.line_starts)))
        span = Span(min(place.start + column - 1, place.end), place.end)
        return Metadata(None, False, (report_syntax(span, "this is not TOML", _ADVICE),))
    except (TooDeepError, RecursionError):
        reason = f"it nests lists and maps more than {DEEPEST} deep"
        return Metadata(None, False, (report_excess(source.line_span(first), reason),))
    suppressions, unknown = read_suppressions(source, inside, root)
    return Metadata(root, True, unknown, suppressions)


_ADVICE = 'write `name = "value"`, texts in quotes, and each name once'


def _locate(error: tomllib.TOMLDecodeError) -> tuple[int, int]:
    if hasattr(error, "lineno"):
        return error.lineno, error.colno
    match = _PLACE.search(str(error))
    return (int(match[1]), int(match[2])) if match else (1, 1)
