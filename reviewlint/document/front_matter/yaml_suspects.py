"""Values that YAML cannot read as they are written, and what a writer most likely meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec

from reviewlint.regex import compile_later

_QUOTED = compile_later(r"""("(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+')[ \t]*""")
_SEVERAL = compile_later(r"""(?:"[^"]*"|'[^']*')(?:[ \t]*,[ \t]*(?:"[^"]*"|'[^']*'))+""")
_BAD_ESCAPE = compile_later(r"""\\[^0abt\tnvfre "/\\N_LPxuU]""")
_APOSTROPHE = compile_later(r"(?<=\w)'(?=\w)|(?<=s)'(?=[ \t])")
# Words whose beginning an apostrophe stands for; before any other it may be a quote left open.
_ELISION = compile_later(
    r"'(?:[0-9]{2}s?|allo|bout|burbs|cause|em|gainst|n|neath|night|r|round|salem|scuse|til|tis|tween|twas)\b",
    re.IGNORECASE,
)
_BLOCK_HEADER = compile_later(r"[|>](?:[0-9][+-]?|[+-][0-9]?)?")
# A quote that is never closed runs to the end, so that no later one is tried in its place.
_BRACKET_TOKEN = compile_later(r"""[\[\]{}]|"(?:[^"\\]|\\.)*+(?:"|\Z)|(?<!\w)'(?:[^']|'')*+(?:'|\Z)""")
_PAIRS = {"[": "]", "{": "}"}
_LONGEST = 60


class Suspicion(msgspec.Struct, frozen=True):
    """Say what is wrong with a value, in words, and what would be right.

    ``words`` are the value's words where it is certain what was meant, ``None`` where only the
    writer knows; ``advice`` says in that case what to do.
    """

    cause: str
    words: str | None = None
    advice: str = ""


def suspect_value(value: str) -> Suspicion | None:
    """Name what keeps YAML from reading a one-line value; ``None`` where nothing does."""
    if not value:
        return None
    suspect = _BY_FIRST.get(value[0], _suspect_colon)
    return suspect(value)


def strip_quotes(words: str) -> str:
    """Give the words inside a pair of plain quotes, or the words as they are."""
    quoted = len(words) > 1 and words[0] == words[-1] and words[0] in "\"'"
    return words[1:-1] if quoted else words


def shorten(words: str) -> str:
    """Cut words to a length that a message can hold."""
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _suspect_double(value: str) -> Suspicion | None:
    inside = value[1:-1]
    quoted = _QUOTED.match(value)
    if quoted is None:
        if value.count('"') == 1 and len(value) > 1:
            return Suspicion("the quote that begins the value is never closed", value[1:])
        return _leave("the quotes of the value do not pair up", "pair its quotes")
    if quoted.end() < len(value):
        return _suspect_more(value, quoted[1])
    escape = _BAD_ESCAPE.search(value)
    if escape is None:
        return None
    cause = f"`{escape.group()}` in double quotes is no escape that YAML knows"
    if '\\"' in inside or "\\\\" in inside:
        return _leave(cause, "write each backslash twice")
    return Suspicion(cause, inside)


def _suspect_single(value: str) -> Suspicion | None:
    quoted = _QUOTED.match(value)
    if quoted and quoted.end() == len(value):
        return None
    inside = value[1:-1]
    if len(value) > 2 and value.endswith("'") and _APOSTROPHE.sub("", inside).count("'") == 0:
        return Suspicion("an apostrophe ends a value that stands in single quotes", inside)
    if _ELISION.match(value) and not value.endswith("'"):
        return Suspicion("the value begins with an apostrophe, which YAML takes for a quote", value)
    if quoted is None:
        return _leave(
            "the quote that begins the value is never closed",
            "close it, or put the value in double quotes if it is an apostrophe",
        )
    if _APOSTROPHE.search(value, quoted.end(1) - 1):
        return _leave(
            "an apostrophe ends a value that begins with a single quote", "put the value in double quotes"
        )
    return _suspect_more(value, quoted[1])


