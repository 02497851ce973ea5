"""Words that a site says of itself on any page: one of them alone gives nothing away.

A spoiler may be one word, such as "dark", and a theme may offer to be dark.
"""

from __future__ import annotations

from reviewlint.leakcheck.build import Build
from reviewlint.leakcheck.pages import Page

USUAL = frozenset({
    "about", "alphabet", "archive", "archived", "average", "back", "based", "because", "before", "browse",
    "built", "chart", "close", "contents", "copyright", "count", "cover", "created", "date", "dates",
    "docs", "documentation", "does", "draft", "earlier", "editors", "embargo", "errors", "every",
    "everything", "feed", "file", "finding", "findings", "first", "found", "full", "glance", "grade",
    "heading", "headings", "here", "hidden", "hide", "highest", "home", "index", "javascript", "last",
    "later", "latest", "left", "length", "link", "list", "lists", "lowest", "made", "major", "media",
    "medium", "menu", "minor", "module", "modules", "more", "name", "navigation", "needs", "newer",
    "newest", "next", "none", "note", "notes", "nothing", "number", "older", "oldest", "omitted", "open",
    "overview", "page", "pages", "permalink", "place", "powered", "previous", "quick", "rated", "rating",
    "ratings", "readers", "reason", "related", "result", "results", "review", "reviewed", "reviewer",
    "reviewers", "reviews", "rule", "search", "series", "server", "severity", "show", "shown", "site",
    "skip", "source", "spoiler", "spoilers", "star", "stars", "table", "tagged", "tags", "than", "that",
    "their", "theme", "this", "title", "titles", "toggle", "topics", "under", "updated", "using", "view",
    "whole", "with", "withdrawn", "without", "words", "work", "works", "written", "year", "years",
})  # fmt: skip
"""What themes, Sphinx and our own templates say, in English."""


def find_furniture(build: Build) -> frozenset[str]:
    """Give the words of the pages that hold nothing but their theme: Sphinx's search pages."""
    found: set[str] = set()
    pages = [name for name in build.names if f"/{name}".endswith(("/search.html", "/search/index.html"))]
    for output in build.open(pages):
        found.update(Page(output.text).said_words)
    return frozenset(found)
