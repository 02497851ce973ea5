"""A site: one config, the rules it has on, and the checks made ready to run."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from reviewlint import __version__, checks
from reviewlint.archive import Facts, compare_facts, gather_facts, report_crash
from reviewlint.checks.base import Context, Files, Settings
from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.document.capture import Furniture, compile_furniture, is_captured
from reviewlint.document.fields import Role, Roles
from reviewlint.document.model import Review
from reviewlint.document.read import LARGEST, read_review
from reviewlint.document.source import SourceText
from reviewlint.document.state import is_draft
from reviewlint.engine import ActiveRule, RuleSet, check_review, prepare_rules
from reviewlint.errors import ConfigError, Trouble
from reviewlint.flood import Comparison
from reviewlint.globs import compile_globs
from reviewlint.packs.spec import BUILT_IN, Library, RuleSpec
from reviewlint.site_config import Config, Source

if TYPE_CHECKING:
    from reviewlint.config_file import RuleSetting

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

    def __init__(self, config: Config, library: Library, choice: Choice = ALL_RULES) -> None:
        """Make ready all rules that ``config`` has on.

        :raises ConfigError: if config or choice name rules that do not exist, or give them
            parameters that they do not take
        """
        self.config = config
        self.rules = tuple(
            sorted((rule for pack in library.packs for rule in pack.rules), key=lambda rule: rule.name)
        )
        self._families = {rule.name: rule.pack for rule in self.rules}
        self._choice = choice
        problems = [*self._find_unknown_names(), *self._find_wrong_parameters()]
        if problems:
            raise ConfigError(*problems)
        vocabularies: dict[str, Any] = {}
        for pack in library.packs:
            vocabularies.update(pack.vocabularies)
        for name, words in config.vocabulary.items():
            vocabularies[name] = _extend(vocabularies.get(name), words)
        self.roles = Roles(tuple(_name_roles(library.roles, config)))
        scale = config.scale
        self.settings = Settings(
            roles=self.roles,
            vocabularies=vocabularies,
            scale=(scale.min, scale.max, scale.step) if scale else None,
            required=tuple(name for name, field in config.fields.items() if field.required),
            language=config.language or Settings().language,
            constraints=_list_constraints(config),
            schema=config.schema,
            dialect=config.dialect,
            renders=config.renders,
        )
        self._furniture: Furniture = compile_furniture(vocabularies.get(FURNITURE, []))
        self._longest = self._find_limit()
        self._is_decoration = compile_globs(config.decorative) if config.decorative else None
        self._overrides: list[tuple[Callable[[str], bool], Mapping[str, RuleSetting]]] = [
            (compile_globs(override.globs), override.rules) for override in config.overrides
        ]
        self._rule_sets: dict[tuple[int, ...], RuleSet] = {}
        self._library = library

    @functools.cached_property
    def fingerprint(self) -> str:
        """Give a text that changes whenever a finding could: with the rules, the config, the choice."""
        import hashlib  # loads OpenSSL, which a check of one file can do without

        config = msgspec.structs.replace(self.config, sources=())
        said = msgspec.json.encode([config, self._choice], order="deterministic")
        library = self._library
        rules = library.key or msgspec.json.encode(library, order="deterministic").decode()
        return hashlib.sha256(said + rules.encode() + __version__.encode()).hexdigest()

    def read(self, source: SourceText) -> Review:
        """Find out all there is to know of one text; a picture is decoration where the config says so."""
        review = read_review(source, self.roles, self._longest)
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

    @property
    def compares(self) -> bool:
        """Tell whether other reviews matter to any rule."""
        # What an override has on is known by its files only; there are few of those.
        return self._choose_rules(None).compares or bool(self._overrides)

    def look_at(
        self, review: Review, files: Files, today: datetime.date, relative: str, shown: str
    ) -> Context:
        """Say what is true of a review beyond its text.

        ``relative`` is its path from the config's folder, which overrides are matched against;
        ``shown`` the one that findings carry; the source's own path is where files are looked for.
        """
        return Context(
            settings=self.settings,
            today=today,
            files=files,
            path=shown,
            relative=relative,
            draft=is_draft(review),
            captured=is_captured(review, self._furniture),
        )

    def check(self, review: Review, context: Context) -> tuple[Diagnostic, ...]:
        """Check one review by itself."""
        return check_review(review, self._choose_rules(context.relative), context)

    def gather(self, review: Review, found: Sequence[Diagnostic], context: Context) -> Facts:
        """Take out of a review what the archive must know of it; ``found`` are its own findings."""
        return gather_facts(review, found, self._choose_rules(context.relative), context)

    def report_death(self, shown: str) -> tuple[Diagnostic, ...]:
        """Say that the process which checked a file died over it."""
        return tuple(report_crash("all of them", "the process died", self._choose_rules(None), shown))

    def compare(self, archive: Sequence[Facts]) -> Comparison:
        """Check the reviews of an archive beside one another."""
        home = self.config.sources[-1].file.path if self.config.sources else None
        return compare_facts(archive, self._choose_rules, self.settings, home)

    def _choose_rules(self, relative: str | None) -> RuleSet:
        """Give the rules for a path; those of the site at large for ``None``."""
        matched = tuple(
            index
            for index, (matches, _) in enumerate(self._overrides)
            if relative is not None and matches(relative)
        )
        if matched not in self._rule_sets:
            settings = dict(self.config.rules)
            for index in matched:
                settings.update(self._overrides[index][1])
            active = list(self._activate(settings))
            self._rule_sets[matched] = prepare_rules(active, self.settings, self._families)
        return self._rule_sets[matched]

    def _activate(self, settings: Mapping[str, RuleSetting]) -> Iterator[ActiveRule]:
        for spec in self.rules:
            if self._is_chosen(spec):
                rule = activate_rule(
                    spec, settings.get(spec.name), self.config.preset, bool(self._choice.select)
                )
                if rule is not None:
                    yield rule

    def _is_chosen(self, spec: RuleSpec) -> bool:
        names = (spec.name, spec.pack)
        if self._choice.select and not any(name in self._choice.select for name in names):
            return False
        return not any(name in self._choice.ignore for name in names)

    def _find_limit(self) -> int:
        """Give how many characters of a review are read at most."""
        spec = next((rule for rule in self.rules if rule.name == TOO_LARGE), None)
        params = {**spec.params, **_parameters(self.config.rules.get(TOO_LARGE))} if spec else {}
        longest: int = params.get("characters", LARGEST)
        return longest

    def _find_unknown_names(self) -> Iterator[Trouble]:
        known = sorted({*self._families, *self._families.values()})
        for option, names in (("--select", self._choice.select), ("--ignore", self._choice.ignore)):
            for name in names:
                if name not in known:
                    yield Trouble(option, 0, 0, f"there is no rule `{name}`{_suggest(name, known)}")
        for source, where, name, _ in _settings_of(self.config):
            if name not in self._families:
                yield source.file.trouble(
                    where, f"there is no rule `{name}`{_suggest(name, sorted(self._families))}", key=True
                )

    def _find_wrong_parameters(self) -> Iterator[Trouble]:
        specs = {rule.name: rule for rule in self.rules}
        for source, where, name, setting in _settings_of(self.config):
            given = _parameters(setting)
            spec = specs.get(name)
            if spec is None or not given:
                continue
            if spec.check == BUILT_IN:
                for key, value in given.items():
                    if key not in spec.params:
                        known = ", ".join(["severity", *spec.params])
                        message = f"`{name}` has no parameter `{key}`; it has: {known}"
                        yield source.file.trouble((*where, key), message, key=True)
                    elif type(value) is not int:
                        yield source.file.trouble((*where, key), f"found `{value}`; expected a whole number")
                continue
            from reviewlint.packs.parameters import find_parameter_problems

            kind = checks.load(spec.check)
            yield from find_parameter_problems(source.file, {**spec.params, **given}, kind, where)


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
    return ActiveRule(spec, severity, {**spec.params, **_parameters(setting)})


def _parameters(setting: RuleSetting | None) -> dict[str, Any]:
    if not isinstance(setting, dict):
        return {}
    return {name: value for name, value in setting.items() if name != "severity"}


def _settings_of(config: Config) -> Iterator[tuple[Source, tuple[str | int, ...], str, RuleSetting]]:
    for source in config.sources:
        for name, setting in source.data.rules.items():
            yield source, ("rules", name), name, setting
        for index, override in enumerate(source.data.overrides):
            for name, setting in override.rules.items():
                yield source, ("overrides", index, "rules", name), name, setting


def _name_roles(roles: Sequence[Role], config: Config) -> Iterator[Role]:
    """Put the names that a site gives a role before those that everybody knows."""
    known = set()
    for role in roles:
        known.add(role.name)
        field = config.fields.get(role.name)
        names = tuple(field.names) if field else ()
        yield msgspec.structs.replace(role, names=(*names, *(one for one in role.names if one not in names)))
    for name, field in config.fields.items():
        if name not in known:
            # Only a schema says whether `runtime: 95` is a number or a name that nobody quoted.
            yield Role(name, tuple(field.names) or (name,), "text" if field.type == "string" else "any")


def _list_constraints(config: Config) -> dict[str, dict[str, Any]]:
    """Give the JSON Schema of each role or field that the config says something of."""
    if not config.fields:
        return {}
    from reviewlint.field_file import read_constraints

    return {name: schema for name, field in config.fields.items() if (schema := read_constraints(field))}


def _extend(words: Any, more: Any) -> Any:
    """Add a site's words to a vocabulary; a plain list joins a mapping as words for any language."""
    if isinstance(words, dict):
        more = more if isinstance(more, dict) else {"": more}
        return {**words, **{name: _extend(words.get(name), value) for name, value in more.items()}}
    return [*words, *more] if isinstance(words, list) and isinstance(more, list) else more


def _suggest(name: str, known: Sequence[str]) -> str:
    from reviewlint.strict_yaml import suggest

    return suggest(name, known) or "; `reviewlint rule` lists them all"
