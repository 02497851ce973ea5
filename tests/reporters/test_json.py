import json

import msgspec
import pytest

from reviewlint.diagnostics import Severity
from reviewlint.reporters import Options
from reviewlint.reporters.json import render
from tests.reporters.reports import AMBIGUOUS, EVERYTHING, HIDDEN, MISSING, make_report

WHOLE = """[
  {
    "rule": "value-ambiguous",
    "severity": "error",
    "message": "`1917` is read as a number",
    "path": "films/1917.md",
    "line": 2,
    "column": 8,
    "end_line": 2,
    "end_column": 12,
    "related": [],
    "fix": {
      "safety": "safe",
      "message": "put it in quotes",
      "edits": [
        {
          "line": 2,
          "column": 8,
          "end_line": 2,
          "end_column": 12,
          "text": "\\"1917\\""
        }
      ]
    },
    "url": "https://example.org/value-ambiguous"
  },
  {
    "rule": "name-near-miss",
    "severity": "info",
    "message": "found\\nbefore",
    "path": "films/1917.md",
    "line": 6,
    "column": 14,
    "end_line": 6,
    "end_column": 17,
    "related": [
      {
        "path": "films/her.md",
        "line": 1,
        "column": 4,
        "message": "the first one"
      }
    ],
    "fix": null,
    "url": null
  }
]
"""


def test_the_shape_is_a_contract() -> None:
    assert render(make_report(HIDDEN, AMBIGUOUS), Options()) == WHOLE


def test_all_severities_are_there_whatever_text_would_list() -> None:
    found = json.loads(render(EVERYTHING, Options(least=Severity.ERROR, quiet=True)))
    assert [(one["path"], one["line"], one["column"], one["rule"]) for one in found] == [
        ("films/1917.md", 2, 8, "value-ambiguous"),
        ("films/1917.md", 3, 37, "caption-holder"),
        ("films/1917.md", 6, 14, "name-near-miss"),
        ("films/1917.md", 8, 1, "trailing-space"),
        ("films/her.md", 1, 1, "front-matter-missing"),
    ]


def test_nothing_found_is_an_empty_array() -> None:
    assert render(make_report(), Options()) == "[]\n"


@pytest.mark.parametrize("message", ["\x1b[2J", "\x9b2J", "a\u202eb\u2066", "\u2028\ufeff\x7f", '"\\'])
def test_a_message_cannot_act_on_a_terminal_and_stays_what_it_is(message: str) -> None:
    text = render(make_report(msgspec.structs.replace(MISSING, message=message)), Options())
    assert json.loads(text)[0]["message"] == message
    assert all(line.isprintable() for line in text.splitlines())


def test_a_path_that_is_no_utf8_is_shown_as_far_as_it_goes() -> None:
    text = render(make_report(msgspec.structs.replace(MISSING, path="h\udce9r.md")), Options())
    assert json.loads(text)[0]["path"] == "h\ufffdr.md"
