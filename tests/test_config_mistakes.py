"""Whatever is wrong with a config is told in one go, and each thing at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewlint.errors import ConfigError
from reviewlint.session import Session


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


EVERYTHING_WRONG = """\
extends: [strickt, ../gone.yaml]
includ: ["*.md"]
timezone: Europe/Nowhere
rating: {scale: [5]}
rules:
  image-alt-mising: off
  rating-scale: eror
  value-ambiguous: {severity: loud}
  image-alt-length: {longst: 3}
overrides:
  - files: 3
    rules: {page-furnitur: off}
  - files: ["drafts/**"]
    rules: {title-lenght: off}
"""


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "reviewlint.yaml", EVERYTHING_WRONG)
    with pytest.raises(ConfigError) as caught:
        Session.load(tmp_path, cwd=tmp_path)
    assert {one.path for one in caught.value.troubles} == {"reviewlint.yaml"}
    assert sorted((one.line, one.message.partition(";")[0]) for one in caught.value.troubles) == [
        (1, "`../gone.yaml` cannot be read: No such file or directory"),
        (1, "there is no preset `strickt`"),
        (2, "unknown key `includ`"),
        (3, "there is no time zone `Europe/Nowhere`"),
        (4, "expected [lowest, highest] or [lowest, highest, step]"),
        (6, "there is no rule `image-alt-mising`"),
        (7, "found `eror`"),
        (8, "found `loud`"),
        (9, "unknown key `longst`"),
        (11, "found `3`"),
        (12, "there is no rule `page-furnitur`"),
        (14, "there is no rule `title-lenght`"),
    ]


def test_mistakes_in_packs_come_with_those_of_the_config(tmp_path: Path) -> None:
    write(tmp_path, "reviewlint.yaml", "includ: []\npacks: [house, nowhere]\n")
    write(tmp_path, "house/pack.yaml", "title: House\nsumary: Ours.\n")
    with pytest.raises(ConfigError) as caught:
        Session.load(tmp_path, cwd=tmp_path)
    assert sorted(map(str, caught.value.troubles)) == [
        "house/pack.yaml:2:1: unknown key `sumary`; did you mean `summary`?",
        "reviewlint.yaml:1:1: unknown key `includ`; did you mean `include`?",
        "reviewlint.yaml:2:16: `nowhere` is no rule pack: it holds no pack.yaml",
    ]


def test_dialects_of_spoilers_are_known_by_their_names(tmp_path: Path) -> None:
    write(tmp_path, "reviewlint.yaml", "spoilers:\n  dialect: redit\n  renders: [bars, mixed, bbcod]\n")
    with pytest.raises(ConfigError) as caught:
        Session.load(tmp_path, cwd=tmp_path)
    names = (
        "bars, bbcode, block-quote, class, colon-fence, details, element, hugo, mdx, myst-directive, "
        "myst-role, reddit, rest-directive, rest-role, zola"
    )
    assert sorted(map(str, caught.value.troubles)) == [
        f"reviewlint.yaml:2:12: found `redit`; expected {names} or nothing; did you mean `reddit`?",
        f"reviewlint.yaml:3:19: found `mixed`; expected one of {names}",
        f"reviewlint.yaml:3:26: found `bbcod`; expected one of {names}; did you mean `bbcode`?",
    ]


def test_a_site_hides_the_dialect_that_it_writes(tmp_path: Path) -> None:
    write(tmp_path, "reviewlint.yaml", "spoilers: {dialect: bars, renders: [reddit, element]}\n")
    with pytest.raises(ConfigError) as caught:
        Session.load(tmp_path, cwd=tmp_path)
    assert list(map(str, caught.value.troubles)) == [
        "reviewlint.yaml:1:36: does not name `bars`, the site's own `dialect`: it would be shown in clear"
    ]
