"""What is not there: texts that are missing, empty or blank, and fields that say nothing.

``find_lacks`` and ``list_bare_fields`` are glances: most reviews have all that they should, and to see that
nobody needs to know where each text of a scope stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reviewlint.document.fields import Role
from reviewlint.document.front_matter.yaml_text import NOTHING
from reviewlint.document.model import AltState, Field, Image, Review, Value

States = frozenset[AltState]

_ANY: States = frozenset({"missing", "empty", "blank"})
_NONE: States = frozenset()
_BEGINNING = 200
"""Code points of a body that are looked at: nearly all begin with a letter."""
_BARE = frozenset({"", "<"})
"""With what a body may begin that holds nothing but comments."""

SEEN = frozenset({
    "body", "body-image.alt", "cover.alt", "cover.caption", "figure.caption", "heading", "image.alt",
    "image.source", "spoiler.body", "spoiler.label",
})  # fmt: skip
"""The scopes that ``find_lacks`` looks at."""


def find_lacks(review: Review) -> Mapping[str, States]:
    """Give for each scope of ``SEEN`` of which a text may not be there the states in which such may be.

    Where a scope is not named, all its texts are there.
    """
    found: dict[str, States] = {}
    text = review.source.text
    body = review.body
    if text[body.start : min(body.start + _BEGINNING, body.end)].lstrip()[:1] in _BARE:
        found["body"] = _ANY
    if "" in [heading.text.strip() for heading in review.headings]:
        found["heading"] = _ANY
    poor = [
        image
        for image in review.images
        if image.alt_state != "text"
        or not image.source.strip()
        or ((image.cover or image.in_figure) and not (image.caption and image.caption.strip()))
    ]
    if poor:
        found.update(_list_lacks_of_images(poor))
    if review.spoilers:
        bodies = [spoiler.body for spoiler in review.spoilers]
        begins = [text[one.start : min(one.start + _BEGINNING, one.end)].lstrip()[:1] for one in bodies]
        if not _BARE.isdisjoint(begins):
            found["spoiler.body"] = _ANY
        if "" in [(one.label or "").strip() for one in review.spoilers if one.form == "block"]:
            found["spoiler.label"] = _ANY
    return found


def _list_lacks_of_images(images: Sequence[Image]) -> Iterator[tuple[str, States]]:
    yield "image.alt", _ANY & {image.alt_state for image in images}
    yield "body-image.alt", _ANY & {image.alt_state for image in images if not image.cover}
    yield "cover.alt", _ANY & {image.alt_state for image in images if image.cover}
    bare = [image for image in images if not (image.caption and image.caption.strip())]
    yield "cover.caption", _ANY if [image for image in bare if image.cover] else _NONE
    yield "figure.caption", _ANY if [image for image in bare if image.in_figure] else _NONE
    yield "image.source", _ANY if "" in [image.source.strip() for image in images] else _NONE


def list_bare_fields(review: Review) -> Sequence[Field]:
    """Give the fields that hold a value, or an item, which may say nothing: hardly ever any."""
    # All in one expression: every field of every review is asked.
    return [
        field
        for field in review.fields.values()
        if (value := field.value).kind == "null"
        or (value.kind == "text" and not value.text.strip())
        or (value.items and list_bare_values(field))
    ]


def list_bare_values(field: Field) -> Sequence[Value]:
    """Give the value of a field, or those of its items, that may say nothing."""
    return [
        value
        for value in field.value.items or (field.value,)
        if value.kind == "null" or (value.kind == "text" and not value.text.strip())
    ]


def judge_bare_value(review: Review, value: Value, role: Role) -> AltState:
    """Give the state of a value that may say nothing; "text" where a writer meant words."""
    if value.kind == "null":
        return "text" if role.type in ("text", "texts", "work") and _is_meant(review, value) else "empty"
    return "blank" if value.text else "empty"


def _is_meant(review: Review, value: Value) -> bool:
    """Tell whether a writer meant words where YAML reads nothing.

    ``#Alive`` is a comment to YAML, ``&Juliet`` an anchor, ``Null`` a film; ``~``, ``null`` and
    ``NULL`` are how one says "nothing", and a comment behind a blank is a comment.
    """
    if value.text:
        return value.text not in NOTHING
    if value.comment is not None:
        mark = review.source.slice(value.comment)
        return len(mark) > 1 and not mark[1].isspace()
    return value.span.end > value.span.start
