"""``shared-text``: two different image files that share a text, such as one alt text for two pictures.

Within a review any two pictures are told apart by it; in reviews of two works it was copied from one
to the other. Different files are known by their names: a site keeps one picture under several
addresses, in several sizes and formats.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from reviewlint.checks.base import (
    ArchiveHit,
    ArchiveParams,
    Context,
    Fact,
    FactsOfRule,
    Hit,
    Settings,
    count_repeated,
    each,
    shorten,
)
from reviewlint.document.addresses import cut_tail
from reviewlint.document.identity import abbreviate, fold, read_role
from reviewlint.document.model import Image, Review
from reviewlint.document.scopes import Part, parts, require_scopes
from reviewlint.regex import compile_later

PLACEHOLDERS = frozenset({"other", "source", "text"})

# What image services and generators add to a name: `-300x200`, `-800w`, `@2x`, `-scaled`, `_small`.
_SIZE = compile_later(r"(?:[-_]\d+x\d+|[-_]\d{2,4}w|@\dx|[-_](?:scaled|small|medium|large|thumb))$")


class Params(ArchiveParams, frozen=True, forbid_unknown_fields=True):
    """Say which text of an image is compared: the same letters and digits are the same text.

    ``across`` is the number of words from which two works may not share it either: two pictures of
    one actor may both have the actor's name.
    """

    scope: str
    across: int = 3

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes((self.scope,))


def _find(review: Review, params: Params, context: Context) -> Iterator[Hit]:
    if len(review.images) < 2:
        return
    seen: dict[str, tuple[Image, Part]] = {}
    for image, part, folded in _texts(review, params):
        first, other = seen.setdefault(folded, (image, part))
        if first is not image and _stem(first) != _stem(image):
            values = {"text": shorten(part.text), "source": shorten(image.source)}
            values["other"] = f"`{shorten(first.source)}`"
            yield Hit(part.span, values, related=((other.span, "it stands here first"),))


def gather(review: Review, params: Params, context: Context) -> Sequence[Fact]:
    """Give the texts of a review's images: each by its words, the work it stands with, and its file."""
    if not review.images:
        return ()
    work = read_role(review, "work")
    title = abbreviate(work.key) if work else ""
    return [
        Fact(
            f"{abbreviate(folded)}\n{title}\n{_find_file(review, image)}",
            shorten(part.text),
            part.span,
        )
        for image, part, folded in _texts(review, params)
        if len(part.text.split()) >= params.across
    ]


def compare(facts: FactsOfRule, params: Params, settings: Settings) -> Iterator[ArchiveHit]:
    """Report a text that the picture of another work had first."""
    several = count_repeated(fact.key.partition("\n")[0] for _, fact in facts)
    first: dict[str, tuple[str, Fact]] = {}
    for path, fact in facts:
        text, work, file = fact.key.split("\n")
        if text not in several:
            continue
        other, before = first.setdefault(text, (path, fact))
        _, first_work, first_file = before.key.split("\n")
        if file != first_file and work != first_work:
            values = {"text": fact.text, "source": "", "other": f"another picture in `{other}`"}
            yield ArchiveHit(path, fact, values, related=((other, before, "it stands here first"),))


def _texts(review: Review, params: Params) -> Iterator[tuple[Image, Part, str]]:
    """Give the images that have a text, each with that text as it is and as it is compared."""
    for part in parts(review, params.scope):
        if part.text and isinstance(part.owner, Image) and part.owner.source.strip():
            folded = fold(part.text)
            if folded:
                yield part.owner, part, folded


def _find_file(review: Review, image: Image) -> str:
    """Give the name of an image's file and of the folder that it lies in."""
    address = cut_tail(image.source)
    folder = (address if "/" in address else review.source.path).rpartition("/")[0].rstrip("/")
    return abbreviate(f"{folder.rpartition('/')[2]}/{_cut_name(address)}".replace("\n", " "))


def _stem(image: Image) -> str:
    return _cut_name(cut_tail(image.source))


def _cut_name(address: str) -> str:
    """Give the name of a file without its suffix and its size."""
    name = posixpath.splitext(address.rpartition("/")[2])[0].casefold()
    return _SIZE.sub("", name) or name


prepare = each(_find)
