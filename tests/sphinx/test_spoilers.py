"""No word of a spoiler anywhere but in the element that hides it, in every dialect and builder."""

from __future__ import annotations

import zipfile
from html.parser import HTMLParser

import pytest

from tests.sphinx.dialects import MARKDOWN, REST
from tests.sphinx.site import Build, Site, make_png, make_review

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Splitter(HTMLParser):
    """Split the text and attributes of a page: what a spoiler holds, and all else."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[bool] = []
        self.hidden: list[str] = []
        self.shown: list[str] = []

    def put(self, text: str) -> None:
        (self.hidden if any(self.open) else self.shown).append(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.put(" ".join(value or "" for _, value in attrs))
        if tag not in VOID:
            self.open.append("data-spoiler-body" in dict(attrs))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.put(" ".join(value or "" for _, value in attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.put(data)


def split(html: str) -> tuple[str, str]:
    splitter = Splitter()
    splitter.feed(html)
    splitter.close()
    return " ".join(splitter.hidden), " ".join(splitter.shown)


# Nothing can be hidden here, so the words are replaced; they stand nowhere, hidden or not.
REPLACED = {
    "heading",
    "heading-role",
    "directive-title",
    "directive-title-role",
    "alt",
    "rest-admonition",
    "rest-role-in-a-heading",
    "label",
}
BUILDERS = ("html", "dirhtml", "epub", "text", "xml")


def canary_of(name: str) -> str:
    return f"canary{name.replace('-', '')}x"


def title_of(name: str) -> str:
    return "A " + name.replace("-", " ")


def write_reviews(site: Site) -> None:
    for name, body in MARKDOWN.items():
        title = "A " + name.replace("-", " ")
        site.write(f"reviews/{name}.md", make_review(body.replace("CANARY", canary_of(name)), title=title))
    for name, body in REST.items():
        title = "A " + name.replace("-", " ")
        text = f"{title}\n{'=' * len(title)}\n\n:date: 2025-03-01\n\n" + body.replace(
            "CANARY", canary_of(name)
        )
        site.write(f"reviews/{name}.rst", text)


@pytest.fixture(scope="module")
def builds(shared_site: Site) -> dict[str, Build]:
    write_reviews(shared_site)
    return {
        builder: shared_site.build(builder, reviewlint_on_error="warn", version="1") for builder in BUILDERS
    }


@pytest.mark.parametrize("name", [*MARKDOWN, *REST])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_html_hides_it_in_place(builds: dict[str, Build], builder: str, name: str) -> None:
    build, canary = builds[builder], canary_of(name)
    page = f"reviews/{name}.html" if builder == "html" else f"reviews/{name}/index.html"
    hidden, shown = split(build.read(page))
    assert canary not in shown.lower()
    assert "before" in shown.lower()
    assert "after" in shown.lower()
    if name in REPLACED:
        assert build.find(canary) == []
    else:
        assert canary in hidden
        assert build.find(canary) == [page]


@pytest.mark.parametrize("name", [*MARKDOWN, *REST])
def test_an_epub_hides_it_in_place(builds: dict[str, Build], name: str) -> None:
    [path] = builds["epub"].outdir.glob("*.epub")
    with zipfile.ZipFile(path) as book:
        for member in book.namelist():
            text = book.read(member).decode("utf-8", "replace")
            if canary_of(name) in text.lower():
                assert member == f"reviews/{name}.xhtml"
                assert canary_of(name) not in split(text)[1].lower()
            elif member == f"reviews/{name}.xhtml":
                assert name in REPLACED


@pytest.mark.parametrize("builder", ["text", "xml"])
@pytest.mark.parametrize("name", [*MARKDOWN, *REST])
def test_other_builders_leave_it_out(builds: dict[str, Build], builder: str, name: str) -> None:
    assert builds[builder].find(canary_of(name)) == []
    if builder == "text" and name not in REPLACED:
        assert "[spoiler omitted]" in builds["text"].read(f"reviews/{name}.txt")


@pytest.mark.parametrize("builder", ["singlehtml", "latex", "man", "texinfo"])
def test_a_book_leaves_it_out(site: Site, builder: str) -> None:
    write_reviews(site)
    site.write("index.md", "# Book\n\n```{toctree}\n:glob:\nreviews/*\n```\n")
    build = site.build(builder, reviewlint_on_error="warn", suppress_warnings=["reviewlint"])
    assert build.find("canary") == []
    assert build.find("spoiler omitted") != []
    assert build.find("Before") != []


def test_each_spoiler_has_a_name_of_its_own(site: Site) -> None:
    body = ":::{spoiler} Who *did* it\nx\n:::\n\nThat ||y|| and ||z||.\n\n<spoiler>\n\nw\n\n</spoiler>\n"
    site.write("reviews/her.md", make_review(body))
    page = site.build().read("reviews/her.html")
    assert "<summary>Spoiler: Who did it</summary>" in page
    assert 'aria-label="Spoiler 2 of 4"' in page
    assert 'aria-label="Spoiler 3 of 4"' in page
    assert "<summary>Spoiler 4 of 4</summary>" in page


def test_a_label_that_only_says_spoiler_is_not_said_twice(site: Site) -> None:
    body = "<details><summary>Spoilers!</summary>\n\nIt ends.\n\n</details>\n\nAfter.\n"
    site.write("reviews/her.md", make_review(body))
    assert "<summary>Spoiler</summary>" in site.build().read("reviews/her.html")


def test_what_a_closed_spoiler_is_made_of(site: Site) -> None:
    site.write("reviews/her.md", make_review("It ||ends|| there.\n\n:::{spoiler} The end\n\nIt ends.\n:::\n"))
    page = site.build().read("reviews/her.html")
    inside = 'data-spoiler-body="" data-nosnippet="" data-pagefind-ignore="all"'
    assert f'<span class="rl-si-body" hidden="hidden" {inside}>ends</span></span> there.' in page
    assert f'<div class="rl-spoiler-body" {inside}>\n<p>It ends.</p>\n</div></details>' in page
    assert "<details open" not in page


def test_nothing_inside_a_spoiler_has_an_address(site: Site) -> None:
    body = "A[^1] ||b[^1]||\n\n:::{spoiler}\n(here)=\n### Here\n\nc {#id .x}\n:::\n\n[^1]: Note.\n"
    site.write("reviews/her.md", make_review(body))
    build = site.build(suppress_warnings=["myst", "reviewlint"])
    page = build.read("reviews/her.html")
    block = page[page.index("<details") : page.index("</details>")]
    assert ' id="' not in block
    assert "<h" not in block


@pytest.mark.parametrize("policy", ["closed", "show", "appendix"])
def test_a_caption_inside_a_spoiler_is_nothing_to_warn_of(site: Site, policy: str) -> None:
    figure = "```{figure} /end.png\n:alt: A roof\n:name: canary\n\nThey look down.\n```\n"
    table = "```{table} They look up\n| a |\n|---|\n| b |\n```\n"
    code = "```{code-block} text\n:caption: They say\n\nx\n```\n"
    site.write("end.png", make_png())
    site.write(
        "reviews/her.md", make_review(f"Open.\n\n::::{{spoiler}} The end\n{figure}\n{table}\n{code}::::\n")
    )
    build = site.build(reviewlint_spoilers={"html": policy}, numfig=True)
    assert build.warnings == ""
    assert build.find("canary") == []


def test_text_between_two_spoilers_stays(site: Site) -> None:
    site.write("reviews/her.md", make_review("||a|| **and** ||b||\n\n*||c||*\n\n- ||d|| e\n"))
    _, shown = split(site.build().read("reviews/her.html"))
    assert "and" in shown.split()
    assert "e" in shown.split()


@pytest.mark.filterwarnings("ignore:.*BuildEnvironment.app")
def test_a_review_that_another_document_includes(site: Site) -> None:
    body = "Before ||canaryone|| after.\n\n:::{spoiler} The end\ncanarytwo\n\n- canarytwo\n:::\n"
    site.write("reviews/her.md", make_review(body, note="canarynote"))
    site.write("reviews/no.md", make_review("Canarydraft.\n", draft="true"))
    site.write("page.md", "---\norphan: true\n---\n# Page\n\n```{include} reviews/her.md\n```\n")
    site.write("draft.md", "---\norphan: true\n---\n# Draft\n\n```{include} reviews/no.md\n```\n")
    site.write("other.rst", ":orphan:\n\nOther\n=====\n\n.. include:: reviews/no.md\n   :parser: myst\n")
    build = site.build()
    hidden, shown = split(build.read("page.html"))
    assert "canaryone" in hidden
    assert hidden.count("canarytwo") == 2
    assert "canary" not in shown
    assert "Spoiler: The end" in shown
    assert build.find("canarynote") == []
    assert build.find("canarydraft") == []
    assert "reviews/no.md is not shown in the archive and is left out here too" in build.warnings
    assert "other.rst:6: WARNING: a review cannot be included with `:parser:`" in build.warnings


def test_a_policy_of_one_s_own(site: Site) -> None:
    site.write(
        "reviews/her.md", make_review("It ||ends|| there.\n\n:::{spoiler} The end\n\nIt ceases.\n:::\n")
    )
    text = site.build("text", reviewlint_spoilers={"text": "show"}).read("reviews/her.txt")
    assert "It ends there." in text
    assert "Spoiler: The end" in text
    assert "It ceases." in text
    page = site.build("html", reviewlint_spoilers={"html": "omit"}).read("reviews/her.html")
    assert "It [spoiler omitted] there." in page.replace("<span>", "").replace("</span>", "")


def test_translators_see_it(site: Site) -> None:
    site.write("reviews/her.md", make_review("It ||ends|| there.\n"))
    build = site.build("gettext")
    assert "It ||ends|| there." in build.read("reviews.pot")


TRANSLATED = {
    "the spoiler is gone": (".md", "It ||ends|| there.", {"It ||ends|| there.": "Es endet dort."}),
    "its marks mean nothing there": (
        ".md",
        "It ||ends|| there.",
        {"It ||ends|| there.": "Es ||endet|| dort."},
    ),
    "in emphasis": (".md", "It *is ||ends|| there*.", {"It *is ||ends|| there*.": "Es endet *dort*."}),
    "over paragraphs": (
        ".md",
        "It <spoiler>ends.\n\nSo</spoiler> far.",
        {"It <spoiler>ends.": "Es endet.", "So</spoiler> far.": "So endet es."},
    ),
    "in a line": (".rst", "| It ||ends|| there.\n| So.", {"It ||ends|| there.": "Es endet dort."}),
    "in an attribution": (".rst", "It is.\n\n  So.\n\n  -- It ||ends||", {"It ||ends||": "Es endet"}),
}


@pytest.mark.parametrize(("suffix", "text", "messages"), TRANSLATED.values(), ids=TRANSLATED)
def test_a_translation_that_lost_its_spoilers_is_hidden_whole(
    site: Site, suffix: str, text: str, messages: dict[str, str]
) -> None:
    head = make_review("") if suffix == ".md" else "Her\n===\n\n:date: 2025-03-01\n\n"
    site.write(f"reviews/her{suffix}", f"{head}{text}\n\nOpen.\n")
    catalogue = {"": "Content-Type: text/plain; charset=UTF-8\\n", **messages, "Open.": "Offen."}
    entries = (f'msgid "{text}"\nmsgstr "{translation}"\n' for text, translation in catalogue.items())
    site.write("locale/de/LC_MESSAGES/reviews.po", "\n".join(entries))
    build = site.build(
        language="de",
        locale_dirs=["locale"],
        reviewlint_on_error="warn",
        suppress_warnings=["reviewlint"],
    )
    page = build.read("reviews/her.html")
    hidden, shown = split(page)
    assert "endet" in hidden
    assert "endet" not in shown
    assert "Offen." in shown
