"""In a real browser and four themes: nobody is kept out, whatever the screen, the colours or the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.chromium import needs_browser, serve
from tests.sphinx.site import Site, make_png, make_review, settle

pytestmark = needs_browser

THEMES = ("furo", "alabaster", "pydata_sphinx_theme", "sphinx_rtd_theme")

PAGES = {
    "review": "reviews/her.html",
    "listing": "browse/tag/romance.html",
    "listings": "index.html",
    "tags": "browse/tag/index.html",
    "glance": "browse/index.html",
    "search": "search.html?q=city",
}

BODY = """Theodore writes letters. It ||ends on a roof|| there, and ||with a letter||.

:::{spoiler} The departure
Samantha leaves him.
:::

## The city

![Evening over rooftops](../images/her.png)

The city glows, and *nobody* looks up. `Code`, a [link](https://example.org/) and a footnote[^1].

> It is a quotation.

:::{spoiler}
They wait.
:::

[^1]: Below.
"""

LISTINGS = """# Archive

```{reviews}
:style: cards
:group-by: medium
```

```{reviews}
:style: list
:paginate: 4
```

```{reviews}
:style: table
:paginate: 4
```
"""

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OURS = ".h-review, .rl-browse, .rl-search, .rl-listing, .rl-pager"

# What a theme writes into our pages is the theme's: the sign beside each heading, and in that of Read the
# Docs the colours of links and code in running text.
THEIRS = ".headerlink, .rst-content a.external, .rst-content code *"


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Build one site in each theme; give their addresses."""
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as monkeypatch, ExitStack() as stack:
        settle(folder, monkeypatch)
        site = Site(folder)
        write_reviews(site)
        found = {}
        for theme in THEMES:
            build = site.build(out=theme, html_theme=theme, reviewlint_search="pagefind")
            assert build.warnings == ""
            found[theme] = stack.enter_context(serve(build.outdir))
        yield found


def write_reviews(site: Site) -> None:
    site.write("index.md", LISTINGS)
    site.write("images/her.png", make_png(300, 400))
    fields = {
        "reviewer": "Ines Okafor",
        "rating": "4.5/5",
        "tags": "[romance, science fiction]",
        "cover": "../images/her.png",
        "coverAlt": "A man in a red shirt",
        "coverCaption": "Evening in Los Angeles",
        "coverCredit": "'Photo: A. Person'",
        "excerpt": "'A *kind* film.'",
    }
    work = "{title: Her, medium: film, year: 2013, creators: [Spike Jonze]}"
    site.write("reviews/her.md", make_review(BODY, title="A voice in the ear", work=work, **fields))
    for number in range(9):
        site.write(
            f"reviews/{number}.md",
            make_review(
                f"A city of {number} streets.\n",
                title=LONG if number == 8 else f"City {number}",
                date=f"202{number % 3}-03-01",
                tags=f"[romance, {LONG.lower()}]",
                work=f"{{title: Work {number}, medium: book}}",
                reviewer="Tomas Lindqvist",
                rating=f"{number % 5 + 1}/5",
            ),
        )


@pytest.fixture
def open_page(browser: Browser, addresses: dict[str, str]) -> Iterator[Any]:
    contexts = []

    def open_one(theme: str, page: str, **given: Any) -> Page:
        context = browser.new_context(**given)
        contexts.append(context)
        opened = context.new_page()
        opened.goto(addresses[theme] + PAGES[page])
        if page == "search" and given.get("java_script_enabled", True):
            opened.locator(".rl-results a").first.wait_for()
        return opened

    yield open_one
    for context in contexts:
        context.close()


def find_violations(page: Page) -> list[str]:
    """Give what axe finds in what is ours, with the element that it finds it in."""
    found = Axe().run(page, options=WCAG).response["violations"]
    nodes = [(rule["id"], node) for rule in found for node in rule["nodes"]]
    is_ours = "([target, ours, theirs]) => { const one = document.querySelector(target); "
    is_ours += "return one.closest(ours) !== null && !one.matches(theirs); }"
    return [
        f"{rule} at {node['target'][0]}: {node['failureSummary']}"
        for rule, node in nodes
        if page.evaluate(is_ours, [node["target"][0], OURS, THEIRS])
    ]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize(
    ("theme", "page"),
    [
        *((theme, page) for theme in ("furo", "alabaster") for page in PAGES),
        *((theme, "review") for theme in ("pydata_sphinx_theme", "sphinx_rtd_theme")),
    ],
)
def test_axe_finds_nothing(open_page: Any, theme: str, page: str, colours: str) -> None:
    opened = open_page(theme, page, color_scheme=colours)
    for box in opened.locator("input.rl-si-box").all():
        box.check()
    for summary in opened.locator("details.rl-spoiler summary").all():
        summary.click()
    assert find_violations(opened) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("page", PAGES)
def test_a_phone_does_not_scroll_sideways(open_page: Any, theme: str, page: str) -> None:
    opened = open_page(theme, page, viewport={"width": 360, "height": 740})
    assert opened.evaluate("document.scrollingElement.scrollWidth") <= 360
    wide = """(ours) => [...document.querySelectorAll(ours)]
        .flatMap((one) => [one, ...one.querySelectorAll("*")])
        .filter((one) => one.getBoundingClientRect().right > 361 && !one.closest(".rl-table-frame"))
        .map((one) => one.outerHTML.slice(0, 80))"""
    assert opened.evaluate(wide, OURS) == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_keyboard_alone_opens_every_spoiler(open_page: Any, theme: str) -> None:
    page = open_page(theme, "review")
    opened = set()
    for _step in range(80):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if page.locator("summary:focus, input.rl-si-box:focus").count():
            page.keyboard.press("Space")
            opened.add(focused.evaluate("(one) => one.closest('.rl-spoiler, .rl-si').textContent.trim()"))
    bodies = page.locator("[data-spoiler-body]")
    assert bodies.count() == 4
    assert len(opened) == 4
    assert [bodies.nth(index).is_visible() for index in range(4)] == [True] * 4


@pytest.mark.parametrize("theme", THEMES)
def test_without_scripts_all_is_there_but_search(open_page: Any, theme: str) -> None:
    page = open_page(theme, "review", java_script_enabled=False)
    bodies = page.locator("[data-spoiler-body]")
    assert [bodies.nth(index).is_visible() for index in range(4)] == [False] * 4
    assert page.get_by_role("link", name="Reviews by Ines Okafor").is_visible()
    page = open_page(theme, "glance", java_script_enabled=False)
    assert page.get_by_role("row", name="Ines Okafor 1").is_visible()
    page.get_by_role("link", name="Ines Okafor").click()
    assert page.get_by_role("link", name="A voice in the ear").is_visible()
    page = open_page(theme, "search", java_script_enabled=False)
    assert page.locator(".rl-search noscript p").is_visible()


@pytest.mark.parametrize("theme", THEMES)
def test_charts_are_tables(open_page: Any, theme: str) -> None:
    page = open_page(theme, "glance")
    table = page.get_by_role("table", name="Reviews by year")
    assert table.get_by_role("columnheader").all_inner_texts() == ["Year", "Reviews"]
    rows = [row.split() for row in table.get_by_role("row").all_inner_texts()]
    assert rows == [["Year", "Reviews"], ["2025", "1"], ["2022", "3"], ["2021", "3"], ["2020", "3"]]


def test_search_by_pagefind(open_page: Any) -> None:
    page = open_page("alabaster", "search")
    assert page.locator(".rl-search-status").inner_text() == "10 reviews"
    page.get_by_label("Medium").select_option("film")
    page.locator(".rl-search-status", has_text="1 review").wait_for()
    assert page.locator(".rl-results a").all_inner_texts() == ["A voice in the ear"]
    page.get_by_label("Words").fill("glows")
    page.get_by_role("button", name="Search").and_(page.locator(".rl-search button")).click()
    page.locator(".rl-results mark", has_text="glows").wait_for()
    assert "?q=glows&medium=film" in page.url


@pytest.mark.parametrize("words", ["letters", "city", "ends", "departure"])
def test_search_by_pagefind_shows_no_spoiler(open_page: Any, words: str) -> None:
    page = open_page("alabaster", "search")
    page.get_by_label("Words").fill(words)
    page.get_by_label("Words").press("Enter")
    page.wait_for_function("words => new URLSearchParams(location.search).get('q') === words", arg=words)
    page.wait_for_function("document.querySelector('.rl-search-status').textContent !== ''")
    text = page.locator(".rl-search").inner_text()
    for hidden in ("roof", "with a letter", "Samantha", "They wait"):
        assert hidden not in text
