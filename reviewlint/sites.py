"""Which config speaks for which review: sites loaded once, found by the folder of a review."""

from __future__ import annotations

import functools
import os
from pathlib import Path

import msgspec

from reviewlint.config.model import Config, find_config
from reviewlint.errors import ConfigError, ReviewlintError
from reviewlint.packs.compiled import load_compiled as load_rules
from reviewlint.packs.compiled import load_own
from reviewlint.packs.locate import find_packs, find_rules
from reviewlint.packs.spec import Library
from reviewlint.site import ALL_RULES, Choice, Site

PRESETS_FOLDER = "presets"


class Sites:
    """Find a review's site: the config nearest above it, or one for all that was named."""

    def __init__(
        self,
        start: Path,
        *,
        cwd: Path,
        config: Path | None = None,
        choice: Choice = ALL_RULES,
        root: Path | None = None,
    ) -> None:
        """Load the site of the folder ``start``; ``config`` names the one config for every review.

        What it says counts from the folder ``root``, without this from ``cwd``; both are absolute.

        :raises ConfigError: with every problem of the config, or every rule of ``choice`` that there is not
        :raises PackError: with every problem of the rules
        """
        self.cwd = cwd
        self._choice = choice
        self._library = load_rules(find_rules(), find_cache())
        self._by_config: dict[Path | None, Site] = {}
        self._by_folder: dict[str, Site] = {}
        self._configs: dict[str, Path | None] = {}
        self._named = config is not None
        place = make_absolute(cwd, config) if config else find_config(make_absolute(cwd, start))
        # The folder of a config that was named says nothing about which reviews it was meant for.
        self.first = _load_site(place, cwd, self._library, choice, root=(root or cwd) if config else None)
        # A config further down need not have the packs of this one: what it has not, it is not asked.
        if unknown := tuple(self.first.find_unknown_names()):
            raise ConfigError(*unknown)
        self._by_config[place] = self.first

    @property
    def loaded(self) -> tuple[Site, ...]:
        """Give the sites that spoke for any review so far."""
        return tuple(self._by_config.values())

    def find(self, place: str) -> Site:
        """Give the site of a review, by its absolute path with forward slashes.

        :raises ReviewlintError: if its config or its rules cannot be used
        """
        if self._named:
            return self.first
        # Cut off as a text: a Path for each of ten thousand reviews is felt.
        folder = place[: place.rfind("/") + 1]
        site = self._by_folder.get(folder)
        if site is None:
            config = find_config(os.path.normpath(folder), self._configs)
            site = self._by_config.get(config)
            if site is None:
                site = _load_site(config, self.cwd, self._library, self._choice)
                self._by_config[config] = site
            self._by_folder[folder] = site
        return site

    def find_own(self, folder: str) -> Site | None:
        """Give the site whose config lies in a folder itself, ``None`` where none does or one was named.

        :raises ReviewlintError: if its config or its rules cannot be used
        """
        site = self.find(f"{folder}/")
        is_own = bool(site.config.sources) and site.config.root == folder
        return site if is_own and not self._named else None


def find_cache() -> Path | None:
    """Give the user's cache folder for reviewlint, ``None`` where there is no home to have one in."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if base:
        return Path(base) / "reviewlint"
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises where there is none
    return None if home == "~" else Path(home) / ".cache" / "reviewlint"


def _load_site(
    place: Path | None, cwd: Path, library: Library, choice: Choice, root: Path | None = None
) -> Site:
    if place is None:
        return Site(Config(root=(root or cwd).as_posix()), library, choice)
    shown = make_relative(place, cwd.as_posix())
    # Imported only here: many sites have no config.
    from reviewlint.config.compiled import keep_compiled, load_compiled

    cache = find_cache()
    kept = load_compiled(place, shown, cache, library.key)
    if kept is not None:
        return Site(_move_root(kept, root), library, choice, judged=True)
    from reviewlint.config.load import examine_config

    config, problems = examine_config(place, shown=shown, presets=find_rules() / PRESETS_FOLDER)
    try:
        site = Site(_move_root(config, root), _add_packs(library, config, cwd), choice)
    except ReviewlintError as error:
        if problems:
            raise ConfigError(*problems, *error.troubles) from error
        raise
    if problems:
        raise ConfigError(*problems)
    keep_compiled(config, place, shown, cache, library.key)
    return site


def _move_root(config: Config, root: Path | None) -> Config:
    return config if root is None else msgspec.structs.replace(config, root=root.as_posix())


def _add_packs(library: Library, config: Config, cwd: Path) -> Library:
    """Put the site's own packs beside ours; without those that are not there, which the config tells.

    :raises PackError: with every problem of every pack
    """
    packs = [Path(pack) for pack in config.packs if find_packs(Path(pack))]
    if not packs:
        return library
    from reviewlint.packs.beside import load_beside
    from reviewlint.packs.parameters import Known

    def load(folder: Path, shown: str, known: Known) -> Library:
        return load_own(folder, find_cache(), shown, known, library.key)

    known = Known(roles=frozenset(config.list_fields()), vocabularies=frozenset(config.vocabulary))
    folders = [(pack, make_relative(pack, cwd.as_posix())) for pack in packs]
    return load_beside(library, folders, known, load)


def make_absolute(cwd: Path, path: Path) -> Path:
    """Give a path from the root of the disk, without following links."""
    if path.is_absolute() and ".." not in str(path):
        return path
    # Joined as texts: a Path more for each of ten thousand reviews is felt.
    return Path(os.path.normpath(os.path.join(cwd, path)))  # noqa: PTH118


def make_relative(path: Path | str, root: str) -> str:
    """Give a path as seen from a folder, both absolute, with forward slashes."""
    shown = path if isinstance(path, str) else path.as_posix()
    if shown.startswith(f"{root}/"):
        return shown[len(root) + 1 :]
    # Files are many and their folders few; only what a file is in may be above the other folder.
    folder, _, name = shown.rpartition("/")
    if not folder or name in ("", ".", "..") or f"{root}/".startswith(f"{shown}/"):
        return _relate(shown, root)
    above = _relate(folder, root)
    return name if above == "." else f"{above}/{name}"


@functools.lru_cache(maxsize=256)
def _relate(path: str, root: str) -> str:
    try:
        return os.path.relpath(path, root).replace(os.sep, "/")
    except ValueError:  # another drive
        return path
