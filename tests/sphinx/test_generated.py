"""Reviews put together at random: every dialect in every place, and none of it seen."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.sphinx.site import Site, make_review
from tests.sphinx.test_spoilers import split

QUIET = ["reviewlint", "docutils", "myst", "image"]
INLINE = (
    "||%s||",
    ">!%s!<",
    "<spoiler>%s</spoiler>",
    "[spoiler]%s[/spoiler]",
    "{spoiler}`%s`",
    '<span class="spoiler">%s</span>',
    "{{< spoiler >}}%s{{< /spoiler >}}",
)
BLOCKS = (
    ":::{spoiler} T\n%s\n:::",
    "```{spoiler}\n%s\n```",
    "::: spoiler T\n%s\n:::",
    "<spoiler>\n\n%s\n\n</spoiler>",
    "<spoiler>\n%s\n</spoiler>",
    '<div class="spoiler">\n\n%s\n\n</div>',
    '<div class="spoiler">\n%s\n</div>',
    "<details><summary>Spoiler</summary>\n\n%s\n\n</details>",
    "{{%% spoiler %%}}\n%s\n{{%% /spoiler %%}}",
    "{%% spoiler() %%}\n%s\n{%% end %%}",
)
WORDS = ("%s", "%s and %s", "*%s* x", "%s [a %s](https://example.org/)")
PARTS = (
    *WORDS,
    "%s `%s`\n%s",
    "- %s\n- %s",
    "### %s",
    "> %s",
    "1. %s\n2. %s",
    "%s\n\n%s",
    "| %s |\n|---|\n| %s |",
    "<div>\n%s\n</div>",
    "<p>%s</p>\n<ul><li>%s</li></ul>",
    "![%s](https://example.org/x.png)",
    "Term\n: %s",
)
AROUND = ("Before %s after", "- x %s", "> %s", "**b** %s *x*", "1. %s", "*x %s*", "| a |\n|---|\n| %s |")
PLAIN = (
    "Words.",
    "## A heading",
    "- item\n- other",
    "> quote",
    "*em* `code`",
    "<p>html</p>",
    "```\n||x||\n```",
)
TOKENS = (
    "||",
    ">!",
    "!<",
    "<spoiler>",
    "</spoiler>",
    "[spoiler]",
    "[/spoiler]",
    ":::{spoiler}",
    ":::",
    "{spoiler}`x`",
)
GLUE = ("\n", "\n\n", " ", "- ", "> ", "# ", "*", "`", "| ", "x", "[a](", ")", "![", "](x.png)")


FORMS: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace("\n", "\r\n"),
    lambda text: "\ufeff" + text,
    lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    *[str] * 7,
)
"""The same text as editors write it."""


def fill(pattern: str, word: str) -> str:
    return pattern.replace("%%", "%").replace("%s", word)


def write_part(dice: random.Random, word: str) -> str:
    if dice.random() < 0.3:
        return dice.choice(PLAIN)
    if dice.random() < 0.5:
        bars = "|---|" if dice.random() < 0.5 else ""
        inline = dice.choice(INLINE[1:] if bars else INLINE)
        around = dice.choice(AROUND if bars else AROUND[:-1])
        return fill(around, fill(inline, fill(dice.choice(WORDS[:-1]), word)))
    hidden = "\n\n".join(fill(dice.choice(PARTS), word) for _ in range(dice.randint(1, 3)))
    block = fill(dice.choice(BLOCKS), hidden)
    where = dice.random()
    if where < 0.2:
        return "\n".join("> " + line for line in block.split("\n"))
    if where < 0.4:
        return "- x\n\n" + "\n".join("  " + line for line in block.split("\n"))
    return block


@pytest.mark.filterwarnings("ignore:.*BuildEnvironment.app")
@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_hidden_is_seen(site: Site, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret is made of it
    for number in range(80):
        parts = [write_part(dice, f"canary{number}x") for _ in range(dice.randint(1, 5))]
        text = make_review("\n\n".join(parts) + "\n", title=f"Review {number}")
        site.write(f"reviews/{number}.md", FORMS[number % len(FORMS)](text))
        if number % 5 == 0:
            include = f"# Page {number}\n\n```{{include}} reviews/{number}.md\n```\n"
            site.write(f"page{number}.md", f"---\norphan: true\n---\n{include}")
    build = site.build(reviewlint_on_error="warn", suppress_warnings=QUIET)
    pages = [name for name in build.snapshot() if name.startswith(("reviews/", "page"))]
    assert len(pages) == 80 + 16
    for name in pages:
        _, shown = split(build.read(name))
        review = "".join(filter(str.isdigit, name))
        assert "canary" not in shown, (site.source / f"reviews/{review}.md").read_text()
    assert [name for name in build.find("canary") if name not in pages] == []
    text_build = site.build("text", reviewlint_on_error="warn", suppress_warnings=QUIET)
    assert text_build.find("canary") == []


@pytest.mark.filterwarnings("ignore:.*MystReferenceResolver.app")
@pytest.mark.parametrize("seed", [1, 2])
def test_any_jumble_of_markers_builds(site: Site, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311
    for number in range(60):
        pieces = [dice.choice(TOKENS if dice.random() < 0.5 else GLUE) for _ in range(dice.randint(3, 40))]
        site.write(f"reviews/{number}.md", make_review("".join(pieces) + "\n", title=f"Review {number}"))
    # What nobody can make sense of is shown as it stands, and the leak check says so.
    build = site.build(reviewlint_on_error="warn", suppress_warnings=QUIET, reviewlint_leakcheck=False)
    for number in range(60):
        page = build.read(f"reviews/{number}.html")
        assert "\uf6f0" not in page
        assert "\uf6f1" not in page
        split(page)
