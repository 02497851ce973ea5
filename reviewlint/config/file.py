"""The shape of ``reviewlint.yaml``: every key a site may write, typed, unknown ones refused.

The descriptions are what an editor shows beside a key; ``reviewlint schema config`` prints them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from reviewlint.config.fields import FieldFile
from reviewlint.document.model import SpoilerDialect

Level = Literal["error", "warning", "info", "off"]
RuleSetting = Level | bool | dict[str, Any]


class SpoilersFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which spoiler dialect the site writes, and which of them it hides."""

    dialect: Annotated[
        SpoilerDialect | None,
        Meta(description="the one way in which this site marks spoilers, inline and in blocks"),
    ] = None
    renders: Annotated[
        list[SpoilerDialect] | None,
        Meta(description="the ways of marking spoilers that this site's pages hide"),
    ] = None


class ImagesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where pictures lie, and which addresses are decoration."""

    roots: Annotated[
        list[str], Meta(description="the folders that a picture's address from `/` starts in")
    ] = []
    decorative: Annotated[
        list[str], Meta(description="globs of pictures that say nothing, and need no alt text")
    ] = []


class ScaleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rating scale from ``min`` to ``max``, in steps where ``step`` says so."""

    max: Annotated[float, Meta(description="the highest rating")]
    min: Annotated[float, Meta(description="the lowest rating")] = 0
    step: Annotated[float | None, Meta(description="how far apart ratings are, such as 0.5")] = None


class RatingFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The scale that ratings are given in."""

    scale: Annotated[
        float | list[float] | ScaleFile | None,
        Meta(description="the highest rating; or [lowest, highest], or [lowest, highest, step]"),
    ] = None


class OverrideFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Other settings for the files that a glob names."""

    files: Annotated[str | list[str], Meta(description="globs, from the folder of this config")]
    rules: Annotated[
        dict[str, RuleSetting], Meta(description="how grave each rule is for these files, and its options")
    ] = {}
    fields: Annotated[
        dict[str, FieldFile],
        Meta(description="which fields these files must have, and what they may hold in them"),
    ] = {}

    @property
    def globs(self) -> list[str]:
        """Give ``files``, written as a list or as one glob."""
        return [self.files] if isinstance(self.files, str) else self.files


class ConfigFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``reviewlint.yaml``."""

    extends: Annotated[
        str | list[str], Meta(description="`recommended`, `strict`, or paths of other configs to start from")
    ] = []
    include: Annotated[list[str] | None, Meta(description="globs of the files that are reviews")] = None
    exclude: Annotated[list[str] | None, Meta(description="globs of files that are never checked")] = None
    fields: Annotated[
        dict[str, FieldFile | list[str] | str],
        Meta(description="the site's names for fields, which must be there, and what they may hold"),
    ] = {}
    schema: Annotated[
        str | dict[str, Any] | None,
        Meta(description="the JSON Schema of the whole front matter: a path, or the schema itself"),
    ] = None
    rules: Annotated[
        dict[str, RuleSetting], Meta(description="how grave each rule is, or off, and its options")
    ] = {}
    packs: Annotated[list[str], Meta(description="folders of the site's own rules")] = []
    overrides: Annotated[list[OverrideFile], Meta(description="other rules for some of the files")] = []
    spoilers: Annotated[SpoilersFile, Meta(description="how spoilers are marked")] = SpoilersFile()
    images: Annotated[ImagesFile, Meta(description="where pictures lie")] = ImagesFile()
    rating: Annotated[RatingFile, Meta(description="how ratings are given")] = RatingFile()
    vocabulary: Annotated[
        dict[str, list[Any] | dict[str, Any]],
        Meta(description="word lists by name: `tags` for those there are, or more words for any list"),
    ] = {}
    language: Annotated[
        str | None, Meta(description="the language of reviews that name none, such as `de`")
    ] = None
    timezone: Annotated[
        str | None, Meta(description="the time zone of dates without one, such as `Europe/Berlin`")
    ] = None


_BY_NAME = ("rules", "fields", "vocabulary")
"""The keys under which each entry may be right or wrong by itself."""


def read_what_can_be_read(data: Mapping[str, Any]) -> ConfigFile:
    """Leave out of a config what is of a wrong shape, so that the rest of it can be judged too."""
    kept = _keep_readable(data, ConfigFile)
    overrides = data.get("overrides")
    if isinstance(overrides, list):
        # None of them may move up: their places are found by number.
        kept["overrides"] = [
            {"files": [], **_keep_readable(one, OverrideFile)} if isinstance(one, dict) else {"files": []}
            for one in overrides
        ]
    return msgspec.convert(kept, ConfigFile)


def _keep_readable(data: Mapping[str, Any], kind: type[ConfigFile | OverrideFile]) -> dict[str, Any]:
    """Give the keys, and under some of them the entries, that ``kind`` takes."""
    least: dict[str, Any] = {} if kind is ConfigFile else {"files": []}
    kept: dict[str, Any] = {}
    for key, value in data.items():
        if key in _BY_NAME and isinstance(value, dict):
            value = {name: one for name, one in value.items() if _reads({**least, key: {name: one}}, kind)}
        if _reads({**least, key: value}, kind):
            kept[key] = value
    return kept


def _reads(data: Mapping[str, Any], kind: type[msgspec.Struct]) -> bool:
    try:
        msgspec.convert(data, kind)
    except msgspec.ValidationError:
        return False
    return True
