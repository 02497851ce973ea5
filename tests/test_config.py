"""A config is read strictly, found upwards, and merged with what it extends."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewlint.config.file import ScaleFile
from reviewlint.config.load import load_config
from reviewlint.config.model import find_config
from reviewlint.errors import ConfigError
from reviewlint.sites import Sites


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def troubles(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_config(path, shown="reviewlint.yaml")
    return [str(trouble) for trouble in caught.value.troubles]


TEXT_OR_NOTHING = "expected text (in quotes, if YAML takes it for something else) or nothing"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("rules:\n  caption-missing: off\n  image-alt-missing: warning\n", []),
        (
            "ruls: {}\n",
            ["reviewlint.yaml:1:1: unknown key `ruls`; did you mean `rules`?"],
        ),
        (
            "rules:\n  caption-missing: loud\n",
            [
                "reviewlint.yaml:2:20: found `loud`; "
                "expected error, info, off, warning or `true` or `false` or a mapping"
            ],
        ),
        (
            "rules:\n  caption-missing: {severity: loud}\n",
            ["reviewlint.yaml:2:31: found `loud`; expected error, info, off, warning or `true` or `false`"],
        ),
        (
            "rules: {a: {severity: 1}, b: {severity: no}, c: {severity: Warnin}, d: {severity: }}\n",
            [
                "reviewlint.yaml:1:23: found `1`; expected error, info, off, warning or `true` or `false`",
                "reviewlint.yaml:1:60: found `Warnin`; "
                "expected error, info, off, warning or `true` or `false`; did you mean `warning`?",
                "reviewlint.yaml:1:83: found nothing; "
                "expected error, info, off, warning or `true` or `false`",
            ],
        ),
        (
            "extends: strickt\n",
            ["reviewlint.yaml:1:10: there is no preset `strickt`; did you mean `strict`?"],
        ),
        (
            "rating: {scale: [5, 0]}\n",
            ["reviewlint.yaml:1:21: the highest rating is 0; expected more than the lowest, 5"],
        ),
        (
            "timezone: Europe/Nowhere\n",
            [
                "reviewlint.yaml:1:11: there is no time zone `Europe/Nowhere`; "
                "expected a name like `Europe/Berlin`"
            ],
        ),
        (
            "timezone: Nowhere/Land\nextends: nothing\n",
            [
                "reviewlint.yaml:2:10: there is no preset `nothing`; "
                "known presets: recommended, strict; a path ends in .yaml",
                "reviewlint.yaml:1:11: there is no time zone `Nowhere/Land`; "
                "expected a name like `Europe/Berlin`",
            ],
        ),
        (
            "include: '**/*.md'\n",
            ["reviewlint.yaml:1:10: found `**/*.md`; expected a list or nothing"],
        ),
        (
            "fields:\n  rating: {maximun: 5}\n  tags: {items: {tpye: string}}\n",
            [
                "reviewlint.yaml:2:12: unknown key `maximun`; did you mean `maximum`?",
                "reviewlint.yaml:3:18: unknown key `tpye`; did you mean `type`?",
            ],
        ),
        (
            "fields:\n  rating: {maximum: five, type: [strin]}\n",
            [
                "reviewlint.yaml:2:21: found `five`; expected a number",
                "reviewlint.yaml:2:34: found `strin`; expected one of array, boolean, integer, null, number, "
                "object, string; did you mean `string`?",
            ],
        ),
        ("fields:\n  slug: {pattern: '('}\n", ["reviewlint.yaml:2:19: `(` is no regular expression"]),
        ("fields: {a: b, c: [d, e.f], g: {const: null, not: {type: string}, required: true}}\n", []),
        (
            "schema: nowhere.json\n",
            ["reviewlint.yaml:1:9: the schema `nowhere.json` cannot be read: No such file or directory"],
        ),
        (
            "schema:\n  properties:\n    a: {type: strong}\n",
            [
                "reviewlint.yaml:3:15: `strong` is no type; "
                "there are: string, number, integer, boolean, array, object, null"
            ],
        ),
        (
            "schema: 5\n",
            [
                "reviewlint.yaml:1:9: found `5`; expected text (in quotes, if YAML takes it for something "
                "else) or a mapping or nothing"
            ],
        ),
        ("extends: reviewlint.yaml\n", ["reviewlint.yaml:1:10: `reviewlint.yaml` extends itself"]),
        (
            'extends: "a\\0.yaml"\n',
            ["reviewlint.yaml:1:10: `a\0.yaml` is no path: it holds the character U+0000"],
        ),
        (
            "language: de\n---\nlanguage: en\n",
            ["reviewlint.yaml:2:1: another document begins here (`---`); a file like this is one alone"],
        ),
        ("\ufefflanguage: 5\n", ["reviewlint.yaml:1:11: found `5`; " + TEXT_OR_NOTHING]),
        ("- a\n", ["reviewlint.yaml:1:1: should be a mapping: `key: value` lines"]),
    ],
)
def test_mistakes_are_placed(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = write(tmp_path, "reviewlint.yaml", text)

    if expected:
        assert troubles(path) == expected
    else:
        load_config(path)


@pytest.mark.parametrize(
    ("text", "scale"),
    [
        ("rating: {scale: 5}", ScaleFile(5)),
        ("rating: {scale: [1, 10]}", ScaleFile(10, 1)),
        ("rating: {scale: [0, 5, 0.5]}", ScaleFile(5, 0, 0.5)),
        ("rating: {scale: {max: 100}}", ScaleFile(100)),
    ],
)
def test_a_scale_has_several_forms(tmp_path: Path, text: str, scale: ScaleFile) -> None:
    assert load_config(write(tmp_path, "reviewlint.yaml", text)).scale == scale


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        ("-2", ["9: the highest rating is -2; expected more than the lowest, 0"]),
        (".nan", ["9: found `nan`; expected a finite number"]),
        ("[5]", ["9: expected [lowest, highest] or [lowest, highest, step]"]),
        ("[0, 5, 0]", ["16: ratings are 0 apart; expected more than 0"]),
        ("[1, 10, .inf]", ["17: found `inf`; expected a finite number"]),
        (
            "[0, 5, 6]",
            ["16: ratings are 6 apart; expected no more than from the lowest to the highest"],
        ),
        (
            "{min: .nan, max: 5, step: .inf}",
            ["15: found `nan`; expected a finite number", "35: found `inf`; expected a finite number"],
        ),
        (
            "{min: 5, max: 0.5, step: -1}",
            [
                "23: the highest rating is 0.5; expected more than the lowest, 5",
                "34: ratings are -1 apart; expected more than 0",
            ],
        ),
        ("{max: 0}", ["15: the highest rating is 0; expected more than the lowest, 0"]),
    ],
)
def test_numbers_that_are_no_scale(tmp_path: Path, scale: str, expected: list[str]) -> None:
    path = write(tmp_path, "reviewlint.yaml", f"rating:\n scale: {scale}\n")

    assert troubles(path) == [f"reviewlint.yaml:2:{one}" for one in expected]


def test_a_link_to_itself_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    path = write(tmp_path, "reviewlint.yaml", "extends: loop.yaml\n")
    message = "cannot be read: Too many levels of symbolic links"
    assert troubles(path) == [f"reviewlint.yaml:1:10: `loop.yaml` {message}"]
    assert troubles(tmp_path / "loop.yaml") == [f"reviewlint.yaml: {message}"]


def test_what_two_files_extend_counts_once_and_first(tmp_path: Path) -> None:
    write(tmp_path, "house/pack.yaml", "")
    write(tmp_path, "base.yaml", "packs: [house]\nrules: {a: warning, b: warning}\nlangage: de\n")
    write(tmp_path, "one.yaml", "extends: [strict, base.yaml]\nrules: {a: off}\n")
    write(tmp_path, "two.yaml", "extends: sub/../base.yaml\nrules: {b: off}\n")
    path = write(tmp_path, "reviewlint.yaml", "extends: [one.yaml, two.yaml]\n")
    assert troubles(path) == ["base.yaml:3:1: unknown key `langage`; did you mean `language`?"]
    write(tmp_path, "base.yaml", "rules: [\n")
    assert troubles(path) == ["base.yaml:2:1: this is not YAML: did not find expected node content"]
    write(tmp_path, "base.yaml", "packs: [house]\nrules: {a: warning, b: warning}\n")
    config = load_config(path)
    assert (config.packs, config.preset) == ((str(tmp_path / "house"),), "strict")
    assert config.rules == {"a": False, "b": False}


def test_extends_reads_the_other_file_first(tmp_path: Path) -> None:
    write(
        tmp_path,
        "shared/base.yaml",
        "rules: {a: off, b: error}\nimages: {roots: [static]}\n"
        "vocabulary: {holders: [A24]}\nexclude: [drafts]\n",
    )
    path = write(
        tmp_path,
        "site/reviewlint.yaml",
        "extends: ../shared/base.yaml\nrules: {a: warning}\nvocabulary: {holders: [Mubi]}\n",
    )

    config = load_config(path)

    assert config.rules == {"a": "warning", "b": "error"}
    assert config.image_roots == ((tmp_path / "shared/static").as_posix(),)
    assert config.vocabulary == {"holders": ["A24", "Mubi"]}
    assert config.exclude == ("drafts",)
    assert config.root == (tmp_path / "site").as_posix()


def test_config_is_found_upwards(tmp_path: Path) -> None:
    folder = tmp_path / "a/b/c"
    folder.mkdir(parents=True)
    write(tmp_path, "a/pyproject.toml", "[project]\nname = 'x'\n")
    far = write(tmp_path, "reviewlint.yaml", "")

    assert find_config(folder) == far

    near = write(tmp_path, "a/pyproject.toml", "[tool.reviewlint]\nexclude = ['x']\n")

    assert find_config(folder) == near
    assert load_config(near).exclude == ("x",)


def test_a_byte_order_mark_hides_no_config(tmp_path: Path) -> None:
    path = write(tmp_path, "pyproject.toml", "\ufeff[tool.reviewlint]\nlanguage = 5\n")
    assert find_config(tmp_path) == path
    with pytest.raises(ConfigError) as caught:
        load_config(path, shown="pyproject.toml")
    assert str(caught.value) == f"pyproject.toml:2:12: found `5`; {TEXT_OR_NOTHING}"


PYPROJECT = """\
[project]
name = "x"

