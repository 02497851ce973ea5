"""Findings as values: what the engine gives, and all that reporters, fixer and Sphinx get."""

from __future__ import annotations

import enum

import msgspec

from reviewlint.span import Place, Span


class Severity(enum.Enum):
    """Say what a finding means: an error must not be published, a warning wants an editor's look."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    rank: int
    """0 for an error, 1 for a warning, 2 for an info."""

    def reaches(self, threshold: Severity) -> bool:
        """Tell whether this is at least as grave as ``threshold``."""
        return self.rank <= threshold.rank


# Kept, not looked up: each finding is asked for it, and an enum takes long to tell its hash.
for _rank, _severity in enumerate(Severity):
    _severity.rank = _rank


class Safety(enum.Enum):
    """Say whether a fix may be made unseen (safe) or needs an editor's look (unsafe)."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Edit(msgspec.Struct, frozen=True, gc=False):
    """Replace the text at ``span`` by ``text``; ``place`` is the same span for people."""

    span: Span
    place: Place
    text: str


class Fix(msgspec.Struct, frozen=True):
    """Mend a finding: the edits belong together and never overlap."""

    safety: Safety
    message: str
    edits: tuple[Edit, ...]


class Related(msgspec.Struct, frozen=True):
    """Point at the other place that a finding speaks of."""

    path: str
    place: Place
    message: str


class Diagnostic(msgspec.Struct, frozen=True):
    """Report one finding, complete when it is made.

    ``path`` is relative to the current folder with forward slashes; ``span`` is in the text that
    was checked; ``url`` is the rule's page or ``None``. ``group`` is what it has in common with those
    findings of its rule that one about the whole archive may stand for, ``None`` where none ever does.
    Of one about a whole archive, ``archive`` is what that is known by; it stands at ``path`` only
    because it must stand somewhere.
    """

    rule: str
    severity: Severity
    message: str
    path: str
    place: Place
    span: Span
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    url: str | None = None
    group: tuple[str, ...] | None = None
    archive: str | None = None

    @property
    def subject(self) -> str:
        """Give the path of what this is about, wherever it stands: a review, or a whole archive."""
        return self.path if self.archive is None else self.archive

    @property
    def sort_key(self) -> tuple[str, int, int, str, int, int, str]:
        """Order findings totally: path, line, column, rule, then what is left to tell them apart."""
        place = self.place
        return (
            self.path,
            place.line,
            place.column,
            self.rule,
            place.end_line,
            place.end_column,
            self.message,
        )
