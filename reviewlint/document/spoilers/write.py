"""Write a spoiler in a dialect: one writer for each form of each.

A writer gives ``None`` where its dialect cannot say the text: no place for a label, its own closing
marker in what is hidden. The end of a block is always sure of its own line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from reviewlint.document.model import SpoilerDialect
from reviewlint.document.spoilers.dialects import BLOCK, INLINE
from reviewlint.document.spoilers.passages import Passage
from reviewlint.regex import compile_later

_TAGS_ONLY = frozenset({"element", "class", "mdx"})
"""What can be said where the text is HTML, and nothing else is read."""
_NOT_IN_LABELS = compile_later(r"[\"'`<>&{}\[\]|\\\r\n]")
_OPTION = compile_later(r":[\w-]+:|---")
_COLONS = compile_later(r":{3,}")
_TICKS = compile_later(r"`+")
_PROSE = compile_later(r"[^\W\d_]|[\"'“‘«„(¿¡*_]\w|\*\*\w")

Lines = list[str]


def write_spoiler(passage: Passage, dialect: SpoilerDialect) -> str | None:
    """Give what stands in a spoiler's place when it is written in another dialect.

    Lines end with ``\\n``. ``None`` where the dialect, or the file, cannot say it.
    """
    label = passage.label
    if dialect in passage.taken or (label is not None and _NOT_IN_LABELS.search(label)):
        return None
    if dialect not in (INLINE if passage.form == "inline" else BLOCK)[passage.syntax]:
        return None
    if passage.form == "inline":
        return _write_inline(passage, dialect)
    if passage.fenced and dialect in ("myst-directive", "colon-fence"):
        return None
    writers = _REST_BLOCKS if passage.syntax == "rest" else _BLOCKS
    lines = writers[dialect](list(passage.lines), label)
    if lines is None:
        return None
    return "\n".join([lines[0], *((passage.prefix + line).rstrip() for line in lines[1:])])


def _write_inline(passage: Passage, dialect: SpoilerDialect) -> str | None:
    hidden = passage.lines[0].strip()
    if passage.container == "html" and dialect not in _TAGS_ONLY:
        return None
    if passage.container == "table" and dialect == "bars":
        return None
    # Where a line begins, `>!` begins a quote to most readers; where all of the paragraph is one, no more.
    if dialect == "reddit" and not passage.around[0] and (not passage.opens or passage.container == "table"):
        return None
    return _INLINE[dialect](hidden, passage.label)


def _pair(opener: str, closer: str) -> Callable[[str, str | None], str | None]:
    """Write between two markers that have no place for a label."""

    def write(hidden: str, label: str | None) -> str | None:
        if label is not None or opener in hidden or closer in hidden:
            return None
        return opener + hidden + closer

    return write


def _write_bars(hidden: str, label: str | None) -> str | None:
    return None if "|" in (hidden[0], hidden[-1]) else _pair("||", "||")(hidden, label)


def _write_role(hidden: str, label: str | None) -> str | None:
    if label is not None or "`" in (hidden[0], hidden[-1]):
        return None
    ticks = "`" * (max((len(run) for run in _TICKS.findall(hidden)), default=0) + 1)
    return f"{{spoiler}}{ticks}{hidden}{ticks}"


def _write_rest_role(hidden: str, label: str | None) -> str | None:
    return None if label is not None or "`" in hidden or hidden.endswith("\\") else f":spoiler:`{hidden}`"


def _attribute(name: str, label: str | None) -> str:
    return f' {name}="{label}"' if label is not None else ""


def _tag_element(label: str | None) -> tuple[str, str]:
    return f"<spoiler{_attribute('label', label)}>", "</spoiler>"


def _tag_component(label: str | None) -> tuple[str, str]:
    return f"<Spoiler{_attribute('label', label)}>", "</Spoiler>"


def _tag_span(label: str | None) -> tuple[str, str]:
    return f'<span class="spoiler"{_attribute("data-label", label)}>', "</span>"


def _tag_div(label: str | None) -> tuple[str, str]:
    return f'<div class="spoiler"{_attribute("data-label", label)}>', "</div>"


def _tag_brackets(label: str | None) -> tuple[str, str]:
    return f"[spoiler={label}]" if label is not None else "[spoiler]", "[/spoiler]"


def _tag_hugo(label: str | None) -> tuple[str, str]:
    said = f' "{label}"' if label is not None else ""
    return f"{{{{< spoiler{said} >}}}}", "{{< /spoiler >}}"


def _tag_zola(label: str | None) -> tuple[str, str]:
    said = f'label="{label}"' if label is not None else ""
    return f"{{% spoiler({said}) %}}", "{% end %}"


Tag = Callable[[str | None], tuple[str, str]]


def _between(tag: Tag) -> Callable[[str, str | None], str | None]:
    def write(hidden: str, label: str | None) -> str | None:
        opener, closer = tag(label)
        return opener + hidden + closer

    return write


def _around(tag: Tag, *, apart: bool) -> Callable[[Lines, str | None], Lines | None]:
    """Write markers on lines of their own; ``apart``, blank lines keep what is between them Markdown."""
    gap = [""] if apart else []

    def write(lines: Lines, label: str | None) -> Lines | None:
        opener, closer = tag(label)
        return [opener, *gap, *lines, *gap, closer]

    return write


def _write_directive(lines: Lines, label: str | None) -> Lines | None:
    return _fence(lines, "{spoiler}", label)


def _write_colon_fence(lines: Lines, label: str | None) -> Lines | None:
    return _fence(lines, " spoiler", label)


def _fence(lines: Lines, name: str, label: str | None) -> Lines:
    inner = (len(run) for line in lines for run in _COLONS.findall(line))
    colons = ":" * max(3, max(inner, default=0) + 1)
    # Lines that begin so would be read as the directive's options.
    gap = [""] if _OPTION.match(lines[0]) else []
    return [f"{colons}{name} {label}" if label is not None else colons + name, *gap, *lines, colons]


def _write_quote(lines: Lines, label: str | None) -> Lines | None:
    if label is not None or not _PROSE.match(lines[0]):
        return None
    if any(mark in line for line in lines for mark in (">!", "!<")):
        return None
    return [_quote(line) for line in lines]


def _quote(line: str) -> str:
    """Mark a line as hidden: prose with `>!`, while lists and other blocks would not be read behind it."""
    if not line:
        return ">"
    return (">! " if _PROSE.match(line) else "> ") + line


def _write_details(lines: Lines, label: str | None) -> Lines | None:
    if label is None:
        return None
    head = ['<details class="spoiler">', f"<summary>{label}</summary>", ""]
    return [*head, *lines, "", "</details>"]


def _write_rest_directive(lines: Lines, label: str | None) -> Lines | None:
    head = ".. spoiler::" + (f" {label}" if label is not None else "")
    return [head, "", *_indent(lines)]


def _write_rest_container(lines: Lines, label: str | None) -> Lines | None:
    return None if label is not None else [".. container:: spoiler", "", *_indent(lines)]


def _indent(lines: Sequence[str]) -> Lines:
    return ["   " + line if line else "" for line in lines]


_INLINE: Mapping[SpoilerDialect, Callable[[str, str | None], str | None]] = {
    "myst-role": _write_role,
    "rest-role": _write_rest_role,
    "reddit": _pair(">!", "!<"),
    "bars": _write_bars,
    "element": _between(_tag_element),
    "class": _between(_tag_span),
    "mdx": _between(_tag_component),
    "bbcode": _between(_tag_brackets),
    "hugo": _between(_tag_hugo),
    "zola": _between(_tag_zola),
}

_BLOCKS: Mapping[SpoilerDialect, Callable[[Lines, str | None], Lines | None]] = {
    "myst-directive": _write_directive,
    "colon-fence": _write_colon_fence,
    "block-quote": _write_quote,
    "element": _around(_tag_element, apart=True),
    "class": _around(_tag_div, apart=True),
    "mdx": _around(_tag_component, apart=True),
    "bbcode": _around(_tag_brackets, apart=True),
    "hugo": _around(_tag_hugo, apart=False),
    "zola": _around(_tag_zola, apart=False),
    "details": _write_details,
}

_REST_BLOCKS: Mapping[SpoilerDialect, Callable[[Lines, str | None], Lines | None]] = {
    "rest-directive": _write_rest_directive,
    "class": _write_rest_container,
}
