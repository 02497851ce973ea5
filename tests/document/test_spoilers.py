"""One spoiler model, whatever dialect hides the text; and what only looks like a spoiler."""

import pytest

from reviewlint.document.fields import Role, Roles
from reviewlint.document.front_matter.reader import FrontMatterReading
from reviewlint.document.markdown.reader import read_markdown
from reviewlint.document.model import Entry, FrontMatter, Value
from reviewlint.document.scopes import parts
from reviewlint.document.source import SourceText
from reviewlint.document.spoilers.find import find_inline_markers
from reviewlint.span import Span
from tests.document.markdown_reading import read, written

# The text, its dialect, opener, closer, body and label.
INLINE = {
    "role": ("{spoiler}`She leaves`", "myst-role", "{spoiler}`", "`", None),
    "reddit": (">!She leaves!<", "reddit", ">!", "!<", None),
    "bars": ("||She leaves||", "bars", "||", "||", None),
    "element": ("<spoiler>She leaves</spoiler>", "element", "<spoiler>", "</spoiler>", None),
    "element with a label": (
        "<spoiler label='The end'>She leaves</spoiler>",
        "element",
        "<spoiler label='The end'>",
        "</spoiler>",
        "The end",
    ),
    "class": ('<span class="spoiler">She leaves</span>', "class", '<span class="spoiler">', "</span>", None),
    "classes": ("<b class='x spoilers'>She leaves</b>", "class", "<b class='x spoilers'>", "</b>", None),
    "mdx": ("<Spoiler>She leaves</Spoiler>", "mdx", "<Spoiler>", "</Spoiler>", None),
    "brackets": ("[spoiler]She leaves[/spoiler]", "bbcode", "[spoiler]", "[/spoiler]", None),
    "brackets with a label": (
        "[Spoiler=The end]She leaves[/Spoiler]",
        "bbcode",
        "[Spoiler=The end]",
        "[/Spoiler]",
        "The end",
    ),
    "hugo": (
        "{{< spoiler >}}She leaves{{< /spoiler >}}",
        "hugo",
        "{{< spoiler >}}",
        "{{< /spoiler >}}",
        None,
    ),
    "hugo with Markdown": (
        '{{% spoiler "The end" %}}She leaves{{% /spoiler %}}',
        "hugo",
        '{{% spoiler "The end" %}}',
        "{{% /spoiler %}}",
        "The end",
    ),
    "zola": ("{% spoiler() %}She leaves{% end %}", "zola", "{% spoiler() %}", "{% end %}", None),
    "liquid": ("{% spoiler %}She leaves{% endspoiler %}", "zola", "{% spoiler %}", "{% endspoiler %}", None),
}


AROUND = {
    "in a paragraph": "É: {}.",
    "in a list": "- É\n- b {}\n",
    "in quotes": "> > é {}",
    "in a table": "| é | b |\n|---|---|\n| c | {} |",
    "in a heading": "# É {}",
    "in the title of a directive": "Or ||\n\n```{{admonition}} É {}\n:class: x\n\nb\n```",
    "on the first line of a directive": "> É\n>\n> :::{{note}} {} b\n> c\n> :::\n",
}
PLACES = [
    (place, name)
    for place in AROUND
    for name in INLINE
    # In a table, bars are the edges of cells; no generator has both directives and template tags.
    if (place, name) != ("in a table", "bars")
    and not ("directive" in place and INLINE[name][1] in ("hugo", "zola"))
]


@pytest.mark.parametrize(("place", "name"), PLACES)
def test_an_inline_spoiler_in_every_dialect(place: str, name: str) -> None:
    text, dialect, opener, closer, label = INLINE[name]
    around = AROUND[place]
    review = read(around.format(text))
    [spoiler] = review.spoilers
    assert (spoiler.dialect, spoiler.form, spoiler.closed) == (dialect, "inline", True)
    assert written(review, spoiler.span) == text
    assert written(review, spoiler.opener) == opener
    assert written(review, spoiler.closer) == closer
    assert written(review, spoiler.body) == "She leaves"
    assert (spoiler.label, written(review, spoiler.label_span)) == (label, label)
    assert not review.problems


