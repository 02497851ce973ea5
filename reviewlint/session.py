"""A session: configs and rules loaded once, reviews checked with them; where disk and engine meet."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from reviewlint.clock import find_today
from reviewlint.config import Config, find_config, load_config
from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.discovery import discover
from reviewlint.document.model import Review
from reviewlint.document.source import SourceText
from reviewlint.errors import InputError, Trouble
from reviewlint.files import DiskFiles
from reviewlint.packs.compiled import load_compiled
from reviewlint.packs.locate import find_rules
from reviewlint.packs.spec import Library, RuleSpec
from reviewlint.site import ALL_RULES, Choice, Site

PRESETS_FOLDER = "presets"


class Report(msgspec.Struct, frozen=True):
    """Hold what a run found.

    ``diagnostics`` are sorted; ``files`` are the paths that were checked, as shown; ``sources``
    the texts of those with findings; ``failures`` the files that could not be read.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: tuple[str, ...]
    sources: Mapping[str, SourceText]
    failures: tuple[Trouble, ...] = ()


class Session:
    """Check reviews, each by the config nearest above it, or all by one that was named."""

    def __init__(
        self,
        site: Site,
        *,
        library: Library,
        cwd: Path,
        today: datetime.date | None = None,
        choice: Choice = ALL_RULES,
        fixed: bool = False,
    ) -> None:
        """Hold the first site; ``fixed`` says that its config is the one for every review."""
        self._library = library
        self._cwd = cwd
        self._today = today
        self._choice = choice
        self._fixed = fixed
        self._first = site
        self._sites: dict[str, Site] = {
            site.config.sources[-1].file.path if site.config.sources else "": site
        }
        self._nearest: dict[Path, Site] = {}
        self._files: dict[str, DiskFiles] = {}

    @classmethod
    def load(
        cls,
        start: Path,
        *,
        config: Path | None = None,
        cwd: Path | None = None,
        today: datetime.date | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
    ) -> Session:
        """Find the config at or above ``start``, or read the one that is named.

        ``cwd`` is the folder that paths in findings are relative to.

        :raises ConfigError: with every problem of the config
        :raises PackError: with every problem of the rules
        """
        cwd = Path(os.path.abspath(cwd or "."))  # noqa: PTH100 - resolve() would follow symbolic links
        library = load_compiled(find_rules(), find_cache())
        choice = Choice(tuple(select), tuple(ignore))
        place = config or find_config(_absolute(cwd, start))
        site = _load_site(place, cwd, library, choice, root=cwd if config or place is None else None)
        return cls(site, library=library, cwd=cwd, today=today, choice=choice, fixed=config is not None)

    @property
    def fingerprint(self) -> str:
        """Give a text that changes whenever a finding could: with rules, config, choice, version."""
        return self._first.fingerprint

    @property
    def config(self) -> Config:
        """Give the config of the folder that the session was started for."""
        return self._first.config

    @property
    def rules(self) -> tuple[RuleSpec, ...]:
        """Give every rule there is, on or off, sorted by name."""
        return self._first.rules

    def rule_names(self) -> tuple[str, ...]:
        """Give the names of all rules, sorted."""
        return tuple(rule.name for rule in self.rules)

    @property
    def today(self) -> datetime.date:
        """Give the day that dates are judged by."""
        return self._today or find_today(self.config.timezone)

    def read(self, text: str | bytes, path: Path | str) -> Review:
        """Find out everything about one text; never raises, whatever it is."""
        place = _absolute(self._cwd, Path(path)).as_posix()
        source = SourceText(text, place) if isinstance(text, str) else SourceText.decode(text, place)
        return self._site_of(Path(place)).read(source)

    def check_review(self, review: Review, path: Path | str) -> tuple[Diagnostic, ...]:
        """Check what was read."""
        place = _absolute(self._cwd, Path(path))
        site = self._site_of(place)
        root = site.config.root
        return site.check(
            review,
            files=self._files.setdefault(root, DiskFiles(root, site.config.image_roots)),
            today=self._today or find_today(site.config.timezone),
            relative=_relative(place, root),
            shown=self.show(place),
        )

    def check_text(self, text: str | bytes, path: Path | str) -> tuple[Diagnostic, ...]:
        """Read one text and check it; ``path`` says what it is, it need not exist."""
        return self.check_review(self.read(text, path), path)

    def check_paths(self, paths: Sequence[Path]) -> Report:
        """Check files, and the reviews in folders.

        :raises InputError: if nothing there is a review
        """
        return self.check_files(self.find_files(paths))

    def find_files(self, paths: Sequence[Path]) -> tuple[Path, ...]:
        """Give the reviews that ``paths`` name, sorted, each once.

        :raises InputError: if there are none, saying which setting left them out
        """
        config = self.config
        found = discover(
            [_absolute(self._cwd, path) for path in paths],
            include=config.include,
            exclude=config.exclude,
            root=Path(config.root),
        )
        return found.files

    def check_files(self, files: Iterable[Path]) -> Report:
        """Check each file; one that cannot be read is a failure, and the others are still checked."""
        diagnostics: list[Diagnostic] = []
        shown: list[str] = []
        sources: dict[str, SourceText] = {}
        failures: list[Trouble] = []
        for path in files:
            name = self.show(path)
            try:
                data = path.read_bytes()
            except OSError as error:
                failures.append(Trouble(name, 0, 0, f"cannot be read: {error.strerror}"))
                continue
            review = self.read(data, path)
            found = self.check_review(review, path)
            shown.append(name)
            if found:
                sources[name] = review.source
                diagnostics += found
        if failures and not shown:
            raise InputError(*failures)
        diagnostics.sort(key=lambda one: one.sort_key)
        return Report(tuple(diagnostics), tuple(shown), sources, tuple(failures))

    def is_publishable(self, review: Review, diagnostics: Sequence[Diagnostic]) -> bool:
        """Tell whether a review may be shown: no error, and nothing that blocks whatever is silenced."""
        if any(problem.blocks for problem in review.problems):
            return False
        return not any(one.severity is Severity.ERROR for one in diagnostics)

    def show(self, path: Path) -> str:
        """Give a path as findings carry it: from the current folder, with forward slashes."""
        return _relative(_absolute(self._cwd, path), self._cwd.as_posix())

    def _site_of(self, path: Path) -> Site:
        if self._fixed:
            return self._first
        folder = path.parent
        site = self._nearest.get(folder)
        if site is None:
            place = find_config(folder)
            key = self.show(place) if place else ""
            site = self._sites.get(key)
            if site is None:
                site = _load_site(place, self._cwd, self._library, self._choice)
                self._sites[key] = site
            self._nearest[folder] = site
        return site


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
    place = _absolute(cwd, place)
    shown = _relative(place, cwd.as_posix())
    config = load_config(place, shown=shown, presets=find_rules() / PRESETS_FOLDER)
    if root is not None:
        config = msgspec.structs.replace(config, root=root.as_posix())
    if config.packs:
        from reviewlint.packs.load import load_library, merge_libraries

        own = [load_library(Path(pack), shown=_relative(Path(pack), cwd.as_posix())) for pack in config.packs]
        library = merge_libraries([library, *own])
    return Site(config, library, choice)


def _absolute(cwd: Path, path: Path) -> Path:
    return Path(os.path.normpath(cwd / path))


def _relative(path: Path, root: str) -> str:
    try:
        return os.path.relpath(path, root).replace(os.sep, "/")
    except ValueError:  # another drive
        return path.as_posix()
