"""Where a listing stands in a document, until the reviews that it shows are known."""

from __future__ import annotations

from docutils import nodes


class listing(nodes.container):  # noqa: N801 - docutils finds visitors by the class's name
    """Stand for a listing; ``spec`` is what it asks for."""
