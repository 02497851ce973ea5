"""A YAML block composed, whether or not all of it is right."""

from __future__ import annotations

from collections.abc import Collection

import yaml

from reviewlint.document.front_matter.yaml_nodes import compose
from reviewlint.document.front_matter.yaml_readable import Readable


def compose_tolerantly(block: str, known: Collection[str]) -> Readable:
    """Compose a block to a map; where that fails, find its errors and compose the rest.

    ``known`` are the field names by which a line without a colon is recognised. Raise
    ``ExcessError`` where the block is over the limits.
    """
    try:
        node = compose(block)
    except yaml.YAMLError:
        return _find_errors(block, known)
    if node is None or isinstance(node, yaml.MappingNode):
        return Readable(block, node)
    return _find_errors(block, known)


def _find_errors(block: str, known: Collection[str]) -> Readable:
    # Imported only here: all but a few blocks are right.
    from reviewlint.document.front_matter.yaml_errors import find_errors

    return find_errors(block, known)
