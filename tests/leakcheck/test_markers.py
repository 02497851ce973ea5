"""Markers that nothing read, as a reader sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewlint.leakcheck.markers import find_line, find_markers
from reviewlint.session import Session


@pytest.mark.parametrize(
    ("html", "markers"),
    [
        ("<p>He ||dies|| here</p>", ["||dies||"]),
        ("<p>He ||dies in\nthe <em>end</em>|| here</p>", ["||dies in the end||"]),
        ("<p>either || or</p>", []),
        ("<p>a || b || c</p>", []),
        ("<p>a ||</p><p>|| b</p>", []),
        ("<pre>a ||b|| c</pre>", []),
        ("<p><code>a ||b||</code> and <tt><kbd>&gt;!x!&lt;</kbd></tt></p>", []),
        ("<script>if (a||b||c) {}</script>", []),
        ("<p>He &gt;!dies!&lt; here</p>", [">!dies!<"]),
        ("<p>&gt;! he dies</p>", [">!"]),
        ("<p>no -&gt;! no</p>", []),
        ("<p>[spoiler]he dies[/spoiler]</p>", ["[spoiler]", "[/spoiler]"]),
        ("<p>[spoiler=the end]he dies</p>", ["[spoiler=the end]"]),
        ("<p>[spoiler omitted] [spoilers ahead] a spoiler</p>", []),
        ('<p><a class="rl-noteref" href="#x">[spoiler]</a></p>', []),
        (
            "<p>{{&lt; spoiler &gt;}}he dies{{&lt; /spoiler &gt;}}</p>",
            ["{{< spoiler >}}", "{{< /spoiler >}}"],
        ),
        ("<p>{{&lt; figure &gt;}}</p>", []),
        ("<p>{% spoiler() %}</p>", ["{% spoiler() %}"]),
        ("<p>&lt;spoiler&gt;he dies&lt;/spoiler&gt;</p>", ["<spoiler>", "</spoiler>"]),
        ("<p><spoiler>he dies</spoiler></p>", ["<spoiler>", "</spoiler>"]),
        ("<p>:::{spoiler} The end</p>", [":::{spoiler}"]),
        ('<p><img alt="He ||dies||" src="x||y||z.png"></p>', ["||dies||"]),
        ("<p>{spoiler}`he dies`</p>", ["{spoiler}`he dies`"]),
    ],
)
def test_markers(html: str, markers: list[str]) -> None:
    assert list(find_markers(html)) == markers


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("One.\n\nHe ||dies|| here.\n", 3),
        ("He ||dies ||\n", 1),
        ("One.\n\nHe \\|\\|dies\\|\\| here.\n", 0),
    ],
)
def test_line(text: str, line: int) -> None:
    review = Session.load(Path(__file__).parent).read(text, "her.md")
    assert find_line(review, "||dies||") == line
