"""Sphinx's search: the index that it publishes, and the snippets that it makes in the browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from reviewlint.leakcheck.build import Build

SEARCH_INDEX = "searchindex.js"
_PREFIX, _SUFFIX = "Search.setIndex(", ")"
GUARD = "reviewlint-search.js"
_SHORTEST_STEM = 4
_SCRIPT = "searchtools.js"
# What the guard takes out of a page; without these words it takes out nothing.
_GUARDED = ("htmlToText", "data-spoiler-body")
_NO_SNIPPETS = "SHOW_SEARCH_SUMMARY: false"


class SearchIndex(msgspec.Struct, frozen=True):
    """Hold what is published for searching: ``terms`` maps stems to places in ``documents``."""

    documents: tuple[str, ...]
    pages: tuple[str, ...]
    labels: tuple[str, ...]
    terms: Mapping[str, frozenset[int]]


def read_index(text: str) -> SearchIndex | None:
    """Read a ``searchindex.js``; ``None`` where it is none that Sphinx wrote."""
    if not text.startswith(_PREFIX):
        return None
    try:
        data = msgspec.json.decode(text.strip().removeprefix(_PREFIX).removesuffix(_SUFFIX))
    except msgspec.DecodeError:
        return None
    if not isinstance(data, dict):
        return None
    terms: dict[str, frozenset[int]] = {}
    for table in ("terms", "titleterms"):
        for term, places in data.get(table, {}).items():
            found = frozenset(places if isinstance(places, list) else [places])
            terms[term] = terms.get(term, frozenset()) | found
    return SearchIndex(
        documents=tuple(data.get("docnames", ())),
        pages=tuple(data.get("filenames", ())),
        labels=(
            *data.get("titles", ()),
            *data.get("alltitles", {}),
            *data.get("indexentries", {}),
            *_list_objects(data.get("objects", {})),
        ),
        terms=terms,
    )


def _list_objects(objects: Mapping[str, Any]) -> Iterator[str]:
    for prefix, entries in objects.items():
        for entry in entries:
            name = entry[4] if isinstance(entry, list) and len(entry) > 4 else str(entry)
            yield f"{prefix}.{name}" if prefix else name


def list_stems(word: str) -> Iterator[str]:
    """Give the terms that a word may be indexed as: itself, and what stemmers make of it.

    They cut off endings, put ``i`` for ``y`` and an ``e`` where one was; no more is known here of any
    language.
    """
    for length in range(len(word), max(_SHORTEST_STEM, len(word) - 5) - 1, -1):
        yield word[:length]
        if length < len(word):
            yield from (f"{word[:length]}i", f"{word[:length]}e")


def may_be_of(term: str, word: str) -> bool:
    """Tell whether a term may stand for a word; in doubt it may: "come" for "coming"."""
    cut = len(term) > _SHORTEST_STEM or term.endswith(("e", "i"))
    return word.startswith(term[:-1] if cut else term)


def find_unguarded(build: Build) -> list[str]:
    """Give the folders of sites whose search shows whatever a page holds, beside what it finds.

    ``searchtools.js`` fetches each page that it found and shows the text around the word, closed
    spoilers included, unless the page that searches also loads what takes them out.
    """
    names = set(build.names)
    found = []
    for script in sorted(name for name in names if name.rpartition("/")[2] == _SCRIPT):
        folder, _, parent = script.rpartition("/")[0].rpartition("/")
        site = f"{folder}/" if folder else ""
        static = f"{site}{parent}" if parent else site.rstrip("/")
        if not _is_guarded(build, names, site, static):
            found.append(site)
    return found


def _is_guarded(build: Build, names: set[str], site: str, static: str) -> bool:
    if all(word in _read(build, f"{static}/{_SCRIPT}") for word in _GUARDED):
        return True
    options = f"{static}/documentation_options.js"
    if options in names and _NO_SNIPPETS in _read(build, options):
        return True
    guard = f"{static}/{GUARD}"
    if guard not in names or not all(word in _read(build, guard) for word in _GUARDED):
        return False
    pages = [name for name in (f"{site}search.html", f"{site}search/index.html") if name in names]
    return all(GUARD in _read(build, page) for page in pages)


def _read(build: Build, name: str) -> str:
    return build.read(name).decode("utf-8", "replace")
