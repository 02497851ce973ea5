"""The inside of a TOML block: tomllib says what is right and what it means, a scan says where."""

from __future__ import annotations

import tomllib

from reviewlint.document.front_matter.kept_words import restore
from reviewlint.document.front_matter.metadata import Metadata, report_excess, report_syntax
from reviewlint.document.front_matter.toml_errors import Readable, find_errors
from reviewlint.document.front_matter.toml_values import TooDeepError, scan_toml
from reviewlint.document.front_matter.yaml_comments import read_suppressions
from reviewlint.document.front_matter.yaml_limits import DEEPEST, MOST_CHARACTERS
from reviewlint.document.source import SourceText
from reviewlint.regex import compile_later
from reviewlint.span import Span

# tomllib takes quadratic time over a dotted key.
_DEEP_KEY = compile_later(rf"(?<![\w\"'-])(?:[\w\"'-]++[ \t]*+\.[ \t]*+){{{DEEPEST}}}")


def read_toml(source: SourceText, inside: Span) -> Metadata:
    """Read a block; where it does not parse, report why and read what can be read."""
    block = source.text[inside.start : inside.end]
    excess = _find_excess(block)
    if excess is not None:
        return _refuse(source, inside, excess)
    try:
        readable = _parse(block, inside.start)
        root = restore(scan_toml(readable.block, inside.start), readable.words)
    except (TooDeepError, RecursionError):
        return _refuse(source, inside, _TOO_DEEP)
    errors = tuple(report_syntax(span, cause, _ADVICE) for span, cause in readable.findings)
    suppressions, unknown = read_suppressions(source, inside, root)
    return Metadata(root, readable.complete, (*errors, *unknown), suppressions)


_ADVICE = 'write `name = "value"`, texts in quotes, and each name once'
_TOO_DEEP = f"it nests lists and maps more than {DEEPEST} deep"


def _parse(block: str, base: int) -> Readable:
    try:
        tomllib.loads(block)
    except ValueError:
        return find_errors(block, base)
    return Readable(block, {}, (), complete=True)


def _find_excess(block: str) -> str | None:
    if len(block) > MOST_CHARACTERS:
        return f"it is {len(block):,} characters long, and {MOST_CHARACTERS:,} is the most that is read"
    return _TOO_DEEP if _DEEP_KEY.search(block) else None


def _refuse(source: SourceText, inside: Span, reason: str) -> Metadata:
    first, _ = source.position(inside.start)
    return Metadata(None, False, (report_excess(source.line_span(first), reason),))
