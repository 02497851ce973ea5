"""What a config says of rules and word lists that there are not, or cannot mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reviewlint import checks
from reviewlint.config.model import Config
from reviewlint.config.rules import Said, read_parameters
from reviewlint.errors import Trouble
from reviewlint.packs.parameters import LIST_PARAMETER, Known, find_parameter_problems, find_unknown_names
from reviewlint.packs.spec import BUILT_IN, Library, RuleSpec
from reviewlint.strict_yaml import suggest


def find_mistakes(config: Config, library: Library, said: Sequence[Said]) -> Iterator[Trouble]:
    """Give every mistake at its place; ``said`` is what the config says of rules."""
    rules = {rule.name: rule for pack in library.packs for rule in pack.rules}
    packs = {pack.name for pack in library.packs}
    for one in said:
        given = read_parameters(one.setting)
        spec = rules.get(one.name)
        if spec is not None:
            yield from _find_wrong_parameters(one, spec, given)
            if given and spec.check != BUILT_IN:
                yield from find_unknown_names(one.source.file, given, one.where, _list_known(config, library))
        elif one.name not in packs:
            message = f"there is no rule `{one.name}`{suggest_rule(one.name, [*rules, *packs])}"
            yield one.source.file.trouble(one.where, message, key=True)
        elif given:
            message = f"`{one.name}` is a pack of rules: it takes a severity or `off`, and no parameters"
            yield one.source.file.trouble(one.where, message)
    known = _list_known(config, library).vocabularies if config.vocabulary else frozenset()
    for source in config.sources:
        for name in source.data.vocabulary:
            if name not in known:
                hint = suggest(name, sorted(known)) or f"; there are: {', '.join(sorted(known))}"
                message = f"no rule asks for a word list `{name}`{hint}"
                yield source.file.trouble(("vocabulary", name), message, key=True)
    if config.vocabulary:
        yield from _find_wrong_words(config, rules, said)


def _find_wrong_words(
    config: Config, rules: Mapping[str, RuleSpec], said: Sequence[Said]
) -> Iterator[Trouble]:
    # Imported here: few sites have words of their own.
    from reviewlint.packs.vocabulary import find_word_mistakes, list_forms

    as_said = [(rules[one.name], read_parameters(one.setting)) for one in said if one.name in rules]
    asking = [*((rule, {}) for rule in rules.values()), *as_said]
    forms = list_forms((rule.check, {**rule.params, **given}) for rule, given in asking)
    for source in config.sources:
        for name, words in source.data.vocabulary.items():
            yield from find_word_mistakes(source.file, words, ("vocabulary", name), forms.get(name, ()))


def suggest_rule(name: str, known: Sequence[str]) -> str:
    """Say which rule was meant, or where they are listed."""
    return suggest(name, sorted(known)) or "; `reviewlint rule` lists them all"


def _find_wrong_parameters(one: Said, spec: RuleSpec, given: Mapping[str, Any]) -> Iterator[Trouble]:
    file = one.source.file
    if given and spec.check != BUILT_IN:
        kind = checks.load(spec.check)
        yield from find_parameter_problems(file, {**spec.params, **given}, kind, one.where)
        return
    for key, value in given.items():
        if key not in spec.params:
            known = ", ".join(["severity", *spec.params])
            message = f"`{spec.name}` has no parameter `{key}`; it has: {known}"
            yield file.trouble((*one.where, key), message, key=True)
        elif type(value) is not int:
            yield file.trouble((*one.where, key), f"found `{value}`; expected a whole number")


def _list_known(config: Config, library: Library) -> Known:
    """Give the roles and word lists that there are."""
    # Some lists are the site's to fill, such as `tags`: no pack has them, and a rule asks for them.
    asked = (rule.params.get(LIST_PARAMETER) for pack in library.packs for rule in pack.rules)
    roles = frozenset((*config.list_fields(), *(role.name for role in library.roles)))
    vocabularies = frozenset(name for pack in library.packs for name in pack.vocabularies)
    return Known(roles=roles, vocabularies=vocabularies.union(filter(None, asked)))
