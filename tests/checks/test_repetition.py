"""Texts that stand twice where each should stand once."""

from __future__ import annotations

import pytest

from reviewlint.diagnostics import Safety
from tests.run_kind import apply_edits, find_hits, find_texts

TAGS = {"scopes": ["field.tags"], "split": True, "remove": True}


@pytest.mark.parametrize(
    ("front", "mended", "safety"),
    [
        ("tags: [a, b, A]", "tags: [a, b]", Safety.SAFE),
        ('tags: [a, "a", b]', "tags: [a, b]", Safety.SAFE),
        ("tags:\n  - a\n  - b\n  - a\nrating: 4", "tags:\n  - a\n  - b\nrating: 4", Safety.SAFE),
        ("tags: sci-fi, drama, Sci-Fi", "tags: sci-fi, drama", Safety.SAFE),
        ("tags: [Amelie, Amélie]", "tags: [Amelie]", Safety.UNSAFE),
        ("tags: [sci-fi, sci fi]", "tags: [sci-fi]", Safety.UNSAFE),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_tags(front: str, mended: str, safety: Safety, newline: str) -> None:
    text = f"---\n{front}\n---\nText.\n".replace("\n", newline)

    hits = find_hits("repetition", TAGS, text)

    assert [hit.safety for hit in hits] == [safety]
    assert apply_edits(text, hits) == f"---\n{mended}\n---\nText.\n".replace("\n", newline)


def test_a_comment_beside_an_item_is_not_lost() -> None:
    text = "---\ntags:\n  - a\n  - a # seen twice\n---\nText.\n"

    assert [hit.edits for hit in find_hits("repetition", TAGS, text)] == [()]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("## Plot\n\n## Plot\n", ["Plot"]),
        ("## Plot\n\n### Cast\n\n## *plot!*\n", ["plot!"]),
        ("# A\n\n## Plot\n\n# B\n\n## Plot\n", []),
        ("## Plot\n\n### Plot\n", []),
        ("## ★\n\n## ★\n", []),
    ],
)
def test_headings(body: str, found: list[str]) -> None:
    hits = find_hits("repetition", {"scopes": ["heading"]}, body)

    assert [hit.values["text"] for hit in hits] == found


def test_captions() -> None:
    params = {"scopes": ["field.excerpt"]}

    assert find_texts("repetition", params, "---\nexcerpt: A, a\n---\n") == []
