from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
import yaml

from reviewlint.document.front_matter import yaml_nodes
from reviewlint.document.front_matter.yaml_composer import make_composer
from reviewlint.document.front_matter.yaml_nodes import ExcessError, build_tree, compose
from reviewlint.document.model import Value


def build(block: str, base: int = 0) -> Value:
    node = compose(block)
    assert isinstance(node, yaml.MappingNode)
    root = build_tree(node, block, base).root
    assert root is not None
    return root


def first(block: str) -> Value:
    return build(block).entries[0].value


def walk(value: Value) -> Iterator[Value]:
    yield value
    for entry in value.entries:
        yield from walk(entry.value)
    for item in value.items:
        yield from walk(item)


@pytest.mark.parametrize(
    ("written", "kind", "style", "text", "data"),
    [
        ("Her", "text", "plain", "Her", "Her"),
        ("Her  ", "text", "plain", "Her", "Her"),
        ("'Don''t'", "text", "single", "Don't", "Don't"),
        ('"a\\tb"', "text", "double", "a\tb", "a\tb"),
        ("''", "text", "single", "", ""),
        ("", "null", "plain", "", None),
        ("~", "null", "plain", "~", None),
        ("Null", "null", "plain", "Null", None),
        ("1917", "integer", "plain", "1917", 1917),
        ("012", "integer", "plain", "012", 10),
        ("21:30", "integer", "plain", "21:30", 1290),
        ("0x7F", "integer", "plain", "0x7F", 127),
        ("1e3", "text", "plain", "1e3", "1e3"),
        ("4.5", "number", "plain", "4.5", 4.5),
        (".inf", "number", "plain", ".inf", float("inf")),
        ("No", "boolean", "plain", "No", False),
        ("on", "boolean", "plain", "on", True),
        ("y", "text", "plain", "y", "y"),
        ("2013-12-18", "date", "plain", "2013-12-18", datetime.date(2013, 12, 18)),
        ("2026-02-30", "text", "plain", "2026-02-30", "2026-02-30"),
        ("2005-07", "text", "plain", "2005-07", "2005-07"),
        ("!!int x", "text", "tagged", "!!int x", "x"),
        ("!!bool x", "text", "tagged", "!!bool x", "x"),
        ("!!timestamp x", "text", "tagged", "!!timestamp x", "x"),
        ("!!str 1917", "text", "tagged", "!!str 1917", "1917"),
        ("!!int ''", "text", "tagged", "", ""),
        ("! bang", "text", "tagged", "! bang", "bang"),
        ("!Three Amigos!", "text", "tagged", "!Three Amigos!", "Amigos!"),
        ("&Juliet", "null", "tagged", "&Juliet", None),
        ("&Juliet is great", "text", "tagged", "&Juliet is great", "is great"),
        ('&j "Her"', "text", "tagged", "Her", "Her"),
        ("=", "text", "plain", "=", "="),
        ("<<", "text", "plain", "<<", "<<"),
        ("9" * 5000, "text", "plain", "9" * 5000, "9" * 5000),
        ("1" + ":1" * 5000, "text", "plain", "1" + ":1" * 5000, "1" + ":1" * 5000),
        ("[REC]", "list", "flow", "[REC]", ["REC"]),
        ("{Proof}", "map", "flow", "{Proof}", {"Proof": None}),
        ("{{ x }}", "map", "flow", "{{ x }}", {"{ x }": None}),
        ("naïve 🎬 film", "text", "plain", "naïve 🎬 film", "naïve 🎬 film"),
        ("a\u2028b", "text", "plain", "a", "a"),
        ("a\ufeffb", "text", "plain", "a\ufeffb", "a\ufeffb"),
    ],
)
def test_a_value_on_one_line(written: str, kind: str, style: str, text: str, data: object) -> None:
    block = f"key: {written}\nnext: 1\n" if "\u2028" not in written else "key: a\u2028next: 1\n"
    value = first(block)

    assert (value.kind, value.style, value.text, value.data) == (kind, style, text, data)
    if "\u2028" not in written:
        assert block[value.span.start : value.span.end] == written.rstrip()


