"""What a build must not show: of all reviews the spoilers, of those that are not public everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat

import msgspec

from reviewlint.leakcheck.alphabet import Alphabet, join_written, list_pieces
from reviewlint.leakcheck.furniture import USUAL
from reviewlint.leakcheck.openly import OpenTexts
from reviewlint.leakcheck.runs import SecretRuns
from reviewlint.leakcheck.sources import Hidden, Source, read_open
from reviewlint.leakcheck.words import BREAK, RUN, Words, join_blocks, read_words
from reviewlint.record import ReviewRecord

# Of a spoiler with short paragraphs only, so many words are looked for across them.
_ACROSS = 2 * RUN
# A word of three letters stands somewhere on every site.
_SHORTEST = 4


class Secret(msgspec.Struct, frozen=True):
    """Say where something stands that must not be shown; ``withheld`` as in :class:`.sources.Source`."""

    path: str
    line: int
    withheld: str = ""


class Secrets(msgspec.Struct, frozen=True):
    """Hold what is looked for.

    ``shown`` must not stand outside of spoiler bodies, ``anywhere`` not even there; ``short`` are
    bodies without six words in a row. ``titles`` and ``addresses`` are of reviews that are not
    public; ``slugs`` the last part of these addresses, where it is nothing else's. ``sources`` are
    all reviews by address, ``others`` the addresses of documents that are none. All runs, and what they
    are looked for in, are written by ``alphabet``.
    """

    alphabet: Alphabet
    shown: SecretRuns[Secret]
    short: SecretRuns[Secret]
    anywhere: SecretRuns[Secret]
    titles: SecretRuns[Secret]
    addresses: Mapping[str, Secret]
    slugs: Mapping[str, Secret]
    sources: Mapping[str, Source]
    others: frozenset[str]


def gather_secrets(
    sources: Sequence[Source], others: Mapping[str, str] = {}, *, spoilers: bool = True
) -> Secrets:
    """Work out what must not be shown; ``others`` are texts of documents that are no reviews.

    ``spoilers`` is false where the build shows them on purpose.
    """
    withheld = [one for one in sources if one.withheld]
    public = [one for one in sources if not one.withheld]
    hidden = [(one, piece) for one in sources for piece in one.hidden] if spoilers else []
    # The page of a whole site is nobody's alone.
    pages = {page: one for one in withheld if (page := name_page(one.address)) != "index"}
    names = _list_names(public, others) if withheld else frozenset()
    alphabet = Alphabet()
    openly = OpenTexts(public, tuple(others.values()), alphabet)
    texts = ((run, _name(one)) for one in withheld for run in _list_told(read_open(one), alphabet))
    titles = ((alphabet.learn(_read_title(one)), _name(one)) for one in withheld)
    short = _list_short(hidden, alphabet)
    return Secrets(
        alphabet=alphabet,
        shown=SecretRuns(_list_runs(hidden, alphabet), (openly.leave_out_shown, openly.leave_out_told)),
        short=SecretRuns(short, (openly.leave_out_shown, openly.leave_out_used), join_written),
        anywhere=SecretRuns(texts, (openly.leave_out_shown, openly.leave_out_known)),
        titles=SecretRuns(titles, (openly.leave_out_shown, openly.leave_out_used), join_written),
        addresses={page: _name(one) for page, one in pages.items()},
        slugs={slug: _name(one) for one in withheld if (slug := one.record.slug.casefold()) not in names},
        sources={name_page(one.address): one for one in sources},
        others=frozenset(map(name_page, others)),
    )


def name_page(document: str) -> str:
    """Give what the pages of a document have in common in all builders: ``a/b`` for ``a/b/index``."""
    return document.removesuffix("/index")


def find_hidden_words(source: Source) -> dict[str, Secret]:
    """Give the words of a public review that only its spoilers have: no search may find it by them."""
    hidden = {
        word: Secret(source.path, one.line)
        for one in reversed(source.hidden)
        for word in one.words
        if len(word) >= _SHORTEST
    }
    opened = set(read_open(source)) if hidden else ()
    return {word: secret for word, secret in hidden.items() if word not in opened}


def _list_told(words: Sequence[str], alphabet: Alphabet) -> list[str]:
    """Give every run of six words within a block: what must not be told elsewhere."""
    return list_pieces(alphabet.learn(words), RUN)


def _list_runs(hidden: Iterable[tuple[Source, Hidden]], alphabet: Alphabet) -> Iterator[tuple[str, Secret]]:
    for source, one in hidden:
        yield from zip(_list_told(one.words, alphabet), repeat(Secret(source.path, one.line)))


def _list_short(hidden: Iterable[tuple[Source, Hidden]], alphabet: Alphabet) -> Iterator[tuple[str, Secret]]:
    for source, one in hidden:
        words = join_blocks(one.words)
        if len(words) < RUN or not any(len(block) >= RUN for block in _split(one.words)):
            secret = Secret(source.path, one.line)
            written = alphabet.learn(words)
            if len(words) > _ACROSS:
                yield from zip(list_pieces(written, _ACROSS), repeat(secret))
            elif _is_telling(words):
                yield written, secret


def _split(words: Iterable[str]) -> Iterator[list[str]]:
    """Give the blocks of a text."""
    block: list[str] = []
    for word in words:
        if word == BREAK:
            yield block
            block = []
        else:
            block.append(word)
    yield block


def _is_telling(words: Sequence[str]) -> bool:
    """Tell whether so few words can be told from what any page says."""
    if len(words) > 1:
        return sum(map(len, words)) > _SHORTEST
    return any(len(word) >= _SHORTEST and word not in USUAL and not word.isdigit() for word in words)


def _read_title(source: Source) -> Words:
    words = read_words(source.record.title)
    return tuple(words) if _is_telling(words) else ()


def _list_names(public: Iterable[Source], others: Iterable[str]) -> frozenset[str]:
    """Give the last parts of all addresses that public reviews and other documents may bring about."""
    names = {address.rpartition("/")[2].casefold() for address in others}
    for one in public:
        names.update(_list_own_names(one.record))
    return frozenset(names)


def _list_own_names(record: ReviewRecord) -> Iterator[str]:
    work = record.work
    texts = [record.title, work.title or "", work.medium or "", work.series or ""]
    texts += [*record.tags, *record.reviewers, *work.creators]
    yield record.slug.casefold()
    yield from ("-".join(read_words(text)) for text in texts)
    yield from (alias.strip("/").rpartition("/")[2].casefold() for alias in record.aliases)


def _name(source: Source) -> Secret:
    return Secret(source.path, 1, source.withheld)
