"""Spoilers in reStructuredText, in its own two dialects and in those it shares."""

from __future__ import annotations

import pytest

from tests.document.rest_reading import read, written

# The text, dialect, opener, body, label.
BLOCKS = {
    "directive": (
        ".. spoiler:: The end\n\n   She leaves.\n\n   - All.\n",
        "rest-directive",
        ".. spoiler:: The end",
        "She leaves.\n\n   - All.",
        "The end",
    ),
    "no label": (".. spoiler::\n\n   She leaves.\n", "rest-directive", ".. spoiler::", "She leaves.", None),
    "text right below": (
        ".. spoiler::\n   She leaves.\n",
        "rest-directive",
        ".. spoiler::",
        "She leaves.",
        None,
    ),
    "text right below a label": (
        ".. spoiler:: The end\n   She leaves.\n",
        "rest-directive",
        ".. spoiler:: The end",
        "She leaves.",
        "The end",
    ),
    "options": (
        ".. spoiler:: The end\n   :class: x\n\n   She leaves.\n",
        "rest-directive",
        ".. spoiler:: The end\n   :class: x",
        "She leaves.",
        "The end",
    ),
    "nothing": (".. spoiler:: The end\n\nText\n", "rest-directive", ".. spoiler:: The end", "", "The end"),
    "in a list": (
        "- a\n\n  .. spoiler::\n\n     She leaves.\n",
        "rest-directive",
        ".. spoiler::",
        "She leaves.",
        None,
    ),
    "class": (
        ".. container:: spoiler\n\n   She leaves.\n",
        "class",
        ".. container:: spoiler",
        "She leaves.",
        None,
    ),
    "class of an admonition": (
        ".. admonition:: The end\n   :class: spoiler\n\n   She leaves.\n",
        "class",
        ".. admonition:: The end\n   :class: spoiler",
        "She leaves.",
        "The end",
    ),
    "folded away": (
        ".. dropdown:: Spoilers ahead\n\n   She leaves.\n",
        "details",
        ".. dropdown:: Spoilers ahead",
        "She leaves.",
        "Spoilers ahead",
    ),
}


@pytest.mark.parametrize(("text", "dialect", "opener", "body", "label"), BLOCKS.values(), ids=BLOCKS)
def test_a_block_spoiler_ends_with_its_indentation(
    text: str, dialect: str, opener: str, body: str, label: str | None
) -> None:
    review = read("é\n\n" + text + "\nText\n")
    [spoiler] = review.spoilers
    assert (spoiler.dialect, spoiler.form, spoiler.closed) == (dialect, "block", True)
    assert (written(review, spoiler.opener), spoiler.closer) == (opener, None)
    assert written(review, spoiler.body) == body
    assert (spoiler.label, written(review, spoiler.label_span)) == (label, label)
    assert (written(review, spoiler.span) or "").endswith(body)


# The text, dialect, opener, body, closer.
INLINE = {
    "role": (":spoiler:`She *leaves*`", "rest-role", ":spoiler:`", "She *leaves*", "`"),
    "role behind": ("`She leaves`:spoiler:", "rest-role", "`", "She leaves", "`:spoiler:"),
    "role in capitals": (":Spoiler:`She leaves`", "rest-role", ":Spoiler:`", "She leaves", "`"),
    "escaped backquote": (":spoiler:`a \\` b`", "rest-role", ":spoiler:`", "a \\` b", "`"),
    "reddit": (">!She *leaves*!<", "reddit", ">!", "She *leaves*", "!<"),
    "bars": ("||She leaves||", "bars", "||", "She leaves", "||"),
    "brackets": ("[spoiler]She leaves[/spoiler]", "bbcode", "[spoiler]", "She leaves", "[/spoiler]"),
}
AROUND = [
    "É: {}.",
    "({})",
    "- É\n- b {}\n",
    "É\n\n  é {}\n",
    "É {}\n=======================================\n",
]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize(("text", "dialect", "opener", "body", "closer"), INLINE.values(), ids=INLINE)
def test_an_inline_spoiler(around: str, text: str, dialect: str, opener: str, body: str, closer: str) -> None:
    review = read(around.format(text))
    [spoiler] = review.spoilers
    assert (spoiler.dialect, spoiler.form, spoiler.closed) == (dialect, "inline", True)
    assert written(review, spoiler.span) == text
    places = (spoiler.opener, spoiler.body, spoiler.closer)
    assert [written(review, place) for place in places] == [opener, body, closer]
    assert review.problems[1:] == ()


def test_a_role_over_two_lines_of_a_quotation() -> None:
    review = read("a\n\n  b :spoiler:`she\n  leaves` c\n")
    assert [written(review, one.body) for one in review.spoilers] == ["she\n  leaves"]


def test_a_spoiler_in_raw_html() -> None:
    review = read("a\n\n.. raw:: html\n\n   <p>b <span class='spoiler'>c</span></p>\n")
    assert [(one.dialect, written(review, one.body)) for one in review.spoilers] == [("class", "c")]


def test_a_role_that_is_not_closed_runs_to_the_end_and_is_reported() -> None:
    review = read(":title: Her\n\na :spoiler:`b c.\n\nd :spoiler:`e`, :spoiler:`f\n")
    assert [(written(review, one.body), one.closed) for one in review.spoilers] == [
        ("b c.\n\nd :spoiler:`e`, :spoiler:`f\n", False),
        ("e", True),
    ]
    assert [(one.rule, review.source.position(one.span.start), one.blocks) for one in review.problems] == [
        ("spoiler-unclosed", (3, 3), True),
        ("spoiler-unclosed", (5, 17), True),
    ]
    assert review.problems[0].values == {"marker": ":spoiler:`", "closer": "`"}


NO_SPOILERS = {
    "code": "``:spoiler:`a```",
    "bars in code": "``||a||``",
    "escaped": "\\||a||",
    "a block of code": "::\n\n  .. spoiler:: a\n\n     b\n",
    "another role": ":emphasis:`a spoiler`",
    "a word": "The trailer is a spoiler: it shows all.",
    "substitutions": "|a||b|",
    "a table": "+------+\n|  ||  |\n+------+\n|  ||  |\n+------+\n",
    "folded cast": ".. dropdown:: Cast\n\n   a\n",
    "spoiler-free": ".. details:: Spoiler-free summary\n\n   a\n",
    "a class alone": ".. class:: spoiler\n\nText\n",
}


@pytest.mark.parametrize("text", NO_SPOILERS.values(), ids=NO_SPOILERS)
def test_what_is_no_spoiler(text: str) -> None:
    review = read(":title: Her\n\n" + text)
    assert (review.spoilers, review.problems) == ((), ())
