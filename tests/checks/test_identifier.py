"""Numbers of books, periodicals, products and films, right and wrong."""

from __future__ import annotations

import pytest

from tests.run_kind import apply_edits, find_hits

WRONG_DIGIT = "a digit is wrong, or two are swapped (the last one checks the others)"


@pytest.mark.parametrize(
    ("system", "number", "problem"),
    [
        ("isbn", "0140449132", None),
        ("isbn", "0-14-044913-2", None),
        ("isbn", "978 0 14 044913 6", None),
        ("isbn", "080442957X", None),
        ("isbn", "080442957x", None),
        ("isbn", "ISBN 9780140449136 (hardback)", None),
        ("isbn", "none yet", None),
        ("isbn", "0140449132, 9780140449136", None),
        ("isbn", "9780140449137", f"is no ISBN: {WRONG_DIGIT}"),
        ("isbn", "01404491", "has 8 digits; an ISBN has 10 or 13"),
        ("isbn", "1", "has 1 digit; an ISBN has 10 or 13"),
        ("isbn", "0140449136136", "is no ISBN: those of 13 digits begin with 978 or 979"),
        ("isbn", "0140-ABC", "is no ISBN, which is made of 10 or 13 digits"),
        ("isbn10", "9780140449136", "has 13 digits; an ISBN of the older kind has 10"),
        ("isbn13", "0140449132", "has 10 digits; an ISBN of the newer kind has 13"),
        ("issn", "0317-8471", None),
        ("issn", "0317-8472", f"is no ISSN: {WRONG_DIGIT}"),
        ("issn", "0317", "is no ISSN, which has two groups of four digits, such as `0317-8471`"),
        ("ean", "5021866005409", None),
        ("ean", "5021866005408", f"is no EAN: {WRONG_DIGIT}"),
        ("ean", "5021866–005409", "has dashes where nothing belongs; write `5021866005409`"),
        ("imdb", "tt1798709", None),
        ("imdb", "tt10872600", None),
        ("imdb", "8.0/10", None),
        ("imdb", "https://www.imdb.com/title/tt1798709/", None),
        ("imdb", "https://example.org/film/12", None),
        (
            "imdb",
            "https://www.imdb.com/title/tt17/",
            "is no number of IMDb's, which is `tt` and seven or eight digits, such as `tt1798709`",
        ),
        (
            "imdb",
            "tt17987",
            "is no number of IMDb's, which is `tt` and seven or eight digits, such as `tt1798709`",
        ),
    ],
)
def test_numbers(system: str, number: str, problem: str | None) -> None:
    text = f'---\nisbn: "{number}"\n---\nText.\n'
    hits = find_hits("identifier", {"roles": {"isbn": system}}, text)

    assert [hit.values["problem"] for hit in hits] == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("system", "number", "fixed"),
    [
        ("isbn", "97-80140-449136", "978-0-14-044913-6"),
        ("isbn", "978–0–14–044913–6 (paperback)", "978-0-14-044913-6 (paperback)"),
        ("issn", "03178471", "0317-8471"),
        ("isbn", "9780140449137", "9780140449137"),
    ],
)
def test_only_hyphens_are_mended(system: str, number: str, fixed: str) -> None:
    text = f"---\nisbn: {number}\n---\nText.\n"
    hits = find_hits("identifier", {"roles": {"isbn": system}}, text)

    assert apply_edits(text, hits) == f"---\nisbn: {fixed}\n---\nText.\n"
