"""A rule file is read strictly: each mistake is told with its place and what would be right."""

from __future__ import annotations

import pytest

from reviewlint.checks import presence
from reviewlint.packs.decode import decode_rule
from reviewlint.strict_yaml import Troubles

GOOD = """\
summary: Give every image an alt text.
why: Someone who cannot see the picture hears the alt text instead.
severity: error
check: presence
with:
  scopes: [image.alt]
  state: [missing]
message: "the image {source} has no alt text"
fix: {none: only a person knows what the picture shows}
since: "0.1"
examples:
  - name: an image with alt text
    text: "![A still](x.png)"
    report: []
  - name: an image without
    text: "![](x.png)"
    report: ["1:1 the image x.png has no alt text"]
"""


def troubles(text: str, name: str = "image-alt-missing") -> list[str]:
    with pytest.raises(Troubles) as caught:
        decode_rule(text, name, "images", "house/rule.yaml")
    return [str(trouble) for trouble in caught.value.troubles]


def test_a_good_file_is_a_rule() -> None:
    rule = decode_rule(GOOD, "image-alt-missing", "images", "house/rule.yaml")

    assert (rule.name, rule.check, rule.fix) == ("image-alt-missing", "presence", ())
    assert rule.no_fix == "only a person knows what the picture shows"
    assert [example.name for example in rule.examples] == ["an image with alt text", "an image without"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            "why:",
            "wy:",
            [
                "house/rule.yaml:1:1: the key `why` is missing",
                "house/rule.yaml:2:1: unknown key `wy`; did you mean `why`?",
            ],
            id="misspelt key",
        ),
        pytest.param(
            "severity: error",
            "severity: eror",
            [
                "house/rule.yaml:3:11: found `eror`; expected error, info, warning or a mapping; "
                "did you mean `error`?"
            ],
            id="unknown severity",
        ),
        pytest.param(
            "severity: error",
            "severity: {default: error, in-lnk: warning}",
            ["house/rule.yaml:3:28: unknown condition `in-lnk`; did you mean `in-link`?"],
            id="unknown condition",
        ),
        pytest.param(
            "severity: error",
            "severity: {strict: error}",
            ["house/rule.yaml:3:11: the key `default` is missing"],
            id="no default severity",
        ),
        pytest.param(
            "  state: [missing]",
            '  state: [missing]\n  flood: "{count} of {all} reviews"',
            [
                "house/rule.yaml:8:10: `presence` provides no `{all}`; it provides: "
                "count, field, names, picture, source, state, total, what"
            ],
            id="unknown placeholder of a flood",
        ),
        pytest.param(
            "check: presence",
            "check: presense",
            ["house/rule.yaml:4:8: there is no check kind `presense`; did you mean `presence`?"],
            id="unknown kind",
        ),
        pytest.param(
            "  state: [missing]",
            "  state: [gone]",
            ["house/rule.yaml:7:11: found `gone`; expected one of blank, empty, missing"],
            id="wrong parameter value",
        ),
        pytest.param(
            "  state: [missing]",
            "  states: [missing]",
            [
                "house/rule.yaml:6:3: the key `state` is missing",
                "house/rule.yaml:7:3: unknown key `states`; did you mean `state`?",
            ],
            id="unknown parameter",
        ),
        pytest.param(
            "check: presence\nwith:\n  scopes: [image.alt]\n  state: [missing]\n",
            "check: pattern\nwith:\n  scopes: [image.alt]\n  patterns: ['a(?=b)']\n",
            [
                "house/rule.yaml:7:14: the pattern 'a(?=b)' cannot be used: invalid perl operator: (?= "
                "(patterns are RE2's: no lookaround, no back-references, no repeats over 1000)"
            ],
            id="a pattern that cannot be used",
        ),
        pytest.param(
            "{source} has",
            "{address} has",
            [
                "house/rule.yaml:8:10: `presence` provides no `{address}`; "
                f"it provides: {', '.join(sorted(presence.PLACEHOLDERS))}"
            ],
            id="unknown placeholder",
        ),
        pytest.param(
            "{source} has",
            "{source.__class__} has",
            [
                "house/rule.yaml:8:10: a message may hold plain names in braces, and `{{` for a brace: "
                "source.__class__"
            ],
            id="attribute access",
        ),
        pytest.param(
            'since: "0.1"',
            "since: 0.10",
            [
                "house/rule.yaml:10:8: found `0.1`; "
                "expected text (in quotes, if YAML takes it for something else)"
            ],
            id="a version that YAML takes for a number",
        ),
        pytest.param(
            "since:",
            "severity: error\nsince:",
            ["house/rule.yaml:10:1: `severity` again: line 3 says it already"],
            id="a key twice",
        ),
        pytest.param(
            'report: ["1:1 the image x.png has no alt text"]',
            "report: [no place]",
            ["house/rule.yaml:17:14: expected `line:column message`, found `no place`"],
            id="report without a place",
        ),
        pytest.param(
            'report: ["1:1 the image x.png has no alt text"]',
            "report: []",
            ["house/rule.yaml:11:1: no example reports anything: show at least one defect"],
            id="nothing reports",
        ),
        pytest.param(
            "report: []",
            'report: ["1:1 something"]',
            ["house/rule.yaml:11:1: every example reports something: show at least one valid review"],
            id="nothing is valid",
        ),
        pytest.param(
            "fix: {none: only a person knows what the picture shows}",
            "fix: safe",
            ["house/rule.yaml:9:6: no example shows the fix: give one `fixed`"],
            id="a fix that no example shows",
        ),
        pytest.param(
            "severity: error",
            "severity: [error",
            ["house/rule.yaml:4:6: this is not YAML: did not find expected ',' or ']'"],
            id="no YAML",
        ),
        pytest.param(
            'text: "![](x.png)"',
            "text: {base64: '!'}",
            ["house/rule.yaml:16:11: this is not base64: Only base64 data is allowed"],
            id="no base64",
        ),
        pytest.param(
            'text: "![](x.png)"',
            "text: {base65: '!'}",
            [
                "house/rule.yaml:16:12: unknown key `base65`; did you mean `base64`?",
                "house/rule.yaml:16:11: the key `base64` is missing",
            ],
            id="no base64 at all",
        ),
    ],
)
def test_mistakes_are_placed(old: str, new: str, expected: list[str]) -> None:
    assert old in GOOD

    assert troubles(GOOD.replace(old, new)) == expected


def test_all_mistakes_are_told_at_once() -> None:
    text = GOOD.replace("check: presence", "check: nothing").replace("report: []", "report: [x]")

    assert [line.partition(": ")[0] for line in troubles(text)] == [
        "house/rule.yaml:4:8",
        "house/rule.yaml:11:1",
        "house/rule.yaml:14:14",
    ]


def test_the_file_name_is_the_rule_name() -> None:
    assert troubles(GOOD, "Image_Alt") == [
        "house/rule.yaml:1:1: a rule's file name is its name: lower case words and hyphens, not `Image_Alt`"
    ]


@pytest.mark.parametrize(
    "text", ["[" * 5000, "a: &x [*x]", "- a\n- b", "\x00"], ids=["deep", "cycle", "list", "nul"]
)
def test_hostile_files_are_refused(text: str) -> None:
    assert len(troubles(text)) == 1
