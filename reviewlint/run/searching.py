"""Which files are reviews: those that paths name, and those of an archive, by the config of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reviewlint.config.model import FILE_NAMES
from reviewlint.discovery.discover import Discovery, discover, merge_discoveries, require_paths
from reviewlint.discovery.known_folders import NO_FOLDERS, KnownFolders
from reviewlint.discovery.real_paths import find_real, place_below
from reviewlint.run.examining import Examiner
from reviewlint.site import Site

if TYPE_CHECKING:
    from reviewlint.discovery.inclusion import FolderPatterns


class Archive(NamedTuple):
    """Hold where the reviews of an archive are, sorted, and what a later run need not look for."""

    places: Sequence[str]
    folders: KnownFolders


class Search:
    """Look for reviews on disk, and tell of other paths whether they would be.

    What was found in a folder is remembered: a search is for one run.
    """

    def __init__(self, examiner: Examiner) -> None:
        """Look for what ``examiner`` examines."""
        self._examiner = examiner
        self._sites = examiner.sites
        self._found: dict[tuple[int, tuple[Path, ...]], Discovery] = {}
        self._patterns: dict[int, FolderPatterns] = {}

    def find_files(self, paths: Sequence[Path]) -> Discovery:
        """Find the reviews that ``paths`` name.

        :raises InputError: if a path is not there
        """
        by_site: dict[int, tuple[Site, list[Path]]] = {}
        wanted = [Path(self._examiner.place(path)) for path in paths]
        require_paths(wanted, self._show)
        for place in wanted:
            site = self._sites.find((place if place.is_file() else place / "review.md").as_posix())
            by_site.setdefault(id(site), (site, []))[1].append(place)
        return merge_discoveries([self._discover(site, places) for site, places in by_site.values()])

    def find_file(self, path: Path) -> Discovery:
        """Find one file that was named, whether or not it is there yet."""
        place = self._examiner.place(path)
        return self._discover(self._sites.find(place), [Path(place)])

    def find_archive(
        self,
        site: Site,
        folders: Sequence[Path],
        among: Collection[str] | None,
        texts: Iterable[str],
        absent: Collection[str],
        known: KnownFolders,
    ) -> Archive:
        """Give the reviews that are compared: none where nothing says what belongs together.

        The arguments are those of ``Session.check_files``; ``folders`` are absolute. ``known`` is what
        an earlier run found in them.
        """
        if among is not None and not site.config.sources:
            return Archive([place for place in sorted(among) if self._sites.find(place) is site], known)
        places = _choose_places(site, folders)
        # Asked last: what only an archive asks for is imported only where there is one.
        if not places or not site.compares:
            return Archive((), known)
        search = self._discover(site, places, known)
        found, holders = search.places, search.holders
        if new := [path for path in map(Path, texts) if not path.exists()]:
            members = [*map(Path.as_posix, self.list_members(new, folders))]
            found = tuple(sorted({*found, *members}))
            holders = holders.union(place[: place.rfind("/")] for place in members)
        if among is not None or absent:
            found = tuple(
                place for place in found if (among is None or place in among) and place not in absent
            )
        find = self._sites.find
        # Which site a review is of, its folder says: they are few.
        if any(find(f"{folder}/") is not site for folder in holders):
            found = tuple(place for place in found if find(place) is site)
        return Archive(found, search.folders)

    def list_members(self, paths: Iterable[Path], folders: Sequence[Path]) -> list[Path]:
        """Give those of some paths that a search for their archives would find, as ``list_wanted`` does."""
        return [
            path
            for path in paths
            if self._finds(_choose_places(self._sites.find(path.as_posix()), folders), path)
        ]

    def list_wanted(self, paths: Iterable[Path], folders: Sequence[Path]) -> list[Path]:
        """Give those of some paths that a search of ``folders`` would find if they were there.

        All are absolute. What git ignores is not looked at.
        """
        return [path for path in paths if self._finds(folders, path)]

    def _finds(self, folders: Sequence[Path], path: Path) -> bool:
        return any(path.is_relative_to(folder) and self._leads(folder, path) for folder in folders)

    def _leads(self, folder: Path, path: Path) -> bool:
        """Tell whether nothing on the way from a folder to a file below it is left out."""
        site = self._sites.find((folder / path.name).as_posix())
        patterns = self._make_patterns(site)
        here, place = folder, place_below(folder, find_real(Path(site.config.root)))
        *parents, name = path.relative_to(folder).parts
        for parent in parents:
            place = f"{place}/{parent}".lstrip("/")
            if patterns.reason_against("folder", parent, place) is not None:
                return False
            here /= parent
            if (own := self._sites.find_own(here.as_posix())) is not None:
                patterns, place = self._make_patterns(own), ""
        return patterns.reason_against("file", name, f"{place}/{name}".lstrip("/")) is None

    def _discover(self, site: Site, places: Sequence[Path], known: KnownFolders = NO_FOLDERS) -> Discovery:
        key = id(site), tuple(places)
        if key in self._found:
            return self._found[key]
        config = site.config
        found = discover(
            places,
            include=config.include,
            exclude=config.exclude,
            root=Path(config.root),
            show=self._show,
            find_own=self._find_own,
            configs=FILE_NAMES,
            known=known,
        )
        # What was known already was not counted, and could not be explained.
        if known is NO_FOLDERS:
            self._found[key] = found
        return found

    def _find_own(self, folder: str, names: set[str]) -> FolderPatterns | None:
        """Give what the config says that lies in a folder itself; the nearest decides for each file."""
        if names.isdisjoint(FILE_NAMES) or (site := self._sites.find_own(folder)) is None:
            return None
        return self._make_patterns(site)

    def _make_patterns(self, site: Site) -> FolderPatterns:
        from reviewlint.discovery.inclusion import FolderPatterns
        from reviewlint.globs import compile_globs

        if id(site) not in self._patterns:
            excluded = compile_globs(site.config.exclude)
            self._patterns[id(site)] = FolderPatterns(site.config.include, excluded)
        return self._patterns[id(site)]

    def _show(self, path: Path) -> str:
        return self._examiner.show(self._examiner.place(path))


def _choose_places(site: Site, folders: Sequence[Path]) -> Sequence[Path]:
    """Give where an archive is: below its config, or without one in the folders that were given."""
    return [Path(site.config.root)] if site.config.sources else folders
