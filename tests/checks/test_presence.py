"""What must be there: fields, alt text, captions, headings, bodies, spoiler labels."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from reviewlint.checks import presence
from tests.run_kind import find_hits, find_texts

EVERY_FIELD = {"scopes": ["field.*"], "state": ["empty", "blank"]}


def missing(*scopes: str, **more: Any) -> dict[str, Any]:
    return {"scopes": list(scopes), "state": ["missing"], **more}


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ("", "empty"),
        ("~", "empty"),
        ("null", "empty"),
        ("NULL", "empty"),
        ('""', "empty"),
        ("''", "empty"),
        ("# who?", "empty"),
        ('"  "', "blank"),
        ("Null", None),
        ("#Alive", None),
        ("&Juliet", None),
        ("0", None),
        ("false", None),
        ("[]", None),
        ("{}", None),
    ],
)
def test_a_field_that_says_nothing(value: str, state: str | None) -> None:
    hits = find_hits("presence", EVERY_FIELD, f"---\ntitle: {value}\n---\nText.\n")

    assert [hit.values["state"] for hit in hits] == ([state] if state else [])


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("rating: 4", True),
        ("title: Her", False),
        ("name: Her", False),
        ("book: {title: Her}", False),
        ("title:", False),
        ("title Her\nrating: 4", False),
        ("", False),
    ],
)
def test_a_field_that_is_missing(front: str, found: bool) -> None:
    text = f"---\n{front}\n---\nText.\n"

    assert find_texts("presence", missing("field.title"), text) == (["---"] if found else [])


def test_a_heading_of_level_1_is_a_title() -> None:
    text = "---\nrating: 4\n---\n# Her\n"

    assert find_hits("presence", missing("field.title"), text) == []


def test_no_metadata_at_all_is_another_rule() -> None:
    assert find_hits("presence", missing("field.title"), "Text.\n") == []


def test_what_the_config_demands() -> None:
    text = "---\ntitle: Her\ntags: [a]\n---\nText.\n"

    hits = find_hits("presence", missing(configured=True), text, required=("tags", "slug", "house_field"))

    assert [(hit.values["what"], hit.values["names"]) for hit in hits] == [
        ("the review's own part of its address", "`slug`, `permalink`"),
        ("house field", "`house_field`"),
    ]


@pytest.mark.parametrize(
    ("body", "states", "found"),
    [
        ("![](a.jpg)", ["missing"], ["![](a.jpg)"]),
        ("![ ](a.jpg)", ["blank"], ["![ ](a.jpg)"]),
        ('<img src="a.jpg">', ["missing"], ['<img src="a.jpg">']),
        ('<img src="a.jpg" alt="">', ["empty"], ['<img src="a.jpg" alt="">']),
        ('<img src="a.jpg" alt="">', ["missing"], []),
        ('<img src="a.jpg" alt="" aria-hidden="true">', ["empty"], []),
        ("![A dog](a.jpg)", ["missing", "empty", "blank"], []),
    ],
)
def test_alt_text(body: str, states: list[str], found: list[str]) -> None:
    params = {"scopes": ["body-image.alt"], "state": states, "unless": ["decorative"]}
    text = f"---\ntitle: Her\n---\n{body}\n"

    hits = find_hits("presence", params, text)

    assert [text[hit.span.start : hit.span.end].strip() or body for hit in hits] == found


def test_a_component_whose_alt_is_not_known() -> None:
    text = '---\ntitle: Her\n---\n<Portrait src="a.jpg" />\n'

    assert find_hits("presence", missing("body-image.alt"), text, path="review.mdx") == []


def test_a_picture_in_a_link_weighs_more() -> None:
    text = '[<img src="a.jpg" alt="">](b.html)\n\n<img src="c.jpg" alt="">\n'
    params = {"scopes": ["image.alt"], "state": ["empty"]}

    assert [hit.condition for hit in find_hits("presence", params, text)] == ["in-link", None]


@pytest.mark.parametrize(
    ("body", "found"),
    [("", True), ("\n\n", True), ("<!--more-->\n", True), ("<!-- open\n", False), ("Text.\n", False)],
)
def test_a_body(body: str, found: bool) -> None:
    params = {"scopes": ["body"], "state": ["empty", "blank"], "unless": ["field.rating"]}
    text = f"---\ntitle: Her\n---\n{body}"

    assert find_texts("presence", params, text) == (["---"] if found else [])
    assert find_texts("presence", params, text.replace("\n", "\nrating: 4\n", 1)) == []


def test_a_block_spoiler_without_a_label() -> None:
    text = ":::{spoiler}\nHe dies.\n:::\n\n:::{spoiler} The end\nHe lives.\n:::\n"

    hits = find_hits("presence", missing("spoiler.label"), text)

    assert [hit.span.start for hit in hits] == [0]


@pytest.mark.parametrize("only", ["cover", "in-link", "field.title"])
def test_only_where_a_condition_holds(only: str) -> None:
    params = missing("image.alt", only=[only])

    assert find_hits("presence", params, "![](a.jpg)\n") == []


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"scopes": ["imgae.alt"], "state": ["missing"]}, "there is no scope 'imgae.alt'"),
        (
            {"scopes": ["image.alt"], "state": ["missing"], "only": ["linked"]},
            "there is no condition 'linked'",
        ),
    ],
)
def test_names_that_mean_nothing(given: dict[str, Any], message: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=message):
        msgspec.convert(given, presence.Params)
