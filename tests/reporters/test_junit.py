from io import StringIO

import msgspec
import pytest
import xmlschema

from reviewlint.diagnostics import Severity
from reviewlint.errors import Trouble
from reviewlint.reporters import Options
from reviewlint.reporters.junit import render
from tests.reporters.readers import SCHEMAS
from tests.reporters.reports import AMBIGUOUS, EVERYTHING, HIDDEN, make_report

WHOLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="reviewlint" tests="4" failures="1" errors="1">
  <testsuite name="films/1917.md" tests="2" failures="1" errors="0">
    <testcase name="value-ambiguous 2:8" classname="films/1917.md">
      <failure type="error" message="`1917` is read as a number">\
films/1917.md:2:8: error value-ambiguous: `1917` is read as a number</failure>
    </testcase>
    <testcase name="name-near-miss 6:14" classname="films/1917.md">
      <system-out>films/1917.md:6:14: info name-near-miss: found before</system-out>
    </testcase>
  </testsuite>
  <testsuite name="films/her.md" tests="1" failures="0" errors="0">
    <testcase name="films/her.md" classname="films/her.md"/>
  </testsuite>
  <testsuite name="films/him.md" tests="1" failures="0" errors="1">
    <testcase name="films/him.md" classname="films/him.md">
      <error message="this cannot be read: &lt;no&gt;"/>
    </testcase>
  </testsuite>
</testsuites>
"""


def test_reviews_are_suites_and_findings_their_cases() -> None:
    report = msgspec.structs.replace(
        make_report(AMBIGUOUS, HIDDEN, files=2),
        failures=(Trouble("films/him.md", 0, 0, "this cannot be read: <no>"),),
    )
    assert render(report, Options()) == WHOLE
    xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd").validate(StringIO(WHOLE))


@pytest.mark.parametrize(
    ("fail_on", "failures"), [(None, 0), (Severity.ERROR, 2), (Severity.WARNING, 4), (Severity.INFO, 5)]
)
def test_what_fails_is_what_fails_the_run(fail_on: Severity | None, failures: int) -> None:
    text = render(EVERYTHING, Options(fail_on=fail_on))
    assert f'<testsuites name="reviewlint" tests="6" failures="{failures}" errors="0">' in text
    assert text.count("<failure ") == failures
