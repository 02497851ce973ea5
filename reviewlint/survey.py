"""What the reviews of a folder have in common: names of fields, ratings, spoilers, pictures, tags.

Everything here is counted, nothing is judged: what a config or a new review makes of it is said
where it is made.
"""

from __future__ import annotations

import posixpath
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

import msgspec

from reviewlint.document.dates import read_date
from reviewlint.document.model import FrontMatter, Review, Value
from reviewlint.document.rating import read_rating
from reviewlint.regex import compile_later

_REMOTE = compile_later(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|\{")
_DATED = compile_later(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[-_]")
_DEEPEST = 3


class Key(msgspec.Struct, frozen=True):
    """Count a name of the front matter, dotted where it is nested.

    ``kind`` is what its values mostly are; ``written`` the value, as written, that nearly all
    reviews share; ``place`` its average place among the names beside it, from 0.
    """

    name: str
    count: int
    kind: str
    written: str | None
    place: float


class Survey(msgspec.Struct, frozen=True):
    """Hold what was counted in ``count`` reviews; every mapping is from what was seen to how often.

    ``roles`` are the names that fill each role, ``ratings`` pairs of a rating and the highest that
    it names itself, ``authors`` what stands under the author, ``zones`` the time zones of dates.
    ``picture_roots`` are folders from which addresses of pictures lead to a file, ``pictures`` the
    addresses on this site that are no path from the review itself. ``bare`` are files without any
    metadata.
    """

    count: int
    keys: tuple[Key, ...]
    roles: Mapping[str, Mapping[str, int]]
    ratings: tuple[tuple[float, float | None], ...]
    dialects: Mapping[str, int]
    tags: Mapping[str, int]
    authors: Mapping[str, int]
    zones: Mapping[str, int]
    pictures: int
    picture_roots: Mapping[str, int]
    forms: Mapping[str, int]
    suffixes: Mapping[str, int]
    folders: Mapping[str, int]
    dated: int
    bundles: int
    bare: tuple[str, ...]


def survey_reviews(reviews: Iterable[tuple[str, Review]], pictures: Collection[str] = ()) -> Survey:
    """Count what reviews have in common.

    Paths are relative to the folder that is looked at, with forward slashes; ``pictures`` are the
    paths of the image files in it.
    """
    everything = list(reviews)
    blocks = [(path, review) for path, review in everything if _holds_fields(review.front_matter)]
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    for _, review in blocks:
        for role, field in review.fields.items():
            if _is_filled(field.value):
                roles[role][field.name] += 1
    roots, found = _find_picture_roots(blocks, pictures)
    return Survey(
        count=len(blocks),
        keys=_count_keys([review.front_matter for _, review in blocks]),
        roles=dict(roles),
        ratings=tuple(_read_ratings(blocks)),
        dialects=Counter(spoiler.dialect for _, review in blocks for spoiler in review.spoilers),
        tags=Counter(tag for _, review in blocks for tag in _read_tags(review)),
        authors=Counter(name.strip() for _, review in blocks for name, _ in review.texts_of("author")),
        zones=Counter(_read_zones(blocks)),
        pictures=found,
        picture_roots=roots,
        forms=Counter(review.front_matter.form for _, review in blocks if review.front_matter),
        suffixes=Counter(posixpath.splitext(path)[1] for path, _ in blocks),
        folders=Counter(_folder_of(path) for path, _ in blocks),
        dated=sum(bool(_DATED.match(_own_name(path))) for path, _ in blocks),
        bundles=sum(_is_bundle(path) for path, _ in blocks),
        bare=tuple(sorted(path for path, review in everything if review.front_matter is None)),
    )


def _holds_fields(block: FrontMatter | None) -> bool:
    return block is not None and block.root is not None and bool(block.root.entries)


def _is_filled(value: Value) -> bool:
    return value.kind != "null" and bool(value.text.strip() or value.items or value.entries)


def _count_keys(blocks: Sequence[FrontMatter | None]) -> tuple[Key, ...]:
    """Count names in the order in which they mostly stand; nested ones follow theirs."""
    values: dict[str, list[Value]] = defaultdict(list)
    written: dict[str, Counter[str]] = defaultdict(Counter)
    places: dict[str, list[int]] = defaultdict(list)
    for block in blocks:
        if block is None or block.root is None:
            continue
        for name, place, value in _walk(block.root):
            values[name].append(value)
            places[name].append(place)
            if value.kind not in ("list", "map", "null"):
                written[name][value.text] += 1
    keys = {name: _make_key(name, values[name], written[name], places[name], len(blocks)) for name in values}
    return tuple(sorted(keys.values(), key=lambda key: _order(key, keys)))


def _walk(root: Value, prefix: str = "", depth: int = 1) -> Iterator[tuple[str, int, Value]]:
    for place, entry in enumerate(root.entries):
        name = prefix + entry.key
        yield name, place, entry.value
        if entry.value.kind == "map" and depth < _DEEPEST and "." not in entry.key:
            yield from _walk(entry.value, name + ".", depth + 1)


def _make_key(
    name: str, values: Sequence[Value], written: Counter[str], places: Sequence[int], reviews: int
) -> Key:
    kinds = Counter(value.kind for value in values if value.kind != "null")
    kind = kinds.most_common(1)[0][0] if kinds else "null"
    most, times = written.most_common(1)[0] if written else ("", 0)
    shared = most if times > 1 and times * 10 >= reviews * 9 else None
    return Key(name, len(values), kind, shared, sum(places) / len(places))


def _order(key: Key, keys: Mapping[str, Key]) -> tuple[tuple[float, str], ...]:
    parts = key.name.split(".")
    above = [".".join(parts[: length + 1]) for length in range(len(parts))]
    return tuple((keys[name].place, name) for name in above if name in keys)


def _read_ratings(reviews: Iterable[tuple[str, Review]]) -> Iterator[tuple[float, float | None]]:
    for _, review in reviews:
        field = review.fields.get("rating")
        rating = read_rating(field.value) if field else None
        if rating is not None and rating.value is not None:
            yield rating.value, rating.best


def _read_tags(review: Review) -> Iterator[str]:
    field = review.fields.get("tags")
    for text, _ in review.texts_of("tags"):
        # A text outside of a list may hold several tags.
        yield from (tag.strip() for tag in ([text] if field and field.value.items else text.split(",")))


def _read_zones(reviews: Iterable[tuple[str, Review]]) -> Iterator[str]:
    for _, review in reviews:
        date = read_date(review.text_of("date") or "", {})
        if date is not None and date.zone:
            yield date.zone.strip()


def _find_picture_roots(
    reviews: Iterable[tuple[str, Review]], pictures: Collection[str]
) -> tuple[Mapping[str, int], int]:
    """Give the folders from which pictures' addresses lead to a file, and how many addresses there are."""
    known = frozenset(pictures)
    by_name: dict[str, list[str]] = defaultdict(list)
    for picture in sorted(known):
        by_name[posixpath.basename(picture)].append(picture)
    roots: Counter[str] = Counter()
    count = 0
    for path, review in reviews:
        folder = posixpath.dirname(path)
        for image in review.images:
            address = unquote(image.source.partition("?")[0].partition("#")[0])
            if not address or _REMOTE.match(address) or ".." in address:
                continue
            beside = posixpath.normpath(posixpath.join(folder, address))
            if not address.startswith("/") and beside in known:
                continue
            count += 1
            tail = address.lstrip("/").removeprefix("./")
            for picture in by_name.get(posixpath.basename(tail), ()):
                if picture == tail or picture.endswith(f"/{tail}"):
                    roots[picture[: -len(tail)].rstrip("/") or "."] += 1
    return roots, count


def _folder_of(path: str) -> str:
    """Give the folder that a review is put into, which of a bundle is the one above its own."""
    folder = posixpath.dirname(path)
    return posixpath.dirname(folder) if _is_bundle(path) else folder


def _own_name(path: str) -> str:
    return posixpath.basename(posixpath.dirname(path) if _is_bundle(path) else path)


def _is_bundle(path: str) -> bool:
    return posixpath.splitext(posixpath.basename(path))[0] == "index" and "/" in path
