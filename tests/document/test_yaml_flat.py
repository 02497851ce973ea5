"""The commonest YAML, read without a composer: what is read at all is what the composer says."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from reviewlint.document.front_matter.yaml_flat import read_flat
from reviewlint.document.front_matter.yaml_nodes import build_tree, compose
from reviewlint.document.front_matter.yaml_tree import Tree

BASE = 4
VALUES = (
    "", "Her", "Dune: Part Two", "12:08", "a:b", "a: b", "a #b", "a#b", "#b", "a:", "[REC]", "[]",
    "[ ]", "{}",
    "[a, b c ,d]", "[a,]", "[a, [b]]", "[a: b]", "[a, 'b, c', \"d\"]", "[a]b", "{a: b, c: 'd'}",
    "{a: 1, a: 2}",
    '["a, b", "c"]', '["a" , "b"]', '["a","b"]', '["a"b, "c"]', '["a\\n", "b"]', '[""]', '["]',
    "[a , b]", "[a,b]",
    "[2013, b c, don't, 4.5]", "[a, b#c, d]", "[a?, b]", "[a, -b]", "[a, ]", "[, a]",
    '{a: "b, c", d: 1}', '{a: "b" , c: d}', '{a: "b"c, d: e}', '{a: b c , d: ""}', "{a: b,c: d}",
    "{a: b, c}",
    "{ a: b }", "{a: b: c}", '{a: "b}', "{a:  b}", "{a b: c}", "{a: b, a: 2}", '{a: "\\t"}', "{a: b, }",
    "{a: }", "{a: [b]}", "{a:b}", "'It''s'", "'a", "'a'b", "\"a b\"", "\"a\\nb\"", "\"a", "\"a\" b",
    "''", "|", ">-",
    "1917", "012", "4.5", "1_000", "0x7F", "1e3", ".5", ".nan", "~", "No", "yes", "null", "2026-02-30",
    "2013-12-18", "2013-12-18 12:00:00 +0100", "2013-12-18 12:00:00", "2013-12-18T12:00:00Z", "-1",
    "- a", "-",
    "?", "? a", ":a", "=", "<<", "&a b", "*a", "!!int 3", "%x", "@x", "`x`", "é 🎬", "a\ufeffb", "a\u2028b",
    "a\x85b", "a\xa0", "\xa0a", "a\tb", "a\t", "a\x00", "\ue000", "a{b}", "a, b", "a]", "#", "x" * 1100,
)  # fmt: skip
LEADS = (
    "title:", "tags:", "review:", "title:", "image-alt:", "é:", "a b:", "'a':", "9:", "<<:", "-", "- -",
    "", "---",
    "...", "? a", "# words", "#", "k" * 99 + ":", "k" * 1100 + ":", "title :", "title:Her", "&a title:",
)  # fmt: skip
GAPS = st.sampled_from(["", " ", "  ", "\t"])
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "", "\u2028"])
TAILS = st.sampled_from(["", "", " ", " # why", " #", "# why", "  #  why  ", "\t# why"])
COLUMNS = st.sampled_from(["", "", "", "  ", "  ", " ", "    ", "\t"])
LINES = st.tuples(COLUMNS, st.sampled_from(LEADS), GAPS, st.sampled_from(VALUES), TAILS, ENDS).map("".join)
LIKELY_VALUES = st.sampled_from([" " + value for value in VALUES[:56]] + [""])
LIKELY = st.tuples(
    st.sampled_from(["", "  "]), st.sampled_from(["a:", "b:", "-"]),
    LIKELY_VALUES, st.sampled_from(["\n", " # c\n"])
).map("".join)  # fmt: skip
BLOCKS = st.lists(st.one_of(LINES, LIKELY), max_size=7).map("".join)
NEARLY = st.lists(LIKELY, min_size=1, max_size=7).map("".join)


def read_by_composer(block: str) -> Tree | None:
    """Give what the composer makes of a block, ``None`` where that is no map or an error."""
    try:
        node = compose(block)
    except yaml.YAMLError:
        return None
    return build_tree(node, block, BASE) if isinstance(node, yaml.MappingNode) else None


@given(st.one_of(BLOCKS, NEARLY))
@example("a:\n- b\n- c\nb: d\n")
@example("a:\n  b: {c: 1, c: 2}\n  b: 2\na: 3\n")
@example("a:\n# b\n  - [b] # c\n\n  -\nb: # d\n")
def test_it_says_what_the_composer_says(block: str) -> None:
    tree = read_flat(block, BASE)

    if tree is not None:
        assert repr(tree) == repr(read_by_composer(block))


@given(NEARLY, st.integers(0, 99), st.characters(codec="utf-8"))
def test_one_character_more(block: str, at: int, character: str) -> None:
    at %= len(block)
    block = block[:at] + character + block[at:]
    tree = read_flat(block, BASE)

    if tree is not None:
        assert repr(tree) == repr(read_by_composer(block))


@pytest.mark.parametrize(
    "block",
    [
        "title: Her\nyear: 2013\n",
        "title: Her # why\n\n# words\nyear:\n",
        "title: 'It''s'\r\ntags: [a, b c, \"d\"]\r\n",
        "tags:\n- a\n- 'b'\n",
        "tags:\n    - a\n    -\nwork: {title: Her, year: 2013}\n",
        "work:\n  title: Her\n  title: Him\nwork: 2\n",
        "date: 2013-12-18 12:00:00 +0100\nurl: https://example.org/#top\n",
    ],
)
def test_what_is_common_is_read(block: str) -> None:
    tree = read_flat(block, BASE)

    assert tree is not None
    assert repr(tree) == repr(read_by_composer(block))


@pytest.mark.parametrize(
    "block",
    [
        "",
        "# words\n",
        "title: Her",
        "- title: Her\n",
        "  title: Her\n",
        "title: Her\n  again\n",
        "title: Dune: Part Two\n",
        "title: |\n  Her\n",
        "title: &a Her\n",
        "title: !!str Her\n",
        'title: "H\\er"\n',
        "title: 'Her\n",
        "title:\tHer\n",
        "title: Her\x85year: 2013\n",
        "tags: [a, [b]]\n",
        "tags: [a,\n  b]\n",
        "tags: a\n- b\n",
        "tags:\n- a\n - b\n",
        "tags:\n  - a\n  b: c\n",
        "work:\n  work:\n    title: Her\n",
        "x" * 300_000 + ": Her\n",
    ],
)
def test_what_is_not_is_left_to_the_composer(block: str) -> None:
    assert read_flat(block, BASE) is None
