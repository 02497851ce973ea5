import json

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


def test_severities() -> None:
    issues = json.loads(render(EVERYTHING, Options()))
    assert [one["severity"] for one in issues] == ["major", "minor", "info", "minor", "major"]
