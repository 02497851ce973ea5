"""What a review's page says to programs: JSON-LD, OpenGraph, microformats, its address and language."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from reviewlint.record import make_record
from reviewlint.session import Session
from reviewlint_sphinx.metadata.schema_org import Place, describe_review
from tests.sphinx.site import Build, Site, make_png, make_review

BASE = "https://reviews.example/archive"
SHOW_ALL: dict[str, Any] = {"reviewlint_on_error": "warn", "suppress_warnings": ["reviewlint"]}

# https://developers.google.com/search/docs/appearance/structured-data/review-snippet: what a Review
# must have, and what it should have besides. The types are among those that may be reviewed, or are
# subtypes of them: Book, Movie, Game, MusicPlaylist, CreativeWorkSeries.
REQUIRED = (
    "author",
    "author.name",
    "itemReviewed",
    "itemReviewed.name",
    "reviewRating",
    "reviewRating.ratingValue",
)
RECOMMENDED = ("datePublished", "reviewRating.bestRating", "reviewRating.worstRating")

WORKS: dict[str, tuple[str, dict[str, Any]]] = {
    "film": (
        "{title: Her, medium: film, year: 2013, creators: [Spike Jonze]}",
        {
            "@type": "Movie",
            "name": "Her",
            "dateCreated": "2013",
            "director": [{"@type": "Person", "name": "Spike Jonze"}],
        },
    ),
    "book": (
        "{title: Emma, medium: book, year: 1815, creators: [Jane Austen]}",
        {
            "@type": "Book",
            "name": "Emma",
            "datePublished": "1815",
            "author": [{"@type": "Person", "name": "Jane Austen"}],
        },
    ),
    "game": (
        "{title: Tetris, medium: Game, year: 1984, creators: [Elorg]}",
        {
            "@type": "VideoGame",
            "name": "Tetris",
            "datePublished": "1984",
            "creator": [{"@type": "Organization", "name": "Elorg"}],
        },
    ),
    "album": (
        "{title: Kind of Blue, medium: album, year: 1959, creators: [Miles Davis]}",
        {
            "@type": "MusicAlbum",
            "name": "Kind of Blue",
            "datePublished": "1959",
            "byArtist": [{"@type": "MusicGroup", "name": "Miles Davis"}],
        },
    ),
    "series": (
        "{title: Detectorists, medium: series, year: 2014, creators: [Mackenzie Crook], series: BBC Four}",
        {
            "@type": "TVSeries",
            "name": "Detectorists",
            "datePublished": "2014",
            "creator": [{"@type": "Person", "name": "Mackenzie Crook"}],
            "isPartOf": {"@type": "CreativeWorkSeries", "name": "BBC Four"},
        },
    ),
    "other": ("{title: Hamlet, medium: theatre}", {"@type": "CreativeWork", "name": "Hamlet"}),
}


class Head(HTMLParser):
    """Read metadata, scripts, links and the classes of a page, as a browser would."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, list[str]] = {}
        self.links: dict[str, str] = {}
        self.values: dict[str, list[str]] = {}
        self.languages: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self._is_data = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and "content" in given:
            name = given.get("property") or given.get("name") or ""
            self.meta.setdefault(name, []).append(given["content"])
        if tag == "link":
            self.links[given.get("rel", "")] = given.get("href", "")
        if "lang" in given:
            self.languages.append((tag, given["lang"]))
        for name in given.get("class", "").split():
            shown = given.get("value") or given.get("src") or given.get("datetime") or ""
            self.values.setdefault(name, []).append(shown)
        self._is_data = tag == "script" and given.get("type") == "application/ld+json"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if self._is_data:
            self.scripts.append(data)
            self._is_data = False


def read_data(head: Head) -> dict[str, Any]:
    [script] = head.scripts
    data: dict[str, Any] = json.loads(script)
    return data


def read_page(site: Site, name: str = "her", **conf: Any) -> Head:
    return Head(site.build(html_baseurl=BASE, **conf).read(f"reviews/{name}.html"))