# What stands before and behind the hidden text, the dialect, the label; the first line of what stands
# before is the opener, but for details, whose summary belongs to it.
BLOCKS = {
    "directive": (":::{spoiler} The end\n", "\n:::", "myst-directive", "The end"),
    "directive with options": (":::{spoiler} The end\n:class: x\n", "\n:::", "myst-directive", "The end"),
    "backticks": ("```{spoiler}\n", "\n```", "myst-directive", None),
    "tildes": ("~~~~{spoiler}\n", "\n~~~~~", "myst-directive", None),
    "colon fence": ("::: spoiler The end\n", "\n:::", "colon-fence", "The end"),
    "colon fence with a class": (":::{.spoiler}\n", "\n:::", "colon-fence", None),
    "dropdown": (":::{dropdown} Spoiler: the end\n", "\n:::", "details", "Spoiler: the end"),
    "folded away": ("```{toggle} Spoilers\n", "\n```", "details", "Spoilers"),
    "element": ("<spoiler>\n\n", "\n\n</spoiler>", "element", None),
    "class": ("<div class=spoiler>\n\n", "\n\n</div>", "class", None),
    "mdx": ("<Spoiler title='The end'>\n\n", "\n\n</Spoiler>", "mdx", "The end"),
    "brackets": ("[spoiler]\n", "\n[/spoiler]", "bbcode", None),
    "hugo": ("{{< spoiler >}}\n", "\n{{< /spoiler >}}", "hugo", None),
    "zola": ('{% spoiler(label="The end") %}\n', "\n{% end %}", "zola", "The end"),
    "details": (
        "<details><summary>Spoiler: <b>the</b> end</summary>\n\n",
        "\n\n</details>",
        "details",
        "Spoiler: the end",
    ),
    "details with a class": ("<details class=spoiler>\n\n", "\n\n</details>", "details", None),
    "details with a class and a label": (
        "<details class=spoiler><summary>The end</summary>\n\n",
        "\n\n</details>",
        "details",
        "The end",
    ),
}


