"""Blocks that need no parser: words with code, links and tags in them, plain headings, images, lists, HTML.

Nearly all blocks of nearly all reviews are such. To see that costs less than the parser's events
about them do, and the parser is left with the others.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from reviewlint.document.markdown.literals import ENDLESS
from reviewlint.document.markdown.outline import Fragment, Picture
from reviewlint.document.markdown.outline_builder import OutlineBuilder
from reviewlint.document.markdown.outline_walk import walk
from reviewlint.document.model import Heading, Link, Paragraph
from reviewlint.document.ranges import BLANK
from reviewlint.regex import compile_later
from reviewlint.span import Span

# A line that begins so begins a paragraph or continues one, whatever follows: with a letter, a quotation
# mark, a bracket, or a number that counts no item of a list; emphasis may stand before, or a tag.
_START = (
    r"(?:[*_]{1,3}+|</?(?:b|em|i|spoiler|strong)>)?+"
    r"(?:[^\W\d_]|[\"'“”„‘’«»‹›(\[¿¡…—–/]|\d++(?![.)](?:\s|\Z)))"
)
_PROSE = compile_later(rf"{_START}[^\n]*+(?:\n{_START}[^\n]*+)*+")
_QUOTE = compile_later(rf"> {_START}[^\n]*+(?:\n> {_START}[^\n]*+)*+")
# A list whose items are one such line each, behind one mark.
_BULLETS = frozenset("*+-")
_LIST = compile_later(rf"(?P<mark>[*+-]) {_START}[^\n]*+(?:\n(?P=mark) {_START}[^\n]*+)*+")
_WORD = r"[^\n#`*_\[\]<>\\&{}~|!\0]"
_HEADING = compile_later(rf"(#{{1,6}})[ \t]++(?!\s)({_WORD}++)")
_TARGET = r"[^ ()<>\[\]\\&`\"'\x00-\x1f\x7f]*+"
_PICTURE = compile_later(rf"!\[({_WORD}*+)\]\(({_TARGET})\)")
# A code span on one line; a link without a title, whose address is what is written there; a tag.
_INLINE = compile_later(
    r"`[^`\n]++`(?!`)"
    rf"|(?<!!)\[(?!\^)[^\[\]`<\\]*+\]\(({_TARGET})\)"
    r"|</[A-Za-z][A-Za-z0-9-]*+>|<[A-Za-z][A-Za-z0-9-]*+(?: [a-z]++=\"[^\"<>`\n]*+\")*+ ?/?>"
)
# A comment, or HTML that ends at a blank line (CommonMark 0.31.2, 4.6, of the sixth kind what reviews use).
_HTML = compile_later(
    r"<!--(?!-?>)[^>]*+(?<=--)>"
    r"|</?(?:blockquote|center|details|div|figure|h[1-6]|hr|iframe|ol|p|table|ul)(?=[ >])"
    r"[^\n]*+(?:\n[ \t]*+\S[^\n]*+)*+"
)
_COMMENT = compile_later(r"<!--[^<]*?-->")


Tokens = tuple[Sequence[Link], Sequence[Span], Sequence[Fragment]]
"""What stands among words: the links, the code spans and the tags."""

_NO_TOKENS: Tokens = ((), (), ())
_NEVER = sys.maxsize


class BlockReader:
    """Read a copy block by block; what lies between two plain blocks is parsed by itself.

    A plain block at the margin ends all that is open before it, and leaves nothing open.
    """

    def __init__(self, builder: OutlineBuilder) -> None:
        self.builder = builder
        self.out = builder.out
        # Where the blocks begin that are yet to be read, -1 where there are none.
        self.unread = -1
        # The lines of the one unread block where it is a plain list, and what stands among their words.
        self.items: Sequence[Span] = ()
        self.tokens = _NO_TOKENS
        # Each backtick, bracket and tag of the copy as one character, which is found faster than one of
        # three would be; and the offset of the next one, -1 where there are no more.
        self.signs = builder.copy.replace("`", "[").replace("<", "[")
        self.sign = self.signs.find("[")

    def read(self, body: int) -> bool:
        """Read a copy from an offset on; false where all of it must be parsed as one, whatever was read."""
        copy = self.builder.copy
        if "\r" in copy:
            return False
        hints = iter(self.builder.hints)
        hint = next(hints, _NEVER)
        after = body
        for piece in copy[body:].split("\n\n"):
            start = at = after
            after += len(piece) + 2
            block = piece.strip(BLANK)
            if not block:
                continue
            plain = True
            if len(block) < len(piece):
                start += piece.index(block[0])
                plain = start == at or copy[start - 1] == "\n"
            end = start + len(block)
            # A spoiler's marker may begin with the mark of the quote before the words.
            while hint < start - 2:
                hint = next(hints, _NEVER)
            plain = plain and hint >= end
            if plain and self.take(block, Span(start, end)):
                continue
            if "]:" in block:
                # A definition speaks to all links of a text.
                return False
            alone, self.items = self.unread < 0, ()
            if alone:
                self.unread = at
            if plain and alone and self._is_list(block, start):
                continue
            if stays_open(block):
                break
        self._catch_up(len(copy))
        return True

    def _catch_up(self, offset: int) -> None:
        """Read what is yet to be read, up to an offset."""
        if self.unread < 0:
            return
        if self.items:
            self._add_list(offset)
        else:
            walk(self.builder, self.unread, offset)
        self.unread = -1

    def take(self, block: str, span: Span) -> bool:
        """Take a block, and tell whether it was a plain one."""
        first = block[0]
        if first.isalpha() and "\n" not in block:
            return self._take_prose(block, span)
        if first == "#":
            return self._take_heading(block, span)
        if first == "!":
            return self._take_picture(block, span)
        if first == ">":
            return self._take_quote(block, span)
        if first == "<" and self._take_html(block, span):
            return True
        return _PROSE.fullmatch(block) is not None and self._take_prose(block, span)

    def _take_quote(self, block: str, span: Span) -> bool:
        if not _QUOTE.fullmatch(block):
            return False
        return self._take_prose(block[2:], Span(span.start + 2, span.end), quote=span)

    def _take_prose(self, block: str, span: Span, quote: Span | None = None) -> bool:
        tokens = self._read_tokens(block, span, quoted=quote is not None)
        if tokens is None:
            return False
        if self.unread >= 0:
            self._catch_up(quote.start if quote else span.start)
        out = self.out
        if quote:
            out.blocks.append(quote)
        out.blocks.append(span)
        text = self.builder.text[span.start : span.end]
        out.paragraphs.append(Paragraph(text, span, "quote" if quote else "body"))
        if tokens is not _NO_TOKENS:
            self._add_tokens(tokens)
        return True

    def _read_tokens(self, block: str, span: Span, *, quoted: bool = False) -> Tokens | None:
        """Give what stands among the words of a block; ``None`` where the parser must tell."""
        at, stop, signs = self.sign, span.end, self.signs
        if 0 <= at < span.start:
            self.sign = at = signs.find("[", span.start)
        if not 0 <= at < stop:
            return _NO_TOKENS
        if "\\" in block:
            return None
        copy = self.builder.copy
        links: list[Link] = []
        code: list[Span] = []
        fragments: list[Fragment] = []
        while 0 <= at < stop:
            match = _INLINE.match(copy, at, stop)
            if match is None:
                return None
            end = match.end()
            sign = copy[at]
            if sign == "[":
                links.append(Link(Span(at, end), match[1]))
            elif sign == "`":
                code.append(Span(at, end))
            else:
                fragments.append(Fragment(Span(at, end), False, quoted))
            at = signs.find("[", end)
        self.sign = at
        return links, code, fragments

    def _add_tokens(self, tokens: Tokens) -> None:
        links, code, fragments = tokens
        self.out.links.extend(links)
        self.out.code.extend(code)
        self.out.fragments.extend(fragments)

    def _take_heading(self, block: str, span: Span) -> bool:
        match = _HEADING.fullmatch(block)
        if match is None:
            return False
        self._catch_up(span.start)
        words = Span(span.start + match.start(2), span.end)
        said = self.builder.text[words.start : words.end].strip()
        self.out.blocks.append(span)
        self.out.headings.append(Heading(match.end(1), said, span, words))
        return True

    def _take_picture(self, block: str, span: Span) -> bool:
        match = _PICTURE.fullmatch(block)
        if match is None:
            return False
        self._catch_up(span.start)
        text = self.builder.text[span.start : span.end]
        start, end = match.span(1)
        self.out.blocks.append(span)
        self.out.paragraphs.append(Paragraph(text, span))
        self.out.pictures.append(Picture(span, "Inline", match[2], "", "", text[start:end], span.start + end))
        return True

    def _take_html(self, block: str, span: Span) -> bool:
        if not _HTML.fullmatch(block):
            return False
        self._catch_up(span.start)
        # A block of HTML has the end of its last line, too.
        end = self.builder.copy.find("\n", span.end) + 1
        self.out.blocks.append(span)
        self.out.fragments.append(Fragment(Span(span.start, end or len(self.builder.copy)), True, False))
        return True

    def _is_list(self, block: str, start: int) -> bool:
        """Tell whether a block is a list of plain lines, and note them: what follows may belong to it."""
        if (
            block[0] not in _BULLETS
            or not _LIST.fullmatch(block)
            or not block.replace("\n", "").isprintable()
        ):
            return False
        tokens = self._read_tokens(block, Span(start, start + len(block)))
        if tokens is None or any(
            "\n" in self.builder.copy[one.span.start : one.span.end] for one in tokens[0]
        ):
            return False
        items: list[Span] = []
        for line in block.split("\n"):
            items.append(Span(start, start + len(line)))
            start += len(line) + 1
        self.items, self.tokens = items, tokens
        return True

    def _add_list(self, end: int) -> None:
        """Add the list that is yet to be read, and that ends where the next block begins."""
        text, out, items = self.builder.text, self.out, self.items
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


def stays_open(block: str) -> bool:
    """Tell whether a block that is not plain may go on behind the blank line below it, at any margin."""
    if "```" in block or "~~~" in block:
        return True
    return "<" in block and ENDLESS.search(_COMMENT.sub("", block)) is not None
