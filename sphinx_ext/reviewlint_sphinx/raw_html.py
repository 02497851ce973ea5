"""HTML in a review, kept as far as it is harmless.

What is kept is written anew from the tags that are known, so that nothing depends on how a browser
reads what is broken. Inside a spoiler tags must also balance, or one could end the element that
hides it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from reviewlint.document.markdown.html import VOID, Tag, read_tokens
from reviewlint.document.spoilers.halves import NAMES
from reviewlint_sphinx.spoilers.nodes import Spoiler, find_spoilers, is_inside_spoiler, spoiler_inline
from reviewlint_sphinx.state import reading_of
from reviewlint_sphinx.tree import find_nodes

_WORDS = frozenset(
    "abbr b bdi bdo br cite code del dfn em i img ins kbd mark q s samp small span strong sub sup u var"  # noqa: SIM905
    " wbr".split()
)
_BLOCKS = frozenset("blockquote div dd dl dt figcaption figure hr li ol p pre ul".split())  # noqa: SIM905
_ELEMENTS = (
    _WORDS
    | _BLOCKS
    | frozenset(
        "a address article aside audio caption center col colgroup details footer h1 h2 h3 h4 h5 h6 header"  # noqa: SIM905
        " picture rp rt ruby section source summary table tbody td tfoot th thead time tr track video".split()
    )
)
_ATTRIBUTES = frozenset(
    "align alt aria-hidden aria-label cite class colspan controls datetime dir height href id lang open"  # noqa: SIM905
    " poster role rowspan scope span src srcset start title type valign value width".split()
)
_ADDRESSES = frozenset({"href", "src", "cite", "poster"})
_SAFE_ADDRESS = re.compile(r"(?:https?:|mailto:|[^:/?#]*(?:[/?#]|\Z))", re.IGNORECASE)
# Nobody nests deeper; looking through what is open would take a time that grows with its square.
_DEEPEST = 50
_CONTROL = re.compile(r"[\x00-\x20]+")


class CleanHtml(SphinxTransform):
    """Clean the HTML of a review, and balance that of any spoiler."""

    default_priority = 7  # behind the spoilers (4), which may have cut it in two

    def apply(self, **kwargs: Any) -> None:
        """Change the document in place."""
        if reading_of(self.env) is not None and not self.config.reviewlint_raw_html:
            for raw in find_nodes(self.document, nodes.raw):
                if not is_inside_spoiler(raw):
                    _write(raw, clean(raw.astext(), _ELEMENTS))
        for spoiler in find_spoilers(self.document):
            _balance(spoiler)


def _balance(spoiler: Spoiler) -> None:
    """Keep of the HTML in a spoiler what cannot end it."""
    allowed = _WORDS if isinstance(spoiler, spoiler_inline) else _WORDS | _BLOCKS
    opened: list[str] = []
    for raw in find_nodes(spoiler, nodes.raw):
        _write(raw, clean(raw.astext(), allowed, opened))
    if opened:
        spoiler.append(nodes.raw("", "".join(f"</{name}>" for name in reversed(opened)), format="html"))


def _write(raw: nodes.raw, html: str) -> None:
    if "html" not in raw.get("format", "").split():
        if raw.get("format") == "latex" and raw.astext() == "\\\\\n":
            return  # MyST's line break
        html = ""
    raw.children = []
    raw.rawsource = ""
    raw += nodes.Text(html)


def clean(html: str, allowed: frozenset[str] = _ELEMENTS, opened: list[str] | None = None) -> str:
    """Give a piece of HTML without what could run, load or lead astray.

    With ``opened`` the tags must balance: it holds those that are open, across pieces.
    """
    pieces: list[str] = []
    at = 0
    for token in read_tokens(html):
        pieces.append(_escape_text(html[at : token.span.start]))
        at = token.span.end
        if isinstance(token, Tag):
            unread = opened is None and token.kind != "close" and token.name.lower() in NAMES
            # Dropped, it would leave what it was to hide in the open without a trace; shown, it is found.
            pieces += [_escape_text(html[token.span.start : at])] if unread else []
            pieces += _clean_tag(token, allowed, opened)
    pieces.append(_escape_text(html[at:]))
    return "".join(pieces)


def _clean_tag(tag: Tag, allowed: frozenset[str], opened: list[str] | None) -> Iterator[str]:
    name = tag.name.lower()
    if name not in allowed:
        return
    if tag.kind == "close":
        if opened is None:
            yield f"</{name}>"
        elif name in opened:
            # The elements within it end where it does, as a browser would have it.
            while True:
                last = opened.pop()
                yield f"</{last}>"
                if last == name:
                    break
        return
    attributes = "".join(
        f' {key}="{escape(attribute.value or "")}"'
        for key, attribute in tag.attributes.items()
        if key in _ATTRIBUTES and not attribute.computed and _is_harmless(key, attribute.value or "")
    )
    if name in VOID:
        yield f"<{name}{attributes} />"
        return
    if opened is None:
        yield f"<{name}{attributes}>"
    elif len(opened) < _DEEPEST:
        yield f"<{name}{attributes}>"
        opened.append(name)


def _is_harmless(name: str, value: str) -> bool:
    return name not in _ADDRESSES or _SAFE_ADDRESS.match(_CONTROL.sub("", value)) is not None


def _escape_text(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")
