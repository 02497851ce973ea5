"""``reviewlint schema``: the JSON Schemas by which an editor completes and checks what is typed."""

from __future__ import annotations

from pathlib import Path

import click

from reviewlint.cli import exit_codes
from reviewlint.cli.streams import show
from reviewlint.reporters.json_text import write_json
from reviewlint.schemas import TYPES_RULE, FrontMatterFacts, describe_config, describe_front_matter
from reviewlint.site import Site
from reviewlint.sites import Sites

CLOSING_RULE = "field-unknown"
"""The rule whose option ``closed`` says that only known keys are wanted."""


@click.command("schema")
@click.argument("what", type=click.Choice(["front-matter", "config"]), default="front-matter")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Use this config; none is looked for.",
)
def command(what: str, config: Path | None) -> int:
    """Print the JSON Schema of front matter, or of reviewlint.yaml.

    Without a word for which, that of this site's front matter.

    Name the file that it is written to in your editor's settings (`yaml.schemas`), or at the head of
    a config: `# yaml-language-server: $schema=reviewlint.schema.json`.
    """
    site = Sites(Path(), cwd=Path.cwd(), config=config).first
    schema = describe_config(site.rules) if what == "config" else describe_front_matter(read_facts(site))
    show(write_json(schema))
    return exit_codes.CLEAN


def read_facts(site: Site) -> FrontMatterFacts:
    """Take out of a site what it says of its front matter."""
    settings = site.settings
    forms = next((rule.params for rule in site.rules if rule.name == TYPES_RULE), {})
    return FrontMatterFacts(
        roles=settings.roles.roles,
        constraints=settings.constraints,
        required=settings.required,
        schema=settings.schema,
        closed=bool(site.find_parameters(CLOSING_RULE).get("closed")),
        forms=forms,
    )
