"""``unpaired-emphasis``: a mark of italics or bold that never closes, or that never opened.

Stars have other uses: footnotes, grades, words with letters left out. Only what can be none of them
is reported.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, each, shorten
from reviewlint.document.emphasis import Mark, find_escaped, find_unpaired
from reviewlint.document.model import Paragraph, Review
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"mark", "text", "what"})
PLACES = ("paragraph",)

_OPENS = "begins {style} that never end: write the other `{mark}`, or take this one out"
_CLOSES = "ends {style} that never began: write the other `{mark}`, or take this one out"
_HELD_OPEN = "has no end to its {style}: put a space behind the second `{mark}`"

_NO_START = frozenset("/\\.@#=&")
"""Behind these a mark belongs to an address, or to a name in a program."""

_LITERAL = "\ufffc"
"""Stands for each code point of code and of tags."""

_SHOWN = 40
"""Code points of the text beside a mark that a message shows."""

# One mark or two around words of one line, with a blank before them, and one or the end of a sentence
# behind. It begins with the mark itself: one character is found far faster than any pattern.
_PAIRS = {
    mark: compile_later(
        rf"{sign}(?<!\S{sign})({sign}?)(?=[^\W_])[^*_/\\\r\n`<>\[\]|{{}}]*+(?<=[^\W_]){sign}\1(?=[.,;:!?)]*+(?:\s|\Z))"
    )
    for mark, sign in (("*", r"\*"), ("_", "_"))
}
_FOOTNOTE = compile_later(r"(?m)^[ \t>]*(?:[-+][ \t]+)?\\?\*(?!\*)")
_OPENED = compile_later(r"[\"'“‘«]?[^\W\d_]")
_WORD_BEFORE = compile_later(r"(?:^|[\s(\[“‘\"'—–-])[^\W\d_]{3,}[.,;:!?\"'”’»]?\Z")
_LETTERS = compile_later(r"[^\W\d_]+")
_LONGEST_WORD = 60
_IDENTIFIER = compile_later(r"\w+(?:_\w|\()")


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say from how many marks in a row on a paragraph is not looked at: it plays with them."""

    most: int = 200


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    body = review.source.slice(review.body)
    marks = [mark for mark in ("*" if review.syntax == "rest" else "*_") if mark in body]
    suspects = {
        paragraph.span: paragraph
        for mark in marks
        if not _is_paired(body, mark)
        for paragraph in review.paragraphs
        if mark in paragraph.text and _is_suspect(paragraph.text, mark)
    }
    if not suspects:
        return
    footnotes = _FOOTNOTE.search(body) is not None
    for _, paragraph in sorted(suspects.items()):
        text = _blank_literal(paragraph, review.literal)
        if "\\_" in text and "_" in marks:
            for start in find_escaped(text):
                yield _report(paragraph, Mark(start, "\\_", True, False))
        found = find_unpaired(text)
        if len(found) >= params.most:
            continue
        meant = [mark for mark in found if mark.text[0] in marks and _is_meant(text, mark, footnotes)]
        while meant:
            mark = meant.pop(0)
            if meant and _is_held_open(text, mark, meant[0]):
                yield _report_pair(paragraph, mark, meant.pop(0))
            else:
                yield _report(paragraph, mark)


def _is_paired(body: str, mark: str) -> bool:
    """Tell whether a mark stands around a few plain words wherever it stands: then none is a suspect."""
    at = body.find(mark)
    while at >= 0:
        pair = _PAIRS[mark].match(body, at)
        if pair is None:
            return False
        at = body.find(mark, pair.end())
    return True


def _is_suspect(text: str, mark: str) -> bool:
    """Tell at next to no cost whether marks may be without partners: most paragraphs have none."""
    # Addresses hold marks of their own, which may hide that one is missing.
    if text.count(mark) % 2 or ("/" in text and _stands_in_address(text, mark)):
        return True
    first, last = text.find(mark), text.rfind(mark)
    before, after = text[last - 1], text[last + 1 : last + 2]
    if before == mark or text[first + 1] == mark:
        return text.count(mark + mark) % 2 == 1 or after.isalnum()
    return before.isspace() or after.isalnum() or (first > 0 and text[first - 1].isalnum())


