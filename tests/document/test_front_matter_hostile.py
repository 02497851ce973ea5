"""Heads of files that nobody writes: never a crash, and time in proportion to size."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from reviewlint.document.front_matter.reader import read_front_matter
from reviewlint.document.source import SourceText

SIZE = 60_000
MOST_SECONDS = 10
"""Each takes a fraction of a second; what is quadratic takes minutes."""


def yaml(inside: str) -> str:
    return f"---\ntitle: x\n{inside}\n---\nText\n"


HEADS: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: yaml("a: " + "[" * n),
    "brackets behind an error": lambda n: yaml("b: @x\na: " + "[" * n),
    "closed brackets": lambda n: yaml("a: " + "[" * n + "]" * n),
    "braces": lambda n: yaml("a: " + "{" * n),
    "dashes": lambda n: yaml("a:\n" + "- " * n),
    "question marks": lambda n: yaml("? " * n),
    "double quotes": lambda n: yaml("a: " + '"' * n),
    "escaped quotes": lambda n: yaml("a: " + '"\\' * n),
    "single quotes": lambda n: yaml("a: " + "'" * n),
    "colons": lambda n: yaml("a: b" * n),
    "open quotes": lambda n: yaml('a: "b\n' * n),
    "reserved characters": lambda n: yaml("a: @b\n" * n),
    "lines without a colon": lambda n: yaml("word\n" * n),
    "every other line without a colon": lambda n: yaml("word\na: b\n" * n),
    "tabs": lambda n: yaml("\ta: b\n" * n),
    "control characters": lambda n: yaml("a: " + "\0" * n),
    "aliases": lambda n: yaml("a: &a x\nb: [" + "*a," * n + "]"),
    "aliases of aliases": lambda n: yaml(
        "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 99))
    ),
    "anchors": lambda n: yaml("".join(f"a{i}: &a{i} x\n" for i in range(n))),
    "repeated names": lambda n: yaml("a: b\n" * n),
    "suppressions": lambda n: yaml("# reviewlint: ignore x\na: b\n" * (n // 4)),
    "digits": lambda n: yaml("a: " + "9" * n),
    "base sixty": lambda n: yaml("a: 1" + ":1" * n),
    "spaces": lambda n: yaml("a: b" + " " * n + "@"),
    "blank lines above": lambda n: "\r\n" * n + "---\ntitle: x\n---\n",
    "blank lines inside": lambda n: "---" + "\r\n" * n + "x\r\n---\r\n",
    "comments inside": lambda n: "---\r\n" + "#\r\n" * n + "x\r\n---\r\n",
    "blank lines in a block further down": lambda n: "x\r\n---\r\ntitle: x\r\n" + "\r\n" * n + "x\r\n---\r\n",
    "fences with text": lambda n: "---\n" + "---x\n" * n,
    "long fences": lambda n: "---\n" + "----\n" * n,
    "rules": lambda n: "x\n\n---\n" * n,
    "no end": lambda n: "---\n" + "title: x\n" * n,
    "json brackets": lambda n: '{"title": ' + "[" * n,
    "json quotes": lambda n: '{"title": "' + '\\"' * n,
    "json list": lambda n: '{"title": [' + "1," * n + "1]}",
    "toml brackets": lambda n: "+++\na = " + "[" * n + "]" * n + "\n+++\n",
    "toml dots": lambda n: "+++\n" + "a." * n + "a = 1\n+++\n",
    "toml tables": lambda n: "+++\n" + "[[a]]\nx = 1\n" * (n // 4) + "+++\n",
    "header lines": lambda n: "title: x\n" * n,
    "a header with a long name": lambda n: "title" + " " * n + "x",
    "nikola lines": lambda n: ".. title: x\n" * n,
}


@pytest.mark.parametrize("make", HEADS.values(), ids=HEADS.keys())
def test_time_is_in_proportion_to_size(make: Callable[[int], str]) -> None:
    source = SourceText(make(SIZE))
    start = time.perf_counter()
    reading = read_front_matter(source, ("title", "rating"))

    assert time.perf_counter() - start < MOST_SECONDS
    assert reading.body <= len(source.text)
