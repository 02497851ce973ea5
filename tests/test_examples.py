"""The examples say what the README says they do: a broken site with its findings, an archive without."""

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
OPTIONS = ("--verbose", "--today", "2026-01-31")
"""As `make goldens` has them."""

FAMILIES = ("captions", "front-matter", "images", "spoilers", "text")


@pytest.mark.parametrize(("output_format", "golden"), [("text", "expected.txt"), ("json", "expected.json")])
def test_broken_reviews(
    output_format: str, golden: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(BROKEN)
    code = main(("check", *OPTIONS, "--output-format", output_format))
    assert (code, *capsys.readouterr()) == (1, (BROKEN / golden).read_text("utf-8"), "")


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
