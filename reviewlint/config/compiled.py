"""A config's compiled copy: PyYAML, and all that says what is wrong with a config, take long to import.

The copy is trusted only while the files of the config have the same content, and program and rules are
the same. A config that depends on anything else on disk has none.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from reviewlint.config.fields import FieldFile
from reviewlint.config.file import ConfigFile, ImagesFile, OverrideFile, RatingFile, ScaleFile, SpoilersFile
from reviewlint.config.merge import merge_sources
from reviewlint.config.model import Config, Source, read_config
from reviewlint.copies import encode_copy, name_copy, read_copy, write_copy
from reviewlint.errors import ConfigError

if TYPE_CHECKING:
    from reviewlint.strict_yaml import YamlFile


class _KeptFile(msgspec.Struct, frozen=True, array_like=True):
    """Hold one file of a config: where it is, how messages name it, its text, and that as plain data."""

    place: str
    shown: str
    text: str
    data: dict[str, Any]


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    key: str
    preset: str
    files: tuple[_KeptFile, ...]


def load_compiled(place: Path, shown: str, cache: Path | None, key: str) -> Config | None:
    """Give a config in which nothing is wrong as an earlier run read it, ``None`` where it may not be so.

    ``shown`` is how messages name the file at ``place``; ``key`` tells program and rules.
    """
    data = read_copy(name_copy(cache, "config", place)) if cache is not None else None
    if data is None:
        return None
    try:
        kept = msgspec.msgpack.decode(data, type=_Kept)
    except msgspec.MsgspecError:
        return None
    if kept.key != _make_key(place, shown, key) or not all(map(_is_as_it_was, kept.files)):
        return None
    return merge_sources(place.parent, kept.preset, [*map(_restore, kept.files)])


def keep_compiled(config: Config, place: Path, shown: str, cache: Path | None, key: str) -> None:
    """Keep a config in which nothing is wrong for ``load_compiled``, if it is one that can be kept."""
    if cache is None or config.packs or config.schema is not None or config.timezone is not None:
        return
    if not all(_is_file(source.place) for source in config.sources):
        return
    files = tuple(
        _KeptFile(source.place, source.file.path, source.text, msgspec.to_builtins(source.data))
        for source in config.sources
    )
    data = encode_copy(_Kept(_make_key(place, shown, key), config.preset, files))
    if data is None:
        return
    # What YAML has and the copy has not, such as days, would come back as something else.
    try:
        again = msgspec.msgpack.decode(data, type=_Kept).files
    except msgspec.MsgspecError:
        return
    if [_restore(one).data for one in again] == [source.data for source in config.sources]:
        write_copy(name_copy(cache, "config", place), data)


def _make_key(place: Path, shown: str, key: str) -> str:
    return f"{str(place)!a} {shown!a}\n{key}"


def _is_as_it_was(file: _KeptFile) -> bool:
    try:
        return _is_file(file.place) and read_config(Path(file.place), file.shown) == file.text
    except ConfigError:
        return False


def _is_file(place: str) -> bool:
    """Tell whether a config can be read twice: a pipe, as a shell makes of a command, is empty then."""
    return os.path.isfile(place)  # noqa: PTH113 - at every start


def _restore(file: _KeptFile) -> Source:
    place = Path(file.place)
    later = cast("YamlFile", _Unread(place, file.shown))
    return Source(str(place.parent), later, _restore_data(file.data), place=file.place, text=file.text)


class _Unread:
    """Stand for the file of a config until somebody asks for more than its path."""

    def __init__(self, place: Path, shown: str) -> None:
        self._place = place
        self.path = shown

    def __getattr__(self, name: str) -> Any:
        from reviewlint.config.load import parse_config

        file = parse_config(self._place, read_config(self._place, self.path), self.path)
        return getattr(file, name)


# msgspec would do this, and takes ten times as long to find out how as to do it: what it does is made
# sure of when the copy is.


def _restore_data(data: Mapping[str, Any]) -> ConfigFile:
    return ConfigFile(
        **{
            **data,
            "fields": dict(_restore_fields(data["fields"])),
            "overrides": [
                OverrideFile(**{**one, "fields": dict(_restore_fields(one["fields"]))})
                for one in data["overrides"]
            ],
            "spoilers": SpoilersFile(**data["spoilers"]),
            "images": ImagesFile(**data["images"]),
            "rating": RatingFile(_restore_scale(data["rating"]["scale"])),
        }
    )


def _restore_fields(fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, said in fields.items():
        if not isinstance(said, dict):
            yield name, said
        elif said.keys() <= _AS_WRITTEN:
            yield name, FieldFile(**said)
        else:
            yield name, msgspec.convert(said, FieldFile)


_AS_WRITTEN = {"names", "required", "type", "description", "enum", "const", "minimum", "maximum", "pattern"}
"""What is said of a field under the same name and in the same form in Python."""


def _restore_scale(scale: Any) -> Any:
    return ScaleFile(**scale) if isinstance(scale, dict) else scale
