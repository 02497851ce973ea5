"""What is a name inside a spoiler, and what only begins with a capital."""

from __future__ import annotations

import pytest

from reviewlint.document.identity import fold
from reviewlint.document.spoilers.names import WORD, find_hidden_names
from tests.run_kind import find_texts, read

NAMES = {
    "in a sentence": (">!the killer is Norman Bates!<", ["Norman", "Bates"]),
    "where a spoiler begins within a sentence": ("It was >!Norman!< all along.", ["Norman"]),
    "where a sentence begins with the spoiler": ("It is dark. >!Norman enters!<.", []),
    "where a block begins": (":::{spoiler}\nNorman enters.\n:::", []),
    "behind a full stop": (">!she dies. Norman cries!<", []),
    "behind a heading's mark": (":::{spoiler}\nx\n\n## Norman is\n:::", []),
    "in speech": (">!she says “Norman did it”!<", []),
    "in small letters too": (">!then Will dies, as they will!<", []),
    "a title of several words": (">!as in The Silence of the Lambs by him!<", []),
    "a title in emphasis": (">!as in *Psycho*!<", []),
    "a link": (">!as in [Psycho](x.md)!<", []),
    "a name before another's": (">!so Norman, Marion and Sam meet!<", ["Norman", "Marion", "Sam"]),
    "in the genitive": (">!in Norman's cellar!<", ["Norman"]),
    "with an accent": (">!then Élodie leaves!<", ["Élodie"]),
    "in code": (">!see `Norman`!<", []),
    "an unclosed spoiler": ("See >!the Norman", []),
    "in the open": ("So Norman enters. >!dead!<", []),
    "a role": ("So {spoiler}`the Norman` enters.", ["Norman"]),
}


@pytest.mark.parametrize(("text", "expected"), NAMES.values(), ids=NAMES)
def test_names(text: str, expected: list[str]) -> None:
    review = read(f"---\ntitle: x\n---\n{text}\n")
    keys = {fold(match.group()) for match in WORD.finditer(text)}
    found = find_hidden_names(review, keys)
    assert [review.source.slice(span) for span in sorted(found.values())] == expected


LANGUAGES = {
    "English": ("A house in Fairvale", "She drives >!back to Fairvale!<.", ["Fairvale"]),
    "French months and peoples": ("Une Anglaise en Décembre", "Elle >!voit une Anglaise en décembre!<.", []),
    "French names": ("La mort de Michel", "Elle >!voit que Michel respire!<.", ["Michel"]),
    "Spanish forms of address": ("La Señora en Navidad", "Ve >!que la Señora muere en Navidad!<.", []),
    "German nouns": (
        "Der Mörder ist im Garten",
        "Sie ist nicht allein und das wird ihr klar: >!der Mörder steht mit der Axt im Garten!<.",
        [],
    ),
    "peoples and days": ("An Irish Monday", "He >!is an Irish priest and dies on a Monday!<.", []),
}


@pytest.mark.parametrize(("excerpt", "body", "expected"), LANGUAGES.values(), ids=LANGUAGES)
def test_languages(excerpt: str, body: str, expected: list[str]) -> None:
    params = {
        "scopes": ["field.excerpt"],
        "no_names": "no-names",
        "capitalising": "capitalising-languages",
    }
    text = f"---\ntitle: x\nexcerpt: {excerpt}\n---\n{body}\n"
    assert find_texts("hidden-name", params, text) == expected


@pytest.mark.parametrize(("language", "expected"), [("en", ["Garten"]), ("de", []), ("de-AT", [])])
def test_the_front_matter_says_which_language(language: str, expected: list[str]) -> None:
    params = {"scopes": ["heading"], "capitalising": "capitalising-languages"}
    text = f"---\ntitle: x\nlang: {language}\n---\n# Garten\n\n>!im Garten!<\n"
    assert find_texts("hidden-name", params, text) == expected