def _stands_in_address(text: str, mark: str) -> bool:
    """Tell whether a word holds both a mark and a slash."""
    pieces = text.split("/")
    last = len(pieces) - 1
    for number, piece in enumerate(pieces):
        # Most pieces hold no mark: only where one does the words at its ends are cut out.
        if mark in piece:
            if number and not piece[0].isspace() and mark in piece.split(None, 1)[0]:
                return True
            if number < last and not piece[-1].isspace() and mark in piece.rsplit(None, 1)[-1]:
                return True
    return False


def _blank_literal(paragraph: Paragraph, literal: Sequence[Span]) -> str:
    """Give a paragraph's text with code and tags overwritten, letter for letter."""
    text, base = paragraph.text, paragraph.span.start
    pieces: list[str] = []
    at = 0
    index = max(bisect_right(literal, base, key=lambda span: span.start) - 1, 0)
    while index < len(literal) and literal[index].start < paragraph.span.end:
        start, end = max(literal[index].start - base, at), min(literal[index].end - base, len(text))
        if start < end:
            pieces += [text[at:start], _LITERAL * (end - start)]
            at = end
        index += 1
    return "".join([*pieces, text[at:]])


def _is_meant(text: str, mark: Mark, footnotes: bool) -> bool:
    """Tell whether a mark without a partner was meant as emphasis."""
    end = mark.start + len(mark.text)
    if mark.opens:
        if mark.text == "*" and not text[: mark.start].strip():
            return False
        before = text[mark.start - 1 : mark.start] or " "
        if before.isalnum() or before in _NO_START or not _begins_word(text, end):
            return False
        return mark.text != "_" or _IDENTIFIER.match(text, end) is None
    before = text[max(mark.start - _LONGEST_WORD, 0) : mark.start]
    if _WORD_BEFORE.search(before) is None or len(mark.text) > 2:
        return False
    return mark.text != "*" or not footnotes


def _begins_word(text: str, at: int) -> bool:
    """Tell whether a word stands at an offset; a fraction such as ½ is a letter to patterns."""
    found = _OPENED.match(text, at)
    return found is not None and found.group()[-1].isalpha()


def _is_held_open(text: str, first: Mark, second: Mark) -> bool:
    """Tell whether the second mark would end what the first begins, were it not for the letter behind it.

    CommonMark, 6.2: between punctuation and a letter a mark begins emphasis and ends none.
    """
    before, after = text[second.start - 1], text[second.start + len(second.text)]
    return first.opens and first.text == second.text and not before.isspace() and after.isalpha()


def _report_pair(paragraph: Paragraph, first: Mark, second: Mark) -> Hit:
    text, base = paragraph.text, paragraph.span.start
    end = second.start + len(second.text)
    word = _LETTERS.match(text, end)
    shown = text[first.start : word.end() if word else end]
    what = _HELD_OPEN.format(style=_name_style(first), mark=second.text)
    values = {"mark": second.text, "text": shorten(shown, _SHOWN), "what": what}
    return Hit(Span(base + second.start, base + end), values)


def _name_style(mark: Mark) -> str:
    return "bold letters" if len(mark.text) == 2 and mark.text[0] != "\\" else "italics"


def _report(paragraph: Paragraph, mark: Mark) -> Hit:
    text, base = paragraph.text, paragraph.span.start
    end = mark.start + len(mark.text)
    if mark.opens:
        shown, what = text[mark.start : end + _SHOWN], _OPENS
    else:
        shown, what = text[max(mark.start - _SHOWN, 0) : end], _CLOSES
        shown = shown[shown.find(" ") + 1 :] if mark.start > _SHOWN else shown
    sign = mark.text.strip("\\")
    values = {"mark": sign, "text": shorten(shown, _SHOWN)}
    values["what"] = what.format(style=_name_style(mark), mark=sign)
    return Hit(Span(base + mark.start, base + end), values)


prepare = each(_find)
