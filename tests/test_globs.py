import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.globs import compile_globs

MATCHES = [
    ("**/*.md", "her.md"),
    ("**/*.md", "reviews/2013/her.md"),
    ("reviews/**/*.md", "reviews/her.md"),
    ("reviews/**/her.md", "reviews/a/b/her.md"),
    ("reviews/**", "reviews/a/her.md"),
    ("reviews/*.md", "reviews/her.md"),
    ("reviews", "reviews/a/her.md"),
    ("reviews/", "reviews/her.md"),
    ("/reviews/", "reviews/her.md"),
    ("./reviews", "reviews/her.md"),
    (".", "reviews/her.md"),
    ("**/drafts", "a/drafts/her.md"),
    ("**/drafts", "drafts/her.md"),
    ("her.??", "her.md"),
    ("*.{md,rst}", "her.rst"),
    ("{films,books}/**/*.md", "books/a/dune.md"),
    ("{,_}index.md", "index.md"),
    ("20[0-2]?-*.md", "2013-her.md"),
    ("[!_]*.md", "her.md"),
    ("[]]*.md", "].md"),
    ("a**b.md", "a-and-b.md"),
    ("[REC].md", "R.md"),
    ("**", "her.md"),
    ("what{.md", "what{.md"),
    ("what{[}].md", "what{}.md"),
    ("{a[}],b[{]}.md", "a}.md"),
    ("{a[}],b[{]}.md", "b{.md"),
    ("a,b.md", "a,b.md"),
    ("[rec.md", "[rec.md"),
    ("*.md", "über ☃\n.md"),
]

OTHERS = [
    ("*.md", "reviews/her.md"),
    ("reviews/*.md", "reviews/2013/her.md"),
    ("reviews/**/*.md", "other/reviews/her.md"),
    ("**/drafts", "a/my-drafts/her.md"),
    ("review", "reviews/her.md"),
    ("her.?", "her.md"),
    ("a?b", "a/b"),
    ("a[!x]b", "a/b"),
    ("a[.-0]b", "a/b"),
    ("[!_]*.md", "_index.md"),
    ("[z-a].md", "m.md"),
    ("*.{md,rst}", "her.txt"),
    ("her.md", "her_md"),
    ("HER.md", "her.md"),
    ("{a,b}.md", "a,b.md"),
    ("reviews/**", "reviews"),
]


@pytest.mark.parametrize(("glob", "path"), MATCHES)
def test_matches(glob: str, path: str) -> None:
    assert compile_globs([glob])(path)


@pytest.mark.parametrize(("glob", "path"), OTHERS)
def test_does_not_match(glob: str, path: str) -> None:
    assert not compile_globs([glob])(path)


def test_one_of_several_is_enough() -> None:
    matches = compile_globs(["films/*.md", "books/*.md"])
    assert matches("books/dune.md")
    assert not matches("games/dune.md")


def test_no_pattern_matches_nothing() -> None:
    assert not compile_globs([])("her.md")


@given(st.lists(st.text("ab*?[]{},!-^/.\\|&~ é", max_size=12), max_size=3), st.text("ab/.-é", max_size=12))
def test_any_pattern_can_be_tried(globs: list[str], path: str) -> None:
    assert compile_globs(globs)(path) in (True, False)


@given(st.text(max_size=20))
def test_a_name_written_out_matches_itself(name: str) -> None:
    name = re.sub(r"[*?\[\]{},/]", "", name)
    if name not in ("", "."):
        assert compile_globs([name])(name)


@given(st.text(alphabet="a./md\n", max_size=10))
def test_an_ending_by_itself_matches_what_its_pattern_does(path: str) -> None:
    # A set of one letter is no ending that could be looked for as a text.
    assert compile_globs(["**/*.md"])(path) == compile_globs(["**/*.m[d]"])(path)
