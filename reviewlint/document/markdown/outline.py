"""The outline of a Markdown text: its structure as values, before it is told apart further."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from reviewlint.document.model import Heading, Link, Paragraph
from reviewlint.document.ranges import Cover
from reviewlint.span import Span

if TYPE_CHECKING:
    from reviewlint.document.markdown.html import Comment, Element, Tag, Token


class Picture(msgspec.Struct, frozen=True, gc=False):
    """Hold a Markdown image as the parser sees it; ``words_end`` is where the last word of its alt ends."""

    span: Span
    kind: str
    target: str
    title: str
    label: str
    alt: str
    words_end: int


class Fragment(msgspec.Struct, frozen=True, gc=False):
    """Hold a piece of HTML: a whole block, or one inline tag or comment."""

    span: Span
    block: bool
    quoted: bool


class Outline(msgspec.Struct, frozen=True):
    """Hold what one walk over a text's events finds, in the order of the source.

    ``blocks`` are all blocks, outer ones first; ``visible`` the stretches of words that stand in
    the source as a reader sees them, as far as they may hold spoiler markers; ``quotes`` the
    outermost block quotes that begin with ``>!``; ``roles`` the code spans behind ``{spoiler}``.
    """

    headings: list[Heading] = []
    paragraphs: list[Paragraph] = []
    pictures: list[Picture] = []
    fragments: list[Fragment] = []
    code: list[Span] = []
    links: list[Link] = []
    tables: list[Span] = []
    quotes: list[Span] = []
    roles: list[Span] = []
    blocks: list[Span] = []
    visible: list[Span] = []


class Block(msgspec.Struct, frozen=True):
    """Hold an HTML block and its tokens in order."""

    span: Span
    tokens: Sequence[Token]


class Markup(msgspec.Struct, frozen=True):
    """Hold the HTML of a review, in the order of the source.

    ``stray`` are closing tags that end nothing; ``openers`` the offsets of the tags that stand in
    a block of their own; ``code`` covers what code elements hold: nothing in it counts as markup.
    """

    elements: Sequence[Element] = ()
    stray: Sequence[Tag] = ()
    comments: Sequence[Comment] = ()
    blocks: Sequence[Block] = ()
    openers: frozenset[int] = frozenset()
    literal: Sequence[Span] = ()
    code: Cover = Cover(())


NO_MARKUP = Markup()
