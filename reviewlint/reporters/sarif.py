"""SARIF 2.1.0, the OASIS format for results of static analysis: GitHub's code scanning, editors.

Section numbers are those of the standard with its first errata:
https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from reviewlint import __version__
from reviewlint.diagnostics import Diagnostic, Fix, Related, Severity
from reviewlint.errors import Trouble
from reviewlint.fingerprints import list_fingerprints
from reviewlint.packs.spec import RuleSpec
from reviewlint.report import Report
from reviewlint.reporters import Options
from reviewlint.reporters.json_text import replace_surrogates, write_json
from reviewlint.reporters.visible import make_line
from reviewlint.span import Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "reviewlint/v1"

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report, options: Options) -> str:
    """Give one run with all rules there are and all findings; columns count code points."""
    indices = {rule.name: index for index, rule in enumerate(options.rules)}
    fingerprints = list_fingerprints(report.diagnostics, report.sources)
    results = [
        _describe_finding(one, fingerprint, indices)
        for one, fingerprint in zip(report.diagnostics, fingerprints, strict=True)
    ]
    run = {
        "tool": {"driver": _describe_tool(options.rules)},
        "columnKind": "unicodeCodePoints",  # 3.14.17
        "newlineSequences": ["\r\n", "\n", "\r"],  # 3.14.18: what a line ends at in a review
        "invocations": [
            {
                "executionSuccessful": not report.failures,
                "toolExecutionNotifications": [_describe_failure(one) for one in report.failures],
            }
        ],
        "results": results,
    }
    return write_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _describe_tool(rules: Sequence[RuleSpec]) -> dict[str, Any]:
    return {
        "name": "reviewlint",
        "semanticVersion": __version__,
        "rules": [_describe_rule(rule) for rule in rules],
    }


def _describe_rule(rule: RuleSpec) -> dict[str, Any]:
    """Say what a rule is about (3.49); GitHub shows ``help`` beside each finding."""
    severity = rule.severity.get("default")
    safeties = " and ".join(rule.fix)
    mending = f"Fixes: {safeties}." if rule.fix else f"It has no fix: {rule.no_fix}" if rule.no_fix else ""
    described: dict[str, Any] = {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why.strip()},
        "help": {"text": f"{rule.why.strip()}\n\n{mending}".strip()},
        "defaultConfiguration": {
            "enabled": rule.default and severity is not None,
            "level": _LEVELS[severity] if severity else "none",
        },
        "properties": {"tags": [rule.pack]},
    }
    if rule.links:
        described["helpUri"] = rule.links[0]
    return described


def _describe_finding(one: Diagnostic, fingerprint: str, indices: Mapping[str, int]) -> dict[str, Any]:
    described: dict[str, Any] = {
        "ruleId": one.rule,
        "level": _LEVELS[one.severity],
        "message": _describe_message(one.message),
        "locations": [{"physicalLocation": _describe_location(one.path, one.place)}],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if one.rule in indices:
        described["ruleIndex"] = indices[one.rule]
    if one.related:
        described["relatedLocations"] = [
            _describe_related(number, other) for number, other in enumerate(one.related, 1)
        ]
    if one.fix:
        described["fixes"] = [_describe_fix(one.path, one.fix)]
    return described


def _describe_related(number: int, other: Related) -> dict[str, Any]:
    return {
        "id": number,
        "message": _describe_message(other.message),
        "physicalLocation": _describe_location(other.path, other.place),
    }


def _describe_fix(path: str, fix: Fix) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _describe_region(edit.place),
            "insertedContent": {"text": replace_surrogates(edit.text)},
        }
        for edit in fix.edits
    ]
    change = {"artifactLocation": _describe_file(path), "replacements": replacements}
    return {
        "description": _describe_message(fix.message),
        "artifactChanges": [change],
        "properties": {"safety": fix.safety.value},
    }


def _describe_failure(trouble: Trouble) -> dict[str, Any]:
    location = {"physicalLocation": {"artifactLocation": _describe_file(trouble.path)}}
    return {"level": "error", "message": _describe_message(trouble.message), "locations": [location]}


def _describe_message(message: str) -> dict[str, str]:
    """Give a plain text message; `[a title](address)` in one would be a link (3.11.6)."""
    return {"text": make_line(message).replace("](", "] (")}


def _describe_location(path: str, place: Place) -> dict[str, Any]:
    return {"artifactLocation": _describe_file(path), "region": _describe_region(place)}


def _describe_region(place: Place) -> dict[str, int]:
    """Give a region (3.30), whose end column, too, is the one behind its last character."""
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _describe_file(path: str) -> dict[str, str]:
    """Give a path as a relative URI from where the run was started (3.4.3)."""
    return {"uri": quote(os.fsencode(path)), "uriBaseId": "%SRCROOT%"}
