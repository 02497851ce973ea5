from __future__ import annotations

import pytest

from reviewlint.document.fields import Role, Roles
from reviewlint.document.front_matter.reader import read_front_matter
from reviewlint.document.source import SourceText
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules

ROLES = Roles(load_library(find_rules()).roles)

# The table of docs and design: each role, and names that must lead to it.
NAMES = {
    "title": ["title", "name", "book.title", "release_title", "titulo"],
    "work": ["work", "work_title", "item", "movie", "book", "game", "album"],
    "imdb_id": ["imdb_id"],
    "isbn": ["isbn"],
    "isbn10": ["isbn10"],
    "isbn13": ["isbn13"],
    "ean": ["ean"],
    "issn": ["issn"],
    "goodreads_id": ["goodreads_id"],
    "date": ["date", "pubDate", "publishDate", "review.date_read", "fecha"],
    "updated": ["updated", "lastmod", "updated_at", "modified"],
    "rating": ["rating", "grade", "score", "stars", "review.rating", "extra.movie.rating", "puntuacion"],
    "reviewer": ["reviewer", "critic", "reviewed_by", "extra.reviewer"],
    "author": ["author"],
    "tags": ["tags", "categories", "genres", "topics", "book.tags", "etiquetas"],
    "excerpt": ["excerpt", "description", "summary", "synopsis", "oneLine", "review.tldr", "resumen"],
    "cover": ["coverImage", "cover", "image", "featured_image", "poster", "book.cover_image_url", "portada"],
    "cover_alt": ["imageAlt", "coverAlt", "image_alt", "cover.alt", "alt"],
    "cover_caption": ["imageCaption", "coverCaption", "image_caption", "cover.caption", "caption"],
    "cover_credit": ["credit"],
    "spoilers": ["spoilers", "spoiler", "hasSpoilers", "contains_spoilers"],
    "spoiler_terms": ["spoiler_terms"],
    "slug": ["slug", "permalink"],
    "aliases": ["aliases", "redirect_from"],
    "language": ["lang", "language"],
    "draft": ["draft", "borrador", "hidden"],
    "withdrawn": ["withdrawn"],
    "embargo": ["embargo_until", "publish_on"],
}


def find(inside: str, roles: Roles = ROLES) -> dict[str, tuple[str, str]]:
    block = read_front_matter(SourceText(f"---\n{inside}\n---\n"), roles.names().keys()).front_matter
    assert block is not None
    return {role: (field.name, field.value.text) for role, field in roles.find(block.root).items()}


@pytest.mark.parametrize(("role", "name"), [(role, name) for role, names in NAMES.items() for name in names])
def test_a_role_is_found_under_each_of_its_names(role: str, name: str) -> None:
    *outer, last = name.split(".")
    inside = "".join(f"{'  ' * depth}{key}:\n" for depth, key in enumerate(outer))

    assert find(f"{inside}{'  ' * len(outer)}{last}: x")[role] == (name, "x")


@pytest.mark.parametrize(
    ("inside", "role", "expected"),
    [
        ("name: It\ntitle: Her", "title", ("title", "Her")),
        ("title:\nname: It", "title", ("name", "It")),
        ("title: ' '\nname:", "title", ("title", " ")),
        ("title: Her\ntitle: It", "title", ("title", "It")),
        ("published: 2012", "year", ("published", "2012")),
        ("published: 2012-03-04", "date", ("published", "2012-03-04")),
        ("published: '2012-03'", "date", ("published", "2012-03")),
        ("published: false", "published", ("published", "false")),
        ("published: No", "published", ("published", "No")),
        ("date: 2020-01-01\npublished: 2012-03-04", "date", ("date", "2020-01-01")),
        ("cover: {src: a.jpg, alt: x}", "cover", ("cover.src", "a.jpg")),
        ("note: 7.5", "rating", ("note", "7.5")),
    ],
)
def test_which_field_fills_a_role(inside: str, role: str, expected: tuple[str, str]) -> None:
    assert find(inside)[role] == expected


@pytest.mark.parametrize(
    ("inside", "role"),
    [
        ("published: 2012", "date"),
        ("published: 2012", "published"),
        ("published: 2012-03-04", "year"),
        ("published: false", "date"),
        ("published:", "date"),
        ("note: see below", "rating"),
        ("a: {b: {c: {d: {title: x}}}}", "title"),
    ],
)
def test_what_fills_no_role(inside: str, role: str) -> None:
    assert role not in find(inside)


def test_names_lead_to_their_role() -> None:
    roles = Roles((Role("title", ("title", "head.line")),))

    assert roles.names() == {"title": "title", "head.line": "title"}
    assert find("head: {line: Her}", roles) == {"title": ("head.line", "Her")}
    assert roles.find(None) == {}


@pytest.mark.parametrize(
    "inside",
    ["a:\n  b:\n    c: x", "a.b:\n  c: x", "a:\n  b.c: x", "a.b.c: x"],
)
def test_a_dotted_name_is_found_however_it_is_split(inside: str) -> None:
    roles = Roles((Role("title", ("a.b.c",)), Role("work", ("a", "a.b"))))

    assert find(inside, roles)["title"] == ("a.b.c", "x")
