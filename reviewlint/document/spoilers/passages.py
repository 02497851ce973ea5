"""Take a spoiler out of its review as a value that says all that writing it anew takes.

Where something of it could be lost (attributes, options, text beside the markers), there is no such
value: such a spoiler is for a person to rewrite.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from operator import attrgetter

import msgspec

from reviewlint.document.model import Review, Spoiler, SpoilerDialect
from reviewlint.document.spoilers.dialects import Form, Syntax, list_family
from reviewlint.document.spoilers.lines import read_quote, split_lines, strip_prefixes
from reviewlint.document.spoilers.openers import is_plain
from reviewlint.regex import compile_later
from reviewlint.span import Span

_TOKENS: Mapping[SpoilerDialect, tuple[str, ...]] = {
    "bars": ("||",),
    "reddit": (">!", "!<"),
    "block-quote": (">!", "!<"),
    "bbcode": ("[spoiler", "[/spoiler"),
    "myst-role": ("{spoiler}`",),
}
"""What must not stand elsewhere in a text that is to have a dialect's markers: it might pair with them."""

_DIALECTS: Mapping[str, tuple[SpoilerDialect, ...]] = {
    token: tuple(dialect for dialect, tokens in _TOKENS.items() if token in tokens)
    for token in dict.fromkeys(itertools.chain.from_iterable(_TOKENS.values()))
}
"""The dialects that have a marker."""

