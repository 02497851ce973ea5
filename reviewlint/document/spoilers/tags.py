"""Spoiler markers that are tags: HTML and MDX elements, shortcodes, directives and colon fences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviewlint.document.markdown.directives import Fence, FenceMark
from reviewlint.document.markdown.html import UNENDED, Element
from reviewlint.document.markdown.marks import Mark
from reviewlint.document.markdown.markup import read_words
from reviewlint.document.markdown.outline import Markup
from reviewlint.document.markdown.shortcodes import Shortcode, read_arguments
from reviewlint.document.model import Spoiler, SpoilerDialect
from reviewlint.document.ranges import Cover, innermost, trim
from reviewlint.document.spoilers.halves import FOLDED, NAMES, Found, Half, close_spoiler, trim_lines
from reviewlint.regex import compile_later
from reviewlint.span import Span

_LINE_MARKS = " \t>-*+.)0123456789"
_HIDING = frozenset({"details", "spoiler"})
"""The elements that hide something whatever their class is."""
_LABELS = ("label", "title", "summary", "data-label", "text")

# English, German, French and Spanish; "spoiler-free" and its translations say the contrary.
_SAYS = compile_later(r"\be?spoil|\bespóiler|\bdivulg[aâ]ch|\bdestrip", re.IGNORECASE)
_DENIES = compile_later(
    r"spoiler[- ]?(?:free|frei)"
    r"|\b(?:no|non|not|without|free of|ohne|kein|keine|sans|pas de|aucun|sin|cero|zero)"
    r"[\s-]+(?:\w+[\s-]+)?(?:e?spoil|espóiler|divulg|destrip)",
    re.IGNORECASE,
)


def says_spoiler(words: str) -> bool:
    """Tell whether a summary announces a spoiler, in one of the languages known."""
    return _SAYS.search(words) is not None and _DENIES.search(words) is None


def find_element_spoilers(text: str, markup: Markup) -> Found:
    """Give the spoilers that elements hide: by name, by class, or by what their summary says."""
    found = Found([], [])
    summaries = _read_summaries(text, markup)
    blocks: Cover | None = None
    for element in markup.elements:
        tag = element.opener
        if element.name not in _HIDING and "class" not in tag.attributes:
            continue
        dialect = _name_dialect(element, summaries)
        if dialect is None or tag.kind == "empty":
            continue
        half = _open_element(text, element, dialect, tag.span.start in markup.openers, summaries)
        if element.closer:
            found.spoilers.append(close_spoiler(half, element.closer.span))
        elif element.name in UNENDED:
            blocks = blocks or Cover(block.span for block in markup.blocks)
            block = blocks.find(tag.span.start)
            body = trim(text, Span(half.span.end, block.end if block else half.span.end))
            whole = Span(tag.span.start, body.end)
            found.spoilers.append(Spoiler(dialect, half.form, whole, half.span, None, body))
        else:
            found.halves.append(half)
    for tag in markup.stray:
        if tag.name.lower() == "spoiler":
            written = text[tag.span.start : tag.span.end]
            dialect = "mdx" if tag.name[0].isupper() else "element"
            found.halves.append(Half(dialect, tag.span, written, f"<{tag.name}>", opens=False))
    return found


def _read_summaries(text: str, markup: Markup) -> dict[int, Element]:
    """Map the offset of each ``<details>`` whose summary or class says spoiler to that summary."""
    details = [one for one in markup.elements if one.name == "details"]
    if not details:
        return {}
    listed = [one for one in markup.elements if one.name == "summary" and one.closer]
    # A details element left open still holds its summary.
    around = [Span(one.span.start, one.span.end if one.closer else len(text)) for one in details]
    owners = innermost([one.span for one in listed], around)
    first: dict[int, Element] = {}
    for summary, owner in zip(listed, owners, strict=True):
        if owner is not None:
            first.setdefault(owner, summary)
    return {
        details[owner].span.start: summary
        for owner, summary in first.items()
        if _has_class(details[owner]) or says_spoiler(read_words(text, summary.inside))
    }


def _has_class(element: Element) -> bool:
    return not NAMES.isdisjoint(element.opener.text_of("class").split())


def _name_dialect(element: Element, summaries: dict[int, Element]) -> SpoilerDialect | None:
    if element.name == "spoiler":
        return "mdx" if element.opener.name[0].isupper() else "element"
    if element.name == "details":
        return "details" if element.opener.span.start in summaries or _has_class(element) else None
    return "class" if _has_class(element) else None


def _open_element(
    text: str, element: Element, dialect: SpoilerDialect, block: bool, summaries: dict[int, Element]
) -> Half:
    tag = element.opener
    opener, label, label_span = tag.span, None, None
    summary = summaries.get(tag.span.start)
    if summary is not None and summary.closer is not None:
        opener = Span(tag.span.start, summary.closer.span.end)
        label_span = trim(text, summary.inside)
        label = read_words(text, label_span)
    else:
        named = next((tag.attributes[name] for name in _LABELS if tag.text_of(name)), None)
        if named is not None and not named.computed:
            label, label_span = named.value, named.span
    written = text[tag.span.start : tag.span.end]
    return Half(
        dialect,
        opener,
        written,
        f"</{tag.name}>",
        form="block"
        if element.name == "details" or (block and _heads_line(text, tag.span.start))
        else "inline",
        label=label,
        label_span=label_span,
    )


def _heads_line(text: str, at: int) -> bool:
    """Tell whether nothing but the marks of lists and quotes stands before a tag on its line.

    In a block of HTML every tag is read, those among the words of a line too.
    """
    while at and text[at - 1] in _LINE_MARKS:
        at -= 1
    return at == 0 or text[at - 1] in "\r\n"


def find_shortcode_spoilers(text: str, marks: Sequence[Mark]) -> Found:
    """Give the spoilers that paired template tags hide."""
    found = Found([], [])
    opened: dict[str, list[Shortcode]] = {}
    for mark in marks:
        if not isinstance(mark, Shortcode) or mark.empty or mark.delimiter == "{{":
            continue
        key = _key(mark)
        if not mark.closing:
            if key == "end" or mark.name in NAMES:
                opened.setdefault(key, []).append(mark)
        elif opened.get(key):
            opener = opened[key].pop()
            if opener.name in NAMES:
                found.spoilers.append(close_spoiler(_open_shortcode(text, opener), mark.span))
        elif mark.name in NAMES:
            written = text[mark.span.start : mark.span.end]
            opening = written.replace("/", "", 1).replace("end", "", 1)
            found.halves.append(Half(_dialect(mark), mark.span, written, opening, opens=False))
    for waiting in opened.values():
        found.halves.extend(_open_shortcode(text, one) for one in waiting if one.name in NAMES)
    return found


def _key(mark: Shortcode) -> str:
    """Name the stack of a tag: every Zola shortcode with a body ends with ``{% end %}``."""
    if mark.delimiter == "{%" and (mark.call or (mark.closing and not mark.name)):
        return "end"
    return f"{mark.delimiter[0:2]} {mark.name}"


def _dialect(mark: Shortcode) -> SpoilerDialect:
    return "zola" if mark.delimiter == "{%" else "hugo"


def _open_shortcode(text: str, mark: Shortcode) -> Half:
    arguments = list(read_arguments(text, mark.arguments))
    named = next((one for one in arguments if one.name in _LABELS), None)
    label = named or next((one for one in arguments if not one.name), None)
    return Half(
        _dialect(mark),
        mark.span,
        text[mark.span.start : mark.span.end],
        mark.closer(mark.name),
        form="block" if mark.alone else "inline",
        label=label.text if label else None,
        label_span=label.span if label else None,
    )


def name_fence(opener: FenceMark) -> SpoilerDialect | None:
    """Say which dialect's spoiler a directive or colon fence opens; ``None`` where it opens none."""
    if opener.name.lower() in NAMES:
        return "myst-directive" if opener.style == "directive" else "colon-fence"
    folded = opener.style == "directive" and opener.name in FOLDED
    return "details" if folded and says_spoiler(opener.argument) else None


def find_fence_spoilers(
    text: str, fences: Sequence[Fence], stray: Sequence[FenceMark], *, declared: bool
) -> Found:
    """Give the spoilers that directives and colon fences hide."""
    found = Found([], [])
    for fence in fences:
        opener = fence.opener
        dialect = name_fence(opener)
        if dialect is None:
            continue
        # Options that only the directive itself understands are no part of what it hides.
        end = opener.mask.end if dialect == "details" and opener.options else opener.span.end
        half = Half(
            dialect,
            Span(opener.span.start, end),
            opener.written,
            opener.fence,
            form="block",
            label=opener.argument or None,
            label_span=opener.argument_span if opener.argument else None,
        )
        if fence.closer:
            body = trim_lines(text, fence.body)
            found.spoilers.append(close_spoiler(half, fence.closer.span, body))
        else:
            found.halves.append(half)
    # A colon fence that ends nothing matters where fences hide something.
    if declared or found.spoilers or found.halves:
        found.halves.extend(
            Half("myst-directive", mark.span, mark.fence, mark.fence + "{spoiler}", opens=False)
            for mark in stray
        )
    return found
