"""The documentation; build it with `make docs`."""

from pathlib import Path

from sphinx.application import Sphinx

from reviewlint import __version__
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules
from reviewlint.reference.kinds import render_kinds
from reviewlint.reference.rules import render_index, render_rule

project = "reviewlint"
author = "The reviewlint authors"
copyright = "The reviewlint authors"
version = release = __version__
language = "en"

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 2

html_theme = "furo"
html_title = "reviewlint"
html_copy_source = False


def write_rule_pages(app: Sphinx) -> None:
    """Derive a page for each rule, and one of the kinds; what says what it did is left alone."""
    library = load_library(find_rules())
    pages = {rule.name: render_rule(rule) for pack in library.packs for rule in pack.rules}
    pages["index"] = render_index(library)
    pages["kinds"] = render_kinds()
    folder = Path(app.srcdir, "rules")
    folder.mkdir(exist_ok=True)
    for name, text in pages.items():
        page = folder / f"{name}.md"
        if not page.is_file() or page.read_text("utf-8") != text:
            page.write_text(text, "utf-8")
    for page in folder.glob("*.md"):
        if page.stem not in pages:
            page.unlink()


def setup(app: Sphinx) -> None:
    """Write the pages before Sphinx looks for them."""
    app.connect("builder-inited", write_rule_pages, priority=100)
