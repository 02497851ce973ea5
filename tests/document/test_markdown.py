"""Structure: headings, runs of prose, and where no prose stands."""

import pytest

from reviewlint.span import Span
from tests.document.markdown_reading import read

HEADINGS = {
    "atx": ("# Her", 1, "Her", "Her", "atx"),
    "closing hashes": ("## Her ##\n", 2, "Her", "Her", "atx"),
    "setext": ("Her\nand him\n---\n", 2, "Her and him", "Her\nand him", "setext"),
    "markup": ("### *Her* & `him`", 3, "Her & him", "*Her* & `him`", "atx"),
    "escapes": ("# M\\*A\\*S\\*H &amp; co", 1, "M*A*S*H & co", "M\\*A\\*S\\*H &amp; co", "atx"),
    "attributes": ("# Her {#her .film}", 1, "Her", "Her", "atx"),
    "a year in braces": ("# Her {2013}", 1, "Her {2013}", "Her {2013}", "atx"),
    "words in braces": ("# Her {b c}", 1, "Her {b c}", "Her {b c}", "atx"),
    "empty": ("## \n", 2, "", "", "atx"),
    "an image": ("# ![Her](her.png)", 1, "Her", "![Her](her.png)", "atx"),
    "in a list": ("- Her\n\n  # Him\n", 1, "Him", "Him", "atx"),
    "in a quote": ("> # Her\n", 1, "Her", "Her", "atx"),
    "html": ("<h2 class='x'>Her &amp; <i>him</i></h2>\n", 2, "Her & him", "Her &amp; <i>him</i>", "html"),
    "html over lines": ("<h3>\n  Her\n</h3>\n", 3, "Her", "Her", "html"),
    "no ascii": ("# Amélie 🎬\n", 1, "Amélie 🎬", "Amélie 🎬", "atx"),
}


@pytest.mark.parametrize(("text", "level", "words", "written", "marker"), HEADINGS.values(), ids=HEADINGS)
def test_a_heading_is_read_with_its_words_and_their_place(
    text: str, level: int, words: str, written: str, marker: str
) -> None:
    review = read("é\n\n" + text)
    [heading] = review.headings
    assert (heading.level, heading.text, heading.marker) == (level, words, marker)
    assert review.source.slice(heading.text_span) == written
    assert heading.span.contains(heading.text_span)


PARAGRAPHS = {
    "body": ("One\ntwo.\n\nThree.", [("body", "One\ntwo."), ("body", "Three.")]),
    "quote": ("> One\n> two", [("quote", "One\n> two")]),
    "tight list": (
        "- one *two*\n- three\n  - four\n",
        [("list", "one *two*"), ("list", "three"), ("list", "four")],
    ),
    "loose list": ("1. one\n\n2. two\n", [("list", "one"), ("list", "two")]),
    "collapsed in a tight list": ("- [a][]\n- ![a][]\n\n[a]: b", [("list", "[a][]"), ("list", "![a][]")]),
    "task list": ("- [ ] one\n- [x] two\n", [("list", "one"), ("list", "two")]),
    "table": (
        "| a | b |\n|---|---|\n| *c* | d |\n",
        [("table", "a"), ("table", "b"), ("table", "*c*"), ("table", "d")],
    ),
    "cells past the header": ("|a|\n|-|\n|b|c|\n", [("table", "a"), ("table", "b")]),
    "footnote": ("Her[^1]\n\n[^1]: Him.\n", [("body", "Her[^1]"), ("footnote", "Him.")]),
    "html": (
        "<div>One <b>two</b>\n<p>Three</p>\n<script>four</script>\n<!-- five --></div>",
        [("html", "One <b>two</b>"), ("html", "Three")],
    ),
    "html in a quote": ("> <div>\n> One\n> two\n> </div>", [("html", "One\n> two")]),
    "no prose in a definition": ("[a]: b 'c'\n", []),
    "no prose in code": ("```\none\n```\n\n    two\n", []),
    "no caption": ("<figure><img src=a><figcaption>One</figcaption></figure>", []),
    "no html heading": ("<h1>One</h1>", []),
    "after a lone return": ("One\r\rTwo", [("body", "One"), ("body", "Two")]),
    "no line ends but line ends": ("One\u2028two\x0cthree", [("body", "One\u2028two\x0cthree")]),
}


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_a_paragraph_is_the_slice_at_its_span(text: str, expected: list[tuple[str, str]]) -> None:
    review = read(text)
    assert [(one.container, one.text) for one in review.paragraphs] == expected
    assert [review.source.slice(one.span) for one in review.paragraphs] == [text for _, text in expected]


