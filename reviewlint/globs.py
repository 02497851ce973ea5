"""Path patterns, as the configuration writes them: ``**``, ``*``, ``?``, ``[a-z]`` and ``{a,b}``.

A pattern is matched against a path relative to the configuration's folder, with forward slashes.
``*`` and ``?`` stay within one folder, ``**`` spans any number of them (none included). A pattern
that names a folder stands for everything in it, so that ``drafts``, ``drafts/`` and ``drafts/**``
all leave a folder out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from reviewlint.regex import compile_later

_WILDCARDS = {"folders": "(?:[^/]+/)*", "all": ".+", "any": "[^/]*", "one": "[^/]"}
_NOTHING = "(?!)"
_RANGE = compile_later(r"(?P<first>.)-(?P<last>.)|(?P<single>.)", re.DOTALL)
_ENDING = compile_later(r"\*\*/\*(?P<ending>\.\w+)", re.ASCII)
_TOKEN = compile_later(
    r"""
    (?P<folders> (?: (?<![^/]) \*\* / )+ )      # `**/`, as a whole path segment
  | (?P<all>     (?<![^/]) \*\* \Z )            # `**` as the last segment
  | (?P<any>     \*+ )
  | (?P<one>     \? )
  | \[ (?P<set> [!^]? \]? [^\]/]* ) \]
  | (?P<open>    \{ (?= (?> \[ [!^]? \]? [^\]/]* \] | [^{}] )* \} ) )
                                              # groups do not nest; a lone brace is a brace, as in `{[}]`
  | (?P<close>   \} )
  | (?P<comma>   , )
  | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)


def compile_globs(globs: Iterable[str]) -> Callable[[str], bool]:
    """Make a test that tells whether a relative path matches at least one of the patterns."""
    globs = tuple(globs)
    patterns = [_translate(glob) for glob in globs]
    if not patterns:
        return lambda path: False
    any_of_them = compile_later(f"(?s:(?:{'|'.join(patterns)})(?:/.*)?)")
    if not (endings := tuple(filter(None, map(_find_ending, globs)))):
        return lambda path: any_of_them.fullmatch(path) is not None

    def matches(path: str) -> bool:
        # What a site looks for most; a pattern takes ten times as long to say so. No folder is nameless.
        if path.endswith(endings) and "//" not in path and path[0] != "/":
            return True
        return any_of_them.fullmatch(path) is not None

    return matches


def _find_ending(glob: str) -> str:
    """Give the ending that is all a pattern asks of a path, as ``.md`` of ``**/*.md``; else nothing."""
    match = _ENDING.fullmatch(glob)
    return match["ending"] if match else ""


def _translate(glob: str) -> str:
    if glob in (".", "./"):
        return ".*"
    glob = glob.removeprefix("./").strip("/")
    pieces: list[str] = []
    in_group = False
    for match in _TOKEN.finditer(glob):
        kind, text = match.lastgroup or "", match.group()
        if kind in ("open", "close", "comma") and (kind == "open" or in_group):
            pieces.append({"open": "(?:", "close": ")", "comma": "|"}[kind])
            in_group = kind != "close"
        elif kind == "set":
            pieces.append(_translate_set(match["set"]))
        else:
            pieces.append(_WILDCARDS.get(kind) or re.escape(text))
    return f"(?:{''.join(pieces)})"


def _translate_set(members: str) -> str:
    negated = members[:1] in ("!", "^")
    ranges = ""
    for match in _RANGE.finditer(members[1:] if negated else members):
        first, last = match["first"] or match["single"], match["last"] or match["single"]
        if first <= last:
            ranges += f"{re.escape(first)}-{re.escape(last)}"
    if negated:
        return f"[^/{ranges}]"
    return f"(?!/)[{ranges}]" if ranges else _NOTHING
