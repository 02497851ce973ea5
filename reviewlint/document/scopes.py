"""Scopes: the names by which a rule says where in a review it looks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import compress

import msgspec

from reviewlint.document.front_matter.yaml_text import NOTHING
from reviewlint.document.model import AltState, Field, Heading, Image, Paragraph, Review, Spoiler, Value
from reviewlint.regex import compile_later
from reviewlint.span import Span

_BETWEEN_COMMAS = compile_later(r"[^,]+")

SCOPES: dict[str, str] = {
    "field.ROLE": "the front-matter value of a role, each item of a list by itself",
    "image.alt": "the alt text of every image, covers included",
    "image.caption": "the caption of every image, covers included",
    "image.credit": "the credit of every image, covers included",
    "image.source": "the address of every image, covers included",
    "body-image.alt": "the alt text of the images in the text",
    "cover.alt": "the alt text of the cover",
    "cover.caption": "the caption of the cover",
    "figure.caption": "the caption of every figure: an image that has a place for one",
    "heading": "the words of every heading",
    "body": "the whole text behind the front matter; blank where it holds nothing but comments",
    "paragraph": "every run of prose",
    "line": "every line of the body that is not code",
    "spoiler.body": "what each spoiler hides; of spoilers in spoilers the outer four",
    "spoiler.label": "what each block spoiler says of what it hides",
    "outside-spoilers": "every run of prose, or piece of one, that no spoiler hides",
}
"""Every scope a rule may name, and what it is."""

SLICES_OF_BODY = frozenset({"body", "line", "outside-spoilers", "paragraph", "spoiler.body"})
"""Scopes whose every text is cut out of the body as it stands."""


_OF_IMAGES = frozenset(
    scope for scope in SCOPES if scope.partition(".")[0] in ("image", "body-image", "cover", "figure")
)
_DEEPEST = 4
"""Spoilers in spoilers whose bodies are given: each outer body holds the inner ones once more."""


class Part(msgspec.Struct, frozen=True):
    """Hold one text of a scope.

    ``span`` is where it stands, or would. Where ``exact`` is true, ``text`` is the source's own
    slice, so that an offset in it is ``span.start`` further in the source. ``owner`` is what the
    text belongs to.
    """

    text: str
    span: Span
    state: AltState = "text"
    exact: bool = True
    owner: Field | Image | Heading | Spoiler | Paragraph | None = None

    def locate(self, start: int, end: int) -> Span:
        """Give the source span of a slice of ``text``: the whole part where it is not exact."""
        if not self.exact:
            return self.span
        return Span(self.span.start + start, self.span.start + end)


_NAMES = {
    "heading": "a heading",
    "spoiler.label": "the label of a spoiler",
    "image.alt": "alt text",
    "image.caption": "a caption",
    "image.source": "an image's address",
}


def name_place(part: Part, scope: str) -> str:
    """Say in a writer's words where a part of a scope stands."""
    return f"`{part.owner.name}`" if isinstance(part.owner, Field) else _NAMES.get(scope, f"a {scope}")


def is_scope(name: str) -> bool:
    """Tell whether a rule may name this scope."""
    return name in SCOPES or (name.startswith("field.") and len(name) > len("field."))


def require_scopes(names: Iterable[str]) -> None:
    """Refuse names of scopes that do not exist: ValueError names the first."""
    for name in names:
        if not is_scope(name):
            raise ValueError(f"there is no scope {name!r}")


def parts(review: Review, scope: str) -> tuple[Part, ...]:
    """Give every text of a scope in a review, in the order of the source."""
    # Dozens of rules speak of a few scopes: each is read once a review.
    known = review.derived
    found: tuple[Part, ...] | None = known.get(scope)
    if found is None:
        if scope.startswith("field."):
            field = review.fields.get(scope[len("field.") :])
            # Rules speak of many more fields than a review has.
            if field is None:
                return ()
            found = _field_parts(review, field)
        elif scope in _OF_IMAGES:
            if not review.images:
                return ()
            found = tuple(_read_images(review, scope))
        else:
            found = tuple(_read_scope(review, scope))
        known[scope] = found
    return found


def list_texts(review: Review, scopes: Iterable[str]) -> list[Part]:
    """Give the parts of several scopes that hold more than white space."""
    return [part for scope in scopes for part in parts(review, scope) if part.state == "text"]


def _read_scope(review: Review, scope: str) -> Iterable[Part]:
    if scope == "spoiler.body":
        return _spoiler_bodies(review)
    if scope == "spoiler.label":
        return [
            _part(review, spoiler.label, spoiler.label_span or spoiler.opener, spoiler)
            for spoiler in review.spoilers
            if spoiler.form == "block"
        ]
    if scope == "heading":
        return [_part(review, heading.text, heading.text_span, heading) for heading in review.headings]
    if scope == "paragraph":
        return [Part(one.text, one.span, "text", True, one) for one in review.paragraphs]
    if scope == "body":
        text = review.source.slice(review.body)
        return [Part(text, review.body, _judge_slice(text))]
    return outside_spoilers(review) if scope == "outside-spoilers" else _lines(review)


