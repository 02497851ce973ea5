"""A review's page: what its front matter says, once, in the right elements."""

from __future__ import annotations

import re

import pytest

from reviewlint_sphinx.inline import parse_inline
from tests.sphinx.site import Site, make_png, make_review

FIELDS = {
    "title": '"A voice in the ear"',
    "work": "{title: Her, medium: film, year: 2013, creators: [Spike Jonze]}",
    "rating": "4.5/5",
    "reviewer": "Ines Okafor",
    "tags": "[romance, science fiction]",
    "excerpt": "'Spike Jonze’s *Her* is kind.'",
    "cover": "../images/her.png",
    "coverAlt": "A man in a red shirt looks over a city",
    "coverCaption": "Evening in Los Angeles",
    "coverCredit": "'Photo: A. Person'",
}


@pytest.fixture(scope="module")
def page(shared_site: Site) -> str:
    shared_site.write("images/her.png", make_png())
    shared_site.write("reviews/her.md", make_review(**FIELDS))
    build = shared_site.build()
    assert build.warnings == ""
    return build.read("reviews/her.html")


@pytest.mark.parametrize(
    "wanted",
    [
        "<title>A voice in the ear",
        '<span class="p-item h-item"><cite class="rl-work-title p-name">Her</cite>',
        '<span class="rl-year">(2013)</span>',
        '<span class="rl-medium">film</span>',
        '<span class="rl-creators">Spike Jonze</span>',
        '<span class="rl-rating" role="img" aria-label="Rating: 4.5 out of 5">'
        '<span class="rl-stars" aria-hidden="true">★★★★½</span></span>',
        '<span class="rl-reviewer">By <span class="p-author h-card">Ines Okafor</span></span>',
        '<time class="rl-date dt-published" datetime="2025-03-01">March 1, 2025</time>',
        '<a class="p-category" rel="tag" href="../browse/tag/science-fiction.html">science fiction</a>',
        'alt="A man in a red shirt looks over a city"',
        'src="../_images/her-7fb94061.png"',
        'Evening in Los Angeles <span class="rl-credit">Photo: A. Person</span></span>',
        "Spike Jonze’s <em>Her</em> is kind.",
    ],
)
def test_page_shows(page: str, wanted: str) -> None:
    assert wanted in page


def test_the_cover_is_a_figure(page: str) -> None:
    figure = page[page.index("<figure") : page.index("</figure>")]
    assert "rl-cover" in figure
    assert figure.index("<img") < figure.index("<figcaption>")


def test_a_cover_without_a_caption_has_none(site: Site) -> None:
    site.write("reviews/cover.png", make_png())
    site.write("reviews/her.md", make_review(cover="cover.png"))
    page = site.build().read("reviews/her.html")
    assert "rl-cover" in page
    assert "<figcaption>" not in page


@pytest.mark.parametrize(("markdown", "text"), [("", ""), (" \n", ""), ("x", "x"), ("a *b* `c`", "a b c")])
def test_a_field_s_inline_markdown(markdown: str, text: str) -> None:
    assert "".join(node.astext() for node in parse_inline(markdown)) == text


def test_the_front_matter_is_published_nowhere_else(site: Site) -> None:
    site.write("reviews/her.md", make_review(editors_note="canaryeditor"))
    build = site.build()
    assert build.find("canaryeditor") == []
    assert not build.exists("_sources/reviews/her.md.txt")
    assert build.exists("_sources/index.md.txt")


@pytest.mark.parametrize(
    ("name", "text", "headings"),
    [
        ("no heading", make_review(), ["h1 Her"]),
        ("repeated", make_review("# Her\n\nText.\n\n## More\n\nText.\n"), ["h1 Her", "h2 More"]),
        ("repeated in its own way", make_review("# *Her*\n\nText.\n"), ["h1 Her"]),
        (
            "another first heading",
            make_review("# A voice\n\nText.\n\n## More\n\nText.\n"),
            ["h1 Her", "h2 A voice", "h3 More"],
        ),
        ("second level first", make_review("## More\n\nText.\n"), ["h1 Her", "h2 More"]),
        ("only in the text", "---\ndate: 2025-03-01\n---\n# Her\n\nText.\n", ["h1 Her"]),
        (
            "markup in the title",
            make_review(title="'*Her* `is` <b>{{ here }}</b> & $x$'"),
            ["h1 *Her* `is` &lt;b&gt;{{ here }}&lt;/b&gt; &amp; $x$"],
        ),
    ],
)
def test_the_title_stands_once(site: Site, name: str, text: str, headings: list[str]) -> None:
    site.write("reviews/her.md", text)
    build = site.build(suppress_warnings=["reviewlint.title-markup"])
    page = build.read("reviews/her.html")
    main = page[page.index('role="main"') :]
    found = re.findall(r"<(h[1-6])>(.*?)<a class=\"headerlink\"", main)
    assert [f"{level} {re.sub('<[^>]+>', '', text)}" for level, text in found] == headings, name


