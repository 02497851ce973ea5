"""Links: where they stand, and what they lead to."""

from __future__ import annotations

import pytest

from reviewlint.document.fields import Roles
from reviewlint.document.read import read_review
from reviewlint.document.source import SourceText


@pytest.mark.parametrize(
    ("text", "path", "links"),
    [
        ("é [her](b.md 'x') c", "a.md", [("[her](b.md 'x')", "b.md")]),
        ("[her](<b c.md>)", "a.md", [("[her](<b c.md>)", "b c.md")]),
        ("[her](b\\_c.md)", "a.md", [("[her](b\\_c.md)", "b_c.md")]),
        ("[her][]\n\n[her]: b.md\n", "a.md", [("[her][]", "b.md")]),
        ("[![x](y.png)](b.md)", "a.md", [("[![x](y.png)](b.md)", "b.md")]),
        ("<https://example.org>", "a.md", [("<https://example.org>", "https://example.org")]),
        ("<a href='b.md'>her</a>", "a.md", [("<a href='b.md'>her</a>", "b.md")]),
        (
            "<p>\n<a href=b.md>her</a>\n</p>\n\n[c](d)",
            "a.md",
            [("<a href=b.md>her</a>", "b.md"), ("[c](d)", "d")],
        ),
        ("<A href='b.md' /> [c](d)", "a.mdx", [("<A href='b.md' />", "b.md"), ("[c](d)", "d")]),
        ("<a name=b>her</a> `[c](d)` ![e](f)", "a.md", []),
        ("<!-- [a](b) -->", "a.md", []),
        (
            "See `her <b.rst>`_, `him <c d>`__.",
            "a.rst",
            [("`her <b.rst>`_", "b.rst"), ("`him <c d>`__", "cd")],
        ),
        ("See `her <name_>`_, `her`_, her_ and :doc:`her <b>`.", "a.rst", []),
        (".. raw:: html\n\n   <a href='b.md'>her</a>\n", "a.rst", [("<a href='b.md'>her</a>", "b.md")]),
    ],
)
def test_links(text: str, path: str, links: list[tuple[str, str]]) -> None:
    review = read_review(SourceText(text, path), Roles())

    assert [(review.source.slice(link.span), link.target) for link in review.links] == links
