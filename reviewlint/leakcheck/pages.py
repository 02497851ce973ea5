"""A page of HTML taken apart: what a reader sees of it, what spoilers hide, and what it names."""

from __future__ import annotations

import re
import string
from functools import cached_property, lru_cache
from html import unescape

from reviewlint.leakcheck.elements import compile_tags, cut_elements, find_elements
from reviewlint.leakcheck.structure import BODY, find_hidden
from reviewlint.leakcheck.words import BREAK, read_words
from reviewlint.regex import compile_later
from reviewlint.span import Span

# Within a word these stand without parting it.
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var",
})  # fmt: skip
# And these part words, but not what is told.
_PARTING = ("br", "img", "input", "wbr")
_GAPS = {
    **dict.fromkeys(_INLINE, ""),
    **{f"/{name}": "" for name in _INLINE},
    **dict.fromkeys(_PARTING, " "),
}
_NAME = compile_later(r"/?[A-Za-z]+(?=[\s/]|\Z)")
_COMMENT_ENDS = compile_later(r"<!--|-->")
_VALUE = compile_later(r"=\s*(?:\"([^\"]*)\"|'([^']*)')")
# What an attribute says to a reader or to another site, as against what it is called.
_SAID = compile_later(
    r"\s(?:alt|title|content|aria-label|aria-description|label|placeholder|summary|value|data-[\w-]+)"
    r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')",
    re.IGNORECASE,
)
_SCRIPT = compile_tags(("script", "style"))
_LABEL = compile_tags(("a", "h[1-6]", "title", "dt", "option"))
_META = compile_later(r"<meta\s[^<>]*>", re.IGNORECASE)
_NAMED = compile_later(r"[\"'](?:[\w:]*title|og:site_name)[\"']", re.IGNORECASE)
_ADDRESS = compile_later(r"\b(?:href|src|content|action)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_MAIN = compile_later(r"<\w[^<>]*\srole\s*=\s*[\"']main[\"']", re.IGNORECASE)


class Page:
    """Hold one page; everything else is worked out when asked for."""

    def __init__(self, html: str, *, xml: bool = False) -> None:
        """Read ``html``, which is XHTML where ``xml`` says so."""
        self.html = html
        self._xml = xml

    @cached_property
    def hidden_spans(self) -> list[Span]:
        """Give what spoiler bodies hide."""
        return find_hidden(self.html, xml=self._xml) if BODY in self.html else []

    @cached_property
    def hidden_words(self) -> list[str]:
        """Give the words in spoiler bodies."""
        return read_words(BREAK.join(strip_tags(self.html[one.start : one.end]) for one in self.hidden_spans))

    @cached_property
    def shown(self) -> str:
        """Give the page's HTML without what spoiler bodies hide."""
        if not self.hidden_spans:
            return self.html
        pieces: list[str] = []
        at = 0
        for span in self.hidden_spans:
            pieces.append(self.html[at : span.start])
            at = span.end
        return BREAK.join([*pieces, self.html[at:]])

    @cached_property
    def words(self) -> list[str]:
        """Give every word that stands outside of spoiler bodies: text, attributes, scripts, comments."""
        return read_html_words(self.shown)

    @cached_property
    def said_words(self) -> list[str]:
        """Give the words that are told to somebody: no names of classes, no code of scripts."""
        scripts = list(find_elements(self.shown, _SCRIPT))
        data = BREAK.join(script.inside for script in scripts if "json" in script.tag)
        page = cut_elements(self.shown, scripts)
        return read_words(BREAK.join([strip_tags(page), *list_said(page), unescape_strings(data)]))

    @property
    def labels(self) -> list[str]:
        """Give the texts of links, headings, titles and terms."""
        found = [strip_tags(one.inside) for one in find_elements(self.shown, _LABEL)]
        named = [tag for tag in _META.findall(self.shown) if _NAMED.search(tag)]
        return found + [value for tag in named for value in list_said(tag)]

    @property
    def addresses(self) -> list[str]:
        """Give the addresses that the page leads to or loads from."""
        return [unescape("".join(values)) for values in _ADDRESS.findall(self.html)]

    @property
    def searched(self) -> bool:
        """Tell whether Sphinx's search would look for a snippet here: in an element of the role main."""
        return _MAIN.search(self.html) is not None


def list_said(html: str) -> list[str]:
    """Give the values of attributes that somebody reads or hears."""
    return [unescape("".join(values)) for values in _SAID.findall(html)]


def read_html_words(html: str) -> list[str]:
    """Give every word of some HTML, of the values of its attributes too, whatever hides it."""
    values = BREAK.join(map("".join, _VALUE.findall(html)))
    return read_words(f"{strip_tags(html)}{BREAK}{unescape_strings(unescape(values))}")


def strip_tags(html: str) -> str:
    """Give the text of a piece of HTML, its blocks apart; comments count as text."""
    if "<!--" in html:
        html = _COMMENT_ENDS.sub(BREAK, html)
    text, *parts = html.split("<")
    pieces = [text]
    for part in parts:
        # A tag begins with a letter or one of these signs, and ends before the next: all else is text.
        tag, closed, text = part.partition(">")
        is_tag = closed and tag[:1] in _TAG_STARTS
        pieces += (_find_gap(tag.partition(" ")[0]), text) if is_tag else ("<", part)
    return unescape_strings(unescape("".join(pieces)))


_TAG_STARTS = frozenset("/!?" + string.ascii_letters)


@lru_cache(maxsize=512)  # there are not many elements
def _find_gap(tag: str) -> str:
    """Give what a tag leaves between the texts beside it; of the tag its first part will do."""
    name = _NAME.match(tag)
    return _GAPS.get(name.group().lower(), BREAK) if name else BREAK


_ESCAPE = compile_later(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)


def unescape_strings(text: str) -> str:
    """Give a text with the escapes of JSON and JavaScript strings resolved."""
    return _ESCAPE.sub(_resolve, text) if "\\" in text else text


def _resolve(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        return chr(int(code, 16))
    return " " if match[3] in "nrtbf" else match[3]
