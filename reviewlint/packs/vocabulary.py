"""Which form each word list must have: that which the rules that ask for it can read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reviewlint import checks
from reviewlint.document.cues import split_cue
from reviewlint.errors import Trouble
from reviewlint.packs.parameters import LIST_PARAMETER, list_texts
from reviewlint.packs.spec import BUILT_IN
from reviewlint.packs.word_forms import FORMS
from reviewlint.patterns import validate_patterns
from reviewlint.strict_yaml import Path, Troubles, YamlFile, decode

_USUAL: Mapping[str, str] = {LIST_PARAMETER: "words"}

Forms = Mapping[str, tuple[str, ...]]
"""The forms that a list must have, by the list's name: one for each kind of rule that asks for it."""


def list_forms(rules: Iterable[tuple[str, Mapping[str, Any]]]) -> Forms:
    """Say which lists rules ask for, and in which form; a rule is given as its check and its parameters."""
    forms: dict[str, tuple[str, ...]] = {}
    for check, params in rules:
        if check == BUILT_IN:
            continue
        kind = checks.load(check)
        for key, form in getattr(kind, "VOCABULARIES", _USUAL).items():
            name = params.get(key) if key in kind.Params.__struct_fields__ else key
            if name and form not in forms.get(name, ()):
                forms[name] = (*forms.get(name, ()), form)
    return forms


def find_word_mistakes(file: YamlFile, words: Any, where: Path, forms: Iterable[str]) -> Iterator[Trouble]:
    """Give what is wrong with a list that stands at ``where`` in a file, each at its place."""
    for form in forms:
        try:
            decode(file, words, FORMS[form], where)
        except Troubles as error:
            yield from error.troubles
        else:
            yield from _find_wrong_patterns(file, words, where, form)


def _find_wrong_patterns(file: YamlFile, words: Any, where: Path, form: str) -> Iterator[Trouble]:
    if form not in ("patterns", "cues"):
        return
    for path, text in list_texts(words):
        try:
            validate_patterns(split_cue(text) if form == "cues" else [text])
        except ValueError as error:
            yield file.trouble((*where, *path), str(error))
