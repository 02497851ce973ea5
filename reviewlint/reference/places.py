"""Where rules apply: the scopes that they look at, and the syntaxes in which such things are written.

A rule names its scopes under ``with``. A kind whose rules do not says in ``PLACES`` what it looks at.
What cannot happen in one of the syntaxes a rule file says under ``not_in``, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from reviewlint import checks
from reviewlint.packs.spec import BUILT_IN, Example, RuleSpec, Syntax
from reviewlint.regex import compile_later

_TEXT: frozenset[Syntax] = frozenset({"markdown", "rest"})
_PICTURE: frozenset[Syntax] = frozenset({"markdown", "html", "rest"})
_FRONT_MATTER: frozenset[Syntax] = frozenset({"markdown"})
_SYNTAXES: Mapping[str, frozenset[Syntax]] = {
    "field": _FRONT_MATTER,
    "cover": _FRONT_MATTER,
    "image": _PICTURE,
    "body-image": _PICTURE,
    "figure": _PICTURE,
}
"""The syntaxes of what a scope names, by the word before its point; all else is text."""

_HTML = compile_later(r"<(?:img|picture|figure|h[1-6]|p|a|div|span|script|iframe|details)\b", re.IGNORECASE)


def list_scopes(rule: RuleSpec) -> tuple[str, ...]:
    """Give the scopes that a rule looks at; none for what the reader reports by itself."""
    if rule.check == BUILT_IN:
        return ()
    named = [*rule.params.get("scopes", ()), *rule.params.get("usual", ())]
    if "scope" in rule.params:
        named.append(rule.params["scope"])
    return tuple(named) or getattr(checks.load(rule.check), "PLACES", ())


def list_syntaxes(rule: RuleSpec) -> frozenset[Syntax]:
    """Give the syntaxes in which what a rule looks at is written."""
    scopes = list_scopes(rule)
    found = frozenset[Syntax]().union(*(_SYNTAXES.get(scope.partition(".")[0], _TEXT) for scope in scopes))
    return (found or _FRONT_MATTER) - rule.not_in.keys()


def list_written(example: Example) -> frozenset[Syntax]:
    """Give the syntaxes that an example is written in."""
    if example.path.endswith(".rst"):
        return frozenset({"rest"})
    text = example.text if isinstance(example.text, str) else example.text.decode("utf-8", "replace")
    return frozenset({"markdown", "html"} if _HTML.search(text) else {"markdown"})
