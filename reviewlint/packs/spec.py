"""A rule and its examples as values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from reviewlint.diagnostics import Severity
from reviewlint.document.fields import Role

BUILT_IN = "built-in"
"""The check of rules that the reader or the engine itself reports."""

PRESETS = ("recommended", "strict")
"""The presets that a config may extend, and a rule's severity may name."""


Syntax = Literal["markdown", "html", "rest"]
"""What reviews are written in, as far as a rule's examples tell them apart."""


class Example(msgspec.Struct, frozen=True):
    """Show one review and what this rule says of it; an empty ``report`` is a valid example.

    ``report`` lines are ``line:column message``, or ``path:line:column message`` for another of
    ``files``. ``fixed`` is the text after the rule's fixes, safe and unsafe.
    """

    name: str
    text: str | bytes
    report: tuple[str, ...]
    path: str = "review.md"
    files: Mapping[str, str | bytes] = {}
    config: Mapping[str, Any] = {}
    today: str | None = None
    fixed: str | bytes | None = None


class RuleSpec(msgspec.Struct, frozen=True):
    """Hold one rule as its file says it.

    ``severity`` maps ``default``, ``draft``, a preset or a condition of the kind to how grave a
    finding is, ``None`` for off: ``{default: error, draft: off}`` is silent in drafts. ``params``
    are the file's ``with``, as plain data, valid for the kind. ``fix`` holds the safety its fixes
    may have; ``no_fix`` says why there is none. ``place`` is the file. ``archive_only``
    says that its kind looks at no review by itself, ``gathers`` that it may look at others.
    """

    name: str
    pack: str
    place: str
    summary: str
    why: str
    severity: Mapping[str, Severity | None]
    check: str
    message: str
    params: Mapping[str, Any] = {}
    fix: tuple[Literal["safe", "unsafe"], ...] = ()
    no_fix: str = ""
    default: bool = True
    since: str = ""
    links: tuple[str, ...] = ()
    archive_only: bool = False
    gathers: bool = False
    not_in: Mapping[Syntax, str] = {}
    examples: tuple[Example, ...] = ()


class Pack(msgspec.Struct, frozen=True):
    """Hold a folder of rules: its ``pack.yaml``, its rules by name, its vocabularies."""

    name: str
    title: str
    rules: tuple[RuleSpec, ...]
    vocabularies: Mapping[str, Any] = {}
    summary: str = ""


class Library(msgspec.Struct, frozen=True):
    """Hold what a rules folder has: packs and roles. ``key`` changes when any of its files does."""

    packs: tuple[Pack, ...]
    roles: tuple[Role, ...] = ()
    key: str = ""

    def find_rule(self, name: str) -> RuleSpec | None:
        """Give the rule of this name."""
        return next((rule for pack in self.packs for rule in pack.rules if rule.name == name), None)
