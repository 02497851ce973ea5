"""What the YAML readers in use make of text that nobody quoted, and how to quote it.

YAML 1.1 (PyYAML, Ruby's Psych under Jekyll, go-yaml under Hugo) and YAML 1.2 (js-yaml, yaml under
Eleventy and Astro) disagree on much; a text is safe only where all of them take it for text.
"""

from __future__ import annotations

import math
import re

import msgspec

from reviewlint.regex import compile_later


class Reading(msgspec.Struct, frozen=True):
    """Say what a reader takes a text for, in plain words.

    ``kept`` is true where what it takes shows as the same characters again (``1917``).
    """

    what: str
    kept: bool = False


# YAML 1.1, "bool": y and n as well, which go-yaml still does; Psych ignores case.
_YES = frozenset({"y", "yes", "true", "on"})
_NO = frozenset({"n", "no", "false", "off"})
NOTHING = frozenset({"", "~", "null", "NULL"})
"""How a writer says that there is nothing; ``Null`` is that to YAML, and a title to a critic."""

_LONGEST_WORD = len("false")
"""What begins with a letter is one of the words above, or text to all."""

_NUMBER = compile_later(
    r"""(?P<sign>[-+]?)(?:
        (?P<decimal>0|[1-9](?:[,_]?[0-9])*_*)              # Psych takes 10,000 too
      | (?P<leading>0[0-9_]+)                                # 012: octal in 1.1, decimal in 1.2
      | 0(?P<base>[xob])(?P<digits>[0-9a-fA-F_]+)            # 0o14 in 1.2, 0b101 in 1.1
      | (?P<sixty>[0-9][0-9_]*(?::[0-5]?[0-9])+)(?P<part>\.[0-9_]*)?  # 12:08: base 60 in 1.1
      | (?P<real>(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?)
      | (?P<other>\.(?:inf|Inf|INF|nan|NaN|NAN))
    )""",
    re.VERBOSE,
)
# YAML 1.1, 5.1 and 5.4: what is no printable character, and what ends a line beside a line feed.
_NEEDS_ESCAPE = compile_later("[^\t -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BASES = {"x": 16, "o": 8, "b": 2}

# 2001-4-25 is a date to go-yaml and Psych, text to PyYAML.
_DATE = compile_later(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t]+[0-9]{1,2}:[0-9]{2}.*)?", re.DOTALL)

_DIGITS = compile_later(r"[-+]?[0-9][0-9_,]*")
_MOST_DIGITS = 40
"""Longer numbers are named, not worked out: Python refuses some, and nobody reads them."""


def read_plain_text(text: str) -> Reading | None:
    """Say what a YAML reader takes an unquoted scalar for; ``None`` where all take it for text."""
    if len(text) > _MOST_DIGITS:
        return Reading("a number") if _DIGITS.fullmatch(text) else None
    if not text or begins_long_text(text):
        return None
    folded = text.lower()
    if folded in _YES:
        return Reading("the answer yes (`true`)")
    if folded in _NO:
        return Reading("the answer no (`false`)")
    if text in NOTHING or text == "Null":
        return Reading("nothing at all")
    match = _NUMBER.fullmatch(text)
    if match:
        return _read_number(text, match)
    if _DATE.fullmatch(text):
        return Reading("a date")
    return Reading("a sign of YAML's own") if text in ("=", "<<") else None


def begins_long_text(text: str) -> bool:
    """Tell whether a plain scalar begins with a letter and is longer than all words that mean something."""
    return len(text) > _LONGEST_WORD and text[0].isalpha()


def quote_text(text: str) -> str | None:
    """Write a text of one line so that every YAML reader takes it for itself.

    ``None`` where it holds characters that only an escape could write.
    """
    if _NEEDS_ESCAPE.search(text):
        return None
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _read_number(text: str, match: re.Match[str]) -> Reading | None:
    value: float | None = None
    digits = text.lstrip("+-").replace("_", "").replace(",", "")
    if match["decimal"]:
        value = int(digits)
    elif match["leading"]:
        value = int(digits, 10 if set(digits) & set("89") else 8)
    elif match["base"]:
        base = _BASES[match["base"]]
        if any(int(digit, 16) >= base for digit in digits[2:]):
            return None
        value = int(digits[2:], base)
    elif match["sixty"] and match["part"] is None:
        value = 0
        for part in digits.split(":"):
            value = value * 60 + int(part)
    elif match["real"]:
        value = float(digits)
    if value is None or not math.isfinite(value):
        return Reading("a number")
    if match["sign"] == "-":
        value = -value
    shown = str(int(value)) if value == int(value) and abs(value) < 1e15 else str(value)
    return Reading(f"the number {shown}", kept=shown == text)
