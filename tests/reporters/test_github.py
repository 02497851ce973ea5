from collections import Counter

import msgspec
import pytest

from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.reporters import Options
from reviewlint.reporters.github import render
from tests.reporters.readers import read_commands
from tests.reporters.reports import AMBIGUOUS, HIDDEN, SPACE, make_report

WHOLE = """\
::error title=value-ambiguous,file=films/1917.md,line=2,endLine=2,col=8,endColumn=12::\
films/1917.md:2:8: value-ambiguous: `1917` is read as a number
::warning title=trailing-space,file=films/1917.md,line=8,endLine=9::\
films/1917.md:8:1: trailing-space: spaces at the end of a line
::notice title=name-near-miss,file=films/1917.md,line=6,endLine=6,col=14,endColumn=17::\
films/1917.md:6:14: name-near-miss: found before
3 findings in 1 of 3 reviews: 1 error, 1 warning, 1 info. 2 can be mended with --fix.
"""


def test_the_gravest_come_first_whatever_their_place() -> None:
    assert render(make_report(SPACE, HIDDEN, AMBIGUOUS), Options()) == WHOLE


def repeat(one: Diagnostic, times: int) -> list[Diagnostic]:
    return [msgspec.structs.replace(one, message=f"number {number}") for number in range(times)]


CAPS = [
    ((10, 10, 10), {"error": 10, "warning": 10, "notice": 10}, None),
    ((0, 0, 11), {"notice": 10}, "2 more findings"),
    ((11, 0, 0), {"error": 10, "notice": 1}, "1 more finding"),
    ((30, 12, 10), {"error": 10, "warning": 10, "notice": 10}, "23 more findings"),
]


@pytest.mark.parametrize(
    ("summarized", "where"),
    [
        (True, "all of them are in the summary of this step"),
        (False, "`--output sarif=FILE` and `--output json=FILE` write all of them"),
    ],
)
@pytest.mark.parametrize(("counts", "shown", "more"), CAPS)
def test_no_more_than_github_shows(
    counts: tuple[int, int, int], shown: dict[str, int], more: str | None, summarized: bool, where: str
) -> None:
    kinds = zip((AMBIGUOUS, SPACE, HIDDEN), counts, strict=True)
    report = make_report(*(one for kind, count in kinds for one in repeat(kind, count)))
    commands = list(read_commands(render(report, Options(summarized=summarized))))
    assert Counter(name for name, _, _ in commands) == shown
    last = commands[-1][2]
    assert more is None or last == f"{more}: {where}"


def test_nothing_found() -> None:
    assert render(make_report(), Options()) == "3 reviews checked: nothing to report.\n"
    assert render(make_report(), Options(quiet=True)) == ""


def test_a_finding_to_the_start_of_the_next_line_ends_on_its_own() -> None:
    place = msgspec.structs.replace(SPACE.place, end_line=SPACE.place.line + 1, end_column=1)
    one = msgspec.structs.replace(SPACE, place=place, severity=Severity.ERROR)
    ((_, properties, _),) = read_commands(render(make_report(one), Options()))
    assert (properties["line"], properties["endLine"], "col" in properties) == ("8", "8", False)
