"""The texts of the archive in its readers' language: the message catalogue ``reviewlint``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

if TYPE_CHECKING:
    from sphinx.application import Sphinx

CATALOG = "reviewlint"
FOLDER = Path(__file__).parent / "locale"

_ = get_translation(CATALOG)


def register(app: Sphinx) -> None:
    """Tell Sphinx where the translations are."""
    app.add_message_catalog(CATALOG, str(FOLDER))
