"""A build looked through for what it must not show: one pass over each file."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import NamedTuple

from reviewlint.leakcheck.addresses import find_withheld, list_tails, make_key
from reviewlint.leakcheck.alphabet import join_written
from reviewlint.leakcheck.build import Build, Output
from reviewlint.leakcheck.furniture import find_furniture
from reviewlint.leakcheck.leak import Leak
from reviewlint.leakcheck.markers import find_line, find_markers
from reviewlint.leakcheck.pages import Page
from reviewlint.leakcheck.plain import PlainText
from reviewlint.leakcheck.search_index import (
    SEARCH_INDEX,
    SearchIndex,
    find_unguarded,
    list_stems,
    may_be_of,
    read_index,
)
from reviewlint.leakcheck.secrets import Secret, Secrets, find_hidden_words, name_page
from reviewlint.leakcheck.sources import read_open
from reviewlint.leakcheck.words import BREAK, read_words
from reviewlint.regex import compile_later

_PAGES = (".html", ".htm", ".xhtml")
_PARTS = compile_later(r"\s[|·–—-]\s|[«»“”„]")
_LONG_TITLE = 3
_QUOTED = 8


class _Site(NamedTuple):
    """Hold what is known of a build as a whole; see :mod:`.search_index` and :mod:`.furniture`."""

    unguarded: tuple[str, ...]
    furniture: frozenset[str]


def find_leaks(build: Build, secrets: Secrets, names: Collection[str] | None = None) -> list[Leak]:
    """Look through a build, or those of its files that are in ``names``; give what leaks, sorted.

    :raises OSError: if a file cannot be read
    """
    wanted = build.names if names is None else [name for name in build.names if name in names]
    found: set[Leak] = set()
    site = _Site(tuple(find_unguarded(build)), find_furniture(build))
    for output in build.open(wanted):
        found.update(_check_addresses(output, [output.name], secrets, "is"))
        index = read_index(output.text) if output.name.endswith(SEARCH_INDEX) else None
        if index is not None:
            found.update(_check_index(output, index, secrets, build, frozenset(wanted)))
        elif output.name.lower().endswith(_PAGES):
            found.update(_check_page(output, secrets, site))
        else:
            found.update(_check_text(output, secrets, site))
    return sorted(found)


def _check_page(output: Output, secrets: Secrets, site: _Site) -> Iterator[Leak]:
    page = Page(output.text, xml=output.name.endswith(".xhtml"))
    own = cache(partial(_read_own, output, secrets))
    shown, hidden = secrets.alphabet.write(page.words), secrets.alphabet.write(page.hidden_words)
    yield from _check_words(output, shown, hidden, secrets, own)
    joined = join_written(shown)
    if secrets.short.find_each(joined, own):
        yield from _check_short(output, page.said_words, secrets, site.furniture)
    if hidden and page.searched and output.name.startswith(site.unguarded):
        found = {**secrets.short.find_each(join_written(hidden), own), **secrets.shown.find_each(hidden, own)}
        for secret, run in found.items():
            words = _quote(secrets.alphabet.read(run))
            message = f"Sphinx's search shows {words} beside what it finds here: a spoiler hides it"
            yield _tell(output, secret, message)
    if secrets.titles.find_each(joined, own):
        yield from _check_labels(output, page.labels, secrets)
    if secrets.addresses:
        yield from _check_addresses(output, page.addresses, secrets, "leads to")
    yield from _check_markers(output, page, secrets)


def _read_own(output: Output, secrets: Secrets) -> list[str]:
    """Give what the public review that a page is of tells in the open."""
    sources = (secrets.sources.get(tail) for tail in list_tails(make_key(output.name)))
    return [secrets.alphabet.write(read_open(one)) for one in sources if one is not None and not one.withheld]


def _check_text(output: Output, secrets: Secrets, site: _Site) -> Iterator[Leak]:
    """Check a file in which nothing can be hidden."""
    plain = PlainText(output)
    written = secrets.alphabet.write(plain.words)
    yield from _check_words(output, written, "", secrets)
    if not plain.is_code:
        yield from _check_short(output, plain.words, secrets, site.furniture)
    if secrets.titles.find_each(join_written(written)):
        yield from _check_labels(output, plain.labels, secrets)
    if secrets.addresses:
        yield from _check_addresses(output, plain.addresses, secrets, "leads to")


def _check_index(
    output: Output, index: SearchIndex, secrets: Secrets, build: Build, names: Collection[str]
) -> Iterator[Leak]:
    """Check names in the index, and the words of those documents whose pages are looked through too."""
    words = [word for label in index.labels for word in (*read_words(label), BREAK)]
    yield from _check_words(output, secrets.alphabet.write(words), "", secrets)
    yield from _check_short(output, words, secrets, frozenset())
    yield from _check_labels(output, index.labels, secrets)
    yield from _check_addresses(output, index.documents, secrets, "leads to")
    folder = posixpath.dirname(output.name)
    for place, document in enumerate(index.documents):
        source = secrets.sources.get(name_page(document))
        pages = _find_pages(folder, document)
        if source is None or source.withheld or pages.isdisjoint(names):
            continue
        terms = [
            (term, word, secret)
            for word, secret in find_hidden_words(source).items()
            for term in list_stems(word)
            if place in index.terms.get(term, ())
        ]
        shown = _read_shown(build, pages) if terms else frozenset()
        for term, word, secret in terms:
            if not any(may_be_of(term, other) for other in shown):
                yield _tell(output, secret, f"finds the review by “{word}”, which a spoiler hides")


def _find_pages(folder: str, document: str) -> frozenset[str]:
    names = (f"{document}.html", f"{document}/index.html", f"{name_page(document)}.html")
    return frozenset(posixpath.join(folder, name) for name in names)


def _read_shown(build: Build, pages: Collection[str]) -> frozenset[str]:
    """Give the words that a document's page shows, which its entries in an index may come from."""
    found: set[str] = set()
    for output in build.open(name for name in build.names if name in pages):
        found.update(Page(output.text).words)
    return frozenset(found)


