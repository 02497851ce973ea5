from textwrap import dedent

import msgspec
import pytest

from reviewlint.diagnostics import Related, Severity
from reviewlint.errors import Trouble
from reviewlint.fixing import Fixed
from reviewlint.report import Report
from reviewlint.reporters import Options
from reviewlint.reporters.text import render
from tests.findings import make_finding
from tests.reporters.reports import (
    AMBIGUOUS,
    EVERYTHING,
    HIDDEN,
    HOLDER,
    MISSING,
    SOURCE,
    SPACE,
    TEXT,
    find,
    make_report,
)

WHOLE = """
films/1917.md:2:8: error value-ambiguous: `1917` is read as a number
  2 | title: 1917
    |        ^^^^
  fix: put it in quotes
  2 - title: 1917
  2 + title: "1917"

films/1917.md:3:37: warning caption-holder: did you mean 'Universal Pictures'?
  3 | …ion: A trench, courtesy of Universal Picture, and more words than a line…
    |                             ^^^^^^^^^^^^^^^^^
  fix (unsafe): write the whole name
  3 - …rench, courtesy of Universal Picture, and more words than a line of a te…
  3 + …rench, courtesy of Universal Pictures, and more words than a line of a t…

films/1917.md:6:14: info name-near-miss: found before
  6 | # ‹U+202E›Mendes 映画 one→shot
    |                       ^^^
  the first one: films/her.md:1:4

films/1917.md:8:1: warning trailing-space: spaces at the end of a line
  8 | Two of them
    | ^^^^^^^^^^^ to line 9
  fix: take them out
  9 - walk.···
  9 + walk.

films/her.md:1:1: error front-matter-missing: there is no front matter
  1 | No front matter
    | ^

5 findings in 2 of 3 reviews: 2 errors, 2 warnings, 1 info. \
2 can be mended with --fix, 1 more with --fix --unsafe-fixes.
"""


def test_everything() -> None:
    assert "\n" + render(EVERYTHING, Options(width=80, least=Severity.INFO)) == WHOLE


WITHOUT_INFO = """
films/1917.md:8:1: warning trailing-space: spaces at the end of a line
  8 | Two of them
    | ^^^^^^^^^^^ to line 9
  fix: take them out
  9 - walk.···
  9 + walk.

1 finding in 1 of 3 reviews: 1 warning. 1 more of severity info, shown with -v. 1 can be mended with --fix.
"""


def test_info_is_counted_but_not_listed() -> None:
    assert "\n" + render(make_report(HIDDEN, SPACE), Options()) == WITHOUT_INFO


def test_colour() -> None:
    assert render(make_report(AMBIGUOUS), Options(color=True, quiet=True)) == (
        "\x1b[1mfilms/1917.md:2:8\x1b[0m: \x1b[1;31merror\x1b[0m \x1b[1mvalue-ambiguous\x1b[0m: "
        "`1917` is read as a number\n"
        "\x1b[36m  2 \x1b[0m\x1b[36m|\x1b[0m title: 1917\n"
        "\x1b[36m    \x1b[0m\x1b[36m|\x1b[0m        \x1b[1;31m^^^^\x1b[0m\n"
        "  fix: put it in quotes\n"
        "\x1b[36m  2 \x1b[0m\x1b[31m- title: 1917\x1b[0m\n"
        '\x1b[36m  2 \x1b[0m\x1b[32m+ title: "1917"\x1b[0m\n'
    )


STATISTICS = """
2  warning  caption-holder        1 with --fix --unsafe-fixes
1  error    front-matter-missing
1  error    value-ambiguous       1 with --fix

4 findings in 2 of 3 reviews: 2 errors, 2 warnings. 1 more of severity info, shown with -v. \
1 can be mended with --fix, 1 more with --fix --unsafe-fixes.
"""


def test_statistics() -> None:
    again = make_finding(SOURCE, 0, 3, rule="caption-holder")
    report = make_report(AMBIGUOUS, HOLDER, again, MISSING, HIDDEN)
    assert "\n" + render(report, Options(statistics=True)) == STATISTICS


