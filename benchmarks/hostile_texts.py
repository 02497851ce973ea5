"""Texts that nobody writes, in families: each a text that grows with one number.

A family is what some reader or check could take too long over: what opens and never closes, what nests,
what repeats. `benchmarks.hostile` times them; the tests check each of them and count its work.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

Make = Callable[[int], str]


class Family(NamedTuple):
    """Name texts that grow with a number; ``path`` says what they are read as."""

    name: str
    path: str
    make: Make


def yaml(inside: str) -> str:
    """Put lines into front matter that has a title."""
    return f"---\ntitle: x\n{inside}\n---\nText\n"


def name(number: int) -> str:
    """Make a name of eight letters that is a letter away from others."""
    return "Nam" + "".join(chr(97 + number // 26**place % 26) for place in range(3)) + "xy"


HEADS: dict[str, Make] = {
    "brackets": lambda n: yaml("a: " + "[" * n),
    "brackets behind an error": lambda n: yaml("b: @x\na: " + "[" * n),
    "closed brackets": lambda n: yaml("a: " + "[" * n + "]" * n),
    "braces": lambda n: yaml("a: " + "{" * n),
    "brackets on lines of their own": lambda n: yaml("a: [\n" * n),
    "dashes": lambda n: yaml("a:\n" + "- " * n),
    "question marks": lambda n: yaml("? " * n),
    "double quotes": lambda n: yaml("a: " + '"' * n),
    "escaped quotes": lambda n: yaml("a: " + '"\\' * n),
    "single quotes": lambda n: yaml("a: " + "'" * n),
    "colons": lambda n: yaml("a: b" * n),
    "second colons": lambda n: yaml("a: x: y\n" * n),
    "open quotes": lambda n: yaml('a: "b\n' * n),
    "reserved characters": lambda n: yaml("a: @b\n" * n),
    "lines without a colon": lambda n: yaml("word\n" * n),
    "every other line without a colon": lambda n: yaml("word\na: b\n" * n),
    "tabs": lambda n: yaml("\ta: b\n" * n),
    "control characters": lambda n: yaml("a: " + "\0" * n),
    "aliases": lambda n: yaml("a: &a x\nb: [" + "*a," * n + "]"),
    "aliases of aliases": lambda n: yaml(
        "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, n))
    ),
    "anchors": lambda n: yaml("".join(f"a{i}: &a{i} x\n" for i in range(n))),
    "repeated names": lambda n: yaml("a: b\n" * n),
    "suppressions": lambda n: yaml("# reviewlint: ignore x\na: b\n" * n),
    "digits": lambda n: yaml("a: " + "9" * n),
    "base sixty": lambda n: yaml("a: 1" + ":1" * n),
    "spaces": lambda n: yaml("a: b" + " " * n + "@"),
    "tags": lambda n: "---\ntags: [" + "sci-fi, drama, " * n + "]\n---\n",
    "tags in one text": lambda n: "---\ntags: '" + "sci-fi, drama, " * n + "'\n---\n",
    "a long title": lambda n: "---\ntitle: '" + "*a *" * n + "'\n---\n",
    "blank lines above": lambda n: "\r\n" * n + "---\ntitle: x\n---\n",
    "blank lines inside": lambda n: "---" + "\r\n" * n + "x\r\n---\r\n",
    "comments inside": lambda n: "---\r\n" + "#\r\n" * n + "x\r\n---\r\n",
    "blank lines in a block further down": lambda n: "x\r\n---\r\ntitle: x\r\n" + "\r\n" * n + "x\r\n---\r\n",
    "fences with text": lambda n: "---\n" + "---x\n" * n,
    "long fences": lambda n: "---\n" + "----\n" * n,
    "rules": lambda n: "x\n\n---\n" * n,
    "no end": lambda n: "---\n" + "title: x\n" * n,
    "JSON brackets": lambda n: '{"title": ' + "[" * n,
    "JSON quotes": lambda n: '{"title": "' + '\\"' * n,
    "JSON list": lambda n: '{"title": [' + "1," * n + "1]}",
    "TOML brackets": lambda n: "+++\na = " + "[" * n + "]" * n + "\n+++\n",
    "TOML dots": lambda n: "+++\n" + "a." * n + "a = 1\n+++\n",
    "TOML tables": lambda n: "+++\n" + "[[a]]\nx = 1\n" * n + "+++\n",
    "header lines": lambda n: "title: x\n" * n,
    "a header with a long name": lambda n: "title" + " " * n + "x",
    "Nikola lines": lambda n: ".. title: x\n" * n,
}
MARKDOWN: dict[str, Make] = {
    "one line": lambda n: "a " * (20 * n),
    "one word": lambda n: "a" * (20 * n),
    "doubled words": lambda n: "the the " * n,
    "names": lambda n: "".join(f"a {name(number)} " for number in range(n)),
    "broken letters": lambda n: "Ã©â€™" * n,
    "broken letters of Russian": lambda n: "РџСЂРёРІРµС‚ " * n,
    "broken lines of Russian": lambda n: "РџСЂРёРІРµС‚\n" * n,
    "page furniture": lambda n: "Skip to content\n\n" * n,
    "nested quotes": lambda n: "> " * n + "a",
    "nested lists": lambda n: "- " * n + "a",
    "nested brackets": lambda n: "[" * n + "]" * n,
    "nested images": lambda n: "![" * n + "](a)" * n,
    "unclosed links": lambda n: "[a](" * n,
    "unclosed images": lambda n: "![a](" * n,
    "images": lambda n: "![a](b){ " * n,
    "images and links": lambda n: "![](a.jpg) [](b)\n\n" * n,
    "links and code": lambda n: "`a` [](b) " * n,
    "reference images": lambda n: "![a][b] " * n + "\n\n[b]: c\n",
    "headings": lambda n: "# a {#b\n" * n,
    "headings that skip a level": lambda n: "# a\n\n### b\n\n" * n,
    "a wide table": lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|a|\n" * n,
    "unclosed elements": lambda n: "<spoiler>" * n,
    "nested elements": lambda n: "<spoiler>" * n + "</spoiler>" * n,
    "stray ends": lambda n: "a</spoiler>\n\n" * n,
    "other ends": lambda n: "<b>" * n + "</i>" * n,
    "unclosed details": lambda n: "<details><summary>spoiler</summary>" * n,
    "comments": lambda n: "<!-- -->" * n,
    "unclosed comments": lambda n: "a <!-- b\n\n" * n,
    "links in a comment": lambda n: "a <!-- " + '<a href=""></a> ' * n,
    "unclosed tags": lambda n: "<div>\n" + '<a "<b "' * n,
    "unclosed attributes": lambda n: "<a on" * n,
    "unclosed scripts": lambda n: "<script>" * n,
    "nested figures": lambda n: "<figure><img src=a>" * n + "</figure>" * n,
    "images in HTML": lambda n: "<b>\n![a](b)\n</b>\n\n" * n,
    "unclosed brackets": lambda n: "[spoiler=" * n,
    "unclosed bars": lambda n: "||a||" + " ||b\n\n" * n,
    "unclosed marks": lambda n: "a >!b " * n,
    "marks without words": lambda n: ">!a" * n,
    "block quotes": lambda n: ">! a\n\n" * n,
    "unclosed roles": lambda n: "{spoiler}`" * n,
    "unclosed shortcodes": lambda n: "{{< spoiler " * n,
    "nested shortcodes": lambda n: "{% spoiler() %}" * n + "{% end %}" * n,
    "shortcodes as words": lambda n: "{% raw %}{{< a >}}{% endraw %}" * n,
    "unclosed code of templates": lambda n: "{% highlight a %}{{< a >}}" * n,
    "unclosed fences": lambda n: ":::{spoiler}\n" * n,
    "fences too long to end": lambda n: ":::::{note}\n" * n + ":::\n" * n,
    "unclosed options": lambda n: ":::{figure} a\n---\n" * n,
    "nested directives": lambda n: "```{note}\n" * n,
    "comments that speak": lambda n: "<!-- reviewlint: ignore-next a -->\n" * n,
}
MDX: dict[str, Make] = {
    "unclosed braces": lambda n: "{" * n,
    "nested braces": lambda n: "{" * n + "}" * n,
    "unclosed attributes": lambda n: "<A b={" * n,
    "unclosed comments": lambda n: "{/*" * n,
    "less than": lambda n: "< " * n,
    "components": lambda n: "<A>\n    b\n</A>\n\n" * n,
    "imports": lambda n: "import a\n\n" * n,
}
REST: dict[str, Make] = {
    "list items": lambda n: "- a\n" * n,
    "lists": lambda n: "- a\n\nb\n\n" * n,
    "nested lists": lambda n: "".join("  " * (i % 30) + "- x\n" for i in range(n)),
    "definitions": lambda n: "a\n  b\n" * n,
    "verse": lambda n: "| a\n" * n,
    "titles": lambda n: "T\n=\n\n" * n,
    "overlines": lambda n: "====\na\n----\n" * n,
    "directives": lambda n: ".. image:: x\n   :alt: y\n\n" * n,
    "options": lambda n: ".. image:: x\n" + "   :a: y\n" * n,
    "comments": lambda n: ".. reviewlint: ignore-next a\n\nb\n\n" * n,
    "unended target": lambda n: ".. _a b\n" + "   c\n" * n,
    "unended substitution": lambda n: ".. |a b\n" + "   c\n" * n,
    "borders": lambda n: "+-+-+\n" * n,
    "tables": lambda n: "== ==\na  b\n== ==\n\n" * n,
    "tables without end": lambda n: "== ==\na  b\n\n" * n,
    "lines of one paragraph": lambda n: "a :spoiler:`b` c\n" * n,
    "emphasis without end": lambda n: " *a" * n,
    "roles without end": lambda n: ":spoiler:`a " * n,
    "chains of names": lambda n: ":a" * n + "`b",
    "bars": lambda n: "||a " * n,
    "tabs": lambda n: "\ta" * n,
    "blank lines": lambda n: "\n" * n,
}

FAMILIES: tuple[Family, ...] = tuple(
    Family(f"{kind}: {name}", path, make)
    for kind, path, families in (
        ("front matter", "review.md", HEADS),
        ("Markdown", "review.md", MARKDOWN),
        ("MDX", "review.mdx", MDX),
        ("reST", "review.rst", REST),
    )
    for name, make in families.items()
)