_CONTAINER = compile_later(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?[ \t>]*")
_NO_QUOTE_MARK = compile_later(r"[^>\t]")
_NEXT_ITEM = compile_later(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_FENCE = compile_later(r":{3,}[ \t]*(?P<name>\S?)")
_find_start = attrgetter("span.start")
_BLANK_LINE = compile_later(r"(?:\r\n|\n|\r)[ \t>]*(?:\r\n|\n|\r)")


DEEPEST = 3
"""Spoilers inside one another that are looked at: what is nested deeper would be copied once a level."""


class Passage(msgspec.Struct, frozen=True, array_like=True):
    """Hold a spoiler apart from its review.

    ``lines`` are what it hides, without the prefix that quotes and lists put before each line; of an
    inline spoiler, one text as it stands. ``first`` is what stands before the opener on its line,
    ``prefix`` what a further line begins with. ``around`` are the characters beside an inline spoiler,
    none where a line begins or ends; ``opens`` says that it begins its paragraph. ``container`` is
    what it stands in, ``fenced`` says that a colon fence is open there, ``taken`` are the dialects
    whose markers the review's text has for something else.
    """

    syntax: Syntax
    dialect: SpoilerDialect
    form: Form
    label: str | None
    lines: tuple[str, ...]
    first: str = ""
    prefix: str = ""
    around: tuple[str, str] = ("", "")
    opens: bool = False
    container: str = "body"
    fenced: bool = False
    taken: tuple[SpoilerDialect, ...] = ()


class PassageReader:
    """Take the spoilers of one review out of it; what they share is found out once."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._text = review.source.text
        self._broken = bool(review.problems) and any(
            problem.rule.startswith("spoiler-") or problem.rule == "fence-swallows"
            for problem in review.problems
        )
        # The offsets of colon fence lines, and how many fences are open behind each, as far as was looked.
        self._fences: tuple[list[int], list[int]] = ([0], [0])
        self._last_fence = self._looked = 0
        self._buried: Collection[Span] = ()
        if len(review.spoilers) > DEEPEST:
            self._buried = {one.span for one, depth in measure_nesting(review.spoilers) if depth >= DEEPEST}

    def read(self, spoiler: Spoiler) -> Passage | None:
        """Give a spoiler as a passage; ``None`` where it cannot be rewritten without loss."""
        if self._broken or not spoiler.closed or spoiler.span in self._buried:
            return None
        if not is_plain(self._text, spoiler):
            return None
        if spoiler.form == "inline":
            return self._read_inline(spoiler)
        return self._read_block(spoiler)

    @cached_property
    def _taken(self) -> tuple[SpoilerDialect, ...]:
        counts = _count_tokens(self._text)
        return tuple(sorted({one for token in counts for one in self._list_taken(token, counts[token])}))

    def _list_taken(self, token: str, count: int) -> Iterator[SpoilerDialect]:
        """Give the dialects that have a marker which also stands outside of their own spoilers."""
        text = self._text
        for dialect in _DIALECTS[token]:
            spans = [span for one in self._review.spoilers if one.dialect == dialect for span in _mark(one)]
            # Mostly all are markers, and what stands between those need not be searched.
            if count > sum([text[span.start : span.end].count(token) for span in spans]):
                own = [one.span for one in _outermost(self._review, list_family(dialect))]
                if count > sum([text[span.start : span.end].count(token) for span in own]):
                    yield dialect

    def _is_fenced(self, line: int) -> bool:
        """Tell whether a colon fence is open where a line begins."""
        self._measure_fences(line)
        starts, depths = self._fences
        return depths[bisect_left(starts, line, 1) - 1] > 0

    def _measure_fences(self, end: int) -> None:
        """Find the colon fences before an offset that were not found for an earlier one."""
        starts, depths = self._fences
        text, at = self._text, self._last_fence
        # Colons are found many times faster than beginnings of lines, and than the pattern finds them.
        start = text.find(":::", max(at, self._looked), end)
        while start >= 0 and (match := _FENCE.match(text, start)):
            line_end = text.rfind("\n", at, start)
            first = line_end >= 0 or at == 0
            at = match.end()
            if first and not text[line_end + 1 : start].strip(" \t>"):
                starts.append(line_end + 1)
                depths.append(depths[-1] + 1 if match["name"] else max(depths[-1] - 1, 0))
            start = text.find(":::", at, end)
        self._last_fence, self._looked = at, max(end, self._looked)

    def _start_line(self, offset: int) -> int:
        return self._review.source.find_line(offset).start

    def _find_container(self, offset: int) -> tuple[str, int]:
        """Name what an inline spoiler stands in, with the offset at which that begins."""
        paragraphs, headings = self._review.paragraphs, self._review.headings
        index = bisect_right(paragraphs, offset, key=_find_start) - 1
        paragraph = paragraphs[index] if index >= 0 else None
        if paragraph is not None and offset < paragraph.span.end:
            return paragraph.container, paragraph.span.start
        index = bisect_right(headings, offset, key=_find_start) - 1
        heading = headings[index] if index >= 0 else None
        if heading is not None and offset < heading.span.end and heading.marker != "html":
            return "heading", heading.text_span.start
        return "html", -1

    def _read_inline(self, spoiler: Spoiler) -> Passage | None:
        text, span, body = self._text, spoiler.span, spoiler.body
        hidden = text[body.start : body.end]
        if not hidden.strip() or (not hidden.isprintable() and _BLANK_LINE.search(hidden)):
            return None
        start = self._start_line(span.start)
        match = _CONTAINER.match(text, start, span.start)
        before = text[max(span.start - 1, start) : span.start]
        after = text[span.end : span.end + 1]
        container, begin = self._find_container(span.start)
        return Passage(
            self._review.syntax,
            spoiler.dialect,
            "inline",
            spoiler.label,
            (hidden,),
            prefix=match.group() if match else "",
            around=("" if match and match.end() == span.start else before, after.strip("\r\n")),
            opens=begin == span.start,
            container=container,
            taken=self._taken,
        )

    def _read_block(self, spoiler: Spoiler) -> Passage | None:
        text, span = self._text, spoiler.span
        start = self._start_line(span.start)
        first = text[start : span.start]
        prefix = _NO_QUOTE_MARK.sub(" ", first) if first else ""
        if (first and _CONTAINER.fullmatch(first) is None) or not self._stands_alone(span, first):
            return None
        if spoiler.dialect == "block-quote":
            lines = read_quote(split_lines(text[span.start : span.end]), prefix)
        elif self._review.syntax == "rest":
            indent = spoiler.body.start - self._start_line(spoiler.body.start)
            lines = strip_prefixes(split_lines(text[spoiler.body.start : spoiler.body.end]), " " * indent)
        else:
            lines = self._read_between(spoiler, prefix)
        if not lines or not any(lines):
            return None
        return Passage(
            self._review.syntax,
            spoiler.dialect,
            "block",
            spoiler.label,
            tuple(lines),
            first=first,
            prefix=prefix,
            fenced=self._is_fenced(start),
            taken=self._taken,
        )

    def _read_between(self, spoiler: Spoiler, prefix: str) -> list[str] | None:
        """Give the lines between opener and closer, where nothing else stands on theirs."""
        text, closer = self._text, spoiler.closer
        if closer is None:
            return None
        between = text[spoiler.opener.end : closer.start]
        lines = split_lines(between)
        if len(lines) == 1:
            return [between.strip()] if between.strip() else None
        if lines[0].strip() or lines[-1].strip(" \t>"):
            return None
        stripped = strip_prefixes(["", *lines[1:-1]], prefix)
        if stripped is None:
            return None
        begin = next((at for at, line in enumerate(stripped) if line.strip()), len(stripped))
        while stripped and not stripped[-1].strip():
            stripped.pop()
        # What stands between the opener and the body are options, which would be lost.
        if text[spoiler.opener.end : spoiler.body.start].strip():
            return None
        return stripped[begin:]

    def _stands_alone(self, span: Span, first: str) -> bool:
        """Tell whether blank lines are around a block, so that it is no part of another."""
        source, text = self._review.source, self._text
        start = span.start - len(first)
        if text[start - 2 : start] == text[span.end : span.end + 2] == "\n\n":
            return True  # as most do
        if (last := source.find_line(span.end)).end > span.end and text[span.end : last.end].strip():
            return False
        listed = first.strip(" \t>") != ""
        heads = start <= self._review.body.start
        if not listed and not heads and source.slice(source.find_line(start - 1)).strip(" \t>"):
            return False
        behind = last.end + (2 if text.startswith("\r\n", last.end) else 1)
        if behind > len(text):
            return True
        below = source.slice(source.find_line(behind))
        return not below.strip(" \t>") or _NEXT_ITEM.match(below) is not None


def _count_tokens(text: str) -> Mapping[str, int]:
    """Count the markers of all dialects that stand in a text."""
    # By the characters and the word that few texts have many of: to look for each marker by itself
    # takes several times as long.
    found: list[str] = ["||"] * text.count("||") if "|" in text else []
    at = text.find("!")
    while at >= 0:
        if text[at - 1 : at] == ">":
            found.append(">!")
        if text[at + 1 : at + 2] == "<":
            found.append("!<")
        at = text.find("!", at + 1)
    at = text.find("spoiler")
    while at >= 0:
        before = text[at - 1 : at]
        if before == "[":
            found.append("[spoiler")
        elif before == "/" and text[at - 2 : at - 1] == "[":
            found.append("[/spoiler")
        elif before == "{" and text.startswith("}`", at + 7):
            found.append("{spoiler}`")
        at = text.find("spoiler", at + 7)
    return {token: found.count(token) for token in dict.fromkeys(found)}


def measure_nesting(spoilers: Iterable[Spoiler]) -> Iterator[tuple[Spoiler, int]]:
    """Give each spoiler with the number of those around it, in the order of the source."""
    ends: list[int] = []
    for spoiler in spoilers:
        while ends and ends[-1] <= spoiler.span.start:
            ends.pop()
        yield spoiler, len(ends)
        ends.append(spoiler.span.end)


def _mark(spoiler: Spoiler) -> tuple[Span, ...]:
    return (spoiler.opener, spoiler.closer) if spoiler.closer is not None else (spoiler.opener,)


def _outermost(review: Review, family: tuple[SpoilerDialect, ...]) -> list[Spoiler]:
    found: list[Spoiler] = []
    for spoiler in review.spoilers:
        if spoiler.dialect in family and not (found and found[-1].span.contains(spoiler.span)):
            found.append(spoiler)
    return found
