"""What ``reviewlint_spoilers`` may say of each builder, and what comes of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sphinx.errors import ConfigError

from tests.sphinx.site import Site, make_review

BODY = "It ||ends|| there.\n\n:::{spoiler} The end\n\nIt ceases.\n\n- for good\n:::\n\nAfter.\n"
CONF: dict[str, Any] = {"suppress_warnings": ["reviewlint"], "version": "1", "copyright": "x"}

TEXT = """\
It [spoiler 1, at the end] there.

[spoiler 2, at the end]

After.


Spoilers
========

**1. Spoiler**

ends

**2. Spoiler: The end**

It ceases.

* for good
"""


def test_an_appendix_of_a_document(site: Site) -> None:
    site.write("reviews/her.md", make_review(BODY))
    page = site.build("text", reviewlint_spoilers={"text": "appendix"}, **CONF).read("reviews/her.txt")
    assert page[page.index("It [") :] == TEXT


@pytest.mark.parametrize("builder", ["html", "epub"])
def test_an_appendix_can_be_reached_and_is_in_the_open(site: Site, builder: str) -> None:
    site.write("reviews/her.md", make_review(BODY))
    build = site.build(builder, reviewlint_spoilers={builder: "appendix"}, **CONF)
    page = build.read(f"reviews/her.{'xhtml' if builder == 'epub' else 'html'}")
    assert 'href="#rl-appendix-2"><span>[spoiler 2, at the end]</span></a></p>' in page
    assert '<span class="target" id="rl-appendix-2"></span><strong>2. Spoiler: The end</strong>' in page
    assert "data-spoiler-body" not in page


def write_book(site: Site) -> None:
    site.write("reviews/her.md", make_review(BODY))
    site.write("reviews/none.md", make_review(title="None"))
    site.write("reviews/dune.md", make_review("||It|| was.\n", title="Dune", date="2024-01-01"))


def test_the_appendix_of_a_book_names_the_reviews(site: Site) -> None:
    write_book(site)
    book: dict[str, Any] = {"reviewlint_book": True, "reviewlint_spoilers": {"latex": "appendix"}}
    build = site.build("latex", **book, **CONF)
    assert build.warnings == ""
    page = build.read("site.tex")
    text, appendix = page.split("\\appendix\n")
    assert "ceases" not in text
    assert (
        r"{\hyperref[\detokenize{index:rl-appendix-3}]{\sphinxcrossref{{[}spoiler 3, at the end{]}}}}" in text
    )
    assert re.findall(r"\\(?:chapter|section)\{.*?\}|\\sphinxstylestrong\{.*?\}", appendix) == [
        r"\chapter{Spoilers}",
        r"\section{Dune}",
        r"\sphinxstylestrong{1. Spoiler}",
        r"\section{Her}",
        r"\sphinxstylestrong{2. Spoiler}",
        r"\sphinxstylestrong{3. Spoiler: The end}",
    ]
    assert r"\label{\detokenize{index:rl-appendix-3}}" in appendix
    assert "It ceases." in appendix


def test_appendices_of_one_s_own_come_last(site: Site) -> None:
    write_book(site)
    site.write("more.md", "---\norphan: true\n---\n# More\n")
    book: dict[str, Any] = {"reviewlint_book": True, "reviewlint_spoilers": {"latex": "appendix"}}
    page = site.build("latex", latex_appendices=["more"], **book, **CONF).read("site.tex")
    assert page.count("\\appendix\n") == 1
    assert page.index(r"\chapter{Spoilers}") < page.index("\\appendix\n") < page.index(r"\chapter{More}")


@pytest.mark.parametrize("builder", ["singlehtml", "man", "texinfo"])
def test_other_books_have_an_appendix_too(site: Site, builder: str) -> None:
    write_book(site)
    book: dict[str, Any] = {"reviewlint_book": True, "reviewlint_spoilers": {builder: "appendix"}}
    build = site.build(builder, **book, **CONF)
    assert build.warnings == ""
    assert build.find("spoiler 3, at the end") != []
    assert build.find("It ceases") != []


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (
            {"html": "open"},
            "reviewlint_spoilers['html'] is 'open'; it should be 'closed', 'omit', 'appendix' or 'show'",
        ),
        (
            {"latex": "closed"},
            "reviewlint_spoilers['latex'] is 'closed'; it should be 'omit', 'appendix' or 'show', "
            "for nothing opens in what 'latex' builds",
        ),
        (
            {"gettext": "omit"},
            "reviewlint_spoilers['gettext'] changes nothing: no reader sees what 'gettext' builds",
        ),
    ],
)
def test_what_cannot_be_is_explained(site: Site, value: object, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        site.build(reviewlint_spoilers=value)
    assert str(caught.value) == told


def test_one_policy_for_all_builders_is_no_value(site: Site) -> None:
    site.write("conf.py", 'extensions = ["reviewlint_sphinx"]\nreviewlint_spoilers = "omit"\n')
    told = "reviewlint_spoilers is 'omit'; it should say what builders do, such as {'latex': 'appendix'}"
    with pytest.raises(ConfigError) as caught:
        site.build()
    assert str(caught.value) == told


def test_a_builder_that_is_not_there_is_told(site: Site) -> None:
    build = site.build("dummy", reviewlint_spoilers={"latx": "omit"})
    told = "reviewlint_spoilers: there is no builder 'latx'; did you mean 'latex'?"
    assert build.warnings == f"WARNING: {told} [reviewlint.config]\n"
