"""Paths from a folder: the short way gives what the long one does."""

from __future__ import annotations

import posixpath

from hypothesis import given
from hypothesis import strategies as st

from reviewlint.sites import make_relative

PATHS = st.lists(st.sampled_from(["a", "b", "c", "d.md"]), max_size=4).map(
    lambda names: "/" + "/".join(names)
)


@given(PATHS, PATHS)
def test_paths_are_relative_as_the_system_has_it(path: str, root: str) -> None:
    assert make_relative(path, root) == posixpath.relpath(path, root)
