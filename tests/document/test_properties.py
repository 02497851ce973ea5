"""For any text at all: no crash, and every span's text is what it claims to be."""

import re

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.document.model import Review
from reviewlint.document.spoilers.find import find_inline_markers
from reviewlint.span import Span
from tests.document.markdown_reading import read

FRAGMENTS = [
    "Her ", "é", "🎬", "\t", "  ", "    ", "\n", "\n\n", "\n> ", "> ", "- ", "1. ", "# ", "### ",
    "---\n", "===\n", "![a still](her.jpg)", "![", "](", ")", "![](x)", '![a *b*](<c d> "e")',
    "![a][r]", "\n\n[r]: her.jpg 'c'\n\n", "[![a](b)](c)", "{.decorative}", "<img src=a>",
    '<img src=\'é\' alt="🎬">', "<img alt=''", "<picture>", "</picture>", "<figure>", "</figure>",
    "<figcaption>", "</figcaption>", "<div>\n", "</div>\n", "<span class=big>", "</span>",
    "<a href=x>", "</a>", "<h2>", "</h2>", "<p class=spoiler>", "<script>", "</script>", "<code>",
    "</code>", "<!-- ", " -->", "<!-- reviewlint: ignore-next a -->", "<!-- reviewlint: resume -->",
    "<br/>", "<", ">", ">!", "!<", "||", "[spoiler]", "[/spoiler]", "[spoiler=é]", "<spoiler>",
    "</spoiler>", "<Spoiler a={b}>", "</Spoiler>", "<span class='spoiler'>", "{spoiler}`x`",
    "{spoiler}`", "{{< spoiler >}}", "{{< /spoiler >}}", '{{% spoiler "a" %}}', "{% spoiler() %}",
    "{% end %}", '{{< figure src=\'a.png\' alt="b" >}}', "{{ a }}", "{{<", "%}", ":::{spoiler} é\n",
    ":::{note}\n", "::::{spoiler}\n", ":::\n", "::::\n", "::: spoiler\n", "```{figure} a\n",
    "```{spoiler}\n", ":alt: b\n", "---\nalt: c\n---\n", "```\n", "````\n", "~~~\n", "`", "``", "*",
    "**", "_", "\\", "&amp;", "&", "{", "}", "{/* ", " */}", "{a}", "import A from 'b'\n",
    "<details>", "<summary>Spoiler</summary>", "</details>", "| a | b |\n|---|---|\n", "| c | ",
    "[^1]", "[^1]: d\n", "- [ ] ", "\x00", "\x7f", "\u2028", "\x0c",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=30).map("".join)

OPENERS = re.compile(
    r">!|\|\||\{spoiler\}`+|\[spoiler(=.*)?\]|<.*>|\{\{[<%].*[%>]\}\}|\{%.*%\}|(:{3,}|`{3,}|~{3,}).*spoilers?.*",
    re.DOTALL | re.IGNORECASE,
)
CLOSERS = re.compile(
    r"!<|\|\||`+|\[/spoiler\]|</.*>|\{\{[<%].*[%>]\}\}|\{%.*%\}|:{3,}|`{3,}|~{3,}", re.DOTALL | re.IGNORECASE
)


