"""Whatever the text: comments silence all but what is refused, change no line, and come once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewlint.document.source import SourceText
from reviewlint.session import Session
from reviewlint.silencing import silence_text
from reviewlint.suppressing import UNUSED
from tests.mutated_reviews import Case, mutated
from tests.test_any_input import INPUTS

REASON = "a reason of its own"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder = tmp_path_factory.mktemp("site")
    return Session.load(folder, cwd=folder)


def hold(session: Session, source: SourceText) -> None:
    found = session.check_review(session.read_source(source), source.path)
    done = silence_text(session, source, found, REASON)
    left = session.check_review(session.read_source(done.after), source.path)
    assert Counter(one.rule for one in left) == Counter(one.rule for one, _ in done.refused)
    kept = [line for line in list_lines(done.after) if REASON not in line]
    assert kept == list_lines(source)
    again = silence_text(session, done.after, left, REASON)
    assert again.after.text == done.after.text


def list_lines(source: SourceText) -> list[str]:
    """Give the lines that are not blank."""
    spans = (source.line_span(number) for number in range(1, len(source.line_starts) + 1))
    return [line for line in map(source.slice, spans) if line.strip(" \t")]


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=INPUTS, suffix=st.sampled_from([".md", ".mdx", ".rst"]))
def test_any_bytes(session: Session, data: bytes, suffix: str) -> None:
    place = (Path.cwd() / f"her{suffix}").as_posix()
    hold(session, SourceText.decode(data, place))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=mutated())
def test_damaged_reviews(session: Session, case: Case) -> None:
    hold(session, SourceText(case.text, case.example.path))


def test_what_was_unused_stays_to_be_said(session: Session) -> None:
    source = SourceText("---\ntitle: Her # reviewlint: ignore value-ambiguous\n---\nText.\n", "her.md")
    found = session.check_review(session.read_source(source), source.path)
    assert [one.rule for one in found] == [UNUSED]
    assert silence_text(session, source, found, REASON).after is source
