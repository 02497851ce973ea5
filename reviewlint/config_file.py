"""The shape of ``reviewlint.yaml``: every key a site may write, typed, unknown ones refused."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from reviewlint.field_file import FieldFile

Level = Literal["error", "warning", "info", "off"]
RuleSetting = Level | bool | dict[str, Any]


class SpoilersFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which spoiler dialect the site writes, and which of them it hides."""

    dialect: str | None = None
    renders: list[str] | None = None


class ImagesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where pictures lie, and which addresses are decoration."""

    roots: list[str] = []
    decorative: list[str] = []


class ScaleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rating scale from ``min`` to ``max``, in steps where ``step`` says so."""

    max: float
    min: float = 0
    step: float | None = None


class RatingFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The scale that ratings are given in."""

    scale: float | list[float] | ScaleFile | None = None


class OverrideFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other rule settings for the files that a glob names."""

    files: list[str]
    rules: dict[str, RuleSetting] = {}


class ConfigFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``reviewlint.yaml``."""

    extends: str | list[str] = []
    include: list[str] | None = None
    exclude: list[str] | None = None
    fields: dict[str, FieldFile | list[str] | str] = {}
    schema: str | dict[str, Any] | None = None
    rules: dict[str, RuleSetting] = {}
    packs: list[str] = []
    overrides: list[OverrideFile] = []
    spoilers: SpoilersFile = SpoilersFile()
    images: ImagesFile = ImagesFile()
    rating: RatingFile = RatingFile()
    vocabulary: dict[str, list[Any] | dict[str, Any]] = {}
    timezone: str | None = None
