"""A report with a bit of everything, made by hand."""

from __future__ import annotations

from reviewlint.diagnostics import Diagnostic, Related, Safety, Severity
from reviewlint.document.source import SourceText
from reviewlint.report import Report
from reviewlint.span import Span
from tests.findings import make_finding

TEXT = """---
title: 1917
imageCaption: A trench, courtesy of Universal Picture, and more words than a line of a terminal can hold
---

# \u202eMendes 映画 one\tshot

Two of them
walk.   \n"""

SOURCE = SourceText(TEXT, "films/1917.md")
OTHER = SourceText("No front matter", "films/her.md")


def find(words: str, source: SourceText = SOURCE) -> tuple[int, int]:
    start = source.text.index(words)
    return start, start + len(words)


AMBIGUOUS = make_finding(
    SOURCE,
    *find("1917"),
    rule="value-ambiguous",
    severity=Severity.ERROR,
    message="`1917` is read as a number",
    edits=((*find("1917"), '"1917"'),),
    fix_message="put it in quotes",
    url="https://example.org/value-ambiguous",
)
HOLDER = make_finding(
    SOURCE,
    *find("Universal Picture"),
    rule="caption-holder",
    message="did you mean 'Universal Pictures'?",
    edits=((*find("Universal Picture"), "Universal Pictures"),),
    safety=Safety.UNSAFE,
    fix_message="write the whole name",
)
HIDDEN = make_finding(
    SOURCE,
    *find("one"),
    rule="name-near-miss",
    severity=Severity.INFO,
    message="found\nbefore",
    related=(Related("films/her.md", OTHER.place(Span(3, 8)), "the first one"),),
)
SPACE = make_finding(
    SOURCE,
    *find("Two of them\nwalk.   "),
    rule="trailing-space",
    message="spaces at the end of a line",
    edits=((*find("   \n"), "\n"),),
    fix_message="take them out",
)
MISSING = make_finding(
    OTHER, 0, 0, rule="front-matter-missing", severity=Severity.ERROR, message="there is no front matter"
)


def make_report(*diagnostics: Diagnostic, files: int = 3) -> Report:
    names = ["films/1917.md", "films/her.md", *(f"films/{number}.md" for number in range(files - 2))]
    sources = {source.path: source for source in (SOURCE, OTHER)}
    ordered = sorted(diagnostics, key=lambda one: one.sort_key)
    return Report(tuple(ordered), tuple(names[:files]), sources, compared=frozenset(names))


EVERYTHING = make_report(AMBIGUOUS, HOLDER, HIDDEN, SPACE, MISSING)
