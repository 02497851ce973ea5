"""``presence``: something is not there at all, is empty, or holds only white space.

What a review need not have may still be usual in its archive: where most covers have a caption, the
one without was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from reviewlint.checks.base import (
    ArchiveHit,
    ArchiveParams,
    Context,
    Fact,
    FactsOfRule,
    Hit,
    Run,
    Settings,
    shorten,
)
from reviewlint.document.fields import Role
from reviewlint.document.lacking import (
    SEEN,
    find_lacks,
    judge_bare_value,
    list_bare_fields,
    list_bare_values,
)
from reviewlint.document.model import AltState, Field, FrontMatter, Image, Review
from reviewlint.document.scopes import Part, parts, require_scopes
from reviewlint.document.traits import has_trait, is_trait
from reviewlint.span import Span

State = Literal["missing", "empty", "blank"]

PLACEHOLDERS = frozenset({"field", "names", "picture", "source", "state", "what"})
CONDITIONS = frozenset({"in-link", "usual"})

_NOTHING = dict.fromkeys(PLACEHOLDERS, "")

_FILLED = "filled"
_NONE: frozenset[AltState] = frozenset()

_MOST_NAMES = 4
"""Names of a role that a message lists: enough to see what is meant."""


class Params(ArchiveParams, frozen=True, forbid_unknown_fields=True):
    """Say what must be there.

    ``scopes`` are where to look; ``field.*`` is every role that the review fills. ``state`` is
    what counts as a defect there. ``configured`` adds the roles that the site's config demands.
    A place is looked at where all conditions of ``only`` hold and none of ``unless``: names out of
    ``blank-alt``, ``captioned``, ``cover``, ``decorative``, ``in-figure``, ``in-html``, ``in-link``,
    ``shortcode`` (of images), ``unclosed`` and ``no-label`` (of spoilers; the latter of a form that
    has no place for a label), and ``field.ROLE`` (the review fills that role).

    ``usual`` are scopes, of images or the text, where it must be because at least ``usual_share`` of
    the archive's have it; ``only`` does not count there. Where fewer have it, the rule says so once
    (``flood``) or nothing.
    """

    scopes: tuple[str, ...]
    state: tuple[State, ...]
    only: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    configured: bool = False
    usual: tuple[str, ...] = ()
    usual_share: float = 0.6

    @property
    def compares(self) -> bool:
        """Tell whether it matters what is usual in the archive."""
        return bool(self.usual)

    def __post_init__(self) -> None:
        """Refuse names that mean nothing."""
        require_scopes((*self.scopes, *self.usual))
        for name in (*self.only, *self.unless):
            if not is_trait(name):
                raise ValueError(f"there is no condition {name!r}")


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Tell the roles that each rule names from its other scopes."""
    plans = [_plan(params, settings) for params in rules]
    demanded = frozenset(name for plan in plans for name in plan.roles if "missing" in plan.params.state)
    places = [(index, plan, scope) for index, plan in enumerate(plans) for scope in plan.scopes]
    unseen = [place for place in places if place[2] not in SEEN]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        # Nearly all reviews have nearly all: what they lack is asked once for all rules.
        bare = list_bare_fields(review)
        if bare or not demanded <= review.fields.keys():
            for index, plan in enumerate(plans):
                for part, hit in _places(review, plan, bare):
                    if _is_meant_by(review, part, plan.params):
                        yield index, hit
        lacking = find_lacks(review)
        for index, plan, scope in places if lacking else unseen:
            if scope in SEEN and lacking.get(scope, _NONE).isdisjoint(plan.params.state):
                continue
            for part in parts(review, scope):
                # Asked first: the words for what nobody wants are not put together.
                if part.state != "text" and _is_meant_by(review, part, plan.params):
                    yield from ((index, hit) for hit in _judge_part(review, part, scope))

    return run


class _Plan(msgspec.Struct, frozen=True):
    """Hold a rule with the roles and the other scopes that it looks at."""

    params: Params
    roles: tuple[str, ...]
    every_role: bool
    scopes: tuple[str, ...]
    table: Mapping[str, Role]


def _plan(params: Params, settings: Settings) -> _Plan:
    roles = [scope.removeprefix("field.") for scope in params.scopes if scope.startswith("field.")]
    if params.configured:
        roles += (name for name in settings.required if name not in roles)
    scopes = tuple(scope for scope in params.scopes if not scope.startswith("field."))
    table = {role.name: role for role in settings.roles.roles}
    return _Plan(params, tuple(role for role in roles if role != "*"), "*" in roles, scopes, table)


def _is_meant_by(review: Review, part: Part, params: Params) -> bool:
    return (
        part.state in params.state
        and all(has_trait(review, part, name) for name in params.only)
        and not any(has_trait(review, part, name) for name in params.unless)
    )


