"""Read each format back, the way its consumers do."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import cmarkgfm
import jsonschema_rs
import junitparser
import msgspec
import xmlschema

SCHEMAS = Path(__file__).parent / "schemas"


class Read(NamedTuple):
    """What a consumer makes of one finding."""

    path: str
    line: int
    rule: str
    message: str


@functools.cache
def load_schema(name: str) -> Any:
    schema = json.loads((SCHEMAS / name).read_text("utf-8"))
    return jsonschema_rs.validator_for(schema, validate_formats=True)


@functools.cache
def load_xml_schema(name: str) -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(SCHEMAS / name)


def validate_json(text: str, schema: str) -> Any:
    value = json.loads(text)
    load_schema(schema).validate(value)
    return value


def read_sarif(text: str) -> Iterator[Read]:
    (run,) = validate_json(text, "sarif-schema-2.1.0.json")["runs"]
    for one in run["results"]:
        (location,) = one["locations"]
        place = location["physicalLocation"]
        path = unquote(place["artifactLocation"]["uri"], errors="surrogateescape")
        yield Read(path, place["region"]["startLine"], one["ruleId"], one["message"]["text"])


def read_rdjson(text: str) -> Iterator[Read]:
    for one in validate_json(text, "rdformat-1.0.1.json")["diagnostics"]:
        place = one["location"]
        yield Read(place["path"], place["range"]["start"]["line"], one["code"]["value"], one["message"])


def read_json(text: str) -> Iterator[Read]:
    for one in json.loads(text):
        yield Read(one["path"], one["line"], one["rule"], one["message"])


def read_jsonl(text: str) -> Iterator[Read]:
    for line in text.splitlines():  # at every line end that Unicode has
        yield from read_json(f"[{line}]")


class GitLabLines(msgspec.Struct, forbid_unknown_fields=True):
    begin: int
    end: int


class GitLabLocation(msgspec.Struct, forbid_unknown_fields=True):
    path: str
    lines: GitLabLines


class GitLabIssue(msgspec.Struct, forbid_unknown_fields=True):
    """The table "Code Quality report format" of GitLab's documentation."""

    description: str
    check_name: str
    fingerprint: str
    severity: str
    location: GitLabLocation


def read_gitlab(text: str) -> Iterator[Read]:
    issues = msgspec.json.decode(text, type=list[GitLabIssue])
    assert {one.severity for one in issues} <= {"info", "minor", "major", "critical", "blocker"}
    assert len({one.fingerprint for one in issues}) == len(issues)
    for one in issues:
        yield Read(one.location.path, one.location.lines.begin, one.check_name, one.description)


def read_junit(text: str) -> Iterator[Read]:
    load_xml_schema("junit-10.xsd").validate(StringIO(text))
    for suite in junitparser.JUnitXml.fromstring(text.encode()):
        for case in suite:
            for result in case.result:
                rule, _, place = case.name.rpartition(" ")
                yield Read(case.classname, int(place.partition(":")[0]), rule, result.message)


# What the runner makes of a line: `ActionCommand.TryParseV2` of https://github.com/actions/runner.
_COMMAND = re.compile(r"\s*::(?P<name>[^ :]+)(?: (?P<properties>.*?))?::(?P<data>.*)")


def read_commands(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    for line in re.split(r"\r\n|\r|\n", text):
        if match := _COMMAND.fullmatch(line):
            pairs = (one.split("=", 1) for one in (match["properties"] or "").split(","))
            yield match["name"], {name: _unescape(value) for name, value in pairs}, _unescape(match["data"])


def _unescape(text: str) -> str:
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def read_github(text: str) -> Iterator[Read]:
    for name, properties, data in read_commands(text):
        assert name in ("error", "warning", "notice")
        assert properties.keys() <= {"file", "line", "endLine", "col", "endColumn", "title"}
        message = data.split(f" {properties['title']}: ", 1)[1]
        yield Read(properties["file"], int(properties["line"]), properties["title"], message)


class Table(HTMLParser):
    """Collect the cells of a table and the elements that are not a table's."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.other: list[tuple[str, dict[str, str | None]]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self._inside = True
            self.rows[-1].append("")
        elif tag not in ("table", "thead", "tbody", "p"):
            self.other.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] += data


def read_table(text: str) -> Table:
    """Render Markdown with GitHub's own renderer, which is let through all HTML, and read its table."""
    table = Table()
    table.feed(cmarkgfm.github_flavored_markdown_to_html(text, cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE))
    return table


def read_markdown(text: str) -> Iterator[Read]:
    table = read_table(text)
    assert {tag for tag, _ in table.other} <= {"a"}
    for _, place, rule, message in table.rows[1:]:
        path, line, _ = place.rsplit(":", 2)
        yield Read(path, int(line), rule, message)


def read_text(text: str) -> Iterator[Read]:
    for line in text.splitlines():
        if match := re.fullmatch(r"(\S.*?):(\d+):\d+: (?:error|warning|info) ([\w-]+): (.*)", line):
            yield Read(match[1], int(match[2]), match[3], match[4])


READERS: dict[str, Callable[[str], Iterator[Read]]] = {
    "text": read_text,
    "json": read_json,
    "jsonl": read_jsonl,
    "sarif": read_sarif,
    "github": read_github,
    "gitlab": read_gitlab,
    "junit": read_junit,
    "rdjson": read_rdjson,
    "markdown": read_markdown,
}
