from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from reviewlint.document.front_matter.yaml_composer import make_composer
from reviewlint.document.front_matter.yaml_nodes import compose
from reviewlint.document.front_matter.yaml_scalars import resolve_scalar

SPELLINGS = [
    spelling(word)
    for word in ("yes", "no", "true", "false", "on", "off", "null", "y", "n", "~", "", "=", "<<", "!")
    for spelling in (str.lower, str.upper, str.capitalize, str.swapcase)
]


def take(text: str) -> tuple[str, object]:
    """Give the kind and data of a plain scalar."""
    return resolve_scalar(yaml.ScalarNode("", text))


def take_as_pyyaml(text: str) -> object:
    """Give what PyYAML makes of a plain scalar; the text itself where it cannot make anything of it."""
    loader = yaml.SafeLoader("")
    tag = loader.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    try:
        return loader.construct_object(yaml.ScalarNode(tag, text))
    except (ValueError, KeyError, yaml.YAMLError):
        return text


@example("1_000.5")
@example("-0x1F")
@example("012")
@example("3:10")
@example("2026-02-30")
@example("2001-4-25")
@example("2001-12-14 21:59:43.10 -5")
@example("0000-01-01")
@example("1e3")
@example("00.5")
@example(".5")
@example("٣")
@given(
    st.sampled_from(SPELLINGS)
    | st.from_regex(r"\A[-+]?[0-9][0-9_:.xoeE+-]{0,9}\Z")
    | st.from_regex(r"\A[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\Z")
    | st.text("0123456789abftnyNY~.:-+_ xeé", max_size=12)
)
def test_a_plain_scalar_is_what_pyyaml_takes_it_for(text: str) -> None:
    theirs = take_as_pyyaml(text)
    _, ours = take(text)

    assert (type(ours), repr(ours)) == (type(theirs), repr(theirs))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "null"),
        ("No", "boolean"),
        ("1917", "integer"),
        ("012", "integer"),
        ("2.5", "number"),
        ("2016-01-07", "date"),
        ("2016-01-07 12:00:00 +01:00", "date"),
        ("2016-01-07 12:00:00 +0100", "text"),
        ("2026-02-30", "text"),
        ("9" * 401, "text"),
        ("Her", "text"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert take(text)[0] == kind


@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
def test_only_what_has_neither_quotes_nor_a_tag_is_left_open(
    loader: type[yaml.SafeLoader | yaml.CSafeLoader],
) -> None:
    node = make_composer(loader)("a: '1'\n2: !!int 3\nb: |\n  4\nc: [5, {}]\n").get_single_node()

    assert isinstance(node, yaml.MappingNode)
    assert [(key.tag, value.tag.rpartition(":")[2]) for key, value in node.value] == [
        ("", "str"),
        ("", "int"),
        ("", "str"),
        ("", "str"),
    ]
    assert node.value[3][1].value[0].tag == ""


def test_a_block_is_composed_so() -> None:
    node = compose("a: 1")

    assert isinstance(node, yaml.MappingNode)
    assert node.value[0][1].tag == ""