def gather(review: Review, params: Params, context: Context) -> Sequence[Fact]:
    """Give what is missing in the scopes that are ``usual``, and of how many places nothing is."""
    facts = []
    filled = 0
    for scope in params.usual:
        for part in parts(review, scope):
            if params.unless and any(has_trait(review, part, name) for name in params.unless):
                continue
            if part.state not in params.state:
                filled += 1
                continue
            image = part.owner if isinstance(part.owner, Image) else None
            text = shorten(image.source) if image else ""
            facts.append(Fact(f"{part.state} {_name_picture(image)}", text, _place(review, part)))
    if filled:
        facts.append(Fact(_FILLED, str(filled)))
    return facts


def compare(facts: FactsOfRule, params: Params, settings: Settings) -> Iterator[ArchiveHit]:
    """Report what is missing, where most of the archive has it."""
    filled = sum(int(fact.text) for _, fact in facts if fact.key == _FILLED)
    missing = sum(fact.key != _FILLED for _, fact in facts)
    unusual = filled < params.usual_share * (filled + missing)
    for path, fact in facts:
        if fact.key != _FILLED:
            state, _, picture = fact.key.partition(" ")
            values = {**_NOTHING, "picture": picture, "source": fact.text, "state": state}
            yield ArchiveHit(path, fact, values, "usual", shared=unusual)


def _places(review: Review, plan: _Plan, bare: Sequence[Field]) -> Iterator[tuple[Part, Hit]]:
    """Give what is wrong with the fields, of which those of ``bare`` may say nothing."""
    if not plan.roles and not plan.every_role:
        return
    fields = review.fields
    if "missing" in plan.params.state and not all(name in fields for name in plan.roles):
        yield from _missing_fields(review, plan)
    for field in bare:
        if plan.every_role or field.role in plan.roles:
            yield from _values(review, field, plan)


def _missing_fields(review: Review, plan: _Plan) -> Iterator[tuple[Part, Hit]]:
    # Without a block, or with one that cannot be read, another rule says what is wrong: the fields
    # may be there.
    block = review.front_matter
    if block is None or not block.complete or block.root is None or not block.root.entries:
        return
    for name in plan.roles:
        if name in review.fields or (name == "title" and _has_title_heading(review)):
            continue
        role = _role(plan, name)
        yield (
            Part("", block.opening, "missing"),
            Hit(block.opening, _describe(role, role.names[0], "missing")),
        )


def _has_title_heading(review: Review) -> bool:
    return any(heading.level == 1 and heading.text.strip() for heading in review.headings)


def _values(review: Review, field: Field, plan: _Plan) -> Iterator[tuple[Part, Hit]]:
    for value in list_bare_values(field):
        role = _role(plan, field.role)
        state = judge_bare_value(review, value, role)
        if state == "text":
            continue
        span = value.span
        if not field.value.items:
            span = Span(min(field.key_span.start, span.start), max(field.key_span.end, span.end))
        elif span.start == span.end:
            span = field.value.span
        yield Part(value.text, span, state, owner=field), Hit(span, _describe(role, field.name, state))


def _role(plan: _Plan, name: str) -> Role:
    return plan.table.get(name) or Role(name, (name,))


def _describe(role: Role, field: str, state: AltState) -> Mapping[str, str]:
    names = ", ".join(f"`{name}`" for name in role.names[:_MOST_NAMES])
    if len(role.names) > _MOST_NAMES:
        names += " …"
    what = role.what or role.name.replace("_", " ")
    return {**_NOTHING, "field": field, "names": names, "what": what, "state": state}


def _judge_part(review: Review, part: Part, scope: str) -> Iterator[Hit]:
    image = part.owner if isinstance(part.owner, Image) else None
    if image and scope.endswith(".alt") and part.state == "missing" and not image.alt_known:
        return
    values = {**_NOTHING, "state": part.state}
    if image:
        values |= {"picture": _name_picture(image), "source": shorten(image.source)}
    yield Hit(_place(review, part), values, "in-link" if image and image.in_link else None)


def _name_picture(image: Image | None) -> str:
    if image is None:
        return ""
    return "cover" if image.cover else "figure" if image.in_figure else "image"


def _place(review: Review, part: Part) -> Span:
    """Give something to underline: what is not there has no width of its own."""
    if part.owner is None:
        block = review.front_matter
        return part.span if block is None else _last_line(review, block)
    if part.span.start == part.span.end and not isinstance(part.owner, Field):
        return part.owner.span
    return part.span


def _last_line(review: Review, block: FrontMatter) -> Span:
    line, _ = review.source.position(max(block.span.end - 1, block.span.start))
    return review.source.line_span(line)
