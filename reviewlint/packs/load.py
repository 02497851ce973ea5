"""Packs from their folders: every file decoded strictly, all problems of all files at once."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from reviewlint.document.fields import Role, RoleType
from reviewlint.errors import PackError, Trouble, explain_os_error
from reviewlint.packs.decode import decode_rule
from reviewlint.packs.locate import FIELDS_FILE, PACK_FILE, VOCABULARY_FOLDER, find_packs, list_files
from reviewlint.packs.parameters import Known
from reviewlint.packs.spec import Library, Pack, RuleSpec
from reviewlint.packs.vocabulary import find_word_mistakes, list_forms
from reviewlint.strict_yaml import Troubles, YamlFile, decode


class PackFile(msgspec.Struct, forbid_unknown_fields=True):
    """Shape of ``pack.yaml``; all of it is for readers, a pack is named by its folder."""

    title: str = ""
    summary: str = ""
    version: str = ""


class RoleFile(msgspec.Struct, forbid_unknown_fields=True):
    """Shape of one role in ``fields.yaml``."""

    names: list[str]
    type: RoleType = "text"
    what: str = ""
    when: dict[str, str] = {}


def load_library(folder: Path, shown: str = "", known: Known | None = None) -> Library:
    """Read every pack below ``folder``, and its roles where it has ``fields.yaml``.

    ``shown`` is how messages name the folder; ``known`` is what there is beside it: names that are
    taken, roles and word lists that its rules may speak of. Without it, they may speak of any.

    :raises PackError: with every problem of every file
    """
    reader = _Reader(folder, shown or folder.as_posix())
    places = find_packs(folder)
    if not places:
        reader.problems.append(Trouble(reader.shown, 0, 0, f"is no rule pack: it holds no {PACK_FILE}"))
    roles = reader.read_roles(folder / FIELDS_FILE, known or Known())
    if known is not None:
        own = (path.stem for place in places for path in list_files(place / VOCABULARY_FOLDER))
        known = known.add(roles=(role.name for role in roles), vocabularies=own)
    taken = dict(known.rules) if known else {}
    packs = [reader.read_pack(place, taken, known) for place in places]
    own_rules = ((rule.check, rule.params) for pack in packs for rule in pack.rules)
    reader.judge_vocabularies((*own_rules, *(known.asking if known else ())))
    if reader.problems:
        raise PackError(*reader.problems)
    return Library(tuple(packs), roles)


class _Reader:
    """Read the files of a folder, and note what is wrong with each."""

    def __init__(self, folder: Path, shown: str) -> None:
        self.folder = folder
        self.shown = shown
        self.problems: list[Trouble] = []
        self._vocabularies: list[tuple[str, YamlFile]] = []

    def read_pack(self, place: Path, taken: dict[str, str], known: Known | None) -> Pack:
        """Read one pack; ``taken`` are the names of rules so far, to which its own are added."""
        head = PackFile()
        with self._attempt(place / PACK_FILE):
            file = self._read(place / PACK_FILE)
            head = decode(file, file.data, PackFile)
        rules: list[RuleSpec] = []
        for path in (*list_files(place, ".yml"), *list_files(place / VOCABULARY_FOLDER, ".yml")):
            message = "this would not be read: the names of a pack's files end in `.yaml`"
            self.problems.append(Trouble(self._show(path), 0, 0, message))
        for path in list_files(place):
            if path.name in (PACK_FILE, FIELDS_FILE):
                continue
            shown = self._show(path)
            if path.stem in taken:
                message = f"{taken[path.stem]} has the name `{path.stem}` already: give this rule another"
                self.problems.append(Trouble(shown, 1, 1, message))
            taken.setdefault(path.stem, shown)
            with self._attempt(path):
                text = path.read_text(encoding="utf-8")
                rules.append(decode_rule(text, path.stem, place.name, shown, known))
        words = {}
        for path in list_files(place / VOCABULARY_FOLDER):
            with self._attempt(path):
                file = self._read(path, lists=True)
                words[path.stem] = file.data
                self._vocabularies.append((path.stem, file))
        return Pack(place.name, head.title or place.name, tuple(rules), words, head.summary)

    def judge_vocabularies(self, asking: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Note which word lists have a form that those rules cannot read that ask for them."""
        forms = list_forms(asking)
        for name, file in self._vocabularies:
            self.problems += find_word_mistakes(file, file.data, (), forms.get(name, ()))

    def read_roles(self, path: Path, known: Known) -> tuple[Role, ...]:
        """Read a table of roles; none where there is no such file. ``known`` roles are not given anew."""
        roles: list[Role] = []
        if not path.is_file():
            return ()
        with self._attempt(path):
            file = self._read(path)
            table = decode(file, file.data, dict[str, RoleFile])
            for name in known.roles & table.keys():
                message = f"there is a role `{name}` already: a config adds names to it, under `fields:`"
                self.problems.append(file.trouble((name,), message, key=True))
            roles += msgspec.convert(
                [{"name": name, **msgspec.to_builtins(role)} for name, role in table.items()], list[Role]
            )
        return tuple(roles)

    def _show(self, path: Path) -> str:
        return Path(self.shown, path.relative_to(self.folder)).as_posix()

    def _read(self, path: Path, *, lists: bool = False) -> YamlFile:
        return YamlFile(self._show(path), path.read_text(encoding="utf-8"), lists=lists)

    def _attempt(self, path: Path) -> contextlib.AbstractContextManager[None, bool | None]:
        return _collect(self.problems, self._show(path))


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
        problems.append(Trouble(shown, 0, 0, f"cannot be read: {explain_os_error(error)}"))
    except msgspec.ValidationError as error:
        problems.append(Trouble(shown, 0, 0, str(error)))
