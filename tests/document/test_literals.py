from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviewlint.document.markdown import literals as reader
from reviewlint.document.markdown.literals import find_literals, may_hide_marks

PIECES = [
    *(":::{note}", ":::", "{{< a >}}", "{% b %}", "`", "``", "```", "~~~", "<b>", "</b>", "<div>", "</div>"),
    *("<!-- ", " -->", "<pre>", "</pre>", "<script>", "<!A ", "<?", ">", "- ", "1. ", "> ", "    ", "\t"),
    *("  ", "\n", "\n\n", "\n \n", "words", "[^1]: ", "|a|b|\n|-|-|\n|", "# ", "\\", "é", "\u2028"),
]


@example("<div>\n:::\n</div>")
@example("a `b\n::: c`")
@example("- a\n\n      ::: b")
@example("<pre>\n\n:::\n</pre>")
@example("```\n\n:::\n```")
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_what_a_glance_takes_for_open_is_open(text: str) -> None:
    literals = find_literals(text, 0)
    hidden = [*literals.spans, *(block.span for block in literals.blocks), *literals.html]
    marks = [match.start() for match in re.finditer(r":::|\{\{|\{%", text)]
    is_hidden = any(span.start <= at < span.end for span in hidden for at in marks)

    assert may_hide_marks(text) or not is_hidden


@pytest.mark.parametrize(
    ("text", "hides"),
    [
        ("Her. :::\n\n`code`", False),
        ("`code`\n\n:::{note}\nHer.\n:::\n\n<b>Him.</b>", False),
        (":::{note}\n`code`\n:::", False),
        ("`co\nde` {% a %}", True),
        ("``co`de`` {% a %}", True),
        ("\\`co`de` {% a %}", True),
        ("`{% a %}`", True),
        ("{% a %} `code`", False),
        ("    {{< a >}}", True),
        ("<!-- a -->\n\n{{< b >}}", True),
    ],
)
def test_only_what_stands_around_a_mark_matters(text: str, hides: bool) -> None:
    assert may_hide_marks(text) is hides


def test_code_and_html() -> None:
    text = "é `a`\n\n    b\n\n```c d\n```\n\n<i>x</i>\n\n<p>\n"
    found = find_literals("\n" + text, 1)

    assert [("\n" + text)[span.start : span.end] for span in [*found.spans, *found.html]] == [
        "`a`",
        "<i>",
        "</i>",
        "<p>\n",
    ]
    assert [block.info for block in found.blocks] == [None, "c d"]


@given(st.text("`a\\\n "))
def test_code_is_closed_as_the_pattern_says(before: str) -> None:
    assert reader._is_closed(before) == (reader._CLOSED.fullmatch(before) is not None)
