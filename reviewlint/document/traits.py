"""Traits: the conditions by which a rule says which pictures and spoilers it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reviewlint.document.model import Field, Image, Review, Spoiler
from reviewlint.document.scopes import Part

_LABELLED = frozenset(
    {"myst-directive", "rest-directive", "mdx", "bbcode", "hugo", "zola", "colon-fence", "details"}
)


def is_trait(name: str) -> bool:
    """Tell whether a rule may name this condition; ``field.ROLE`` is that the review fills a role."""
    return name in _TRAITS or name.startswith("field.")


def has_trait(review: Review, part: Part, name: str) -> bool:
    """Tell whether a condition holds for a part."""
    if name.startswith("field."):
        field = review.fields.get(name.removeprefix("field."))
        return field is not None and field.value.kind != "null" and bool(field.value.text.strip())
    if isinstance(part.owner, Field) and part.owner.role == "cover_alt":
        # What is true of the cover is true of its alt text.
        cover = next((image for image in review.images if image.cover), None)
        part = Part(part.text, part.span, part.state, owner=cover)
    return _TRAITS[name](part)


def _of_image(trait: Callable[[Image], bool]) -> Callable[[Part], bool]:
    return lambda part: isinstance(part.owner, Image) and trait(part.owner)


_TRAITS: Mapping[str, Callable[[Part], bool]] = {
    "blank-alt": _of_image(lambda image: image.alt_state == "blank"),
    "captioned": _of_image(lambda image: bool((image.caption or "").strip())),
    "cover": _of_image(lambda image: image.cover),
    "decorative": _of_image(lambda image: image.decorative),
    "in-figure": _of_image(lambda image: image.in_figure),
    "in-html": _of_image(lambda image: image.inside_html),
    "in-link": _of_image(lambda image: image.in_link),
    "shortcode": _of_image(lambda image: image.form in ("shortcode", "component")),
    "no-label": lambda part: isinstance(part.owner, Spoiler) and part.owner.dialect not in _LABELLED,
    "unclosed": lambda part: isinstance(part.owner, Spoiler) and not part.owner.closed,
}