def test_the_front_matter_is_no_part_of_the_body() -> None:
    text = "---\ntitle: Her\n---\nBody\n"
    review = read(text, body=19)
    assert [(one.text, one.span) for one in review.paragraphs] == [("Body", Span(19, 23))]
    assert not review.headings
    assert review.body == Span(19, 24)


LITERAL = {
    "inline code": ("a `b` c", ["`b`"]),
    "code block": ("```\nb\n```\n", ["```\nb\n```"]),
    "indented code": ("a\n\n    b\n", ["    b\n"]),
    "tags, not the words between": ("<p>a</p>\n\nb <i>c</i>", ["<p>", "</p>", "<i>", "</i>"]),
    "comments": ("<!-- a\n\nb -->\n\nc <!-- d -->", ["<!-- a\n\nb -->", "<!-- d -->"]),
    "scripts": ("<script>\na\n</script>\n", ["<script>\na\n</script>"]),
    "code elements": ("<code>a</code>", ["<code>a</code>"]),
    "template tags": ("{{ a }} b {% c %}", ["{{ a }}", "{% c %}"]),
    "directives": (":::{note} a\n:class: b\n\nc\n:::\n", [":::{note} a\n:class: b", ":::"]),
    "directives that hold code": (":::{code} a\n# b\n:::\n", [":::{code} a\n# b\n:::"]),
    "an unclosed comment": ("a\n\n<!-- b\n\nc", ["<!-- b\n\nc"]),
}


@pytest.mark.parametrize(("text", "expected"), LITERAL.values(), ids=LITERAL)
def test_where_no_prose_stands(text: str, expected: list[str]) -> None:
    review = read(text)
    assert [review.source.slice(span) for span in review.literal] == expected


MASKED = {
    "a setext line below a fence": (":::{spoiler}\nA\n\n---\n:::\n", ["A"]),
    "a fence behind a list": (":::{spoiler}\n- A\n:::\n\nB", ["A", "B"]),
    "a fence behind a table": (":::{spoiler}\n|A|\n|-|\n:::\n\nB", ["A", "B"]),
    "options are no prose": (
        "```{figure} a.png\n:alt: *b* _c\n:name: d\n\nCaption\n\nLegend\n```",
        ["Legend"],
    ),
    "options in YAML": ("```{note}\n---\nclass: a\n---\nA\n```", ["A"]),
    "directives in directives": ("````{note}\n```{tip}\nA\n```\nB\n````\nC", ["A", "B", "C"]),
    "code in directives": ("````{note}\n```python\nA\n```\nB\n````", ["B"]),
    "a directive in a quote": ("> :::{note}\n> A\n> :::\n> B", ["A", "B"]),
    "a directive in a list": ("- :::{note}\n  A\n  :::\n- B", ["A", "B"]),
    "no directive below an element": ("<div>\n:::{note}\nA\n</div>\n", [":::{note}\nA"]),
    "a shortcode alone ends a paragraph": ("A\n{{< b >}}\nC", ["A", "C"]),
    "a shortcode in a line is a word": ("A *{{< b >}}* C", ["A *{{< b >}}* C"]),
    "two shortcodes alone": ("A\n{{< b >}} {{< c >}}\nD", ["A", "D"]),
    "a shortcode over lines": ("A\n\n{{< b\n  c='*d'\n>}}\nE* f", ["A", "E* f"]),
    "a shortcode in code": ("`{{< b` c >}}", ["`{{< b` c >}}"]),
}


@pytest.mark.parametrize(("text", "expected"), MASKED.values(), ids=MASKED)
def test_what_is_not_markdown_is_out_of_the_way(text: str, expected: list[str]) -> None:
    review = read(text)
    assert [paragraph.text for paragraph in review.paragraphs] == expected
    assert not review.headings


MDX = {
    "a component alone": ("<Spoiler>\nA **b**\n</Spoiler>\n", ["A **b**"]),
    "no indented code": ("<Spoiler>\n    A\n</Spoiler>\n", ["A"]),
    "imports": ("import A from 'b'\nimport C from 'd'\n\nE", ["E"]),
    "exports": ("export const a = {\n  b: 1,\n}\n\nE", ["E"]),
    "comments": ("{/* a 'b */}\n\nC {/* d */} e", ["C {/* d */} e"]),
    "expressions": ("{a}\n\nB {c * d} *e*", ["B {c * d} *e*"]),
    "attributes that hold braces": ("<A b={{c: '>'}} d='}'>\nE\n</A>", ["E"]),
    "fragments": ("<>\nA\n</>", ["A"]),
    "less than": ("a < b and c > d", ["a < b and c > d"]),
    "code": ("```jsx\n<Spoiler>\n```\n\nA `{b}`", ["A `{b}`"]),
}


