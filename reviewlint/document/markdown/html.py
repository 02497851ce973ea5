"""HTML in a review: tags and comments with their places, and which tag ends which."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
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
_LONGEST_TAG = 20
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


def read_tokens(text: str, base: int = 0) -> list[Token]:
    """Give the tags and comments of an HTML fragment that stands at offset ``base``."""
    tokens: list[Token] = []
    at = text.find("<")
    # One character is found many times faster than a pattern, and most tags are a name in brackets.
    while at >= 0:
        end = text.find(">", at, at + _LONGEST_TAG) + 1
        named = _name_tag(text[at:end]) if end else None
        if named is not None:
            tokens.append(Tag(named[0], named[1], Span(base + at, base + end)))
            at = text.find("<", end)
            continue
        match = _TOKEN.match(text, at)
        if match is None:
            at = text.find("<", at + 1)
            continue
        start, at = match.span()
        mark, slash, name, rest = match.groups()
        if name is None:
            token, at = _read_comment(text, start, base, declaration=mark is not None)
            tokens.append(token)
        else:
            tag = _read_tag(Span(base + start, base + at), name, rest, closes=bool(slash))
            tokens.append(tag)
            raw = _RAW.get(tag.name.lower()) if tag.kind == "open" else None
            if raw is not None:
                closer = raw.search(text, at)
                stop = closer.start() if closer else len(text)
                tokens.append(Raw(Span(base + at, base + stop)))
                at = stop
        at = text.find("<", at)
    return tokens


def read_single_tag(written: str, start: int) -> Tag | None:
    """Give the tag that stands at ``start``, if it is a name in brackets and no more.

    ``None`` for any other token, and for what cannot have an end: a void element, a script.
    """
    named = _name_tag(written) if len(written) <= _LONGEST_TAG else None
    return Tag(named[0], named[1], Span(start, start + len(written))) if named else None


@lru_cache(maxsize=512)
def _name_tag(written: str) -> tuple[str, Literal["open", "close"]] | None:
    closes = written.startswith("</")
    name = written[2:-1] if closes else written[1:-1]
    if not (name.isalnum() and name.isascii() and name[0].isalpha()):
        return None
    if not closes and (name.lower() in VOID or name.lower() in _RAW):
        return None
    return name, "close" if closes else "open"


def _read_comment(text: str, start: int, base: int, *, declaration: bool) -> tuple[Comment, int]:
    opener, closer = ("<!", ">") if declaration else ("<!--", "-->")
    inside = start + len(opener)
    found = text.find(closer, inside)
    stop, end = (found, found + len(closer)) if found >= 0 else (len(text), len(text))
    return Comment(Span(base + start, base + end), Span(base + inside, base + stop)), end


def _read_tag(span: Span, name: str, rest: str, *, closes: bool) -> Tag:
    """Read a tag from its name and what follows it before the bracket that ends it."""
    if closes:
        return Tag(name, "close", span)
    kind: Literal["open", "empty"] = "empty" if name.lower() in VOID or _is_self_closed(rest) else "open"
    if not rest.strip(" /"):
        return Tag(name, kind, span)
    return Tag(name, kind, span, _read_attributes(rest, span.end - 1 - len(rest)))


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
        written, value = match.group(_ATTRIBUTE_NAME, group)
        name = written.lower()
        if name in found:
            continue
        start, end = match.span(group)
        if group == _ATTRIBUTE_NAME:
            value = None
        elif "&" in value:
            value = resolve_entities(value)
        found[name] = Attribute(value, Span(base + start, base + end))
    return found


def blank_quote_marks(fragment: str) -> str:
    """Overwrite the ``>`` that a block quote puts before each further line of an HTML fragment."""
    return _QUOTE_MARKS.sub(lambda match: match[1] + " " * len(match[2]), fragment)


# Offsets are compared faster than spans are.
_place = attrgetter("opener.span.start")


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
    if len(elements) > 1:
        elements.sort(key=_place)
    return elements, stray