@pytest.fixture(scope="module")
def build(shared_site: Site) -> Build:
    shared_site.write("images/her.png", make_png())
    for name, (work, _) in WORKS.items():
        review = make_review(
            "Open words.\n\n:::{spoiler}\nSamantha leaves.\n:::\n\n![||Roof||](../images/her.png)\n",
            title=f"A {name}",
            work=work,
            rating="4.5/5",
            reviewer="Ines Okafor",
            tags="[romance, drama]",
            updated="2025-04-02",
            excerpt="'It *is* kind & <b>warm</b>'",
            cover="../images/her.png",
            coverAlt='"A man: \\"so\\" <red>"',
        )
        shared_site.write(f"reviews/{name}.md", review)
    return shared_site.build(html_baseurl=BASE, **SHOW_ALL)


@pytest.mark.parametrize("medium", WORKS)
def test_json_ld_is_what_search_engines_ask_for(build: Build, medium: str) -> None:
    data = read_data(Head(build.read(f"reviews/{medium}.html")))
    for path in (*REQUIRED, *RECOMMENDED):
        found: Any = data
        for name in path.split("."):
            found = found[0] if isinstance(found, list) else found
            assert found.get(name), path
            found = found[name]
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "Review"
    image = f"{BASE}/_images/her-7fb94061.png"
    assert data["itemReviewed"] == {**WORKS[medium][1], "image": image}


def test_all_of_json_ld(build: Build) -> None:
    data = read_data(Head(build.read("reviews/film.html")))
    del data["itemReviewed"]
    site = {"@type": "Organization", "name": "Site"}
    assert data == {
        "@context": "https://schema.org",
        "@type": "Review",
        "name": "A film",
        "url": f"{BASE}/reviews/film.html",
        "inLanguage": "en",
        "datePublished": "2025-03-01",
        "dateModified": "2025-04-02",
        "author": [{"@type": "Person", "name": "Ines Okafor"}],
        "publisher": site,
        "description": "It is kind & warm",
        "keywords": ["romance", "drama"],
        "image": f"{BASE}/_images/her-7fb94061.png",
        "reviewRating": {"@type": "Rating", "ratingValue": 4.5, "bestRating": 5, "worstRating": 1},
    }


@pytest.mark.parametrize(
    ("rating", "scale", "found"),
    [
        ("8/10", None, (8, 10, 1)),
        ("0.5/5", None, (0.5, 5, 0)),
        ("'4'", None, None),
        ("'4'", "[0, 5, 0.5]", (4, 5, 0)),
        ("'4'", "5", (4, 5, 0)),
        ("4/5", "[1, 5]", (4, 5, 1)),
        ("8/10", "[1, 5]", (8, 10, 1)),
        ("B+", None, None),
        ("nan", None, None),
    ],
)
def test_a_rating_without_a_scale_is_not_told(
    site: Site, rating: str, scale: str | None, found: tuple[float, float, float] | None
) -> None:
    site.write("reviews/her.md", make_review(rating=rating))
    site.write("reviewlint.yaml", f"rating: {{scale: {scale}}}\n" if scale else "{}\n")
    told = read_data(read_page(site, reviewlint_on_error="warn")).get("reviewRating")
    keys = ("ratingValue", "bestRating", "worstRating")
    assert told == (found and {"@type": "Rating", **dict(zip(keys, found, strict=True))})


@pytest.mark.parametrize(
    ("name", "fields", "kind"),
    [
        ("reviews/films/her", {}, "Movie"),
        ("reviews/films/2013/her", {}, "Movie"),
        ("reviews/video-games/her", {}, "VideoGame"),
        ("reviews/music/her", {}, "MusicAlbum"),
        ("reviews/films/her", {"medium": "book"}, "Book"),
        ("reviews/films/her", {"medium": "opera"}, "CreativeWork"),
        ("reviews/film", {}, "CreativeWork"),
    ],
)
def test_what_is_reviewed_may_be_told_by_the_folder(name: str, fields: dict[str, str], kind: str) -> None:
    path = f"{name}.md"
    record = make_record(Session.load(Path(__file__).parent).read(make_review(**fields), path), path)
    assert describe_review(record, Place("Site"))["itemReviewed"]["@type"] == kind


