"""The ``reviews`` directive: what it selects, how it sorts, what it says of what it cannot find."""

from __future__ import annotations

import re

import pytest

from reviewlint.record import Rating, ReviewRecord, Work
from reviewlint_sphinx.browse.facets import gather
from reviewlint_sphinx.browse.slugs import make_slug
from reviewlint_sphinx.listing.select import (
    ListingSpec,
    find_unknown,
    group,
    parse_field,
    parse_where,
    select,
)
from tests.sphinx.site import Site, make_review


def make(
    title: str, date: str | None, rating: float | None, medium: str, *tags: str
) -> tuple[str, ReviewRecord]:
    rated = None if rating is None else Rating(f"{rating:g}", rating, 5.0)
    work = Work(title, medium, 2013)
    return title.lower(), ReviewRecord(title, title, work, rated, ("Ines",), date, tags=tags)


RECORDS = [
    make("Her", "2025-03-02", 4.5, "film", "Sci-Fi", "romance"),
    make("Piranesi", "2025-03-01", 5, "book", "fantasy"),
    make("Dune", "2024-01", 3, "film", "sci-fi"),
    make("Tetris", None, None, "game"),
]


@pytest.mark.parametrize(
    ("where", "sort", "limit", "titles"),
    [
        ("", "-date", 0, ["Her", "Piranesi", "Dune", "Tetris"]),
        ("", "date", 0, ["Dune", "Piranesi", "Her", "Tetris"]),
        ("", "title", 0, ["Dune", "Her", "Piranesi", "Tetris"]),
        ("", "-rating", 2, ["Piranesi", "Her"]),
        ("tag = sci-fi", "-date", 0, ["Her", "Dune"]),
        ("tag=SCI FI", "-date", 0, ["Her", "Dune"]),
        ("tag != sci-fi", "-date", 0, ["Piranesi", "Tetris"]),
        ("medium = film, rating >= 4", "-date", 0, ["Her"]),
        ("rating < 5", "-date", 0, ["Her", "Dune"]),
        ("date >= 2025-03", "-date", 0, ["Her", "Piranesi"]),
        ("year = 2024", "-date", 0, ["Dune"]),
        ("work-year = 2013", "title", 1, ["Dune"]),
    ],
)
def test_select(where: str, sort: str, limit: int, titles: list[str]) -> None:
    spec = ListingSpec(parse_where(where) if where else (), parse_field(sort), limit)
    assert [record.title for _, record in select(RECORDS, spec)] == titles


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tags = noir", "reviews have no `tags`; did you mean `tag`?"),
        ("rating >= four", "`rating` is a number, and 'four' is none"),
        ("noir", "'noir' is no condition; it should be like `tag = noir` or `rating >= 4`"),
    ],
)
def test_a_condition_that_means_nothing_is_explained(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        parse_where(text)


def test_a_tag_that_no_review_has_is_named() -> None:
    spec = ListingSpec(parse_where("tag = fantsay"))
    assert find_unknown(RECORDS, spec) == ["no review has the tag 'fantsay'; did you mean 'fantasy'?"]


def test_a_tag_that_no_review_has_cannot_be_left_out() -> None:
    spec = ListingSpec(parse_where("tag != romanse"))
    assert find_unknown(RECORDS, spec) == ["no review has the tag 'romanse'; did you mean 'romance'?"]


def test_group() -> None:
    groups = [(name, [record.title for _, record in members]) for name, members in group(RECORDS, "medium")]
    assert groups == [("book", ["Piranesi"]), ("film", ["Her", "Dune"]), ("game", ["Tetris"])]
    assert [name for name, _ in group(RECORDS, "year")] == ["2025", "2024", ""]
    assert [name for name, _ in group(RECORDS, "-year")] == ["2024", "2025", ""]


def test_ratings_are_grouped_by_their_numbers() -> None:
    rated = [make(str(rating), "2025", rating, "film") for rating in (9, 10, 8.5, 8.25, 2)]
    assert [name for name, _ in group(rated, "rating")] == ["10", "9", "8.5", "8.25", "2"]
    assert [name for name, _ in group(rated, "-rating")] == ["2", "8.25", "8.5", "9", "10"]


def test_tags_are_one_whatever_their_spelling() -> None:
    tags = gather([*RECORDS, make("Solaris", "1972", 5, "film", "sci-fi")], "tag")
    assert [(tag.name, tag.slug, len(tag.reviews)) for tag in tags] == [
        ("fantasy", "fantasy", 1),
        ("romance", "romance", 1),
        ("sci-fi", "sci-fi", 3),
    ]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Sci-Fi", "sci-fi"),
        ("science_fiction", "science-fiction"),
        ("C++", "c-plus-plus"),
        ("Children's books", "childrens-books"),
        ("Ciencia ficción", "ciencia-ficción"),
        ("映画", "映画"),
        ("../../etc", "etc"),
        ("!!!", "f4c5b1b6"),
    ],
)
def test_make_slug(text: str, slug: str) -> None:
    assert make_slug(text) == slug or (text == "!!!" and re.fullmatch(r"[0-9a-f]{8}", make_slug(text)))


