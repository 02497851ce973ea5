"""A review as a record, and its public text."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from reviewlint.document.rating import Rating, parse_rating
from reviewlint.public import hide_marked, public_blocks, shorten
from reviewlint.record import Cover, ReviewRecord, Work, make_record, public_text
from reviewlint.session import Session

SESSION = Session.load(Path(__file__).parent)


def read_record(front_matter: str, body: str = "Text.\n", path: str = "reviews/her.md") -> ReviewRecord:
    return make_record(SESSION.read(f"---\n{front_matter}---\n{body}", path), path)


def read_public(body: str) -> str:
    return public_text(SESSION.read(f"---\ntitle: Her\n---\n{body}", "her.md"))


def test_all_of_a_record() -> None:
    record = read_record(
        "title: A voice\nwork: {title: Her, medium: film, year: 2013, creators: [Spike Jonze]}\n"
        "rating: 4.5/5\nreviewer: Ines Okafor\ndate: 2025-03-01\nupdated: 2025-03-02T10:00:00Z\n"
        "tags: [romance, Romance, science  fiction]\nexcerpt: It is *kind*.\ncover: her.png\n"
        "coverAlt: A man\ncoverCaption: Evening\ncoverCredit: 'Photo: X'\nspoilers: minor\nlang: en\n"
        "slug: a-voice\naliases: [/old/]\n"
    )
    assert record == ReviewRecord(
        path="reviews/her.md",
        title="A voice",
        work=Work("Her", "film", 2013, ("Spike Jonze",)),
        rating=Rating("4.5/5", 4.5, 5.0),
        reviewers=("Ines Okafor",),
        date="2025-03-01",
        updated="2025-03-02",
        tags=("romance", "science fiction"),
        excerpt="It is *kind*.",
        summary="It is kind.",
        cover=Cover("her.png", "A man", "Evening", "Photo: X"),
        spoilers="minor",
        language="en",
        slug="a-voice",
        aliases=("/old/",),
    )


@pytest.mark.parametrize("name", ["creators", "creator", "author", "directors", "artist", "developer"])
def test_who_made_a_work(name: str) -> None:
    record = read_record(f"title: A voice\nwork: {{title: Her, {name}: 'A. One, B. Two'}}\n")
    assert record.work.creators == ("A. One", "B. Two")
    assert record.reviewers == ()


@pytest.mark.parametrize(
    ("front_matter", "body", "path", "title"),
    [
        ("title: 1917\n", "", "x.md", "1917"),
        ("work: Her\n", "# A *kind* film\n", "x.md", "A kind film"),
        ("movie: Her\n", "Text.\n", "x.md", "Her"),
        ("date: 2025-03-01\n", "Text.\n", "reviews/her-2013.md", "her-2013"),
        ("date: 2025-03-01\n", "Text.\n", "reviews/her/index.md", "her"),
        ("title: Who ||did|| it\n", "", "x.md", "Who (spoiler) it"),
        ("date: 2025-03-01\n", "# He ||dies||\n", "reviews/her.md", "her"),
    ],
)
def test_the_title(front_matter: str, body: str, path: str, title: str) -> None:
    assert read_record(front_matter, body, path).title == title


@pytest.mark.parametrize(
    ("front_matter", "work"),
    [
        ("movie: Her\n", Work("Her", "film")),
        (
            "book: {title: Emma, author: Jane Austen, year: 1815}\n",
            Work("Emma", "book", 1815, ("Jane Austen",)),
        ),
        ("work: Tetris\nmedium: game\nyear: '1984'\n", Work("Tetris", "game", 1984)),
        ("title: Her\n", Work()),
    ],
)
def test_the_work(front_matter: str, work: Work) -> None:
    assert read_record(front_matter).work == work


def test_the_author_of_the_work_is_not_the_reviewer() -> None:
    assert read_record("book: {title: Emma, author: Jane Austen}\nauthor: Jane Austen\n").reviewers == ()


@pytest.mark.parametrize(
    ("text", "value", "best"),
    [
        ("4", 4.0, None),
        ("4.5", 4.5, None),
        ("4,5", 4.5, None),
        ("8/10", 8.0, 10.0),
        ("3.88/4 (revised)", 3.88, 4.0),
        ("3½/5", 3.5, 5.0),
        ("3 1/2", 3.5, None),
        ("4 out of 5", 4.0, 5.0),
        ("4 stars", 4.0, None),
        ("85%", 85.0, 100.0),
        ("★★★½", 3.5, None),
        ("★★★☆☆", 3.0, 5.0),
        ("⭐️⭐️", 2.0, None),
        ("½", 0.5, None),
        ("B+", None, None),
        ("", None, None),
        ("five", None, None),
    ],
)
def test_ratings(text: str, value: float | None, best: float | None) -> None:
    assert parse_rating(text) == Rating(text, value, best)


def test_a_rating_may_be_a_map() -> None:
    assert read_record("rating: {value: 7, best: 10}\n").rating == Rating("7/10", 7.0, 10.0)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2025-03-01", "2025-03-01"),
        ("2025-3-1", "2025-03-01"),
        ("2025-03-01T10:00:00+01:00", "2025-03-01"),
        ("2016-08-27 11:05:00 +0100", "2016-08-27"),
        ("2005-07", "2005-07"),
        ("2012", "2012"),
        ("[2019-01-01, 2020-02-02]", "2020-02-02"),
        ("04/05/2010", None),
        ("2025-02-30", None),
        ("someday", None),
    ],
)
def test_dates(written: str, date: str | None) -> None:
    assert read_record(f"date: {written}\n").date == date


NOW = datetime.datetime(2025, 12, 31, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("front_matter", "public"),
    [
        ("title: x\n", True),
        ("draft: true\n", False),
        ("draft: no\n", True),
        ("published: false\n", False),
        ("published: 2012\n", True),
        ("withdrawn: 2025-01-01\n", False),
        ("embargo_until: 2025-12-31\n", True),
        ("embargo_until: 2026-01-01\n", False),
        ("embargo_until: 2025-12-31T13:00:00+02:00\n", True),
        ("embargo_until: 2025-12-31T13:00:00Z\n", False),
        ("embargo_until: '2025-01-01 10:00'\n", False),
        ("embargo_until: soon\n", False),
        ("embargo_until:\n", True),
        ("draft: true\nx: [\n", False),
    ],
)
def test_what_is_public(front_matter: str, public: bool) -> None:
    assert read_record(front_matter).is_public(NOW) == public


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Her *face* and `code`.\n\n## More\n\nEnd.\n", "Her face and code.\n\nMore\n\nEnd."),
        ("One ||two|| three.\n", "One\n\nthree."),
        ("One >!two!< three.\n", "One\n\nthree."),
        ("One.\n\n:::{spoiler} Label\nTwo.\n:::\n\nThree.\n", "One.\n\nThree."),
        ("One.\n\n## It ||dies||\n\nThree.\n", "One.\n\nThree."),
        ("One.\n\n<spoiler>\n\nTwo.\n\n## Four\n", "One."),
        ("One[^1].\n\n[^1]: Two.\n", "One."),
        ("One [two][2] and [REC].\n\n[2]: https://example.org/\n", "One two and [REC]."),
        ("One ![alt](x.png) <b>two</b> [three](y).\n", "One two three."),
    ],
)
def test_public_text(body: str, text: str) -> None:
    assert read_public(body) == text


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("One *two*.\n\n## More\n\nEnd.\n", [(0, "One two."), (2, "More"), (0, "End.")]),
        ("One ||two|| three >!four!<.\n", [(0, "One (spoiler) three (spoiler).")]),
        ("||One|| two.\n\nTwo ||three||\n", [(0, "(spoiler) two."), (0, "Two (spoiler)")]),
        ("*One >!two!< three*.\n", [(0, "One (spoiler) three.")]),
        ("One.\n\n||Two||\n\n:::{spoiler}\nThree.\n:::\n\nFour.\n", [(0, "One."), (0, "Four.")]),
        ("One[^1].\n\n## It ||dies||\n\n[^1]: Two.\n", [(0, "One.")]),
        ("One.\n\nTwo <spoiler>three.\n\nFour.\n", [(0, "One."), (0, "Two (spoiler)")]),
        ("- One\n- two ||three||\n", [(0, "One"), (0, "two (spoiler)")]),
    ],
)
def test_public_blocks(body: str, blocks: list[tuple[int, str]]) -> None:
    review = SESSION.read(f"---\ntitle: Her\n---\n{body}", "her.md")
    assert [(one.level, one.text) for one in public_blocks(review)] == blocks


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("plain", "plain"),
        ("a ||b|| c ||d||", "a (spoiler) c (spoiler)"),
        ("either || or", "either || or"),
        ("a >!b ||c|| d!< e", "a (spoiler) e"),
        ("a [spoiler=x]b[/spoiler] c", "a (spoiler) c"),
        ("a <spoiler>b</spoiler> c", "a (spoiler) c"),
        ("a {spoiler}`b` `c`", "a (spoiler) `c`"),
        ("a {{< spoiler >}}b{{< /spoiler >}} c", "a (spoiler) c"),
        (">!" * 1000, ">!" * 1000),
    ],
)
def test_hide_marked(text: str, hidden: str) -> None:
    assert hide_marked(text) == hidden


@pytest.mark.parametrize(
    ("excerpt", "summary"),
    [
        ("1984. A masterpiece", "1984. A masterpiece"),
        ("'# one film'", "# one film"),
        ("'- not a list'", "- not a list"),
        ("It is >!over!<", "It is (spoiler)"),
    ],
)
def test_an_excerpt_is_one_line(excerpt: str, summary: str) -> None:
    assert read_record(f"excerpt: {excerpt}\n").summary == summary


def test_a_summary_is_cut_between_words() -> None:
    assert read_record("title: x\n", "word " * 60).summary == "word " * 39 + "word…"
    assert shorten("one two three", 9) == "one two…"
    assert shorten("one two", 9) == "one two"


def test_spoiler_levels_and_markers_agree() -> None:
    levels = [("false", "One.", "none"), ("false", "||One||.", "some"), ("major", "One.", "major")]
    for written, body, level in levels:
        assert read_record(f"spoilers: {written}\n", body).spoilers == level
    assert read_record("title: x\n", "||One||.\n").spoilers == "some"
    assert read_record("title: x\n", "One.\n").spoilers == "unstated"
