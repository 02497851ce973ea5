"""Images in reStructuredText: address, alt text, caption, what the writer declares of them."""

from __future__ import annotations

import pytest

from reviewlint.document.model import Image
from tests.document.rest_reading import read, written


def only_image(text: str) -> tuple[Image, str | None, str | None, str | None]:
    """Give the one image of a text, and what is written at its address, alt text and caption."""
    review = read("é 🎬\n\n" + text)
    [image] = review.images
    assert image.form == "rest"
    places = (image.source_span, image.alt_span, image.caption_span)
    assert all(image.span.contains(place) for place in places if place)
    source, alt, caption = (written(review, place) for place in places)
    return image, source, alt, caption


# The text, the alt text, its state, and what is written where it stands.
ALTS = {
    "none": (".. image:: a.png\n", None, "missing", ""),
    "text": (".. image:: a.png\n   :alt: A man, smiling\n", "A man, smiling", "text", "A man, smiling"),
    "empty": (".. image:: a.png\n   :alt:\n   :width: 3\n", "", "empty", ""),
    "blank": (".. image:: a.png\n   :alt:   \n", "", "empty", ""),
    "over lines": (
        ".. image:: a.png\n   :alt: A man,\n     smiling\n   :width: 3\n",
        "A man, smiling",
        "text",
        "A man,\n     smiling",
    ),
    "below its name": (".. image:: a.png\n   :alt:\n     A man\n", "A man", "text", "A man"),
    "markup": (".. image:: a.png\n   :alt: *A* ``man``\n", "*A* ``man``", "text", "*A* ``man``"),
    "a name in capitals": (".. image:: a.png\n   :ALT: A man\n", "A man", "text", "A man"),
    "an unknown option": (".. image:: a.png\n   :zoom: 2\n   :alt: A man\n", "A man", "text", "A man"),
    "tabs": (".. image:: a.png\n\t:alt:\tA\tman\n", "A\tman", "text", "A\tman"),
    "a figure": (".. figure:: a.png\n   :alt: A man\n\n   Her\n", "A man", "text", "A man"),
    "a substitution": (".. |him| image:: a.png\n   :alt: A man\n", "A man", "text", "A man"),
    "a substitution's name": (".. |a man| image:: a.png\n", "a man", "text", "a man"),
    "in a list": ("- a\n\n  .. image:: a.png\n     :alt: A man\n", "A man", "text", "A man"),
    "in an unknown directive": (
        ".. gallery:: x\n   :columns: 2\n\n   .. image:: a.png\n      :alt: A man\n",
        "A man",
        "text",
        "A man",
    ),
    "in an admonition with any option": (
        ".. admonition:: One\n   :collapsible:\n\n   .. image:: a.png\n      :alt: A man\n",
        "A man",
        "text",
        "A man",
    ),
    "in a table": (
        "+------------------+\n| .. image:: a.png |\n|    :alt: A man   |\n+------------------+\n",
        "A man",
        "text",
        "A man",
    ),
}


@pytest.mark.parametrize(("text", "alt", "state", "place"), ALTS.values(), ids=ALTS)
def test_alt_text(text: str, alt: str | None, state: str, place: str) -> None:
    image, source, where, _ = only_image(text)
    assert (image.source, source) == ("a.png", "a.png")
    assert (image.alt, image.alt_state, where) == (alt, state, place)


SOURCES = {
    "none": (".. image::\n   :alt: A man\n", "", ""),
    "below": (".. image::\n   a.png\n   :alt: A man\n", "a.png", "a.png"),
    "over lines": (".. image:: a/\n   b.png\n   :alt: A man\n", "a/b.png", None),
    "no space": (".. image:: http://x/é.png?a=b\n", "http://x/é.png?a=b", "http://x/é.png?a=b"),
}


@pytest.mark.parametrize(("text", "address", "place"), SOURCES.values(), ids=SOURCES)
def test_address(text: str, address: str, place: str | None) -> None:
    image, source, _, _ = only_image(text)
    assert (image.source, source) == (address, place)


