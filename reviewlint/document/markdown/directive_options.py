"""The option lines of a MyST directive: ``:name: value`` lines, or a block of YAML."""

from __future__ import annotations

from reviewlint.regex import compile_later
from reviewlint.span import Span

Options = dict[str, tuple[str, Span]]
"""Each option's value without quotes, and its place."""

_LINE_END = compile_later(r"\r?\n|\Z")
_BEGINS = frozenset(" \t>:-")
"""What a line begins with that holds an option or begins a block of them."""
_COLON_OPTION = compile_later(r"[ \t>]*:(?P<name>[\w-]+):(?P<value>[^\r\n]*)(?:\r?\n|\Z)")
_VALUE = 2
_YAML_FENCE = compile_later(r"[ \t>]*---[ \t]*(?:\r?\n|\Z)")
_YAML_LINE = compile_later(
    r"[ \t>]*(?:(?P<name>[\w-]+)[ \t]*:(?=[ \t\r\n]|\Z))?(?P<value>[^\r\n]*)(?:\r?\n|\Z)"
)


def read_options(copy: str, line_end: int) -> tuple[Options, int]:
    """Read the option lines below a directive, whose first line ends at ``line_end``; say where they end."""
    at = line_end + 1
    if not copy.startswith("\n", line_end):
        first = _LINE_END.match(copy, line_end)
        at = first.end() if first else line_end
    begin = copy[at : at + 1]
    if begin not in _BEGINS:
        return {}, line_end
    if begin != ":" and (yaml := _YAML_FENCE.match(copy, at)):
        return _read_yaml_options(copy, yaml.end()) or ({}, line_end)
    options: Options = {}
    end = line_end
    while match := _COLON_OPTION.match(copy, at):
        name, value = match.groups()
        start, end = match.span(_VALUE)
        options.setdefault(name, _unquote(value, start))
        at = match.end()
    return options, end


def _read_yaml_options(copy: str, at: int) -> tuple[Options, int] | None:
    options: Options = {}
    name = ""
    while at < len(copy):
        closing = _YAML_FENCE.match(copy, at)
        if closing:
            return options, at + len(closing.group().rstrip("\r\n"))
        line = _YAML_LINE.match(copy, at)
        if line is None or line["value"].startswith(":::"):
            break
        if line["name"]:
            name = line["name"]
            options.setdefault(name, _unquote(line["value"], line.start("value")))
        elif name and line["value"].strip():
            options[name] = _continue(options[name], line["value"], line.start("value"))
        at = line.end()
    return None


def _continue(value: tuple[str, Span], more: str, base: int) -> tuple[str, Span]:
    # YAML 1.2.2, 7.3.3 and 8.1.3: a further line is folded into the value by one space.
    text, span = value
    added, place = _unquote(more, base)
    return (text + " " + added if text not in ("", ">", "|", ">-", "|-") else added), Span(
        span.start, place.end
    )


def _unquote(raw: str, base: int) -> tuple[str, Span]:
    value = raw.strip()
    start = base + len(raw) - len(raw.lstrip())
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1], Span(start + 1, start + len(value) - 1)
    return value, Span(start, start + len(value))
