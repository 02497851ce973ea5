"""``reviewlint config``: the config put together, and why each rule is on or off."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec
import yaml

from reviewlint.cli import exit_codes
from reviewlint.cli.streams import allows_color, show
from reviewlint.config.export import export_config, find_origins
from reviewlint.discovery.discover import require_paths
from reviewlint.discovery.inclusion import FolderPatterns
from reviewlint.document.source import SourceText
from reviewlint.document.state import is_draft
from reviewlint.errors import InputError, Trouble, explain_os_error
from reviewlint.globs import compile_globs
from reviewlint.reporters.json_text import write_json
from reviewlint.reporters.paint import paint
from reviewlint.reporters.visible import make_line, make_visible
from reviewlint.rule_reasons import RuleReason, explain_rules
from reviewlint.site import Site
from reviewlint.sites import Sites, make_absolute, make_relative

OFF = "off"

_LEFT_OUT = {
    "hidden": "This file is checked only where it is named itself: it is hidden, or in a hidden folder.",
    "exclude": "This file is never checked: `exclude` names it.",
    "include": "This file is checked only where it is named itself: no pattern of `include` names it.",
    "suffix": "This file is checked only where it is named itself: its name does not end as a review's does.",
    "name": "This file is checked only where it is named itself: its name, or its folder's, is no review's.",
}


class Subject(msgspec.Struct, frozen=True):
    """Hold what is asked about: a review, or a folder where ``relative`` is ``None``.

    ``left_out`` says why a check of its folder leaves the review out, by a key of ``inclusion.REASONS``.
    """

    shown: str
    relative: str | None = None
    draft: bool = False
    left_out: str | None = None


@click.command("config")
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Use this config; none is looked for, and its globs count from the current folder.",
)
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(path: Path, config: Path | None, output_format: str) -> int:
    """Show which config holds for PATH, and why a rule is on or off.

    PATH is a review or a folder; without it, the current folder.
    """
    cwd = Path.cwd()
    place = make_absolute(cwd, path)
    require_paths([place], lambda one: make_relative(one, cwd.as_posix()))
    site = Sites(place if place.is_dir() else place.parent, cwd=cwd, config=config).first
    subject = _look_at(site, place, make_relative(place, cwd.as_posix()))
    reasons = list(explain_rules(site, subject.relative, draft=subject.draft))
    settings = export_config(site.config, site.rules, lambda one: make_relative(Path(one), cwd.as_posix()))
    if output_format == "json":
        show(write_json(_export(site, subject, settings, reasons)))
    else:
        color = allows_color(sys.stdout, os.environ)
        show("".join(f"{line}\n" for line in _describe(site, subject, settings, reasons, color=color)))
    return exit_codes.CLEAN


def _look_at(site: Site, place: Path, shown: str) -> Subject:
    """Find out of a review what its rules depend on.

    :raises InputError: if it cannot be read
    """
    if place.is_dir():
        return Subject(shown)
    try:
        source = SourceText.decode(place.read_bytes(), place.as_posix())
    except OSError as error:
        message = f"this cannot be read: {explain_os_error(error)}"
        raise InputError(Trouble(shown, 0, 0, message)) from error
    relative = make_relative(place, site.config.root)
    patterns = FolderPatterns(site.config.include, compile_globs(site.config.exclude))
    # What lies outside of the folder of a config that was named is judged by its name alone.
    left_out = patterns.reason_on_the_way(place.name if relative.startswith("../") else relative)
    return Subject(shown, relative, is_draft(site.read(source)), left_out)


def _export(
    site: Site, subject: Subject, settings: dict[str, Any], reasons: Sequence[RuleReason]
) -> dict[str, Any]:
    return {
        "path": subject.shown,
        "draft": subject.draft,
        "left_out": subject.left_out,
        "files": _list_files(site),
        "globs_from": make_relative(site.config.root, Path.cwd().as_posix()),
        "config": settings,
        "rules": [
            {
                "rule": one.rule,
                "pack": one.pack,
                "severity": one.severity.value if one.severity else OFF,
                "conditions": one.conditions,
                "reason": one.reason,
                "places": [{"path": place.path, "line": place.line} for place in one.places],
            }
            for one in reasons
        ],
    }


def _list_files(site: Site) -> list[str]:
    return [source.file.path for source in site.config.sources]


def _describe(
    site: Site, subject: Subject, settings: dict[str, Any], reasons: Sequence[RuleReason], *, color: bool
) -> Iterator[str]:
    files = _list_files(site)
    yield paint(f"Config for {make_line(subject.shown)}", "strong", color=color)
    yield f"from {', '.join(map(make_line, files))}" if files else "No config was found: what is usual holds."
    if site.config.sources and site.config.root != Path(site.config.sources[-1].folder).as_posix():
        yield "Its globs count from the current folder, and not from its own: it was named by --config."
    if subject.left_out:
        yield _LEFT_OUT.get(subject.left_out, _LEFT_OUT["name"])
    if subject.draft:
        yield "This review is a draft."
    yield ""
    for key, value in settings.items():
        origins = find_origins(site.config, key)
        yield f"# {', '.join(map(make_line, origins))}" if origins else "# unless a config says otherwise"
        dumped = yaml.safe_dump({key: value}, sort_keys=False, allow_unicode=True, width=100)
        yield from map(make_visible, dumped.rstrip("\n").split("\n"))
    yield ""
    on = sum(one.severity is not None for one in reasons)
    yield paint(f"Rules: {on} on, {len(reasons) - on} off", "strong", color=color)
    longest = max((len(one.rule) for one in reasons), default=0)
    for pack in sorted({one.pack for one in reasons}):
        yield f"{pack}:"
        for one in reasons:
            if one.pack == pack:
                yield _describe_reason(one, longest, color=color)


def _describe_reason(one: RuleReason, longest: int, *, color: bool) -> str:
    level = one.severity.value if one.severity else OFF
    also = f" ({one.conditions})" if one.conditions else ""
    return (
        f"  {one.rule:<{longest}}  {paint(f'{level:<7}', level, color=color)}  {make_line(one.reason)}{also}"
    )
