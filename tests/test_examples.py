"""The examples say what the README says they do: sites with their findings, an archive without."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from reviewlint.cli import main
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules

EXAMPLES = Path(__file__).parents[1] / "examples"
BROKEN = EXAMPLES / "broken"
ARCHIVE = EXAMPLES / "archive"
HOUSE = EXAMPLES / "house-rules"
OPTIONS = ("--verbose", "--today", "2026-01-31")
"""As `make goldens` has them."""

FAMILIES = ("captions", "front-matter", "images", "spoilers", "text")


@pytest.mark.parametrize(("output_format", "golden"), [("text", "expected.txt"), ("json", "expected.json")])
@pytest.mark.parametrize("site", [BROKEN, HOUSE], ids=lambda site: site.name)
def test_findings(
    site: Path,
    output_format: str,
    golden: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(site)
    code = main(("check", *OPTIONS, "--output-format", output_format))
    assert (code, *capsys.readouterr()) == (1, (site / golden).read_text("utf-8"), "")


def test_the_house_rules_do_what_they_say(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(HOUSE)
    assert main(("test-pack",)) == 0
    assert capsys.readouterr().out.endswith("of 6 rules: all hold.\n")


def test_every_house_rule_speaks_up() -> None:
    found = {finding["rule"] for finding in json.loads((HOUSE / "expected.json").read_text("utf-8"))}
    assert found == {rule.name for pack in load_library(HOUSE / "house").packs for rule in pack.rules}


def test_each_family_has_a_broken_review() -> None:
    family = {rule.name: pack.name for pack in load_library(find_rules()).packs for rule in pack.rules}
    found: dict[str, set[str]] = defaultdict(set)
    for finding in json.loads((BROKEN / "expected.json").read_text("utf-8")):
        if family[finding["rule"]] == Path(finding["path"]).stem:
            found[family[finding["rule"]]].add(finding["rule"])
    assert [name for name in FAMILIES if len(found[name]) >= 3] == list(FAMILIES)


def test_the_archive_is_clean(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ARCHIVE)
    count = sum(path.suffix in (".md", ".rst") for path in (ARCHIVE / "reviews").rglob("*"))
    code = main(("check", *OPTIONS))
    assert (code, *capsys.readouterr()) == (0, f"{count} reviews checked: nothing to report.\n", "")
