"""A site's own pack is judged beside what is there: all mistakes of all its files at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewlint.document.scopes import SCOPES
from reviewlint.errors import ConfigError, PackError
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules
from reviewlint.packs.parameters import Known
from reviewlint.session import Session

RULE = """\
summary: Do not say it.
why: We do not say it here.
severity: warning
check: {check}
with: {params}
message: "{message}"
fix: {{none: say something else}}
since: "1"
examples:
  - name: it is said
    text: It.
    report: ["1:1 it"]
  - name: it is not said
    text: This.
    report: []
"""


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def write_rule(folder: Path, name: str, check: str, params: str, message: str = "it") -> None:
    write(folder, f"house/{name}.yaml", RULE.format(check=check, params=params, message=message))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path, "reviewlint.yaml", "packs: [house/]\nfields: {certificate: {names: [rated]}}\n")
    write(tmp_path, "house/pack.yaml", "title: House\n")
    return tmp_path


def troubles(site: Path) -> list[str]:
    with pytest.raises((ConfigError, PackError)) as caught:
        Session.load(site, cwd=site)
    return [str(trouble) for trouble in caught.value.troubles]


@pytest.mark.parametrize(
    ("check", "params", "expected"),
    [
        pytest.param(
            "pattern",
            "{scopes: [imge.alt, paragraph, headng], patterns: ['(?=a)', b, '(c)\\1']}",
            [
                "5:17 there is no scope `imge.alt`; did you mean `image.alt`?",
                "5:38 there is no scope `headng`; did you mean `heading`?",
                "5:58 the pattern '(?=a)' cannot be used: invalid perl operator: (?= (patterns are RE2's: "
                "no lookaround, no back-references, no repeats over 1000)",
                "5:70 the pattern '(c)\\\\1' cannot be used: invalid escape sequence: \\1 (patterns are "
                "RE2's: no lookaround, no back-references, no repeats over 1000)",
            ],
            id="scopes and patterns",
        ),
        pytest.param(
            "pattern",
            "{scopes: [paragraph], patterns: ['\\bfilm\\b']}",
            [
                "5:40 the pattern '\\\\bfilm\\\\b' cannot be used: \\b knows English letters only; "
                "say `word: true` beside the pattern instead"
            ],
            id="a word boundary",
        ),
        pytest.param(
            "presence",
            "{scopes: [field.reviewr, field.*, field.certificate], state: [missing]}",
            ["5:17 there is no role `reviewr`; did you mean `reviewer`?"],
            id="a role in a scope",
        ),
        pytest.param(
            "cut-text",
            "{roles: [title, runtime]}",
            ["5:23 there is no role `runtime`; a site names its own under `fields:`"],
            id="a role by itself",
        ),
        pytest.param(
            "listed",
            "{scopes: [field.certificate], list: certificats}",
            ["5:43 there is no word list `certificats`; did you mean `certificates`?"],
            id="a word list",
        ),
        pytest.param(
            "phrases",
            "{scope: [heading], list: certificates}",
            [
                "5:7 the key `scopes` is missing",
                "5:8 unknown key `scope`; did you mean `scopes`?",
            ],
            id="a parameter",
        ),
        pytest.param(
            "presence",
            "{scopes: [image.alt], state: [missing], only: [in-lnk]}",
            ["5:54 there is no condition 'in-lnk'"],
            id="a condition",
        ),
    ],
)
def test_what_a_rule_speaks_of_is_there(site: Path, check: str, params: str, expected: list[str]) -> None:
    write(site, "house/vocabulary/certificates.yaml", "en: [U, PG]\n")
    write_rule(site, "it-said", check, params)

    assert [line.removeprefix("house/it-said.yaml:").replace(": ", " ", 1) for line in troubles(site)] == (
        expected
    )


def test_all_files_are_told_of_at_once(site: Path) -> None:
    write(site, "house/pack.yaml", "titel: House\n")
    write(site, "house/vocabulary/words.yaml", "en: [a\n")
    write_rule(site, "image-alt-missing", "patern", "{}")
    write_rule(site, "it-said", "pattern", "{scopes: [heading], patterns: [x]}", "{txt}, {source}")
    write(site, "reviewlint.yaml", "packs: [house]\nruls: {}\n")

    assert sorted(troubles(site)) == [
        "house/image-alt-missing.yaml:1:1: a rule of reviewlint's own has the name `image-alt-missing` "
        "already: give this rule another",
        "house/image-alt-missing.yaml:4:8: there is no check kind `patern`; did you mean `pattern`?",
        "house/it-said.yaml:6:10: `pattern` provides no `{txt}`; did you mean `text`?",
        "house/pack.yaml:1:1: unknown key `titel`; did you mean `title`?",
        "house/vocabulary/words.yaml:2:1: this is not YAML: did not find expected ',' or ']'",
        "reviewlint.yaml:2:1: unknown key `ruls`; did you mean `rules`?",
    ]


def test_files_with_another_ending_are_not_passed_over(site: Path) -> None:
    write_rule(site, "it-said", "pattern", "{scopes: [heading], patterns: [x]}")
    Session.load(site, cwd=site)
    write(site, "house/other.yml", "summary: x\n")
    write(site, "house/vocabulary/words.yml", "[a]\n")

    assert troubles(site) == [
        f"house/{name}: this would not be read: the names of a pack's files end in `.yaml`"
        for name in ("other.yml", "vocabulary/words.yml")
    ]


def test_what_is_hidden_beside_rules_is_no_rule(site: Path) -> None:
    write(site, "house/.pre-commit-config.yaml", "repos: []\n")
    write(site, "house/.gitlab-ci.yml", "x: 1\n")
    # What an editor locks a file with: a link to nothing.
    (site / "house/.#it-said.yaml").symlink_to("editor@host.1234")
    write_rule(site, "it-said", "pattern", "{scopes: [heading], patterns: [x]}")
    assert "it-said" in {rule.name for rule in Session.load(site, cwd=site).rules}
    write_rule(site, "it-said", "patern", "{}")

    assert troubles(site) == [
        "house/it-said.yaml:4:8: there is no check kind `patern`; did you mean `pattern`?"
    ]


def test_mistakes_of_a_file_are_told_at_once_whatever_their_kind(site: Path) -> None:
    write_rule(site, "it-said", "patern", "{}")
    path = site / "house/it-said.yaml"
    path.write_text(path.read_text("utf-8").replace("why:", "wy:"), "utf-8")

    assert troubles(site) == [
        "house/it-said.yaml:1:1: the key `why` is missing",
        "house/it-said.yaml:2:1: unknown key `wy`; did you mean `why`?",
        "house/it-said.yaml:4:8: there is no check kind `patern`; did you mean `pattern`?",
    ]


def test_two_packs_of_a_site_share_no_name(site: Path) -> None:
    write(site, "reviewlint.yaml", "packs: [house, guests]\n")
    write(site, "guests/pack.yaml", "title: Guests\n")
    write_rule(site, "it-said", "pattern", "{scopes: [heading], patterns: [x]}")
    write(site, "guests/it-said.yaml", (site / "house/it-said.yaml").read_text("utf-8"))

    assert troubles(site) == [
        "guests/it-said.yaml:1:1: house/it-said.yaml has the name `it-said` already: give this rule another"
    ]


def test_a_pack_has_a_name_of_its_own(site: Path) -> None:
    write(site, "reviewlint.yaml", "packs: [captions]\n")
    write(site, "captions/pack.yaml", "title: Captions\n")

    assert troubles(site) == [
        "captions/pack.yaml:1:1: a pack of reviewlint's own is called `captions`: rename the folder"
    ]


REVIEW = """\
---
title: needle one
cover: /needle.jpg
cover_alt: needle two
cover_caption: needle three
credit: needle four
---