@pytest.mark.parametrize(("before", "after", "dialect", "label"), BLOCKS.values(), ids=BLOCKS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_block_spoiler_in_every_dialect(
    before: str, after: str, dialect: str, label: str | None, newline: str
) -> None:
    hidden = "She leaves.\n\n- With them\n- all"
    review = read(f"É\n\n{before}{hidden}{after}\n\nOpen.\n".replace("\n", newline))
    [spoiler] = review.spoilers
    assert (spoiler.dialect, spoiler.form, spoiler.closed) == (dialect, "block", True)
    assert written(review, spoiler.opener) == before.split("\n")[0]
    assert written(review, spoiler.closer) == after.strip()
    body = written(review, spoiler.body) or ""
    assert body.strip() == hidden.replace("\n", newline)
    assert spoiler.label == label
    assert not review.problems
    assert not review.headings


BLOCK_QUOTES = {
    ">! She leaves.": [("block-quote", "She leaves.")],
    ">! She\n>! leaves.\n": [("block-quote", "She\n>! leaves.")],
    ">! She leaves.\n>\n>! All of them.\n\nOpen.": [("block-quote", "She leaves.\n>\n>! All of them.")],
    "- >!She leaves\n  > them\n- b": [("block-quote", "She leaves\n  > them")],
    ">!She!< leaves": [("reddit", "She")],
    ">!She!<\n>!leaves!<": [("reddit", "She"), ("reddit", "leaves")],
    ">!She!< is\n>! leaving": [("reddit", "She"), ("block-quote", "leaving")],
    ">! She\n>\n> leaves !<": [("reddit", " She\n>\n> leaves ")],
}


@pytest.mark.parametrize(("text", "expected"), BLOCK_QUOTES.items())
def test_a_quote_that_begins_with_a_mark_hides_all_of_it_or_a_piece(
    text: str, expected: list[tuple[str, str]]
) -> None:
    review = read(text)
    assert [(one.dialect, written(review, one.body)) for one in review.spoilers] == expected
    assert all(one.closed for one in review.spoilers)
    assert not review.problems


MARKUP = {
    ">!she *leaves* [him](x)!<": ["she *leaves* [him](x)"],
    "||she **leaves**||": ["she **leaves**"],
    ">!a!<>!b!<": ["a", "b"],
    ">!a `!<` b!<": ["a `!<` b"],
    ">!a \\!< b!<": ["a \\!< b"],
    "<spoiler>a <spoiler>b</spoiler> c</spoiler>": ["a <spoiler>b</spoiler> c", "b"],
    "<div class=spoiler>a<div>b</div>c</div>": ["a<div>b</div>c"],
    "<p class=spoiler>a\n\nb": ["a"],
    "|| a ||": [" a "],
    "||a|| or || b ||": ["a", " b "],
    "::::{note}\n:::{spoiler}\na\n:::\n::::": ["a"],
    "::::{spoiler}\n:::{note}\na\n:::\nb\n::::": [":::{note}\na\n:::\nb"],
    "````{note}\n```{spoiler}\na\n```\n````": ["a"],
    "::::{note} ||a||\n:::{tip} ||b||\n:::\n::::": ["a", "b"],
    ":::{note} :::{note} :::{note} ||a||\n:::": ["a"],
    ":::{dropdown} Spoiler ||a||\nb\n:::": ["b"],
    "{% quote() %}{% spoiler() %}a{% end %}{% end %}": ["a"],
}


FORMS = {
    "<p>A <span class=spoiler>b</span></p>": "inline",
    "<p>A <spoiler>b</spoiler></p>": "inline",
    "<div class=spoiler>b</div>": "block",
    "- <spoiler>\n  a\n  </spoiler>": "block",
    "> <div class=spoiler>\n> a\n> </div>": "block",
}


@pytest.mark.parametrize(("text", "form"), FORMS.items())
def test_a_tag_among_words_is_inline_in_a_block_of_html_too(text: str, form: str) -> None:
    assert [one.form for one in read(text).spoilers] == [form]


def test_details_are_a_block_in_mdx_too() -> None:
    review = read("<details><summary>Spoiler</summary>\n\nShe leaves.\n\n</details>\n", mdx=True)
    assert [(one.dialect, one.form, one.label) for one in review.spoilers] == [
        ("details", "block", "Spoiler")
    ]


@pytest.mark.parametrize(("text", "expected"), MARKUP.items())
def test_spoilers_hold_markup_and_each_other(text: str, expected: list[str]) -> None:
    review = read(text)
    assert [written(review, one.body) for one in review.spoilers] == expected
    assert not review.problems


@pytest.mark.parametrize(
    ("opener", "closer"),
    [
        ("<spoiler>a ", "</spoiler>"),
        ("[spoiler]a ", "[/spoiler]"),
        ('<div class="spoiler">\n\na\n\n', "</div>\n\n"),
        ("{% spoiler() %}\na\n", "{% end %}\n"),
    ],
)
def test_what_nested_spoilers_hide_grows_with_the_text(opener: str, closer: str) -> None:
    review = read(opener * 100 + closer * 100)

    hidden = parts(review, "spoiler.body")

    assert len(review.spoilers) == 100
    assert len(hidden) == 4
    assert hidden[0].span.contains(hidden[1].span)


SUMMARIES = {
    "Spoiler": True,
    "Plot SPOILERS ahead": True,
    "Achtung, Spoilerwarnung": True,
    "Attention, divulgâcheur": True,
    "Spoil": True,
    "Aviso: espóiler": True,
    "Contiene destripes": True,
    "Cast": False,
    "Spoiler-free cast": False,
    "No spoilers": False,
    "Ohne Spoiler": False,
    "Sans aucun spoiler": False,
    "Sin espóileres": False,
}


@pytest.mark.parametrize(("summary", "spoils"), SUMMARIES.items())
def test_details_hide_a_spoiler_if_their_summary_says_so(summary: str, spoils: bool) -> None:
    for folded in (
        f"<details><summary>{summary}</summary>\n\nX\n\n</details>",
        f":::{{dropdown}} {summary}\nX\n:::",
    ):
        assert bool(read(folded).spoilers) is spoils


LOOK_ALIKES = [
    "`>!a!<` `||b||` `<spoiler>`",
    "```\n>!a!< ||b|| [spoiler]\n```",
    "    :::{spoiler}\n",
    "<code>||a|| <spoiler></code>",
    "<pre>\n<spoiler>\n</pre>",
    "| a | b |\n|---|---|\n| c ||d|| |",
    "either || or",
    "4 || Drama || 2013",
    "\\>!a!<",
    "\\[spoiler]a[/spoiler]",
    "\\||a||",
    "\\[spoiler]",
    "[spoiler](a.md) and [spoiler]\n\n[spoiler]: b.md",
    "![>!a!<](b.png)",
    "Wow!<3 and a>!b",
    "Spoiler-free, and it will not spoil anything. [SPOILERS] ahead.",
    "<!-- <spoiler> -->",
    "{% include spoiler.html %}",
    "{{ spoiler }}",
    "{{</* spoiler */>}}",
    "`{{< spoiler >}}`",
    "<spoiler-free>a</spoiler-free>",
    "<p class='spoiler-free'>a</p>",
    ":::{code} md\n<spoiler>\n:::",
    ":::\n",
    ":::{figure} a||b||.png\nc\n:::",
    ":::{py:function} a(b=||c||)\nd\n:::",
    ":::{code-block} ||a||\nb\n:::",
    ":::{note} `||a||` and a || b\nc\n:::",
    "<img class=spoiler src=a alt=b>",
]


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_what_only_looks_like_a_spoiler(text: str) -> None:
    review = read(text)
    assert review.spoilers == ()
    assert review.problems == ()


def test_an_import_is_no_spoiler() -> None:
    assert read("import Spoiler from './Spoiler'\n\nText.\n", mdx=True).spoilers == ()


def declare(word: str, data: object, kind: str = "text") -> FrontMatterReading:
    value = Value(kind, Span(10, 10 + len(word)), word, data)  # type: ignore[arg-type]
    root = Value("map", Span(0, 0), "", {}, entries=(Entry("spoilers", Span(0, 8), value),))
    return FrontMatterReading(FrontMatter("yaml", Span(0, 0), Span(0, 0), Span(0, 0), root), 0)


ROLES = Roles((Role("spoilers", ("spoilers",), "level"),))


@pytest.mark.parametrize(
    ("word", "data", "kind", "declared"),
    [
        ("true", True, "boolean", True),
        ("major", "major", "text", True),
        ("false", False, "boolean", False),
        ("none", "none", "text", False),
        ("", None, "null", False),
    ],
)
def test_a_lone_bar_counts_where_the_review_declares_spoilers(
    word: str, data: object, kind: str, declared: bool
) -> None:
    review = read_markdown(SourceText("||she leaves"), declare(word, data, kind), ROLES)
    assert [problem.rule for problem in review.problems] == ["spoiler-unclosed"] * declared


FIELDS = {
    "Her": [],
    "Her: spoiler-free": [],
    "Face||Off": [],
    "Her >!she leaves!<": [">!she leaves!<"],
    ">! she leaves": [">! she leaves"],
    "A ||b|| and ||c||": ["||b||", "||c||"],
    "A <spoiler>b</spoiler>": ["<spoiler>b</spoiler>"],
    "A <span class='spoiler'>b</span>": ["<span class='spoiler'>b</span>"],
    "A <spoiler>b": ["<spoiler>"],
    "A [spoiler]b[/spoiler]": ["[spoiler]b[/spoiler]"],
    "A {{< spoiler >}}b{{< /spoiler >}}": ["{{< spoiler >}}b{{< /spoiler >}}"],
    "A {spoiler}`b`": ["{spoiler}`b`"],
    "A `||b||`": [],
}


@pytest.mark.parametrize(("text", "expected"), FIELDS.items())
def test_markers_in_a_field(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_inline_markers(text)] == expected
