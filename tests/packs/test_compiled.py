import os
import shutil
from pathlib import Path

import msgspec
import pytest

from reviewlint.packs.compiled import load_compiled, load_own, strip_examples
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules
from reviewlint.packs.parameters import Known
from reviewlint.packs.spec import Library


def as_data(library: Library) -> object:
    return msgspec.to_builtins(msgspec.structs.replace(library, key=""))


def test_the_copy_says_what_the_files_say(tmp_path: Path) -> None:
    expected = as_data(strip_examples(load_library(find_rules())))
    assert as_data(load_compiled(find_rules(), tmp_path)) == expected
    assert as_data(load_compiled(find_rules(), tmp_path)) == expected


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return Path(shutil.copytree(find_rules() / "captions", tmp_path / "rules"))


def test_the_copy_is_used(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_compiled(rules, tmp_path / "cache")
    monkeypatch.setattr("reviewlint.packs.load.load_library", None)
    assert as_data(load_compiled(rules, tmp_path / "cache")) == as_data(first)


def test_a_changed_rule_is_read_anew(rules: Path, tmp_path: Path) -> None:
    load_compiled(rules, tmp_path / "cache")
    path = rules / "caption-holder.yaml"
    path.write_text(path.read_text("utf-8").replace("summary: ", "summary: Now "), "utf-8")
    os.utime(path, ns=(1, 1))
    rule = load_compiled(rules, tmp_path / "cache").find_rule("caption-holder")
    assert rule is not None
    assert rule.summary.startswith("Now ")


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"\x80", b"not msgpack"])
def test_a_damaged_copy_is_thrown_away(rules: Path, tmp_path: Path, damage: bytes) -> None:
    first = load_compiled(rules, tmp_path / "cache")
    (copy,) = (tmp_path / "cache").iterdir()
    copy.write_bytes(damage)
    assert as_data(load_compiled(rules, tmp_path / "cache")) == as_data(first)
    assert copy.read_bytes() != damage


@pytest.mark.parametrize("flip", [0x01, 0x80])
def test_a_copy_in_which_a_letter_was_damaged_says_nothing_else(
    rules: Path, tmp_path: Path, flip: int
) -> None:
    first = load_compiled(rules, tmp_path / "cache")
    (copy,) = (tmp_path / "cache").iterdir()
    data = bytearray(copy.read_bytes())
    data[data.index(b"caption-holder")] ^= flip  # still msgpack, and with 0x01 still UTF-8
    copy.write_bytes(data)
    assert as_data(load_compiled(rules, tmp_path / "cache")) == as_data(first)


def test_without_a_cache_nothing_is_written(rules: Path, tmp_path: Path) -> None:
    load_compiled(rules, None)
    (tmp_path / "cache").write_text("a file where the folder would be")
    assert load_compiled(rules, tmp_path / "cache").find_rule("caption-holder") is not None


KNOWN = Known(roles=frozenset({"excerpt", "seen_at"}))


@pytest.fixture
def house(tmp_path: Path) -> Path:
    example = Path(__file__).parents[2] / "examples" / "house-rules" / "house"
    return Path(shutil.copytree(example, tmp_path / "house"))


def test_packs_of_a_site_are_compiled_too(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_own(house, tmp_path / "cache", "house", KNOWN, "1")
    assert first.packs[0].rules[0].place == "house/credit-form.yaml"

    monkeypatch.setattr("reviewlint.packs.load.load_library", None)
    assert as_data(load_own(house, tmp_path / "cache", "house", KNOWN, "1")) == as_data(first)


@pytest.mark.parametrize(
    ("shown", "more", "key"), [("elsewhere", "", "1"), ("house", "studio", "1"), ("house", "", "2")]
)
def test_what_a_pack_may_speak_of_tells_copies_apart(
    house: Path, tmp_path: Path, shown: str, more: str, key: str
) -> None:
    first = load_own(house, tmp_path / "cache", "house", KNOWN, "1")
    assert load_own(house, tmp_path / "cache", shown, KNOWN.add(roles=[more] if more else []), key) != first


@pytest.mark.parametrize(
    "name", ["credit-form.yaml", "vocabulary/house-words.yaml", "pack.yaml", "fields.yaml"]
)
def test_a_changed_file_of_a_site_is_read_anew(house: Path, tmp_path: Path, name: str) -> None:
    first = load_own(house, tmp_path / "cache", "house", KNOWN, "1")
    os.utime(house / name, ns=(1, 1))
    assert load_own(house, tmp_path / "cache", "house", KNOWN, "1").key != first.key


def test_a_file_of_a_site_with_its_size_and_time_set_back_is_read_anew(house: Path, tmp_path: Path) -> None:
    first = load_own(house, tmp_path / "cache", "house", KNOWN, "1")
    path = house / "credit-form.yaml"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Begin", b"Start"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert load_own(house, tmp_path / "cache", "house", KNOWN, "1").key != first.key


LONG = """\
summary: A paragraph is not too short.
why: It says little.
severity: {default: warning}
check: length
with: {scopes: [paragraph], shortest: 3, longest: 1000000000000000000000000000000}
message: "'{text}' is short"
fix: {none: only its writer knows what is to be said}
since: "1.0"
links: ["https://example.org/"]
examples:
  - {name: short, text: "A", report: ["1:1 'A' is short"]}
  - {name: other, text: "A film.", report: []}
"""


def test_of_rules_that_cannot_be_written_there_is_no_copy(tmp_path: Path) -> None:
    (tmp_path / "long").mkdir()
    (tmp_path / "long" / "pack.yaml").write_text("title: Lengths\n")
    (tmp_path / "long" / "long-paragraph.yaml").write_text(LONG)
    rule = load_own(tmp_path / "long", tmp_path / "cache", "long", KNOWN, "1").find_rule("long-paragraph")
    assert rule is not None
    assert rule.params["longest"] == 10**30
    assert not (tmp_path / "cache").exists()
