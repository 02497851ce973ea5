"""Which keys are slips of the pen, and which are other words."""

from __future__ import annotations

import pytest

from reviewlint.document.key_slips import find_slip

KNOWN = [
    *("title", "movie", "tags", "cover_alt", "coverImage", "sort_reviewer", "stars", "genres", "published"),
    *(
        "reviewer",
        "updated",
        "poster",
        "released",
        "categories",
        "excerpt",
        "description",
        "imdb_id",
        "isbn13",
    ),
    *("date", "rating", "score", "directors", "artists", "summary"),
]


@pytest.mark.parametrize(
    ("key", "right"),
    [
        ("sort_reviewr", "sort_reviewer"),
        ("tagsL", "tags"),
        ("Xtags", "tags"),
        (":movie", "movie"),
        ("Title", "title"),
        ("cover-alt", "cover_alt"),
        ("coverImgae", "coverImage"),
        ("dtae", "date"),
        ("tilte", "title"),
        ("titlle", "title"),
        ("raitng", "rating"),
        ("ratng", "rating"),
        ("exerpt", "excerpt"),
        ("reviwer", "reviewer"),
        ("categores", "categories"),
    ],
)
def test_slips(key: str, right: str) -> None:
    assert find_slip(key, KNOWN) == right


@pytest.mark.parametrize(
    "key",
    [
        *("start", "genre", "star", "date_", "datum", "data", "publisher", "reviewed", "update", "posted"),
        *("release", "cover_art", "tmdb_id", "isbn10", "tags2", "directores", "categorias", "artistas"),
        *("dating", "movies", "draft", "x", "", "ratings", "score_", "sort", "film"),
    ],
)
def test_other_words(key: str) -> None:
    assert find_slip(key, [one for one in KNOWN if one.strip("_") != key.strip("_")]) is None
