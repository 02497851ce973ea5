from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

REVIEW = "---\ntitle: Her\ndate: 2026-01-12\n---\nText.\n"


@pytest.mark.parametrize(("options", "files"), [((), 1), (("--no-cache",), 0)])
def test_a_run_keeps_facts_unless_told_not_to(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], files: int
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    Path("reviewlint.yaml").write_text("exclude: []")
    Path("her.md").write_text(REVIEW)

    run("check", "her.md", *options)

    assert len(list((cache / "reviewlint").glob("reviews-*.cache"))) == files
