"""What is not there: texts that are missing, empty or blank, and fields that say nothing.

``lacks`` and ``list_bare_fields`` are glances: most reviews have all that they should, and to see that
nobody needs to know where each text of a scope stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from reviewlint.document.fields import Role
from reviewlint.document.front_matter.yaml_text import NOTHING
from reviewlint.document.model import AltState, Field, Image, Review, Value
from reviewlint.document.scopes import parts

_BEGINNING = 200
"""Code points of a body that are looked at: nearly all begin with something that is no comment."""


def lacks(review: Review, scope: str) -> bool:
    """Tell whether a text of a scope, no field's, may be missing, empty or blank; where not, none is."""
    glance = _GLANCES.get(scope)
    return glance(review) if glance else any(part.state != "text" for part in parts(review, scope))


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


def _is_bare(text: str) -> bool:
    return not text.strip() or text.lstrip().startswith("<!--")


def _lacks_body(review: Review) -> bool:
    body = review.body
    return _is_bare(review.source.text[body.start : min(body.end, body.start + _BEGINNING)])


def _lacks_spoiler_body(review: Review) -> bool:
    return any(_is_bare(review.source.slice(spoiler.body)) for spoiler in review.spoilers)


def _lacks_label(review: Review) -> bool:
    return "" in [(spoiler.label or "").strip() for spoiler in review.spoilers if spoiler.form == "block"]


def _lacks_heading(review: Review) -> bool:
    return "" in [heading.text.strip() for heading in review.headings]


def _lacks_source(review: Review) -> bool:
    return "" in [image.source.strip() for image in review.images]


def _lacks_alt(of: Callable[[Image], bool] | None = None) -> Callable[[Review], bool]:
    def lacks_alt(review: Review) -> bool:
        poor = [image for image in review.images if image.alt_state != "text"]
        return bool(poor) and (of is None or any(map(of, poor)))

    return lacks_alt


def _lacks_caption(of: Callable[[Image], bool] | None = None) -> Callable[[Review], bool]:
    def lacks_caption(review: Review) -> bool:
        poor = [image for image in review.images if not image.caption or not image.caption.strip()]
        return bool(poor) and (of is None or any(map(of, poor)))

    return lacks_caption


_GLANCES: Mapping[str, Callable[[Review], bool]] = {
    "body": _lacks_body,
    "heading": _lacks_heading,
    "image.alt": _lacks_alt(),
    "body-image.alt": _lacks_alt(lambda image: not image.cover),
    "cover.alt": _lacks_alt(lambda image: image.cover),
    "image.caption": _lacks_caption(),
    "cover.caption": _lacks_caption(lambda image: image.cover),
    "figure.caption": _lacks_caption(lambda image: image.in_figure),
    "image.source": _lacks_source,
    "spoiler.body": _lacks_spoiler_body,
    "spoiler.label": _lacks_label,
}