# needle five

A needle six in the open.

:::{figure} needle.png
:alt: needle seven

A needle eight.
:::

:::{spoiler} needle nine
The needle ten is hidden.
:::
"""


IN_SCOPES = {
    "field.title": [2],
    "image.alt": [4, 14],
    "image.caption": [5, 16],
    "image.credit": [6],
    "image.source": [3, 13],
    "body-image.alt": [14],
    "cover.alt": [4],
    "cover.caption": [5],
    "figure.caption": [16],
    "heading": [9],
    "body": [9, 11, 13, 14, 16, 19, 20],
    "paragraph": [11, 20],
    "line": [9, 11, 16, 20],
    "spoiler.body": [20],
    "spoiler.label": [19],
    "outside-spoilers": [11],
}
"""The lines on which each scope has its needles."""


@pytest.mark.parametrize(("scope", "lines"), IN_SCOPES.items())
def test_every_scope_is_open_to_a_pack(site: Path, scope: str, lines: list[int]) -> None:
    write_rule(site, "it-said", "pattern", f"{{scopes: [{scope}], patterns: [needle]}}")
    found = Session.load(site, cwd=site).check_text(REVIEW, "her.md")

    assert [one.place.line for one in found if one.rule == "it-said"] == lines


def test_no_scope_is_left_out() -> None:
    assert {scope.replace("field.title", "field.ROLE") for scope in IN_SCOPES} == SCOPES.keys()


def test_a_pack_may_bring_its_own_fields(site: Path) -> None:
    write(site, "house/fields.yaml", "runtime: {names: [minutes]}\ntitle: {names: [t]}\n")
    write_rule(site, "it-said", "presence", "{scopes: [field.runtime], state: [missing]}")

    assert troubles(site) == [
        "house/fields.yaml:2:1: there is a role `title` already: a config adds names to it, under `fields:`"
    ]


def test_an_example_may_name_the_fields_of_a_site(site: Path) -> None:
    write_rule(site, "it-said", "presence", "{scopes: [field.runtime], state: [missing]}")
    path = site / "house/it-said.yaml"
    path.write_text(path.read_text("utf-8") + "    config: {fields: {runtime: minutes}}\n", "utf-8")

    assert "it-said" in {rule.name for rule in Session.load(site, cwd=site).rules}


def test_our_own_rules_speak_of_what_there_is() -> None:
    lists = {"tags"}  # the site's to fill

    assert load_library(find_rules(), known=Known(vocabularies=frozenset(lists))).packs