def all_spans(value: object) -> list[Span]:
    """Give every span inside a value."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [span for item in value for span in all_spans(item)]
    if isinstance(value, msgspec.Struct):
        names = value.__struct_fields__
        return [span for name in names for span in all_spans(getattr(value, name))]
    return []


@given(TEXTS, st.booleans())
def test_every_span_lies_in_the_text_and_in_order(text: str, mdx: bool) -> None:
    review = read(text, mdx=mdx)
    end = len(review.source.text)
    assert all(0 <= span.start <= span.end <= end for span in all_spans(review))
    for parts in (review.headings, review.paragraphs, review.images, review.spoilers):
        starts = [part.span.start for part in parts]
        assert starts == sorted(starts)
    assert all(one.end < two.start for one, two in zip(review.literal, review.literal[1:], strict=False))


@given(TEXTS, st.booleans())
def test_words_stand_where_they_claim_to(text: str, mdx: bool) -> None:
    review = read(text, mdx=mdx)
    for paragraph in review.paragraphs:
        assert paragraph.text == review.source.slice(paragraph.span)
        assert paragraph.text == paragraph.text.strip(" \t\r\n")
    for heading in review.headings:
        assert heading.span.contains(heading.text_span)
        words = review.source.slice(heading.text_span)
        if not re.search(r"[\\&*_`<>\[\]{}!~\r\n\0\x7f]", words):
            assert " ".join(heading.text.split()) == " ".join(words.split())


@given(TEXTS, st.booleans())
def test_images_say_what_stands_at_their_spans(text: str, mdx: bool) -> None:
    review = read(text, mdx=mdx)
    for image in review.images:
        for said, span in (
            (image.alt, image.alt_span),
            (image.source, image.source_span),
            (image.caption, image.caption_span),
        ):
            written = "" if span is None else review.source.slice(span)
            if not re.search(r"[\\&*_`<>\[\]{}!~\s\0\x7f]", written) and said and written:
                assert said == written
        assert (image.alt is None) == (image.alt_state == "missing")
        if image.alt_state == "empty":
            assert image.alt == ""
        if image.form in ("markdown", "html", "component", "shortcode") and image.alt_span:
            assert image.span.contains(image.alt_span)


@given(TEXTS, st.booleans())
def test_spoilers_begin_and_end_with_their_markers(text: str, mdx: bool) -> None:
    review = read(text, mdx=mdx)
    for spoiler in review.spoilers:
        assert OPENERS.fullmatch(review.source.slice(spoiler.opener))
        assert spoiler.span.start == spoiler.opener.start
        assert spoiler.opener.end <= spoiler.body.start <= spoiler.body.end <= spoiler.span.end
        if spoiler.closer:
            assert CLOSERS.fullmatch(review.source.slice(spoiler.closer))
            assert spoiler.body.end <= spoiler.closer.start
            assert spoiler.span.end == spoiler.closer.end
        if not spoiler.closed:
            assert spoiler.body.end == len(review.source.text)
    unclosed = [problem for problem in review.problems if problem.rule == "spoiler-unclosed"]
    assert bool(unclosed) == any(not spoiler.closed for spoiler in review.spoilers)
    assert sum(not spoiler.closed for spoiler in review.spoilers) <= 1


def plain(value: object, at: dict[int, int]) -> object:
    """Give a value as plain data, each offset looked up in ``at``, each newline one character."""
    if isinstance(value, Span):
        return (at[value.start], at[value.end])
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if isinstance(value, tuple):
        return [plain(item, at) for item in value]
    if isinstance(value, dict):
        return {key: plain(item, at) for key, item in value.items()}
    if isinstance(value, msgspec.Struct):
        return {name: plain(getattr(value, name), at) for name in value.__struct_fields__}
    return value


def model(review: Review, at: dict[int, int]) -> object:
    names = ("headings", "paragraphs", "images", "spoilers", "suppressions", "problems", "literal")
    return [plain(getattr(review, name), at) for name in names]


def same(text: str) -> dict[int, int]:
    return {offset: offset for offset in range(len(text) + 1)}


@given(TEXTS, st.booleans())
def test_line_endings_change_nothing_but_offsets(text: str, mdx: bool) -> None:
    text = text.replace("\r", "\n")
    # A byte order mark is no part of the text, and would be taken off.
    text = text.removeprefix("\ufeff")
    crlf = text.replace("\n", "\r\n")
    at: dict[int, int] = {}
    shift = 0
    for offset in range(len(text) + 1):
        at[offset + shift] = offset
        if text[offset : offset + 1] == "\n":
            shift += 1
    assert model(read(crlf, mdx=mdx), at) == model(read(text, mdx=mdx), same(text))


@given(TEXTS)
def test_a_byte_order_mark_changes_nothing(text: str) -> None:
    text = text.replace("\ufeff", "")
    assert model(read("\ufeff" + text), same(text)) == model(read(text), same(text))


@given(TEXTS, st.sampled_from(["---\ntitle: a\n---\n", "é\n", "# Her\n\n<spoiler>\n"]))
def test_what_stands_before_the_body_only_shifts_it(text: str, head: str) -> None:
    text = text.removeprefix("\ufeff")
    moved = read(head + text, body=len(head))
    at = {offset + len(head): offset for offset in range(len(text) + 1)}
    # A suppression of the whole file begins where the file does.
    at.setdefault(0, 0)
    assert model(moved, at) == model(read(text), same(text))


@given(TEXTS)
def test_markers_in_a_field_lie_in_it(text: str) -> None:
    for span in find_inline_markers(text):
        assert 0 <= span.start < span.end <= len(text)
