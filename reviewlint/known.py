"""What is known already: the baseline of each site, taken from what a run found.

A finding that a baseline holds is not shown. It is there all the same, and what it says of a review
still decides whether that may be published.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from reviewlint.diagnostics import Diagnostic
from reviewlint.document.source import SourceText
from reviewlint.errors import InputError, Trouble, explain_os_error
from reviewlint.report import Outdated, Report
from reviewlint.sites import Sites, make_absolute, make_relative

if TYPE_CHECKING:
    from reviewlint.baseline import Baseline, Subtraction

FILE_NAME = "reviewlint-baseline.json"


class SiteFindings(msgspec.Struct, frozen=True):
    """Hold what a run found in the reviews of one site, and the site's baseline.

    ``found`` includes what is withheld; ``relative`` maps the paths of findings, files and archives to
    those that count from the baseline's folder; ``gone`` are such paths of reviews that are there no more.
    """

    file: Path
    baseline: Baseline
    found: tuple[Diagnostic, ...]
    relative: Mapping[str, str]
    gone: frozenset[str]
    subtraction: Subtraction


class Baselines:
    """Find the baselines of sites, each read once."""

    def __init__(self, sites: Sites, *, judges: bool = True) -> None:
        """Look in the folder that each site's paths count from.

        ``judges`` says that all rules are asked, so that what is found no more was mended.
        """
        self._sites = sites
        self._judges = judges
        self._read: dict[str, Baseline | None] = {}

    def subtract(self, report: Report, folders: Sequence[Path], texts: Collection[Path] = ()) -> Report:
        """Take what is known out of a report; ``folders`` are the absolute ones that were checked.

        ``texts`` are reviews that are there though the disk has them not.

        :raises InputError: if a baseline cannot be used
        """
        if not any(self._find(site.config.root) for site in self._sites.loaded):
            return report
        # What is known is told from the rest as the same objects, so they must not be packed.
        report = msgspec.structs.replace(report, withheld=tuple(report.withheld))
        known: list[Diagnostic] = []
        outdated: list[Outdated] = []
        for one in self.compare(report, folders, texts):
            known += one.subtraction.known
            if mended := one.subtraction.mended:
                reviews = {path for path, _, _ in mended}
                outdated.append(Outdated(self._show(one.file), sum(mended.values()), len(reviews)))
        hidden = {id(one) for one in known}
        withheld = {id(one) for one in report.withheld}
        keys = {one.sort_key for one in known}
        return msgspec.structs.replace(
            report,
            diagnostics=tuple(one for one in report.diagnostics if id(one) not in hidden),
            withheld=(*report.withheld, *(one for one in known if id(one) not in withheld)),
            unsaid=tuple(one for one in report.unsaid if one.sort_key not in keys),
            known=tuple(known),
            outdated=tuple(outdated),
        )

    def compare(
        self, report: Report, folders: Sequence[Path], texts: Collection[Path] = ()
    ) -> list[SiteFindings]:
        """Compare what was found with the baseline of each site, be it one without any."""
        from reviewlint.baseline import Baseline, subtract_baseline

        cwd = self._sites.cwd
        subjects = (one.subject for one in (*report.diagnostics, *report.withheld))
        places = {
            path: make_absolute(cwd, Path(path)).as_posix()
            for path in (*report.files, *report.compared, *subjects)
        }
        by_root: dict[str, dict[str, str]] = {}
        configured: set[str] = set()
        for path, place in places.items():
            config = self._sites.find(place).config
            by_root.setdefault(config.root, {})[path] = _name_review(place, config.root)
            if config.sources:
                configured.add(config.root)
        compared: list[SiteFindings] = []
        for root, relative in sorted(by_root.items()):
            baseline = self._find(root) or Baseline()
            unseen = baseline.reviews - set(relative.values())
            is_there = partial(_is_there, texts=texts, configured=root in configured)
            gone = frozenset(_list_gone(Path(root), unseen, folders, is_there))
            found = [one for one in report.diagnostics if one.subject in relative]
            withheld = [one for one in report.withheld if one.subject in relative]
            judged = gone | {relative[path] for path in report.compared if path in relative}
            judged = judged if self._judges else frozenset()
            subtraction = subtract_baseline(baseline, found, withheld, report.sources, relative, judged)
            compared.append(
                SiteFindings(
                    Path(root) / FILE_NAME, baseline, (*found, *withheld), relative, gone, subtraction
                )
            )
        return compared

    def drop_known(self, found: Sequence[Diagnostic], source: SourceText, place: str) -> Sequence[Diagnostic]:
        """Leave out of one text's findings what is known; ``place`` is its absolute path."""
        root = self._sites.find(place).config.root
        baseline = self._find(root)
        if baseline is None:
            return found
        from reviewlint.baseline import subtract_baseline

        paths = {one.path for one in found}
        sources = dict.fromkeys(paths, source)
        relative = dict.fromkeys(paths, _name_review(place, root))
        return subtract_baseline(baseline, found, (), sources, relative).new

    def _find(self, root: str) -> Baseline | None:
        if root not in self._read:
            file = Path(root) / FILE_NAME
            self._read[root] = _read_file(file, self._show(file))
        return self._read[root]

    def _show(self, file: Path) -> str:
        return make_relative(file, self._sites.cwd.as_posix())


def _read_file(file: Path, shown: str) -> Baseline | None:
    """Read a baseline, if there is one."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(Trouble(shown, 0, 0, f"this cannot be read: {explain_os_error(error)}")) from error
    from reviewlint.baseline import read_baseline  # most sites have none

    return read_baseline(data, shown)


def _name_review(place: str, root: str) -> str:
    """Give a path as a baseline has it; a name need not be anything that UTF-8 can write."""
    return make_relative(place, root).encode("utf-8", "replace").decode()


def _list_gone(
    root: Path, paths: Iterable[str], folders: Sequence[Path], is_there: Callable[[Path], bool]
) -> Iterable[str]:
    """Give the paths below the folders that were checked where nothing is known by them any more."""
    for path in paths:
        place = make_absolute(root, Path(path))
        if any(place.is_relative_to(folder) for folder in folders) and not is_there(place):
            yield path


def _is_there(place: Path, *, texts: Collection[Path], configured: bool) -> bool:
    """Tell whether a review may be at a place, or an archive be known by it.

    A folder is what an archive is known by that has no config.
    """
    try:
        return place in texts or not (stat.S_ISDIR(place.stat().st_mode) and configured)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False
    except OSError:  # it is in a folder that cannot be entered
        return True
