"""In a real browser: spoilers are closed, with and without JavaScript, and open with the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import needs_browser, serve
from tests.sphinx.site import Build, Site, make_review, settle

pytestmark = needs_browser

BODY = """Theodore writes letters. It ||ends on a roof|| there.

:::{spoiler} The departure
Samantha leaves him.
:::

The city glows.
"""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    folder = tmp_path_factory.mktemp("site")
    with pytest.MonkeyPatch.context() as monkeypatch:
        settle(folder, monkeypatch)
        site = Site(folder)
        site.write("reviews/her.md", make_review(BODY))
        yield site.build()


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(request: pytest.FixtureRequest, browser: Browser, build: Build) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param)
    opened = context.new_page()
    opened.goto((build.outdir / "reviews/her.html").as_uri())
    yield opened
    context.close()


def test_every_spoiler_is_closed(page: Page) -> None:
    bodies = page.locator("[data-spoiler-body]")
    assert bodies.count() == 2
    for index in range(2):
        assert not bodies.nth(index).is_visible()
    tree = page.locator("body").aria_snapshot()
    assert "roof" not in tree
    assert "Samantha" not in tree


def test_a_block_opens_and_closes_with_the_keyboard(page: Page) -> None:
    body = page.locator("details [data-spoiler-body]")
    summary = page.locator("summary")
    assert summary.inner_text() == "Spoiler: The departure"
    summary.focus()
    page.keyboard.press("Enter")
    assert body.is_visible()
    assert "Samantha leaves him." in body.inner_text()
    page.keyboard.press("Space")
    assert not body.is_visible()


def test_an_inline_spoiler_opens_and_closes_with_the_keyboard(page: Page) -> None:
    body = page.locator(".rl-si [data-spoiler-body]")
    box = page.get_by_role("checkbox", name="Spoiler 1 of 2")
    box.focus()
    page.keyboard.press("Space")
    assert body.is_visible()
    assert body.inner_text() == "ends on a roof"
    page.keyboard.press("Space")
    assert not body.is_visible()


def test_the_tab_key_alone_reaches_them(page: Page) -> None:
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        for selector in ("summary", "input.rl-si-box"):
            if page.locator(f"{selector}:focus").count():
                reached.add(selector)
    assert reached == {"summary", "input.rl-si-box"}


def test_a_text_fragment_opens_nothing(page: Page, build: Build) -> None:
    page.goto((build.outdir / "reviews/her.html").as_uri() + "#:~:text=Samantha%20leaves")
    assert not page.locator("details [data-spoiler-body]").is_visible()


def test_show_all(browser: Browser, build: Build) -> None:
    page = browser.new_page()
    page.goto((build.outdir / "reviews/her.html").as_uri())
    page.get_by_role("button", name="Show all spoilers").click()
    bodies = page.locator("[data-spoiler-body]")
    assert [bodies.nth(index).is_visible() for index in range(2)] == [True, True]
    page.get_by_role("button", name="Hide all spoilers").click()
    assert [bodies.nth(index).is_visible() for index in range(2)] == [False, False]
    page.close()


def test_print_keeps_them_closed(browser: Browser, build: Build) -> None:
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto((build.outdir / "reviews/her.html").as_uri())
    bodies = page.locator("[data-spoiler-body]")
    assert [bodies.nth(index).is_visible() for index in range(2)] == [False, False]
    page.close()


def test_a_pdf_holds_none_of_them(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A spoiler of many pages adds none; no reader of PDFs is needed to see that."""
    settle(tmp_path, monkeypatch)
    site = Site(tmp_path)
    long = "Samantha leaves. " * 5000
    site.write("reviews/her.md", make_review(BODY))
    site.write(
        "reviews/long.md", make_review(f"{BODY}\n:::{{spoiler}}\n{long}\n:::\n\nIt ||{long}|| ends.\n")
    )
    build = site.build(suppress_warnings=["reviewlint"])
    page = browser.new_page()
    counts = []
    for name in ("her", "long"):
        page.goto((build.outdir / f"reviews/{name}.html").as_uri())
        counts.append(len(re.findall(rb"/Type\s*/Page\b", page.pdf())))
    page.locator("summary").last.click()
    counts.append(len(re.findall(rb"/Type\s*/Page\b", page.pdf())))
    page.close()
    assert counts[0] == counts[1] < 5 < counts[2]


@pytest.fixture(scope="module")
def address(build: Build) -> Iterator[str]:
    with serve(build.outdir) as served:
        yield served


@pytest.mark.parametrize("words", ["Theodore", "glows", "writes letters"])
def test_a_search_shows_no_spoiler_beside_what_it_finds(browser: Browser, address: str, words: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}search.html?q={words}")
    result = page.locator("#search-results p.context").first
    result.wait_for()
    text = page.locator("#search-results").inner_text()
    assert "Theodore writes letters." in text or "The city glows." in text
    assert "roof" not in text
    assert "Samantha" not in text
    page.close()


@pytest.mark.parametrize("words", ["roof", "Samantha"])
def test_a_search_for_hidden_words_finds_nothing(browser: Browser, address: str, words: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}search.html?q={words}")
    page.locator("#search-results h2", has_text="Search Results").wait_for()
    page.wait_for_function("document.querySelector('.search-summary').textContent.length > 20")
    assert page.locator("#search-results ul.search li").count() == 0
    page.close()
