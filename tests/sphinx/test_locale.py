"""The message catalogue: every text of ours is in it, and a translation reaches the page."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from reviewlint.leakcheck.furniture import USUAL
from reviewlint.leakcheck.words import read_words
from reviewlint_sphinx import locale

PACKAGE = Path(locale.__file__).parent
_PLACE = re.compile(r"%\(\w+\)s")
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]


def test_the_catalogue_is_complete() -> None:
    found = {message for _, _, message, _, _ in extract_from_dir(PACKAGE, METHODS, comment_tags=())}
    with (locale.FOLDER / "reviewlint.pot").open("rb") as file:
        listed = {message.id for message in read_po(file) if message.id}
    assert listed == found


def test_a_word_of_ours_is_not_taken_for_a_leak() -> None:
    with (locale.FOLDER / "reviewlint.pot").open("rb") as file:
        words = {word for message in read_po(file) for word in read_words(_PLACE.sub(" ", str(message.id)))}
    assert {word for word in words if len(word) > 3} - USUAL == set()