CAPTIONS = {
    "none": (".. figure:: a.png\n   :alt: x\n", None, None),
    "one line": (".. figure:: a.png\n\n   Her, *again*\n", "Her, again", "Her, *again*"),
    "two lines": (".. figure:: a.png\n\n   Her,\n   again\n", "Her, again", "Her,\n   again"),
    "a comment in its place": (".. figure:: a.png\n\n   ..\n\n   Legend\n", None, None),
    "a list in its place": (".. figure:: a.png\n\n   - Her\n", None, None),
    "Nikola's thumbnail": (".. thumbnail:: a.png\n\n   Her\n", "Her", "Her"),
}


@pytest.mark.parametrize(("text", "words", "place"), CAPTIONS.values(), ids=CAPTIONS)
def test_caption(text: str, words: str | None, place: str | None) -> None:
    image, _, _, caption = only_image(text)
    assert (image.caption, caption, image.in_figure) == (words, place, True)


def test_an_image_is_no_figure() -> None:
    assert not only_image(".. image:: a.png\n")[0].in_figure
    assert not only_image(".. thumbnail:: a.png\n")[0].in_figure


DECORATIVE = {
    ":decorative:": True,
    ":decorative: true": True,
    ":decorative: false": False,
    ":class: wide decorative": True,
    ":role: presentation": True,
    ":class: decorated": False,
    ":width: 3": False,
}


@pytest.mark.parametrize(("option", "decorative"), DECORATIVE.items())
def test_an_empty_alt_may_be_declared_to_be_on_purpose(option: str, decorative: bool) -> None:
    image, *_ = only_image(f".. image:: a.png\n   :alt:\n   {option}\n")
    assert (image.alt_state, image.decorative) == ("empty", decorative)


LINKED = {
    "target": (".. image:: a.png\n   :target: http://x\n", True),
    "no target": (".. image:: a.png\n   :target:\n", False),
    "linked substitution": ("Text |the  Man|_ here.\n\n.. |the man| image:: a.png\n", True),
    "substitution": ("Text |the man| here.\n\n.. |the man| image:: a.png\n", False),
    "another is linked": ("Text |the woman|_ here.\n\n.. |the man| image:: a.png\n", False),
}


@pytest.mark.parametrize(("text", "linked"), LINKED.values(), ids=LINKED)
def test_an_image_in_a_link(text: str, linked: bool) -> None:
    assert only_image(text)[0].in_link is linked


NO_IMAGES = {
    "code": "::\n\n  .. image:: a.png\n",
    "comment": ".. commented out\n   .. image:: a.png\n",
    "literal directive": ".. code-block:: rst\n\n   .. image:: a.png\n",
    "one colon": ".. image: a.png\n",
    "prose": "One writes ``.. image:: a.png`` or .. image:: a.png\n",
}


@pytest.mark.parametrize("text", NO_IMAGES.values(), ids=NO_IMAGES)
def test_what_is_no_image(text: str) -> None:
    assert read("Text\n\n" + text).images == ()


def test_images_in_raw_html() -> None:
    review = read(
        "a\n\n.. raw:: html\n\n   <figure><a href='x'><img src='a.png' alt='A man'></a>\n"
        "   <figcaption>Her</figcaption></figure>\n"
    )
    [image] = review.images
    assert (image.form, image.source, image.alt, image.caption) == ("html", "a.png", "A man", "Her")
    assert (image.in_figure, image.in_link) == (True, True)
    assert [one.text for one in review.paragraphs] == ["a"]


def test_the_cover_comes_first_and_the_others_in_the_order_of_the_text() -> None:
    review = read(
        ":coverImage: c.png\n:imageAlt: A coat\n\n.. figure:: a.png\n\n   Her\n\n   .. image:: b.png\n\n"
        ".. raw:: html\n\n   <img src='d.png'>\n\n.. image:: e.png\n"
    )
    assert [image.source for image in review.images] == ["c.png", "a.png", "b.png", "d.png", "e.png"]
    assert (review.images[0].cover, review.images[0].alt) == (True, "A coat")


def test_an_image_may_begin_a_text() -> None:
    # Nikola's metadata is `.. name: value`: a directive has two colons.
    review = read(".. image:: a.png\n   :alt: A man\n\nText.\n")
    assert [image.source for image in review.images] == ["a.png"]
    assert review.front_matter is None
