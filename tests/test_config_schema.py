"""A schema that a config names is judged where it stands; nothing but that file is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewlint.config.fields import FieldFile
from reviewlint.config.load import load_config
from reviewlint.errors import ConfigError


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


TOO_MUCH = "nests too deeply, or holds a number of too many digits"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("s.yaml", "properties: {a: {$ref: '#/$defs/b'}}\n$defs: {b: {const: 2026-01-31}}\n", []),
        ("s.json", '{\n\t"properties": {"a": {"maximum": 1e3}}}', []),
        (
            "s.json",
            '{"$defs": {},\n\t"$ref": "https://example.org/s.json"}',
            [
                "s.json:2:10: `https://example.org/s.json` leads out of this schema, and nothing is fetched; "
                "put what it names under `$defs` here"
            ],
        ),
        ("s.json", '{"type":', ["s.json:1:9: this is not JSON: expecting value"]),
        pytest.param("s.json", "[" * 100_000, ["s.json: " + TOO_MUCH], id="deep"),
        pytest.param("s.json", f'{{"minimum": {"1" * 5_000}}}', ["s.json: " + TOO_MUCH], id="digits"),
        (
            "s.yaml",
            "a: é\nb: é\x07",
            ["s.yaml:2:5: this is not YAML: the character U+0007 may not stand in it"],
        ),
        ("s.json", "[]", ["s.json:1:1: a schema is an object: `{…}`"]),
        ("s.yaml", "a: [", ["s.yaml:2:1: this is not YAML: did not find expected node content"]),
        ("s.yaml", "minimum: x\n", ["s.yaml:1:10: `x` is not what `minimum` takes in JSON Schema: number"]),
    ],
)
def test_a_schema_file(tmp_path: Path, name: str, text: str, expected: list[str]) -> None:
    write(tmp_path, name, text)
    path = write(tmp_path, "reviewlint.yaml", f"schema: {name}\n")

    if not expected:
        assert load_config(path).schema is not None
        return
    with pytest.raises(ConfigError) as caught:
        load_config(path, shown="reviewlint.yaml")
    assert [str(trouble) for trouble in caught.value.troubles] == expected


def test_what_a_site_says_of_a_field_is_added_to_what_it_extends(tmp_path: Path) -> None:
    write(
        tmp_path, "base.yaml", "fields: {rating: {required: true, names: [points], maximum: 5}, date: day}\n"
    )
    path = write(
        tmp_path, "reviewlint.yaml", "extends: base.yaml\nfields: {rating: {maximum: 10, minimum: 1}}\n"
    )

    assert load_config(path).fields == {
        "rating": FieldFile(names=["points"], required=True, maximum=10, minimum=1),
        "date": FieldFile(names=["day"]),
    }
