"""A build is looked through for spoilers and for reviews that are not public, in whatever form."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.leakcheck.builds import STORY, check

HER = f"""---
title: Her
---
Open words.

:::{{spoiler}}
{STORY.capitalize()}.
:::

It ||ends badly|| so.
"""
LONG = "shows “the whole crew of the ship”, which a spoiler hides (reviews/her.md:7)"
SHORT = "shows “ends badly”, which a spoiler hides (reviews/her.md:10)"
HIDDEN = f"<html><body><p>x <span data-spoiler-body hidden>{STORY}, it ends badly</span></p></body></html>"


def zip_of(name: str, text: str, method: int = zipfile.ZIP_STORED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr(name, text)
    return packed.getvalue()


def damage(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def inventory_of(entry: str) -> bytes:
    head = "# Sphinx inventory version 2\n# Project: x\n# Version: 1\n# The remainder ...\n"
    return head.encode() + zlib.compress(entry.encode())


LEAKING: dict[str, tuple[str, str | bytes, list[str]]] = {
    "a paragraph": ("her.html", f"<p>{STORY}</p>", [f"her.html: {LONG}"]),
    "with markup and line ends": (
        "her.html",
        "<p>The <em>whole</em> crew\nof <a href='x'>the ship</a></p>",
        [f"her.html: {LONG}"],
    ),
    "with markup within words": (
        "her.html",
        f"<p>{STORY.replace('ew', 'e<b>w</b>')}</p>",
        [f"her.html: {LONG}"],
    ),
    "with entities": ("her.html", f"<p>{STORY.replace('d', '&#100;')}</p>", [f"her.html: {LONG}"]),
    "short, and whole": ("her.html", "<p>It ends badly.</p>", [f"her.html: {SHORT}"]),
    "a description": (
        "her.html",
        f'<meta name="description" content="{STORY}" />',
        [f"her.html: {LONG}"],
    ),
    "an alt text": ("her.html", "<img src='x.png' alt='It ends badly' />", [f"her.html: {SHORT}"]),
    "a comment": ("her.html", f"<!-- {STORY} -->", [f"her.html: {LONG}"]),
    "an address": ("her.html", f"<h2 id='{STORY.replace(' ', '-')}'>x</h2>", [f"her.html: {LONG}"]),
    "JSON-LD": (
        "her.html",
        f'<script type="application/ld+json">{{"reviewBody": {json.dumps("é " + STORY)}}}</script>',
        [f"her.html: {LONG}"],
    ),
    "an open details element": (
        "her.html",
        f"<details open><div data-spoiler-body>{STORY}</div></details>",
        [f"her.html: {LONG}"],
    ),
    "an Atom feed": (
        "feed.xml",
        f"<feed><entry><summary type='html'>&lt;p&gt;{STORY}&lt;/p&gt;</summary></entry></feed>",
        [f"feed.xml: {LONG}"],
    ),
    "hidden in a feed": (
        "feed.xml",
        f"<feed><content>&lt;p data-spoiler-body&gt;{STORY}&lt;/p&gt;</content></feed>",
        [f"feed.xml: {LONG}"],
    ),
    "a JSON feed": ("feed.json", json.dumps({"x": f"<p>\u201c{STORY}"}), [f"feed.json: {LONG}"]),
    "text": ("her.txt", f"* {STORY}\n", [f"her.txt: {LONG}"]),
    "text in lines": ("her.txt", "The whole crew\nof the\nship", [f"her.txt: {LONG}"]),
    "LaTeX": (
        "book.tex",
        "\\sphinxAtStartPar\n" + STORY.replace("crew", r"\emph{crew}"),
        [f"book.tex: {LONG}"],
    ),
    "an EPUB": (
        "book.epub",
        zip_of("her.xhtml", f"<p>{STORY}</p>"),
        [f"book.epub/her.xhtml: {LONG}"],
    ),
    "compressed": (
        "her.json.gz",
        gzip.compress(json.dumps(STORY).encode(), mtime=0),
        [f"her.json.gz: {LONG}"],
    ),
    "an inventory": (
        "objects.inv",
        inventory_of(f"x std:label -1 her.html {STORY}\n"),
        [f"objects.inv: {LONG}"],
    ),
    "an inventory's name": (
        "objects.inv",
        inventory_of("ends-badly std:term -1 her.html# -\n"),
        [f"objects.inv: {SHORT}"],
    ),
    "a pickle": ("her.fpickle", b"\x80\x04\x8c\x99" + STORY.encode(), [f"her.fpickle: {LONG}"]),
    "a source": ("_sources/her.md.txt", HER, [f"_sources/her.md.txt: {text}" for text in (SHORT, LONG)]),
}


@pytest.mark.parametrize("name", LEAKING)
def test_a_spoiler_leaks(tmp_path: Path, name: str) -> None:
    file, content, leaks = LEAKING[name]
    assert sorted(check(tmp_path, {file: content}, {"reviews/her": HER})) == sorted(leaks)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("her.html", HIDDEN),
        ("book.epub", zip_of("her.xhtml", HIDDEN)),
        ("her.html", "<p>the whole crew of the boat, badly ends it</p>"),
        ("_static/theme.js", "var x = ['ends', 'badly']; ends.badly()"),
        ("her.html", "<div class='ends badly'>Open words.</div>"),
        ("picture.png", STORY.encode()),
        (".doctrees/her.doctree", STORY.encode()),
    ],
)
def test_nothing_leaks(tmp_path: Path, file: str, content: str | bytes) -> None:
    assert check(tmp_path, {file: content, "x.txt": "x"}, {"reviews/her": HER}) == []


def test_the_end_of_a_block_and_the_beginning_of_the_next_are_no_run(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"her.html": "<p>the whole crew</p><p>of the ship was</p>"}
    assert check(tmp_path, files, {"reviews/her": HER}) == []


def test_what_is_told_openly_elsewhere_is_no_secret(tmp_path: Path) -> None:
    open_too = f"---\ntitle: Ran\n---\n{STORY.capitalize()}. It ends badly.\n"
    assert check(tmp_path, {"her.html": f"<p>{STORY} it ends badly</p>"}, {"her": HER, "ran": open_too}) == []


def test_a_page_that_is_no_review_may_use_the_word_but_not_tell_the_story(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"guide.html": f"<p>It ends badly. {STORY}</p>"}
    guide = {"guide": f"It ends badly. {STORY}"}
    assert check(tmp_path, files, {"reviews/her": HER}, guide) == [f"guide.html: {LONG}"]


SHORT_LIST = "<ul><li>one two zebra</li><li>three four</li><li>five six</li></ul>"


@pytest.mark.parametrize(
    ("body", "page", "leaks"),
    [
        ("It ||ends||[^1].\n\n[^1]: Ask me about the roof.\n", "ask me about the roof", 0),
        ("It ||ends[^1]||.\n\n[^1]: Ask me about the roof.\n", "ask me about the roof", 1),
        ("It ||ends[^1]||, so[^1].\n\n[^1]: Ask me about the roof.\n", "ask me about the roof", 0),
        ("It ||ends[^1]||.\n\n[^1]: Ask me\n    about the roof.\n", "ask me about the roof", 1),
        ("<spoiler>\n\n![a zebra](x.png)\n\n</spoiler>\n", '<img alt="a zebra">', 1),
        (":::{spoiler}\n- one two zebra\n\n- three four\n\n- five six\n:::\n", SHORT_LIST, 1),
        (
            ":::{spoiler}\n- one two zebra\n\n- three four\n\n- five six\n:::\n",
            SHORT_LIST.replace("six", "seven"),
            0,
        ),
        (":::{spoiler}\n" + "- one two zebra\n\n" * 9 + ":::\n", "<li>one two zebra</li>" * 5, 1),
        (":::{spoiler}\n" + "- one two zebra\n\n" * 9 + ":::\n", "<li>one two zebra</li>" * 3, 0),
        ("||the||\n", "the", 0),
        ("||zebra||\n", "a zebra", 1),
        ("A zebra, ||zebra||\n", "a zebra", 0),
        ("||search||\n", "search", 0),
        ("||1917||\n", "1917", 0),
        ("||[a zebra](https://example.org/)||\n", "a zebra", 1),
    ],
)
def test_what_is_secret(tmp_path: Path, body: str, page: str, leaks: int) -> None:
    found = check(tmp_path, {"her.html": page}, {"her": f"---\ntitle: Her\n---\n{body}"})
    assert len(found) == leaks, found


DRAFT = f"---\ntitle: The Zebra Affair\ndraft: true\nslug: zebra-affair\n---\n{STORY}\n"
IS_DRAFT = "a review that is a draft (reviews/zebra.md:1)"
NAMED = f"names “the zebra affair”, {IS_DRAFT}"


@pytest.mark.parametrize(
    ("file", "content", "leak"),
    [
        ("index.html", "<a href='https://x.org/'>The Zebra Affair</a>", NAMED),
        ("index.html", "<h2>The Zebra Affair and others</h2>", NAMED),
        ("index.html", "<title>The Zebra Affair — Site</title>", NAMED),
        ("index.html", "<meta property='og:title' content='The Zebra Affair' />", NAMED),
        ("feed.xml", "<entry><title>The Zebra Affair</title></entry>", NAMED),
        ("feed.json", '{"title": "The Zebra Affair"}', NAMED),
        ("objects.inv", inventory_of("x std:doc -1 x.html The Zebra Affair\n"), NAMED),
        ("index.txt", "x\n* The Zebra Affair\n", NAMED),
        ("index.html", "<a href='reviews/zebra.html'>x</a>", f"leads to the page of {IS_DRAFT}"),
        ("tag/index.html", "<a href='../reviews/zebra/'>x</a>", f"leads to the page of {IS_DRAFT}"),
        ("index.html", "<a href='/films/zebra-affair/'>x</a>", f"leads to the page of {IS_DRAFT}"),
        ("feed.xml", "<link href='https://x.org/reviews/zebra.html'/>", f"leads to the page of {IS_DRAFT}"),
        ("sitemap.xml", "<loc>https://x.org/a/reviews/zebra/</loc>", f"leads to the page of {IS_DRAFT}"),
        (
            "objects.inv",
            inventory_of("x std:doc -1 reviews/zebra.html x\n"),
            f"leads to the page of {IS_DRAFT}",
        ),
        ("html/reviews/zebra.html", "<p>x</p>", f"is the page of {IS_DRAFT}"),
        ("_sources/reviews/zebra.md.txt", "x", f"is the page of {IS_DRAFT}"),
        (
            "her.html",
            HIDDEN,
            f"shows “the whole crew of the ship” of {IS_DRAFT}",
        ),
    ],
)
def test_a_draft_leaks(tmp_path: Path, file: str, content: str | bytes, leak: str) -> None:
    found = check(tmp_path, {file: content}, {"reviews/zebra": DRAFT})
    assert found == [f"{file}: {leak}"]


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("index.html", "<p>Some talk of the zebra affair.</p>"),
        ("index.html", "<a href='https://x.org/zebra-affair'>x</a>"),
        ("index.html", "<a href='zebra.png'>x</a><a href='https://[x'>x</a>"),
        ("index.html", "<a href='#zebra'>x</a><a href=''>x</a>"),
        ("tag/zebra.html", "x"),
    ],
)
def test_a_draft_does_not_leak(tmp_path: Path, file: str, content: str) -> None:
    assert check(tmp_path, {file: content}, {"reviews/zebra": DRAFT}) == []


def test_names_that_public_reviews_have_are_no_secret(tmp_path: Path) -> None:
    reviews = {
        "reviews/heat": "---\ntitle: Heat\ndraft: true\n---\nx\n",
        "reviews/michael": "---\ntitle: Fire\nwork: Heat\ntags: [heat]\n---\nx\n",
    }
    files: dict[str, str | bytes] = {"index.html": "<a href='tag/heat.html'>Heat</a>"}
    assert check(tmp_path, files, reviews) == []


def test_markers_that_nothing_read(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "reviews/her.html": "<p>It ||ends badly|| so.</p>",
        "guide.html": "<p>Write ||this||.</p>",
    }
    guide = {"guide": "Write ||this||."}
    marked = "---\ntitle: Her\n---\nIt ends\nbadly. Really, it ||ends badly|| so.\n"
    assert check(tmp_path, files, {"reviews/her": marked}, guide) == [
        "reviews/her.html: shows “||ends badly||” as it was written: no spoiler was made of it"
        " (reviews/her.md:5)"
    ]


def index_of(**given: object) -> str:
    data = {"docnames": ["reviews/her"], "filenames": ["reviews/her.md"], "titles": ["Her"], **given}
    return f"Search.setIndex({json.dumps(data)})"


@pytest.mark.parametrize(
    ("index", "leaks"),
    [
        ({"terms": {"open": 0, "word": 0}}, []),
        ({"terms": {"crew": [0]}}, ["finds the review by “crew”, which a spoiler hides (reviews/her.md:7)"]),
        ({"terms": {"badli": 0}}, ["finds the review by “badly”, which a spoiler hides (reviews/her.md:10)"]),
        ({"terms": {"crew": 1}}, []),
        # Not of "began" and "badly", but of "begin" and of "any".
        ({"terms": {"begin": 0, "ani": 0, "bad": 0}}, []),
        ({"terms": {}, "alltitles": {STORY: [[0, "x"]]}}, [LONG]),
        ({"terms": {}, "indexentries": {"ends badly": [[0, "x"]]}}, [SHORT]),
        ({"terms": {}, "objects": {"": [[0, 0, 1, "x", "ends badly"]]}}, [SHORT]),
    ],
)
def test_the_search_index(tmp_path: Path, index: dict[str, object], leaks: list[str]) -> None:
    files: dict[str, str | bytes] = {
        "searchindex.js": index_of(**index),
        "reviews/her.html": f"<p>Open words</p>{HIDDEN}",
    }
    found = check(tmp_path, files, {"reviews/her": HER})
    assert found == [f"searchindex.js: {leak}" for leak in leaks]


def test_a_stem_that_an_open_word_has_too_is_no_leak(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "searchindex.js": index_of(terms={"write": 0, "happi": 0, "come": 0}),
        "reviews/her.html": "<p>Writing, coming, and happiness</p>",
    }
    review = "---\ntitle: Her\n---\nWriting, coming, and happiness. ||Happy writers come.||\n"
    assert check(tmp_path, files, {"reviews/her": review}) == []


def test_a_word_of_the_page_s_own_furniture_may_be_found(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "searchindex.js": index_of(terms={"crew": 0}),
        "reviews/her.html": f"<p>Open words</p><footer>The crew</footer>{HIDDEN}",
    }
    assert check(tmp_path, files, {"reviews/her": HER}) == []


def test_a_word_of_the_theme_is_no_leak(tmp_path: Path) -> None:
    reviews = {"her": "---\ntitle: Her\n---\nIt is ||umber||.\n"}
    files: dict[str, str | bytes] = {"her.html": "<a title='Umber theme'>x</a>"}
    assert len(check(tmp_path, files, reviews)) == 1
    assert check(tmp_path, {**files, "search.html": "<a title='Umber theme'>x</a>"}, reviews) == []


GUARD = "htmlToText … [data-spoiler-body]"
SEARCH: dict[str, str | bytes] = {
    "_static/searchtools.js": "htmlToText",
    "_static/reviewlint-search.js": GUARD,
    "search.html": "<script src='_static/reviewlint-search.js'></script>",
    "reviews/her.html": f"<div role='main'>{HIDDEN}</div>",
}


@pytest.mark.parametrize(
    ("changes", "leaks"),
    [
        ({}, False),
        ({"search.html": "<p>Search</p>"}, True),
        ({"_static/reviewlint-search.js": ""}, True),
        ({"_static/reviewlint-search.js": "", "_static/searchtools.js": GUARD}, False),
        (
            {
                "_static/reviewlint-search.js": "",
                "_static/documentation_options.js": "SHOW_SEARCH_SUMMARY: false,",
            },
            False,
        ),
        ({"search.html": "x", "reviews/her.html": HIDDEN}, False),
    ],
)
def test_snippets(tmp_path: Path, changes: dict[str, str], leaks: bool) -> None:
    place = "reviews/her.html: Sphinx's search shows"
    beside = "beside what it finds here: a spoiler hides it"
    told = [
        f"{place} “ends badly” {beside} (reviews/her.md:10)",
        f"{place} “the whole crew of the ship” {beside} (reviews/her.md:7)",
    ]
    found = check(tmp_path, {**SEARCH, **changes}, {"reviews/her": HER})
    assert sorted(found) == (told if leaks else [])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("book.epub", zip_of("her.xhtml", HIDDEN)[:-9]),
        ("book.zip", zip_of("her.xhtml", HIDDEN).replace(b"crew", b"cook")),
        ("lzma.zip", damage(zip_of("her.xhtml", HIDDEN, zipfile.ZIP_LZMA), 60)),
        ("bz2.zip", damage(zip_of("her.xhtml", HIDDEN, zipfile.ZIP_BZIP2), 60)),
        ("name.zip", zip_of("hér.xhtml", HIDDEN).replace("é".encode(), b"\xe9\xe9")),
        ("cut.zip", zip_of("her.xhtml", HIDDEN)[:4] + zip_of("her.xhtml", HIDDEN)[12:]),
        ("her.json.gz", gzip.compress(STORY.encode())[:-9]),
        ("her.gz", b"\x1f\x8b and no more"),
        ("objects.inv", inventory_of("x")[:-9]),
    ],
)
def test_what_cannot_be_unpacked_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    with pytest.raises(OSError, match="it is damaged, or packed in a way that is not known here") as caught:
        check(tmp_path, {name: content}, {"reviews/her": HER})
    assert caught.value.filename == str(tmp_path / name)


def test_what_a_password_closes_is_shown_to_nobody(tmp_path: Path) -> None:
    packed = bytearray(zip_of("her.txt", STORY))
    packed[6] = packed[packed.index(b"PK\1\2") + 8] = 1
    assert check(tmp_path, {"press.zip": bytes(packed)}, {"reviews/her": HER}) == []
