"""An archive turned from one dialect to another and back: the same spoilers, and nothing else touched."""

from __future__ import annotations

import datetime
import functools
import re
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewlint.clock import Today
from reviewlint.config.load import make_config
from reviewlint.diagnostics import Diagnostic, Safety
from reviewlint.document.model import Review
from reviewlint.document.source import SourceText
from reviewlint.files import MemoryFiles
from reviewlint.fixing import encode, fix_source
from reviewlint.site import Choice, Site
from tests.run_kind import LIBRARY
from tests.spoiler_ways import DIALECTS, SUFFIX, put_in, write_block, write_inline

TODAY = datetime.date(2026, 1, 31)
PAIRS = [
    (syntax, form, one, two)
    for (syntax, form), dialects in DIALECTS.items()
    for one, two in permutations(dialects, 2)
]

WORDS = ("she leaves", "é, all of them", "he *stays*", "a, b; c!", "**no** one, _ever_", "the \\* key", "x")
LOOK_ALIKES = ("Either or.", "Wow!<3 it", "A `||code||` span.", "It is 4 || 5.", "A [spoiler](x.md) link.")
REST_PARTS = ("She leaves.", "É *is* all.\nOf them.", "- one\n- two", "1. First\n2. Second")
PARTS = (*REST_PARTS, "> A quote.", "    code", "```\n:::\n```")
REST_AROUND = ("Before %s after.", "%s begins.", "- one\n- two %s x", "It (%s) is.", "Ends\n%s on.")
AROUND_INLINE = (*REST_AROUND, "> é %s.", "It (%s), *%s*", "> a\n> %s")
AROUND_BLOCK = ("%s", "- item\n\n  %s\n- next", "- %s", "> %s", "> - deep\n>\n>   %s", "1. %s\n2. x")


@functools.cache
def make_site(dialect: str) -> Site:
    config = make_config({"spoilers": {"dialect": dialect}}, ".")
    return Site(config, LIBRARY, Choice(select=("spoiler-dialect",)))


# A quote has no place for a label, and details cannot do without.
UNSPEAKABLE = {("block-quote", "details"), ("details", "block-quote")}


def convert(source: SourceText, dialect: str) -> SourceText:
    """Do what ``--fix --unsafe-fixes`` does where the config names a dialect."""
    site = make_site(dialect)

    def check(text: SourceText) -> tuple[Diagnostic, ...]:
        review = site.read(text)
        files = MemoryFiles([text.path], ())
        return site.check(review, site.look_at(review, files, Today(TODAY), text.path, text.path))

    fixed = fix_source(source, check, frozenset(Safety))
    assert not fixed.unsettled
    return fixed.after


def read(source: SourceText) -> Review:
    return make_site("reddit").read(source)


def tell_spoilers(review: Review) -> list[tuple[str, str | None, list[str]]]:
    """Give form, label and the words of what is hidden, without the marks of quotes."""
    marks = re.compile(r"^[ \t]*(?:>!?[ \t]?)+", re.MULTILINE)
    return [
        (one.form, one.label, marks.sub("", review.source.slice(one.body)).split()) for one in review.spoilers
    ]


def tell_rest(review: Review) -> list[str]:
    """Give what is outside the spoilers, to the character."""
    text, at, pieces = review.source.text, 0, []
    for one in review.spoilers:
        if one.span.start >= at:
            pieces.append(text[at : one.span.start])
            at = one.span.end
    return [*pieces, text[at:].rstrip("\r\n")]


@st.composite
def reviews(draw: st.DrawFn, syntax: str, form: str, dialect: str) -> str:
    pieces = ["Title\n=====" if syntax == "rest" else "---\ntitle: É\n---"]
    for _ in range(draw(st.integers(1, 4))):
        labelled = draw(st.booleans())
        if draw(st.integers(0, 3)) == 0:
            pieces.append(draw(st.sampled_from(LOOK_ALIKES if syntax == "markdown" else LOOK_ALIKES[:1])))
        elif form == "inline":
            around = draw(st.sampled_from(REST_AROUND if syntax == "rest" else AROUND_INLINE))
            for _ in range(around.count("%s")):
                hidden = write_inline(dialect, draw(st.sampled_from(WORDS)), labelled=labelled)
                around = around.replace("%s", hidden, 1)
            pieces.append(around)
        else:
            parts = REST_PARTS if syntax == "rest" else PARTS
            hidden = "\n\n".join([parts[0], *draw(st.lists(st.sampled_from(parts), max_size=3))])
            choices = AROUND_BLOCK if syntax == "markdown" else AROUND_BLOCK[:2]
            around = draw(st.sampled_from(choices))
            pieces.append(put_in(around, write_block(dialect, syntax, hidden, labelled=labelled)))
    return "\n\n".join(pieces) + "\n"


@pytest.mark.parametrize(("syntax", "form", "one", "two"), PAIRS)
@settings(max_examples=6)
@given(data=st.data())
def test_there_and_back(syntax: str, form: str, one: str, two: str, data: st.DataObject) -> None:
    text = data.draw(reviews(syntax, form, one))
    text = text.replace("\n", data.draw(st.sampled_from(["\n", "\r\n"])))
    source = SourceText(text, "review" + SUFFIX[syntax], bom=data.draw(st.booleans()))
    before = read(source)

    there = convert(source, two)
    assert tell_spoilers(read(there)) == tell_spoilers(before)
    assert tell_rest(read(there)) == tell_rest(before)
    assert there.bom == source.bom
    assert ("\r\n" in text) is ("\r\n" in there.text)
    assert there.text.count("\r") == (there.text.count("\n") if "\r\n" in text else 0)

    back = convert(there, one)
    assert tell_spoilers(read(back)) == tell_spoilers(before)
    assert tell_rest(read(back)) == tell_rest(before)
    assert encode(convert(back, one)) == encode(back)


