"""What a run gives, to be shown in whatever form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from reviewlint.diagnostics import Diagnostic
from reviewlint.document.source import SourceText
from reviewlint.errors import Trouble

if TYPE_CHECKING:
    from reviewlint.fixing import Fixed


class Outdated(msgspec.Struct, frozen=True):
    """Say that a baseline holds findings, in so many reviews, that are there no more."""

    path: str
    findings: int
    reviews: int


class Report(msgspec.Struct, frozen=True):
    """Hold what a run found.

    ``diagnostics`` are sorted; ``files`` are the paths that were checked, as shown; ``sources``
    their texts, read when they are asked for; ``failures`` the files that could not be read or written.
    ``excluded`` were named outright and yet left out. ``fixed`` are the texts that were mended, or
    would be, by their path. ``withheld`` are findings of these files that one about the archive as
    a whole stands for: they are not shown, and yet decide what may be published. So do those that
    a baseline holds, ``known``, which are among them. ``unsaid`` are those withheld findings for which
    nothing here stands, because only a part of their archive was checked. ``compared`` are the files
    that were checked beside their archive, and what the archives are known by that were checked
    whole. ``outdated`` are the baselines to be pruned.
    ``elsewhere`` counts the findings left out for being on lines that did not change.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    sources: Mapping[str, SourceText]
    failures: tuple[Trouble, ...] = ()
    excluded: tuple[str, ...] = ()
    fixed: Mapping[str, Fixed] = {}
    withheld: Sequence[Diagnostic] = ()
    unsaid: Sequence[Diagnostic] = ()
    known: tuple[Diagnostic, ...] = ()
    compared: frozenset[str] = frozenset()
    outdated: tuple[Outdated, ...] = ()
    elsewhere: int = 0
