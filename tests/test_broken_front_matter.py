"""Front matter with a mistake: all else of it is checked, and nothing of it is published."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from reviewlint.record import make_record
from reviewlint.session import Session

HEADS = {
    "yaml": "---\ntitle: Her: a film\nspoilers: none\ntags: [drama, drama]\n---\n",
    "toml": '+++\ntitle = Her: a film\nspoilers = "none"\ntags = ["drama", "drama"]\n+++\n',
    "json": '{"title": Her: a film,\n"spoilers": "none",\n"tags": ["drama", "drama"]\n}\n',
}
NOW = datetime.datetime(2026, 1, 31, tzinfo=datetime.UTC)


@pytest.mark.parametrize("form", HEADS)
@pytest.mark.parametrize("config", [None, "rules: {front-matter-syntax: off}\n"], ids=["on", "off"])
def test_what_can_be_read_is_checked_and_nothing_published(
    tmp_path: Path, form: str, config: str | None
) -> None:
    path = tmp_path / "her.md"
    path.write_text(f"{HEADS[form]}\nShe leaves, and >!he stays!<.\n", "utf-8")
    if config:
        (tmp_path / "reviewlint.yaml").write_text(config, "utf-8")
    session = Session.load(tmp_path, cwd=tmp_path)

    review = session.read(path.read_bytes(), path)
    found = session.check_review(review, path)

    assert review.text_of("title") == "Her: a film"
    wanted = {"front-matter-syntax", "spoiler-undeclared", "tag-duplicate"}
    assert {one.rule for one in found} == (wanted - {"front-matter-syntax"} if config else wanted)
    assert not session.is_publishable(review, ())
    assert not make_record(review, path.name).is_public(NOW)
