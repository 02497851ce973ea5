"""Reporters: each module named in ``FORMATS`` turns a report into one output format.

Such a module holds ``render(report, options)``, which gives the whole output as text. Formats that
people read make what reviews say visible (``visible``); none lets it become markup or a command.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import cast

import msgspec

from reviewlint.diagnostics import Severity
from reviewlint.packs.spec import RuleSpec
from reviewlint.report import Report

FORMATS = ("text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown")


class Options(msgspec.Struct, frozen=True):
    """Say how text is to look; formats for machines always carry everything.

    ``least`` is the mildest severity that is listed, ``fail_on`` the mildest that is a failure,
    ``None`` for none; ``width`` counts terminal cells. ``statistics`` counts findings by rule
    instead of listing them; ``quiet`` leaves out what is no finding. ``rules`` are all there are,
    for formats that describe them. ``summarized`` says that the summary of a step on GitHub has
    every finding.
    """

    least: Severity = Severity.WARNING
    color: bool = False
    width: int = 100
    statistics: bool = False
    quiet: bool = False
    fail_on: Severity | None = Severity.ERROR
    rules: tuple[RuleSpec, ...] = ()
    summarized: bool = False


Reporter = Callable[[Report, Options], str]


def load_reporter(name: str) -> Reporter:
    """Import the reporter of one of ``FORMATS``."""
    return cast("Reporter", importlib.import_module(f"{__name__}.{name}").render)
