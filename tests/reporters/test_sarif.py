import json
from typing import Any

import msgspec

from reviewlint.diagnostics import Severity
from reviewlint.document.source import SourceText
from reviewlint.errors import Trouble
from reviewlint.packs.spec import RuleSpec
from reviewlint.report import Report
from reviewlint.reporters import Options
from reviewlint.reporters.sarif import FINGERPRINT, render
from tests.reporters.readers import validate_json
from tests.reporters.reports import AMBIGUOUS, EVERYTHING, HIDDEN, MISSING, SOURCE, make_report

RULES = (
    RuleSpec(
        "value-ambiguous",
        "front-matter",
        "x.yaml",
        "Put quotes around it.",
        "YAML reads a number.\n",
        {"default": Severity.ERROR},
        "built-in",
        "",
        fix=("safe",),
        links=("https://example.org/yaml",),
    ),
    RuleSpec(
        "off-rule",
        "text",
        "y.yaml",
        "Be brief.",
        "Long.",
        {"default": None, "strict": Severity.INFO},
        "length",
        "",
        no_fix="Only the writer knows.",
        default=False,
    ),
)


def read_run(report: Report, *rules: RuleSpec) -> dict[str, Any]:
    (run,) = validate_json(render(report, Options(rules=rules)), "sarif-schema-2.1.0.json")["runs"]
    assert isinstance(run, dict)
    return run


def test_a_finding_with_its_fix() -> None:
    run = read_run(make_report(AMBIGUOUS), *RULES)
    place = {
        "artifactLocation": {"uri": "films/1917.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 12},
    }
    (result,) = run["results"]
    assert len(result.pop("partialFingerprints")[FINGERPRINT]) == 32
    assert result == {
        "ruleId": "value-ambiguous",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "`1917` is read as a number"},
        "locations": [{"physicalLocation": place}],
        "fixes": [
            {
                "description": {"text": "put it in quotes"},
                "artifactChanges": [
                    {
                        "artifactLocation": place["artifactLocation"],
                        "replacements": [
                            {"deletedRegion": place["region"], "insertedContent": {"text": '"1917"'}}
                        ],
                    }
                ],
                "properties": {"safety": "safe"},
            }
        ],
    }
    assert run["columnKind"] == "unicodeCodePoints"


def test_rules_say_what_they_are_about() -> None:
    assert read_run(make_report(), *RULES)["tool"]["driver"]["rules"] == [
        {
            "id": "value-ambiguous",
            "shortDescription": {"text": "Put quotes around it."},
            "fullDescription": {"text": "YAML reads a number."},
            "help": {"text": "YAML reads a number.\n\nFixes: safe."},
            "helpUri": "https://example.org/yaml",
            "defaultConfiguration": {"enabled": True, "level": "error"},
            "properties": {"tags": ["front-matter"]},
        },
        {
            "id": "off-rule",
            "shortDescription": {"text": "Be brief."},
            "fullDescription": {"text": "Long."},
            "help": {"text": "Long.\n\nIt has no fix: Only the writer knows."},
            "defaultConfiguration": {"enabled": False, "level": "none"},
            "properties": {"tags": ["text"]},
        },
    ]


def test_other_places_and_levels() -> None:
    (result,) = read_run(make_report(HIDDEN))["results"]
    assert result["level"] == "note"
    assert result["message"] == {"text": "found before"}
    assert result["relatedLocations"] == [
        {
            "id": 1,
            "message": {"text": "the first one"},
            "physicalLocation": {
                "artifactLocation": {"uri": "films/her.md", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 9},
            },
        }
    ]


def test_what_could_not_be_checked() -> None:
    report = msgspec.structs.replace(make_report(), failures=(Trouble("a b.md", 0, 0, "cannot be read"),))
    (invocation,) = read_run(report)["invocations"]
    assert invocation["executionSuccessful"] is False
    (said,) = invocation["toolExecutionNotifications"]
    assert said["message"] == {"text": "cannot be read"}
    assert said["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.md"


def test_no_two_fingerprints_are_the_same() -> None:
    twice = [AMBIGUOUS, msgspec.structs.replace(AMBIGUOUS, message="and again"), MISSING]
    results = read_run(make_report(*twice, *EVERYTHING.diagnostics[1:]))["results"]
    assert len({one["partialFingerprints"][FINGERPRINT] for one in results}) == len(results)


def test_replacements_make_the_mended_text() -> None:
    for one in read_run(EVERYTHING)["results"]:
        for fix in one.get("fixes", []):
            (change,) = fix["artifactChanges"]
            assert _apply(SOURCE, change["replacements"]) != SOURCE.text


def _apply(source: SourceText, replacements: list[dict[str, Any]]) -> str:
    (one,) = replacements
    region = one["deletedRegion"]
    start = source.line_starts[region["startLine"] - 1] + region["startColumn"] - 1
    end = source.line_starts[region["endLine"] - 1] + region["endColumn"] - 1
    return f"{source.text[:start]}{one['insertedContent']['text']}{source.text[end:]}"


def test_it_is_json_with_nothing_that_acts() -> None:
    bidi = msgspec.structs.replace(AMBIGUOUS, message="a\u202eb")
    text = render(make_report(bidi), Options())
    assert json.loads(text)["runs"][0]["results"][0]["message"] == {"text": "a‹U+202E›b"}
