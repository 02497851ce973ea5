"""Where a spoiler ends that nobody closes, and what a closer without an opener is."""

import pytest

from reviewlint.diagnostics import Safety
from reviewlint.document.model import Problem
from tests.document.markdown_reading import read, written

UNCLOSED = {
    "É <spoiler>a": ("element", "inline", "<spoiler>", "</spoiler>"),
    "<div class=spoiler>\n\na": ("class", "block", "<div class=spoiler>", "</div>"),
    "<Spoiler>\n\na": ("mdx", "block", "<Spoiler>", "</Spoiler>"),
    "a [spoiler=b] c": ("bbcode", "inline", "[spoiler=b]", "[/spoiler]"),
    "a >!b\n\nc": ("reddit", "inline", ">!", "!<"),
    "||a|| ||b": ("bars", "inline", "||", "||"),
    "a {spoiler}`b": ("myst-role", "inline", "{spoiler}`", "`"),
    "{{< spoiler >}} a": ("hugo", "inline", "{{< spoiler >}}", "{{< /spoiler >}}"),
    "{% spoiler() %} a": ("zola", "inline", "{% spoiler() %}", "{% end %}"),
    ":::{spoiler} b\n\na": ("myst-directive", "block", ":::{spoiler}", ":::"),
    "````{spoiler}\na": ("myst-directive", "block", "````{spoiler}", "````"),
    "::: spoiler b\na": ("colon-fence", "block", "::: spoiler", ":::"),
    "<details>\n<summary>Spoiler</summary>\n\na": ("details", "block", "<details>", "</details>"),
}


@pytest.mark.parametrize(("text", "expected"), UNCLOSED.items())
def test_what_is_not_closed_hides_to_the_end(text: str, expected: tuple[str, str, str, str]) -> None:
    review = read(text + "\n")
    dialect, form, marker, closer = expected
    spoiler = review.spoilers[-1]
    assert (spoiler.dialect, spoiler.form, spoiler.closed, spoiler.closer) == (dialect, form, False, None)
    assert spoiler.span.end == spoiler.body.end == len(text) + 1
    [problem] = review.problems
    assert problem.rule == "spoiler-unclosed"
    assert problem.values == {"marker": marker, "closer": closer}
    assert problem.span == spoiler.opener
    assert problem.blocks


CERTAIN = {
    "<spoiler>\n\nShe leaves.\n": "<spoiler>\n\nShe leaves.\n</spoiler>\n",
    "A.\r\n\r\n:::{spoiler} B\r\n\r\nC.": "A.\r\n\r\n:::{spoiler} B\r\n\r\nC.\r\n:::",
    "A.\n\n{{< spoiler >}}\nB.\n": "A.\n\n{{< spoiler >}}\nB.\n{{< /spoiler >}}\n",
}
UNCERTAIN = [
    "<spoiler>\n\nShe leaves.\n\nA good film.\n",
    "A <spoiler>she leaves.\n",
    "- <spoiler>\n\n  She leaves.\n",
    "<spoiler>\n\n- She leaves.\n",
    "<spoiler>\n\nShe leaves.\n\n```\nx\n```\n",
    "<spoiler>\n",
    "<spoiler>\n\n<Spoiler>\n\nShe leaves.\n",
]


def apply(text: str, problem: Problem) -> str:
    for span, new in sorted(problem.edits, reverse=True):
        text = text[: span.start] + new + text[span.end :]
    return text


@pytest.mark.parametrize(("text", "mended"), CERTAIN.items())
def test_the_end_is_certain_where_one_paragraph_ends_the_review(text: str, mended: str) -> None:
    [problem] = read(text).problems
    assert problem.safety is Safety.SAFE
    assert apply(text, problem) == mended
    assert not read(mended).problems


@pytest.mark.parametrize("text", UNCERTAIN)
def test_no_fix_where_the_end_is_in_doubt(text: str) -> None:
    problems = read(text).problems
    assert problems
    assert not any(problem.edits or problem.safety for problem in problems)


STRAY = {
    "a</spoiler>": ("</spoiler>", "<spoiler>"),
    "a</Spoiler>": ("</Spoiler>", "<Spoiler>"),
    "a[/spoiler]": ("[/spoiler]", "[spoiler]"),
    "she leaves!< b": ("!<", ">!"),
    "a{{< /spoiler >}}": ("{{< /spoiler >}}", "{{< spoiler >}}"),
    "a{% endspoiler %}": ("{% endspoiler %}", "{% spoiler %}"),
    ":::{spoiler}\na\n:::\n\nb\n\n:::": (":::", ":::{spoiler}"),
}


@pytest.mark.parametrize(("text", "expected"), STRAY.items())
def test_a_closer_without_an_opener(text: str, expected: tuple[str, str]) -> None:
    review = read(text)
    [problem] = review.problems
    assert (problem.rule, problem.values["marker"], problem.values["opener"]) == (
        "spoiler-stray-close",
        *expected,
    )
    assert written(review, problem.span) == expected[0]
    assert not problem.edits


def test_a_closer_typed_twice_is_taken_out() -> None:
    text = "<spoiler>a</spoiler></spoiler> b"
    [problem] = read(text).problems
    assert problem.safety is Safety.SAFE
    assert apply(text, problem) == "<spoiler>a</spoiler> b"


def test_only_the_first_unclosed_spoiler_runs_to_the_end() -> None:
    review = read("<spoiler>a\n\n[spoiler]b\n\n>!c!<")
    assert [(one.dialect, one.closed) for one in review.spoilers] == [("element", False), ("reddit", True)]
    assert [problem.values["marker"] for problem in review.problems] == ["<spoiler>", "[spoiler]"]


def test_fences_of_one_length_swallow_the_page() -> None:
    review = read(":::{spoiler}\n:::{note}\na\n:::\nb\n:::\n\nc")
    [spoiler] = review.spoilers
    assert written(review, spoiler.body) == ":::{note}\na\n:::\nb"
    [problem] = review.problems
    assert (problem.rule, problem.values) == (
        "fence-swallows",
        {"inner": ":::{note}", "outer": ":::{spoiler}"},
    )
    assert written(review, problem.span) == ":::{note}"
    assert [written(review, span) for span, _ in problem.related] == [":::{spoiler}"]
    assert problem.blocks
