import json

import msgspec

from reviewlint.reporters import Options
from reviewlint.reporters.gitlab import render
from tests.reporters.reports import EVERYTHING, HIDDEN, make_report


def test_a_finding() -> None:
    (issue,) = json.loads(render(make_report(HIDDEN), Options()))
    assert len(issue.pop("fingerprint")) == 32
    assert issue == {
        "description": "found before",
        "check_name": "name-near-miss",
        "severity": "info",
        "location": {"path": "films/1917.md", "lines": {"begin": 6, "end": 6}},
    }


def test_a_finding_to_the_start_of_the_next_line_ends_on_its_own() -> None:
    place = msgspec.structs.replace(HIDDEN.place, end_line=HIDDEN.place.line + 1, end_column=1)
    (issue,) = json.loads(render(make_report(msgspec.structs.replace(HIDDEN, place=place)), Options()))
    assert issue["location"]["lines"] == {"begin": 6, "end": 6}


def test_severities() -> None:
    issues = json.loads(render(EVERYTHING, Options()))
    assert [one["severity"] for one in issues] == ["major", "minor", "info", "minor", "major"]
