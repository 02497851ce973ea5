"""Diffs read for the lines that are new: names, forms of hunks, and any two texts."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.changes.hunks import Lines, read_hunks

HEADER = "diff --git a/her.md b/her.md\nindex 1..2 100644\n--- a/her.md\n+++ b/her.md\n"


@pytest.mark.parametrize(
    ("diff", "expected"),
    [
        ("", {}),
        (f"{HEADER}@@ -1 +1 @@\n-a\n+b\n", {"her.md": ((1, 1),)}),
        (f"{HEADER}@@ -0,0 +2,3 @@ # Her\n+a\n+b\n+c\n", {"her.md": ((2, 4),)}),
        (f"{HEADER}@@ -4,2 +3,0 @@\n-a\n-b\n", {"her.md": ((3, 4),)}),
        (f"{HEADER}@@ -1,2 +0,0 @@\n-a\n-b\n", {"her.md": ((1, 1),)}),
        (
            f"{HEADER}@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n",
            {"her.md": ((1, 1),)},
        ),
        # Lines that look like parts of a diff are lines all the same.
        (
            f"{HEADER}@@ -1,2 +1,2 @@\n--- a\n-@@ -9 +9 @@\n+++ b\n+@@ -9 +9 @@\n@@ -7,0 +8 @@\n+diff\n",
            {"her.md": ((1, 2), (8, 8))},
        ),
        ("diff --git a/a.md b/a.md\nold mode 100644\nnew mode 100755\n", {"a.md": ()}),
        ("diff --git a/a.md b/b.md\nsimilarity index 100%\nrename from a.md\nrename to b.md\n", {"b.md": ()}),
        (
            "diff --git a/a.md b/b.md\nsimilarity index 90%\nrename from a.md\nrename to b.md\n"
            "--- a/a.md\n+++ b/b.md\n@@ -3 +3 @@\n-a\n+b\n",
            {"b.md": ((3, 3),)},
        ),
        (
            "diff --git a/a b.md b/a b.md\n--- a/a b.md\t\n+++ b/a b.md\t\n@@ -1 +1 @@\n-a\n+b\n",
            {"a b.md": ((1, 1),)},
        ),
        (
            'diff --git "a/t\\tab \\"q\\" \\303\\251.md" "b/t\\tab \\"q\\" \\303\\251.md"\n'
            "@@ -1 +1 @@\n-a\n+b\n",
            {'t\tab "q" é.md': ((1, 1),)},
        ),
    ],
)
def test_the_lines_of_a_diff(diff: str, expected: dict[str, Lines]) -> None:
    assert read_hunks(diff.encode()) == expected


TEXTS = st.lists(st.sampled_from(["a", "b", "", "+++ b/x", "-- a", "@@ -1 +1 @@", "diff --git a/x b/x"]))


@given(TEXTS, TEXTS)
def test_of_any_two_texts_only_lines_that_differ(before: list[str], after: list[str]) -> None:
    diff = "".join(f"{line}\n" for line in difflib.unified_diff(before, after, "a", "b", lineterm="", n=0))
    body = diff.split("\n", 2)[-1] if diff else ""
    ranges = read_hunks(f"{HEADER}{body}".encode())["her.md"]
    changed = {line for first, last in ranges for line in range(first, last + 1)}
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    same = {block.b + offset + 1 for block in blocks for offset in range(block.size)}
    assert set(range(1, len(after) + 1)) - same <= changed
    assert ranges == tuple(sorted(ranges))
