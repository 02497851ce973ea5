"""``reviewlint test-pack`` says in plain words which examples of a site's rules do not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Run

RULE = """\
summary: Do not call it a masterpiece.
why: It says nothing.
severity: warning
check: pattern
with:
  scopes: [paragraph]
  patterns: [masterpieces?]
  replace: film
message: "'{text}' says nothing"
fix: unsafe
since: "1"
examples:
  - name: the word
    text: A masterpiece.
    report: ["1:3 'masterpiece' says nothing"]
    fixed: A film.
  - name: another word
    text: A film.
    report: []
"""
HOLDS = "2 examples of 1 rule: all hold.\n"


@pytest.fixture
def house(run: Run) -> Path:
    pack = Path("house").absolute()
    pack.mkdir()
    (pack / "pack.yaml").write_text("title: House\n")
    (pack / "house-word.yaml").write_text(RULE)
    Path("reviewlint.yaml").write_text("packs: [house]\n")
    return pack


@pytest.mark.parametrize("folder", [(), ("house",), ("house/",), (".",)])
def test_all_hold(run: Run, house: Path, folder: tuple[str, ...]) -> None:
    if folder == (".",):
        Path("reviewlint.yaml").unlink()

    assert run("test-pack", *folder) == Ended(0, HOLDS, "")


def test_the_current_folder_may_be_the_pack(run: Run, house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(house)

    assert run("test-pack") == Ended(0, HOLDS, "")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "1:3 'masterpiece'",
            "1:4 'masterpiece'",
            """\
house/house-word.yaml:15:5: the example 'the word' does not report what it promises
  expected  1:4 'masterpiece' says nothing
  found     1:3 'masterpiece' says nothing
1 of 2 examples of 1 rule does not hold.
""",
            id="another place",
        ),
        pytest.param(
            "text: A film.",
            "text: A masterpiece of masterpieces.",
            """\
house/house-word.yaml:19:5: the example 'another word' does not report what it promises
  expected  nothing
  found     1:3 'masterpiece' says nothing
            1:18 'masterpieces' says nothing
1 of 2 examples of 1 rule does not hold.
""",
            id="reported all the same",
        ),
        pytest.param(
            "text: A masterpiece.",
            "text: A film.",
            """\
house/house-word.yaml:15:5: the example 'the word' does not report what it promises
  expected  1:3 'masterpiece' says nothing
  found     nothing
1 of 2 examples of 1 rule does not hold.
""",
            id="not reported",
        ),
        pytest.param(
            "fixed: A film.",
            "fixed: A movie.",
            """\
house/house-word.yaml:16:5: the example 'the word' is not mended as it promises
  expected  A movie.
  found     A film.
1 of 2 examples of 1 rule does not hold.
""",
            id="mended in another way",
        ),
        pytest.param(
            "replace: film\n",
            "replace: masterpieces\n",
            """\
house/house-word.yaml:16:5: the example 'the word' is not mended as it promises
  expected  A film.
  found     A masterpieces.
1 of 2 examples of 1 rule does not hold.
""",
            id="the fix does not help",
        ),
    ],
)
def test_what_does_not_hold(run: Run, house: Path, old: str, new: str, expected: str) -> None:
    assert old in RULE
    (house / "house-word.yaml").write_text(RULE.replace(old, new))

    assert run("test-pack") == Ended(1, expected, "")


def test_a_mended_text_that_is_still_reported(run: Run, house: Path) -> None:
    (house / "house-word.yaml").write_text(
        RULE.replace("replace: film", "replace: masterpieces").replace(
            "fixed: A film.", "fixed: A masterpieces."
        )
    )

    assert run("test-pack") == Ended(
        1,
        "house/house-word.yaml:16:5: the example 'the word' is mended, and still reported\n"
        "  expected  nothing\n"
        "  found     1:3 'masterpieces' says nothing\n"
        "1 of 2 examples of 1 rule does not hold.\n",
        "",
    )


@pytest.mark.parametrize(
    ("name", "text", "arguments", "expected"),
    [
        (
            "house/house-word.yaml",
            RULE.replace("check: pattern", "check: patern"),
            (),
            "house/house-word.yaml:4:8: there is no check kind `patern`; did you mean `pattern`?\n",
        ),
        (
            "house/house-word.yaml",
            RULE.replace("    fixed: A film.\n", "    fixed: A film.\n    config: {ruls: {}}\n"),
            (),
            "house/house-word.yaml:17:13: the example's config: unknown key `ruls`; did you mean `rules`?\n",
        ),
        (
            "reviewlint.yaml",
            "",
            (),
            "reviewlint test-pack: no rules to try: name the folder of a pack, "
            "or list it under `packs:` in reviewlint.yaml\n",
        ),
        ("reviewlint.yaml", "", ("nowhere",), "nowhere: is no rule pack: it holds no pack.yaml\n"),
        (
            "reviewlint.yaml",
            "pack: [house]\n",
            ("house",),
            "reviewlint.yaml:1:1: unknown key `pack`; did you mean `packs`?\n",
        ),
        (
            "her.md",
            "Her.\n",
            ("--config", "gone.yaml"),
            "gone.yaml: cannot be read: No such file or directory\n",
        ),
    ],
)
def test_what_cannot_be_read(
    run: Run, house: Path, name: str, text: str, arguments: tuple[str, ...], expected: str
) -> None:
    Path(name).write_text(text)

    assert run("test-pack", *arguments) == Ended(2, "", expected)


def test_rules_are_tried_beside_the_other_packs_of_their_site(run: Run, house: Path) -> None:
    guests = Path("packs/guests")
    guests.mkdir(parents=True)
    (guests / "pack.yaml").write_text("title: Guests\n")
    (guests / "house-word.yaml").write_text(RULE)

    assert run("test-pack", "packs") == Ended(
        2,
        "",
        "packs/guests/house-word.yaml:1:1: house/house-word.yaml has the name `house-word` already: "
        "give this rule another\n",
    )

    (guests / "house-word.yaml").rename(guests / "guest-word.yaml")

    assert run("test-pack", "packs") == Ended(0, HOLDS, "")
