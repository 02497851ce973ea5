"""Check kinds: each module of this folder is one, found by looking, never listed by hand."""

from __future__ import annotations

import functools
import importlib
from pathlib import Path
from types import ModuleType

NOT_KINDS = frozenset({"__init__", "base"})


@functools.cache
def kinds() -> tuple[str, ...]:
    """Give the names of all check kinds, sorted, without importing one."""
    # importlib.resources would say the same and take twenty times as long to import.
    stems = (path.stem for path in Path(__file__).parent.iterdir() if path.suffix == ".py")
    return tuple(sorted(stem.replace("_", "-") for stem in stems if stem not in NOT_KINDS))


def load(kind: str) -> ModuleType:
    """Import the module of a kind; KeyError where there is none."""
    if kind not in kinds():
        raise KeyError(kind)
    return importlib.import_module(f"{__name__}.{kind.replace('-', '_')}")
