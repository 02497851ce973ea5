"""A site: one config, the rules it has on, and the checks made ready to run."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from reviewlint import __version__
from reviewlint.archive.facts import Facts, gather_facts
from reviewlint.checks.base import Context, Day, Files, Settings
from reviewlint.config.model import Config
from reviewlint.config.rules import Said, choose_said, list_said, read_parameters, settle
from reviewlint.config.settings import change_fields, make_settings
from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.digests import blake2b
from reviewlint.document.model import Review
from reviewlint.document.source import SourceText
from reviewlint.document.state import is_draft
from reviewlint.engine import ActiveRule, RuleSet, check_review, check_reviews, prepare_rules
from reviewlint.errors import ConfigError, Trouble
from reviewlint.flood import Comparison
from reviewlint.globs import compile_globs
from reviewlint.later import import_later
from reviewlint.packs.spec import Library, RuleSpec

if TYPE_CHECKING:
    from reviewlint.archive.comparing import Kept
    from reviewlint.config.file import RuleSetting
    from reviewlint.document import body_search, capture
    from reviewlint.document import read as reading
    from reviewlint.document.capture import Furniture
else:
    # A run for which all is known already reads no review.
    body_search = import_later("reviewlint.document.body_search")
    capture = import_later("reviewlint.document.capture")
    reading = import_later("reviewlint.document.read")

TOO_LARGE = "file-too-large"
"""The rule whose ``characters`` say how much of a review is read."""

FURNITURE = "page-furniture"
"""The vocabulary of what stands around a captured text."""


class Choice(msgspec.Struct, frozen=True):
    """Hold what a run asks for beside the config: only these rules, or all but those."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


ALL_RULES = Choice()


