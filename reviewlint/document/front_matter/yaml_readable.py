"""What can be read of a YAML block: all of it, or what its syntax errors leave."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import yaml

from reviewlint.document.front_matter.yaml_nodes import Restored
from reviewlint.span import Span


class Finding(msgspec.Struct, frozen=True):
    """Hold one syntax error in a writer's words; places are offsets in the block."""

    span: Span
    cause: str
    advice: str
    edits: tuple[tuple[Span, str], ...] = ()
    fix_message: str = ""


class Readable(msgspec.Struct, frozen=True):
    """Hold what of a block can be read, and the errors that hide the rest.

    ``block`` is the text with what is wrong overwritten, ``node`` what it composes to (``None``
    where nothing is left), ``restored`` what the fillers in it stand for. ``complete`` is false
    where a name was lost.
    """

    block: str
    node: yaml.MappingNode | None
    findings: tuple[Finding, ...] = ()
    restored: Mapping[int, Restored] = {}
    complete: bool = True