LAST_LINES = [
    (make_report(files=1), "1 review checked: nothing to report."),
    (make_report(files=14), "14 reviews checked: nothing to report."),
    (make_report(HIDDEN), "3 reviews checked: nothing to report. 1 of severity info, shown with -v."),
    (make_report(MISSING, files=2), "1 finding in 1 of 2 reviews: 1 error."),
    (
        make_report(MISSING, AMBIGUOUS, files=2),
        "2 findings in 2 reviews: 2 errors. 1 can be mended with --fix.",
    ),
    (
        make_report(HOLDER),
        "1 finding in 1 of 3 reviews: 1 warning. 1 can be mended with --fix --unsafe-fixes.",
    ),
    (
        msgspec.structs.replace(make_report(), failures=(Trouble("x.md", 0, 0, "gone"),)),
        "1 file could not be checked or written. 3 reviews checked: nothing to report.",
    ),
    (msgspec.structs.replace(make_report(files=1), unsaid=(HIDDEN,)), "1 review checked: nothing to report."),
    (
        msgspec.structs.replace(make_report(HIDDEN, files=2), unsaid=(MISSING,)),
        "2 reviews checked. 1 of severity info, shown with -v. 1 finding is not shown (error "
        "front-matter-missing): most reviews of the archive have it, and a check of the whole archive says "
        "it once.",
    ),
    (
        msgspec.structs.replace(make_report(HOLDER), unsaid=(SPACE, HOLDER, MISSING, AMBIGUOUS, MISSING)),
        "1 finding in 1 of 3 reviews: 1 warning. 5 findings are not shown (error front-matter-missing, error "
        "value-ambiguous, warning caption-holder and 1 more): most reviews of the archive have them, and a "
        "check of the whole archive says each once. 1 can be mended with --fix --unsafe-fixes.",
    ),
]


@pytest.mark.parametrize(("report", "line"), LAST_LINES)
def test_the_last_line_counts(report: Report, line: str) -> None:
    text = render(report, Options())
    assert text.splitlines()[-1] == line


def test_quiet_leaves_out_what_is_no_finding() -> None:
    assert render(make_report(), Options(quiet=True)) == ""
    assert render(make_report(HIDDEN), Options(quiet=True, statistics=True)) == ""


def test_what_was_mended_is_said() -> None:
    fixed = {
        "films/1917.md": Fixed(SOURCE, type(SOURCE)("x"), (), {"value-ambiguous": 1, "caption-holder": 3}),
        "films/her.md": Fixed(SOURCE, SOURCE, (), {}, ("one-rule", "other-rule")),
    }
    report = msgspec.structs.replace(make_report(), fixed=fixed)
    assert render(report, Options()) == dedent(
        """\
        Mended 4 in 1 review: 3 caption-holder, 1 value-ambiguous.
        3 reviews checked: nothing to report.
        """
    )


def test_a_fix_that_could_not_be_made_is_not_offered_again() -> None:
    fixed = {"films/1917.md": Fixed(SOURCE, SOURCE, (), {}, ("value-ambiguous",))}
    report = msgspec.structs.replace(make_report(AMBIGUOUS), fixed=fixed)
    assert render(report, Options()).splitlines()[-1] == "1 finding in 1 of 3 reviews: 1 error."


def test_a_long_fix_is_cut() -> None:
    edits = ((*find(TEXT[4:]), "\n".join("abcdefgh") + "\n"),)
    finding = make_finding(SOURCE, 0, 3, edits=edits)
    lines = render(make_report(finding), Options(width=60)).splitlines()
    assert lines[3:11] == [
        "  fix: mend it",
        "  2 - title: 1917",
        "  3 - imageCaption: A trench, courtesy of Universal Pictur…",
        "  4 - ---",
        "  2 + a",
        "  3 + b",
        "  4 + c",
        "    … 10 more lines",
    ]


def test_another_place_in_the_same_review_is_a_line() -> None:
    related = (Related(MISSING.path, MISSING.place, "the first one"),)
    finding = msgspec.structs.replace(MISSING, related=related)
    assert render(make_report(finding), Options(quiet=True)).splitlines()[-1] == "  the first one: line 1"


def test_a_place_without_a_text_has_no_frame() -> None:
    elsewhere = msgspec.structs.replace(AMBIGUOUS, path="reviewlint.yaml")
    assert render(make_report(elsewhere), Options(quiet=True)) == (
        "reviewlint.yaml:2:8: error value-ambiguous: `1917` is read as a number\n  fix: put it in quotes\n"
    )


def test_paths_and_messages_cannot_act_on_the_terminal() -> None:
    finding = msgspec.structs.replace(MISSING, path="films/\x1b[2J.md", message="found \x9b2J\u202e")
    assert render(make_report(finding), Options(quiet=True)) == (
        "films/‹U+001B›[2J.md:1:1: error front-matter-missing: found ‹U+009B›2J‹U+202E›\n"
    )
