"""Parts inside parts where they do not belong."""

from __future__ import annotations

from typing import Any

import pytest

from tests.run_kind import find_texts

HEADING_IN_SPOILER = {"part": "heading", "inside": ["spoiler"]}
SPOILER_IN_HEADING = {"part": "spoiler", "inside": ["heading"]}
SPOILER_IN_SPOILER = {"part": "spoiler", "inside": ["spoiler"]}
MARKER_IN_FIELD = {"part": "spoiler-marker", "inside": ["field.title", "field.excerpt", "image.alt"]}


@pytest.mark.parametrize(
    ("params", "text", "found"),
    [
        (SPOILER_IN_HEADING, "## Why >!he!< left\n\n>!He!< left.\n", [">!he!<"]),
        (SPOILER_IN_HEADING, "## Spoilers\n\n>!He!< left.\n", []),
        (HEADING_IN_SPOILER, ":::{spoiler} A\n## B\n\nC\n:::\n\n## D\n", ["## B\n"]),
        (HEADING_IN_SPOILER, "## A\n\n:::{spoiler} B\nC\n:::\n\n## D\n", []),
        (HEADING_IN_SPOILER, ":::{spoiler} A\n## B\n\nnever closed\n", []),
        (SPOILER_IN_SPOILER, ":::{spoiler} A\nB >!c!< d >!e!<\n:::\n\n>!f!<\n", [">!c!<", ">!e!<"]),
        (SPOILER_IN_SPOILER, ">!a!< and ||b||\n", []),
        (MARKER_IN_FIELD, "---\ntitle: 'Is >!he!< in?'\n---\n>!Yes!<\n", [">!he!<"]),
        (MARKER_IN_FIELD, "---\nexcerpt: 'All of ||it||'\n---\n", ["||it||"]),
        (MARKER_IN_FIELD, "---\ntitle: 'True || false, 3 > 2!'\n---\n![x](x.jpg)\n", []),
    ],
)
def test_nesting(params: dict[str, Any], text: str, found: list[str]) -> None:
    assert [one.strip() for one in find_texts("nesting", params, text)] == [one.strip() for one in found]


def test_many_spoilers_take_time_in_proportion() -> None:
    text = ":::{spoiler} A\n" + ">!b!< c\n\n" * 5000 + ":::\n"

    assert len(find_texts("nesting", SPOILER_IN_SPOILER, text)) == 5000
