"""Run one check kind over the reviews of an archive, for tests of kinds."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import ModuleType
from typing import Any

import msgspec

from reviewlint import checks
from reviewlint.checks.base import ArchiveHit, Context, Fact, Settings
from reviewlint.clock import Today
from reviewlint.document.fields import Roles
from reviewlint.document.state import is_draft
from reviewlint.files import MemoryFiles
from tests.run_kind import LIBRARY, VOCABULARIES, read

SETTINGS = Settings(roles=Roles(LIBRARY.roles), vocabularies=VOCABULARIES)
TODAY = datetime.date(2026, 1, 31)


def gather(
    kind: str, params: Mapping[str, Any], reviews: Mapping[str, str], settings: Settings = SETTINGS
) -> tuple[ModuleType, Any, list[tuple[str, Fact]]]:
    """Give a kind, its parameters as it takes them, and its facts of ``reviews``, which are texts by path."""
    module = checks.load(kind)
    typed = msgspec.convert(params, module.Params)
    facts = []
    for path, text in sorted(reviews.items()):
        review = read(text, path)
        context = Context(settings, Today(TODAY), MemoryFiles([]), path, path, draft=is_draft(review))
        facts += [(path, fact) for fact in module.gather(review, typed, context)]
    return module, typed, facts


def compare(
    kind: str, params: Mapping[str, Any], reviews: Mapping[str, str], settings: Settings = SETTINGS
) -> list[ArchiveHit]:
    """Give what one rule of a kind finds beside the others."""
    module, typed, facts = gather(kind, params, reviews, settings)
    return list(module.compare(facts, typed, settings))


def header(**fields: object) -> str:
    """Give a review with these fields, in YAML."""
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in fields.items()) + "---\nText.\n"
