"""Metadata of reStructuredText: field lists, docinfo, and other forms above a reST text."""

from __future__ import annotations

import pytest

from tests.document.rest_reading import read, written

FIELDS = {
    "at the head": (":title: Her\n:rating: 4\n\nText\n", [("title", "Her"), ("rating", "4")], "\nText\n"),
    "below the title": ("Her\n===\n\n:date: 2013-12-18\n\nText\n", [("date", "2013-12-18")], None),
    "above the title": (":date: 2013\n\nHer\n===\n\nText\n", [("date", "2013")], "\nHer\n===\n\nText\n"),
    "above and below": (":orphan:\n\nHer\n===\n\n:date: 2013\n", [("orphan", ""), ("date", "2013")], None),
    "behind a comment": (".. a comment\n\n:title: Her\n", [("title", "Her")], ""),
    "over lines": (":title: Her,\n   again\n:date:\n", [("title", "Her, again"), ("date", "")], ""),
    "in capitals": (":Date: 2013\n:coverIMAGE: a\n", [("date", "2013"), ("coverIMAGE", "a")], ""),
    "a colon": (":title: Dune: Part Two\n", [("title", "Dune: Part Two")], ""),
    "what YAML would take for else": (":title: No\n:name: 1917\n", [("title", "No"), ("name", "1917")], ""),
    "accents, tabs": (":título:\tÉl\n", [("título", "Él")], ""),
}


@pytest.mark.parametrize(("text", "fields", "body"), FIELDS.values(), ids=FIELDS)
def test_a_field_list_is_front_matter(text: str, fields: list[tuple[str, str]], body: str | None) -> None:
    review = read(text)
    block = review.front_matter
    assert block is not None
    assert block.root is not None
    assert (block.form, block.complete, review.problems) == ("rest", True, ())
    assert [(entry.key, entry.value.text) for entry in block.root.entries] == fields
    for entry in block.root.entries:
        assert (written(review, entry.key_span) or "").lower() == entry.key.lower()
        assert " ".join((written(review, entry.value.span) or "").split()) == entry.value.text
        assert (entry.value.kind, entry.value.data) == (
            ("text", entry.value.text) if entry.value.text else ("null", None)
        )
    assert body is None or written(review, review.body) == body


def test_where_the_block_and_a_blank_value_stand() -> None:
    review = read("Her\n===\n\n:title:\n:date: 2013\n\nText\n")
    block = review.front_matter
    assert block is not None
    assert written(review, block.span) == ":title:\n:date: 2013"
    assert written(review, block.opening) == ":title:"
    assert review.fields["title"].value.span.start == len("Her\n===\n\n:title:")
    assert [paragraph.text for paragraph in review.paragraphs] == ["Text"]


NO_FIELDS = {
    "behind prose": "Text\n\n:title: Her\n",
    "in a quotation": "  :title: Her\n",
    "behind a second heading": "A\n=\n\nB\n-\n\n:title: Her\n",
    "none": "Her\n===\n\nText\n",
}


@pytest.mark.parametrize("text", NO_FIELDS.values(), ids=NO_FIELDS)
def test_a_field_list_elsewhere_is_text(text: str) -> None:
    review = read(text)
    assert review.front_matter is None
    assert [problem.rule for problem in review.problems] == ["front-matter-missing"]


def test_a_field_twice_is_reported_with_the_first() -> None:
    review = read(":title: Her\n:date: 2013\n:Title: Him\n")
    [problem] = review.problems
    assert (problem.rule, written(review, problem.span)) == ("field-duplicate", "Title")
    assert problem.values == {"field": "title", "line": "1"}
    [(place, message)] = problem.related
    assert (written(review, place), message) == ("title", "`title` stands here first")


OTHER_FORMS = {
    "yaml": "---\ntitle: Her\n---\n",
    "toml": '+++\ntitle = "Her"\n+++\n',
    "nikola": ".. title: Her\n.. date: 2013\n",
}


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_metadata_in_another_form_leaves_field_lists_to_the_text(form: str) -> None:
    review = read(OTHER_FORMS[form] + "\nÉcran\n=====\n\n:by: Ann\n\n.. image:: a.png\n")
    assert review.front_matter is not None
    assert (review.front_matter.form, review.text_of("title")) == (form, "Her")
    assert [written(review, heading.text_span) for heading in review.headings] == ["Écran"]
    assert [paragraph.text for paragraph in review.paragraphs] == ["Ann"]
    assert [written(review, image.source_span) for image in review.images] == ["a.png"]
    assert review.problems == ()
