from __future__ import annotations

import pytest
import yaml

from reviewlint.document.front_matter.yaml_masks import apply
from reviewlint.document.front_matter.yaml_nodes import ExcessError, build_tree
from reviewlint.document.front_matter.yaml_readable import Readable
from reviewlint.document.front_matter.yaml_tolerant import compose_tolerantly

KNOWN = ("title", "rating", "tags", "excerpt")


def data_of(block: str, reading: Readable) -> object:
    if reading.node is None:
        return None
    root = build_tree(reading.node, reading.block, 0, reading.restored, block).root
    return root and root.data


@pytest.mark.parametrize(
    ("line", "written", "mended"),
    [
        # A value that YAML cannot read is quoted, and the words stay as they are.
        ("a: Dune: Part Two", "Dune: Part Two", "Dune: Part Two"),
        ("a: Dune: Part Two # great", "Dune: Part Two", "Dune: Part Two"),
        ('a: say "no": no', 'say "no": no', 'say "no": no'),
        ("a: C:\\x: y", "C:\\x: y", "C:\\x: y"),
        ('a: it\'s: "so"', 'it\'s: "so"', 'it\'s: "so"'),
        ("a: @Zola", "@Zola", "@Zola"),
        ("a: `x`", "`x`", "`x`"),
        ("a: %x", "%x", "%x"),
        ("a: *batteries not included", "*batteries not included", "*batteries not included"),
        ("a: *Her*", "*Her*", "*Her*"),
        ("a: &x &y", "&x &y", "&x &y"),
        ("a: !<x", "!<x", "!<x"),
        ("a: | Her", "| Her", "| Her"),
        ("a: > 9000", "> 9000", "> 9000"),
        ("a: - 30 -", "- 30 -", "- 30 -"),
        ("a: ? Who", "? Who", "? Who"),
        ("a: , then", ", then", ", then"),
        ("a: ] x", "] x", "] x"),
        ("a: } x", "} x", "} x"),
        ("a: [REC] 2", "[REC] 2", "[REC] 2"),
        ("a: {500} Days", "{500} Days", "{500} Days"),
        ('a: "Her" is', '"Her" is', '"Her" is'),
        ('a: "Her" is # "so"', '"Her" is', '"Her" is'),
        ("a: 'Don't Look Now'", "'Don't Look Now'", "Don't Look Now"),
        ("a: 'the boys' room'", "'the boys' room'", "the boys' room"),
        ("a: '71", "'71", "'71"),
        ("a: 'Round Midnight", "'Round Midnight", "'Round Midnight"),
        ('a: "Her', '"Her', "Her"),
        ('a: "C:\\q"', '"C:\\q"', "C:\\q"),
        ("a: [x, @y]", "@y", ["x", "@y"]),
        ("a: {b: @y}", "@y", {"b": "@y"}),
        ("a: [REC] b: [c]", "[REC] b: [c]", "[REC] b: [c]"),
        ("a: [it's, \"x]", '"x', ["it's", "x"]),
        ("a: [x, [REC] 2, y]", "[REC] 2", ["x", "[REC] 2", "y"]),
        ("a: {b: [REC]³: Génesis, c: 1}", "[REC]³: Génesis", {"b": "[REC]³: Génesis", "c": 1}),
        ("a: 'Salem's Lot", "'Salem's Lot", "'Salem's Lot"),
        ("a:\n  - b: c: d", "c: d", [{"b": "c: d"}]),
        ("a:\n  - x\n  - @y", "@y", ["x", "@y"]),
        ("a:\n- b:\n    c: @y", "@y", [{"b": {"c": "@y"}}]),
        ("title:Her\na: 1", "title:Her", 1),
        ("title = Her\na: 1", "title = Her", 1),
    ],
)
@pytest.mark.parametrize("before", ["", "first: 1\n"], ids=["first", "second"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_what_is_mended(line: str, written: str, mended: object, before: str, newline: str) -> None:
    block = f"{before}{line}\nlast: 2\n".replace("\n", newline)
    reading = compose_tolerantly(block, KNOWN)

    (finding,) = reading.findings
    assert block[finding.span.start : finding.span.end] == written
    after = yaml.safe_load(apply(block, finding.edits))
    assert (after["a"], after["last"]) == (mended, 2)
    assert data_of(block, reading) == after
    assert reading.complete
    assert len(reading.block) == len(block)


@pytest.mark.parametrize(
    ("lines", "written", "read"),
    [
        ('a: "x", "y"', '"x", "y"', {"a": '"x", "y"', "last": 2}),
        ("a: [x, y", "[x, y", {"a": "[x, y", "last": 2}),
        ("a: {x", "{x", {"a": "{x", "last": 2}),
        ("a: {% x %}", "{% x %}", {"a": "{% x %}", "last": 2}),
        ("a: - x - y", "- x - y", {"a": "- x - y", "last": 2}),
        ("a: 'Don't", "'Don't", {"a": "'Don't", "last": 2}),
        ("a: 'a holiday", "'a holiday", {"a": "'a holiday", "last": 2}),
        ('a: ""Her""', '""Her""', {"a": '""Her""', "last": 2}),
        ('a: "x" and "y', '"x" and "y', {"a": '"x" and "y', "last": 2}),
        ("a: [x], [y]", "[x], [y]", {"a": "[x], [y]", "last": 2}),
        ("a: x: y\n  and more", "x: y", {"a": "x: y", "last": 2}),
        ("a: x\nrating 5", "rating 5", {"a": "x", "last": 2}),
        ("a: x\nmore of it\nand more", "more of it", {"a": "x", "last": 2}),
        ("a: x\n  b: y", "b: y", {"a": "x", "last": 2}),
        ("a:\n  - x\n - y", "- y", {"a": ["x"], "last": 2}),
        ("a: x\n- y", "- y", {"a": "x", "last": 2}),
        ("a: x\n\tb: y", "\t", {"a": "x", "last": 2}),
        ("a: x\n%y z", "%y z", {"a": "x", "last": 2}),
        ("a: x: \u2028y", "x: \u2028y", {"a": "x: \u2028y", "last": 2}),
        ('a: x\n  - "k: y', '"k: y', {"a": 'x\n  - "k: y', "last": 2}),
        ('a: x\n  "k: y', '"k: y', {"a": 'x\n  "k: y', "last": 2}),
        ("a: x\x0by", "\x0b", {"a": "x y", "last": 2}),
        ("a: x\x92y", "\x92", {"a": "x y", "last": 2}),
    ],
)
def test_what_only_the_writer_can_mend(lines: str, written: str, read: object) -> None:
    block = f"{lines}\nlast: 2\n"
    reading = compose_tolerantly(block, KNOWN)

    (finding,) = reading.findings
    assert block[finding.span.start : finding.span.end] == written
    assert finding.edits == ()
    assert finding.advice
    assert data_of(block, reading) == read


@pytest.mark.parametrize(
    ("line", "written", "mended"),
    [
        ("a: [x, #Alive]", ["#Alive"], ["x", "#Alive"]),
        ("a: [#Alive]", ["#Alive"], ["#Alive"]),
        ("a: [#Alive, #Horror] # y", ["#Alive", "#Horror"], ["#Alive", "#Horror"]),
        ("a: {b: #Alive, c: x} # y", ["#Alive"], {"b": "#Alive", "c": "x"}),
    ],
)
def test_items_that_begin_a_comment(line: str, written: list[str], mended: object) -> None:
    block = f"{line}\nlast: 2\n"
    reading = compose_tolerantly(block, KNOWN)

    (finding,) = reading.findings
    assert [block[span.start : span.end] for span, _ in finding.edits] == written
    assert finding.span == finding.edits[0][0]
    assert yaml.safe_load(apply(block, finding.edits)) == {"a": mended, "last": 2}
    assert data_of(block, reading) == {"a": line[3:].removesuffix(" # y"), "last": 2}


@pytest.mark.parametrize(
    ("block", "written", "read"),
    [
        ("- a\n- b\n", "- a", None),
        ("just words\n", "just words", None),
        ("a: [\n" * 50, None, None),
    ],
)
def test_what_is_no_block_of_fields(block: str, written: str | None, read: object) -> None:
    reading = compose_tolerantly(block, KNOWN)

    assert reading.findings
    first = reading.findings[0].span
    assert written is None or block[first.start : first.end] == written
    assert data_of(block, reading) == read
    assert not reading.complete


def test_every_error_is_reported_at_its_own_place() -> None:
    block = 'a: @x\nb: 1\nc: "y\nrating 5\n\td: 1\ne: p: q\n'
    reading = compose_tolerantly(block, KNOWN)

    assert [block[one.span.start : one.span.end] for one in reading.findings] == [
        "@x",
        '"y',
        "rating 5",
        "\t",
        "p: q",
    ]
    assert data_of(block, reading) == {"a": "@x", "b": 1, "c": "y", "e": "p: q"}


def test_invisible_characters_go_where_they_part_no_words() -> None:
    block = "a: x\x00y\nb: z\x7f\n"
    reading = compose_tolerantly(block, KNOWN)

    edits = [edit for finding in reading.findings for edit in finding.edits]
    assert apply(block, edits) == "a: xy\nb: z\n"


def test_a_block_that_composes_has_no_findings() -> None:
    reading = compose_tolerantly("a: 1\n", KNOWN)

    assert (reading.findings, reading.complete, reading.block) == ((), True, "a: 1\n")
    assert compose_tolerantly("\n# nothing\n", KNOWN).node is None


def test_an_error_does_not_hide_deep_nesting() -> None:
    with pytest.raises(ExcessError):
        compose_tolerantly("a: @x\nb: " + "[" * 25_000, KNOWN)


@pytest.mark.parametrize("line", ["a: @x\n", 'a: "x\n', "a: x: y\n", "words\nk: v\n", "\ta: b\n"])
def test_many_errors_are_reported_by_a_few(line: str) -> None:
    assert 1 <= len(compose_tolerantly(line * 2_000, KNOWN).findings) <= 21


def test_many_brackets_are_refused() -> None:
    with pytest.raises(ExcessError):
        compose_tolerantly("a: [\n" * 2_000, KNOWN)
