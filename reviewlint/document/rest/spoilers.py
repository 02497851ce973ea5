"""Spoilers of a reST text: the directive, the role, a class, content that is folded away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reviewlint.document.markdown.layout import Layout
from reviewlint.document.model import Problem, Spoiler, SpoilerDialect
from reviewlint.document.rest.directives import Shape
from reviewlint.document.rest.layout import Marked
from reviewlint.document.rest.outline import DirectiveBlock
from reviewlint.document.spoilers.find import find_spoilers
from reviewlint.document.spoilers.halves import FOLDED, NAMES
from reviewlint.document.spoilers.tags import says_spoiler
from reviewlint.span import Span

_CLASS_DIRECTIVES = frozenset({"class", "container", "cssclass", "rst-class"})
"""Directives whose argument are classes; Sphinx calls reST's own ``class`` by two more names."""


def find_rest_spoilers(
    directives: Iterable[DirectiveBlock], marked: Iterable[Marked], layout: Layout, *, declared: bool
) -> tuple[tuple[Spoiler, ...], list[Problem]]:
    """Find the spoilers of a text, and what is opened and never closed.

    Of the spoilers that nothing closes only the first is given: it runs to the end of the text.
    """
    others, problems = find_spoilers(layout, declared=declared)
    found = [*others, *(spoiler for one in directives if (spoiler := _read_directive(one)))]
    for one in marked:
        found += _read_roles(one, len(layout.text))
    found.sort(key=lambda spoiler: (spoiler.span.start, -spoiler.span.end))
    problems += (
        _report_unclosed(spoiler, layout.text)
        for spoiler in found
        if spoiler.dialect == "rest-role" and not spoiler.closed
    )
    first = next((spoiler for spoiler in found if not spoiler.closed), None)
    return tuple(spoiler for spoiler in found if spoiler.closed or spoiler is first), problems


def _report_unclosed(spoiler: Spoiler, text: str) -> Problem:
    marker = text[spoiler.opener.start : spoiler.opener.end]
    return Problem("spoiler-unclosed", spoiler.opener, {"marker": marker, "closer": "`"}, blocks=True)


def _read_directive(directive: DirectiveBlock) -> Spoiler | None:
    """Give the spoiler that a directive is, if it is one.

    It has no closing marker: it ends with its indentation.
    """
    dialect = _dialect_of(directive)
    if dialect is None:
        return None
    labelled = dialect != "class" or directive.shape is Shape.TITLED
    label = directive.argument if labelled else None
    end = directive.head.end
    return Spoiler(
        dialect=dialect,
        form="block",
        span=directive.span,
        opener=directive.head,
        closer=None,
        body=directive.content or Span(end, end),
        label=label.flat if label else None,
        label_span=label.span if label else None,
    )


def _dialect_of(directive: DirectiveBlock) -> SpoilerDialect | None:
    if directive.shape is Shape.SPOILER:
        return "rest-directive"
    argument = directive.argument.flat if directive.argument else ""
    if directive.name in FOLDED and says_spoiler(argument):
        return "details"
    option = directive.option("class")
    classes = option.text if option else ""
    if directive.name in _CLASS_DIRECTIVES:
        classes += " " + argument
    return "class" if NAMES & set(classes.lower().split()) and directive.content else None


def _read_roles(marked: Marked, end: int) -> Iterator[Spoiler]:
    """Give the spoilers of a passage; one that is not closed runs to ``end``, the text's."""
    for piece in marked.pieces:
        if piece.kind != "role" or piece.role not in NAMES:
            continue
        opener = marked.passage.locate(piece.start, piece.inner_start)
        closer = marked.passage.locate(piece.inner_end, piece.end) if piece.closed else None
        body = Span(opener.end, closer.start if closer else end)
        whole = Span(opener.start, closer.end if closer else end)
        yield Spoiler("rest-role", "inline", whole, opener, closer, body, closed=piece.closed)
