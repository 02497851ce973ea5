"""One picture with one defect, in every syntax: the same findings, each at its own place."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import msgspec
import pytest

from reviewlint.clock import Today
from reviewlint.config.load import make_config
from reviewlint.document.source import SourceText
from reviewlint.files import MemoryFiles
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules
from reviewlint.site import Choice, Site
from tests.pictures import SYNTAXES, Picture

TODAY = datetime.date(2026, 1, 31)
ELSEWHERE = {"image-alt-repeated", "caption-orphan"}
"""What takes two pictures, or none at all: tests/checks/test_shared_text.py and test_companion.py."""


COVERS = {"fields", "map"}
PLAIN = {"Markdown", "reference", "linked", "italics"}
"""Here the parser takes markup out of an alt text, and nobody can tell an empty one from none."""
STRIPPED = {"MyST", "reST"}
"""Here blanks around a text do not belong to it."""
FRAMES = {"figure", "MyST", "MyST with YAML", "reST"}
"""These are figures: the others are images, whose caption is something that they may have."""
TAGS = {"HTML", "picture", "figure"}
ALL = frozenset(SYNTAXES)

GOOD: Mapping[str, str | bytes] = {"images/her.jpg": b"\xff\xd8\xff\xe0"}
LONG = "A man on a red bench looks up at a tower of glass, " * 3 + "and waits"
LONG_CAPTION = "Theodore waits. Courtesy of Annapurna Pictures. " * 7 + "So."


class Defect(msgspec.Struct, frozen=True):
    """Hold a picture, and what one rule says of what: ``source``, ``alt``, ``caption``, or the image.

    ``syntaxes`` are those in which the defect can be written.
    """

    rule: str
    picture: Picture
    place: str
    message: str
    syntaxes: AbstractSet[str] = ALL
    files: Mapping[str, str | bytes] = msgspec.field(default_factory=lambda: GOOD)


DEFECTS = [
    Defect(
        "image-alt-missing",
        Picture(alt=None),
        "",
        "the image `images/her.jpg` has no alt text: say in a few words what it shows",
        ALL - COVERS - {"Hugo", "Zola", "Jekyll"},
    ),
    Defect(
        "cover-alt-missing",
        Picture(alt=None),
        "",
        "the cover `images/her.jpg` has no alt text: say in a few words what it shows",
        COVERS,
    ),
    Defect(
        "image-alt-blank",
        Picture(alt=" "),
        "alt",
        "the alt text of `images/her.jpg` is only white space: say what the picture shows",
        ALL - STRIPPED,
    ),
    Defect(
        "image-alt-undeclared",
        Picture(alt=""),
        "",
        "the alt text of `images/her.jpg` is empty: say what it shows, or declare it decorative",
        ALL - COVERS - PLAIN,
    ),
    Defect(
        "image-alt-filename",
        Picture(alt="IMG_2041"),
        "alt",
        "alt text 'IMG_2041' is a file name: say what the picture shows",
    ),
    Defect(
        "image-alt-placeholder",
        Picture(alt="Movie poster"),
        "alt",
        "alt text 'Movie poster' says only that there is a picture: say what it shows",
    ),
    Defect(
        "image-alt-prefix",
        Picture(alt="Image of a man on a bench"),
        "Image of",
        "alt text begins with 'Image of', which screen readers say by themselves: begin with what it shows",
    ),
    Defect(
        "image-alt-length",
        Picture(alt=LONG),
        "alt",
        f"alt text has {len(LONG)} characters, more than 150: say it in a sentence, and the rest in the text",
    ),
    Defect(
        "image-alt-repeats-caption",
        Picture(alt="Theodore waits", caption="Theodore waits"),
        "alt",
        "alt text 'Theodore waits' repeats the caption, so it is read out twice:"
        " describe the picture instead",
    ),
    Defect(
        "image-alt-repeats-title",
        Picture(alt="Her"),
        "alt",
        "alt text 'Her' says no more than the title: describe the picture",
    ),
    Defect(
        "image-alt-markup",
        Picture(alt="A man in **red**"),
        "**red**",
        "alt text holds the markup `**red**`, which is read out as it stands",
        ALL - PLAIN,
    ),
    Defect(
        "image-source-empty",
        Picture(source="", caption=None),
        "",
        "this image has no address",
        {"Markdown", "linked", "italics", "HTML", "picture", "figure", "MyST", "MyST with YAML", "reST"},
    ),
    Defect(
        "image-file-missing",
        Picture(),
        "source",
        "there is no image `images/her.jpg`; did you mean `images/hers.jpg`?",
        files={"images/hers.jpg": b"\xff\xd8\xff\xe0"},
    ),
    Defect(
        "image-file-case",
        Picture(),
        "source",
        "the image `images/her.jpg` is spelt `images/Her.JPG` on disk: servers tell the two apart",
        files={"images/Her.JPG": b"\xff\xd8\xff\xe0"},
    ),
    Defect(
        "image-outside-root",
        Picture(source="../../her.jpg"),
        "source",
        "the image `../../her.jpg` lies outside the site: copy it beside the review",
    ),
    Defect(
        "image-not-an-image",
        Picture(),
        "source",
        "`images/her.jpg` is not the image that its name promises: the file holds a web page",
        files={"images/her.jpg": "<html>"},
    ),
    Defect(
        "image-heavy",
        Picture(),
        "source",
        "`images/her.jpg` weighs 600 kB, more than 500 kB: scale it down or save it in a smaller format",
        files={"images/her.jpg": b"\xff\xd8\xff" * 200_000},
    ),
    Defect(
        "image-remote",
        Picture(source="https://example.org/her.jpg"),
        "source",
        "the image `https://example.org/her.jpg` lies on another host: copy it beside the review if you may",
    ),
    Defect(
        "image-no-size",
        Picture(size=""),
        "source",
        "the image `images/her.jpg` does not say its width and height, so that the text jumps when it"
        " appears: write both",
        TAGS,
    ),
    Defect(
        "caption-missing",
        Picture(caption=None),
        "",
        "the figure `images/her.jpg` has no caption: say what is to be seen and whose picture it is",
        FRAMES,
    ),
    Defect(
        "caption-credit-missing",
        Picture(caption="Theodore waits"),
        "caption",
        "the caption 'Theodore waits' does not say whose picture it is: add a credit such as 'Courtesy of …'",
    ),
    Defect(
        "caption-holder",
        Picture(caption="Courtesy of Foucs Features"),
        "Foucs Features",
        "'Foucs Features' looks like a slip for 'Focus Features'",
    ),
    Defect(
        "caption-length",
        Picture(caption=LONG_CAPTION),
        "caption",
        f"the caption has {len(LONG_CAPTION)} characters, more than 300: move what is not about the picture"
        " to the text",
        ALL - {"italics"},
    ),
    Defect(
        "caption-year",
        Picture(caption="Theodore waits. © 2081 Annapurna Pictures"),
        "2081",
        "the year 2081 behind the © is still to come: it is 2026",
    ),
    Defect(
        "caption-disagrees",
        Picture(alt="Theodor Twombley waits", caption="Mr Twommbley. Courtesy of Annapurna Pictures"),
        "Twommbley",
        "the caption writes 'Twommbley', the alt text 'Twombley': one of the two is wrong",
    ),
    Defect(
        "caption-detached",
        Picture(),
        "caption",
        "'Theodore waits. Courtesy of Annapurna Pictures' looks like the caption of `images/her.jpg`: make a"
        " figure of the two",
        {"italics"},
    ),
]
CASES = [
    pytest.param(defect, syntax, id=f"{defect.rule}: {syntax}")
    for defect in DEFECTS
    for syntax in SYNTAXES
    if syntax in defect.syntaxes
]


@functools.cache
def make_site() -> Site:
    """Give a site that asks everything of images, and nothing of anything else."""
    library = load_library(find_rules())
    packs = [pack for pack in library.packs if pack.name in ("images", "captions")]
    config = make_config({"extends": "strict"}, ".")
    return Site(config, library, Choice(select=tuple(rule.name for pack in packs for rule in pack.rules)))


def find(picture: Picture, syntax: str, files: Mapping[str, str | bytes]) -> list[tuple[str, str, str]]:
    """Give each finding's rule, what is written at its place, and its message.

    A finding about the image as a whole stands at what the syntax has between « and ».
    """
    write, path = SYNTAXES[syntax]
    written = write(picture)
    image = written[written.index("«") + 1 : written.index("»")]
    review = make_site().read(SourceText(written.replace("«", "").replace("»", ""), path))
    context = make_site().look_at(review, MemoryFiles({**files, path: written}), Today(TODAY), path, path)
    found = make_site().check(review, context)
    places = [(one.rule, review.source.slice(one.span), one.message) for one in found]
    return [(rule, "" if place == image else place, message) for rule, place, message in places]


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_nothing_is_wrong_with_the_picture_itself(syntax: str) -> None:
    # An italic line is a caption, though a detached one.
    expected = ["caption-detached"] if syntax == "italics" else []

    assert [rule for rule, _, _ in find(Picture(), syntax, GOOD)] == expected


@pytest.mark.parametrize(("defect", "syntax"), CASES)
def test_a_defect_is_found_in_every_syntax(defect: Defect, syntax: str) -> None:
    parts = {"source": defect.picture.source, "alt": defect.picture.alt, "caption": defect.picture.caption}
    place = parts.get(defect.place, defect.place)

    found = find(defect.picture, syntax, defect.files)

    assert [one for one in found if one[0] == defect.rule] == [(defect.rule, place, defect.message)]


def test_every_rule_of_images_is_in_the_table() -> None:
    library = load_library(find_rules())
    rules = {
        rule.name for pack in library.packs if pack.name in ("images", "captions") for rule in pack.rules
    }

    assert rules == {defect.rule for defect in DEFECTS} | ELSEWHERE
