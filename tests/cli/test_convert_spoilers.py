"""An archive on disk whose spoilers are turned into one dialect, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewlint.cli import main

OPTIONS = ("--no-cache", "--today", "2026-01-31", "--select", "spoiler-dialect")
REDDIT = {
    "a.md": b"---\ntitle: A\n---\nIt >!ends!<, and >!well!<.\n\n>! All of it.\n",
    "b.md": b"\xef\xbb\xbf---\r\ntitle: B\r\n---\r\nIt >!ends!< x.\r\n\r\n- a\r\n\r\n  >! One.\r\n  >\r\n"
    b"  >! Two.\r\n- b\r\n",
    "c.md": b"---\ntitle: C\n---\n> It ends:\n>\n> >! All leave.\n\nCode: `>!x!<`",
}
ELEMENT = {
    "a.md": b"---\ntitle: A\n---\nIt <spoiler>ends</spoiler>, and <spoiler>well</spoiler>.\n\n"
    b"<spoiler>\n\nAll of it.\n\n</spoiler>\n",
    "b.md": b"\xef\xbb\xbf---\r\ntitle: B\r\n---\r\nIt <spoiler>ends</spoiler> x.\r\n\r\n- a\r\n\r\n"
    b"  <spoiler>\r\n\r\n  One.\r\n\r\n  Two.\r\n\r\n  </spoiler>\r\n- b\r\n",
    "c.md": b"---\ntitle: C\n---\n> It ends:\n>\n> <spoiler>\n>\n> All leave.\n>\n> </spoiler>\n\n"
    b"Code: `>!x!<`",
}


def write(folder: Path, files: dict[str, bytes], config: str = "") -> None:
    (folder / "reviewlint.yaml").write_text(config, encoding="utf-8")
    for name, data in files.items():
        (folder / name).write_bytes(data)


def read(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.md"))}


def test_there_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, REDDIT, "spoilers: {dialect: element}\n")
    assert main(("check", *OPTIONS, "--fix")) == 0
    assert read(tmp_path) == REDDIT

    main(("check", *OPTIONS, "--fix", "--unsafe-fixes"))
    assert read(tmp_path) == ELEMENT

    # `>!x!<` in code keeps `c.md` from going back: the marks might pair with others there.
    write(tmp_path, {"c.md": ELEMENT["c.md"].replace(b"`>!x!<`", b"none")}, "spoilers: {dialect: reddit}\n")
    main(("check", *OPTIONS, "--fix", "--unsafe-fixes"))
    assert read(tmp_path) == REDDIT | {"c.md": REDDIT["c.md"].replace(b"`>!x!<`", b"none")}


def test_without_a_config_the_usual_way_is_the_right_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"a.md": REDDIT["a.md"], "b.md": ELEMENT["b.md"]})
    assert main(("check", *OPTIONS, "--fix", "--unsafe-fixes")) == 0
    assert read(tmp_path) == {"a.md": REDDIT["a.md"], "b.md": REDDIT["b.md"]}
    assert "Mended 2 in 1 review: 2 spoiler-dialect." in capsys.readouterr().out
