"""Packs from their folders: every file decoded strictly, all problems of all files at once."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from reviewlint.document.fields import Role
from reviewlint.errors import PackError, Trouble
from reviewlint.packs.decode import decode_rule
from reviewlint.packs.locate import FIELDS_FILE, PACK_FILE, find_packs
from reviewlint.packs.spec import Library, Pack, RuleSpec
from reviewlint.strict_yaml import Troubles, YamlFile, decode

VOCABULARY_FOLDER = "vocabulary"


class PackFile(msgspec.Struct, forbid_unknown_fields=True):
    """Shape of ``pack.yaml``; all of it is for readers, a pack is named by its folder."""

    title: str = ""
    summary: str = ""
    version: str = ""


class RoleFile(msgspec.Struct, forbid_unknown_fields=True):
    """Shape of one role in ``fields.yaml``."""

    names: list[str]
    type: str = "text"
    what: str = ""
    when: dict[str, str] = {}


def load_library(folder: Path, *, shown: str = "") -> Library:
    """Read every pack below ``folder``, and its roles where it has ``fields.yaml``.

    ``shown`` is how messages name the folder.

    :raises PackError: with every problem of every file
    """
    shown = shown or folder.as_posix()
    problems: list[Trouble] = []
    packs: list[Pack] = []
    owners: dict[str, str] = {}

    def show(path: Path) -> str:
        return f"{shown}/{path.relative_to(folder).as_posix()}" if path != folder else shown

    def read(path: Path) -> YamlFile:
        return YamlFile(show(path), path.read_text(encoding="utf-8"))

    def attempt(path: Path) -> contextlib.AbstractContextManager[None]:
        return _collect(problems, show(path))

    for place in find_packs(folder):
        head = PackFile()
        with attempt(place / PACK_FILE):
            file = read(place / PACK_FILE)
            head = decode(file, file.data, PackFile)
        rules: list[RuleSpec] = []
        for path in sorted(place.glob("*.yaml")):
            if path.name == PACK_FILE:
                continue
            with attempt(path):
                rule = decode_rule(path.read_text(encoding="utf-8"), path.stem, place.name, show(path))
                if rule.name in owners:
                    raise Troubles([Trouble(show(path), 0, 0, f"{owners[rule.name]} has this name already")])
                owners[rule.name] = show(path)
                rules.append(rule)
        words = {}
        for path in sorted((place / VOCABULARY_FOLDER).glob("*.yaml")):
            with attempt(path):
                words[path.stem] = read(path).data
        packs.append(Pack(place.name, head.title or place.name, tuple(rules), words, head.summary))
    roles: tuple[Role, ...] = ()
    fields = folder / FIELDS_FILE
    if fields.is_file():
        with attempt(fields):
            file = read(fields)
            table = decode(file, file.data, dict[str, RoleFile])
            roles = msgspec.convert(
                [{"name": name, **msgspec.to_builtins(role)} for name, role in table.items()],
                tuple[Role, ...],
            )
    if not packs:
        problems.append(Trouble(shown, 0, 0, f"is no rule pack: it holds no {PACK_FILE}"))
    if problems:
        raise PackError(*problems)
    return Library(tuple(packs), roles)


@contextlib.contextmanager
def _collect(problems: list[Trouble], shown: str) -> Iterator[None]:
    """Note what goes wrong inside and go on, so that every file's problems are told at once."""
    try:
        yield
    except Troubles as error:
        problems += error.troubles
    except UnicodeDecodeError:
        problems.append(Trouble(shown, 0, 0, "is not UTF-8"))
    except OSError as error:
        problems.append(Trouble(shown, 0, 0, f"cannot be read: {error.strerror}"))
    except msgspec.ValidationError as error:
        problems.append(Trouble(shown, 0, 0, str(error)))


def merge_libraries(libraries: Sequence[Library]) -> Library:
    """Put packs of several folders together, later vocabularies and rules beside earlier ones.

    :raises PackError: if two of them name a rule alike
    """
    owners: dict[str, str] = {}
    problems: list[Trouble] = []
    for library in libraries:
        for pack in library.packs:
            for rule in pack.rules:
                if rule.name in owners:
                    problems.append(Trouble(rule.place, 0, 0, f"{owners[rule.name]} has this name already"))
                owners[rule.name] = rule.place
    if problems:
        raise PackError(*problems)
    return Library(
        tuple(pack for library in libraries for pack in library.packs),
        tuple(role for library in libraries for role in library.roles),
    )
