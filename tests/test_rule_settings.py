"""What configs, packs and overrides say of a rule comes together as their writers mean it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewlint.errors import ConfigError
from reviewlint.session import Session

REVIEW = """\
---
title: "1917"
tags: [war]
cover: [a, b]
---

![](a.jpg)

![ ](b.jpg)

A long way to go go before dawn.
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def found(site: Path, name: str = "her.md", text: str = REVIEW) -> dict[str, str]:
    """Give the severity of each rule that reports something of a review."""
    write(site, name, text)
    report = Session.load(site, cwd=site).check_files([site / name])
    assert not report.failures
    return {one.rule: one.severity.value for one in report.diagnostics}


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("", {"image-alt-missing": "error", "image-alt-blank": "error"}),
        ("rules: {images: off}", {}),
        ("rules: {images: off, image-alt-blank: info}", {"image-alt-blank": "info"}),
        ("rules: {image-alt-blank: info, images: off}", {"image-alt-blank": "info"}),
        ("rules: {images: warning}", {"image-alt-missing": "warning", "image-alt-blank": "warning"}),
        (
            "rules: {images: off}\noverrides: [{files: '*.md', rules: {images: info}}]",
            {"image-alt-missing": "info", "image-alt-blank": "info"},
        ),
        ("rules: {image-alt-blank: error}\noverrides: [{files: '*.md', rules: {images: off}}]", {}),
        ("rules: {images: off}\noverrides: [{files: 'old/**', rules: {images: info}}]", {}),
        (
            "overrides:\n- {files: '*.md', rules: {images: off}}\n"
            "- {files: 'her.*', rules: {image-alt-blank: info}}",
            {"image-alt-blank": "info"},
        ),
        (
            "overrides:\n- {files: 'her.*', rules: {image-alt-blank: info}}\n"
            "- {files: '*.md', rules: {images: off}}",
            {},
        ),
    ],
)
def test_what_is_said_of_a_pack(tmp_path: Path, config: str, expected: dict[str, str]) -> None:
    write(tmp_path, "reviewlint.yaml", config)

    assert {
        name: level for name, level in found(tmp_path).items() if name.startswith("image-alt-")
    } == expected


def test_a_pack_does_not_turn_on_what_is_off_by_default(tmp_path: Path) -> None:
    text = '---\ntitle: Her\n---\n<img src="a.jpg" alt="A man in red">\n'
    write(tmp_path, "reviewlint.yaml", "rules: {images: error}")
    assert "image-no-size" not in found(tmp_path, text=text)

    write(tmp_path, "reviewlint.yaml", "rules: {images: error, image-no-size: true}")
    assert found(tmp_path, text=text)["image-no-size"] == "warning"


BOTH_INFO = {"image-alt-missing": "info", "image-alt-blank": "info"}


@pytest.mark.parametrize(
    ("base", "site", "expected"),
    [
        ("rules: {images: off}", "rules: {image-alt-blank: info}", {"image-alt-blank": "info"}),
        ("rules: {image-alt-blank: info}", "rules: {images: off}", {}),
        ("rules: {images: off}", "rules: {images: info}", BOTH_INFO),
        ("overrides: [{files: '*.md', rules: {images: off}}]", "rules: {image-alt-blank: info}", {}),
    ],
)  # fmt: skip
def test_the_nearer_config_beats_the_farther(
    tmp_path: Path, base: str, site: str, expected: dict[str, str]
) -> None:
    write(tmp_path, "base.yaml", base)
    write(tmp_path, "reviewlint.yaml", f"extends: base.yaml\n{site}")

    assert {
        name: level for name, level in found(tmp_path).items() if name.startswith("image-alt-")
    } == expected


TITLE = "---\ntitle: A title of thirty-two letters, ok\n---\nText.\n"


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("{longest: 20}", "error", "error"),
        ("{longest: 20, severity: info}", "{longest: 30}", "info"),
        ("{longest: 20}", "{severity: info}", "info"),
        ("off", "{longest: 20}", "warning"),
        ("{longest: 20}", "off", None),
        ("{longest: 20}", "{longest: 99}", None),
    ],
)
def test_a_severity_leaves_parameters_as_they_were(
    tmp_path: Path, first: str, then: str, expected: str | None
) -> None:
    write(
        tmp_path,
        "reviewlint.yaml",
        f"rules: {{title-length: {first}}}\noverrides: [{{files: '*', rules: {{title-length: {then}}}}}]",
    )

    assert found(tmp_path, text=TITLE).get("title-length") == expected


