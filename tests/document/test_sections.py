import pytest

from reviewlint.document.sections import find_sections, looks_like_title
from tests.run_kind import read


@pytest.mark.parametrize(
    ("line", "is_title"),
    [
        ("How does it end?", True),
        ("What Is Solaris About", True),
        ("The Ending’s Lasting Impact", True),
        ("The Sound of the Sea at Night", True),
        ("It rains in every scene of this film", False),
        ("It rains.", False),
        ("A cast of thousands:", False),
        ("lower case?", False),
        ("“Me too, now I know”", False),
        ("- A List Item", False),
        ("> A Quotation", False),
        ("Two Lines\nAnd Another", False),
        ("Such " + "Very " * 20 + "Long Lines", False),
    ],
)
def test_a_line_that_reads_as_a_heading(line: str, is_title: bool) -> None:
    (paragraph,) = read(f"---\ntitle: Solaris\n---\n{line}\n").paragraphs

    assert looks_like_title(paragraph) is is_title


def test_sections_are_numbered_from_their_headings() -> None:
    text = "---\ntitle: Solaris\n---\nBefore it.\n\n# One\n\nText of one.\n\nTwo\n\nText of two.\n"
    sections = find_sections(read(text))

    assert [text[title.start : title.end] for title in sections.titles] == ["One", "Two"]
    numbers = [
        sections.number(text.index(words)) for words in ("Before", "One", "Text of one", "Two", "Text of two")
    ]
    assert numbers == [0, 1, 1, 2, 2]
    assert [text[: sections.end(number, len(text))][-6:] for number in (0, 1, 2)] == [
        text[: text.index("One")][-6:],
        text[: text.index("Two")][-6:],
        text[-6:],
    ]
