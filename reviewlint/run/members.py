"""The reviews of an archive as they are compared; of most, only where a cache has their facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from reviewlint.archive.sheets import Sheet, digest_archive
from reviewlint.run.examining import Outcome

if TYPE_CHECKING:
    from reviewlint.run.cache import ReviewCache


class Members:
    """Hold the reviews of an archive whose facts are there, by their absolute paths.

    ``known`` is what files gave; the facts of others are in ``cache``, under the numbers ``held``.
    ``names`` are other names that reviews go by, ``show`` gives the paths that findings carry.
    """

    def __init__(
        self,
        archive: Sequence[str],
        names: Mapping[str, str],
        known: Mapping[str, Outcome | str],
        held: Mapping[str, int],
        cache: ReviewCache | None,
        show: Callable[[str], str],
    ) -> None:
        self._names = names
        self._held = held
        self._cache = cache
        self._show = show
        outcomes = ((path, one.sheet) for path, one in known.items() if not isinstance(one, str))
        self._sheets = {path: sheet for path, sheet in outcomes if sheet is not None}
        # One that cannot be read is no part of its archive.
        self.places = [
            place
            for place in archive
            if place in held or place in self._sheets or names.get(place) in self._sheets
        ]
        """Where they are, in the order of the archive."""

    def show(self, number: int) -> str:
        """Give the path that findings carry, by the number among ``places``."""
        place = self.places[number]
        return self._show(self._names.get(place, place))

    def digest(self, where: str) -> bytes:
        """Tell the facts of all, as seen from a folder, from all others; empty where nothing does."""
        digests: dict[str, bytes] = {path: one.digest for path, one in self._sheets.items()}
        if self._cache is not None:
            of_held = self._cache.list_digests([*self._held.values()])
            digests.update(zip(self._held, of_held, strict=True))
        named = self._names
        # Where a review is says how it is shown, but for another name.
        names = self.places
        listed = [*map(digests.__getitem__, [named.get(one, one) for one in names] if named else names)]
        if named:
            names = [f"{one}\0{self.show(at)}" if one in named else one for at, one in enumerate(names)]
        return digest_archive(names, listed, where)

    def list_sheets(self) -> list[Sheet]:
        """Give what stands for the facts of all."""
        return [self._find_sheet(self._names.get(place, place)) for place in self.places]

    def _find_sheet(self, path: str) -> Sheet:
        if self._cache is not None and path in self._held:
            return self._cache.find(self._held[path], self._show(path))
        return self._sheets[path]
