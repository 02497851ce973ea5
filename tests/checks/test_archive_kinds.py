"""The kinds that look at a whole archive: what is the same, what differs, what is usual there."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import pytest

from reviewlint import checks
from reviewlint.packs.spec import BUILT_IN, RuleSpec
from tests.checks.archives import SETTINGS, compare, gather, header
from tests.run_kind import LIBRARY
from tests.work import count_steps


def rule(name: str) -> RuleSpec:
    found = LIBRARY.find_rule(name)
    assert found is not None
    return found


def find(name: str, *reviews: Mapping[str, object], **params: object) -> list[str]:
    """Give the paths and the messages that a rule has for reviews named a.md, b.md and so on."""
    spec = rule(name)
    texts = {f"{chr(97 + number)}.md": header(**fields) for number, fields in enumerate(reviews)}
    hits = compare(spec.check, {**spec.params, **params}, texts)
    return [f"{hit.path}: {spec.message.format_map(hit.values)}" for hit in hits if not hit.shared]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("A long night.", "a long  night", True, id="case, blanks, punctuation"),
        pytest.param("Été", "ETE", True, id="accents"),
        pytest.param("A long night.", "A long knight.", False, id="a letter"),
        pytest.param("…", "!", False, id="no letters at all"),
        pytest.param("कि", "का", False, id="vowel signs of Hindi are letters"),
        pytest.param("がき", "かき", False, id="voicing marks of Japanese are letters"),
        pytest.param("", "", False, id="nothing"),
        pytest.param("~", "~", False, id="null"),
    ],
)
def test_excerpts(one: str, other: str, same: bool) -> None:
    found = find("excerpt-repeated", {"excerpt": one}, {"excerpt": other})

    assert found == ["b.md: this is also the excerpt of `a.md`: say what this review is about"] * same


def test_an_excerpt_of_most_reviews_is_a_template_s() -> None:
    reviews = [{"excerpt": "Say it."}] * 12 + [{"excerpt": "Said."}] * 2
    reviews += [{"excerpt": f"Number {number}."} for number in range(6)]

    assert find("excerpt-repeated", *reviews) == [
        "n.md: this is also the excerpt of `m.md`: say what this review is about"
    ]
    spec = rule("placeholder-value")
    texts = {f"{number:02}.md": header(**fields) for number, fields in enumerate(reviews)}
    hits = compare(spec.check, spec.params, texts)
    assert {(hit.fact.text, hit.shared) for hit in hits} == {("Say it.", True)}
    assert len(hits) == 12


HER = {"title": "Her", "date": "2026-01-12", "reviewer": "Noor Haddad"}


@pytest.mark.parametrize(
    ("change", "same"),
    [
        pytest.param({}, True, id="all the same"),
        pytest.param({"title": "HER!"}, True, id="the title's case and punctuation"),
        pytest.param({"date": "2026-01-12T10:00:00+01:00"}, True, id="a time of day"),
        pytest.param({"date": "12 January 2026"}, False, id="a date that names its month is not read"),
        pytest.param({"reviewer": "[noor haddad]"}, True, id="a list of one reviewer"),
        pytest.param({"reviewer": "Ines Moreau"}, False, id="another reviewer"),
        pytest.param({"date": "2026-01-13"}, False, id="another day"),
        pytest.param({"medium": "book"}, False, id="another medium"),
        pytest.param({"lang": "de"}, False, id="another language"),
        pytest.param({"year": 2013}, False, id="a year that the other does not say"),
        pytest.param({"work": "Lost in Translation"}, False, id="another work under one headline"),
    ],
)
def test_reviews_that_are_there_twice(change: dict[str, object], same: bool) -> None:
    found = find("review-duplicate", HER, {**HER, **change})

    title = {**HER, **change}["title"]
    assert found == [f"b.md: `{title}` is reviewed twice on one day, here and in `a.md`"] * same


def test_all_but_the_first_are_reported() -> None:
    assert len(find("review-duplicate", HER, HER, HER, {**HER, "title": "Him"})) == 2


WORK = {"title": "Solaris", "director": "Andrei Tarkovsky", "year": 1972}
YEAR = "the year in which the work came out"


@pytest.mark.parametrize(
    ("one", "other", "message"),
    [
        pytest.param(
            WORK,
            {**WORK, "year": 1973},
            f"{YEAR} is `1973` here, but `1972` in another review with the same title and creators",
            id="two years",
        ),
        pytest.param(
            WORK,
            {**WORK, "title": "SOLARIS"},
            "the title of the work is `SOLARIS` here, but `Solaris` in another review",
            id="two spellings",
        ),
        pytest.param(
            {**WORK, "isbn": "0-571-31121-8"},
            {**WORK, "isbn": "9780571311217"},
            None,
            id="an ISBN in both its forms",
        ),
        pytest.param(
            {"title": "Solaris", "series": "Tichy", "goodreads_id": 1},
            {"title": "Eden", "series": "Pilots", "goodreads_id": 1},
            "the title of the work is `Eden` here, but `Solaris` in another review "
            "with the same goodreads id",
            id="one number for two titles",
        ),
        pytest.param(
            {"title": "Don't Look Now"}, {"title": "Don’t Look Now"}, None, id="two kinds of apostrophe"
        ),
        pytest.param(WORK, {**WORK, "director": "Steven Soderbergh", "year": 2002}, None, id="a remake"),
        pytest.param(WORK, {**WORK, "medium": "book", "year": 1961}, None, id="the book"),
        pytest.param({"title": "It", "year": 1990}, {"title": "It!", "year": 2017}, None, id="two works"),
        pytest.param({"title": "Solaris", "year": 1972}, {"title": "Solaris"}, None, id="a year left out"),
        pytest.param(
            {"title": "Ys", "artist": "Ys", "year": 2006},
            {"title": "Ys", "artist": "Ys", "year": 2010},
            None,
            id="an album called as its band",
        ),
    ],
)
def test_works_that_drift(one: dict[str, object], other: dict[str, object], message: str | None) -> None:
    assert find("work-drift", one, other) == ([f"b.md: {message}"] if message else [])


def test_the_rarer_is_reported_wherever_it_stands() -> None:
    assert find("work-drift", {**WORK, "year": 1973}, WORK, WORK) == [
        f"a.md: {YEAR} is `1973` here, but `1972` in 2 other reviews with the same title and creators"
    ]


@pytest.mark.parametrize(
    ("path", "other", "address"),
    [
        pytest.param("films/her.md", "films/her.rst", "films/her", id="two suffixes"),
        pytest.param("films/her.md", "films/her/index.md", "films/her", id="a folder's index"),
        pytest.param("films/her.md", "books/her.md", None, id="two folders"),
        pytest.param("films/her.de.md", "films/her.fr.md", None, id="two languages"),
        pytest.param("films/her.de.md", "films/her.de.mdx", "films/her", id="one language"),
        pytest.param("films/dr.no.md", "films/dr.who.md", None, id="names with dots"),
        pytest.param("index.md", "index.rst", "/", id="the top"),
        pytest.param("films/Her.md", "films/her.md", None, id="case"),
    ],
)
def test_addresses_of_files(path: str, other: str, address: str | None) -> None:
    hits = compare("address", {}, {path: "# Her\n", other: "Her\n===\n\nText.\n"})

    assert [hit.values["address"] for hit in hits] == ([address] if address else [])


@pytest.mark.parametrize(
    ("path", "slug", "address"),
    [
        pytest.param("films/other.md", "her", "films/her", id="in the folder"),
        pytest.param("films/other/index.md", "her", "films/her", id="in the folder above a bundle"),
        pytest.param("books/other.md", "/films/her/", "films/her", id="from the top"),
        pytest.param("books/other.md", "films/her/index.html", "films/her", id="with a file's name"),
        pytest.param("books/other.md", "her", None, id="in another folder"),
        pytest.param("films/2020-01-01-other.md", "her", None, id="a dated post keeps its date"),
        pytest.param("films/other.md", "/films/:title/", None, id="filled in by the generator"),
        pytest.param("films/other.md", "'{{ title }}'", None, id="a template"),
        pytest.param("films/other.md", "false", None, id="not written at all"),
        pytest.param("films/her.html.md", "~", None, id="nothing said"),
    ],
)
def test_addresses_that_a_review_gives(path: str, slug: str, address: str | None) -> None:
    hits = compare("address", {}, {"films/her.md": header(title="Her"), path: header(slug=slug)})

    assert [hit.values["address"] for hit in hits] == ([address] if address else [])


def test_a_draft_is_at_no_address() -> None:
    reviews = {"her.md": header(title="Her"), "other.md": header(slug="her", draft="true")}

    assert compare("address", {}, reviews) == []


RATINGS = ["5.0", "4.0", "3.5", "2", "4"] * 20


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        pytest.param(
            [*RATINGS, "44.0"], ["is more than 5, which 100 of 101 ratings here keep within"], id="44"
        ),
        pytest.param(
            [*RATINGS, "4.2"],
            ["falls between the steps of 0.5 that 100 of 101 ratings here keep to"],
            id="between the steps",
        ),
        pytest.param(
            [*RATINGS, "8/10"], ["is out of 10, while 100 of 101 ratings here are out of 5"], id="of ten"
        ),
        pytest.param(
            [*(f"{rating}/4" for rating in ("1", "2.5", "4")), "4/4", "3/4"] * 20 + ["5"],
            ["is more than 4, which 100 of 101 ratings here keep within"],
            id="all say what the highest is",
        ),
        pytest.param([*RATINGS, "-1"], ["is less than 0, and 100 of 101 ratings here are not"], id="below"),
        pytest.param(RATINGS + ["4.25"] * 3, [], id="quarters now and then"),
        pytest.param(RATINGS + ["9"] * 8, [], id="two scales, one of them half forgotten"),
        pytest.param(["9", "7.5", "8", "10", "3"] * 20, [], id="of ten throughout"),
        pytest.param(["87", "62", "93", "71", "55"] * 20, [], id="of a hundred"),
        pytest.param([*RATINGS[:18], "44.0"], [], id="too few to know"),
        pytest.param([*RATINGS, "B+", "★★★", "6/5"], [], id="grades, stars, and what contradicts itself"),
    ],
)
def test_the_scale_that_an_archive_keeps(ratings: list[str], expected: list[str]) -> None:
    texts = {f"{number:03}.md": header(rating=rating) for number, rating in enumerate(ratings)}

    hits = compare("scale", {"role": "rating"}, texts)

    assert [hit.values["problem"] for hit in hits] == expected


def test_a_scale_that_is_said_is_not_guessed() -> None:
    said = msgspec.structs.replace(SETTINGS, scale=(0, 10, None))
    texts = {f"{number:03}.md": header(rating=rating) for number, rating in enumerate([*RATINGS, "44"])}

    assert compare("scale", {"role": "rating"}, texts, said) == []


CREDITED = {"image": "a.jpg", "caption": "A street. Courtesy of A24"}


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        pytest.param([CREDITED] * 3 + [{"image": "b.jpg", "caption": "A beach"}], 1, id="most have one"),
        pytest.param([CREDITED] + [{"image": "b.jpg", "caption": "A beach"}] * 2, 0, id="few have one"),
        pytest.param([CREDITED] * 3 + [{"image": "b.jpg"}], 0, id="no caption, no credit"),
        pytest.param(
            [CREDITED] * 3 + [{"image": "b.jpg", "caption": "A beach", "credit": "A24"}], 0, id="a field"
        ),
    ],
)
def test_credits_where_they_are_usual(reviews: list[dict[str, object]], expected: int) -> None:
    assert len(find("caption-credit-missing", *reviews)) == expected


@pytest.mark.parametrize(
    ("rule_name", "others", "expected"),
    [
        pytest.param("cover-alt-missing", [{"alt": "A street"}], 1, id="half have alt text"),
        pytest.param("cover-alt-missing", [{"alt": "A street"}, {}], 0, id="fewer than half"),
        pytest.param("cover-alt-missing", [{"coverDecorative": "true"}], 0, id="decoration is no example"),
        pytest.param("caption-missing", [{"caption": "A"}, {"caption": "B"}], 1, id="most have a caption"),
        pytest.param("caption-missing", [{"caption": "A"}], 0, id="half is not most"),
    ],
)
def test_covers_where_it_is_usual(rule_name: str, others: list[dict[str, object]], expected: int) -> None:
    covers = [{"image": f"{number}.jpg", **fields} for number, fields in enumerate(others)]

    assert len(find(rule_name, *covers, {"image": "last.jpg"})) == expected


FEW, MANY = 100, 400
RULES = [
    rule
    for pack in LIBRARY.packs
    for rule in pack.rules
    if rule.check != BUILT_IN and hasattr(checks.load(rule.check), "compare")
]


def review_of(number: int) -> str:
    """Give a review that agrees with some others in most of what it says."""
    return header(
        title=f"Film {number // 3}",
        director=f"Maker {number // 9}",
        year=2000 + number % 2,
        date=f"2026-01-{number % 28 + 1:02}",
        excerpt=f"About {number // 2}",
        tags=f"[Tag-{number // 4}, tag {number // 4}]",
        rating=number % 7,
        slug=f"film-{number // 5}",
        image=f"{number}.jpg",
        caption="A still" if number % 3 else "A still. Courtesy of A24",
    )


@pytest.mark.parametrize("spec", RULES, ids=lambda spec: spec.name)
def test_comparing_takes_time_in_proportion_to_the_reviews(spec: RuleSpec) -> None:
    steps = []
    for count in (FEW, FEW, MANY):  # the first time pays for what is done once
        texts = {f"{number:04}.md": review_of(number) for number in range(count)}
        module, params, facts = gather(spec.check, spec.params, texts)
        steps.append(count_steps(lambda: list(module.compare(facts, params, SETTINGS))))  # noqa: B023

    assert steps[2] <= 1.2 * MANY / FEW * max(steps[1], FEW)
