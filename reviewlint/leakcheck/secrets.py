"""What a build must not show: of all reviews the spoilers, of those that are not public everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from reviewlint.document.model import Review
from reviewlint.document.scopes import hidden_spans
from reviewlint.leakcheck.footnotes import find_hidden_footnotes
from reviewlint.leakcheck.runs import Runs
from reviewlint.leakcheck.words import RUN, Words, list_runs, read_source_words, read_words
from reviewlint.record import ReviewRecord
from reviewlint.span import Span

# A word of three letters stands somewhere on every site.
_SHORTEST = 4
# What Sphinx and its themes call their own pages and links.
_FURNITURE = frozenset(
    "archive contents docs documentation home index menu modules navigation next pages previous reviews"  # noqa: SIM905
    " search source spoiler spoilers table tags toggle".split()
)


class Source(msgspec.Struct, frozen=True):
    """Hold a review as this check knows it.

    ``path`` is how messages name it; ``address`` its path from the source folder, without suffix, as
    Sphinx names documents;
    ``withheld`` says why readers must not see it ("a draft"), and is empty where they may.
    """

    path: str
    address: str
    review: Review
    record: ReviewRecord
    withheld: str = ""


class Secret(msgspec.Struct, frozen=True):
    """Say where something stands that must not be shown, and what it is."""

    path: str
    line: int
    what: str


class HiddenWords(msgspec.Struct, frozen=True):
    """Hold the words of a review that only its spoilers have."""

    words: frozenset[str]
    secret: Secret


class Secrets(msgspec.Struct, frozen=True):
    """Hold what is looked for.

    ``shown`` must not stand outside of spoiler bodies, ``anywhere`` not even there; ``short`` are
    whole bodies of fewer than six words. ``titles`` and ``addresses`` are of reviews that are not
    public; ``slugs`` the last part of these addresses, where it is nothing else's. ``hidden`` has
    the words that no search index may hold, by address. ``sources`` are all reviews by address,
    ``others`` the addresses of documents that are none.
    """

    shown: Runs[Secret]
    short: Runs[Secret]
    anywhere: Runs[Secret]
    titles: Runs[Secret]
    addresses: Mapping[str, Secret]
    slugs: Mapping[str, Secret]
    hidden: Mapping[str, HiddenWords]
    sources: Mapping[str, Source]
    others: frozenset[str] = frozenset()


class _Texts(msgspec.Struct, frozen=True):
    """Hold a review as words: in the open, and each piece that it hides with its line."""

    source: Source
    open: list[str]
    hidden: list[tuple[list[str], int]]


def gather_secrets(sources: Sequence[Source], others: Mapping[str, str] = {}) -> Secrets:
    """Work out what must not be shown; ``others`` are texts of documents that are no reviews."""
    texts = [_read(source) for source in sources]
    public = [one for one in texts if not one.source.withheld]
    withheld = [one for one in texts if one.source.withheld]
    opened = [one.open for one in public]
    # A guide may use the word that is all of a spoiler; it may not tell its story.
    around = [*opened, *map(read_source_words, others.values())]
    names = {word for one in public for word in _list_names(one.source.record)}
    names |= {address.rpartition("/")[2].casefold() for address in others}
    return Secrets(
        shown=Runs(_list_spoiler_runs(texts)).without(opened),
        short=Runs(_list_short(texts)).without(around),
        anywhere=Runs(_list_withheld_runs(withheld)).without(
            [*opened, *(words for one in public for words, _ in one.hidden)]
        ),
        titles=Runs(_list_titles(withheld)).without(around),
        # The page of a whole site is nobody's alone.
        addresses={key: _name(one) for one in withheld if (key := name_page(one.source.address)) != "index"},
        slugs={slug: _name(one) for one in withheld if (slug := _find_slug(one)) not in names},
        hidden={one.source.address: found for one in public if (found := _find_hidden_words(one))},
        sources={name_page(source.address): source for source in sources},
        others=frozenset(map(name_page, others)),
    )


def name_page(document: str) -> str:
    """Give what the pages of a document have in common in all builders: ``a/b`` for ``a/b/index``."""
    return document.removesuffix("/index")


def _read(source: Source) -> _Texts:
    review = source.review
    text = review.source.text
    spans = hidden_spans(review)
    bodies = [spoiler.body for spoiler in review.spoilers]
    notes = find_hidden_footnotes(text, spans)
    hidden = [
        (read_source_words(review.source.slice(span)), review.source.position(span.start)[0])
        for span in [*bodies, *notes]
    ]
    pieces = [*_list_fields(source.record)]
    at = review.body.start
    for span in sorted([*spans, *notes]):
        if span.start > at:
            pieces.append(review.source.slice(Span(at, span.start)))
        at = max(at, span.end)
    pieces.append(text[at : review.body.end])
    pieces += [spoiler.label for spoiler in review.spoilers if spoiler.label]
    return _Texts(source, read_source_words(" | ".join(pieces)), hidden)


def _list_fields(record: ReviewRecord) -> Iterator[str]:
    """Give what is shown of a review beside its text."""
    work, cover = record.work, record.cover
    yield from (record.title, record.summary, record.excerpt or "", work.title or "", work.series or "")
    yield from (*work.creators, *record.reviewers, *record.tags, work.medium or "")
    if cover is not None:
        yield from (cover.alt or "", cover.caption or "", cover.credit or "")


def _list_names(record: ReviewRecord) -> Iterator[str]:
    """Give the last parts of the addresses that a public review may bring about."""
    texts = [record.title, record.work.title or "", record.work.medium or "", record.work.series or ""]
    texts += [*record.tags, *record.reviewers, *record.work.creators]
    yield record.slug.casefold()
    yield from ("-".join(read_words(text)) for text in texts)
    yield from (alias.strip("/").rpartition("/")[2].casefold() for alias in record.aliases)


def _list_spoiler_runs(texts: Iterable[_Texts]) -> Iterator[tuple[Words, Secret]]:
    for one in texts:
        for words, line in one.hidden:
            secret = Secret(one.source.path, line, "a spoiler")
            yield from ((run, secret) for run in list_runs(words))


def _list_short(texts: Iterable[_Texts]) -> Iterator[tuple[Words, Secret]]:
    for one in texts:
        for words, line in one.hidden:
            if len(words) < RUN and _is_telling(words):
                yield tuple(words), Secret(one.source.path, line, "a spoiler")


def _is_telling(words: Sequence[str]) -> bool:
    """Tell whether so few words can be told from what any page says."""
    if len(words) > 1:
        return sum(map(len, words)) > _SHORTEST
    return all(len(word) >= _SHORTEST and word not in _FURNITURE and not word.isdigit() for word in words)


def _list_withheld_runs(texts: Iterable[_Texts]) -> Iterator[tuple[Words, Secret]]:
    for one in texts:
        yield from ((run, _name(one)) for run in list_runs(one.open))


def _list_titles(texts: Iterable[_Texts]) -> Iterator[tuple[Words, Secret]]:
    for one in texts:
        words = read_words(one.source.record.title)
        if len(words) > 1 or _is_telling(words):
            yield tuple(words), _name(one)


def _find_slug(one: _Texts) -> str:
    return one.source.record.slug.casefold()


def _find_hidden_words(one: _Texts) -> HiddenWords | None:
    found = {word for words, _ in one.hidden for word in words if len(word) >= _SHORTEST}
    found -= set(one.open)
    if not found:
        return None
    return HiddenWords(frozenset(found), Secret(one.source.path, one.hidden[0][1], "a spoiler"))


def _name(one: _Texts) -> Secret:
    return Secret(one.source.path, 1, one.source.withheld)
