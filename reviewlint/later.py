"""Modules that are imported when something of theirs is first used.

``from a.b import c`` in a function does the same, and takes 8,000 machine instructions at every call;
what is looked up here takes 300.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def import_later(name: str) -> Any:
    """Give what stands for a module, by its full name, and imports it at the first use of an attribute."""
    return _Later(name)


class _Later:
    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        module = import_module(self._name)
        # The instance becomes one of a class without this method, and has what the module has: Python
        # finds what it looks for in such a one as fast as in a module.
        self.__dict__.update(vars(module))
        self.__class__ = _Imported  # type: ignore[assignment]
        return getattr(module, attribute)


class _Imported:
    """What a module is once it is imported: its names are attributes of the instance."""
