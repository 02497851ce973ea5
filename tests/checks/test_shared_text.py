"""Texts that two different pictures share: in one review, and in reviews of two works."""

from __future__ import annotations

from functools import partial

import pytest

from tests.checks.archives import compare, gather
from tests.run_kind import find_hits
from tests.work import count_steps

ALT = {"scope": "image.alt"}


@pytest.mark.parametrize(
    ("one", "other", "different"),
    [
        ("a.jpg", "b.jpg", True),
        ("still-1.jpg", "still-2.jpg", True),
        ("IMG_2041.jpg", "IMG_2042.jpg", True),
        ("a.jpg", "A.webp", False),
        ("/images/a.jpg", "../images/a.jpg?v=2", False),
        ("a-300x200.jpg", "a.jpg", False),
        ("a-400w.avif", "a@2x.png", False),
        ("a-scaled.jpg", "a_thumb.jpg", False),
    ],
)
def test_files_are_known_by_their_names(one: str, other: str, different: bool) -> None:
    hits = find_hits("shared-text", ALT, f"![A road]({one})\n\n![A  road.]({other})\n")

    assert [hit.values["other"] for hit in hits] == [f"`{one}`"] * different


def write(title: str, source: str, alt: str) -> str:
    return f"---\ntitle: {title}\ncover: {source}\ncoverAlt: {alt}\n---\nText.\n"


ROAD = "A road at night"


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        pytest.param(("Her", "a.jpg", ROAD), ("Him", "b.jpg", ROAD), ["b.md: a.md"], id="two works"),
        pytest.param(("Her", "a.jpg", ROAD), ("her", "b.jpg", ROAD), [], id="one work"),
        pytest.param(("Her", "/a.jpg", ROAD), ("Him", "/a.jpg", ROAD), [], id="one picture"),
        pytest.param(("Her", "a.jpg", "A road"), ("Him", "b.jpg", "A road"), [], id="two words"),
        pytest.param(("Her", "a.jpg", ROAD), ("Him", "b.jpg", ROAD + " again"), [], id="other words"),
    ],
)
def test_works(one: tuple[str, str, str], other: tuple[str, str, str], found: list[str]) -> None:
    hits = compare("shared-text", ALT, {"a.md": write(*one), "b.md": write(*other)})

    assert [f"{hit.path}: {path}" for hit in hits for path, _, _ in hit.related] == found


def test_a_cover_of_each_review_s_own_folder_is_a_picture_of_its_own() -> None:
    reviews = {f"{name}/index.md": write(name, "cover.jpg", ROAD) for name in ("her", "him")}

    assert [hit.path for hit in compare("shared-text", ALT, reviews)] == ["him/index.md"]


def test_comparing_takes_time_in_proportion_to_the_reviews() -> None:
    steps = []
    for size in (100, 400):
        reviews = {f"{number}.md": write(f"Film {number}", f"{number}.jpg", ROAD) for number in range(size)}
        module, params, facts = gather("shared-text", ALT, reviews)
        steps.append(count_steps(partial(list, module.compare(facts, params, None))))

    assert steps[1] <= 4.5 * steps[0]