def test_a_rest_review_is_the_same(site: Site) -> None:
    site.write("images/her.png", make_png())
    site.write(
        "reviews/her.rst",
        "Her\n===\n\n:date: 2025-03-01\n:rating: 4/5\n:reviewer: Ines Okafor\n:tags: romance, drama\n"
        ":cover: ../images/her.png\n:coverAlt: A man in a red shirt\n\nA kind film.\n\n"
        "After\n-----\n\nMore.\n",
    )
    build = site.build()
    assert build.warnings == ""
    page = build.read("reviews/her.html")
    assert page.count("<h1>") == 1
    assert 'aria-label="Rating: 4 out of 5"' in page
    assert "Ines Okafor</span>" in page
    assert 'alt="A man in a red shirt"' in page
    assert "<dt" not in page[page.index('role="main"') :]


def test_a_review_is_in_no_table_of_contents_and_nobody_complains(site: Site) -> None:
    for name in ("her", "him", "them"):
        site.write(f"reviews/{name}.md", make_review(title=name.title()))
    build = site.build()
    assert build.warnings == ""
    assert "toctree" not in build.read("index.html")


def test_hostile_fields_are_text(site: Site) -> None:
    site.write(
        "reviews/her.md",
        make_review(
            title="'</script><b>\"&'''",
            reviewer="'<img src=x onerror=alert(1)>'",
            tags="['<b>bold</b>']",
            excerpt="'<script>alert(1)</script> [x](javascript:alert(1))'",
            cover="javascript:alert(1)",
        ),
    )
    build = site.build(reviewlint_on_error="warn")
    for name in ("index.html", "reviews/her.html"):
        page = build.read(name)
        assert "<b>" not in page, name
        assert "<img src=x" not in page, name
        assert "alert(1)</script>" not in page, name
        assert "javascript:alert" not in page, name


def test_html_in_a_review_is_kept_as_far_as_it_is_harmless(site: Site) -> None:
    body = (
        '<div class="note" onclick="alert(1)">Kept <a href="javascript:alert(2)">words</a></div>\n\n'
        "<script>alert(3)</script>\n\n<iframe src='https://example.org'></iframe>\n\nx <i>y</i>\n"
    )
    site.write("reviews/her.md", make_review(body))
    build = site.build(suppress_warnings=["reviewlint"])
    page = build.read("reviews/her.html")
    assert '<div class="note">Kept <a>words</a></div>' in page
    assert "<i>y</i>" in page
    for dropped in ("alert(1)", "alert(2)", "<iframe"):
        assert dropped not in page
    main = page[page.index('role="main"') : page.index('class="sphinxsidebar"')]
    assert "<script" not in main
    kept = site.build(reviewlint_raw_html=True, suppress_warnings=["reviewlint"])
    assert "<script>alert(3)</script>" in kept.read("reviews/her.html")


def test_other_documents_are_left_alone(site: Site) -> None:
    site.write("guide.md", "---\norphan: true\ndraft: true\n---\n# Guide\n\nNot ||hidden|| here.\n")
    build = site.build()
    assert build.warnings == ""
    assert "||hidden||" in build.read("guide.html")
    assert build.exists("_sources/guide.md.txt")


def test_a_project_s_template_comes_first(site: Site) -> None:
    site.write("_templates/reviewlint/facts.html", "<p>Mine: {{ review.title }}</p>")
    site.write("reviews/her.md", make_review(title="'Her & him'"))
    page = site.build(templates_path=["_templates"]).read("reviews/her.html")
    assert "<p>Mine: Her &amp; him</p>" in page
