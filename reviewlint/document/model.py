"""A review as the engine, the fixer and the archive know it: frozen values with exact places.

Every span is a half-open range of code points in ``Review.source.text``. The text of a part is
what a reader would read (escapes resolved, markup dropped); the span is what the writer wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Literal

import msgspec

from reviewlint.diagnostics import Safety
from reviewlint.document.source import SourceText
from reviewlint.span import Span

ValueKind = Literal["text", "integer", "number", "boolean", "null", "date", "list", "map"]
ValueStyle = Literal["plain", "single", "double", "literal", "folded", "flow", "block", "tagged"]


class Value(msgspec.Struct, frozen=True):
    """Hold one front-matter value, as written and as a YAML 1.1 reader takes it.

    ``span`` covers the value as written, quotes, tag and anchor included; it is zero wide behind
    the key's colon where nothing is written. ``text`` is what the writer wrote: for a plain scalar
    the characters themselves (``1917``, ``No``, ``[REC]``), for a quoted one the text inside. A
    title is its ``text`` whatever ``kind`` and ``data`` say. ``data`` is plain Python: ``str``,
    ``int``, ``float``, ``bool``, ``None``, ``datetime.date``, ``datetime.datetime``, ``list``,
    ``dict``; ``comment`` is the comment behind the value on its line.
    """

    kind: ValueKind
    span: Span
    text: str
    data: object
    style: ValueStyle = "plain"
    items: tuple[Value, ...] = ()
    entries: tuple[Entry, ...] = ()
    comment: Span | None = None


class Entry(msgspec.Struct, frozen=True):
    """Pair a key with its value; ``key_span`` covers the key as written."""

    key: str
    key_span: Span
    value: Value


class FrontMatter(msgspec.Struct, frozen=True):
    """Hold a metadata block.

    ``span`` covers the block with its fences, ``opening`` the opening fence (or the first line of
    a form without fences), ``inside`` what stands between. ``root`` is a map, ``None`` where
    nothing could be read; ``complete`` is false where a syntax error hides some of the keys.
    """

    form: Literal["yaml", "toml", "json", "multimarkdown", "nikola", "rest"]
    span: Span
    opening: Span
    inside: Span
    root: Value | None
    complete: bool = True


class Field(msgspec.Struct, frozen=True):
    """Name the value that a site keeps for a role; ``name`` is its dotted path in the front matter."""

    role: str
    name: str
    key_span: Span
    value: Value


class Heading(msgspec.Struct, frozen=True):
    """Hold a heading: ``level`` 1 to 6, ``span`` of the whole, ``text_span`` of its words.

    ``aside`` says that it stands in a quotation or in a ``<details>``, outside of the text's outline.
    """

    level: int
    text: str
    span: Span
    text_span: Span
    marker: Literal["atx", "setext", "html", "rest"] = "atx"
    aside: bool = False


class Paragraph(msgspec.Struct, frozen=True):
    """Hold a run of prose: a paragraph, or the text of a tight list item or table cell.

    ``text`` is the source's own slice at ``span``, so that a match in it has an exact place.
    """

    text: str
    span: Span
    container: Literal["body", "quote", "list", "table", "footnote", "html"] = "body"


AltState = Literal["missing", "empty", "blank", "text"]


_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Characters without a shape that are no white space to Unicode: zero-width space, soft hyphen, marks."""


def name_alt_state(alt: str | None) -> AltState:
    """Say what an alt text amounts to; one of characters that nobody sees is blank."""
    if alt is None:
        return "missing"
    if not alt:
        return "empty"
    if alt[0].isalnum():
        return "text"
    return "blank" if all(one.isspace() or one in _UNSEEN for one in alt) else "text"


ImageForm = Literal[
    "markdown", "reference", "html", "picture", "myst", "rest", "component", "shortcode", "front-matter"
]


