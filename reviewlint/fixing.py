"""Mend a text by the fixes that its findings carry.

Everything here is pure: text in, text out. A fixed text is checked again and fixed again until
nothing is left to mend, because one fix may be in another's way, or bring out what it hid.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from reviewlint.diagnostics import Diagnostic, Edit, Safety
from reviewlint.document.source import SourceText
from reviewlint.regex import compile_later
from reviewlint.span import Span

SAFE: frozenset[Safety] = frozenset({Safety.SAFE})
ALL: frozenset[Safety] = frozenset(Safety)

MOST_PASSES = 50
"""Fixes that still find something to do after so many passes would go on for ever."""

_MOST_GROWTH = 1_000
"""A text may grow by half and by this many code points; what grows more would not stop either."""

_LINE_END = compile_later(r"\r\n|\n|\r")


class Fixed(msgspec.Struct, frozen=True):
    """Hold a text after its fixes.

    ``diagnostics`` are what is left. ``mended`` counts fixes by rule. ``unsettled`` names the
    rules whose fixes undo each other; such fixes are not made.
    """

    before: SourceText
    after: SourceText
    diagnostics: tuple[Diagnostic, ...]
    mended: Mapping[str, int] = {}
    unsettled: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Tell whether there is anything to write."""
        return self.after.text != self.before.text


def fix_source(
    source: SourceText,
    check: Callable[[SourceText], Sequence[Diagnostic]],
    safeties: frozenset[Safety] = SAFE,
) -> Fixed:
    """Fix a text until its check has nothing more to mend.

    A text with bytes that are not UTF-8 is left alone: writing it would lose them. Where fixes go
    round in a circle, the first text of the circle stays, so that fixing twice changes nothing.
    """
    diagnostics = tuple(check(source))
    steps = [_Step(source, diagnostics)]
    if source.bad_bytes:
        return _finish(steps, 0)
    seen = {source.text: 0}
    while chosen := choose_fixes(steps[-1].diagnostics, safeties):
        current = steps[-1].source
        edits = [edit for one in chosen if one.fix for edit in one.fix.edits]
        text = apply_edits(current.text, adapt_newlines(edits, current.newline))
        rules = Counter(one.rule for one in chosen)
        if text in seen:
            circle = {rule for step in steps[seen[text] + 1 :] for rule in step.mended} | set(rules)
            return _finish(steps, seen[text], circle)
        if len(steps) > MOST_PASSES or len(text) > len(source.text) * 1.5 + _MOST_GROWTH:
            return _finish(steps, 0, rules)
        seen[text] = len(steps)
        after = SourceText(text, source.path, bom=source.bom)
        steps.append(_Step(after, tuple(check(after)), rules))
    return _finish(steps, len(steps) - 1)


class _Step(msgspec.Struct, frozen=True):
    source: SourceText
    diagnostics: tuple[Diagnostic, ...]
    mended: Mapping[str, int] = {}


def _finish(steps: Sequence[_Step], last: int, unsettled: Iterable[str] = ()) -> Fixed:
    mended: Counter[str] = Counter()
    for step in steps[: last + 1]:
        mended.update(step.mended)
    return Fixed(
        steps[0].source,
        steps[last].source,
        steps[last].diagnostics,
        dict(sorted(mended.items())),
        tuple(sorted(unsettled)),
    )


def choose_fixes(diagnostics: Iterable[Diagnostic], safeties: frozenset[Safety]) -> tuple[Diagnostic, ...]:
    """Choose the findings whose fixes can be made together.

    The earlier place wins, then the rule's name; a fix that touches one already chosen waits for
    the next pass.
    """
    chosen: list[Diagnostic] = []
    taken: list[tuple[int, int]] = []
    wanted = [one for one in diagnostics if one.fix and one.fix.edits and one.fix.safety in safeties]
    for one in sorted(wanted, key=lambda one: (one.span, one.rule, one.message)):
        spans = [(edit.span.start, edit.span.end) for edit in one.fix.edits] if one.fix else []
        if any(_touches(taken, start, end) for start, end in spans):
            continue
        chosen.append(one)
        for span in spans:
            taken.insert(bisect_left(taken, span), span)
    return tuple(chosen)


def _touches(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a range overlaps or adjoins a taken one.

    Two edits at one point have no order of their own, so adjoining counts.
    """
    at = bisect_left(taken, (start, end))
    before = at > 0 and taken[at - 1][1] >= start
    after = at < len(taken) and taken[at][0] <= end
    return before or after


def apply_edits(text: str, edits: Iterable[Edit], part: Span | None = None) -> str:
    """Make edits, given in any order; of the text, give only the ``part`` that they lie in.

    :raises ValueError: if two overlap, or one lies outside of it
    """
    pieces: list[str] = []
    at, end = (part.start, part.end) if part else (0, len(text))
    for edit in sorted(edits, key=lambda edit: edit.span):
        if not at <= edit.span.start <= edit.span.end <= end:
            raise ValueError(f"edit at {edit.span} overlaps another or the end of the text")
        pieces += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    pieces.append(text[at:end])
    return "".join(pieces)


def adapt_newlines(edits: Iterable[Edit], newline: str) -> list[Edit]:
    """Write the line ends of the edits' texts as the text itself does."""
    return [
        Edit(edit.span, edit.place, _LINE_END.sub(newline, edit.text))
        if _LINE_END.search(edit.text)
        else edit
        for edit in edits
    ]


def encode(source: SourceText) -> bytes:
    """Give the bytes of a text, with the byte order mark that it came with."""
    return (b"\xef\xbb\xbf" if source.bom else b"") + source.text.encode("utf-8")
