"""HTML that is kept, and HTML that cannot end what hides it."""

from __future__ import annotations

import pytest

from reviewlint_sphinx.raw_html import clean
from tests.work import count_steps

WORDS = frozenset({"b", "i", "span", "br"})


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<b>x</b>", "<b>x</b>"),
        ("<B CLASS=y>x</B>", '<b class="y">x</b>'),
        ('<a href="https://example.org/?a=1&b=2">x</a>', '<a href="https://example.org/?a=1&amp;b=2">x</a>'),
        ("<a href=java&#115;cript:alert(1)>x</a>", "<a>x</a>"),
        ("<a href=' javascript:alert(1)'>x</a>", "<a>x</a>"),
        ("<a href='java\tscript:alert(1)'>x</a>", "<a>x</a>"),
        ("<a href='data:text/html,x'>x</a>", "<a>x</a>"),
        ("<a href='other.html#here'>x</a>", '<a href="other.html#here">x</a>'),
        ("<img src=x onerror=alert(1)>", '<img src="x" />'),
        ("<p style='position:fixed'>x</p>", "<p>x</p>"),
        ("<script>alert(1)</script>x", "x"),
        ("<style>p{}</style>x", "x"),
        ("<iframe src=x></iframe>", ""),
        ("<form><input></form>", ""),
        ("<!-- a note -->x", "x"),
        ("a < b > c", "a &lt; b &gt; c"),
        ("<b", "&lt;b"),
        ("<svg onload=alert(1)>", ""),
        ("&eacute;", "&eacute;"),
    ],
)
def test_clean(html: str, cleaned: str) -> None:
    assert clean(html) == cleaned


@pytest.mark.parametrize(
    ("pieces", "cleaned", "left"),
    [
        (["<b>x</b>"], "<b>x</b>", []),
        (["<b>", "x</b>"], "<b>x</b>", []),
        (["</span>x"], "x", []),
        (["<b>", "</span>", "</b></b>"], "<b></b>", []),
        (["<b><i>x</b>y</i>"], "<b><i>x</i></b>y", []),
        (["<b>x"], "<b>x", ["b"]),
        (["<p>x</p>"], "x", []),
    ],
)
def test_what_is_hidden_must_balance(pieces: list[str], cleaned: str, left: list[str]) -> None:
    opened: list[str] = []
    assert "".join(clean(piece, WORDS, opened) for piece in pieces) == cleaned
    assert opened == left


def test_work_grows_with_the_text() -> None:
    def work(count: int) -> int:
        return count_steps(lambda: clean("<b>" * count + "</i>" * count, WORDS, []))

    work(1)
    assert work(400) < 6 * work(100)
