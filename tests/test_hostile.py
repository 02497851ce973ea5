"""Texts that nobody writes: checked without a crash, at true places, with work in proportion to size.

What they take in seconds is measured by `python -m benchmarks.hostile`.
"""

from __future__ import annotations

from functools import partial

import pytest

from benchmarks.hostile_texts import FAMILIES, Family
from reviewlint.session import Session
from tests.work import count_steps

SMALL = 100
LATER = {
    # The parser fills short rows with empty cells, a quarter of a million at most; here it has.
    "Markdown: a wide table": 600,
}
"""Where to begin with what is not in proportion from the start."""
MOST = 4.5
"""Times the work for four times the text: a few hundredths of it in the square of the size show."""

PROBLEMS = {
    "front-matter-too-complex": (
        "front matter: brackets",
        "front matter: brackets behind an error",
        "front matter: closed brackets",
        "front matter: braces",
        "front matter: brackets on lines of their own",
        "front matter: dashes",
        "front matter: aliases of aliases",
        "front matter: JSON brackets",
        "front matter: TOML dots",
    ),
    "front-matter-syntax": (
        "front matter: double quotes",
        "front matter: escaped quotes",
        "front matter: colons",
        "front matter: second colons",
        "front matter: open quotes",
        "front matter: reserved characters",
        "front matter: lines without a colon",
        "front matter: every other line without a colon",
        "front matter: tabs",
        "front matter: control characters",
        "front matter: JSON quotes",
    ),
    "field-duplicate": (
        "front matter: repeated names",
        "front matter: suppressions",
        "front matter: no end",
    ),
    "front-matter-unclosed": ("front matter: no end",),
    "front-matter-offset": ("front matter: blank lines above",),
    "spoiler-unclosed": (
        "Markdown: unclosed elements",
        "Markdown: unclosed details",
        "Markdown: unclosed bars",
        "Markdown: unclosed marks",
        "Markdown: marks without words",
        "Markdown: unclosed fences",
        "reST: roles without end",
    ),
    "spoiler-stray-close": ("Markdown: stray ends",),
}
"""What the reader says of a family, beside that a body has no front matter."""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder = tmp_path_factory.mktemp("site")
    return Session.load(folder, cwd=folder)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_hostile_text(session: Session, family: Family) -> None:
    size = LATER.get(family.name, SMALL)
    texts = (family.make(size), family.make(4 * size))

    for text in texts:
        for one in session.check_text(text, family.path):
            assert one.rule != "check-failed", one.message
            assert 0 <= one.span.start <= one.span.end <= len(text)
            for edit in one.fix.edits if one.fix else ():
                assert 0 <= edit.span.start <= edit.span.end <= len(text)

    small, large = (count_steps(partial(session.check_text, text, family.path)) for text in texts)
    assert large < MOST * small


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_what_is_wrong_with_a_hostile_text(session: Session, family: Family) -> None:
    problems = session.read(family.make(SMALL), family.path).problems

    expected = {rule for rule, families in PROBLEMS.items() if family.name in families}
    assert {problem.rule for problem in problems} - {"front-matter-missing"} == expected
