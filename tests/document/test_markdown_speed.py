"""Hostile reviews cost time in proportion to their size."""

import gc
import time
from collections.abc import Callable

import pytest

from reviewlint.document.fields import Roles
from reviewlint.document.front_matter.reader import FrontMatterReading
from reviewlint.document.markdown.reader import read_markdown
from reviewlint.document.source import SourceText

SMALL = 1_000
FACTOR = 4

FAMILIES: dict[str, Callable[[int], str]] = {
    "one line": lambda n: "a " * (20 * n),
    "nested quotes": lambda n: "> " * n + "a",
    "nested lists": lambda n: "- " * n + "a",
    "nested brackets": lambda n: "[" * n + "]" * n,
    "nested images": lambda n: "![" * n + "](a)" * n,
    "images": lambda n: "![a](b){ " * n,
    "reference images": lambda n: "![a][b] " * n + "\n\n[b]: c\n",
    "headings": lambda n: "# a {#b\n" * n,
    "a wide table": lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|a|\n" * n,
    "unclosed elements": lambda n: "<spoiler>" * n,
    "nested elements": lambda n: "<spoiler>" * n + "</spoiler>" * n,
    "stray ends": lambda n: "a</spoiler>\n\n" * n,
    "unclosed details": lambda n: "<details><summary>spoiler</summary>" * n,
    "unclosed comments": lambda n: "a <!-- b\n\n" * n,
    "unclosed tags": lambda n: "<div>\n" + '<a "<b "' * n,
    "unclosed scripts": lambda n: "<script>" * n,
    "nested figures": lambda n: "<figure><img src=a>" * n + "</figure>" * n,
    "images in HTML": lambda n: "<b>\n![a](b)\n</b>\n\n" * n,
    "unclosed brackets": lambda n: "[spoiler=" * n,
    "unclosed bars": lambda n: "||a||" + " ||b\n\n" * n,
    "unclosed marks": lambda n: "a >!b " * n,
    "block quotes": lambda n: ">! a\n\n" * n,
    "unclosed roles": lambda n: "{spoiler}`" * n,
    "unclosed shortcodes": lambda n: "{{< spoiler " * n,
    "nested shortcodes": lambda n: "{% spoiler() %}" * n + "{% end %}" * n,
    "unclosed fences": lambda n: ":::{spoiler}\n" * n,
    "fences too long to end": lambda n: ":::::{note}\n" * n + ":::\n" * n,
    "unclosed options": lambda n: ":::{figure} a\n---\n" * n,
    "nested directives": lambda n: "```{note}\n" * n,
    "comments that speak": lambda n: "<!-- reviewlint: ignore-next a -->\n" * n,
}
MDX_FAMILIES: dict[str, Callable[[int], str]] = {
    "unclosed braces": lambda n: "{" * n,
    "nested braces": lambda n: "{" * n + "}" * n,
    "unclosed attributes": lambda n: "<A b={" * n,
    "unclosed comments": lambda n: "{/*" * n,
    "less than": lambda n: "< " * n,
    "components": lambda n: "<A>\n    b\n</A>\n\n" * n,
    "imports": lambda n: "import a\n\n" * n,
}
CASES = [(name, text, False) for name, text in FAMILIES.items()]
CASES += [(name, text, True) for name, text in MDX_FAMILIES.items()]


def measure(text: str, *, mdx: bool) -> float:
    source, front = SourceText(text), FrontMatterReading(None, 0)
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        read_markdown(source, front, Roles(), mdx=mdx)
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize(("name", "text", "mdx"), CASES)
def test_four_times_the_text_takes_about_four_times_as_long(
    name: str, text: Callable[[int], str], mdx: bool
) -> None:
    # Quadratic time would be sixteen times as long; a busy machine gets three tries.
    ratios = []
    for _ in range(3):
        small = max(measure(text(SMALL), mdx=mdx), 0.002)
        ratios.append(measure(text(FACTOR * SMALL), mdx=mdx) / small)
        if ratios[-1] < 2.5 * FACTOR:
            return
    pytest.fail(f"{name}: {ratios}")
