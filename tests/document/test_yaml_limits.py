from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.document.front_matter.yaml_composer import LOADER
from reviewlint.document.front_matter.yaml_limits import DEEPEST, MOST_CHARACTERS, find_excess
from reviewlint.document.front_matter.yaml_nodes import ExcessError, compose

TOO_DEEP = "it nests lists and maps more than 100 deep"


def test_the_composer_in_c_is_used_where_it_is() -> None:
    assert LOADER is getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@pytest.mark.parametrize(
    "block",
    [
        "a: " + "[" * 25_000,
        "a: " + "{" * 25_000,
        "a: " + "[" * 101 + "]" * 101,
        "a: " + "[{b: " * 60,
        "- " * 25_000,
        "? " * 25_000,
        "a:\n" + "- " * 5_000 + "x",
        "".join(" " * depth + "a:\n" for depth in range(150)),
        "".join(" " * depth + "-\n" for depth in range(150)),
        "".join("  " * depth + "- a:\n" for depth in range(80)),
        "a: " + "[" * 25_000 + "\n---\n",
        "a: {x: 1}\n" * 200 + "b: " + "[" * 5_000,
    ],
)
def test_deep_nesting_never_reaches_the_composer(block: str) -> None:
    assert find_excess(block) == TOO_DEEP
    with pytest.raises(ExcessError, match=TOO_DEEP):
        compose(block)


@pytest.mark.parametrize(
    "block",
    [
        "a: " + "[" * 99 + "]" * 99,
        "tags: [" + ", ".join("[a]" for _ in range(1_000)) + "]",
        "- a: {b: [c]}\n" * 1_000,
        "".join(f"k{n}: a-b: c? [d\n" for n in range(200)),
        "a: |\n" + "".join(" " * 200 + "- - - verse\n" for _ in range(20)),
        'a: "' + "[" * 500 + '"',
        "".join(" " * depth + "a:\n" for depth in range(60)),
    ],
)
def test_long_and_wide_is_not_deep(block: str) -> None:
    assert find_excess(block) is None


def test_size() -> None:
    assert find_excess("x" * MOST_CHARACTERS) is None
    assert (
        find_excess("x" * (MOST_CHARACTERS + 1))
        == "it is 262,145 characters long, and 262,144 is the most that is read"
    )


def depth_of(block: str) -> int:
    depth = deepest = 0
    try:
        for event in yaml.parse(block, Loader=LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            deepest = max(deepest, depth)
    except yaml.YAMLError:
        return deepest
    return deepest


_BEGINNINGS = ["- ", "-\t", "? ", ": ", "a: ", "[", "{", "x", "- - ", "a:", "-"]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 130),
            st.sampled_from(_BEGINNINGS),
        ),
        max_size=140,
    ),
    st.sampled_from(["\n", "\r\n", "\r", "\u2028"]),
)
def test_what_is_let_through_is_shallow(lines: list[tuple[int, str]], newline: str) -> None:
    block = newline.join(" " * indent + words for indent, words in lines)

    if find_excess(block) is None:
        assert depth_of(block) <= DEEPEST
