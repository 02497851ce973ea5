"""Style and scripts: on every page, because some themes search from every page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

FOLDER = Path(__file__).parent / "static"

# Behind the scripts of Sphinx and of the theme, which the guard wraps.
_LAST = 900


def register(app: Sphinx) -> None:
    """Add our files to every page."""
    app.connect("config-inited", _add_folder)
    app.add_css_file("reviewlint.css")
    app.add_js_file("reviewlint.js", loading_method="defer")
    app.add_js_file("reviewlint-search.js", loading_method="defer", priority=_LAST)


def _add_folder(app: Sphinx, config: Config) -> None:
    """Have our files copied; here, before Sphinx compares the values with those of the last build."""
    config.html_static_path.append(str(FOLDER))
