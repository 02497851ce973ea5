"""What a page that was saved as text leaves behind: headings without marks, pictures without files."""

from __future__ import annotations

import pytest

from tests.run_kind import apply_edits, find_hits, find_texts

HEADINGS = ("unmarked-heading", {"words": "heading-words", "furniture": "page-furniture"})
PICTURES = ("image-line", {"list": "picture-words"})
SPACES = ("joined-words", {"list": "english-words"})

PROSE = "He goes from one end of the station to the other and finds nobody who will talk."
OTHER = "Outside of the window there is the ocean, and nobody looks at it for very long."


def between(line: str) -> str:
    """Put a line between two paragraphs."""
    return f"{PROSE}\n\n{line}\n\n{OTHER}\n"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("The Guest", True),
        ("The Guest at the Door", True),
        ("Conclusion", True),
        ("Who Is the Guest?", True),
        ("What does it all mean?", True),
        ("The Guest!", False),
        ("The Guest.", False),
        ("The Guest:", False),
        ("the Guest", False),
        ("The guest", False),
        ("The Guest and", False),
        ("But who is she, and what is it that she wants?", False),
        ("“Who Are You?”", False),
        ("By Jane Example", False),
        ("January 3, 2013", False),
        ("Rating: Four of Five", False),
        ("The Guest (1972)", False),
        ("Read more at example.org", False),
        ("Go Home And Then Go Back And Look For Him In All Of The Rooms", False),
        ("    The Guest", False),
        ("* The Guest", False),
        ("# The Guest", False),
        ("Sign Up Now", False),
        ("I", False),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_that_read_as_headings(line: str, found: bool, newline: str) -> None:
    text = between(line).replace("\n", newline)

    hits = find_hits(*HEADINGS, text, captured=True)

    assert bool(hits) is found
    if found:
        assert apply_edits(text, hits) == between(f"## {line}").replace("\n", newline)


def test_the_first_line_is_the_title() -> None:
    text = f"The Guest\n\nJane Example\n\n{PROSE}\n"

    assert apply_edits(text, find_hits(*HEADINGS, text, captured=True)) == f"# {text}"


def test_a_title_that_is_known_needs_no_heading() -> None:
    text = f"---\ntitle: Solaris\n---\nThe Guest\n\n{PROSE}\n"

    assert find_texts(*HEADINGS, text, captured=True) == []


def test_a_line_at_the_end_is_no_heading() -> None:
    assert find_texts(*HEADINGS, f"{PROSE}\n\nThe End\n", captured=True) == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("solaris-kelvin-guest", True),
        ("solaris_kelvin_guest_2", True),
        ("Solaris.JPG", True),
        ("  solaris-1972.webp  ", True),
        ("well-known", False),
        ("Solaris-Kelvin-Guest", False),
        ("solaris-kelvin-guest is long", False),
        ("Solaris, last scene", True),
        ("A still from Solaris", True),
        ("kelvin and the guest, a photo", True),
        ("Natalya Bondarchuk as Hari", True),
        ("The last scene", False),
        ("Scene and Shot", False),
        ("Solaris, last scene.", False),
        ("“Solaris, last scene”", False),
        ("Solaris, last time", False),
        ("Kelvin as he was", False),
        ("![A still from Solaris](still.jpg)", False),
        ("    solaris-kelvin-guest", False),
    ],
)
def test_lines_that_pictures_left(line: str, found: bool) -> None:
    assert find_texts(*PICTURES, between(line), captured=True) == ([line.strip()] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{PROSE}\n\n## The Guest\n\nA still from Solaris\n\n{OTHER}\n", True),
        (f"{PROSE}\n\nA still from Solaris\n\nThe Guest\n\n{OTHER}\n", True),
        (f"{PROSE}\n\nNatalya Bondarchuk as Hari\n\nDonatas Banionis as Kelvin\n\n{OTHER}\n", False),
        (f"A still from Solaris\n\n{OTHER}\n", False),
    ],
)
def test_a_description_has_prose_beside_it(text: str, found: bool) -> None:
    assert bool(find_texts(*PICTURES, text, captured=True)) is found


@pytest.mark.parametrize("kind", [HEADINGS, PICTURES, SPACES])
def test_only_captured_text_is_looked_at(kind: tuple[str, dict[str, str]]) -> None:
    text = between(f"The Guest\n\n{OTHER} It is theguest.\n\nsolaris-kelvin-guest")

    assert find_texts(*kind, text, captured=True) != []
    assert find_texts(*kind, text) == []


@pytest.mark.parametrize(("language", "found"), [("en", True), ("en-GB", True), ("de", False)])
def test_words_run_together_in_their_own_language(language: str, found: bool) -> None:
    text = f"---\nlanguage: {language}\n---\n{PROSE} It is theguest.\n"

    assert bool(find_texts(*SPACES, text, captured=True)) is found


def test_what_is_less_than_certain_wants_company() -> None:
    alone = f"{PROSE} A tirelessvisitor."

    assert find_texts(*SPACES, alone, captured=True) == []
    assert find_texts(*SPACES, f"{alone} It is theguest, andnobody, ofsolitude.", captured=True) == [
        "tirelessvisitor",
        "theguest",
        "andnobody",
        "ofsolitude",
    ]
