"""What the documentation shows holds: its configuration loads, its house rule does what it says."""

import re
from pathlib import Path

import pytest

from reviewlint import check_text
from reviewlint.cli import main

CHECKOUT = Path(__file__).parents[1]
DOCS = CHECKOUT / "docs"
FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def find_blocks(page: Path, language: str) -> list[str]:
    text = page.read_text("utf-8")
    return [match["text"] for match in FENCE.finditer(text) if match["language"] == language]


def test_the_readme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    review, *_ = find_blocks(CHECKOUT / "README.md", "markdown")
    console, *_ = find_blocks(CHECKOUT / "README.md", "console")
    (tmp_path / "1917.md").write_text(review, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 1
    assert capsys.readouterr().out == console.partition("$ reviewlint check\n")[2]


def test_the_first_review() -> None:
    first, *_ = find_blocks(DOCS / "getting-started.md", "markdown")
    found = {finding.rule for finding in check_text(first, "first.md")}
    assert found >= {"value-ambiguous", "image-alt-filename", "spoiler-unclosed"}


def test_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example, *_ = find_blocks(DOCS / "configuration.md", "yaml")
    (tmp_path / "reviewlint.yaml").write_text(example, "utf-8")
    (tmp_path / "reviews").mkdir()
    (tmp_path / "reviews" / "her.md").write_text('---\ntitle: "Her"\nauthor: Maud Perrin\n---\nYes.\n')
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 0


def test_the_house_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for block in find_blocks(DOCS / "configuration.md", "yaml")[1:]:
        name, _, text = block.partition("\n")
        place = tmp_path / name.removeprefix("# ")
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, "utf-8")
    (tmp_path / "reviewlint.yaml").write_text("packs: [house]\n", "utf-8")
    (tmp_path / "her.md").write_text('---\ntitle: "Her"\n---\n\nA masterpiece.\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--fail-on", "warning"]) == 1
    assert "her.md:5:3: warning word-masterpiece: `masterpiece` says that you" in capsys.readouterr().out
