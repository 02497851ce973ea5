"""Template tags that show what they hold as it is written: ``raw`` of Liquid, ``highlight`` of Hugo."""

from __future__ import annotations

from collections.abc import Iterable

from reviewlint.document.markdown.mdx import JsxMark
from reviewlint.document.markdown.shortcodes import Shortcode
from reviewlint.span import Span

# https://shopify.dev/docs/api/liquid/tags/raw, and what Nunjucks calls it: tags are words in there, and
# Markdown stays Markdown, for it is read once the tags are gone.
_PLAIN = frozenset({("{%", "raw"), ("{%", "verbatim")})
# https://jekyllrb.com/docs/liquid/tags/, https://gohugo.io/shortcodes/highlight/: code and nothing else.
_CODE = frozenset({("{%", "highlight"), ("{{<", "highlight"), ("{{%", "highlight")})
_HOLDERS = _PLAIN | _CODE


def find_template_code(tags: Iterable[Shortcode]) -> tuple[list[Shortcode | JsxMark], list[Span]]:
    """Give the tags that are tags or are shown as words, in order, and the spans of code.

    A tag that is shown as it is written becomes a mark that says nothing; those in code are left out.
    What is opened and never closed holds nothing.
    """
    marks: list[Shortcode | JsxMark] = []
    code: list[Span] = []
    opened: Shortcode | None = None
    held: list[Shortcode] = []
    for tag in tags:
        if opened is None:
            marks.append(tag)
            if not tag.closing and not tag.empty and _key(tag) in _HOLDERS:
                opened = tag
            continue
        if not tag.closing or _key(tag) != _key(opened):
            held.append(tag)
            continue
        if _key(tag) in _CODE:
            code.append(Span(opened.span.end, tag.span.start))
        else:
            marks += [JsxMark(one.span) for one in held]
        marks.append(tag)
        opened, held = None, []
    return [*marks, *held], code


def _key(tag: Shortcode) -> tuple[str, str]:
    return tag.delimiter, tag.name
