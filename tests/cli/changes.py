"""What tests of changed reviews ask, and the reviews they ask about."""

from __future__ import annotations

import json

from tests.cli.conftest import Run

CONFIG = "extends: recommended\n"


NEW = ["new.md:2 value-ambiguous"]


LINES = "---\ntitle: Her\ndate: 2026-01-01\n---\n\nThe the first.\n\nThe the second.\n\nThe the third.\n"


def find(run: Run, *arguments: str) -> list[str]:
    """Check, and give each finding as its place and rule."""
    ended = run("check", "--output-format", "json", "--today", "2026-01-31", *arguments)
    assert ended.code in (0, 1), ended.err
    return [f"{one['path']}:{one['line']} {one['rule']}" for one in json.loads(ended.out)]


def find_twice(run: Run, *arguments: str) -> list[str]:
    """Check for reviews of the same; give each with the other one."""
    ended = run("check", "--output-format", "json", "--select", "excerpt-repeated", *arguments)
    assert ended.code in (0, 1), ended.err
    return [one["path"] + " " + one["related"][0]["path"] for one in json.loads(ended.out)]


def excerpt(title: str, text: str = "Nobody said it would end, and then it did, in the rain.") -> str:
    return f'---\ntitle: "{title}"\nexcerpt: {text}\n---\n\nA review.\n'