@pytest.mark.parametrize(
    ("block", "written", "text", "style"),
    [
        ("a: |\n  x\n  y\n\n\nb: 1\n", "|\n  x\n  y", "x\ny\n", "literal"),
        ("a: >-\r\n  x\r\n  y\r\n\r\nb: 1\r\n", ">-\r\n  x\r\n  y", "x y", "folded"),
        ("a: |\nb: 1\n", "|", "", "literal"),
        ("a: x\n  y # c\nb: 1\n", "x\n  y", "x y", "plain"),
        ('a: "x\n  y"\nb: 1\n', '"x\n  y"', "x y", "double"),
        ("a:\n  - 1\n  - 2 # c\n\n# d\nb: 1\n", "- 1\n  - 2", "", "block"),
        ("a:\n- 1\n- \nb: 1\n", "- 1\n-", "", "block"),
        ("a:\n  c: 1\n  # d\n\nb: 1\n", "c: 1", "", "block"),
        ("a: [1,\n  2]  # c\nb: 1\n", "[1,\n  2]", "[1,\n  2]", "flow"),
        ("a: !!set {x, y}\nb: 1\n", "!!set {x, y}", "!!set {x, y}", "flow"),
    ],
)
def test_a_value_over_several_lines(block: str, written: str, text: str, style: str) -> None:
    value = first(block)

    assert block[value.span.start : value.span.end] == written
    assert (value.text, value.style) == (text, style)


@pytest.mark.parametrize(
    ("block", "comment"),
    [
        ("a: Se7en # great\n", "# great"),
        ("a: Se7en #  great \t\r\n", "#  great"),
        ("a: #Alive\n", "#Alive"),
        ("a: # nothing\n  - x\n", None),
        ("a: 'x # y'\n", None),
        ("a: x#y\n", None),
        ("a: 'x' # y\n", "# y"),
        ("a: [x, y] # z\n", "# z"),
        ("a: [x, # y\n  z]\n", None),
        ("a: x\n# y\n", None),
        ("a: x # y\u2028b: z\n", "# y"),
        ("a: &x # y\n", "# y"),
    ],
)
def test_the_comment_behind_a_value(block: str, comment: str | None) -> None:
    value = first(block)

    assert (value.comment and block[value.comment.start : value.comment.end]) == comment


def test_comments_of_items() -> None:
    block = "a:\n  - x # one\n  - y\nb: 1\n"

    comments = [item.comment for item in first(block).items]
    assert [comment and block[comment.start : comment.end] for comment in comments] == ["# one", None]


def test_an_alias_stands_where_it_is_written() -> None:
    block = (
        "a: &x Her\nb: *x # c\nc: [*x , z, *x]\nd: {e: *x}\nf: &l [1]\ng:\n  # *no\n  - *l\n&k h: 1\ni: *k\n"
    )
    root = build(block)

    def show(value: Value) -> tuple[str, str, object]:
        return block[value.span.start : value.span.end], value.text, value.data

    values = {entry.key: entry.value for entry in root.entries}
    assert show(values["b"]) == ("*x", "Her", "Her")
    assert values["b"].comment is not None
    assert [show(item) for item in values["c"].items] == [
        ("*x", "Her", "Her"),
        ("z", "z", "z"),
        ("*x", "Her", "Her"),
    ]
    assert show(values["d"].entries[0].value) == ("*x", "Her", "Her")
    assert show(values["g"].items[0]) == ("*l", "&l [1]", [1])
    assert show(values["i"]) == ("*k", "h", "h")
    assert values["b"].style == "tagged"


