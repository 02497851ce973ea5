"""What YAML readers make of plain text, and quoting that survives all of them."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.document.front_matter.yaml_text import quote_text, read_plain_text


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("1917", "the number 1917"),
        ("-7", "the number -7"),
        ("+7", "the number 7"),
        ("1e3", "the number 1000"),
        ("0x7F", "the number 127"),
        ("0o14", "the number 12"),
        ("0b101", "the number 5"),
        ("012", "the number 10"),
        ("08", "the number 8"),
        ("1_000", "the number 1000"),
        ("10,000", "the number 10000"),
        ("1_0", "the number 10"),
        ("3:10", "the number 190"),
        ("12:08", "the number 728"),
        ("24:00", "the number 1440"),
        ("0:30", "the number 30"),
        ("2.50", "the number 2.5"),
        (".5", "the number 0.5"),
        ("1e999", "a number"),
        (".inf", "a number"),
        ("y", "the answer yes (`true`)"),
        ("Yes", "the answer yes (`true`)"),
        ("ON", "the answer yes (`true`)"),
        ("No", "the answer no (`false`)"),
        ("off", "the answer no (`false`)"),
        ("Null", "nothing at all"),
        ("~", "nothing at all"),
        ("2001-04-25", "a date"),
        ("2001-4-25", "a date"),
        ("2001-04-25 10:00:00", "a date"),
        ("=", "a sign of YAML's own"),
        ("<<", "a sign of YAML's own"),
    ],
)
def test_what_readers_take_a_text_for(text: str, what: str) -> None:
    reading = read_plain_text(text)

    assert reading is not None
    assert reading.what == what


@pytest.mark.parametrize(
    "text",
    ["", "Her", "3:10 to Yuma", "8½", "90s", "1917-review", "0xZZ", "0b12", "12:99", "2001-04", "1,", "None"],
)
def test_what_all_take_for_text(text: str) -> None:
    assert read_plain_text(text) is None


@pytest.mark.parametrize(("text", "kept"), [("1917", True), ("4.5", True), ("4.50", False), ("012", False)])
def test_whether_a_number_shows_as_it_was_written(text: str, kept: bool) -> None:
    reading = read_plain_text(text)

    assert reading is not None
    assert reading.kept is kept


@given(st.from_regex(r"\A[-+0-9a-fxo_:.,eETYynNo~ ]{1,12}\Z"))
def test_what_pyyaml_mistakes_is_known(text: str) -> None:
    try:
        node = yaml.compose(f"title: {text}", Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return
    assert isinstance(node, yaml.MappingNode)
    value = node.value[0][1]
    if isinstance(value, yaml.ScalarNode) and value.tag != "tag:yaml.org,2002:str" and value.value:
        assert read_plain_text(value.value) is not None


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])).filter(str.isprintable))
def test_quoted_text_is_read_as_written(text: str) -> None:
    quoted = quote_text(text)

    assert quoted is not None
    assert yaml.safe_load(f"title: {quoted} # behind it") == {"title": text}


def test_what_only_an_escape_could_write_is_not_quoted() -> None:
    for character in "\n\x1b\x7f\x85\x9b\u2028\ufffe":
        assert quote_text(f"a{character}b") is None
