"""HTML in a review: tags and comments with their places, and which tag ends which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from reviewlint.document.markdown.entities import resolve_entities
from reviewlint.regex import compile_later
from reviewlint.span import Span

# HTML, 13.1.2.
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
# HTML, 13.1.2.4: these may end without a tag of their own.
UNENDED = frozenset({
    "colgroup", "dd", "dt", "li", "optgroup", "option", "p", "rp", "rt", "tbody", "td", "tfoot",
    "th", "thead", "tr",
})  # fmt: skip

_NAME = r"[A-Za-z][^\s/>{}\"'`=<]*+"
_TOKEN = compile_later(
    rf"<!--|<(?P<mark>[?!])|<(?P<slash>/?)(?P<name>{_NAME})(?P<rest>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
)
# The name is the first group; the last one that matched is the value, if there is any.
_ATTRIBUTE = compile_later(r"([^\s\"'<>/={}]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'=<>`]++)))?+")
_ATTRIBUTE_NAME = 1
# What stands before the slash that ends a tag: in `<a href=/films/>` it belongs to the address.
_BEFORE_SLASH = compile_later(r"[\s\"'}]")
_QUOTE_MARKS = compile_later(r"(\n)([ \t]*(?:>[ \t]?)+)")
_RAW = {
    name: compile_later(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in ("script", "style", "textarea")
}


class Attribute(msgspec.Struct, frozen=True, gc=False):
    """Hold an attribute's value, entities resolved; ``None`` where it has none.

    ``span`` is the value without its quotes, or the whole attribute where there is no value.
    ``computed`` says that the value is a JSX expression, whose text nobody can know.
    """

    value: str | None
    span: Span
    computed: bool = False


class Tag(msgspec.Struct, frozen=True, gc=False):
    """Hold a tag; ``attributes`` by lower-case name, the first of each."""

    name: str
    kind: Literal["open", "close", "empty"]
    span: Span
    attributes: Mapping[str, Attribute] = {}

    def text_of(self, name: str) -> str:
        """Give an attribute's text, empty where there is none."""
        attribute = self.attributes.get(name)
        return "" if attribute is None else attribute.value or ""


class Comment(msgspec.Struct, frozen=True, gc=False):
    """Hold a comment or declaration; ``inside`` is what a comment says."""

    span: Span
    inside: Span


class Raw(msgspec.Struct, frozen=True):
    """Hold what stands in a script or style element."""

    span: Span


Token = Tag | Comment | Raw


class Element(msgspec.Struct, frozen=True, gc=False):
    """Pair an opening tag with the tag that ends it, if any does; ``name`` is in lower case."""

    opener: Tag
    closer: Tag | None
    name: str

    @property
    def inside(self) -> Span:
        """Give what stands between the tags; nothing where the element has no end."""
        start = self.opener.span.end
        return Span(start, self.closer.span.start if self.closer else start)

    @property
    def span(self) -> Span:
        """Give the whole element; its opening tag alone where it has no end."""
        return Span(self.opener.span.start, self.closer.span.end if self.closer else self.opener.span.end)


def read_tokens(text: str, base: int = 0) -> Iterator[Token]:
    """Give the tags and comments of an HTML fragment that stands at offset ``base``."""
    at = 0
    # One character is found many times faster than a pattern.
    while (at := text.find("<", at)) >= 0:
        match = _TOKEN.match(text, at)
        if match is None:
            at += 1
            continue
        start, at = match.span()
        if match["name"] is None:
            token, at = _read_comment(text, start, base, declaration=match["mark"] is not None)
            yield token
            continue
        tag = _read_tag(match, base)
        yield tag
        raw = _RAW.get(tag.name.lower()) if tag.kind == "open" else None
        if raw is not None:
            end = raw.search(text, at)
            stop = end.start() if end else len(text)
            yield Raw(Span(base + at, base + stop))
            at = stop


def read_single_tag(written: str, start: int) -> Tag | None:
    """Give the tag that stands at ``start``, if it is a name in brackets and no more.

    ``None`` for any other token, and for what cannot have an end: a void element, a script.
    """
    closes = written.startswith("</")
    name = written[2:-1] if closes else written[1:-1]
    if not (name.isalnum() and name.isascii() and name[0].isalpha()):
        return None
    if closes:
        return Tag(name, "close", Span(start, start + len(written)))
    if (low := name.lower()) in VOID or low in _RAW:
        return None
    return Tag(name, "open", Span(start, start + len(written)))


def _read_comment(text: str, start: int, base: int, *, declaration: bool) -> tuple[Comment, int]:
    opener, closer = ("<!", ">") if declaration else ("<!--", "-->")
    inside = start + len(opener)
    found = text.find(closer, inside)
    stop, end = (found, found + len(closer)) if found >= 0 else (len(text), len(text))
    return Comment(Span(base + start, base + end), Span(base + inside, base + stop)), end


def _read_tag(match: re.Match[str], base: int) -> Tag:
    _, slash, name, rest = match.groups()
    start, end = match.span()
    span = Span(base + start, base + end)
    if slash:
        return Tag(name, "close", span)
    kind: Literal["open", "empty"] = "empty" if name.lower() in VOID or _is_self_closed(rest) else "open"
    if not rest.strip(" /"):
        return Tag(name, kind, span)
    return Tag(name, kind, span, _read_attributes(rest, base + end - 1 - len(rest)))


def _is_self_closed(rest: str) -> bool:
    """Tell whether what stands in a tag behind its name ends with a slash that ends the element."""
    written = rest.rstrip()
    if not written.endswith("/"):
        return False
    return len(written) == 1 or _BEFORE_SLASH.match(written[-2]) is not None


def _read_attributes(text: str, base: int) -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(text):
        group = match.lastindex or _ATTRIBUTE_NAME
        start, end = match.span(group)
        value = None if group == _ATTRIBUTE_NAME else resolve_entities(text[start:end])
        name = match[_ATTRIBUTE_NAME].lower()
        if name not in found:
            found[name] = Attribute(value, Span(base + start, base + end))
    return found


def blank_quote_marks(fragment: str) -> str:
    """Overwrite the ``>`` that a block quote puts before each further line of an HTML fragment."""
    return _QUOTE_MARKS.sub(lambda match: match[1] + " " * len(match[2]), fragment)


def pair_tags(tags: Sequence[Tag]) -> tuple[list[Element], list[Tag]]:
    """Pair tags by name; also give the closing tags that end nothing.

    Each name has a stack of its own, so that a tag left open disturbs no other element.
    """
    elements: list[Element] = []
    opened: dict[str, list[Tag]] = {}
    stray: list[Tag] = []
    for tag in tags:
        name = tag.name.lower()
        if tag.kind == "open":
            opened.setdefault(name, []).append(tag)
        elif tag.kind == "empty":
            elements.append(Element(tag, None, name))
        elif opened.get(name):
            elements.append(Element(opened[name].pop(), tag, name))
        else:
            stray.append(tag)
    elements += [Element(tag, None, name) for name, waiting in opened.items() for tag in waiting]
    elements.sort(key=lambda element: element.opener.span)
    return elements, stray