def _suspect_more(value: str, quoted: str) -> Suspicion:
    """Judge text behind the closing quote: the quotes are part of the words if they pair up."""
    if _SEVERAL.fullmatch(value):
        return _leave("several values in quotes stand side by side", f"put them in brackets: `[{value}]`")
    cause = f"there is text behind the closing quote of `{shorten(quoted)}`"
    if len(quoted) == 2 or value.count(quoted[0]) % 2 or value[len(quoted)] not in " \t":
        return _leave(cause, "put the whole value in quotes of the other kind")
    return Suspicion(cause, value)


def _suspect_bracket(value: str) -> Suspicion | None:
    if value.startswith(("{%", "{{")):
        return _leave(
            f"`{value[:2]}` begins template code, which is not filled in here", "write out what it stands for"
        )
    closers: list[str] = []
    for token in _BRACKET_TOKEN.finditer(value):
        if token.group() in _PAIRS:
            closers.append(_PAIRS[token.group()])
        elif token.group() in "]}" and closers.pop() != token.group():
            return _leave_malformed()
        if not closers:
            return _suspect_behind(value, token.end())
    return _leave(
        f"the `{value[0]}` that begins the value is never closed",
        "close it, or put the value in quotes if it is a text",
    )


def _suspect_behind(value: str, end: int) -> Suspicion | None:
    inside, rest = value[1 : end - 1], value[end:].strip()
    if not rest:
        return _leave_malformed()
    kind = "list" if value[0] == "[" else "map"
    cause = f"there is text behind `{shorten(value[:end])}`, which YAML takes for a {kind}"
    if rest[0] in ",[{" or any(mark in inside for mark in ",\"'"):
        return _leave(cause, "put all items in one pair of brackets, or the value in quotes if it is a text")
    return Suspicion(cause, value)


def _suspect_block(value: str) -> Suspicion | None:
    if _BLOCK_HEADER.fullmatch(value):
        return None
    return Suspicion(
        f"the value begins with `{value[0]}`, behind which YAML wants text on the lines below", value
    )


def _suspect_dash(value: str) -> Suspicion | None:
    if not value.startswith(("- ", "-\t")) and value != "-":
        return _suspect_colon(value)
    cause = "the value begins with a dash, which YAML takes for a list item"
    # `- 30 -` is a title; `tags: - drama` is a list begun on the wrong line.
    if value.endswith(" -"):
        return Suspicion(cause, value)
    return _leave(cause, "put each item on a line of its own below, or the value in quotes if it is a text")


def _suspect_question(value: str) -> Suspicion | None:
    if not value.startswith(("? ", "?\t")) and value != "?":
        return _suspect_colon(value)
    return Suspicion("the value begins with `?`, by which YAML begins another name", value)


def _suspect_colon(value: str) -> Suspicion | None:
    if ": " in value or ":\t" in value or value.endswith(":"):
        return Suspicion("the value holds a colon and a space, by which YAML begins another field", value)
    return None


def _leave_malformed() -> Suspicion:
    return _leave("a list or map in brackets is not well formed", "check its commas, quotes and colons")


def _leave(cause: str, advice: str) -> Suspicion:
    return Suspicion(cause, None, advice)


def _reserve(meaning: str) -> Callable[[str], Suspicion]:
    def suspect(value: str) -> Suspicion:
        mark = "a backtick" if value[0] == "`" else f"`{value[0]}`"
        return Suspicion(f"the value begins with {mark}, {meaning}", value)

    return suspect


_BY_FIRST: Mapping[str, Callable[[str], Suspicion | None]] = {
    '"': _suspect_double,
    "'": _suspect_single,
    "[": _suspect_bracket,
    "{": _suspect_bracket,
    "|": _suspect_block,
    ">": _suspect_block,
    "-": _suspect_dash,
    "?": _suspect_question,
    "@": _reserve("which YAML keeps for later use"),
    "`": _reserve("which YAML keeps for later use"),
    "%": _reserve("which YAML keeps for instructions to the program"),
    "*": _reserve("which YAML takes for a reference to another value"),
    "&": _reserve("which YAML takes for a mark that references point at"),
    "!": _reserve("which YAML takes for the type of a value"),
    ",": _reserve("which YAML only knows between the items of a list"),
    "]": _reserve("which YAML only knows at the end of a list"),
    "}": _reserve("which YAML only knows at the end of a map"),
}
