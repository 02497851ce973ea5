"""Blocks that need no parser: words with code, links and tags in them, plain headings, images, lists, HTML.

Nearly all blocks of nearly all reviews are such. To see that costs less than the parser's events
about them do, and the parser is left with the others.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from reviewlint.document.markdown.masked import FILLER
from reviewlint.document.markdown.outline import Fragment, Outline, Picture
from reviewlint.document.markdown.outline_builder import ROLE, OutlineBuilder
from reviewlint.document.markdown.outline_walk import walk
from reviewlint.document.markdown.plain_forms import (
    BULLETS,
    HEADING,
    HTML,
    INLINE,
    LIST,
    PICTURE,
    PROSE,
    QUOTE,
    stays_open,
)
from reviewlint.document.model import Heading, Link, Paragraph
from reviewlint.document.ranges import BLANK
from reviewlint.span import Span

Tokens = tuple[Sequence[Link], Sequence[Span], Sequence[Fragment], Sequence[Span]]
"""What stands among words: the links, the code spans, the tags, and those code spans that are roles."""

_NO_TOKENS: Tokens = ((), (), (), ())
_NEVER = sys.maxsize
_BETWEEN = "\n>\n"
"""What stands between two paragraphs of a quote."""


class BlockReader:
    """Read a copy block by block; what lies between two plain blocks is parsed by itself.

    A plain block at the margin ends all that is open before it, and leaves nothing open. ``hints`` are
    the offsets at which spoiler markers may begin, in order.
    """

    def __init__(self, text: str, copy: str, hints: Sequence[int] = ()) -> None:
        self.text = text
        self.copy = copy
        self.out = Outline()
        self.hints = hints
        # How many of them there are in the block that is read.
        self.hinted = 0
        # Whether the words of a plain block are the same in the text and in the copy.
        self.kept = FILLER not in copy and "\r" not in text
        # What the parser's events are put into, made where one is needed.
        self.builder: OutlineBuilder | None = None
        # Where the blocks begin that are yet to be read, -1 where there are none.
        self.unread = -1
        # The lines of the one unread block where it is a plain list, and what stands among their words.
        self.items: Sequence[Span] = ()
        self.tokens = _NO_TOKENS
        # Each backtick, bracket and tag of the copy as one character, which is found faster than one of
        # three would be; and the offset of the next one from the block that is read on.
        self.signs = copy.replace("`", "[").replace("<", "[")
        self.sign = -1

    def read(self, body: int) -> Outline | None:
        """Read a copy from an offset on; ``None`` where all of it must be parsed as one."""
        copy = self.copy
        if "\r" in copy:
            return None
        hints = iter(self.hints)
        hint = next(hints, _NEVER)
        after = body
        for piece in copy[body:].split("\n\n"):
            start = at = after
            after += len(piece) + 2
            end = after - 2
            # Nearly all blocks are a line of words: what is below, as far as these need it.
            lined = hint >= end and piece[:1].isalpha() and "\n" not in piece and piece[-1] not in BLANK
            if lined and self._take_prose(piece, start, end):
                continue
            block = piece.strip(BLANK)
            if not block:
                continue
            plain = not lined
            if len(block) < len(piece):
                start += piece.index(block[0])
                plain = start == at or copy[start - 1] == "\n"
                end = start + len(block)
            self.hinted = 0
            while hint < end:
                # A spoiler's marker may begin with the mark of the quote before the words.
                self.hinted += hint >= start - 2
                hint = next(hints, _NEVER)
            if plain and self.take(block, start, end):
                self.hinted = 0
                continue
            goes_on = stays_open(block)
            # A definition speaks to all links of a text, also behind what is not told apart into blocks.
            if "]:" in (copy[start:] if goes_on else block):
                return None
            alone, self.items = self.unread < 0, ()
            if alone:
                self.unread = at
            if goes_on:
                break
            if plain and alone and not self.hinted and self._is_list(block, start):
                continue
            self.hinted = 0
        self._catch_up(len(copy))
        return self.out

    def _catch_up(self, offset: int) -> None:
        """Read what is yet to be read, up to an offset."""
        if self.unread < 0:
            return
        if self.items:
            self._add_list(offset)
        else:
            if self.builder is None:
                self.builder = OutlineBuilder(self.text, self.copy, self.hints, self.out)
            walk(self.builder, self.unread, offset)
        self.unread = -1

    def take(self, block: str, start: int, end: int) -> bool:
        """Take a block, and tell whether it was a plain one."""
        first = block[0]
        if first.isalpha() and "\n" not in block:
            return self._take_prose(block, start, end)
        if first == ">":
            return self._take_quote(block, start, end)
        if self.hinted:
            # Of what may be a marker only a role is plain, and stands among words.
            return PROSE.fullmatch(block) is not None and self._take_prose(block, start, end)
        if first == "#":
            return self._take_heading(block, start, end)
        if first == "!":
            return self._take_picture(block, start, end)
        if first == "<" and self._take_html(block, start, end):
            return True
        return PROSE.fullmatch(block) is not None and self._take_prose(block, start, end)

    def _take_quote(self, block: str, start: int, end: int) -> bool:
        pieces = block.split(_BETWEEN)
        if not all(map(QUOTE.fullmatch, pieces)):
            return False
        quote = Span(start, end)
        if len(pieces) == 1:
            return self._take_prose(block[2:], start + 2, end, quote)
        self._seek_sign(start)
        tokens = self._read_tokens(block, end, quoted=True)
        if tokens is None or self._has_link_over(tokens, _BETWEEN):
            return False
        self._catch_up(start)
        out = self.out
        out.blocks.append(quote)
        for piece in pieces:
            span = Span(start + 2, start + len(piece.rstrip(BLANK)))
            out.blocks.append(span)
            out.paragraphs.append(Paragraph(self.text[span.start : span.end], span, "quote"))
            start += len(piece) + len(_BETWEEN)
        self._add_tokens(tokens)
        return True

    def _take_prose(self, block: str, start: int, end: int, quote: Span | None = None) -> bool:
        if self.sign < start:
            self.sign = self._find_sign(start)
        tokens = _NO_TOKENS
        if self.sign < end or self.hinted:
            found = self._read_tokens(block, end, quoted=quote is not None)
            if found is None:
                return False
            tokens = found
        if self.unread >= 0:
            self._catch_up(quote.start if quote else start)
        out, span = self.out, Span(start, end)
        if quote:
            out.blocks.append(quote)
        out.blocks.append(span)
        words = block if self.kept else self.text[start:end]
        out.paragraphs.append(Paragraph(words, span, "quote" if quote else "body"))
        if tokens is not _NO_TOKENS:
            self._add_tokens(tokens)
        return True

    def _read_tokens(self, block: str, stop: int, *, quoted: bool = False) -> Tokens | None:
        """Give what stands among the words of a block that ends at an offset.

        ``None`` where the parser must tell, or where what may be a spoiler's marker is no role.
        """
        if "\\" in block:
            return None
        copy, at = self.copy, self.sign
        links: list[Link] = []
        code: list[Span] = []
        fragments: list[Fragment] = []
        roles: list[Span] = []
        while at < stop:
            match = INLINE.match(copy, at, stop)
            if match is None:
                return None
            end = match.end()
            sign = copy[at]
            if sign == "[":
                target = match[1]
                if target is not None:
                    links.append(Link(Span(at, end), target))
            elif sign == "`":
                code.append(Span(at, end))
                if self.hinted and copy.endswith(ROLE, 0, at):
                    roles.append(code[-1])
            else:
                fragments.append(Fragment(Span(at, end), False, quoted))
            at = self._find_sign(end)
        self.sign = at
        return (links, code, fragments, roles) if len(roles) == self.hinted else None

    def _seek_sign(self, start: int) -> None:
        """Have the next sign from an offset on; one that is further on is not looked for again."""
        if self.sign < start:
            self.sign = self._find_sign(start)

    def _find_sign(self, start: int) -> int:
        """Give the offset of the next backtick, bracket or tag from an offset on."""
        at = self.signs.find("[", start)
        return at if at >= 0 else _NEVER

    def _has_link_over(self, tokens: Tokens, sign: str) -> bool:
        """Tell whether what would be a link goes on behind the end of its words, which ``sign`` is."""
        return any(sign in self.copy[one.span.start : one.span.end] for one in tokens[0])

    def _add_tokens(self, tokens: Tokens) -> None:
        links, code, fragments, roles = tokens
        out = self.out
        # Mostly there is something of one kind.
        if links:
            out.links.extend(links)
        if code:
            out.code.extend(code)
        if fragments:
            out.fragments.extend(fragments)
        if roles:
            out.roles.extend(roles)

    def _take_heading(self, block: str, start: int, end: int) -> bool:
        match = HEADING.fullmatch(block)
        if match is None:
            return False
        self._catch_up(start)
        words = Span(start + match.start(2), end)
        said = self.text[words.start : end].strip()
        span = Span(start, end)
        self.out.blocks.append(span)
        self.out.headings.append(Heading(match.end(1), said, span, words))
        return True

    def _take_picture(self, block: str, start: int, end: int) -> bool:
        match = PICTURE.fullmatch(block)
        if match is None:
            return False
        self._catch_up(start)
        text, span = self.text[start:end], Span(start, end)
        first, last = match.span(1)
        self.out.blocks.append(span)
        self.out.paragraphs.append(Paragraph(text, span))
        self.out.pictures.append(Picture(span, "Inline", match[2], "", "", text[first:last], start + last))
        return True

    def _take_html(self, block: str, start: int, end: int) -> bool:
        if not HTML.fullmatch(block):
            return False
        self._catch_up(start)
        # A block of HTML has the end of its last line, too.
        after = self.copy.find("\n", end) + 1
        self.out.blocks.append(Span(start, end))
        self.out.fragments.append(Fragment(Span(start, after or len(self.copy)), True, False))
        return True

    def _is_list(self, block: str, start: int) -> bool:
        """Tell whether a block is a list of plain lines, and note them: what follows may belong to it."""
        if block[0] not in BULLETS or not LIST.fullmatch(block) or not block.replace("\n", "").isprintable():
            return False
        self._seek_sign(start)
        tokens = self._read_tokens(block, start + len(block))
        if tokens is None or self._has_link_over(tokens, "\n"):
            return False
        items: list[Span] = []
        for line in block.split("\n"):
            items.append(Span(start, start + len(line)))
            start += len(line) + 1
        self.items, self.tokens = items, tokens
        return True

    def _add_list(self, end: int) -> None:
        """Add the list that is yet to be read, and that ends where the next block begins."""
        text, out, items = self.text, self.out, self.items
        out.blocks.append(Span(items[0].start, end))
        ends = [*(item.start for item in items[1:]), end]
        for item, behind in zip(items, ends, strict=True):
            start = item.start + len("- ")
            words = text[start : item.end].rstrip(BLANK)
            span = Span(start, start + len(words))
            out.blocks.append(Span(item.start, behind))
            out.blocks.append(span)
            out.paragraphs.append(Paragraph(words, span, "list"))
        self._add_tokens(self.tokens)
