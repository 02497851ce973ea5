"""Elements of a page found by their tags, each from its opening tag to the next that ends its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reviewlint.regex import compile_later


class Found(NamedTuple):
    """Hold an element: its place, its opening tag, and what stands between its tags."""

    start: int
    end: int
    name: str
    tag: str
    inside: str


def compile_tags(names: Iterable[str]) -> re.Pattern[str]:
    """Make the pattern of these elements' tags; a tag ends before the next begins, whatever it lacks."""
    return compile_later(rf"<(/?)({'|'.join(names)})(?=[\s/>])[^<>]*>", re.IGNORECASE)


def find_elements(html: str, tags: re.Pattern[str]) -> Iterator[Found]:
    """Give the elements that are not in one another; one that is never closed is none.

    Each tag is looked at once, however many are never closed.
    """
    opened: dict[str, re.Match[str]] = {}
    for tag in tags.finditer(html):
        name = tag[2].lower()
        if not tag[1]:
            opened.setdefault(name, tag)
        elif name in opened:
            opener = opened[name]
            yield Found(opener.start(), tag.end(), name, opener.group(), html[opener.end() : tag.start()])
            # What was opened before and is not closed yet may hold this one, and more.
            opened = {other: one for other, one in opened.items() if one.start() < opener.start()}


def cut_elements(html: str, elements: Iterable[Found], mark: str = " ") -> str:
    """Give a page without these elements, ``mark`` in place of each."""
    pieces: list[str] = []
    at = 0
    for one in sorted(elements):
        if one.start >= at:
            pieces += [html[at : one.start], mark]
        at = max(at, one.end)
    return "".join([*pieces, html[at:]])
