"""Every way to mark a spoiler, for tests of what holds for all of them."""

from __future__ import annotations

import re

SUFFIX = {"markdown": ".md", "mdx": ".mdx", "rest": ".rst"}

# How each dialect is written, without a label and with one; the text goes where %s is.
INLINE = {
    "myst-role": ("{spoiler}`%s`", None),
    "reddit": (">!%s!<", None),
    "bars": ("||%s||", None),
    "element": ("<spoiler>%s</spoiler>", '<spoiler label="The end">%s</spoiler>'),
    "class": ('<span class="spoiler">%s</span>', '<span class="spoiler" title="The end">%s</span>'),
    "mdx": ("<Spoiler>%s</Spoiler>", '<Spoiler title="The end">%s</Spoiler>'),
    "bbcode": ("[spoiler]%s[/spoiler]", "[spoiler=The end]%s[/spoiler]"),
    "hugo": ("{{< spoiler >}}%s{{< /spoiler >}}", '{{% spoiler "The end" %}}%s{{% /spoiler %}}'),
    "zola": ("{% spoiler() %}%s{% end %}", "{% spoiler %}%s{% endspoiler %}"),
    "rest-role": (":spoiler:`%s`", None),
}
BLOCK = {
    "myst-directive": (":::{spoiler}\n%s\n:::", "```{spoiler} The end\n%s\n```"),
    "block-quote": (">! %s", None),
    "element": ("<spoiler>\n\n%s\n\n</spoiler>", '<spoiler label="The end">\n\n%s\n\n</spoiler>'),
    "class": (
        '<div class="spoiler">\n\n%s\n\n</div>',
        "<div class='spoilers' data-label='The end'>\n\n%s\n\n</div>",
    ),
    "mdx": ("<Spoiler>\n\n%s\n\n</Spoiler>", '<Spoiler title="The end">\n\n%s\n\n</Spoiler>'),
    "bbcode": ("[spoiler]\n\n%s\n\n[/spoiler]", "[spoiler=The end]\n\n%s\n\n[/spoiler]"),
    "hugo": ("{{< spoiler >}}\n%s\n{{< /spoiler >}}", '{{< spoiler "The end" >}}\n%s\n{{< /spoiler >}}'),
    "zola": ("{% spoiler() %}\n%s\n{% end %}", '{% spoiler(label="The end") %}\n%s\n{% end %}'),
    "colon-fence": ("::: spoiler\n%s\n:::", "::: spoiler The end\n%s\n:::"),
    "details": (None, "<details><summary>Spoiler</summary>\n\n%s\n\n</details>"),
    "rest-directive": (".. spoiler::\n\n   %s", ".. spoiler:: The end\n\n   %s"),
}
_MARKDOWN_ONLY = ("myst-role", "myst-directive", "reddit", "block-quote", "hugo", "zola")
DIALECTS: dict[tuple[str, str], tuple[str, ...]] = {
    ("markdown", "inline"): tuple(one for one in INLINE if one not in ("rest-role", "mdx")),
    ("markdown", "block"): tuple(one for one in BLOCK if one not in ("rest-directive", "mdx")),
    ("mdx", "inline"): tuple(one for one in INLINE if one not in (*_MARKDOWN_ONLY, "rest-role")),
    ("mdx", "block"): tuple(one for one in BLOCK if one not in (*_MARKDOWN_ONLY, "rest-directive")),
    ("rest", "inline"): ("rest-role", "reddit", "bars", "bbcode"),
    ("rest", "block"): ("rest-directive", "class"),
}
"""The dialects of each form that a file can hold, by its syntax."""

WAYS = [(syntax, form, one) for (syntax, form), dialects in DIALECTS.items() for one in dialects]
"""Each syntax, form and dialect."""


def write_spoiler(form: str, dialect: str, syntax: str, hidden: str, *, labelled: bool = False) -> str:
    """Write a spoiler, with a label where that is asked for and there is a place for one."""
    if form == "inline":
        return write_inline(dialect, hidden, labelled=labelled)
    return write_block(dialect, syntax, hidden, labelled=labelled)


def write_inline(dialect: str, hidden: str, *, labelled: bool = False) -> str:
    """Write a spoiler within a line."""
    pattern = INLINE[dialect][labelled] or INLINE[dialect][0] or ""
    return pattern.replace("%s", hidden)


def put_in(around: str, text: str) -> str:
    """Put a text of several lines where ``%s`` is, each line behind what its container asks for."""
    before, _, after = around.partition("%s")
    lead = re.sub(r"[^>]", " ", before.rpartition("\n")[2])
    first, *others = text.split("\n")
    return "".join([before, "\n".join([first, *((lead + one).rstrip() for one in others)]), after])


def write_block(dialect: str, syntax: str, hidden: str, *, labelled: bool = False) -> str:
    """Write a spoiler of several lines."""
    if syntax == "rest":
        pattern = ".. container:: spoiler\n\n   %s" if dialect == "class" else BLOCK[dialect][labelled]
        return (pattern or "").replace("%s", re.sub(r"\n(?=.)", "\n   ", hidden))
    pattern = BLOCK[dialect][labelled] or BLOCK[dialect][not labelled] or ""
    if dialect == "block-quote":
        hidden = re.sub(r"\n", "\n> ", hidden)
    return pattern.replace("%s", hidden)
