"""Addresses that lead to a review, in whatever form a builder gives them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from reviewlint.leakcheck.secrets import Secret, Secrets, name_page
from reviewlint.regex import compile_later

_SUFFIXES = compile_later(
    r"(?:\.(?:html?|xhtml|md|markdown|mdx|rst|txt|fjson|fpickle|xml))+\Z", re.IGNORECASE
)


def make_key(path: str) -> str:
    """Give the path of a page without what differs between builders; nothing for what is no page.

    ``reviews/her.html``, ``reviews/her/`` and ``reviews/her/index.html`` are ``reviews/her``.
    """
    path = path.strip("/")
    key = _SUFFIXES.sub("", path)
    if key == path and posixpath.splitext(key)[1]:
        return ""  # a picture, a script
    return name_page(key)


def list_tails(key: str) -> Iterator[str]:
    """Give a path, and what is left of it without its first folders: a build may lie deeper."""
    while key:
        yield key
        key = key.partition("/")[2]


def find_withheld(address: str, base: str, secrets: Secrets) -> Secret | None:
    """Tell which review that is not public an address leads to; ``base`` is the file that it stands in."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None  # brackets that are no IPv6 address: it leads nowhere
    path = unquote(parts.path)
    if path and not parts.scheme and not path.startswith("/"):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
    key = make_key(path)
    for tail in list_tails(key):
        if tail in secrets.addresses:
            return secrets.addresses[tail]
    # Any site may have a page of that name; this one's is meant where the address is relative to it.
    own = not parts.scheme and not parts.netloc
    return secrets.slugs.get(key.rpartition("/")[2].casefold()) if own else None
