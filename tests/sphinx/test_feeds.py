"""Feeds: Atom by the rules of RFC 4287, JSON Feed by its own, and no spoiler in either."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import Any
from urllib.parse import urlsplit

import jsonschema_rs
import pytest

from reviewlint_sphinx.feeds.entries import make_moment
from tests.sphinx.site import Build, Site, make_png, make_review, touch

BASE = "https://reviews.example/archive/"
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")  # RFC 3339

# https://www.jsonfeed.org/version/1.1/: what there must be, and what each value must be.
ADDRESS = {"type": "string", "pattern": "^https?://"}
TEXT = {"type": "string", "minLength": 1}
AUTHORS = {"type": "array", "items": {"type": "object", "required": ["name"], "properties": {"name": TEXT}}}
DATE = {"type": "string", "pattern": f"^{MOMENT.pattern}$"}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": TEXT,
        "home_page_url": ADDRESS,
        "feed_url": ADDRESS,
        "language": TEXT,
        "authors": AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "additionalProperties": False,
                "properties": {
                    "id": TEXT,
                    "url": ADDRESS,
                    "title": TEXT,
                    "content_html": TEXT,
                    "content_text": TEXT,
                    "summary": TEXT,
                    "image": ADDRESS,
                    "date_published": DATE,
                    "date_modified": DATE,
                    "authors": AUTHORS,
                    "tags": {"type": "array", "items": TEXT, "uniqueItems": True},
                    "language": TEXT,
                },
            },
        },
    },
}


def fill(site: Site) -> None:
    site.write("images/her.png", make_png())
    site.write(
        "reviews/her.md",
        make_review(
            "# Her\n\nOpen *words* & ||secret|| ones.\n\n## More < less\n\n>! Samantha leaves.\n",
            reviewer="[Ines Okafor, Bo]",
            tags="[romance, science fiction]",
            cover="../images/her.png",
            coverAlt="A man",
            updated="2025-06-01",
        ),
    )
    hostile = json.dumps("</title><b>\"&'\x01]]>")
    site.write("reviews/him.md", make_review(title=hostile, date="2024", tags="[Romance]", reviewer="Bo"))
    site.write("reviews/then.md", make_review(title="Then", date="2025-05", lang="de"))
    site.write("reviews/never.md", "---\ntitle: Never\nreviewer: Bo\n---\n\nWithout a date.\n")


def build_feeds(site: Site, builder: str = "html", **conf: Any) -> Build:
    given = {"html_baseurl": BASE, "reviewlint_on_error": "warn", "suppress_warnings": ["reviewlint"], **conf}
    return site.build(builder, **given)


@pytest.fixture(scope="module", params=["summary", "full"])
def build(request: pytest.FixtureRequest, shared_site: Site) -> Build:
    fill(shared_site)
    return build_feeds(shared_site, reviewlint_feed_content=request.param)


def one(element: ET.Element, name: str) -> ET.Element:
    """Give the child that there must be one of."""
    [found] = element.findall(ATOM + name)
    return found


def check_atom(text: str) -> ET.Element:
    """Check what RFC 4287 says must or must not be; the sections are named."""
    feed = ET.fromstring(text)  # noqa: S314 - it is our own
    assert feed.tag == ATOM + "feed"
    entries = feed.findall(ATOM + "entry")
    ids = [one(element, "id").text or "" for element in (feed, *entries)]  # 4.1.1, 4.1.2
    assert len(set(ids)) == len(ids)  # 4.1.1
    assert all(urlsplit(ident).scheme for ident in ids)  # 4.2.6
    [own] = [link for link in feed.findall(ATOM + "link") if link.get("rel") == "self"]  # 4.1.1
    assert own.get("type") == "application/atom+xml"
    for name in ("generator", "icon", "logo", "rights", "subtitle"):
        assert len(feed.findall(ATOM + name)) <= 1  # 4.1.1
    for element in (feed, *entries):
        assert (one(element, "title").text or "").strip()
        assert one(element, "title").get("type", "text") in ("text", "html", "xhtml")  # 3.1.1
        assert MOMENT.fullmatch(one(element, "updated").text or "")  # 3.3
        for name in ("content", "published", "rights", "source", "summary"):
            assert len(element.findall(ATOM + name)) <= 1  # 4.1.2
        alternates = [
            link for link in element.findall(ATOM + "link") if link.get("rel", "alternate") == "alternate"
        ]
        assert len(alternates) == 1  # 4.1.2: needed without content; not two of one type
        for link in element.findall(ATOM + "link"):
            assert (link.get("href") or "").startswith(BASE)  # 4.2.7.1
        for author in element.findall(ATOM + "author"):
            assert one(author, "name").text  # 3.2.1
        for category in element.findall(ATOM + "category"):
            assert category.get("term")  # 4.2.2.1
        for content in element.findall(ATOM + "content"):
            assert content.get("type", "text") in ("text", "html")  # 4.1.3.1
            assert len(content) == 0  # 4.1.3.3
    assert feed.findall(ATOM + "author") or all(entry.findall(ATOM + "author") for entry in entries)  # 4.1.1
    assert one(feed, "updated").text == max(one(entry, "updated").text or "" for entry in entries)
    return feed


PLACES = (
    "",
    "browse/tag/romance/",
    "browse/tag/science-fiction/",
    "browse/reviewer/ines-okafor/",
    "browse/reviewer/bo/",
)


def test_where_feeds_are(build: Build) -> None:
    found = {name for name in build.snapshot() if name.endswith(("feed.xml", "feed.json"))}
    assert found == {place + name for place in PLACES for name in ("feed.xml", "feed.json")}


@pytest.mark.parametrize("place", PLACES)
def test_atom_keeps_to_its_rules(build: Build, place: str) -> None:
    feed = check_atom(build.read(place + "feed.xml"))
    [own] = [link for link in feed.findall(ATOM + "link") if link.get("rel") == "self"]
    assert own.get("href") == f"{BASE}{place}feed.xml"


@pytest.mark.parametrize("place", PLACES)
def test_json_feed_keeps_to_its_schema(build: Build, place: str) -> None:
    data = json.loads(build.read(place + "feed.json"))
    jsonschema_rs.validator_for(JSON_FEED).validate(data)
    assert data["feed_url"] == f"{BASE}{place}feed.json"


def titles(build: Build, place: str) -> list[str]:
    return [item["title"] for item in json.loads(build.read(f"{place}feed.json"))["items"]]


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("", ["Then", "Her", "</title><b>\"&']]>"]),
        ("browse/tag/romance/", ["Her", "</title><b>\"&']]>"]),
        ("browse/tag/science-fiction/", ["Her"]),
        ("browse/reviewer/bo/", ["Her", "</title><b>\"&']]>"]),
        ("browse/reviewer/ines-okafor/", ["Her"]),
    ],
)
def test_what_is_in_a_feed(build: Build, place: str, wanted: list[str]) -> None:
    assert titles(build, place) == wanted
    feed = check_atom(build.read(f"{place}feed.xml"))
    assert [one(entry, "title").text for entry in feed.findall(ATOM + "entry")] == wanted


def test_no_spoiler_is_in_a_feed(build: Build) -> None:
    for name in build.find("secret") + build.find("samantha"):
        assert not name.endswith(("feed.xml", "feed.json"))


def test_all_of_an_entry(site: Site) -> None:
    fill(site)
    build = build_feeds(site, reviewlint_feed_content="full")
    [item] = json.loads(build.read("browse/tag/science-fiction/feed.json"))["items"]
    assert item == {
        "id": item["id"],
        "url": f"{BASE}reviews/her.html",
        "title": "Her",
        "summary": "Open words & (spoiler) ones.",
        "image": f"{BASE}_images/her-7fb94061.png",
        "date_published": "2025-03-01T00:00:00Z",
        "date_modified": "2025-06-01T00:00:00Z",
        "authors": [{"name": "Ines Okafor"}, {"name": "Bo"}],
        "tags": ["romance", "science fiction"],
        "content_html": "<p>Open words &amp; (spoiler) ones.</p>\n<h2>More &lt; less</h2>",
    }
    entry = one(check_atom(build.read("browse/tag/science-fiction/feed.xml")), "entry")
    assert one(entry, "content").text == item["content_html"]
    assert one(entry, "summary").text == item["summary"]
    assert one(entry, "id").text == item["id"]
    assert "content" not in build_feeds(site).read("feed.xml")


def read_ids(build: Build) -> dict[str, str]:
    return {item["title"]: item["id"] for item in json.loads(build.read("feed.json"))["items"]}


def test_an_identifier_stays(site: Site) -> None:
    site.write("reviews/her.md", make_review())
    [first] = read_ids(build_feeds(site)).values()
    site.write("reviews/her.md", make_review(title="Renamed", date="2025-04-01", slug="renamed"))
    touch(site, "reviews/her.md")
    assert read_ids(build_feeds(site)) == {"Renamed": first}
    assert read_ids(build_feeds(site, "dirhtml")) == {"Renamed": first}


def test_a_feed_is_written_only_when_it_says_something_else(site: Site) -> None:
    fill(site)
    build = build_feeds(site)
    before = build.snapshot()
    path = build.outdir / "feed.xml"
    path.write_text("kept")
    assert build_feeds(site).read("feed.xml") == "kept"
    path.unlink()
    assert build_feeds(site).snapshot() == before
    site.write("reviews/then.md", make_review(title="Then again", date="2025-05", lang="de"))
    touch(site, "reviews/then.md")
    build = build_feeds(site)
    assert titles(build, "")[0] == "Then again"


@pytest.mark.parametrize(
    ("conf", "files"),
    [
        ({}, 10),
        ({"html_baseurl": ""}, 0),
        ({"html_baseurl": "javascript:alert(1)//"}, 0),
        ({"reviewlint_feeds": False}, 0),
    ],
)
def test_when_there_are_feeds(site: Site, conf: dict[str, Any], files: int) -> None:
    fill(site)
    build_feeds(site)
    build = build_feeds(site, **conf)
    found = [name for name in build.snapshot() if name.endswith(("feed.xml", "feed.json"))]
    assert len(found) == files
    page = build.read("browse/tag/romance.html")
    assert page.count('<link rel="alternate"') == (4 if files else 0)
    assert (f'href="{BASE}browse/tag/romance/feed.xml"' in page) == bool(files)


def test_no_page_leads_to_a_feed_that_is_not_there(site: Site) -> None:
    site.write("reviews/her.md", make_review(tags="[noir]"))
    site.write("reviews/never.md", "---\ntitle: Never\ntags: [lonely]\n---\n\nWithout a date.\n")
    build = build_feeds(site)
    assert not build.exists("browse/tag/lonely/feed.xml")
    assert f'href="{BASE}browse/tag/lonely/feed.xml"' not in build.read("browse/tag/lonely.html")
    assert f'href="{BASE}feed.xml"' in build.read("browse/tag/lonely.html")
    site.remove("reviews/her.md")
    assert '<link rel="alternate"' not in build_feeds(site, out="other").read("index.html")


def test_a_feed_that_nothing_is_in_any_more_is_removed(site: Site) -> None:
    fill(site)
    build_feeds(site)
    site.remove("reviews/her.md")
    build = build_feeds(site)
    assert not build.exists("browse/tag/science-fiction")
    assert not build.exists("browse/reviewer/ines-okafor")
    assert titles(build, "browse/reviewer/bo/") == ["</title><b>\"&']]>"]


def test_the_length_of_a_feed(site: Site) -> None:
    for number in range(1, 41):
        site.write(f"reviews/{number}.md", make_review(title=f"Film {number}", date=f"20{number + 10}-01-01"))
    assert titles(build_feeds(site), "") == [f"Film {number}" for number in range(40, 10, -1)]
    assert len(titles(build_feeds(site, reviewlint_feed_length=0), "")) == 40
    assert len(titles(build_feeds(site, reviewlint_feed_length=2), "")) == 2


@pytest.mark.parametrize("builder", ["epub", "text", "singlehtml"])
def test_other_builders_make_none(site: Site, builder: str) -> None:
    fill(site)
    build = build_feeds(site, builder, version="1")
    assert [name for name in build.snapshot() if "feed" in name] == []


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2025-03-01", "2025-03-01T00:00:00Z"),
        ("2025-03", "2025-03-01T00:00:00Z"),
        ("2025", "2025-01-01T00:00:00Z"),
    ],
)
def test_moments(date: str, moment: str) -> None:
    assert make_moment(date) == moment
