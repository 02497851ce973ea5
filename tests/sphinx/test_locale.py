"""The message catalogue: every text of ours is in it, and a translation reaches the page."""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from reviewlint_sphinx import locale

PACKAGE = Path(locale.__file__).parent
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]


def test_the_catalogue_is_complete() -> None:
    found = {message for _, _, message, _, _ in extract_from_dir(PACKAGE, METHODS, comment_tags=())}
    with (locale.FOLDER / "reviewlint.pot").open("rb") as file:
        listed = {message.id for message in read_po(file) if message.id}
    assert listed == found
