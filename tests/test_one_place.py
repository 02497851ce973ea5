"""A rule is one file: dropped into a pack, everything sees it and nothing else is touched."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from reviewlint.cli import main
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules
from reviewlint.reference import rules as reference
from reviewlint.session import Session
from reviewlint.testing import list_examples, run_example

RULE = """\
summary: Do not call a film a masterpiece.
why: The word says that the reviewer liked it, and not what there is to like.
severity: warning
check: pattern
with:
  scopes: [paragraph]
  patterns: [masterpiece]
  word: true
message: "`{text}` says that you liked it; say what you liked"
fix: {none: only the reviewer knows what was liked}
since: "0.1"
examples:
  - name: a film called a masterpiece
    text: |
      ---
      title: Her
      ---
      This is a masterpiece.
    report: ["4:11 `masterpiece` says that you liked it; say what you liked"]
  - name: a review that says what is good
    text: |
      ---
      title: Her
      ---
      The light is warm and nobody hurries.
    report: []
"""
REVIEW = "---\ntitle: Her\n---\nA masterpiece, says everyone.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    pack = tmp_path / "house"
    pack.mkdir()
    (pack / "pack.yaml").write_text("title: House rules\n", encoding="utf-8")
    (pack / "word-masterpiece.yaml").write_text(RULE, encoding="utf-8")
    (tmp_path / "reviewlint.yaml").write_text("packs: [house/]\n", encoding="utf-8")
    (tmp_path / "her.md").write_text(REVIEW, encoding="utf-8")
    return tmp_path


def test_its_examples_are_tests(site: Path) -> None:
    library = load_library(site / "house")

    held = [run_example(rule, example, library).holds for rule, example in list_examples(library)]

    assert held == [True, True]


def test_the_check_sees_it(site: Path) -> None:
    session = Session.load(site, cwd=site)

    found = session.check_text(REVIEW, "her.md")

    assert [(one.rule, one.place.line, one.place.column) for one in found] == [("word-masterpiece", 4, 3)]
    assert "word-masterpiece" in {rule.name for rule in session.rules}


def test_the_command_line_sees_it(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site)

    main(["check", "."])
    assert "her.md:4:3: warning word-masterpiece: `masterpiece` says" in capsys.readouterr().out

    main(["rule", "word-masterpiece"])
    assert "Do not call a film a masterpiece." in capsys.readouterr().out


def test_the_reference_sees_it(site: Path) -> None:
    library = load_library(site / "house")
    (rule,) = library.packs[0].rules

    assert "[word-masterpiece](word-masterpiece.md)" in reference.render_index(library)
    assert reference.render_rule(rule).startswith("# word-masterpiece\n\nDo not call a film a masterpiece.\n")


def test_sphinx_warns_with_its_name(site: Path, tmp_path: Path) -> None:
    source = tmp_path / "docs"
    (source / "reviews").mkdir(parents=True)
    for name in ("house", "reviewlint.yaml"):
        place = site / name
        shutil.copytree(place, source / name) if place.is_dir() else shutil.copy(place, source / name)
    (source / "reviews/her.md").write_text(REVIEW, encoding="utf-8")
    (source / "index.rst").write_text("Reviews\n=======\n", encoding="utf-8")
    (source / "conf.py").write_text(
        'extensions = ["reviewlint_sphinx"]\nreviewlint_reviews = ["reviews/**"]\n',
        encoding="utf-8",
    )
    warnings = StringIO()
    app = SphinxTestApp("html", srcdir=source, warning=warnings)
    try:
        app.build()
    finally:
        app.cleanup()

    assert "[reviewlint.word-masterpiece]" in warnings.getvalue()


def test_the_rules_folder_of_a_checkout_is_the_only_place_of_a_rule() -> None:
    rules = find_rules()

    assert rules.name == "rules"
    assert not (rules.parent / "reviewlint" / "_rules").exists()
