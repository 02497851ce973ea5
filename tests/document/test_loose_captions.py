"""The italic line under an image is its caption, where nothing else can be meant."""

from __future__ import annotations

from functools import partial

import pytest

from reviewlint.document.fields import Roles
from reviewlint.document.model import Image
from reviewlint.document.read import read_review
from reviewlint.document.source import SourceText
from tests.work import count_steps


def read_images(text: str, path: str = "her.md") -> tuple[Image, ...]:
    return read_review(SourceText(text, path), Roles()).images


CAPTIONED = {
    "below": "![a](b.jpg)\n*Her, at dusk*\n",
    "below a blank line": "é ![c](d.jpg)\n\n![a](b.jpg)\n\n_Her, at dusk_\n\nWords.\n",
    "behind a hard break": "![a](b.jpg)\\\n*Her, at dusk*\n",
    "behind another": "![a](b.jpg)<br>\n*Her, at dusk*\n",
    "by reference": "![a][x]\n*Her, at dusk*\n\n[x]: b.jpg\n",
    "in a link": "[![a](b.jpg)](c)\n\n*Her, at dusk*\n",
    "with attributes": "![a](b.jpg){.wide}\n\n*Her, at dusk*\n",
    "in a quote": "> ![a](b.jpg)\n>\n> *Her, at dusk*\n>\n> Words.\n",
    "in a list": "- ![a](b.jpg)\n\n  *Her, at dusk*\n",
    "HTML": "<p align='center'>\n<img src=b.jpg alt=a>\n</p>\n\n*Her, at dusk*\n",
    "HTML in one line": "<p><a href=c><img src=b.jpg alt=a></a></p>\n\n<i>Her, at dusk</i>\n",
    "a picture": "<picture><source srcset=c><img src=b.jpg alt=a></picture>\n\n<em>Her, at dusk</em>\n",
    "MyST": "```{image} b.jpg\n:alt: a\n```\n\n*Her, at dusk*\n",
    "a shortcode": "{{< figure src='b.jpg' alt='a' >}}\n\n*Her, at dusk*\n",
}


@pytest.mark.parametrize("text", CAPTIONED.values(), ids=CAPTIONED)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_line_that_is_a_caption(text: str, newline: str) -> None:
    text = text.replace("\n", newline)

    image = read_images(text)[-1]

    assert (image.source, image.caption, image.caption_below) == ("b.jpg", "Her, at dusk", True)
    assert image.caption_span is not None
    assert text[image.caption_span.start : image.caption_span.end] == "Her, at dusk"


def test_in_rest() -> None:
    text = "Her\n===\n\n.. image:: b.jpg\n   :alt: a\n\n*Her, at dusk*\n\nWords.\n"
    [image] = read_images(text, "her.rst")
    assert (image.caption, image.caption_below, image.in_figure) == ("Her, at dusk", True, False)


def test_a_link_in_a_caption_is_its_words() -> None:
    [image] = read_images("![a](b.jpg)\n*Photo: [A. B.](http://c_d_e) &amp; C.*\n")
    assert image.caption == "Photo: A. B. & C."


OTHER = {
    "bold": "![a](b.jpg)\n\n**Her**\n",
    "a sentence that begins with a title": "![a](b.jpg)\n\n*Her* is late.\n",
    "two titles": "![a](b.jpg)\n\n*Her* and *Him*\n",
    "more lines": "![a](b.jpg)\n\n*Her*\nand more\n",
    "two blank lines": "![a](b.jpg)\n\n\n*Her*\n",
    "words between": "![a](b.jpg)\n\nWords.\n\n*Her*\n",
    "words before": "Words ![a](b.jpg)\n\n*Her*\n",
    "words behind": "![a](b.jpg) words\n\n*Her*\n",
    "a table": "| ![a](b.jpg) |\n|---|\n| *Her* |\n",
    "a spoiler": "![a](b.jpg)\n\n*||He leaves||*\n",
    "code": "![a](b.jpg)\n\n*`Her`*\n",
    "a template": "![a](b.jpg)\n\n*{{ page.title }}*\n",
    "a title of its own": "![a](b.jpg 'Him')\n\n*Her*\n",
    "a figure": "<figure><img src=b.jpg></figure>\n\n*Her*\n",
    "too long": f"![a](b.jpg)\n\n*{'Her ' * 100}Her*\n",
    "a paragraph in italics": f"![a](b.jpg)\n\n*{'So it goes. ' * 20}Ever.*\n",
    "the critic's own thought": "![a](b.jpg)\n\n_I'm glad that she left._\n",
    "the critic's own wish": "![a](b.jpg)\n\n*I want to see it again.*\n",
    "front matter": "---\ncover: b.jpg\n---\n*Her*\n",
}


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_lines_that_are_no_captions(text: str) -> None:
    assert not any(image.caption_below for image in read_images(text))


def test_a_definition_of_a_substitution_has_nothing_below_it() -> None:
    [image] = read_images("Her\n===\n\n.. |x| image:: b.jpg\n\n*Her*\n", "her.rst")
    assert image.caption is None


@pytest.mark.parametrize("unit", ["![a](b.jpg)\n", "![a](b.jpg) ", "![a](b.jpg)\n*c*\n\n", "![a](b)\n*"])
def test_reading_takes_time_in_proportion_to_the_text(unit: str) -> None:
    read_images(unit)
    small, large = (count_steps(partial(read_images, unit * size)) for size in (100, 400))
    assert large <= 4.5 * small
