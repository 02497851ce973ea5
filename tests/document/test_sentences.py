import pytest

from reviewlint.document.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("One.", ["One."]),
        ("One. Two! Three? Four", ["One. ", "Two! ", "Three? ", "Four"]),
        ("It ends\nhere. Then\nit begins.", ["It ends\nhere. ", "Then\nit begins."]),
        (
            "Mr. Knightley and J. R. Ewing met Mrs. Dalloway. So",
            ["Mr. Knightley and J. R. Ewing met Mrs. Dalloway. ", "So"],
        ),
        (
            "It took 3.5 hours, e.g. on a train. “Why?” he asks.",
            ["It took 3.5 hours, e.g. on a train. ", "“Why?” he asks."],
        ),
        ("“She left.” “Did she?” Yes", ["“She left.” ", "“Did she?” ", "Yes"]),
        ("Wait... *Then* it ends", ["Wait... ", "*Then* it ends"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    bounds = split_sentences(text)

    assert [text[start:end] for start, end in bounds] == sentences
    assert "".join(text[start:end] for start, end in bounds) == text