def test_a_merge_brings_in_what_is_not_there() -> None:
    block = "base: &b {x: 1, y: 2}\nmore: &m {z: 3}\na:\n  <<: [*b, *m]\n  y: 4\nb:\n  <<: *b\n"
    values = {entry.key: entry.value for entry in build(block).entries}

    assert values["a"].data == {"y": 4, "x": 1, "z": 3}
    assert values["b"].data == {"x": 1, "y": 2}
    assert [block[e.key_span.start : e.value.span.end] for e in values["a"].entries] == [
        "y: 4",
        "x: 1",
        "z: 3",
    ]


@pytest.mark.parametrize(
    ("block", "key", "written"),
    [
        ("a b: 1", "a b", "a b"),
        ('"a": 1', "a", '"a"'),
        ("No: 1", "No", "No"),
        ("&x a: 1", "a", "&x a"),
        ("? a\n: 1", "a", "a"),
        ("? [a, b]\n: 1", "[a, b]", "[a, b]"),
        ("?\n: 1", "", ""),
    ],
)
def test_keys(block: str, key: str, written: str) -> None:
    entry = build(block).entries[0]

    assert (entry.key, block[entry.key_span.start : entry.key_span.end]) == (key, written)


def test_offsets_begin_at_the_base() -> None:
    entry = build("\n a: [1]", 100).entries[0]

    assert (entry.key_span.start, entry.value.span.start, entry.value.items[0].span.start) == (102, 105, 106)


def test_a_byte_order_mark_shifts_nothing() -> None:
    block = "\ufeffa: Her\nb: It\n"
    root = build(block)

    assert [block[entry.value.span.start : entry.value.span.end] for entry in root.entries] == ["Her", "It"]


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ("a: &a [*a]", "it has an alias that leads back into itself"),
        ("a: &a {b: {c: *a}}", "it has an alias that leads back into itself"),
        (
            "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)),
            "its aliases make more than 20,000 values of what is written",
        ),
        (
            f"a: &a {{{', '.join(f'k{n}: 1' for n in range(500))}}}\nb:\n  <<: [{', '.join(['*a'] * 500)}]",
            "its aliases make more than 20,000 values of what is written",
        ),
    ],
)
def test_aliases_beyond_measure(block: str, reason: str) -> None:
    node = compose(block)

    assert isinstance(node, yaml.MappingNode)
    with pytest.raises(ExcessError, match=reason):
        build_tree(node, block, 0)


BLOCKS = [
    "title: &t Her\ntags: [a, 'b', \"c\"]\nagain: *t\n",
    "a:\n  b: |\n    x\n\n    y\n  c:\n  - 1\n  - d: 2013-01-01\n# e\nf: !x y\n",
    "t: 🎬 é\r\nu: 'ü' # c\r\nv:\r\nw: >\r\n  z\r\n",
]


@pytest.mark.parametrize("block", BLOCKS)
def test_the_loader_in_python_gives_the_same(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = build(block)
    monkeypatch.setattr(yaml_nodes, "COMPOSER", make_composer(yaml.SafeLoader))

    assert build(block) == fast


@pytest.mark.parametrize(
    ("written", "pair", "key"),
    [
        ("[x, Dune: Part Two]", "Dune: Part Two", "Dune"),
        ("[Dune: Part Two, {a: b}]", "Dune: Part Two", "Dune"),
        ("[? a : b]", "? a : b", "a"),
        ("[&a k: v, x]", "&a k: v", "&a k"),
        ("[{a: b}: c]", "{a: b}: c", "{a: b}"),
        ("[&m {a: b}, x]", "&m {a: b}", "a"),
    ],
)
def test_one_name_and_value_among_the_items_of_a_list(written: str, pair: str, key: str) -> None:
    block = f"a: {written}"
    item = next(item for item in first(block).items if item.kind == "map")
    entry = item.entries[0]
    assert block[item.span.start : item.span.end] == pair
    assert block[entry.key_span.start : entry.key_span.end] == key


def test_a_map_without_names_among_the_items_of_a_list() -> None:
    assert [item.data for item in first("a: [&m {}, x]").items] == [{}, "x"]
