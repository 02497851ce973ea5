"""Reviews put together at random: every dialect in every place, and none of it seen."""

from __future__ import annotations

import random

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


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_hidden_is_seen(site: Site, seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret is made of it
    for number in range(80):
        parts = [write_part(dice, f"canary{number}x") for _ in range(dice.randint(1, 5))]
        text = make_review("\n\n".join(parts) + "\n", title=f"Review {number}")
        site.write(f"reviews/{number}.md", text.replace("\n", "\r\n") if number % 10 == 0 else text)
    build = site.build(reviewlint_on_error="warn", suppress_warnings=QUIET)
    for number in range(80):
        _, shown = split(build.read(f"reviews/{number}.html"))
        assert f"canary{number}x" not in shown, (site.source / f"reviews/{number}.md").read_text()
    assert [name for name in build.find("canary") if not name.startswith("reviews/")] == []


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
