"""What docs/images.md shows reads as it says: figures with captions, pictures that are decoration."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reviewlint import check_text
from reviewlint.session import Session
from tests.run_kind import read

PAGE = (Path(__file__).parents[1] / "docs" / "images.md").read_text("utf-8")
FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
PATHS = {"jsx": "her.mdx", "rst": "her.rst"}
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def list_blocks(section: str) -> list[tuple[str, str]]:
    """Give the examples of a section, each with a path that says how it is read."""
    found = []
    for match in FENCE.finditer(SECTIONS[section]):
        language, text = match["language"], match["text"]
        if language == "yaml" and text.startswith("images:"):
            continue
        front = text if language == "yaml" else ""
        head = "" if language == "rst" else f"---\ntitle: Her\n{front}---\n"
        found.append((PATHS.get(language, "her.md"), head + ("" if front else text)))
    return found


@pytest.mark.parametrize(("path", "text"), list_blocks("Alt text and captions"))
def test_figures(path: str, text: str) -> None:
    [image] = read(text, path).images

    assert (image.source, image.alt) == ("images/her.jpg", "A man on a red bench")
    assert (image.caption or "").startswith("Theodore waits.")
    assert (image.in_figure, image.caption_below) == (True, False)


@pytest.mark.parametrize(("path", "text"), list_blocks("Decoration"))
def test_decoration(path: str, text: str) -> None:
    images = read(text, path).images

    assert images
    assert all(image.decorative for image in images)
    assert [
        one.rule for one in check_text(text, path) if one.rule.startswith(("image-alt", "cover-alt"))
    ] == []


def test_the_configs(tmp_path: Path) -> None:
    blocks = [match["text"] for match in FENCE.finditer(PAGE) if match["language"] == "yaml"]
    configs = [text for text in blocks if text.startswith(("images:", "vocabulary:"))]
    (tmp_path / "reviewlint.yaml").write_text("extends: strict\n" + "".join(configs), "utf-8")
    text = (
        "---\ntitle: Her\n---\n![](images/rules/star.png) ![](divider-2.png) ![](her.jpg)\n\n"
        '![A man](him.jpg "Per gentile concessione Vienale")\n'
    )

    found = Session.load(tmp_path, cwd=tmp_path).check_text(text, "her.md")

    shown = [(one.rule, one.message) for one in found if one.rule.startswith(("image-", "caption-"))]
    assert shown == [
        ("image-alt-missing", "the image `her.jpg` has no alt text: say in a few words what it shows"),
        ("caption-holder", "'Vienale' looks like a slip for 'Viennale'"),
    ]