class Image(msgspec.Struct, frozen=True):
    """Hold a picture, whatever syntax it was written in.

    ``alt`` is ``None`` where the syntax has a place for it and nothing stands there at all
    (``alt_state`` "missing"); ``![](x)`` is "missing" too, because Markdown cannot say the
    difference; ``alt=""`` is "empty". ``alt_span`` is where the text stands, or where it would
    be written (zero wide). ``decorative`` says that the writer declared the empty alt to be on
    purpose. ``source_span`` is ``None`` where the address cannot be placed exactly.
    """

    form: ImageForm
    span: Span
    source: str
    source_span: Span | None
    alt: str | None
    alt_state: AltState
    alt_span: Span | None
    caption: str | None = None
    caption_span: Span | None = None
    credit: str | None = None
    credit_span: Span | None = None
    decorative: bool = False
    in_link: bool = False
    in_figure: bool = False
    cover: bool = False
    inside_html: bool = False
    alt_known: bool = True
    """False where the syntax may take its alt from somewhere unseen (an unknown component)."""
    caption_below: bool = False
    """True where the caption is no more than an italic line under the image."""
    unsized: bool = False
    """True where an HTML tag could say its width and height, and does not say both."""


class Link(msgspec.Struct, frozen=True, gc=False):
    """Hold a link: ``span`` is the whole with its words, ``target`` the address, escapes resolved."""

    span: Span
    target: str


SpoilerDialect = Literal[
    "myst-directive",
    "myst-role",
    "rest-directive",
    "rest-role",
    "reddit",
    "block-quote",
    "bars",
    "element",
    "class",
    "mdx",
    "bbcode",
    "hugo",
    "zola",
    "colon-fence",
    "details",
]


class Spoiler(msgspec.Struct, frozen=True):
    """Hold hidden text: ``opener`` and ``closer`` are the markers, ``body`` what they hide.

    Where ``closed`` is false the body runs to the end of the text and ``closer`` is ``None``.
    """

    dialect: SpoilerDialect
    form: Literal["inline", "block"]
    span: Span
    opener: Span
    closer: Span | None
    body: Span
    label: str | None = None
    label_span: Span | None = None
    closed: bool = True


class Suppression(msgspec.Struct, frozen=True):
    """Silence rules over a stretch of text.

    ``kind`` "next" and "line" cover ``target``; "range" runs from ``ignore`` to ``resume`` or the
    end; "file" covers all. ``rules`` are the names with their places, ``reason`` what follows
    ``--``.
    """

    kind: Literal["next", "line", "range", "file"]
    span: Span
    target: Span
    rules: tuple[tuple[str, Span], ...]
    reason: str | None = None


class Problem(msgspec.Struct, frozen=True):
    """Report what only the reader can see (an unclosed fence, a key twice), by its rule's name.

    ``values`` fill the placeholders of that rule's message; ``edits`` are replacements that mend
    it, together; ``related`` is another place that the message speaks of. ``blocks`` says that
    the review must not be published while it stands, whatever a config or a suppression says.
    """

    rule: str
    span: Span
    values: Mapping[str, str] = {}
    edits: tuple[tuple[Span, str], ...] = ()
    safety: Safety | None = None
    fix_message: str = ""
    condition: str | None = None
    related: tuple[tuple[Span, str], ...] = ()
    blocks: bool = False


class Review(msgspec.Struct, frozen=True, dict=True):
    """Hold everything that is known of one review.

    ``fields`` maps a role to the field that fills it. ``body`` is what follows the front matter.
    ``literal`` are the spans of code, raw HTML and comments, sorted, where no prose stands.
    """

    source: SourceText
    syntax: Literal["markdown", "mdx", "rest"]
    front_matter: FrontMatter | None
    fields: Mapping[str, Field]
    body: Span
    headings: tuple[Heading, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    images: tuple[Image, ...] = ()
    spoilers: tuple[Spoiler, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    problems: tuple[Problem, ...] = ()
    literal: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()

    @cached_property
    def derived(self) -> dict[Any, Any]:
        """Keep what was worked out from this review and many rules ask for, such as the parts of a scope.

        No part of the value: a copy, pickled or with another field, begins without.
        """
        return {}

    def text_of(self, role: str) -> str | None:
        """Give what the writer wrote for a role, ``None`` where it is absent, blank or no scalar."""
        field = self.fields.get(role)
        if field is None or field.value.kind in ("list", "map", "null"):
            return None
        return field.value.text.strip() or None

    def texts_of(self, role: str) -> Iterator[tuple[str, Span]]:
        """Give each text of a role that may be a list (tags), with its place."""
        field = self.fields.get(role)
        if field is None:
            return
        for value in field.value.items or (field.value,):
            if value.kind not in ("list", "map", "null") and value.text.strip():
                yield value.text, value.span