class Site:
    """Check reviews as one config says."""

    def __init__(
        self, config: Config, library: Library, choice: Choice = ALL_RULES, *, judged: bool = False
    ) -> None:
        """Make ready all rules that ``config`` has on; ``judged`` says that nothing is wrong with it.

        :raises ConfigError: if the config names rules that do not exist, or gives them parameters that
            they do not take
        """
        self.config = config
        self.rules = tuple(
            sorted((rule for pack in library.packs for rule in pack.rules), key=lambda rule: rule.name)
        )
        self._families = {rule.name: rule.pack for rule in self.rules}
        self._choice = choice
        self._said = list_said(config, frozenset(self._families.values()))
        if not judged and (problems := tuple(_find_mistakes(config, library, self._said))):
            raise ConfigError(*problems)
        self.settings = make_settings(config, library)
        self.roles = self.settings.roles
        self._is_decoration = compile_globs(config.decorative) if config.decorative else None
        self._overrides = [compile_globs(override.globs) for override in config.overrides]
        self._rule_sets: dict[tuple[int, ...], RuleSet] = {}
        self._settings: dict[tuple[int, ...], Settings] = {}
        self._library = library

    @functools.cached_property
    def fingerprint(self) -> str:
        """Give a text that changes whenever a finding could: with the rules, the config, the choice."""
        config = msgspec.structs.replace(self.config, sources=())
        in_order = [source.data.rules for source in self.config.sources]
        said = msgspec.json.encode([config, self._choice, in_order], order="deterministic")
        library = self._library
        rules = library.key or msgspec.json.encode(library, order="deterministic").decode()
        return blake2b(said + rules.encode() + __version__.encode(), digest_size=32).hexdigest()

    def read(self, source: SourceText) -> Review:
        """Find out all there is to know of one text; a picture is decoration where the config says so."""
        review = reading.read_review(source, self.roles, self._longest)
        is_decoration = self._is_decoration
        if is_decoration is None:
            return review
        images = tuple(
            msgspec.structs.replace(image, decorative=True)
            if is_decoration(image.source.lstrip("/"))
            else image
            for image in review.images
        )
        return msgspec.structs.replace(review, images=images)

    @functools.cached_property
    def compares(self) -> bool:
        """Tell whether other reviews may matter to any rule."""
        # Asked of what rule files say: a run for which all is known already needs no rule made ready.
        # What an override has on is known by its files only; there are few of those.
        return bool(self._overrides) or any(
            spec.gathers and self.activate(spec) is not None for spec in self.rules
        )

    def look_at(self, review: Review, files: Files, today: Day, relative: str, shown: str) -> Context:
        """Say what is true of a review beyond its text.

        ``relative`` is its path from the config's folder, which overrides are matched against;
        ``shown`` the one that findings carry; the source's own path is where files are looked for.
        """
        settings = self._choose_settings(self.match_overrides(relative))
        # Captured text is looked for in one pass with what the rules look for: they are made ready first.
        self._choose_rules(relative)
        return Context(
            settings=settings,
            today=today,
            files=files,
            path=shown,
            relative=relative,
            draft=is_draft(review),
            captured=capture.is_captured(review, self._furniture, self._find_furniture(review, settings)),
        )

    def check(self, review: Review, context: Context) -> tuple[Diagnostic, ...]:
        """Check one review by itself."""
        return check_review(review, self._choose_rules(context.relative), context)

    def check_each(self, reviews: Sequence[tuple[Review, Context]]) -> list[tuple[Diagnostic, ...]]:
        """Check some reviews, each by itself, and give what is found in each."""
        # Overrides may have other rules for some of them.
        alike: dict[tuple[int, ...], list[int]] = {}
        for number, (_, context) in enumerate(reviews):
            alike.setdefault(self.match_overrides(context.relative), []).append(number)
        checked: list[tuple[Diagnostic, ...]] = [()] * len(reviews)
        for numbers in alike.values():
            some = [reviews[number] for number in numbers]
            found = check_reviews(some, self._choose_rules(some[0][1].relative))
            for number, one in zip(numbers, found, strict=True):
                checked[number] = one
        return checked

    def gather(self, review: Review, found: Sequence[Diagnostic], context: Context) -> Facts:
        """Take out of a review what the archive must know of it; ``found`` are its own findings."""
        return gather_facts(review, found, self._choose_rules(context.relative), context)

    def report_death(self, shown: str) -> tuple[Diagnostic, ...]:
        """Say that the process which checked a file died over it."""
        from reviewlint.archive.comparing import report_crash

        return tuple(report_crash("all of them", "the process died", self._choose_rules(None), shown))

    @property
    def home(self) -> str | None:
        """Give the path where findings about the whole archive stand, ``None`` without a config."""
        return self.config.sources[-1].file.path if self.config.sources else None

    def compare(self, archive: Sequence[Kept]) -> Comparison:
        """Check the reviews of an archive beside one another."""
        # Imported only here: a run for which all is known already compares nothing.
        from reviewlint.archive.comparing import compare_facts

        return compare_facts(archive, self._choose_rules, self.settings, self.home)

    def _choose_rules(self, relative: str | None) -> RuleSet:
        """Give the rules for a path; those of the site at large for ``None``."""
        matched = self.match_overrides(relative)
        if matched not in self._rule_sets:
            active = (self.activate(spec, matched) for spec in self.rules)
            chosen = [rule for rule in active if rule is not None]
            settings = self._choose_settings(matched)
            whole = self._choice == ALL_RULES
            self._rule_sets[matched] = prepare_rules(chosen, settings, self._families, whole=whole)
        return self._rule_sets[matched]

    def _choose_settings(self, matched: tuple[int, ...]) -> Settings:
        """Give what the checks are told of reviews that some overrides name: their fields may be others."""
        fields = [said for index in matched if (said := self.config.overrides[index].fields)]
        if not fields:
            return self.settings
        if matched not in self._settings:
            self._settings[matched] = change_fields(self.settings, self.config.fields, fields)
        return self._settings[matched]

    def match_overrides(self, relative: str | None) -> tuple[int, ...]:
        """Give the numbers of the overrides that name a path; none for ``None``, the site at large."""
        if relative is None or not self._overrides:
            return ()
        return tuple(index for index, matches in enumerate(self._overrides) if matches(relative))

    def list_said(self, spec: RuleSpec, matched: Collection[int] = ()) -> list[Said]:
        """Give what the config says of one rule, for the reviews that the overrides ``matched`` name."""
        return choose_said(self._said, spec, self.config.preset, matched)

    def activate(self, spec: RuleSpec, matched: Collection[int] = ()) -> ActiveRule | None:
        """Give a rule as the config has it, ``None`` where it is off or was not asked for."""
        if not self._is_chosen(spec):
            return None
        setting = settle(self.list_said(spec, matched))
        return activate_rule(spec, setting, self.config.preset, bool(self._choice.select))

    def find_parameters(self, name: str) -> Mapping[str, Any]:
        """Give the parameters that a rule has on this site, overrides aside."""
        spec = next((rule for rule in self.rules if rule.name == name), None)
        return {**spec.params, **read_parameters(settle(self.list_said(spec)))} if spec else {}

    def _is_chosen(self, spec: RuleSpec) -> bool:
        names = (spec.name, spec.pack)
        if self._choice.select and not any(name in self._choice.select for name in names):
            return False
        return not any(name in self._choice.ignore for name in names)

    def _find_furniture(self, review: Review, settings: Settings) -> Sequence[int] | None:
        """Give which patterns of what stands around a captured text may match in a review's body."""
        search = body_search.BodySearch.share(settings.derived, "words")
        number = settings.derived.get(FURNITURE)
        if number is None:
            number = settings.derived[FURNITURE] = search.take_part(lambda: self._furniture.patterns)
        return search.find(review, number)

    @functools.cached_property
    def _furniture(self) -> Furniture:
        """Give what stands around a captured text."""
        from reviewlint.document.capture import compile_furniture

        return compile_furniture(self.settings.vocabularies.get(FURNITURE, []))

    @functools.cached_property
    def _longest(self) -> int:
        """Give how many characters of a review are read at most."""
        from reviewlint.document.read import LARGEST

        longest: int = self.find_parameters(TOO_LARGE).get("characters", LARGEST)
        return longest

    def find_unknown_names(self) -> Iterator[Trouble]:
        """Give the names that a run asks for and that no rule or pack has here."""
        if not self._choice.select and not self._choice.ignore:
            return
        from reviewlint.config.setting_mistakes import suggest_rule

        known = sorted({*self._families, *self._families.values()})
        for option, names in (("--select", self._choice.select), ("--ignore", self._choice.ignore)):
            for name in names:
                if name not in known:
                    yield Trouble(option, 0, 0, f"there is no rule `{name}`{suggest_rule(name, known)}")


def _find_mistakes(config: Config, library: Library, said: Sequence[Said]) -> Iterator[Trouble]:
    if config.sources:
        # Imported here: many sites have no config, and nothing to be wrong with it.
        from reviewlint.config.setting_mistakes import find_mistakes

        yield from find_mistakes(config, library, said)


def activate_rule(
    spec: RuleSpec, setting: RuleSetting | None, preset: str, selected: bool = False
) -> ActiveRule | None:
    """Give a rule as config and preset have it; ``None`` where it is off.

    A severity that the config sets stands for all but drafts; a rule that is off by default is on
    as soon as the config gives it a severity, or the run selects it.
    """
    level = setting.get("severity", True) if isinstance(setting, dict) else setting
    if level in ("off", False):
        return None
    severity = dict(spec.severity)
    severity["default"] = severity.get(preset, severity["default"])
    if isinstance(level, str):
        for name in severity.keys() - {"draft"}:
            severity[name] = Severity(level)
    elif level is None and not spec.default and not selected:
        return None
    elif severity["default"] is None and (level is True or selected):
        severity["default"] = Severity.WARNING
    if all(value is None for value in severity.values()):
        return None
    return ActiveRule(spec, severity, {**spec.params, **read_parameters(setting)})