def _check_words(
    output: Output,
    shown: str,
    hidden: str,
    secrets: Secrets,
    own: Callable[[], Iterable[str]] = tuple,
) -> Iterator[Leak]:
    for secret, run in secrets.shown.find_each(shown, own).items():
        yield _tell(output, secret, f"shows {_quote(secrets.alphabet.read(run))}, which a spoiler hides")
    for secret, run in secrets.anywhere.find_each(shown + hidden, own).items():
        told = _quote(secrets.alphabet.read(run))
        yield _tell(output, secret, f"shows {told} of a review that is {secret.withheld}")


def _check_short(
    output: Output, words: Iterable[str], secrets: Secrets, furniture: Collection[str]
) -> Iterator[Leak]:
    written = join_written(secrets.alphabet.write(words))
    for secret, run in secrets.short.find_each(written).items():
        told = secrets.alphabet.read(run)
        if len(told) > 1 or told[0] not in furniture:
            yield _tell(output, secret, f"shows {_quote(told)}, which a spoiler hides")


def _check_labels(output: Output, labels: Iterable[str], secrets: Secrets) -> Iterator[Leak]:
    """Look for titles in links, headings and the like: a short one must be all of a part of them."""
    for label in labels:
        for secret, run in secrets.titles.find_each(secrets.alphabet.write(read_words(label))).items():
            parts = [label, *_PARTS.split(label)]
            words = secrets.alphabet.read(run)
            if len(words) >= _LONG_TITLE or words in {tuple(read_words(part)) for part in parts}:
                yield _tell(output, secret, f"names {_quote(words)}, a review that is {secret.withheld}")


def _check_addresses(output: Output, addresses: Iterable[str], secrets: Secrets, what: str) -> Iterator[Leak]:
    if secrets.addresses:
        for address in addresses:
            secret = find_withheld(address, output.name, secrets)
            if secret is not None:
                yield _tell(output, secret, f"{what} the page of a review that is {secret.withheld}")


def _check_markers(output: Output, page: Page, secrets: Secrets) -> Iterator[Leak]:
    tails = list(list_tails(make_key(output.name)))
    if not secrets.others.isdisjoint(tails):
        return  # whoever wrote a page that is no review wrote what stands there
    for marker in find_markers(page.shown):
        sources = [secrets.sources[tail] for tail in tails if tail in secrets.sources]
        if not sources:
            written = (one for one in secrets.sources.values() if marker in one.read().source.text)
            sources = list(written)[:1]
        for source in sources:
            line = find_line(source.read(), marker)
            if line:
                message = f"shows {_quote(marker.split())} as it was written: no spoiler was made of it"
                yield Leak(output.name, source.path, line, message)


def _tell(output: Output, secret: Secret, message: str) -> Leak:
    return Leak(output.name, secret.path, secret.line, message)


def _quote(words: Sequence[str]) -> str:
    return f"“{' '.join(words[:_QUOTED])}{' …' if len(words) > _QUOTED else ''}”"
