"""Run the examples that rules carry: for reviewlint's own tests, and for authors of packs."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from reviewlint.archive.facts import Facts
from reviewlint.clock import Today
from reviewlint.config.load import make_config
from reviewlint.diagnostics import Diagnostic, Safety
from reviewlint.document.source import SourceText
from reviewlint.files import MemoryFiles
from reviewlint.fixing import fix_source
from reviewlint.packs.spec import Example, Library, RuleSpec
from reviewlint.site import ALL_RULES, Choice, Site
from reviewlint.suppressing import UNUSED

ROOT = "."
REVIEW_SUFFIXES = (".md", ".mdx", ".rst")
TODAY = datetime.date(2026, 1, 31)
"""The day of every example that does not name one."""


class Outcome(msgspec.Struct, frozen=True):
    """Hold what an example gave beside what it promises."""

    report: tuple[str, ...]
    expected: tuple[str, ...]
    fixed: str | None = None
    expected_fixed: str | None = None
    left: tuple[str, ...] = ()
    """What the rule still reports of the fixed text."""

    @property
    def holds(self) -> bool:
        """Tell whether the example is true."""
        return self.report == self.expected and self.fixed == self.expected_fixed and not self.left


def run_example(rule: RuleSpec, example: Example, library: Library, presets: Path | None = None) -> Outcome:
    """Check an example with its rule alone, at full severity, and fix it where it shows a fix.

    :raises ConfigError: if the example's config is wrong
    """
    config = make_config(example.config, ROOT, presets)
    if not example.config:
        config = msgspec.structs.replace(config, sources=())
    # Only where no rule is left out does it show what a comment without names silences.
    site = Site(config, library, ALL_RULES if rule.name == UNUSED else Choice(select=(rule.name,)))
    files = MemoryFiles({**example.files, example.path: example.text}, config.image_roots)
    today = Today(datetime.date.fromisoformat(example.today) if example.today else TODAY)

    def look_at(source: SourceText, path: str) -> tuple[tuple[Diagnostic, ...], Facts]:
        review = site.read(source)
        context = site.look_at(review, files, today, path, path)
        found = site.check(review, context)
        return found, site.gather(review, found, context)

    others = [
        look_at(_source(text, path), path)[1]
        for path, text in example.files.items()
        if path.endswith(REVIEW_SUFFIXES)
    ]

    def check(source: SourceText) -> tuple[Diagnostic, ...]:
        own, facts = look_at(source, example.path)
        compared = site.compare([*others, facts])
        found = {one.sort_key: one for one in own if not compared.stands_for(one)}
        found |= {one.sort_key: one for one in (*compared.found, *compared.about)}
        own_rule = (one for one in found.values() if one.rule == rule.name)
        return tuple(sorted(own_rule, key=lambda one: (one.path != example.path, one.sort_key)))

    source = _source(example.text, example.path)
    report = tuple(_show(one, example.path) for one in check(source))
    if example.fixed is None:
        return Outcome(report, example.report)
    wanted = _source(example.fixed, example.path).text
    fixed = _fix(source, check)
    left = tuple(_show(one, example.path) for one in check(fixed)) if fixed.text == wanted else ()
    return Outcome(report, example.report, fixed.text, wanted, left)


def list_examples(library: Library) -> Iterator[tuple[RuleSpec, Example]]:
    """Give every example of every rule."""
    for pack in library.packs:
        for rule in pack.rules:
            for example in rule.examples:
                yield rule, example


def _fix(source: SourceText, check: Callable[[SourceText], tuple[Diagnostic, ...]]) -> SourceText:
    return fix_source(source, check, frozenset(Safety)).after


def _source(text: str | bytes, path: str) -> SourceText:
    place = posixpath.normpath(posixpath.join(ROOT, path))
    return SourceText(text, place) if isinstance(text, str) else SourceText.decode(text, place)


def _show(one: Diagnostic, path: str) -> str:
    where = "" if one.path == path else f"{one.path}:"
    return f"{where}{one.place.line}:{one.place.column} {one.message}"
