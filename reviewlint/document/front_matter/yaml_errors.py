"""Syntax errors of a YAML block, diagnosed by trying.

The parser's own words and marks often point at the wrong line, and differ between its two builds.
So a suspect is overwritten by something harmless of the same length and the block composed again:
if the error goes, or moves to a later line, the suspect is guilty, and what is left of the block
can be read with every offset still true. A fix is offered where composing with it proves it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec
import yaml

from reviewlint.document.front_matter.yaml_candidates import (
    begins_value,
    find_candidates,
    find_hidden_items,
    find_last_bracket,
)
from reviewlint.document.front_matter.yaml_lines import Line, Lines
from reviewlint.document.front_matter.yaml_masks import Mask, apply, blank, mask_blame, mask_value
from reviewlint.document.front_matter.yaml_nodes import FILLER, Restored, compose
from reviewlint.document.front_matter.yaml_readable import Finding, Readable
from reviewlint.document.front_matter.yaml_structure import blame_line
from reviewlint.document.front_matter.yaml_suspects import Suspicion, shorten, suspect_value
from reviewlint.document.front_matter.yaml_text import quote_text
from reviewlint.regex import compile_later
from reviewlint.span import Span

_MOST_ERRORS = 20
_MOST_COMPOSED = 2_000_000
"""So many characters are composed in search of errors, over all tries: less than half a second."""

_UNPRINTABLE = yaml.reader.Reader.NON_PRINTABLE
# What shows nothing and parts no words may go. A line break in disguise, or a stray byte of another
# encoding, stands for something.
_REMOVABLE = compile_later("[\x00-\x08\x0e-\x1f\x7f]")
# Lines end at these too in YAML 1.1, so that quotes would fold them.
_BREAK = compile_later("[\x85\u2028\u2029]")
_CHECK = "check its colons, quotes and indentation"


class _Outcome(msgspec.Struct, frozen=True):
    """Say what composing gave: a node, or where it failed and where it had begun what it left."""

    node: yaml.Node | None = None
    mark: int | None = None
    context: int | None = None


class _ExhaustedError(Exception):
    """Say that no more may be composed."""


def find_errors(block: str, known: Collection[str]) -> Readable:
    """Find the errors of a block that does not compose to a map, and compose the rest."""
    search = _Search(block, known)
    try:
        search.run()
    except _ExhaustedError:
        search.give_up()
    findings = tuple(sorted(search.findings, key=lambda finding: finding.span))
    node = search.outcome.node
    root = node if isinstance(node, yaml.MappingNode) else None
    complete = search.complete and root is not None
    return Readable(search.block, root, findings, search.restored, complete)


class _Search:
    """Hold the state of a search: the block as overwritten so far, and what was found."""

    def __init__(self, block: str, known: Collection[str]) -> None:
        self.original = self.block = block
        self.known = known
        self.findings: list[Finding] = []
        self.restored: dict[int, Restored] = {}
        self.complete = True
        self.composed = 0
        self.outcome = _Outcome()

    def run(self) -> None:
        """Overwrite one error after the other until the block composes."""
        self._clear_unprintable()
        self.outcome = self._try(self.block)
        while self.outcome.mark is not None:
            mark = self.outcome.mark
            if isinstance(self.outcome.node, yaml.SequenceNode):
                advice = "begin each line with a name and a colon"
                self._report_from(mark, "here is a list where names with values belong", advice)
                return
            lines = Lines(self.block)
            if not self._mend_value(lines, mark):
                self._mend_line(lines, mark)
            if len(self.findings) >= _MOST_ERRORS:
                raise _ExhaustedError

    def give_up(self) -> None:
        """Leave the block unread, with at least one error to show for it."""
        if not self.findings:
            self._report_from(self.outcome.mark or 0, "YAML cannot make sense of the block from here", _CHECK)
        self.outcome = _Outcome()

    def _report_from(self, mark: int, cause: str, advice: str) -> None:
        lines = Lines(self.block)
        line = lines.read(lines.number_at(mark))
        self.findings.append(Finding(Span(line.span.start + line.indent, line.span.end), cause, advice))

    def _clear_unprintable(self) -> None:
        for match in _UNPRINTABLE.finditer(self.block):
            if len(self.findings) < _MOST_ERRORS:
                span = Span(*match.span())
                cause = f"there is an invisible character (U+{ord(match.group()):04X})"
                edits = ((span, ""),) if _REMOVABLE.match(match.group()) else ()
                self.findings.append(Finding(span, cause, "delete it", edits, "delete the character"))
        self.block = _UNPRINTABLE.sub(" ", self.block)

    def _try(self, block: str) -> _Outcome:
        if self.composed > _MOST_COMPOSED:
            raise _ExhaustedError
        self.composed += len(block)
        try:
            node = compose(block)
        except yaml.MarkedYAMLError as error:
            context = error.context_mark.index if error.context_mark else None
            mark = error.problem_mark.index if error.problem_mark else context
            return _Outcome(None, min(mark or 0, len(block)), context)
        if node is None or isinstance(node, yaml.MappingNode):
            return _Outcome(node)
        return _Outcome(node, node.start_mark.index, node.start_mark.index)

    def _gets_past(self, line: Line, outcome: _Outcome, grown: int = 0) -> bool:
        """Tell whether the error has gone or moved below ``line``; ``grown`` by so many characters."""
        if outcome.mark is None:
            return True
        mark = outcome.mark - grown
        return mark > line.span.end and mark != self.outcome.mark

    def _accept(self, mask: Mask, line: Line) -> bool:
        outcome = self._try(mask.block)
        if not self._gets_past(line, outcome):
            return False
        self.block, self.outcome = mask.block, outcome
        self.restored.update((at, self._as_written(one)) for at, one in mask.restored)
        self.complete = self.complete and not mask.loses
        return True

    def _as_written(self, one: Restored) -> Restored:
        """Give the writer's words where what was overwritten held a filler of an earlier error."""
        if FILLER not in one.text:
            return one
        return Restored(one.span, self.original[one.span.start : one.span.end], "plain")

    def _mend_value(self, lines: Lines, mark: int) -> bool:
        """Find a value that is to blame, report it and read past it.

        A value that goes on below, or from above, is never quoted: there may be fields in it that
        are out of place.
        """
        for line, value in find_candidates(lines, mark, self.outcome.context):
            words = lines.block[value.start : value.end]
            suspicion = suspect_value(words)
            if suspicion is None:
                continue
            below = lines.continuation(line) if value.end == line.value.end else []
            fixable = not below and begins_value(lines, line) and self._is_plain(value)
            hidden = find_hidden_items(lines.block, value, line.span.end)
            if hidden:
                whole = Span(value.start, find_last_bracket(lines.block, value, line.span.end))
                meant = lines.block[whole.start : whole.end]
                finding = self._explain_hidden(line, hidden, fixable=fixable)
            else:
                whole, meant = value, words if suspicion.words is None else suspicion.words
                # What an apostrophe begins among other items may go on behind the next comma.
                certain = value.end == line.value.end or not words.startswith("'")
                finding = self._explain(line, value, suspicion, fixable=fixable and certain)
            if self._accept(mask_value(lines.block, whole, meant, below), line):
                self.findings.append(finding)
                return True
        return False

    def _is_plain(self, value: Span) -> bool:
        """Tell whether a value can be quoted as it is: of one line to YAML, nothing in it overwritten."""
        words = self.original[value.start : value.end]
        return words == self.block[value.start : value.end] and not _BREAK.search(words)

    def _explain(self, line: Line, value: Span, suspicion: Suspicion, *, fixable: bool) -> Finding:
        if suspicion.words is None:
            return Finding(value, suspicion.cause, suspicion.advice)
        quoted = quote_text(suspicion.words)
        edits = ((value, quoted or ""),)
        if quoted is None or not (fixable and self._proves(edits, line)):
            return Finding(value, suspicion.cause, "put the whole value in quotes")
        advice = f"put it in quotes: `{shorten(quoted)}`"
        return Finding(value, suspicion.cause, advice, edits, "put the value in quotes")

    def _explain_hidden(self, line: Line, hidden: Sequence[Span], *, fixable: bool) -> Finding:
        """Report items that begin with `#`: with them the comment takes the bracket that closes the list."""
        items = [self.block[span.start : span.end] for span in hidden]
        cause = f"`{shorten(items[0])}` begins a comment, and the bracket that closes the value is in it"
        edits = tuple((span, quote_text(item) or "") for span, item in zip(hidden, items, strict=True))
        if not (fixable and all(text for _, text in edits) and self._proves(edits, line)):
            return Finding(hidden[0], cause, "put what begins with `#` in quotes")
        advice = f"put it in quotes: `{shorten(edits[0][1])}`"
        return Finding(hidden[0], cause, advice, edits, "put what begins with `#` in quotes")

    def _proves(self, edits: tuple[tuple[Span, str], ...], line: Line) -> bool:
        edited = apply(self.block, edits)
        return self._gets_past(line, self._try(edited), len(edited) - len(self.block))

    def _mend_line(self, lines: Lines, mark: int) -> None:
        """Report the line whose shape is to blame, and overwrite as little as gets past it."""
        blame = blame_line(lines, mark, self.outcome.context, self.known)
        edits = blame.edits if blame.edits and self._proves(blame.edits, blame.line) else ()
        fix_message = blame.fix_message if edits else ""
        self.findings.append(Finding(blame.span, blame.cause, blame.advice, edits, fix_message))
        for mask in mask_blame(lines, blame, mark):
            if self._accept(mask, blame.line):
                return
        self.block = blank(self.block, [Span(blame.line.span.start, len(self.block))])
        self.outcome = self._try(self.block)
        self.complete = False
        if self.outcome.mark is not None:
            raise _ExhaustedError
