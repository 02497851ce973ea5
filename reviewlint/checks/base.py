"""What a check kind is, what it is given and what it gives.

A kind is a module of this folder, named as rule files name it (``image_file.py`` is
``image-file``). It holds

``Params``
    a ``Struct`` of the parameters that a rule may give under ``with``, typed;
``PLACEHOLDERS``
    the names that its rules' messages may use in braces;
``CONDITIONS`` (optional)
    the names beside ``default`` and ``strict`` that a rule's ``severity`` may hold, for kinds whose
    hits can be of several weights;
``PLACES`` (where ``Params`` has no ``scope`` or ``scopes``, and only there)
    the scopes, as of ``document/scopes.py``, that the kind looks at. Beside those that rules name, they
    say what a rule is about: ``rule_places`` derives from them in which syntaxes a rule has to show
    examples, which ``tests/test_catalogue.py`` demands;
``NEEDS`` (optional)
    what a review must have for the kind to find anything, names out of ``PARTS_NEEDED``: it is not asked
    about other reviews;
``validate(params)`` (optional)
    raises ``ValueError`` where parameters of the right types cannot be used all the same, as a
    pattern that is none; called where a rule file or a config is read, not at every start;
``VOCABULARIES`` (optional)
    for each parameter that names a word list the form that its rules read, one of those in
    ``packs/word_forms.py``; without it, ``list`` names one of the form ``words``. A list that all rules
    of the kind ask for stands there by its own name;
``prepare(rules, settings)``
    called once with the parameters of every rule of the kind: gives a ``Run``, ``find_nothing`` where a
    site's config leaves the kind nothing to do. A kind that looks
    at each rule by itself writes ``find(review, params, context)`` and ``prepare = each(find)``; one
    that can share work between its rules (one pattern set over one text) does so here.

A kind may also look at all reviews of an archive, beside ``prepare`` or instead of it. Its ``Params``
are then ``ArchiveParams``, and it has

``gather(review, params, context)``
    gives the ``Fact``s of one review that a rule needs, small, because those of ten thousand
    reviews are kept;
``compare(facts, params, settings)``
    gives an ``ArchiveHit`` for each of them that is wrong beside the others.

Facts, and what a kind finds in a single review, may depend on the review's text, the site's settings,
the day, and what ``context.files`` answers: all of it is kept between runs for as long as these stay the
same, and the questions that were asked of the files are kept with it (``reviewlint.run.watching``). No kind
reads the disk in another way. Of the day a kind asks what it ``precedes``, for what is past stays past: only
what was found to be still to come has to be found out again on another day. What facts say must not depend
on which reviews are reported or in what order they were read. They come in the order of the reviews' paths,
and of two that disagree the rarer or the later is wrong.

**Floods.** A defect that most of an archive shares is one decision of its editors, not a thousand
findings. A rule of a kind whose ``Params`` are ``ArchiveParams`` may say so in its file::

    with:
      flood: "{count} of {total} reviews have no title that reviewlint knows"
      flood_least: 20     # reviews that an archive must have
      flood_share: 0.5    # of them; more than so many must share the defect

The findings of all reviews then become one. Which of a rule's findings share a defect is said by the
words: those whose ``flood`` reads the same, ``{count}`` and ``{total}`` aside, so that
``{what} is missing in {count} of {total} reviews`` tells titles from dates. It may use the kind's
placeholders. The one finding is as grave as the gravest that it stands for; it stands at the config's
first line, else at the first line of the first such review, and is shown when the whole archive is
checked. What may be published is still judged by each review's own findings.

An ``ArchiveHit`` may itself say that most of the archive is like it (``shared``): those are never
reported one by one, but once where the rule has words for it and the archive is large enough, else
not at all.

Kinds do not import one another.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol, TypeVar

import msgspec

from reviewlint.diagnostics import Safety
from reviewlint.document.fields import Roles
from reviewlint.document.model import Review, SpoilerDialect
from reviewlint.span import Span

Key = TypeVar("Key", bound=Hashable)


class Hit(msgspec.Struct, frozen=True):
    """Report one place where a rule's check fires.

    ``values`` fill the message. ``condition`` picks the severity where the rule gives several.
    ``edits`` mend it together, ``safety`` says how surely; ``related`` names other places.
    """

    span: Span
    values: Mapping[str, str] = {}
    condition: str | None = None
    edits: tuple[tuple[Span, str], ...] = ()
    safety: Safety | None = None
    fix_message: str = ""
    related: tuple[tuple[Span, str], ...] = ()


class Files(Protocol):
    """Answer for the files beside the reviews; the engine itself touches no disk."""

    def is_file(self, path: str) -> bool:
        """Tell whether a file is there, under exactly this spelling of its path."""

    def names(self, folder: str) -> tuple[str, ...]:
        """Give the names in a folder, sorted; nothing where there is no such folder."""

    def images(self, folder: str) -> tuple[str, ...]:
        """Give the names in a folder that are images', sorted."""

    def spellings(self, folder: str, name: str) -> tuple[str, ...]:
        """Give the names in a folder that differ from a name by case only, sorted."""

    def is_inside(self, path: str) -> bool:
        """Tell whether a path lies within the site, as far as is known where the site ends."""

    def image_roots(self, path: str) -> tuple[str, ...]:
        """Give the folders that an address beginning with ``/`` may start from, for this review."""

    def read_start(self, path: str, size: int) -> bytes:
        """Give the first ``size`` bytes of a file; nothing where it cannot be read."""

    def weigh(self, path: str) -> int:
        """Give the number of bytes in a file, 0 where there is none."""

    def measure(self, path: str) -> tuple[int, int] | None:
        """Give an image's width and height in pixels, ``None`` where its bytes do not tell."""


