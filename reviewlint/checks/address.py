"""``address``: two reviews that would be written to one address of the site; the later one is reported.

Generators differ in how they make addresses. Only what all of them agree on is said: the folder and
the name of a file, or the part of the address that the review itself gives.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

import msgspec

from reviewlint.checks.base import (
    ArchiveHit,
    ArchiveParams,
    Context,
    Fact,
    FactsOfRule,
    Settings,
    count_repeated,
    shorten,
)
from reviewlint.document.identity import abbreviate
from reviewlint.document.model import Review
from reviewlint.document.scopes import parts
from reviewlint.regex import compile_later
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"address", "path"})
PLACES = ("field.*",)

_INDEX = "index"
_LANGUAGE = compile_later(r"(?P<stem>.+)\.(?P<language>[a-z]{2}(?:-[A-Za-z]{2,4})?)")
# Jekyll makes the date of a post's name part of its address, unless it is told otherwise.
_DATED = compile_later(r"\d{4}-\d{1,2}-\d{1,2}-")
# `/:title/`, `{{ slug }}`, `<name>`: filled in by the generator; and whole addresses elsewhere.
_TEMPLATE = compile_later(r"[:{}<>\[\]*?#]")


class Params(ArchiveParams, frozen=True, forbid_unknown_fields=True):
    """Say in which role a review gives its part of the address."""

    slug: str = "slug"


class Address(msgspec.Struct, frozen=True):
    """Hold where a review will be: its folders and name, its language, and the text that says so."""

    path: str
    language: str
    span: Span


def gather(review: Review, params: Params, context: Context) -> Sequence[Fact]:
    """Give the address of a review; a draft has none yet."""
    address = None if context.draft else _find_address(review, params, context.relative or context.path)
    if address is None:
        return ()
    key = abbreviate(f"{address.path}\0{address.language}")
    return (Fact(key, shorten(address.path) or "/", address.span),)


def compare(facts: FactsOfRule, params: Params, settings: Settings) -> Iterator[ArchiveHit]:
    """Report each review whose address an earlier one has."""
    several = count_repeated(fact.key for _, fact in facts)
    first: dict[str, tuple[str, Fact]] = {}
    for path, fact in facts:
        if fact.key not in several:
            continue
        origin = first.setdefault(fact.key, (path, fact))
        if origin[1] is not fact:
            values = {"address": fact.text, "path": origin[0]}
            yield ArchiveHit(path, fact, values, related=((*origin, "this one is there, too"),))


def _find_address(review: Review, params: Params, path: str) -> Address | None:
    folder, name = posixpath.split(path)
    stem, language = name.rpartition(".")[0] or name, ""
    if "." in stem and (match := _LANGUAGE.fullmatch(stem)):
        stem, language = match["stem"], match["language"]
    language = (review.text_of("language") or language).lower().replace("_", "-")
    bundle = folder if stem == _INDEX else posixpath.join(folder, stem)
    slug = None
    if params.slug in review.fields:
        slug = next((part for part in parts(review, f"field.{params.slug}") if part.text.strip()), None)
    if slug is None:
        return Address(bundle, language, _first_line(review))
    if review.fields[params.slug].value.kind == "boolean" or _TEMPLATE.search(slug.text):
        return None
    return Address(_join(bundle, stem, slug.text.strip()), language, slug.span)


def _join(bundle: str, stem: str, slug: str) -> str:
    """Put a slug in the place of the file's name; one with folders of its own starts at the top."""
    inner = slug.strip("/").removesuffix(".html")
    if "/" in slug:
        return inner.removesuffix(f"/{_INDEX}")
    dated = _DATED.match(stem)
    return posixpath.join(posixpath.dirname(bundle), (dated.group() if dated else "") + inner)


def _first_line(review: Review) -> Span:
    block = review.front_matter
    return block.opening if block is not None else review.source.line_span(1)
