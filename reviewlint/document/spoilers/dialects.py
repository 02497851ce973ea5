"""What is known of each dialect: which belong together, and which forms and files hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from reviewlint.document.model import SpoilerDialect

Form: TypeAlias = Literal["inline", "block"]
Syntax: TypeAlias = Literal["markdown", "mdx", "rest"]

_FAMILIES: tuple[tuple[SpoilerDialect, ...], ...] = (
    # A directive and a role of one name: MyST and reStructuredText say the same in two syntaxes.
    ("myst-directive", "myst-role", "rest-directive", "rest-role"),
    ("reddit", "block-quote"),
)
_FAMILY: Mapping[SpoilerDialect, tuple[SpoilerDialect, ...]] = {
    name: family for family in _FAMILIES for name in family
}

INLINE: Mapping[Syntax, frozenset[SpoilerDialect]] = {
    "markdown": frozenset({"myst-role", "reddit", "bars", "element", "class", "bbcode", "hugo", "zola"}),
    "mdx": frozenset({"mdx", "element", "class", "bars", "bbcode"}),
    "rest": frozenset({"rest-role", "reddit", "bars", "bbcode"}),
}
"""The dialects in which a spoiler within a line can be written, by the file's syntax.

Braces and ``!<`` mean something else in MDX; reStructuredText shows HTML as text.
"""

BLOCK: Mapping[Syntax, frozenset[SpoilerDialect]] = {
    "markdown": frozenset({
        "myst-directive", "block-quote", "element", "class", "bbcode", "hugo", "zola", "colon-fence",
        "details",
    }),
    "mdx": frozenset({"mdx", "element", "class", "bbcode", "colon-fence", "details"}),
    "rest": frozenset({"rest-directive", "class"}),
}  # fmt: skip
"""The dialects in which a spoiler of several lines can be written, by the file's syntax."""


SAMPLES: Mapping[SpoilerDialect, str] = {
    "myst-directive": ":::{spoiler}",
    "myst-role": "{spoiler}",
    "rest-directive": ".. spoiler::",
    "rest-role": ":spoiler:",
    "reddit": ">!…!<",
    "block-quote": ">! …",
    "bars": "||…||",
    "element": "<spoiler>",
    "class": 'class="spoiler"',
    "mdx": "<Spoiler>",
    "bbcode": "[spoiler]",
    "hugo": "{{< spoiler >}}",
    "zola": "{% spoiler() %}",
    "colon-fence": "::: spoiler",
    "details": "<details>",
}
"""What a writer knows each dialect by."""


def list_family(dialect: SpoilerDialect) -> tuple[SpoilerDialect, ...]:
    """Give the dialects that are one to a writer, such as ``>!x!<`` and ``>!`` before a block."""
    return _FAMILY.get(dialect, (dialect,))


def list_targets(dialect: SpoilerDialect, form: Form, syntax: Syntax) -> Iterator[SpoilerDialect]:
    """Give the dialects of a family that can say a form in a file: one, or none."""
    possible = (INLINE if form == "inline" else BLOCK)[syntax]
    return (one for one in list_family(dialect) if one in possible)
