"""A config's copy: what comes out of it is what the files say, and it holds as long as they do."""

import os
from pathlib import Path

import msgspec
import pytest

from reviewlint.config.compiled import keep_compiled, load_compiled
from reviewlint.config.load import load_config
from reviewlint.config.model import Config
from reviewlint.packs.locate import find_rules
from reviewlint.sites import PRESETS_FOLDER

KEPT = [
    pytest.param("", id="nothing"),
    pytest.param("rules: {}\ninclude: [reviews/*.md]\nexclude: [drafts/*]\n", id="globs"),
    pytest.param("rules:\n  spoilers: {severity: warning}\n  alt-text: off\n", id="rules"),
    pytest.param("extends: strict\n", id="preset"),
    pytest.param("extends: [other.yaml, recommended]\nrules: {alt-text: off}\n", id="another file"),
    pytest.param("fields:\n  title: Titel\n  author: [by, writer]\n  rating: {names: [stars]}\n", id="names"),
    pytest.param(
        "fields:\n  stars: {type: number, minimum: 1, maximum: 5, required: true}\n"
        "  genre: {enum: [film, 7, true, 1.5], description: what it is}\n",
        id="constraints",
    ),
    pytest.param(
        "fields:\n  cast: {type: array, minItems: 1, items: {type: string, not: {const: nobody}}}\n",
        id="constraints in constraints",
    ),
    pytest.param(
        "overrides:\n- files: old/*.md\n  rules: {alt-text: off}\n"
        "- files: [new/*.md]\n  fields: {stars: {exclusiveMinimum: 0}}\n",
        id="overrides",
    ),
    pytest.param("spoilers: {dialect: myst-role, renders: [myst-role]}\n", id="spoilers"),
    pytest.param("images: {roots: [static], decorative: [icons/*]}\n", id="images"),
    pytest.param("rating: {scale: 10}\nlanguage: de\n", id="scale to a number"),
    pytest.param("rating: {scale: [1, 5, 0.5]}\n", id="scale as a list"),
    pytest.param("rating: {scale: {max: 4, step: 0.5}}\n", id="scale in full"),
    pytest.param("vocabulary: {tags: [noir, 1984], plain: {de: [so]}}\n", id="words"),
]

NOT_KEPT = [
    pytest.param("packs: [own]\n", id="packs"),
    pytest.param("schema: {type: object}\n", id="schema"),
    pytest.param("timezone: Europe/Berlin\n", id="time zone"),
    pytest.param("fields: {seen: {const: 2024-01-31}}\n", id="a day"),
    pytest.param("fields: {stars: {enum: [.nan]}}\n", id="no number"),
    pytest.param(f"fields: {{stars: {{maxLength: {10**30}}}}}\n", id="a number of many digits"),
]

KEY = "of these rules"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def keep(folder: Path, text: str, cache: Path) -> Path:
    """Write a config and keep its copy; give where it is."""
    place = folder / "reviewlint.yaml"
    (folder / "other.yaml").write_text("rules: {alt-text: error}\n")
    (folder / "own").mkdir(exist_ok=True)
    (folder / "own" / "pack.yaml").write_text("summary: Our own.\n")
    place.write_text(text)
    keep_compiled(read(place), place, "site.yaml", cache, KEY)
    return place


def read(place: Path) -> Config:
    return load_config(place, shown="site.yaml", presets=find_rules() / PRESETS_FOLDER)


@pytest.mark.parametrize("text", KEPT)
def test_the_copy_says_what_the_files_do(text: str, tmp_path: Path, cache: Path) -> None:
    place = keep(tmp_path, text, cache)
    kept, config = load_compiled(place, "site.yaml", cache, KEY), read(place)
    assert kept is not None
    assert msgspec.structs.replace(kept, sources=()) == msgspec.structs.replace(config, sources=())
    for one, other in zip(kept.sources, config.sources, strict=True):
        assert (one.folder, one.data, one.schema) == (other.folder, other.data, other.schema)
        assert one.file.path == other.file.path
        assert one.file.data == other.file.data
        where = [*other.file.data][-1:]
        assert one.file.trouble(where, "wrong") == other.file.trouble(where, "wrong")


def test_the_copy_of_another_kind_of_file(tmp_path: Path, cache: Path) -> None:
    place = tmp_path / "pyproject.toml"
    place.write_text('[tool.reviewlint]\ninclude = ["a.md"]\n')
    keep_compiled(read(place), place, "site.yaml", cache, KEY)
    kept = load_compiled(place, "site.yaml", cache, KEY)
    assert kept is not None
    assert kept.include == ("a.md",)
    assert kept.sources[0].file.trouble(["include"], "wrong").line == 2


@pytest.mark.parametrize("text", NOT_KEPT)
def test_no_copy_of_what_depends_on_more_or_cannot_be_written(text: str, tmp_path: Path, cache: Path) -> None:
    place = keep(tmp_path, text, cache)
    assert load_compiled(place, "site.yaml", cache, KEY) is None
    assert not cache.exists()


@pytest.mark.parametrize("name", ["reviewlint.yaml", "other.yaml"])
@pytest.mark.parametrize("change", ["rules: {alt-text: info}\n", None])
def test_the_copy_holds_as_long_as_all_files_do(
    name: str, change: str | None, tmp_path: Path, cache: Path
) -> None:
    place = keep(tmp_path, "extends: other.yaml\n", cache)
    if change is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_text(change)
    assert load_compiled(place, "site.yaml", cache, KEY) is None


def test_the_copy_is_of_one_place_seen_from_one_folder_by_the_same_rules(tmp_path: Path, cache: Path) -> None:
    place = keep(tmp_path, "", cache)
    assert load_compiled(place, "site.yaml", cache, KEY) is not None
    assert load_compiled(place, "../site.yaml", cache, KEY) is None
    assert load_compiled(place, "site.yaml", cache, "of others") is None
    assert load_compiled(place, "site.yaml", None, KEY) is None
    (copy,) = cache.iterdir()
    (cache / "config-00000000.msgpack").write_bytes(copy.read_bytes())
    assert load_compiled(tmp_path / "another.yaml", "site.yaml", cache, KEY) is None


def test_a_pipe_is_left_to_who_reads_the_config(tmp_path: Path, cache: Path) -> None:
    place = keep(tmp_path, "language: de\n", cache)
    place.unlink()
    os.mkfifo(place)
    pipe = os.open(place, os.O_RDWR)
    os.write(pipe, b"language: de\n")
    assert load_compiled(place, "site.yaml", cache, KEY) is None
    assert os.read(pipe, 100) == b"language: de\n"
    os.close(pipe)


def test_of_a_pipe_there_is_no_copy(tmp_path: Path, cache: Path) -> None:
    place = tmp_path / "reviewlint.yaml"
    place.write_text("language: de\n")
    config = read(place)
    place.unlink()
    os.mkfifo(place)
    keep_compiled(config, place, "site.yaml", cache, KEY)
    assert not cache.exists()


@pytest.mark.parametrize("at", [0, 4, 20, -1])
def test_a_damaged_copy_is_none(at: int, tmp_path: Path, cache: Path) -> None:
    place = keep(tmp_path, "language: de\n", cache)
    (copy,) = cache.iterdir()
    data = bytearray(copy.read_bytes())
    data[at] ^= 1
    copy.write_bytes(data)
    assert load_compiled(place, "site.yaml", cache, KEY) is None
