"""Which part of a page stands inside spoiler bodies, as a browser would build the page.

An element may end before its closing tag does: a ``<div>`` within a paragraph ends the paragraph,
and with it the span that was to hide the words behind it. So the tree is followed as HTML's parser
builds it (HTML, 13.2.6.4.7, "in body"), as far as that decides where an element ends.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from reviewlint.document.markdown.html import VOID
from reviewlint.regex import compile_later
from reviewlint.span import Span

BODY = "data-spoiler-body"
"""The attribute of the element that hides a spoiler's text."""

_TAG = compile_later(
    r"<!--.*?(?:-->|\Z)|<(?P<slash>/?)(?P<name>[A-Za-z][^\s/>]{0,99}+)(?P<rest>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+'){0,500}+)>",
    re.DOTALL,
)
_END_TAG = compile_later(r"</([A-Za-z]+)(?=[\s/>])")
_BODY = compile_later(rf"(?:^|[\s\"'/]){BODY}(?=[\s=/]|$)", re.IGNORECASE)
_OPENER = compile_later(rf"<(div|span|aside)(?=\s)[^<>]*?\s{BODY}(?=[\s=>])[^<>]*>")
_OPEN_DETAILS = compile_later(r"<details\b[^<>]*\sopen\b", re.IGNORECASE)
_OPEN = compile_later(r"(?:^|[\s\"'])open(?=[\s=/]|$)", re.IGNORECASE)
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_FORMATTING = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip
# A start tag of these ends an open paragraph.
_ENDS_PARAGRAPH = frozenset({
    "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "dd",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "li", "listing", "main", "menu", "nav", "ol", "p", "plaintext", "pre",
    "search", "section", "summary", "ul", "xmp",
})  # fmt: skip
# No tag inside one of these ends anything outside.
_SCOPE = frozenset({
    "applet", "button", "caption", "html", "marquee", "object", "select", "table", "td", "template", "th",
})  # fmt: skip
_SPECIAL = _ENDS_PARAGRAPH | _SCOPE | frozenset({"body", "colgroup", "tbody", "tfoot", "thead", "tr"})
# A start tag of the first ends an open element of the second, unless one of the third is between.
_ENDS = {
    "li": ({"li"}, {"ol", "ul", "menu"}),
    "dd": ({"dd", "dt"}, {"dl"}),
    "dt": ({"dd", "dt"}, {"dl"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tr": ({"tr"}, {"table"}),
    "tbody": ({"tbody", "thead", "tfoot"}, {"table"}),
    "tfoot": ({"tbody", "thead", "tfoot"}, {"table"}),
    "option": ({"option"}, {"select"}),
}


_INLINE = _FORMATTING | frozenset({
    "abbr", "bdi", "bdo", "br", "cite", "del", "dfn", "img", "ins", "kbd", "mark", "q", "samp", "span", "sub",
    "sup", "var", "wbr",
})  # fmt: skip
# A paragraph that begins inside a paragraph ends it, but no body of blocks stands in one.
_BLOCKS = _INLINE | frozenset(
    {"blockquote", "div", "figcaption", "figure", "hr", "ol", "p", "pre", "ul", "li"}
)


class _Open(NamedTuple):
    name: str
    hides: bool
    shows: bool
    """A ``<details open>``: what would hide inside it does not."""


def find_hidden(page: str, *, xml: bool = False) -> list[Span]:
    """Give the spans that spoiler bodies hide, sorted and apart; ``xml`` is read as XHTML is."""
    if BODY not in page:
        return []
    found = None if xml else _find_plain(page)
    return _Walker(xml=xml).walk(page) if found is None else found


def _find_plain(page: str) -> list[Span] | None:
    """Find the bodies of a page where that takes no more than counting; ``None`` where it may.

    It takes no more where a body holds nothing but elements that begin and end in it, and that
    cannot end what it stands in.
    """
    if "<!--" in page or _OPEN_DETAILS.search(page):
        return None
    found: list[Span] = []
    before = end = looked = 0
    script = closing = -1
    at = page.find(BODY)
    while at >= 0:
        start = page.rfind("<", before, at)
        opener = _OPENER.match(page, start) if start >= 0 else None
        if opener is None:
            return None
        if start >= end:
            closed = _find_end(page, opener.end(), opener[1], _INLINE if opener[1] == "span" else _BLOCKS)
            script = max(script, page.rfind("<script", looked, start))
            closing = max(closing, page.rfind("</script", looked, start))
            if closed is None or script > closing:
                return None
            looked = start
            end = closed
            found.append(Span(opener.end(), end))
        before = opener.end()
        at = page.find(BODY, at + len(BODY))
    return found


def _find_end(page: str, at: int, name: str, inside: frozenset[str]) -> int | None:
    opened = [name]
    for tag in _TAG.finditer(page, at):
        inner = (tag["name"] or "").lower()
        if tag["slash"]:
            if opened.pop() != inner:
                return None
            if not opened:
                return tag.start()
        elif inner not in inside:
            return None
        elif inner not in VOID:
            opened.append(inner)
    return None


class _Walker:
    def __init__(self, *, xml: bool) -> None:
        self._xml = xml
        self._open: list[_Open] = []
        self._count: Counter[str] = Counter()
        self._hiding = self._showing = 0
        self._since: int | None = None
        self._found: list[Span] = []

    def walk(self, page: str) -> list[Span]:
        at = 0
        while match := _TAG.search(page, at):
            at = match.end()
            if match["name"] is None:
                continue
            name = match["name"].lower()
            if match["slash"]:
                self._end(name)
            else:
                self._start(name, match["rest"])
            self._note(match.start(), match.end())
            if name in _RAW and not match["slash"] and not (self._xml and match["rest"].endswith("/")):
                at = self._skip_raw(page, name, at)
        if self._since is not None:
            self._found.append(Span(self._since, len(page)))
        return self._found

    def _skip_raw(self, page: str, name: str, at: int) -> int:
        """Go to the tag that ends an element in which there are no tags."""
        for match in _END_TAG.finditer(page, at):
            if match[1].lower() == name:
                return match.start()
        return len(page)

    def _note(self, start: int, end: int) -> None:
        hidden = self._hiding > 0 and self._showing == 0
        if hidden and self._since is None:
            self._since = end
        elif not hidden and self._since is not None:
            self._found.append(Span(self._since, start))
            self._since = None

    def _start(self, name: str, rest: str) -> None:
        closed = rest.endswith("/")
        if not self._xml:
            closed = False
            if name in _ENDS_PARAGRAPH:
                self._pop({"p"}, _SCOPE)
            if name in _ENDS:
                self._pop(*_ENDS[name])
        if name in VOID or closed:
            return
        hides = BODY in rest.lower() and _BODY.search(rest) is not None
        shows = name == "details" and _OPEN.search(rest) is not None
        self._open.append(_Open(name, hides, shows))
        self._count[name] += 1
        self._hiding += hides
        self._showing += shows

    def _close(self, start: int, end: int) -> None:
        for one in self._open[start:end]:
            self._count[one.name] -= 1
            self._hiding -= one.hides
            self._showing -= one.shows
        del self._open[start:end]

    def _end(self, name: str) -> None:
        if self._xml:
            self._pop({name}, set())
        elif name in _FORMATTING:
            self._end_formatting(name)
        elif name in _SPECIAL:
            self._pop({name}, (_SCOPE - {name}) if name not in ("html", "body") else set())
        else:
            self._pop({name}, _SPECIAL)

    def _pop(self, names: set[str] | frozenset[str], stop: set[str] | frozenset[str]) -> None:
        """End the innermost open element of these names, and all in it, unless ``stop`` is between."""
        if not any(self._count[name] for name in names):
            return
        for place in range(len(self._open) - 1, -1, -1):
            name = self._open[place].name
            if name in names:
                self._close(place, len(self._open))
                return
            if name in stop:
                return

    def _end_formatting(self, name: str) -> None:
        """End an element of formatting: a block inside it goes on without it."""
        if not self._count[name]:
            return
        for place in range(len(self._open) - 1, -1, -1):
            one = self._open[place]
            if one.name == name:
                goes_on = any(inner.name in _SPECIAL for inner in self._open[place + 1 :])
                self._close(place, place + 1 if goes_on else len(self._open))
                return
            if one.name in _SCOPE:
                return
