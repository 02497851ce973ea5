"""What the documentation shows holds: its configuration loads, its house rules do what it says."""

import re
import shutil
from pathlib import Path

import msgspec
import pytest

from reviewlint import check_text, checks
from reviewlint.cli import main
from reviewlint.document.scopes import SCOPES
from reviewlint.reference.kinds import render_kinds

CHECKOUT = Path(__file__).parents[1]
DOCS = CHECKOUT / "docs"
HOUSE_RULES = DOCS / "house-rules.md"
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


def test_the_house_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hold, fail = (
        block.partition("$ reviewlint test-pack\n")[2] for block in find_blocks(HOUSE_RULES, "console")
    )
    site = shutil.copytree(CHECKOUT / "examples" / "house-rules", tmp_path / "site")
    monkeypatch.chdir(site)
    assert (main(["test-pack"]), capsys.readouterr().out) == (0, hold)

    rule = site / "house" / "credit-form.yaml"
    text = rule.read_text("utf-8")
    rule.write_text(text.replace("Scissors, by candle", "A photograph by candle"), "utf-8")
    assert (main(["test-pack"]), capsys.readouterr().out) == (1, fail)


def test_all_house_rules_are_shown() -> None:
    page = HOUSE_RULES.read_text("utf-8")
    included = {Path(name).name for name in re.findall(r"^```\{literalinclude\} (\S+)$", page, re.MULTILINE)}
    rules = {path.name for path in (CHECKOUT / "examples" / "house-rules" / "house").glob("*.yaml")}
    assert rules <= included


def test_every_kind_is_explained() -> None:
    page = render_kinds()
    for kind in checks.kinds():
        assert f"\n## {kind}\n" in page
        section = page.partition(f"\n## {kind}\n")[2].partition("\n## ")[0]
        for field in msgspec.structs.fields(checks.load(kind).Params):
            assert f"`{field.name}`" in section
    assert all(f"| `{scope}` |" in page for scope in SCOPES)