def split_at_commas(part: Part) -> Iterator[Part]:
    """Give the texts between the commas of a part, such as tags that are written as one text."""
    if not part.exact or "," not in part.text:
        yield part
        return
    for match in _BETWEEN_COMMAS.finditer(part.text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = match.start() + len(match.group().rstrip())
        yield msgspec.structs.replace(part, text=part.text[start:end], span=part.locate(start, end))


def _judge_slice(text: str) -> AltState:
    """Give the state of a text that is blank where nothing but HTML comments and white space stands in it."""
    return "blank" if text and _is_bare(text) else _state(text)


def _is_bare(text: str) -> bool:
    at = len(text) - len(text.lstrip())
    while text.startswith("<!--", at):
        end = text.find("-->", at)
        if end < 0:
            return False
        at = end + len("-->")
        while at < len(text) and text[at].isspace():
            at += 1
    return at == len(text)


def _state(text: str | None) -> AltState:
    if text is None:
        return "missing"
    if text == "":
        return "empty"
    return "blank" if text.isspace() else "text"


def _part(
    review: Review,
    text: str | None,
    span: Span,
    owner: Field | Image | Heading | Spoiler,
) -> Part:
    exact = text is not None and review.source.text[span.start : span.end] == text
    return Part(text or "", span, _state(text), exact, owner)


def _field_parts(review: Review, field: Field) -> tuple[Part, ...]:
    values = field.value.items or (field.value,)
    return tuple([_value_part(review, field, value) for value in values if value.kind not in ("map", "list")])


def _value_part(review: Review, field: Field, value: Value) -> Part:
    span, text = value.span, value.text
    written = review.source.text
    if value.style in ("single", "double"):
        start, end = span.start + 1, span.end - 1
        if written[start:end] == text:
            return Part(text, Span(start, end), _state(text), True, field)
    if value.kind == "null" and text.strip() in NOTHING:
        return _part(review, None, span, field)
    return Part(text, span, _state(text), written[span.start : span.end] == text, field)


def _read_images(review: Review, scope: str) -> Iterable[Part]:
    """Give the texts of images; each stands where its own span says."""
    images = review.images
    if scope == "image.alt":
        return [_alt_part(review, image) for image in images]
    if scope == "image.caption":
        return [_image_part(review, image, image.caption, image.caption_span) for image in images]
    if scope == "image.credit":
        return [_image_part(review, image, image.credit, image.credit_span) for image in images]
    if scope == "image.source":
        return [_image_part(review, image, image.source, image.source_span) for image in images]
    # Chosen from those of all images: no text of an image is held against the source twice.
    whole, is_meant = _CHOSEN[scope]
    return compress(parts(review, whole), map(is_meant, images))


_CHOSEN: Mapping[str, tuple[str, Callable[[Image], bool]]] = {
    "body-image.alt": ("image.alt", lambda image: not image.cover),
    "cover.alt": ("image.alt", lambda image: image.cover),
    "cover.caption": ("image.caption", lambda image: image.cover),
    "figure.caption": ("image.caption", lambda image: image.in_figure),
}


def _alt_part(review: Review, image: Image) -> Part:
    alt = image.alt
    span = image.alt_span or image.span
    exact = alt is not None and review.source.text[span.start : span.end] == alt
    return Part(alt or "", span, image.alt_state, exact, image)


def _image_part(review: Review, image: Image, text: str | None, span: Span | None) -> Part:
    # Most images have no caption, and nearly all no credit.
    if text is None:
        return Part("", span or image.span, "missing", False, image)
    return _part(review, text, span or image.span, image)


def _spoiler_bodies(review: Review) -> Iterator[Part]:
    ends: list[int] = []
    for spoiler in review.spoilers:
        while ends and ends[-1] <= spoiler.span.start:
            ends.pop()
        ends.append(spoiler.span.end)
        if len(ends) <= _DEEPEST:
            text = review.source.slice(spoiler.body)
            yield Part(text, spoiler.body, _judge_slice(text), True, spoiler)


def outside_spoilers(review: Review) -> Iterator[Part]:
    """Give the prose that no spoiler hides: paragraphs, cut where a spoiler begins and ends."""
    if not review.spoilers:
        yield from parts(review, "paragraph")
        return
    hidden = hidden_spans(review)
    starts = [span.start for span in hidden]
    for paragraph in review.paragraphs:
        at = paragraph.span.start
        end = paragraph.span.end
        index = max(bisect_right(starts, at) - 1, 0)
        while index < len(hidden) and hidden[index].start < end:
            span = hidden[index]
            if at < span.start:
                yield _cut(paragraph, at, span.start)
            at = max(at, span.end)
            index += 1
        if at < end:
            yield _cut(paragraph, at, end)


def hidden_spans(review: Review) -> list[Span]:
    """Give the spans that spoilers cover, markers included, sorted and merged."""
    merged: list[Span] = []
    for span in sorted(spoiler.span for spoiler in review.spoilers):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _cut(paragraph: Paragraph, start: int, end: int) -> Part:
    base = paragraph.span.start
    return Part(paragraph.text[start - base : end - base], Span(start, end), owner=paragraph)


def _lines(review: Review) -> Iterator[Part]:
    source = review.source
    literal = review.literal
    starts = [span.start for span in literal]
    first, _ = source.position(review.body.start)
    for number in range(first, len(source.line_starts) + 1):
        span = source.line_span(number)
        if span.start < review.body.start or span.start == span.end:
            continue
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and literal[at].end > span.start:
            continue
        yield Part(source.slice(span), span)
