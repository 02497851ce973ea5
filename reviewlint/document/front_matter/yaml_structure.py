"""Lines that YAML cannot read because of their shape: tabs, missing colons, indentation."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from reviewlint.document.front_matter.yaml_lines import Line, Lines
from reviewlint.document.front_matter.yaml_suspects import shorten
from reviewlint.regex import compile_later
from reviewlint.span import Span

_GLUED = compile_later(r"([^\W\d][\w-]*):(?!//)(?=[^\s:])")
_EQUALS = compile_later(r"([^\W\d][\w-]*)[ \t]*=[ \t]*")
_WORD = compile_later(r"([^\W\d][\w-]*)[ \t]+(?=\S)")
_TABS = compile_later(r"(?:\A|(?<=[\r\n]))[ ]*\t[ \t]*")


class Blame(msgspec.Struct, frozen=True):
    """Say which line is wrong and how; ``edits`` mend it where what was meant is certain.

    ``tabs`` are all the block's indentations that hold one. Where the line is a field all the
    same, ``colon`` is where its colon stands or belongs, ``value`` where its value stands.
    ``below`` are further lines of the kind, which the one report speaks for.
    """

    line: Line
    span: Span
    cause: str
    advice: str
    edits: tuple[tuple[Span, str], ...] = ()
    fix_message: str = ""
    tabs: tuple[Span, ...] = ()
    colon: int = 0
    value: Span | None = None
    below: tuple[Span, ...] = ()


def blame_line(lines: Lines, mark: int, context: int | None, known: Collection[str]) -> Blame:
    """Find the line whose shape is to blame for an error at ``mark``.

    ``context`` is where the parser began what it could not finish. Both are offsets in the block.
    """
    line = lines.read(min(lines.number_at(mark), len(lines) - 1))
    above = lines.before(line.number)
    begun = None if context is None else lines.read(lines.number_at(context))
    for suspect in (begun, line):
        if suspect and "\t" in lines.block[suspect.span.start : suspect.span.start + suspect.indent]:
            return _blame_tab(lines, suspect)
    for suspect in (begun, above, line):
        if suspect and _lacks_name(lines.block, suspect):
            return _blame_missing_colon(lines, suspect, known)
    if above and line.indent > above.indent and not line.is_item:
        cause = "this line is indented deeper than the one above it, which is a whole field already"
        return _blame(
            line, cause, "begin it in the same column, or put the value that it goes on from in quotes"
        )
    if line.is_item and line.indent == 0:
        cause = "here is a list item where a name and a colon belong"
        return _blame(line, cause, "put it below the name of the list that it belongs to")
    if above and line.indent != above.indent:
        cause = "this line begins in a column in which none of the lines above it begins"
        return _blame(line, cause, "begin it in the same column as the lines that it belongs with")
    return _blame(line, "YAML cannot make sense of this line", "check its colons, quotes and indentation")


def _blame(line: Line, cause: str, advice: str) -> Blame:
    start = line.span.start + line.indent
    return Blame(line, Span(start, max(start, line.value.end)), cause, advice)


def _lacks_name(block: str, line: Line) -> bool:
    return (
        line.key is None
        and not line.is_item
        and line.value.start < line.value.end
        and block[line.value.start] not in "[]{}\"'"
    )


def _blame_tab(lines: Lines, line: Line) -> Blame:
    tabs = tuple(Span(*match.span()) for match in _TABS.finditer(lines.block))
    edits = tuple((tab, lines.block[tab.start : tab.end].replace("\t", "  ")) for tab in tabs)
    cause = "this line is indented with a tab, which YAML does not allow"
    span = Span(line.span.start, line.span.start + line.indent)
    return Blame(line, span, cause, "indent it with spaces", edits, "indent with spaces", tabs)


def _blame_missing_colon(lines: Lines, line: Line, known: Collection[str]) -> Blame:
    block, span = lines.block, line.value
    words = block[span.start : span.end]
    for pattern, cause, gap_text, fix in (
        (_GLUED, "there is no space behind the colon of `{}:`", ": ", "put a space behind the colon"),
        (
            _EQUALS,
            "`{}` is followed by an equals sign where a colon belongs",
            ": ",
            "put a colon for the `=`",
        ),
    ):
        match = pattern.match(words)
        if match is None:
            continue
        name, gap = match[1], Span(span.start + match.end(1), span.start + match.end())
        advice = f"write `{shorten(f'{name}{gap_text}{words[match.end() :]}')}`"
        edits = ((gap, gap_text),) if name in known else ()
        value = Span(gap.end, span.end)
        return Blame(line, span, cause.format(name), advice, edits, fix, (), gap.start, value)
    word = _WORD.match(words)
    if word and word[1] in known:
        advice = f"write `{shorten(f'{word[1]}: {words[word.end() :]}')}`"
        return Blame(line, span, f"there is no colon behind `{word[1]}`", advice)
    advice = "write a name, a colon and a value, or indent the line if it goes on from the one above"
    below = []
    for number in range(line.number + 1, len(lines)):
        further = lines.read(number)
        if not _lacks_name(block, further) or _GLUED.match(block, further.value.start):
            break
        below.append(further.span)
    cause = "this line has no name with a colon behind it"
    return Blame(line, span, cause, advice, below=tuple(below))
