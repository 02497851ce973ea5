"""PyYAML's composer, which asks nobody what a scalar means.

PyYAML tries its patterns for numbers, dates and answers on every key and value, in Python, which takes
as long as all the rest of composing. What a value means is found out where it is needed, in
``yaml_scalars``; what a key means never is.
"""

from __future__ import annotations

from typing import Any

import yaml

from reviewlint.document.front_matter.yaml_scalars import PLAIN_TAG, TEXT_TAG

LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The composer in C where PyYAML was built with libyaml, else the slow one in Python."""


class _Unresolving:
    """Stand before a loader of PyYAML's, in place of what it does for every node."""

    def resolve(self, kind: type[yaml.Node], _value: Any, implicit: tuple[bool, bool]) -> str:
        """Give the tag of a node that has none: ``PLAIN_TAG`` for a scalar without quotes."""
        return PLAIN_TAG if kind is yaml.ScalarNode and implicit[0] else TEXT_TAG

    def descend_resolver(self, _parent: yaml.Node, _index: Any) -> None:
        """Do nothing: no tag depends on where a node stands."""

    def ascend_resolver(self) -> None:
        """Do nothing."""


def make_composer(loader: type[yaml.SafeLoader | yaml.CSafeLoader]) -> type[yaml.SafeLoader]:
    """Give a loader that composes as ``loader`` does, and leaves plain scalars with ``PLAIN_TAG``."""
    return type("Composer", (_Unresolving, loader), {})


COMPOSER = make_composer(LOADER)