[tool.reviewlint]
extends = "strict"
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('ruls = {}\ntimezone = "Nowhere/Land"\n', [
            "pyproject.toml:6:1: unknown key `ruls`; did you mean `rules`?",
            "pyproject.toml:7:12: there is no time zone `Nowhere/Land`; expected a name like `Europe/Berlin`",
        ]),
        ('[tool.reviewlint.rules]\ncaption-missing = "loud"\nfield-type = {severity = "eror"}\n', [
            "pyproject.toml:7:19: found `loud`; expected error, info, off, warning or `true` or `false` or a "
            "mapping",
            "pyproject.toml:8:26: found `eror`; expected error, info, off, warning or `true` or `false`; "
            "did you mean `error`?",
        ]),
        ('[[tool.reviewlint.overrides]]\nfiles = "a"\n\n[[tool.reviewlint.overrides]]\nfile = ["b"]\n', [
            "pyproject.toml:10:1: the key `files` is missing",
            "pyproject.toml:10:1: unknown key `file`; did you mean `files`?",
        ]),
        ('packs = [\n  "house",\n  "nowhere",\n]\n', [
            "pyproject.toml:7:3: `house` is no rule pack: it holds no pack.yaml",
            "pyproject.toml:8:3: `nowhere` is no rule pack: it holds no pack.yaml",
        ]),
        ('fields.rating = {maximun = 5}\n"rating"."scale" = [5, 0]\n', [
            "pyproject.toml:6:18: unknown key `maximun`; did you mean `maximum`?",
            "pyproject.toml:7:24: the highest rating is 0; expected more than the lowest, 5",
        ]),
        ("include = 2026-01-31\n", ["pyproject.toml:6:11: found `2026-01-31`; expected a list or nothing"]),
        ("include = [\n", ["pyproject.toml:7:1: this is not TOML: invalid value"]),
        ("include = [1 2]\n", ["pyproject.toml:6:14: this is not TOML: unclosed array"]),
    ],
)  # fmt: skip
def test_mistakes_in_a_pyproject_are_placed(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = write(tmp_path, "pyproject.toml", PYPROJECT + text)

    with pytest.raises(ConfigError) as caught:
        load_config(path, shown="pyproject.toml")

    assert sorted(str(trouble) for trouble in caught.value.troubles) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[project]\nversion = 1.0.0\n[tool.reviewlint]\n",
         "2:14: this is not TOML: expected newline or end of document after a statement"),
        ("[tool.reviewlint]\nrules.x = \n", "2:11: this is not TOML: invalid value"),
        ("[tool.reviewlint\n", "1:17: this is not TOML: expected ']' at the end of a table declaration"),
        ("[[tool . 'reviewlint'.overrides]]\nfiles = a\n", "2:9: this is not TOML: invalid value"),
        ("tool.reviewlint.exclude = [a]\n", "1:28: this is not TOML: invalid value"),
        ("[tool]\nruff = {}\n\nreviewlint = {exclude = [}\n", "4:26: this is not TOML: invalid value"),
        ("[tool]\r\nruff = {}\r\nreviewlint.exclude = [\r\n", "4:1: this is not TOML: invalid value"),
        ("[tool.reviewlint]\nx = " + "9" * 5000, " holds a number of too many digits"),
        ("[tool.reviewlint]\nx = " + "[" * 5000, " nests tables and lists too deeply"),
        (b"[tool.reviewlint]\n# caf\xe9\n", " is not UTF-8"),
    ],
)  # fmt: skip
def test_a_pyproject_that_seems_to_speak_of_reviews_is_read(
    tmp_path: Path, text: str | bytes, expected: str
) -> None:
    path = tmp_path / "a/pyproject.toml"
    path.parent.mkdir()
    path.write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(ConfigError) as caught:
        Sites(path.parent / "b", cwd=tmp_path)

    assert str(caught.value) == f"a/pyproject.toml:{expected}"