def test_the_author_of_the_work_is_not_the_reviewer(site: Site) -> None:
    site.write("reviews/her.md", make_review(book="{title: Emma, author: Jane Austen}", author="Jane Austen"))
    data = read_data(read_page(site))
    assert data["author"] == {"@type": "Organization", "name": "Site"}
    assert data["itemReviewed"]["author"] == [{"@type": "Person", "name": "Jane Austen"}]


def test_opengraph_is_the_record(build: Build) -> None:
    meta = Head(build.read("reviews/film.html")).meta
    wanted = {
        "og:title": "A film",
        "og:type": "article",
        "og:url": f"{BASE}/reviews/film.html",
        "og:site_name": "Site",
        "og:description": "It is kind & warm",
        "og:image": f"{BASE}/_images/her-7fb94061.png",
        "og:image:alt": 'A man: "so" <red>',
        "twitter:card": "summary_large_image",
        "description": "It is kind & warm",
        "author": "Ines Okafor",
        "article:published_time": "2025-03-01",
        "article:modified_time": "2025-04-02",
        "article:author": "Ines Okafor",
    }
    assert {name: meta.get(name) for name in wanted} == {name: [value] for name, value in wanted.items()}
    assert meta["article:tag"] == ["romance", "drama"]


def test_without_a_cover_no_picture_of_the_text_is_taken(site: Site) -> None:
    site.write("images/roof.png", make_png())
    site.write("reviews/her.md", make_review(":::{spoiler}\n![Canary](../images/roof.png)\n:::\n"))
    head = read_page(site, ogp_use_first_image=True, suppress_warnings=["reviewlint"])
    assert "og:image" not in head.meta
    assert head.meta["twitter:card"] == ["summary"]


def test_microformats(build: Build) -> None:
    values = Head(build.read("reviews/film.html")).values
    assert "h-review" in values
    assert "e-content" not in values  # programs take its text, hidden or not
    assert values["p-name"] == ["A film", ""]
    assert values["u-url"] == [f"{BASE}/reviews/film.html"]
    assert (values["p-rating"], values["p-best"]) == (["4.5"], ["5"])
    assert values["u-photo"] == ["../_images/her-7fb94061.png"]
    assert values["dt-published"] == ["2025-03-01"]
    assert values["dt-updated"] == ["2025-04-02"]
    assert values["p-category"] == ["", ""]
    assert {"p-item", "h-item", "p-author", "h-card", "p-summary"} <= values.keys()


@pytest.mark.parametrize(
    ("builder", "page", "address"),
    [
        ("html", "reviews/film.html", "reviews/film.html"),
        ("dirhtml", "reviews/film/index.html", "reviews/film/"),
    ],
)
def test_the_canonical_address(
    build: Build, shared_site: Site, builder: str, page: str, address: str
) -> None:
    built = shared_site.build(builder, html_baseurl=BASE + "/", **SHOW_ALL)
    head = Head(built.read(page))
    assert head.links["canonical"] == read_data(head)["url"] == f"{BASE}/{address}"
    assert head.meta["og:url"] == [f"{BASE}/{address}"]


def test_without_an_address_of_the_site_none_is_made_up(site: Site) -> None:
    site.write("reviews/her.md", make_review())
    head = Head(site.build(html_baseurl="javascript:alert(1)").read("reviews/her.html"))
    assert "url" not in read_data(head)
    assert "u-url" not in head.values


@pytest.mark.parametrize(
    ("language", "languages"),
    [
        ("de", [("html", "en"), ("section", "de"), ("div", "en"), ("p", "de")]),
        ("pt_BR", [("html", "en"), ("section", "pt-BR"), ("div", "en"), ("p", "pt-BR")]),
        ("EN", [("html", "en")]),
        ("'x\" onclick=\"y'", [("html", "en")]),
    ],
)
def test_the_language_of_a_review(site: Site, language: str, languages: list[tuple[str, str]]) -> None:
    site.write("reviews/her.md", make_review(lang=language, excerpt="Worte", work="Sie"))
    head = read_page(site, **SHOW_ALL)
    assert head.languages == languages


