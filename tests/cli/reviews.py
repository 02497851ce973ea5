"""Reviews that tests of the command line write, and what is printed of them."""

from __future__ import annotations

from pathlib import Path

CLEAN = "---\ntitle: Her\n---\nA review.\n"
AMBIGUOUS = "---\ntitle: 1917\n---\nOne shot.\n"
HEADING = "---\ntitle: Her\n---\n\n### Alone\n\nA review.\n"
PREFIX = "---\ntitle: Her\n---\n\n![A picture of a man in red](red.jpg)\n"
AMBIGUOUS_FOUND = """\
her.md:2:8: error value-ambiguous: `1917` is read as the number 1917: write `"1917"` to keep it text
  2 | title: 1917
    |        ^^^^
  fix: put "1917" in quotes
  2 - title: 1917
  2 + title: "1917"
"""
DIFF = '--- her.md\n+++ her.md\n@@ -1,4 +1,4 @@\n ---\n-title: 1917\n+title: "1917"\n ---\n One shot.\n'
AMBIGUOUS_LEFT = """\
her.md:2:8: error value-ambiguous: `1917` is read as the number 1917: write `"1917"` to keep it text
  2 | title: 1917
    |        ^^^^
"""
HEADING_FOUND = """\
her.md:5:1: warning heading-first-level: the text's first heading is of level 3: begin at level 2
  5 | ### Alone
    | ^^^^^^^^^
  fix: make it a heading of level 2, and move its section with it
  5 - ### Alone
  5 + ## Alone
"""
ALL_WELL = "1 review checked: nothing to report.\n"
ONE_ERROR = "1 finding in 1 review: 1 error. 1 can be mended with --fix.\n"


def put(path: str, text: str | bytes) -> Path:
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return place
