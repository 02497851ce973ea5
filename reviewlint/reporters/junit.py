"""JUnit's XML, which most CI servers show: a suite a review, a test case a finding.

There is no standard; this is what Jenkins' xUnit plugin has a schema for:
https://github.com/jenkinsci/xunit-plugin, ``junit-10.xsd``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from reviewlint.diagnostics import Diagnostic
from reviewlint.errors import Trouble
from reviewlint.regex import compile_later
from reviewlint.report import Report
from reviewlint.reporters import Options
from reviewlint.reporters.visible import make_line

# XML 1.0, 2.2: what is no Char may not stand in a document, not even as a reference.
_NO_CHAR = compile_later("[\ufffe\uffff]")


def render(report: Report, options: Options) -> str:
    """Give every review that was checked; one without findings is a test case that passed.

    A finding below ``fail_on`` passes, too, and says in its output what was found.
    """
    by_path: dict[str, list[Diagnostic]] = {path: [] for path in report.files}
    for one in report.diagnostics:
        by_path.setdefault(one.path, []).append(one)
    suites = [_Suite(path, found, options) for path, found in sorted(by_path.items())]
    errors = len(report.failures)
    tests = sum(max(1, len(found)) for found in by_path.values()) + errors
    failures = sum(suite.failures for suite in suites)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="reviewlint" tests="{tests}" failures="{failures}" errors="{errors}">',
        *(line for suite in suites for line in suite.render()),
        *(line for trouble in report.failures for line in _render_trouble(trouble)),
        "</testsuites>",
    ]
    return "".join(f"{line}\n" for line in lines)


class _Suite:
    def __init__(self, path: str, found: Sequence[Diagnostic], options: Options) -> None:
        self._path = path
        self._found = found
        self._fail_on = options.fail_on
        self.failures = sum(1 for one in found if self._fails(one))

    def render(self) -> Iterator[str]:
        tests = max(1, len(self._found))
        yield _open_suite(self._path, tests=tests, failures=self.failures)
        if not self._found:
            yield f"    <testcase name={_quote(self._path)} classname={_quote(self._path)}/>"
        for one in self._found:
            yield from self._render_finding(one)
        yield "  </testsuite>"

    def _render_finding(self, one: Diagnostic) -> Iterator[str]:
        place = f"{one.place.line}:{one.place.column}"
        yield f"    <testcase name={_quote(f'{one.rule} {place}')} classname={_quote(one.path)}>"
        said = f"{one.path}:{place}: {one.severity.value} {one.rule}: {one.message}"
        if self._fails(one):
            kind = _quote(one.severity.value)
            yield f"      <failure type={kind} message={_quote(one.message)}>{_write(said)}</failure>"
        else:
            yield f"      <system-out>{_write(said)}</system-out>"
        yield "    </testcase>"

    def _fails(self, one: Diagnostic) -> bool:
        return self._fail_on is not None and one.severity.reaches(self._fail_on)


def _render_trouble(trouble: Trouble) -> Iterator[str]:
    """Show a file that could not be checked."""
    yield _open_suite(trouble.path, tests=1, errors=1)
    yield f"    <testcase name={_quote(trouble.path)} classname={_quote(trouble.path)}>"
    yield f"      <error message={_quote(trouble.message)}/>"
    yield "    </testcase>"
    yield "  </testsuite>"


def _open_suite(path: str, *, tests: int, failures: int = 0, errors: int = 0) -> str:
    counts = f'tests="{tests}" failures="{failures}" errors="{errors}"'
    return f"  <testsuite name={_quote(path)} {counts}>"


def _write(text: str) -> str:
    return escape(_clean(text))


def _quote(text: str) -> str:
    return quoteattr(_clean(text))


def _clean(text: str) -> str:
    return _NO_CHAR.sub("\ufffd", make_line(text))
