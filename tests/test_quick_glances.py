"""What is passed over at a glance holds nothing that a closer look would find."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.checks import rare_name, relation, unpaired_emphasis
from reviewlint.clock import Today
from reviewlint.config.load import make_config
from reviewlint.document.addresses import cut_tail, is_image, is_path, read_image_address
from reviewlint.document.body_search import BodySearch
from reviewlint.document.glance import Glance
from reviewlint.document.identity import fold, fold_each
from reviewlint.document.lacking import SEEN, find_lacks, list_bare_fields
from reviewlint.document.scopes import SCOPES, parts
from reviewlint.document.spoilers.names import WORD, find_hidden_names, list_capitalised
from reviewlint.engine import prepare_rules
from reviewlint.files import MemoryFiles
from reviewlint.patterns import FEW, PatternSet, compile_patterns
from reviewlint.site import Site
from reviewlint.testing import TODAY
from tests.mutated_reviews import Case, mutated
from tests.run_kind import LIBRARY, find_hits, find_texts, read

PIECES = (
    *(
        "Norman",
        "norman",
        "Élodie.",
        "Theodore",
        "Theodroe",
        "Thédore",
        "Thédroe",
        "Theodore’s",
        "BatesNorman",
    ),
    *(">!", "!<", "**", "“", ".", "!", "and\n\n", "a"),
)
WORDS = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)


@given(WORDS)
def test_no_name_in_a_spoiler_is_passed_over(text: str) -> None:
    review = read(f"---\ntitle: x\n---\n{text} >!{text}!<\n\n:::{{spoiler}}\n{text}\n:::\n")
    keys = {fold(match.group()) for match in WORD.finditer(text)}
    assert find_hidden_names(review, keys).keys() <= set(map(fold, list_capitalised(review)))


@given(WORDS, WORDS)
def test_no_slip_is_passed_over(title: str, text: str) -> None:
    review = f"---\ntitle: '{title}'\n---\n{text}\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rare_name, "_may_hold_alike", lambda review, params: True)
        expected = find_hits("rare-name", {}, review)
    assert find_hits("rare-name", {}, review) == expected


SAID = st.lists(
    st.sampled_from(("A", "a", "house", "House,", "STRASSE", "straße", "…", "by-night", "<b>", "</b>")),
    max_size=6,
).map(" ".join)


@given(SAID, SAID, SAID, st.sampled_from([0, 2]))
def test_no_repetition_is_passed_over(title: str, alt: str, caption: str, within: int) -> None:
    text = f"---\ntitle: '{title}'\n---\n<figure><img src='a.png' alt='{alt}'>"
    text += f"<figcaption>{caption}</figcaption></figure>\n"
    params = {"scopes": ["image.alt"], "others": ["field.title", "image.caption"], "within": within}
    found = find_hits("relation", params, text)
    said, described, shown = (relation._words(one, relation.Params((), ())) for one in _read_said(text))
    repeats = f" {' '.join(described)} " in f" {' '.join(shown)} " and len(described) >= within > 0
    assert bool(found) == (bool(described) and (described in (said, shown) or repeats))


def _read_said(text: str) -> list[str]:
    review = read(text)
    scopes = ("field.title", "image.alt", "image.caption")
    return ["".join(part.text for part in parts(review, scope)) for scope in scopes]


@given(mutated())
def test_no_paragraph_is_cut_out_of_a_word(case: Case) -> None:
    review = read(case.text, case.example.path)
    text = review.source.text
    for span in (paragraph.span for paragraph in review.paragraphs):
        assert not (text[span.start - 1 : span.start].isalnum() and text[span.start].isalnum())
        assert not (text[span.end - 1].isalnum() and text[span.end : span.end + 1].isalnum())


@given(mutated())
def test_no_text_is_passed_over(case: Case) -> None:
    review = read(case.text, case.example.path)
    fields = [f"field.{role}" for role in review.fields]
    for scope in (*fields, *(SCOPES.keys() - {"field.ROLE"})):
        found = parts(review, scope)
        seen = Glance.at([scope]).read(review)
        if scope in IN_BODY:
            assert seen == [review.source.slice(review.body)]
        else:
            assert {part.text for part in found if part.state == "text"} <= set(seen)
        if scope in SEEN:
            assert {part.state for part in found} <= {"text", *find_lacks(review).get(scope, ())}


IN_BODY = ("body", "line", "outside-spoilers", "paragraph", "spoiler.body")


@given(mutated())
def test_no_bare_field_is_passed_over(case: Case) -> None:
    review = read(case.text, case.example.path)
    bare = {field.role for field in list_bare_fields(review)}
    for role in review.fields.keys() - bare:
        assert all(part.state == "text" for part in parts(review, f"field.{role}"))


@given(
    st.lists(st.sampled_from(["", " ", "a", "ab ", "界界", "abcde", "abcdefgh"]), max_size=4),
    st.sampled_from(["paragraph", "field.tags", "heading"]),
    st.integers(0, 5),
    st.integers(1, 6),
)
def test_no_length_is_passed_over(texts: list[str], scope: str, shortest: int, wide: int) -> None:
    listed = {"field.tags": ", ".join(f"'{text}'" for text in texts)}.get(scope, "")
    mark = {"heading": "# "}.get(scope, "")
    body = "" if listed else "\n\n".join(f"{mark}{text}" for text in texts)
    review = read(f"---\ntags: [{listed}]\n---\n{body}\n")
    said = [part.text.strip() for part in parts(review, scope) if part.state == "text"]
    params = {"scopes": [scope], "shortest": shortest, "longest": 6, "longest_wide": wide}
    assert [hit.values["text"] for hit in find_hits("length", params, review.source.text)] == [
        text for text in said if not shortest <= len(text) <= (wide if "界" in text else 6)
    ]


@given(st.text("aé0_/.-:?#%@~$\\{ \x01", max_size=8).map(lambda path: f"{path}.png"))
def test_no_address_is_taken_for_a_plain_path(source: str) -> None:
    written = cut_tail(source)
    address = read_image_address(source, "folder", lambda: ("root",))
    if is_image(written) and is_path(written):
        assert address is not None
        assert (address.path, address.written) == (unquote(written), written)
        assert address.bases == (("root",) if address.path.startswith("/") else ("folder", "root"))
    else:
        assert address is None


SITE = Site(make_config({}, "."), LIBRARY)
RULES = prepare_rules([rule for one in SITE.rules if (rule := SITE.activate(one))], SITE.settings, ())


@given(mutated())
def test_no_kind_is_passed_over_that_would_find_anything(case: Case) -> None:
    review = read(case.text, case.example.path)
    context = SITE.look_at(review, MemoryFiles([]), Today(TODAY), case.example.path, case.example.path)
    asked = RULES.choose_runs(review, context)
    for run, group in RULES.runs:
        if (run, group) not in asked:
            assert list(run(review, context)) == []


MARKED = st.lists(
    st.sampled_from(
        [
            "*",
            "**",
            "_",
            "__",
            "a",
            "of b",
            ",",
            ".",
            " ",
            "\n",
            "\n\n",
            "- ",
            "| ",
            "/",
            "`",
            "\\",
            "[b](c_d)",
        ]
    ),
    max_size=24,
).map("".join)


@given(MARKED)
def test_no_mark_without_a_partner_is_passed_over(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unpaired_emphasis, "_is_paired", lambda body, mark: False)
        expected = find_hits("unpaired-emphasis", {}, text)
    assert find_hits("unpaired-emphasis", {}, text) == expected


@pytest.mark.parametrize(
    ("text", "paired"),
    [
        ("The *wrong* train, **very good**.", True),
        ("The *wrong train.", False),
        ("**wrong* train", False),
        ("*one\ntwo*", False),
        ("snake*case*", False),
        ("see/*this* one", False),
    ],
)
def test_plain_pairs_are_seen_at_a_glance(text: str, paired: bool) -> None:
    assert unpaired_emphasis._is_paired(text, "*") is paired


@given(st.lists(st.text("aB1 -#+é\n’", max_size=6), max_size=5))
def test_texts_folded_together_are_folded_as_each(texts: list[str]) -> None:
    assert fold_each(texts) == [fold(text) for text in texts]


SETS = [compile_patterns(texts) for texts in (["dies"], ["lives", "dies"], ["dies"], [])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She dies.", [(0,), (1,), (0,), ()]),
        ("She lives.", [(), (0,), (), ()]),
        ("She is.", [(), (), (), ()]),
    ],
)
def test_each_supplier_gets_its_own_patterns(text: str, found: list[tuple[int, ...]]) -> None:
    search = BodySearch()
    review = read(text)
    for number, patterns in enumerate(SETS):
        assert search.take_part(patterns) == number
        assert search.find(review, number) == found[number]
    assert [search.find(review, number) for number in range(len(SETS))] == found


def test_a_pattern_that_cannot_be_used_is_nobody_elses() -> None:
    search = BodySearch()
    broken: PatternSet = compile_patterns(["("])
    for patterns in (SETS[0], broken):
        search.take_part(patterns)
    found = [search.find(read("She dies."), 0) for _ in range(FEW + 1)]
    # Nobody looks at the patterns themselves before it pays to make them ready.
    assert found == [(0,)] * FEW + [None]


def test_a_caption_of_one_long_word_is_looked_at_once() -> None:
    caption = f"Colmbia Pictures {'Ab' * 1000}"
    text = f'<figure><img src="a" alt="b"><figcaption>{caption}</figcaption></figure>\n'
    params = {"scopes": ["image.caption"], "list": "rights-holders"}
    assert find_texts("near-miss", params, text) == ["Colmbia Pictures"]
