"""Markdown for a comment on a pull request, and for the summary of a CI step.

GitHub's dialect: https://github.github.com/gfm/. What a review says cannot become markup in it, nor
call anybody, nor link anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from urllib.parse import quote

from reviewlint.diagnostics import Diagnostic
from reviewlint.regex import compile_later
from reviewlint.report import Report
from reviewlint.reporters import Options
from reviewlint.reporters.statistics import rank_rules
from reviewlint.reporters.summary import summarize, summarize_fixed
from reviewlint.reporters.visible import make_line

COMMENT = 60_000
"""Characters that surely fit into a comment: GitHub takes 65,536."""

STEP_SUMMARY = 250_000
"""Characters that surely fit into the summary of a step, even in the longest UTF-8: 1 MiB."""

_ROOM_FOR_END = 200

# In the cell of a table only what is inline can act. `@`, `#` and `!` link to people and issues in
# what was rendered already, so that a backslash does not stop them; `$` begins a formula.
_MARKUP = compile_later(r"[\\`*_\[\]<>&|~$]|[@#!](?=\w)|:(?=//)|(?<=www)\.", re.IGNORECASE)
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_BREAK = "<!-- -->"
_ADDRESS = "/:?#[]@!$'()*+,;=%~&"


def render(report: Report, options: Options) -> str:
    """Give the findings that are grave enough as a table, the gravest first, no longer than a comment."""
    text, _ = render_within(report, options, COMMENT)
    return text


def render_within(report: Report, options: Options, most: int) -> tuple[str, int]:
    """Give as much of the table as fits into so many characters, and the number of rows that do not fit."""
    shown = [one for one in report.diagnostics if one.severity.reaches(options.least)]
    shown.sort(key=lambda one: one.severity.rank)
    head = "\n\n".join(_escape(line) for line in _list_summary(report, options))
    if not shown:
        return f"{head}\n" if head else "", 0
    rows = list(_count_rules(shown) if options.statistics else map(_row, shown))
    titles = "| Count | Severity | Rule |" if options.statistics else "| Severity | Place | Rule | Finding |"
    lines = [*([head, ""] if head else []), titles, "|---" * (titles.count("|") - 1) + "|"]
    room = most - sum(len(line) + 1 for line in lines) - _ROOM_FOR_END
    sizes = accumulate(len(row) + 1 for row in rows)
    left_out = sum(size > room for size in sizes)
    lines += rows[: len(rows) - left_out]
    if left_out:
        lines += ["", f"{left_out} more are not shown here."]
    return "".join(f"{line}\n" for line in lines), left_out


def _list_summary(report: Report, options: Options) -> Iterator[str]:
    if not options.quiet:
        if mended := summarize_fixed(report):
            yield f"Mended {mended}"
        yield summarize(report, options.least)


def _row(one: Diagnostic) -> str:
    place = _escape(f"{one.path}:{one.place.line}:{one.place.column}")
    return f"| {one.severity.value} | {place} | {_link_rule(one)} | {_escape(one.message)} |"


def _link_rule(one: Diagnostic) -> str:
    rule = _escape(one.rule)
    return f"[{rule}](<{quote(one.url, safe=_ADDRESS)}>)" if one.url else rule


def _count_rules(shown: Sequence[Diagnostic]) -> Iterator[str]:
    for severity, rule, count in rank_rules(shown):
        yield f"| {count} | {severity.value} | {_escape(rule)} |"


def _escape(text: str) -> str:
    return _MARKUP.sub(lambda match: _disarm(match.group()), make_line(text))


def _disarm(char: str) -> str:
    if char in _ENTITIES:
        return _ENTITIES[char]
    return char + _BREAK if char in "@#!" else f"\\{char}"
