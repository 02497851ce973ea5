"""Any reStructuredText at all: no crash, true places, and docutils' own blocks."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import example, given
from hypothesis import strategies as st

from reviewlint.document.model import Review
from reviewlint.span import Span
from tests.document.rest_reading import read

# Well-formed lines: any order of them is a text that docutils reads without an error, or nearly.
PLAIN = (
    "text here", "Her", "- item", "  more", "   deep", "* a", "1. one", "2. two", "a) x", "#. auto",
    ":field: val", "-a  opt", "| line", "|  line", ".. note:: hey", ".. [1] foot", ".. _t: http://x",
    "__ anon", "lit::", "  lit ::", "> q", "\ttab", "\t- x", "a\tb", "- \tq", ".. c", "..", "``lit``",
    "*a*", "=====", "-----", "+---+---+", "| a | b |", "==  ==", "a   b c", "", "", "", "",
)  # fmt: skip
ODD = (
    "====", "+===+===+", "|\u5bbd | b |", ":alt: x", "   :alt: a\u0301", "   :target: x", "--opt=x  desc",
    ">>> py", ".. image:: a.png", ".. figure:: f.png", "   body", ".. |s| image:: q.png", "::", "-- x",
    ".. spoiler:: L", "   :spoiler:`x`", ":spoiler:`x", "`y`:spoiler: |s|_", "\x0b", "\x85", "a\u2028b",
    "\x00", "\u00a0", "  \u00a0x", "\\", "||b||", ">!a!<", "99999. z", "mm. z", ".. raw:: html",
    "   <b><img src=a>", ".. reviewlint: ignore-next foo", ".. reviewlint: resume", ".. unknown:: a b",
    "\u3000x", ".. list-table:: a", "---", "title: Her", "\U0001d54c",
)  # fmt: skip


def texts(lines: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Make texts of these lines, some of them indented."""
    indented = st.tuples(st.sampled_from(["", "", "", "  ", "    "]), st.sampled_from(lines)).map("".join)
    return st.lists(indented, max_size=14).map("\n".join)


ANYTHING = (
    texts(PLAIN + ODD)
    | st.text(st.sampled_from("-=*|+:`. \t\n_\\a\u5bbd\u00e91#)(>~\r\u0301\u2028\0"), max_size=60)
    | st.text(max_size=40)
)


def spans_of(review: Review) -> Iterator[Span]:
    """Give every span of a review."""
    yield from (review.body, *review.literal)
    for heading in review.headings:
        yield from (heading.span, heading.text_span)
    for paragraph in review.paragraphs:
        yield paragraph.span
    for image in review.images:
        yield image.span
        yield from filter(None, (image.source_span, image.alt_span, image.caption_span))
    for spoiler in review.spoilers:
        yield from (spoiler.span, spoiler.opener, spoiler.body)
        yield from filter(None, (spoiler.closer, spoiler.label_span))
    for suppression in review.suppressions:
        yield from (suppression.span, suppression.target, *(place for _, place in suppression.rules))
    for problem in review.problems:
        yield problem.span
    root = review.front_matter.root if review.front_matter else None
    for entry in root.entries if root else ():
        yield from (entry.key_span, entry.value.span)


@given(ANYTHING)
@example("- " * 3000 + "x")
@example("".join("  " * depth + "- x\n" for depth in range(100)))
@example("".join("   " * depth + ".. note::\n\n" for depth in range(100)))
@example("1" * 5000 + ". x")
@example("+-+-+\n" * 500)
@example("\0\r:")
def test_every_place_holds_what_it_is_said_to_hold(text: str) -> None:
    review = read(text)
    source = review.source
    assert all(0 <= span.start <= span.end <= len(source.text) for span in spans_of(review))
    for paragraph in review.paragraphs:
        assert source.slice(paragraph.span) == paragraph.text == paragraph.text.strip() != ""
    for heading in review.headings:
        assert heading.span.contains(heading.text_span)
        if not set(source.slice(heading.text_span)) & set("*`|_\\&<"):
            # docutils keeps NUL for its escapes; one that a writer typed reads as U+FFFD.
            assert source.slice(heading.text_span).replace("\0", "\ufffd") == heading.text
    for image in review.images:
        if image.source_span:
            assert source.slice(image.source_span) == image.source
        if image.alt_span and image.alt is not None:
            assert source.slice(image.alt_span).split() == image.alt.split()
    for spoiler in review.spoilers:
        assert spoiler.span.contains(spoiler.body)
        assert spoiler.span.contains(spoiler.opener)
        assert (spoiler.body.end == len(source.text)) or spoiler.closed
    assert list(review.literal) == sorted(review.literal)


def places_of(review: Review) -> list[tuple[int, int, int, int]]:
    """Give the lines and columns of every span."""
    places = [review.source.place(span) for span in spans_of(review)]
    return [(place.line, place.column, place.end_line, place.end_column) for place in places]


@given(texts(PLAIN + ODD), st.sampled_from(["\r\n", "\r"]))
def test_line_endings_and_a_byte_order_mark_change_nothing(text: str, newline: str) -> None:
    plain, other = read(text), read("\ufeff" + text.replace("\n", newline))
    assert places_of(other) == places_of(plain)
    assert [one.text.replace(newline, "\n") for one in other.paragraphs] == [
        one.text for one in plain.paragraphs
    ]
    assert [one.alt for one in other.images] == [one.alt for one in plain.images]


@given(texts(PLAIN))
def test_blocks_are_those_that_docutils_finds(text: str) -> None:
    quiet = {"_disable_config": True, "report_level": 5, "halt_level": 5, "warning_stream": False}
    document = publish_doctree(
        text, settings_overrides={**quiet, "doctitle_xform": False, "docinfo_xform": False}
    )
    if any(message["level"] >= 3 for message in document.findall(nodes.system_message)):
        return  # what docutils takes for an error, this reader still reads
    expected = []
    for node in document.findall(nodes.TextElement):
        is_told = isinstance(node, nodes.paragraph | nodes.title | nodes.term | nodes.line)
        if is_told and not isinstance(node.parent, nodes.system_message):
            words = node.rawsource.strip()
            if isinstance(node, nodes.paragraph) and words.endswith("::"):
                words = words[:-2].rstrip() if words[:-2].rstrip() != words[:-2] else words[:-1]
            expected.append(" ".join(words.split()))
    review = read("Zqz\n\n" + text)  # so that a field list is no metadata
    parts = [(one.span, one.text) for one in review.paragraphs]
    parts += [(one.text_span, review.source.slice(one.text_span)) for one in review.headings]
    found = [" ".join(words.split()) for _, words in sorted(parts)][1:]
    assert sorted(found) == sorted(filter(None, expected))


@pytest.mark.parametrize("text", ["- " * 100 + "x", "".join("  " * i + "- x\n" for i in range(100))])
def test_blocks_nested_too_deeply_keep_their_words_and_are_reported(text: str) -> None:
    review = read(":title: Her\n\n" + text)
    [problem] = review.problems
    assert (problem.rule, problem.blocks) == ("file-too-large", True)
    assert problem.values == {"size": "41 levels of blocks within blocks", "limit": "40"}
    assert review.paragraphs[-1].text.endswith("x")


def test_a_caller_deep_in_its_own_calls_still_gets_the_words() -> None:
    def descend() -> Review:
        try:
            return descend()
        except RecursionError:
            return read(":title: Her\n\n" + "  " * 20 + "- " * 30 + "x\n\nText\n")

    limit = sys.getrecursionlimit()
    review = descend()
    assert sys.getrecursionlimit() == limit
    assert review.paragraphs[-1].text == "Text"
