"""Blocks that are read without the parser are read as the parser reads them."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reviewlint.document.markdown.masking import mask
from reviewlint.document.markdown.outline import Outline
from reviewlint.document.markdown.outline_builder import OutlineBuilder
from reviewlint.document.markdown.outline_reader import read_outline
from reviewlint.document.markdown.outline_walk import walk
from reviewlint.document.markdown.plain_blocks import BlockReader
from reviewlint.document.markdown.plain_forms import stays_open
from reviewlint.document.ranges import merge, trim
from reviewlint.document.spoilers.halves import find_hints

PIECES = [
    *("Her ", "words", "é", "🎬", "1984 ", "1. ", "1) ", "7", "“Her”", "(", ")", "…", "x", "!", "&amp;", "|"),
    *(
        "*a*",
        "**b** ",
        "_c_",
        "*",
        "__",
        "***",
        "~~d~~",
        "\\",
        "\\`",
        "#",
        "##",
        "# ",
        "## Her",
        " ##",
        "{#a}",
    ),
    *("`a`", "`", "``", "`a b` ", "[a](b)", "[a b](https://c.d/e_f?g=h#i) ", "[a]", "[", "]", "](", "](b)"),
    *("[`a`](b)", "[a](<b>)", "[a](b 'c')", "[a](b&amp;c)", "[a](b\\)c)", "[a *b* c](d)", "[^1]", "[^1](a)"),
    *("[a]: b", "[^1]: c", ": ", "![a](b)", "!", "<b>", "</b>", "<div>", "<!-- ", "-->", "<!-->", "<pre>"),
    *(
        "</pre>",
        "<p>",
        "<p>\n",
        "<figure>",
        '<i a="b">',
        "<i />",
        "</i>",
        "<i a=b>",
        "<?",
        "<!A",
        "<https://a.b>",
        "```",
        "~~~",
        "- ",
        "+ ",
        "* ",
        "> ",
        ">! ",
        "!<",
        "||",
    ),
    *("[spoiler]", "{spoiler}`a`", "|a|b|\n|-|-|\n", "a|b\n-|-\n", "---", "===", "===\n", ":::", ":::{note}"),
    *(
        "{{< a >}}",
        "{% b %}",
        "\x7f",
        "\0",
        "\t",
        " ",
        "  ",
        "    ",
        "\u00a0",
        "\u2028",
        "\x0c",
        "\r",
        "\r\n",
    ),
    *(
        "\n",
        "\n",
        "\n> ",
        "\n>\n> ",
        "\n>\n> ",
        "\n\n",
        "\n\n",
        "\n\n",
        "\n\n\n",
        "\n \n",
        "  \n",
        "\\\n",
        "\n  ",
        "\n    ",
        "\n\n  ",
        "\n\n    ",
    ),
]


def parse(text: str, body: int) -> Outline:
    masked = mask(text, body)
    builder = OutlineBuilder(text, masked.copy, find_hints(text))
    walk(builder, body, len(masked.copy))
    return builder.out


def is_plain(block: str) -> bool:
    """Tell whether a block is read without the parser."""
    return BlockReader(block, block).take(block, 0, len(block))


def tidy(outline: Outline, text: str, body: int) -> Outline:
    """Leave out what nobody asks of an outline.

    That is blank lines behind blocks, where stretches are cut, and those that hold no marker but roles.
    """
    copy = mask(text, body).copy
    roles = {span.start - len("{spoiler}") for span in outline.roles}
    builder = OutlineBuilder(text, copy, [at for at in find_hints(text) if at not in roles])
    return msgspec.structs.replace(
        outline,
        blocks=[trim(copy, span) for span in outline.blocks],
        visible=[span for span in merge(outline.visible) if builder.may_hide(span.start, span.end)],
    )


@settings(max_examples=400)
@example("- a\n\nHer\n\n- b")
@example("- Her `a`\n- and [b](c)\n\n- him\n\nThem")
@example("- Her\n- him  \n\n\nThem\n\n- us\n\n  you")
@example("* Her\n* him\n\n- them\n- [ ] us")
@example("- Her [a\n- b](c)\n- <b>him</b>\n")
@example("- Her\n- [spoiler]him[/spoiler]\n\n- ||them||\n\n# Us")
@example("> a\n\nHer\n\n> b\nHim")
@example("> a [b](c)  \n>\n> `d` {spoiler}`e`\n> f\n\nHer\n\n> [a\n>\n> b](c)\n\n> a\n>\n> - b")
@example("<!-- a\n\nHer\n\n-->")
@example("```\n\nHer\n\n```")
@example("[a]\n\nHer\n\n[a]: b")
@example("Her\n\n[^1]: a\n\nHim\n\n  b")
@example("<div>\n\nHer\n\n</div>\n\nHim")
@example("Her [a] and [b].\n\n> [a]\n\n[b]: c")
@example("Her [a] and\n\n[b][a]\n\nthem.\n\n```\nhim\n```\n\n[a]: b")
@example("[a] her [b] (c)\n\n- [a]\n- [x] b\n\n[a]")
@example("Her  \n[a](b)\n## Him\nThem\n===")
@example("Her {spoiler}`words` and {spoiler}`his`.\n\nThem {spoiler}`a` ||b||\n\n> Us {spoiler}`c`")
@example("Her {spoiler} `words` {Spoiler}`his`\n\n{spoiler}`Them`\n\nUs {spoiler}``you``")
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_all_is_as_the_parser_has_it(text: str) -> None:
    text = "---\n" + text

    assert tidy(read_outline(text, mask(text, 4), find_hints(text)), text, 4) == tidy(parse(text, 4), text, 4)


@pytest.mark.parametrize(
    "block",
    [
        "Her words.",
        "“Her” *words*,\nand 1984 of **them**\n_all_ & more!",
        "1984 was `a` year (see [a first *part*](https://a.b/c_d#e)).",
        "[A](b): of\n7 pictures [c](d)",
        "# A heading",
        "### Another, 2: the words",
        'Her <b>words</b> and <span class="a b" id="">his</span><br />',
        "![A still](a/b_c.jpg)",
        "![](d.png)",
        "<div class=a>\n<p>\n  b",
        "</figure>",
        "<spoiler>He</spoiler> did, see [a]() and // 3.5 stars.",
        "// Her words",
        "3.5 stars",
        "<!-- more -->",
        "<!--\na - b\n-->",
        "> Her *words*\n> and `his`",
        "> Her words\n>\n> and <b>his</b>\n>\n> and theirs",
        "She [the critic] said “[...]”.",
    ],
)
def test_plain_blocks(block: str) -> None:
    assert is_plain(block)


@pytest.mark.parametrize(
    "block",
    [
        *(
            "- a",
            "1. a",
            "a\n- b",
            "a\n1. b",
            "a\n===",
            "a\n# b",
            "a\n  b",
            "a\n\tb",
            "***",
            "# *a*",
            "# a #",
        ),
        *(
            "#",
            "#a",
            "# {a}",
            "a `b",
            "a ``b``",
            "a [b]: c",
            "a [x] b",
            "a [b][c]",
            "a ![b](c)",
            "a \\[b](c)",
        ),
        *(
            "![*a*](b)",
            "![a](b 'c')",
            "![a](b){.c}",
            "![a]",
            "[^1](a)",
            "[^1]: a",
            "[a]: b",
            "[a](b 'c')",
            "[a](b&amp;c)",
            "[a [b](c)](d)",
            "[a `b](c`)",
        ),
        *(
            "[a](\x7f)",
            "`a\nb`",
            "a\n<b>",
            "a <b c",
            'a </b c="d">',
            "a < b",
            "a <!-- b -->",
            "<b>",
            "<div\nid=a>",
            "<p>\n \na",
            "a|b\n-|-",
            "    a",
            "\ta",
        ),
    ],
)
def test_blocks_that_the_parser_has_to_read(block: str) -> None:
    assert not is_plain(block)


@pytest.mark.parametrize(
    ("block", "open_"),
    [
        ("- a", False),
        ("<div>\n<b>", False),
        ("<!-- a -->\n<!-- b -->", False),
        ("<!-- a", True),
        ("<!-- a --> <!--", True),
        ("<!-- <pre> -->", True),
        ("<PRE>", True),
        ("<?", True),
        ("> ```", True),
        ("~~~", True),
    ],
)
def test_what_goes_on_behind_a_blank_line(block: str, open_: bool) -> None:
    assert stays_open(block) is open_
