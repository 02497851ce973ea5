"""Sphinx's search finds the same words, whichever document a stem was first worked out for."""

from __future__ import annotations

import pytest
from sphinx.search.en import SearchEnglish

from tests.sphinx.site import Site, make_review


def test_a_word_is_stemmed_once_for_all_documents(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        site.write(
            f"reviews/{number}.md", make_review("Uncommonly singing words.\n", title=f"Review {number}")
        )
    asked: list[str] = []
    original = SearchEnglish.stem

    def stem(self: SearchEnglish, word: str) -> str:
        asked.append(word)
        return original(self, word)

    monkeypatch.setattr(SearchEnglish, "stem", stem)
    build = site.build()
    assert asked.count("singing") == 1
    assert '"sing":[1,2,3,4,5]' in build.read("searchindex.js")
