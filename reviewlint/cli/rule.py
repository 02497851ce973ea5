"""``reviewlint rule``: what rules there are, and what one of them asks for."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from reviewlint.cli import exit_codes
from reviewlint.cli.rule_text import Look, describe_rule, export_rule, list_rules
from reviewlint.cli.streams import allows_color, find_width, show
from reviewlint.errors import InputError, Trouble
from reviewlint.packs.compiled import load_compiled
from reviewlint.packs.decode import decode_rule
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules
from reviewlint.packs.spec import Library, RuleSpec
from reviewlint.reporters.json_text import write_json
from reviewlint.session import Session
from reviewlint.sites import find_cache
from reviewlint.strict_yaml import suggest


@click.command("rule")
@click.argument("name", required=False)
@click.option(
    "--config", type=click.Path(path_type=Path), metavar="FILE", help="Also know the rules of its packs."
)
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(name: str | None, config: Path | None, output_format: str) -> int:
    """Explain the rule NAME, with examples, or list all rules."""
    look = Look(color=allows_color(sys.stdout, os.environ), width=find_width(sys.stdout))
    as_json = output_format == "json"
    library = load_rules(config, complete=as_json and name is None)
    if name is None:
        rules = [rule for pack in library.packs for rule in pack.rules]
        show(write_json([export_rule(rule) for rule in rules]) if as_json else list_rules(library, look))
    else:
        rule = find_rule(library, name)
        show(write_json(export_rule(rule)) if as_json else describe_rule(rule, look))
    return exit_codes.CLEAN


def load_rules(config: Path | None, *, complete: bool) -> Library:
    """Read reviewlint's own packs and those of the config.

    Decoding every rule with its examples takes most of a second, so only ``complete`` does it.

    :raises ReviewlintError: if one of them, or the config, cannot be used
    """
    session = Session.load(Path(), config=config)
    ours = load_library(find_rules()) if complete else load_compiled(find_rules(), find_cache())
    packs = [Path(pack) for pack in session.config.packs]
    # The session has judged them: here, they may speak of anything.
    own = [load_library(pack, shown=session.show(pack)) for pack in packs]
    return Library(tuple(pack for library in (ours, *own) for pack in library.packs))


def find_rule(library: Library, name: str) -> RuleSpec:
    """Give a rule with its examples.

    :raises InputError: if there is none of this name
    """
    rule = library.find_rule(name)
    if rule is None:
        names = sorted(rule.name for pack in library.packs for rule in pack.rules)
        hint = suggest(name, names) or "; `reviewlint rule` lists them all"
        raise InputError(Trouble("reviewlint rule", 0, 0, f"there is no rule `{name}`{hint}"))
    if rule.examples:
        return rule
    return decode_rule(Path(rule.place).read_text(encoding="utf-8"), rule.name, rule.pack, rule.place)
