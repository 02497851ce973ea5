"""Run one check kind over one text, for tests of kinds."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from reviewlint import checks
from reviewlint.checks.base import Context, Hit, Settings
from reviewlint.clock import Today
from reviewlint.document.fields import Roles
from reviewlint.document.model import Review
from reviewlint.document.read import read_review
from reviewlint.document.source import SourceText
from reviewlint.files import MemoryFiles
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules

LIBRARY = load_library(find_rules())
VOCABULARIES = {name: words for pack in LIBRARY.packs for name, words in pack.vocabularies.items()}


def read(text: str, path: str = "review.md") -> Review:
    """Read a text as its path says, with the names of fields that everybody knows."""
    return read_review(SourceText(text, path), Roles(LIBRARY.roles))


def find_hits(
    kind: str,
    params: Mapping[str, Any],
    text: str,
    *,
    path: str = "review.md",
    files: Collection[str] = (),
    vocabularies: Mapping[str, Any] = VOCABULARIES,
    language: str = "en",
    today: datetime.date = datetime.date(2026, 1, 31),
    scale: tuple[float, float, float | None] | None = None,
    required: tuple[str, ...] = (),
    captured: bool = False,
) -> list[Hit]:
    """Give what one rule of a kind finds in a text, in the order of the source."""
    module = checks.load(kind)
    settings = Settings(
        roles=Roles(LIBRARY.roles),
        vocabularies=vocabularies,
        scale=scale,
        required=required,
        language=language,
    )
    run = module.prepare([msgspec.convert(params, module.Params)], settings)
    context = Context(
        settings=settings, today=Today(today), files=MemoryFiles([*files, path]), path=path, captured=captured
    )
    return sorted((hit for _, hit in run(read(text, path), context)), key=lambda hit: hit.span)


def find_texts(kind: str, params: Mapping[str, Any], text: str, **given: Any) -> list[str]:
    """Give the slices of the text that one rule of a kind reports."""
    return [text[hit.span.start : hit.span.end] for hit in find_hits(kind, params, text, **given)]


def apply_edits(text: str, hits: Collection[Hit]) -> str:
    """Give the text with the edits of all hits made."""
    edits = sorted({edit for hit in hits for edit in hit.edits}, reverse=True)
    for span, new in edits:
        text = text[: span.start] + new + text[span.end :]
    return text
