"""Every format, read back by what reads it, whatever stands in a review."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewlint.diagnostics import Severity
from reviewlint.document.source import SourceText
from reviewlint.reporters import FORMATS, Options, load_reporter
from reviewlint.reporters.visible import make_line
from reviewlint.session import Session
from tests.findings import make_finding
from tests.reporters.readers import READERS, Read
from tests.reporters.reports import EVERYTHING, MISSING, make_report
from tests.test_any_input import INPUTS

RAW = ("json", "jsonl")
"""Formats whose messages are data, to be made fit for show by whoever shows them."""

HOSTILE = [
    "::error::pwned",
    "%0A::error file=x::pwned",
    "a\n::warning::b\r\n::set-output name=x::y\r##[error]z",
    "\x1b[2J\x1b]0;title\x07\x9b31m",
    "\u202edlrow\u2066 hello\u200b",
    "a|b|c || d \\| e",
    "`code` ``` fence ~~~ *bold* _it_ [link](https://example.com) ![x](y)",
    "<script>alert(1)</script> &amp; &lt;!-- ]]> <!-- reviewlint: ignore-file --> <details>",
    "@everyone #12 !34 a@b.example https://example.com www.example.com $x$ :tada:",
    "[1](1) {0} {{x}} %s %(name)s \\u0041",
    '", "rule": "x", \'quotes\' \\',
    "a\x00b\ufffe\uffff\ufeffc\U0001f1fa d\u2028e\u2029f\x85g",
    "\ud800 lone \udce9",
    "=1+1",
    "x" * 5000,
]


@pytest.mark.parametrize("name", FORMATS)
def test_there_is_a_reader_that_finds_everything(name: str) -> None:
    found = list(READERS[name](load_reporter(name)(EVERYTHING, Options())))
    if name == "junit":
        assert [one.rule for one in found] == ["value-ambiguous", "front-matter-missing"]  # what fails
        return
    rules = {"value-ambiguous", "caption-holder", "name-near-miss", "trailing-space", "front-matter-missing"}
    listed = rules - {"name-near-miss"} if name in ("text", "markdown") else rules
    assert {one.rule for one in found} == listed


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("name", FORMATS)
def test_nothing_that_a_review_says_breaks_out(name: str, said: str) -> None:
    message = f"found '{said}'"
    source = SourceText(f"---\ntitle: {said}\n", "her.md")
    finding = make_finding(
        source,
        *(4, 9),
        message=message,
        edits=((4, 9, said),),
        fix_message=said,
        url="https://example.org/r?a=|b>",
    )
    report = msgspec.structs.replace(make_report(finding), sources={"her.md": source})
    text = load_reporter(name)(report, Options(fail_on=finding.severity))
    text.encode("utf-8")
    assert all(char in "\n\ufffe\uffff" or char.isprintable() for char in text)
    (read,) = READERS[name](text)
    assert read == Read("her.md", 2, "some-rule", _expect(name, message))


def _expect(name: str, message: str) -> str:
    if name in RAW:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in message)
    shown = make_line(message)
    if name == "sarif":
        return shown.replace("](", "] (")  # SARIF would make a link of it
    return shown.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") if name == "junit" else shown


@pytest.mark.parametrize(
    "path", ["a|b.md", "a,b:c%.md", "<b>.md", "[x](y).md", "@x #1.md", "h\udce9r.md", "é.md"]
)
@pytest.mark.parametrize("name", FORMATS)
def test_no_path_breaks_out(name: str, path: str) -> None:
    finding = msgspec.structs.replace(MISSING, path=path)
    (read,) = READERS[name](load_reporter(name)(make_report(finding), Options()))
    assert read.path in (path, make_line(path), path.replace("\udce9", "\ufffd"))


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found(name: str) -> None:
    assert list(READERS[name](load_reporter(name)(make_report(), Options()))) == []


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder = tmp_path_factory.mktemp("site")
    return Session.load(folder, cwd=folder)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=INPUTS, suffix=st.sampled_from([".md", ".mdx", ".rst"]))
def test_what_is_found_in_any_text_is_read_back(session: Session, data: bytes, suffix: str) -> None:
    path = Path(f"her{suffix}")
    report = session.check_files([path], texts={path: data})
    options = Options(least=Severity.INFO, fail_on=Severity.INFO)
    expected = [(one.path, one.place.line, one.rule) for one in report.diagnostics]
    for name in FORMATS:
        read = [(one.path, one.line, one.rule) for one in READERS[name](load_reporter(name)(report, options))]
        if name == "github":
            assert set(read) <= set(expected)
        else:
            assert sorted(read) == sorted(expected)
