"""What blocks look like that are read without the parser, and which of the others stay open."""

from __future__ import annotations

from reviewlint.document.markdown.literals import ENDLESS
from reviewlint.regex import compile_later

# A line that begins so begins a paragraph or continues one, whatever follows: with a letter, a quotation
# mark, a bracket, or a number that counts no item of a list; emphasis may stand before, or a tag.
_START = (
    r"(?:[*_]{1,3}+|</?(?:b|em|i|spoiler|strong)>)?+"
    r"(?:[^\W\d_]|[\"'“”„‘’«»‹›(\[¿¡…—–/]|\d++(?![.)](?:\s|\Z)))"
)
PROSE = compile_later(rf"{_START}[^\n]*+(?:\n{_START}[^\n]*+)*+")
QUOTE = compile_later(rf"> {_START}[^\n]*+(?:\n> {_START}[^\n]*+)*+")
# A list whose items are one such line each, behind one mark.
BULLETS = frozenset("*+-")
LIST = compile_later(rf"(?P<mark>[*+-]) {_START}[^\n]*+(?:\n(?P=mark) {_START}[^\n]*+)*+")
_WORD = r"[^\n#`*_\[\]<>\\&{}~|!\0]"
HEADING = compile_later(rf"(#{{1,6}})[ \t]++(?!\s)({_WORD}++)")
_TARGET = r"[^ ()<>\[\]\\&`\"'\x00-\x1f\x7f]*+"
PICTURE = compile_later(rf"!\[({_WORD}*+)\]\(({_TARGET})\)")
# A code span on one line; a link without a title, whose address is what is written there, or words in
# brackets, which are no link where nothing is defined; a tag.
INLINE = compile_later(
    r"`[^`\n]++`(?!`)"
    rf"|(?<!!)\[(?!\^)[^\[\]`<\\]*+\](?:\(({_TARGET})\)|(?![\[(:])(?<!\[[ xX]\]))"
    r"|</[A-Za-z][A-Za-z0-9-]*+>|<[A-Za-z][A-Za-z0-9-]*+(?: [a-z]++=\"[^\"<>`\n]*+\")*+ ?/?>"
)
# A comment, or HTML that ends at a blank line (CommonMark 0.31.2, 4.6, of the sixth kind what reviews use).
HTML = compile_later(
    r"<!--(?!-?>)[^>]*+(?<=--)>"
    r"|</?(?:blockquote|center|details|div|figure|h[1-6]|hr|iframe|ol|p|table|ul)(?=[ >])"
    r"[^\n]*+(?:\n[ \t]*+\S[^\n]*+)*+"
)
_COMMENT = compile_later(r"<!--[^<]*?-->")


def stays_open(block: str) -> bool:
    """Tell whether a block that is not plain may go on behind the blank line below it, at any margin."""
    if "```" in block or "~~~" in block:
        return True
    return "<" in block and ENDLESS.search(_COMMENT.sub("", block)) is not None