@pytest.mark.parametrize(
    "text",
    [
        "version = 1.0.0\n",
        "# reviewlint\ntool = 3\n",
        'tool = "reviewlint"\n',
        '[project]\nversion = 1.0.0\ndependencies = ["reviewlint>=1"]\n',
        '[project]\nversion = 1.0.0\n[tool.poetry.dependencies]\nreviewlint = "*"\n',
        '[tool]\nx = 1.0.0\n  [project.scripts]\nreviewlint = "x:y"\n',
        "x = 1.0.0\n# [tool.reviewlint]\n[tool.reviewlint-more]\n",
        b"# caf\xe9\n",
    ],
)
def test_a_pyproject_that_does_not_speak_of_reviews_is_passed_over(tmp_path: Path, text: str | bytes) -> None:
    (tmp_path / "pyproject.toml").write_bytes(text if isinstance(text, bytes) else text.encode())

    assert find_config(tmp_path) is None


def test_a_pyproject_whose_table_is_none(tmp_path: Path) -> None:
    path = write(tmp_path, "pyproject.toml", "[tool]\nreviewlint = 3\n")

    with pytest.raises(ConfigError) as caught:
        load_config(path, shown="pyproject.toml")

    assert str(caught.value) == (
        "pyproject.toml:2:14: `tool.reviewlint` should be a table: `[tool.reviewlint]`"
    )