def test_some_reviews_have_other_fields(tmp_path: Path) -> None:
    write(
        tmp_path,
        "reviewlint.yaml",
        "fields: {rating: {required: true, maximum: 5}}\n"
        "overrides:\n"
        "- {files: ['short/**'], fields: {rating: {required: false}}}\n"
        "- {files: ['games/**'], fields: {rating: {maximum: 100}, studio: {required: true, type: string}}}\n",
    )
    plain, rated = "---\ntitle: Her\n---\nText.\n", "---\ntitle: Her\nrating: 80\n---\nText.\n"

    assert "field-required" in found(tmp_path, "her.md", plain)
    assert "field-required" not in found(tmp_path, "short/her.md", plain)
    assert "field-constraint" in found(tmp_path, "short/her.md", rated)
    assert found(tmp_path, "games/her.md", rated).keys() & {"field-required", "field-constraint"} == {
        "field-required"
    }
    assert "field-required" not in found(
        tmp_path, "games/it.md", rated.replace("rating", "studio: A\nrating")
    )


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        (
            "rules: {images: {severity: off}, imges: off}",
            ["1:34 there is no rule `imges`; did you mean `images`?"],
        ),
        (
            "rules: {images: {longest: 3}}",
            ["1:17 `images` is a pack of rules: it takes a severity or `off`, and no parameters"],
        ),
        (
            "vocabulary: {right-holders: {films: [A24]}, tags: [a], alt-fillers: [bild]}",
            ["1:14 no rule asks for a word list `right-holders`; did you mean `rights-holders`?"],
        ),
        (
            "overrides:\n- files: a\n  fields:\n"
            "    rating: {names: [points], pattern: '('}\n    date: {maximun: 5}",
            [
                "4:14 a field has the same names in all reviews: give them under `fields:` of the config",
                "4:40 `(` is no regular expression",
                "5:12 unknown key `maximun`; did you mean `maximum`?",
            ],
        ),
        (
            "rules: {image-alt-length: {scopes: [imge.alt], longest: 3}}",
            ["1:37 there is no scope `imge.alt`; did you mean `image.alt`?"],
        ),
        (
            "rules: {image-alt-placeholder: {list: alt-filers, scopes: [field.titel, image.alt]}}",
            [
                "1:39 there is no word list `alt-filers`; did you mean `alt-fillers`?",
                "1:60 there is no role `titel`; did you mean `title`?",
            ],
        ),
        ("rules: {file-too-large: {characters: many}}", ["1:38 found `many`; expected a whole number"]),
        (
            "rules: {rating-scale: {steps: [0.5, 0]}}",
            ["1:23 the step 0 cannot be used; expected more than 0"],
        ),
    ],
)  # fmt: skip
def test_mistakes_are_placed(tmp_path: Path, config: str, expected: list[str]) -> None:
    write(tmp_path, "reviewlint.yaml", config)

    with pytest.raises(ConfigError) as caught:
        Session.load(tmp_path, cwd=tmp_path)

    assert sorted(f"{one.line}:{one.column} {one.message}" for one in caught.value.troubles) == expected


def test_configs_that_extend_one_another_in_a_circle(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "extends: b.yaml\n")
    write(tmp_path, "b.yaml", "rules: {}\nextends: [strict, reviewlint.yaml]\n")
    write(tmp_path, "reviewlint.yaml", "extends: a.yaml\n")

    with pytest.raises(ConfigError) as caught:
        Session.load(tmp_path, cwd=tmp_path)

    assert str(caught.value) == "b.yaml:2:19: `reviewlint.yaml` extends itself"


def test_two_configs_may_extend_the_same(tmp_path: Path) -> None:
    write(tmp_path, "base.yaml", "rules: {images: off}\n")
    write(tmp_path, "a.yaml", "extends: base.yaml\n")
    write(tmp_path, "b.yaml", "extends: base.yaml\n")
    write(tmp_path, "reviewlint.yaml", "extends: [a.yaml, b.yaml]\n")

    assert not {name for name in found(tmp_path) if name.startswith("image-alt-")}