@pytest.mark.parametrize(
    ("syntax", "form", "one", "two"), [pair for pair in PAIRS if pair[2:] not in UNSPEAKABLE]
)
def test_a_plain_spoiler_is_converted(syntax: str, form: str, one: str, two: str) -> None:
    if form == "inline":
        text = f"Before {write_inline(one, 'she *leaves*')} after."
    else:
        hidden = "She leaves.\n\nÉ *is* all.\nOf them."
        text = write_block(one, syntax, hidden, labelled="details" in (one, two))
    after = read(convert(SourceText(f"Hm.\n\n{text}\n\nHm.\n", "review" + SUFFIX[syntax]), two))
    assert [(spoiler.dialect, spoiler.form) for spoiler in after.spoilers] == [(two, form)]


UNCHANGED = {
    "a label, where there is no place for one": ('A <spoiler label="x">b</spoiler>.', "reddit"),
    "the closing marker of the other dialect": ("A >!b || c!<.", "bars"),
    "its opening marker elsewhere": ("A >!b!< or || c.", "bars"),
    "backticks at the end": ("A >!b `c`!<.", "myst-role"),
    "a picture, which a role would take for words": ("A >!b ![c](d.png)!<.", "myst-role"),
    "other attributes": ('A <span class="spoiler" id="x">b</span>.', "reddit"),
    "another class": ('A <span class="spoiler big">b</span>.', "reddit"),
    "an element that says more": ('A <b class="spoiler">b</b>.', "reddit"),
    "options": (":::{spoiler}\n:class: x\nA\n:::", "element"),
    "bars in a table": ("| a |\n|---|\n| >!b!< |", "bars"),
    "text behind the end": ("<spoiler>\n\nA\n\n</spoiler> b", "myst-directive"),
    "text above": ("A\n:::{spoiler}\nB\n:::", "element"),
    "HTML around": ("<div>\n<spoiler>\nA\n</spoiler>\n</div>", "myst-directive"),
    "a fence around": (":::{note}\n\n<spoiler>\n\nA\n\n</spoiler>\n\n:::", "myst-directive"),
    "a lazy line": ("> :::{spoiler}\n> A\nb\n> :::", "element"),
    "a list at the start": (":::{spoiler}\n- a\n:::", "block-quote"),
    "half a spoiler elsewhere": ("A >!b!<.\n\nC</spoiler>", "element"),
    "a quote that is a spoiler in part": (">!A!< b\n>! c", "element"),
    "a line that begins with it": ("A\n||b|| c", "reddit"),
    "in raw HTML": ("<p>A <spoiler>b</spoiler></p>", "reddit"),
}


@pytest.mark.parametrize(("text", "dialect"), UNCHANGED.values(), ids=UNCHANGED)
def test_what_would_be_lost_is_left_as_it_is(text: str, dialect: str) -> None:
    assert convert(SourceText(text, "review.md"), dialect).text == text


FORCED = {
    "more colons than what is inside": (
        "<spoiler>\n\n:::{note}\nA\n:::\n\n</spoiler>",
        "myst-directive",
        "::::{spoiler}\n:::{note}\nA\n:::\n::::",
    ),
    "more backticks than what is inside": ("A >!b `c` d!<.", "myst-role", "A {spoiler}``b `c` d``."),
    "what looks like options": (
        "<spoiler>\n\n:class: x\n\n</spoiler>",
        "myst-directive",
        ":::{spoiler}\n\n:class: x\n:::",
    ),
    "a paragraph of its own": ("||A b||", "reddit", ">!A b!<"),
    "lists behind a quote's mark": (
        ":::{spoiler}\nA\n\n- b\n- c\n:::",
        "block-quote",
        ">! A\n>\n> - b\n> - c",
    ),
    "blanks at the ends": ("A >! b !< c.", "bars", "A ||b|| c."),
    "one inside another, in two steps": (
        "<spoiler>\n\nA [spoiler]b[/spoiler] c.\n\n</spoiler>",
        "hugo",
        "{{< spoiler >}}\nA {{< spoiler >}}b{{< /spoiler >}} c.\n{{< /spoiler >}}",
    ),
    "one inside another, of which one can": (
        "A <spoiler>b >!c!<</spoiler>.",
        "myst-role",
        "A <spoiler>b {spoiler}`c`</spoiler>.",
    ),
    "in a table": ("| a |\n|---|\n| ab >!b!< |", "element", "| a |\n|---|\n| ab <spoiler>b</spoiler> |"),
    "in a heading": ("# A ||b||", "bbcode", "# A [spoiler]b[/spoiler]"),
    "in raw HTML": ("<p>A <spoiler>b</spoiler></p>", "class", '<p>A <span class="spoiler">b</span></p>'),
    "deep in a list": (
        "- a\n  - b\n    - c\n\n      <spoiler>\n\n      d\n\n      </spoiler>",
        "colon-fence",
        "- a\n  - b\n    - c\n\n      ::: spoiler\n      d\n      :::",
    ),
}


@pytest.mark.parametrize(("text", "dialect", "expected"), FORCED.values(), ids=FORCED)
def test_how_it_is_written_where_its_text_asks_for_more(text: str, dialect: str, expected: str) -> None:
    assert convert(SourceText(text, "review.md"), dialect).text == expected
