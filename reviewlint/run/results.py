"""One run of a session: what it finds, collected and put in order."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from reviewlint.diagnostics import Diagnostic
from reviewlint.errors import InputError, Trouble
from reviewlint.flood import Comparison
from reviewlint.pile import Pile
from reviewlint.report import Report
from reviewlint.run.examining import Examined
from reviewlint.run.sources import Checked, Sources


class Run:
    """Collect what one run finds; ``compared`` is as a report has it."""

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []
        self._withheld = Pile()
        self._unsaid = Pile()
        self._shown: dict[str, Checked] = {}
        self.failures: list[Trouble] = []
        self.compared: set[str] = set()

    def add_review(self, place: str, one: Examined) -> None:
        """Take in what one review by itself gave, at its absolute path."""
        self._shown[one.shown] = place, one.checksum
        self._found += one.found

    def add_comparison(self, comparison: Comparison, reviews: Collection[str], archive: str | None) -> None:
        """Take in what the reviews of an archive gave beside one another: what is of those checked.

        ``reviews`` are the paths of these; if the archive has no others, ``archive`` is what it is known
        by. What is said about it as a whole is shown where all of them are checked; what that stands for
        never is.
        """
        members = frozenset(reviews)
        self.compared |= members
        kept: list[Diagnostic] = []
        withheld = Pile()
        for one in self._found:
            folded = one.path in members and comparison.stands_for(one)
            (withheld if folded else kept).append(one)
        self._found = [*kept, *comparison.found]
        of_all = Pile(comparison.withheld)
        withheld.extend(of_all if archive is not None else of_all.choose(members))
        self._withheld.extend(withheld)
        if archive is not None:
            self._found += comparison.about
            self.compared.add(archive)
        else:
            self._unsaid.extend(withheld)

    def report(self, texts: Mapping[str, bytes]) -> Report:
        """Give all of it, sorted, each finding once; ``texts`` stood in for files on disk.

        :raises InputError: if no file could be read
        """
        if self.failures and not self._shown:
            raise InputError(*self.failures)
        # Two halves of a rule, one of which looks at the archive, may say the same of one place.
        once = {one.sort_key: one for one in reversed(self._found)}
        found = tuple(once[key] for key in sorted(once))
        return Report(
            found,
            tuple(self._shown),
            Sources(self._shown, texts),
            tuple(self.failures),
            withheld=self._withheld,
            unsaid=self._unsaid,
            compared=frozenset(self.compared),
        )
