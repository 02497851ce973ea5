"""Outputs that are no pages, and in which nothing can be hidden: their words, names and addresses."""

from __future__ import annotations

from functools import cached_property

from reviewlint.leakcheck.build import Output
from reviewlint.leakcheck.pages import Page, read_html_words, unescape_strings
from reviewlint.leakcheck.words import BREAK, read_blocks, read_words
from reviewlint.regex import compile_later

_XML = (".xml", ".atom", ".rss", ".opf", ".ncx")
_STRINGS = (".json", ".js", ".fjson")
_INVENTORY = ".inv"
# Code and styles of themes: whole dictionaries of single words, and none of the site's own.
_CODE = (".js", ".mjs", ".css", ".map", ".scss", ".pickle", ".fpickle")
_URL = compile_later(r"https?://[^\s\"'<>\\)]+")
_TITLE_VALUE = compile_later(r'"(?:title|name|headline)"\s*:\s*"((?:[^"\\]|\\.)*)"')
_TYPESET = compile_later(r"\.(?:tex|texi|\d)\Z")
_COMMAND = compile_later(r"\\[A-Za-z]+\*?|@[a-z]+(?=\{)|\\f[BIRP]|\\-")
# Name, kind, priority, address and shown name of an object: sphinx.util.inventory.
_ENTRY = compile_later(r"(?m)^(?P<name>.+?) +\S+:\S+ +-?\d+ +(?P<address>\S*) +(?P<shown>.*)$")


class PlainText:
    """Hold a text that everybody sees all of."""

    def __init__(self, output: Output) -> None:
        """Read ``output``."""
        self._name = output.name.lower()
        self._text = output.text

    @property
    def is_code(self) -> bool:
        """Tell whether a single word in it says nothing."""
        return self._name.endswith(_CODE)

    @cached_property
    def words(self) -> list[str]:
        """Give its words, without the markup of its format."""
        if self._name.endswith(_XML):
            # The HTML in a feed is escaped.
            return read_html_words(self._text.replace("&lt;", "<").replace("&gt;", ">"))
        if self._name.endswith(_STRINGS):
            text = unescape_strings(self._text)
            return read_html_words(text) if "</" in text else read_words(text)
        if self._name.endswith(_INVENTORY):
            return read_words(BREAK.join(self.labels))
        if _TYPESET.search(self._name):
            return read_blocks(_COMMAND.sub("", self._text))
        return read_blocks(self._text)

    @property
    def labels(self) -> list[str]:
        """Give what names things in it: titles, entries; in a text without any, its lines."""
        if self._name.endswith(_XML):
            return Page(self._text, xml=True).labels
        if self._name.endswith(_INVENTORY):
            return [text for entry in _ENTRY.finditer(self._text) for text in (entry["name"], entry["shown"])]
        if self._name.endswith(_STRINGS):
            return [unescape_strings(value) for value in _TITLE_VALUE.findall(self._text)]
        return [] if self.is_code else self._text.splitlines()

    @property
    def addresses(self) -> list[str]:
        """Give the addresses in it."""
        if self._name.endswith(_INVENTORY):
            return [entry["address"] for entry in _ENTRY.finditer(self._text)]
        return _URL.findall(self._text)