@pytest.mark.parametrize(("text", "expected"), MDX.values(), ids=MDX)
def test_mdx_is_read_as_mdx_reads_it(text: str, expected: list[str]) -> None:
    review = read(text, mdx=True)
    assert [paragraph.text for paragraph in review.paragraphs] == expected
    assert review.syntax == "mdx"


DIRECTIVES = {
    "the next block": (
        "A\n\n<!-- reviewlint: ignore-next image-alt-missing -- a still -->\n\n![](b)\n\nC",
        [("next", ["image-alt-missing"], "a still", "![](b)")],
    ),
    "a whole list": (
        "<!-- reviewlint: ignore-next a -->\n- b\n- c\n\nD",
        [("next", ["a"], None, "- b\n- c")],
    ),
    "the next item": ("- a\n  <!-- reviewlint: ignore-next b -->\n- c", [("next", ["b"], None, "- c")]),
    "the rest of an item": (
        "- a\n  <!-- reviewlint: ignore-next b -->\n  ![](c)\n  *d*\n- e",
        [("next", ["b"], None, "![](c)\n  *d*")],
    ),
    "the rest of an item that it begins": (
        "1. <!-- reviewlint: ignore-next b -->\n   ![](c)\n   - d\n2. e",
        [("next", ["b"], None, "![](c)")],
    ),
    "a heading in an item": (
        "- a\n  <!-- reviewlint: ignore-next b -->\n  # c\n  d",
        [("next", ["b"], None, "# c")],
    ),
    "the rest of an HTML block": (
        "<div>\n<!-- reviewlint: ignore-next a -->\n<img src=b>\n</div>",
        [("next", ["a"], None, "<img src=b>\n</div>")],
    ),
    "an element": (
        "<!-- reviewlint: ignore-next a -->\n<div>\n\nB\n\n</div>",
        [("next", ["a"], None, "<div>\n\nB\n\n</div>")],
    ),
    "a directive": (
        "<!-- reviewlint: ignore-next a -->\n:::{figure} b\nC\n:::\n",
        [("next", ["a"], None, ":::{figure} b\nC\n:::")],
    ),
    "a shortcode": (
        "<!-- reviewlint: ignore-next a -->\n\n{{< b >}}\n\nC",
        [("next", ["a"], None, "{{< b >}}")],
    ),
    "not the next comment": (
        "<!-- reviewlint: ignore-next a -->\n<!-- reviewlint: ignore-next b -->\nC",
        [("next", ["a"], None, "C"), ("next", ["b"], None, "C")],
    ),
    "nothing follows": ("A\n\n<!-- reviewlint: ignore-next a -->", [("next", ["a"], None, "")]),
    "a range": (
        "<!-- reviewlint: ignore a, b -->\nC\n\n<!-- reviewlint: resume -->\nD",
        [("range", ["a", "b"], None, "\nC\n\n")],
    ),
    "the file": (
        "A <!-- reviewlint: ignore-file a -->",
        [("file", ["a"], None, "A <!-- reviewlint: ignore-file a -->")],
    ),
    "in code it is text": ("`<!-- reviewlint: ignore-file a -->`", []),
}


@pytest.mark.parametrize(("text", "expected"), DIRECTIVES.values(), ids=DIRECTIVES)
def test_comments_speak_of_blocks(text: str, expected: list[tuple[str, list[str], str | None, str]]) -> None:
    review = read(text)
    found = [
        (one.kind, [name for name, _ in one.rules], one.reason, review.source.slice(one.target))
        for one in review.suppressions
    ]
    assert found == expected


def test_mdx_comments_speak_too() -> None:
    review = read("{/* reviewlint: ignore-next a */}\n\n<Image src='b.png' />\n", mdx=True)
    [suppression] = review.suppressions
    assert suppression.rules == (("a", Span(28, 29)),)
    assert review.source.slice(suppression.target) == "<Image src='b.png' />"


def test_a_comment_that_says_nothing_known_is_a_problem() -> None:
    review = read("<!-- reviewlint: ignore-nxt a -->\n")
    [problem] = review.problems
    assert problem.rule == "suppression-unknown"
    assert problem.values == {
        "what": "reviewlint knows no `ignore-nxt`",
        "expected": "did you mean `ignore-next`?",
    }
    assert review.source.slice(problem.span) == "ignore-nxt"
