"""Blocks that need no parser: words with code, links and tags in them, plain headings and images, HTML.

Nearly all blocks of nearly all reviews are such. To see that costs less than the parser's events
about them do, and the parser is left with the others.
"""

from __future__ import annotations

import re

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
_WORD = r"[^\n#`*_\[\]<>\\&{}~|!\0]"
_HEADING = compile_later(rf"(#{{1,6}})[ \t]++(?!\s)({_WORD}++)")
_TARGET = r"[^ ()<>\[\]\\&`\"'\x00-\x1f\x7f]*+"
_PICTURE = compile_later(rf"!\[({_WORD}*+)\]\(({_TARGET})\)")
# A code span on one line; a link without a title, whose address is what is written there; a tag.
_INLINE = compile_later(
    r"`[^`\n]++`(?!`)"
    rf"|(?<!!)\[(?!\^)[^\[\]`<\\]*+\]\((?P<target>{_TARGET})\)"
    r"|</[A-Za-z][A-Za-z0-9-]*+>|<[A-Za-z][A-Za-z0-9-]*+(?: [a-z]++=\"[^\"<>`\n]*+\")*+ ?/?>"
)
# A comment, or HTML that ends at a blank line (CommonMark 0.31.2, 4.6, of the sixth kind what reviews use).
_HTML = compile_later(
    r"<!--(?!-?>)[^>]*+(?<=--)>"
    r"|</?(?:blockquote|center|details|div|figure|h[1-6]|hr|iframe|ol|p|table|ul)(?=[ >])"
    r"[^\n]*+(?:\n[ \t]*+\S[^\n]*+)*+"
)
_COMMENT = compile_later(r"<!--[^<]*?-->")


class BlockReader:
    """Read a copy block by block; what lies between two plain blocks is parsed by itself.

    A plain block at the margin ends all that is open before it, and leaves nothing open.
    """

    def __init__(self, builder: OutlineBuilder) -> None:
        self.builder = builder
        self.out = builder.out
        # Where the blocks begin that the parser has yet to read, -1 where there are none.
        self.unread = -1

    def read(self, body: int) -> bool:
        """Read a copy from an offset on; false where all of it must be parsed as one, whatever was read."""
        copy, may_hide = self.builder.copy, self.builder.may_hide if self.builder.hints else None
        if "\r" in copy:
            return False
        after = body
        for piece in copy[body:].split("\n\n"):
            at = after
            after += len(piece) + 2
            block = piece.strip(BLANK)
            if not block:
                continue
            start = at if len(block) == len(piece) else at + piece.index(block[0])
            end = start + len(block)
            if (
                (start == body or copy[start - 1] == "\n")
                and not (may_hide and may_hide(start, end))
                and self.take(block, Span(start, end))
            ):
                continue
            if "]:" in block:
                # A definition speaks to all links of a text.
                return False
            if self.unread < 0:
                self.unread = at
            if stays_open(block):
                break
        self._catch_up(len(copy))
        return True

    def _catch_up(self, offset: int) -> None:
        """Have the parser read what it has yet to read, up to an offset."""
        if self.unread >= 0:
            walk(self.builder, self.unread, offset)
            self.unread = -1

    def take(self, block: str, span: Span) -> bool:
        """Take a block, and tell whether it was a plain one."""
        first = block[0]
        if first == "#":
            return self._take_heading(block, span)
        if first == "!":
            return self._take_picture(block, span)
        if first == ">":
            return self._take_quote(block, span)
        if first == "<" and self._take_html(block, span):
            return True
        # Most paragraphs are one line that begins with a letter.
        if not (first.isalpha() and "\n" not in block) and not _PROSE.fullmatch(block):
            return False
        return self._take_prose(block, span)

    def _take_quote(self, block: str, span: Span) -> bool:
        if not _QUOTE.fullmatch(block):
            return False
        return self._take_prose(block[2:], Span(span.start + 2, span.end), quote=span)

    def _take_prose(self, block: str, span: Span, quote: Span | None = None) -> bool:
        # One character is looked for in place of three, faster than a pattern would.
        signs = block.replace("`", "[").replace("<", "[")
        at = signs.find("[")
        if at < 0:
            self._add_paragraph(span, quote)
            return True
        if "\\" in block:
            return False
        matches: list[re.Match[str]] = []
        while at >= 0:
            match = _INLINE.match(block, at)
            if match is None:
                return False
            matches.append(match)
            at = signs.find("[", match.end())
        self._add_paragraph(span, quote)
        start, out = span.start, self.out
        for match in matches:
            at, end = match.span()
            place = Span(start + at, start + end)
            if block[at] == "[":
                out.links.append(Link(place, match["target"]))
            elif block[at] == "`":
                out.code.append(place)
            else:
                out.fragments.append(Fragment(place, False, quote is not None))
        return True

    def _add_paragraph(self, span: Span, quote: Span | None = None) -> None:
        out, start, end = self.out, span.start, span.end
        if self.unread >= 0:
            self._catch_up(quote.start if quote else start)
        if quote:
            out.blocks.append(quote)
        out.blocks.append(span)
        out.paragraphs.append(Paragraph(self.builder.text[start:end], span, "quote" if quote else "body"))

    def _take_heading(self, block: str, span: Span) -> bool:
        match = _HEADING.fullmatch(block)
        if match is None:
            return False
        self._catch_up(span.start)
        words = Span(span.start + match.start(2), span.end)
        said = self.builder.text[words.start : words.end].strip()
        self.out.blocks.append(span)
        self.out.headings.append(Heading(match.end(1), said, span, words))
        if self.builder.visible:
            self.out.visible.append(words)
        return True

    def _take_picture(self, block: str, span: Span) -> bool:
        match = _PICTURE.fullmatch(block)
        if match is None:
            return False
        self._add_paragraph(span)
        start, end = span.start + match.start(1), span.start + match.end(1)
        alt = self.builder.text[start:end]
        self.out.pictures.append(Picture(span, "Inline", match[2], "", "", alt, end))
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


def stays_open(block: str) -> bool:
    """Tell whether a block that is not plain may go on behind the blank line below it, at any margin."""
    if "```" in block or "~~~" in block:
        return True
    return "<" in block and ENDLESS.search(_COMMENT.sub("", block)) is not None