@pytest.mark.parametrize(
    ("language", "on_cards", "told"),
    [("de_AT", ' lang="de-AT"', "de-AT"), ("pt_BR", "", "pt-BR"), ("English", "", "pt-BR")],
)
def test_every_output_writes_languages_as_tags(site: Site, language: str, on_cards: str, told: str) -> None:
    site.write("reviews/her.md", make_review(lang=language, aliases="[/old/]", tags="[noir]"))
    build = site.build(language="pt_BR", html_baseurl=BASE, **SHOW_ALL)
    assert f'<li class="rl-card"{on_cards}>' in build.read("browse/tag/noir.html")
    assert read_data(Head(build.read("reviews/her.html")))["inLanguage"] == told
    assert f'<html lang="{told}">' in build.read("old/index.html")
    assert 'xml:lang="pt-BR"' in build.read("feed.xml")
    feed = json.loads(build.read("feed.json"))
    assert (feed["language"], feed["items"][0].get("language", "pt-BR")) == ("pt-BR", told)


HOSTILE = "</script><b>\"&'-->"


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_hostile_fields_stay_text(site: Site, theme: str) -> None:
    written = json.dumps(HOSTILE)
    fields = dict.fromkeys(("title", "excerpt", "reviewer", "coverAlt", "coverCaption"), written)
    review = make_review(
        work=f"{{title: {written}, medium: {written}, creators: [{written}], series: {written}}}",
        tags=f"[{written}]",
        cover="https://x.example/a.png",
        **fields,
    )
    site.write("reviews/her.md", review)
    site.write("reviews/him.md", review.replace("https://x.example/a.png", "javascript:alert(1)"))
    build = site.build(html_baseurl=BASE, html_theme=theme, **SHOW_ALL)
    for name in build.snapshot():
        if name.endswith((".html", ".xml")):
            page = build.read(name)
            assert "</script><b>" not in page, name
            assert "\"&'" not in page, name
            assert "javascript:alert" not in page, name
    head = Head(build.read("reviews/her.html"))
    assert read_data(head)["name"] == HOSTILE
    assert head.meta["og:title"] == [HOSTILE]
    assert head.values["p-name"][0] == HOSTILE


@pytest.mark.parametrize(
    "cover",
    [
        "../../secret.png",
        "../../../secret.png",
        "/../secret.png",
        "file:///etc/passwd",
        "%2e%2e/../secret.png",
    ],
)
def test_nothing_outside_the_source_folder_is_copied(site: Site, cover: str) -> None:
    (site.folder / "secret.png").write_bytes(make_png(77))
    site.write("reviews/her.md", make_review(f"![A man]({cover})\n", cover=f"'{cover}'", coverAlt="A man"))
    build = site.build(html_baseurl=BASE, **SHOW_ALL)
    assert [name for name in build.snapshot() if "secret" in name or "passwd" in name] == []
    assert make_png(77) not in build.snapshot().values()
    assert "og:image" not in Head(build.read("reviews/her.html")).meta


def test_a_description_holds_no_spoiler(site: Site) -> None:
    body = ":::{spoiler}\nSamantha leaves.\n:::\n\nOpen words ||hidden words|| here.\n"
    site.write("reviews/her.md", make_review(body))
    head = read_page(site)
    assert head.meta["description"] == head.meta["og:description"] == ["Open words (spoiler) here."]
    assert read_data(head)["description"] == "Open words (spoiler) here."


@pytest.mark.filterwarnings("ignore:.*JSONHTMLBuilder.app")
def test_builders_of_other_things_are_left_alone(site: Site) -> None:
    site.write("reviews/her.md", make_review())
    for builder in ("json", "singlehtml", "epub"):
        build = site.build(builder, version="1")
        assert build.find("application/ld+json") == []
        assert build.find("og:title") == []
