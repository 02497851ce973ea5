"""``field-value``: a field whose value is not what it may be: its type, its range, its choices.

What it may be is said in the keywords of JSON Schema 2020-12, as under ``fields:`` of a config.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings
from reviewlint.document.model import Review

if TYPE_CHECKING:
    from reviewlint.constraints.judge import Check

PLACEHOLDERS = frozenset({"field", "problem"})
PLACES = ("field.*",)


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say of which roles, and what their values must be: ``value`` is a JSON Schema.

    ``{field} {problem}`` reads "runtime is `long`; expected a number". A field that is missing or
    empty is the matter of ``presence``.
    """

    roles: tuple[str, ...]
    value: dict[str, Any]


def validate(params: Params) -> None:
    """Refuse what is no JSON Schema."""
    from reviewlint.constraints.schema import find_mistakes

    for mistake in find_mistakes(params.value):
        where = ".".join(map(str, mistake.path))
        raise ValueError(f"`value`{f' at `{where}`' if where else ''}: {mistake.message}")


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Look for the fields of each rule; its schema is made ready when one is first met."""

    @functools.cache
    def load(index: int) -> Check:
        # What checks schemas takes long to import, and is wanted for reviews that have such a field.
        from reviewlint.constraints.judge import Constraints, prepare_check

        params = rules[index]
        return prepare_check(Constraints(dict.fromkeys(params.roles, params.value)), settings.roles)

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        for index, params in enumerate(rules):
            if any(role in review.fields for role in params.roles):
                for finding in load(index)(review, context.draft):
                    problem = finding.problem or f"has a key `{finding.key}`, which is none of its keys"
                    yield index, Hit(finding.span, {"field": finding.field or "it", "problem": problem})

    return run
