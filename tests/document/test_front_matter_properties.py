"""Whatever stands between the fences: no crash, true places, fixes that mend and touch nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st

from reviewlint.diagnostics import Safety
from reviewlint.document.front_matter.reader import FrontMatterReading, read_front_matter
from reviewlint.document.front_matter.yaml_masks import apply
from reviewlint.document.front_matter.yaml_nodes import FILLER
from reviewlint.document.model import Problem, Value
from reviewlint.document.source import SourceText

KNOWN = ("title", "rating", "tags", "excerpt", "date")

_WORDS = st.sampled_from(
    [
        *(
            "Her",
            "Dune:",
            "Two",
            "[REC]",
            "2",
            "'Don't",
            '"Her"',
            "'71",
            "1917",
            "No",
            "~",
            "é",
            "🎬",
            "12:08",
        ),
        *(
            "2026-02-30",
            "#Alive",
            "# c",
            "reviewlint: ignore x",
            "{%",
            "%}",
            "---",
            "...",
            "=",
            "<<",
            "a:",
            "::",
        ),
        *(
            "@x",
            "`y`",
            "%z",
            "*a",
            "&a",
            "!b",
            "|",
            ">",
            "|-",
            ">+",
            "-",
            "?",
            ",",
            ":",
            "\\q",
            "",
            " ",
            "\t",
        ),
        *("[", "]", "{", "}", "[x,", "{y:", "z}", '"', "'", "\u2028", "\x85", "\x00", "\x0b", "\ufeff"),
    ]
)
_VALUES = st.lists(_WORDS, max_size=5).map(" ".join)
_NAMES = st.sampled_from(
    ["title", "rating", "tags", "k", "'k'", '"k', "a b", "- x", "-", "<<", "? k", "#", "&a k"]
)
_LINES = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "", "  ", "    ", "\t", "- ", "  - "]),
    _NAMES,
    st.sampled_from([": ", ": ", ":", " ", " = ", ":\t"]),
    _VALUES,
)
_STRUCTURED = st.lists(_LINES | _VALUES, max_size=8).map("\n".join)
_ANYTHING = st.text() | _STRUCTURED
_TEXTS = st.builds(
    "{}{}\n{}\n{}{}".format,
    st.sampled_from(["", "", "", "\n", "x\n"]),
    st.sampled_from(["---", "---", "---", "+++", "{", ""]),
    _ANYTHING,
    st.sampled_from(["---", "---", "---It", "...", "+++", "}", ""]),
    st.sampled_from(["", "\nText\n", "\n---\n"]),
)


def read(text: str) -> tuple[SourceText, FrontMatterReading]:
    source = SourceText(text)
    return source, read_front_matter(source, KNOWN)


def walk(value: Value) -> Iterator[Value]:
    yield value
    for item in value.items:
        yield from walk(item)
    for entry in value.entries:
        yield from walk(entry.value)


@given(_TEXTS)
@example("---\nA:\n0: [[]0\n---\n")
def test_every_place_is_true(text: str) -> None:
    source, reading = read(text)

    assert 0 <= reading.body <= len(source.text)
    for problem in reading.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(source.text)
    for suppression in reading.suppressions:
        assert source.slice(suppression.span).startswith("#")
    block = reading.front_matter
    if block is None or block.root is None:
        return
    assert block.span.contains(block.inside)
    repaired = any(problem.rule == "front-matter-syntax" for problem in reading.problems)
    for value in walk(block.root):
        assert block.inside.contains(value.span)
        if value.comment is not None:
            assert source.slice(value.comment).startswith("#")
        if not repaired:
            check_slice(value, source.slice(value.span))
        assert FILLER not in value.text
        for entry in value.entries:
            assert FILLER not in entry.key
            assert block.inside.contains(entry.key_span)


def check_slice(value: Value, written: str) -> None:
    if value.style in ("single", "double"):
        assert written[0] == written[-1]
        assert written[0] in "'\""
    elif value.style in ("literal", "folded"):
        assert written[0] in "|>"
    elif value.style == "flow":
        assert written == value.text
        assert written[-1] in "]}"
    elif value.style == "tagged":
        assert written[0] in "&!*"
    elif value.style == "plain" and not any(mark in written for mark in "\r\n\x85\u2028\u2029"):
        assert written == value.text


@given(_STRUCTURED)
def test_line_ends_make_no_difference(inside: str) -> None:
    inside = inside.replace("\r", "")
    _, plain = read(f"---\n{inside}\n---\nText")
    for newline in ("\r\n", "\r"):
        _, other = read(f"---\n{inside}\n---\nText".replace("\n", newline))
        assert [(one.rule, one.values) for one in other.problems] == [
            (one.rule, one.values) for one in plain.problems
        ]
        assert shape(other) == shape(plain)


@given(_TEXTS)
def test_a_byte_order_mark_makes_no_difference(text: str) -> None:
    text = text.lstrip("\ufeff")

    assert read("\ufeff" + text)[1] == read(text)[1]


def shape(reading: FrontMatterReading) -> list[tuple[str, str, str]] | None:
    if reading.front_matter is None or reading.front_matter.root is None:
        return None
    return [
        (value.kind, value.style, "".join(value.text.split())) for value in walk(reading.front_matter.root)
    ]


@given(_TEXTS)
def test_a_safe_fix_mends_what_it_says(text: str) -> None:
    source, reading = read(text)

    for problem in reading.problems:
        if problem.safety is Safety.SAFE:
            mended = apply(source.text, problem.edits)
            assert identity(problem) not in map(identity, read(mended)[1].problems)


@given(_STRUCTURED)
def test_all_safe_fixes_together_leave_none_of_them(inside: str) -> None:
    text = f"---\n{inside}\n---\nText\n"
    for _ in range(30):
        _, reading = read(text)
        edits = [problem.edits for problem in reading.problems if problem.safety is Safety.SAFE]
        if not edits:
            return
        text = apply(text, edits[0])
    raise AssertionError("the fixes never come to an end")


def identity(problem: Problem) -> tuple[object, ...]:
    return problem.rule, problem.span.start, problem.values.get("cause")