class Day(Protocol):
    """Answer for the day that reviews are judged by."""

    @property
    def date(self) -> datetime.date:
        """Give it, for a message about what is still to come."""

    def precedes(self, when: tuple[int, ...]) -> bool:
        """Tell whether a year, a month (year, month) or a day (year, month, day) is still to come."""


class Settings(msgspec.Struct, frozen=True, dict=True):
    """Hold what a site's config says to the checks.

    ``vocabularies`` are the word lists by name, the site's own words included; ``scale`` is the
    rating's (lowest, highest, step), ``None`` where nobody said it. ``constraints`` are the JSON
    Schemas of single roles and fields, ``schema`` that of the whole front matter, as plain data.
    ``dialect`` is how the site marks spoilers, ``renders`` the dialects that its pages hide, ``None``
    where nobody said it.
    """

    roles: Roles = Roles()
    vocabularies: Mapping[str, Any] = {}
    scale: tuple[float, float, float | None] | None = None
    required: tuple[str, ...] = ()
    language: str = "en"
    constraints: Mapping[str, Mapping[str, Any]] = {}
    schema: Mapping[str, Any] | None = None
    dialect: SpoilerDialect | None = None
    renders: tuple[SpoilerDialect, ...] | None = None

    @cached_property
    def derived(self) -> dict[Any, Any]:
        """Keep what kinds made of the settings for all reviews, such as the patterns of a word list."""
        return {}


class Context(msgspec.Struct, frozen=True):
    """Hold what is true of one review beyond its text.

    ``path`` is what findings carry, ``relative`` the path from the config's folder. ``captured``
    says that the text was taken from a web page: it has no metadata at all, or two signs of page
    furniture.
    """

    settings: Settings
    today: Day
    files: Files
    path: str = ""
    relative: str = ""
    draft: bool = False
    captured: bool = False


def shorten(text: str, longest: int = 80) -> str:
    """Give a text fit for a message: on one line, cut behind a word where it is long."""
    # Most texts are fit as they stand: to see that takes half as long as to put them together anew.
    # No blank but the plain one is printable.
    if len(text) <= longest and text.isprintable() and "  " not in text and text.strip() is text:
        return text
    text = " ".join(text[: 4 * longest].split())
    if len(text) <= longest:
        return text
    cut = text.rfind(" ", longest // 2, longest)
    return text[: cut if cut > 0 else longest - 1].rstrip() + "…"


def list_words(vocabulary: Any) -> Iterator[str]:
    """Give the words of a vocabulary: a list, or lists by language or kind."""
    groups = vocabulary.values() if isinstance(vocabulary, Mapping) else (vocabulary or (),)
    for words in groups:
        yield from map(str, words)


Run = Callable[[Review, Context], Iterator[tuple[int, Hit]]]
"""Look at one review for all rules of a kind: the index of the rule that fired, and the hit."""

PARTS_NEEDED = ("captured", "headings", "images", "links", "spoilers")
"""What a kind may need: a text that was captured from a web page, or some of a review's parts."""

Find = Callable[[Review, Any, Context], Iterable[Hit]]
Prepare = Callable[[Sequence[Any], Settings], Run]


def find_nothing(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
    """Find nothing in any review: the run of a kind that has nothing to do on a site."""
    return iter(())


def each(find: Find) -> Prepare:
    """Make a ``prepare`` for a kind that looks at each rule by itself."""

    def prepare(rules: Sequence[Any], settings: Settings) -> Run:
        def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
            for index, params in enumerate(rules):
                for hit in find(review, params, context):
                    yield index, hit

        return run

    return prepare


class ArchiveParams(msgspec.Struct, frozen=True, kw_only=True):
    """Hold the parameters that rules about a whole archive have in common: see "Floods" above.

    ``flood_least`` counts reviews; ``flood_share`` is a part of them, 1 being all.
    """

    flood: str | None = None
    flood_least: int = 20
    flood_share: float = 0.5

    @property
    def compares(self) -> bool:
        """Tell whether a rule with these parameters looks at other reviews at all."""
        return True


class Fact(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Keep one small thing of a review for the archive: what it is compared by, what is written, where.

    ``span`` is at the review's very start for what is reported nowhere. ``silenced`` says that a
    suppression covers it: it counts beside the others and is not reported.
    """

    key: str
    text: str
    span: Span = Span(0, 0)
    silenced: bool = False


class ArchiveHit(msgspec.Struct, frozen=True):
    """Report a fact of the review at ``path`` that is wrong beside the others.

    ``replacement`` is what would be right in its place; ``related`` are facts of other reviews.
    ``shared`` says that most of the archive is like this.
    """

    path: str
    fact: Fact
    values: Mapping[str, str] = {}
    condition: str | None = None
    replacement: str | None = None
    safety: Safety | None = None
    related: tuple[tuple[str, Fact, str], ...] = ()
    shared: bool = False


def count_repeated(keys: Iterable[Key]) -> Mapping[Key, int]:
    """Count the keys that come several times: what stands alone in its archive need not be held."""
    return {key: count for key, count in Counter(keys).items() if count > 1}


class FactsOfRule(Protocol):
    """Give the facts of one rule, each with its review's path, in the order of the paths.

    They may be asked for several times. Those of a large archive are read anew each time, so that a
    kind which keeps only what it reports needs little memory.
    """

    def __iter__(self) -> Iterator[tuple[str, Fact]]:
        """Give them one after the other."""

    def __len__(self) -> int:
        """Give their number."""


Gather = Callable[[Review, Any, Context], Iterable[Fact]]
Compare = Callable[[FactsOfRule, Any, Settings], Iterator[ArchiveHit]]
