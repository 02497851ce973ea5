"""Python's search for garbage, made rarer while a build reads and writes.

Python looks through new objects whenever there are 700 more of them, and through all there are once
they have grown by a quarter; a page's tree alone has tens of thousands, which refer to one another
until the page is done. A tenth of a build's time went into looking; the memory that it needs at most is
the same.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_NEW_OBJECTS = 10_000


def collect_rarely(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Begin with that, until the build is finished; connected to ``env-get-outdated``, names no document.

    Whoever switched the search off, or made it rarer still, keeps it so.
    """
    young, *older = before = gc.get_threshold()
    if young:
        gc.set_threshold(max(young, _NEW_OBJECTS), *older)

    def restore(app: Sphinx, exception: Exception | None) -> None:
        gc.set_threshold(*before)

    app.connect("build-finished", restore)
    return []
