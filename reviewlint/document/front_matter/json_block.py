"""A JSON object at the head of a review, the way Hugo takes it: no fences, from `{` to its `}`."""

from __future__ import annotations

import json
import re
from collections.abc import Collection

import msgspec

from reviewlint.document.front_matter.json_errors import find_errors
from reviewlint.document.front_matter.kept_words import restore
from reviewlint.document.front_matter.metadata import Metadata, report_excess, report_syntax
from reviewlint.document.front_matter.yaml_block import read_yaml
from reviewlint.document.front_matter.yaml_limits import DEEPEST, MOST_CHARACTERS
from reviewlint.document.source import SourceText
from reviewlint.regex import compile_later
from reviewlint.span import Span

_BEGINNING = compile_later(r'\{\s*"([^"\r\n]*)"\s*:')
# A string that is never closed runs to the end, so that nothing in it is tried again.
_TOKEN = compile_later(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|[{}\[\]]', re.DOTALL)
_SURROGATE = compile_later(r"(?<!\\)\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
_REST_OF_LINE = compile_later(r"[ \t]*(?:\r\n|[\r\n]|\Z)")


def find_json(text: str, known: Collection[str]) -> tuple[Span, int] | None:
    """Give the span of the object and the offset of the body; ``None`` where there is none.

    ``{`` also begins shortcodes, attributes and MDX: a name in quotes must follow, and an object
    that is never closed counts only where that name is known.
    """
    beginning = _BEGINNING.match(text)
    if beginning is None:
        return None
    depth = 0
    for token in _TOKEN.finditer(text, 0, MOST_CHARACTERS + 1):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(token.group(), 0)
        if depth == 0:
            rest = _REST_OF_LINE.match(text, token.end())
            return (Span(0, token.end()), rest.end()) if rest else None
    if beginning[1] not in known:
        return None
    return Span(0, min(len(text), MOST_CHARACTERS + 1)), len(text)


def read_json(source: SourceText, span: Span) -> Metadata:
    """Read the object: JSON decides whether it is right, the YAML reader knows the places.

    Where it does not parse, report why and read what can be read.
    """
    written = source.text[span.start : span.end]
    excess = _find_excess(written)
    if excess is not None:
        return Metadata(None, False, (report_excess(source.line_span(1), excess),))
    # YAML has no surrogates: a character beyond U+FFFF that is written as two escapes is lost.
    readable = _SURROGATE.sub(r"\\ufffd", source.text) if "\\u" in written else source.text
    try:
        json.loads(written)
    except ValueError:
        return _read_broken(source, span, readable[span.start : span.end])
    return read_yaml(SourceText(readable, source.path), span, ())


def _read_broken(source: SourceText, span: Span, written: str) -> Metadata:
    """Report where an object does not parse, and read what can be read; it begins the text."""
    readable = find_errors(written)
    block = Span(0, len(readable.block))
    metadata = read_yaml(SourceText(readable.block, source.path), block, ())
    lines = dict.fromkeys(source.position(min(at, span.end - 1))[0] for at in readable.findings)
    problems = tuple(report_syntax(source.line_span(line), _CAUSE, _ADVICE) for line in lines)
    root = metadata.root
    if root is not None:
        root = msgspec.structs.replace(restore(root, readable.words), span=span)
    return Metadata(root, readable.complete and metadata.complete, (*problems, *metadata.problems))


_CAUSE = "this line is not JSON"
_ADVICE = "check its quotes, commas and brackets"


def _find_excess(written: str) -> str | None:
    if len(written) > MOST_CHARACTERS:
        return f"it is longer than the {MOST_CHARACTERS:,} characters that are read"
    depth = deepest = 0
    for token in _TOKEN.finditer(written):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(token.group(), 0)
        deepest = max(deepest, depth)
    return f"it nests lists and maps more than {DEEPEST} deep" if deepest > DEEPEST else None