def test_styles_in_html_and_in_text(site: Site) -> None:
    site.write("reviews/her.md", make_review(rating="4/5", work="{title: Her, medium: film}"))
    listings = "".join(f"```{{reviews}}\n:style: {style}\n```\n\n" for style in ("cards", "list", "table"))
    site.write("index.md", f"# Archive\n\n{listings}")
    page = site.build().read("index.html")
    for found in ('<ul class="rl-cards">', '<ul class="rl-list">', '<table class="rl-table">'):
        assert found in page
    assert page.count('href="reviews/her.html"') == 3
    assert "Her" in site.build("text").read("index.txt")


def test_what_a_listing_cannot_find_is_an_error_and_an_empty_list(site: Site) -> None:
    site.write("reviews/her.md", make_review(tags="[romance]"))
    path = site.write("index.md", "# Archive\n\n```{reviews}\n:where: tag = romanse\n```\n")
    build = site.build()
    assert build.warnings == (
        f"{path}:3: ERROR: no review has the tag 'romanse'; did you mean 'romance'? [reviewlint.listing]\n"
    )
    assert "No reviews." in build.read("index.html")


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("where: tags = noir", "reviews have no `tags`; did you mean `tag`?"),
        ("sort: tags", "reviews have no `tags`; did you mean `tag`?"),
        ("group-by: -tags", "reviews have no `tags`; did you mean `tag`?"),
        ("style: card", "'card' is no style; it should be `cards`, `list` or `table`"),
        ("limit: few", "'few' is no number of reviews; it should be a whole number from 1 on"),
    ],
)
@pytest.mark.parametrize("form", ["index.md", "index.rst"])
def test_an_option_that_means_nothing_is_an_error_and_no_listing(
    site: Site, form: str, option: str, message: str
) -> None:
    site.write("reviews/her.md", make_review(tags="[noir]"))
    site.remove("index.md")
    text = {
        "index.md": f"# Archive\n\n```{{reviews}}\n:{option}\n```\n",
        "index.rst": f"Archive\n=======\n.. reviews::\n   :{option}\n",
    }
    path = site.write(form, text[form])
    build = site.build()
    name = option.partition(":")[0]
    assert build.warnings == f"{path}:3: ERROR: :{name}: {message} [reviewlint.listing]\n"
    assert "reviews/her.html" not in build.read("index.html")


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_groups_stand_in_every_builder(site: Site, builder: str) -> None:
    for name in ("film", "book"):
        site.write(f"reviews/{name}.md", make_review(title=f"A {name}", work=f"{{title: X, medium: {name}}}"))
    site.write("index.md", "# Archive\n\n```{reviews}\n:group-by: medium\n:sort: title\n```\n")
    build = site.build(builder, suppress_warnings=["toc"], version="1", copyright="A site")
    assert build.warnings == ""
    page = build.read({"text": "index.txt", "latex": "site.tex", "epub": "index.xhtml"}[builder])
    places = [page.index(word) for word in ("book", "A book", "film", "A film")]
    assert places == sorted(places)


def test_the_words_of_a_listing_are_not_searched_for(site: Site) -> None:
    site.write("reviews/her.md", make_review("Text.\n", excerpt="Uniqueword here."))
    page = "index:["
    index = site.build().read("searchindex.js")
    assert page
    assert '"uniqueword":0' not in index
    assert '"uniqueword"' in index or "uniqueword:" in index
