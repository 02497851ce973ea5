from typing import Any

import pytest

from reviewlint.diagnostics import Diagnostic, Related
from reviewlint.document.source import SourceText
from reviewlint.report import Report
from reviewlint.reporters import Options
from reviewlint.reporters.rdjson import render
from reviewlint.span import Place
from tests.findings import make_finding
from tests.reporters.readers import validate_json
from tests.reporters.reports import AMBIGUOUS, HIDDEN, MISSING, make_report


def describe(source: SourceText, one: Diagnostic) -> dict[str, Any]:
    report = Report((one,), (source.path,), {source.path: source})
    (described,) = validate_json(render(report, Options()), "rdformat-1.0.1.json")["diagnostics"]
    assert isinstance(described, dict)
    return described


def test_a_finding_with_its_fix() -> None:
    result = validate_json(render(make_report(AMBIGUOUS), Options()), "rdformat-1.0.1.json")
    place = {"start": {"line": 2, "column": 8}, "end": {"line": 2, "column": 12}}
    assert result == {
        "source": {"name": "reviewlint"},
        "diagnostics": [
            {
                "message": "`1917` is read as a number",
                "location": {"path": "films/1917.md", "range": place},
                "severity": "ERROR",
                "code": {"value": "value-ambiguous", "url": "https://example.org/value-ambiguous"},
                "suggestions": [{"range": place, "text": '"1917"'}],
            }
        ],
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a𐐀b x", {"start": {"line": 1, "column": 8}, "end": {"line": 1, "column": 9}}),
        ("é\r\nü x", {"start": {"line": 2, "column": 4}, "end": {"line": 2, "column": 5}}),
    ],
)
def test_columns_count_bytes(text: str, place: dict[str, Any]) -> None:
    source = SourceText(text, "her.md")
    at = text.index("x")
    described = describe(source, make_finding(source, at, at + 1, edits=((at, at + 1, "y"),)))
    assert described["location"]["range"] == place
    assert described["suggestions"] == [{"range": place, "text": "y"}]


def test_edits_that_belong_together_are_one_suggestion() -> None:
    source = SourceText("«one» and «two»\n", "her.md")
    edits = ((10, 11, '"'), (0, 1, '"'), (4, 5, '"'))
    described = describe(source, make_finding(source, 0, 5, edits=edits))
    assert described["suggestions"] == [
        {
            "range": {"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 15}},
            "text": '"one" and "',
        }
    ]


def test_other_places() -> None:
    (described,) = validate_json(render(make_report(HIDDEN), Options()), "rdformat-1.0.1.json")["diagnostics"]
    assert described["related_locations"] == [
        {
            "message": "the first one",
            "location": {"path": "films/her.md", "range": {"start": {"line": 1}}},
        }
    ]


def test_what_is_said_of_a_config() -> None:
    about = Diagnostic(
        "rating-scale",
        MISSING.severity,
        "three scales",
        "reviewlint.yaml",
        Place(1, 1, 1, 1),
        MISSING.span,
        (Related("her.md", Place(2, 1, 2, 1), "one of them"),),
    )
    (described,) = validate_json(render(make_report(about), Options()), "rdformat-1.0.1.json")["diagnostics"]
    assert described["location"] == {"path": "reviewlint.yaml", "range": {"start": {"line": 1}}}
