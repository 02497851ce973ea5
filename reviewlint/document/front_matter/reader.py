"""Front matter: the metadata block at the head of a review, found and read with exact places."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from reviewlint.diagnostics import Safety
from reviewlint.document.front_matter.fences import (
    Block,
    begins_with_name,
    find_block,
    find_late_block,
    holds_nothing,
    names_field,
)
from reviewlint.document.front_matter.yaml_block import read_yaml
from reviewlint.document.model import FrontMatter, Problem, Suppression
from reviewlint.document.source import SourceText
from reviewlint.span import Span


class FrontMatterReading(msgspec.Struct, frozen=True):
    """Hold what the head of a review says.

    ``body`` is the offset where the body begins, behind the closing fence's line ending.
    """

    front_matter: FrontMatter | None
    body: int
    problems: tuple[Problem, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


def read_front_matter(source: SourceText, known: Collection[str]) -> FrontMatterReading:
    """Read the metadata block; ``known`` are the field names that tell a block from prose.

    YAML between ``---``, TOML between ``+++``, a JSON object, a MultiMarkdown header and a Nikola
    comment are read. A YAML block that does not begin the text is read too, and reported.
    """
    text = source.text
    for fence in ("---", "+++"):
        block = find_block(text, fence) if text.startswith(fence) else None
        if block is not None and _is_meant(text, block, fence, known):
            return _read_fenced(source, block, fence, known)
    found = _read_unfenced(source, known)
    if found is not None:
        return found
    late = find_late_block(text, known)
    if late is not None:
        return _report_offset(text, late, _read_fenced(source, late, "---", known))
    return FrontMatterReading(None, 0, (Problem("front-matter-missing", source.line_span(1)),))


def _is_meant(text: str, block: Block, fence: str, known: Collection[str]) -> bool:
    """Tell a block from thematic breaks, which look like its fences.

    A block that is closed begins with a name, or holds nothing at all, or a known name further
    down; one that is not holds a known name. Between ``+++`` it need not: Markdown has no use for it.
    """
    closed = block.closing is not None and block.glued is None
    if closed and (
        fence == "+++" or begins_with_name(text, block.inside, fence) or holds_nothing(text, block.inside)
    ):
        return True
    return names_field(text, block.inside, fence, known)


def _read_fenced(source: SourceText, block: Block, fence: str, known: Collection[str]) -> FrontMatterReading:
    is_toml = fence == "+++"
    if is_toml:
        from reviewlint.document.front_matter.toml_block import read_toml  # few reviews need tomllib

        metadata = read_toml(source, block.inside)
    else:
        metadata = read_yaml(source, block.inside, known)
    front_matter = FrontMatter(
        "toml" if is_toml else "yaml",
        block.span,
        block.opening,
        block.inside,
        metadata.root,
        metadata.complete,
    )
    problems = list(metadata.problems)
    if block.closing is None:
        problems.append(_report_unclosed(block, fence))
    elif block.glued is not None:
        problems.append(_report_glued(source, block))
    elif metadata.root is not None and not metadata.root.entries and metadata.complete:
        problems.append(Problem("front-matter-empty", block.span))
    return FrontMatterReading(front_matter, block.body, tuple(problems), metadata.suppressions)


def _read_unfenced(source: SourceText, known: Collection[str]) -> FrontMatterReading | None:
    # Imported only here: nearly all front matter is YAML between fences.
    if source.text.startswith("{"):
        from reviewlint.document.front_matter.json_block import find_json, read_json

        found = find_json(source.text, known)
        if found is not None:
            span, body = found
            metadata = read_json(source, span)
            opening = Span(0, 1)
            front_matter = FrontMatter("json", span, opening, span, metadata.root, metadata.complete)
            return FrontMatterReading(front_matter, body, metadata.problems, metadata.suppressions)
    from reviewlint.document.front_matter.header_lines import read_header_lines

    lines = read_header_lines(source.text, known)
    if lines is None:
        return None
    front_matter = FrontMatter(lines.form, lines.span, lines.opening, lines.span, lines.root)
    return FrontMatterReading(front_matter, lines.body)


def _report_unclosed(block: Block, fence: str) -> Problem:
    return Problem(
        "front-matter-unclosed",
        block.opening,
        {"cause": "it has no closing fence", "advice": f"put a line of `{fence}` behind its last field"},
        blocks=True,
    )


def _report_glued(source: SourceText, block: Block) -> Problem:
    """Report text right behind the closing fence: some generators take it, others see no fence."""
    glued = block.glued or block.inside
    words = source.slice(glued)
    gap = Span(glued.start, glued.start + len(words) - len(words.lstrip(" \t")))
    return Problem(
        "front-matter-unclosed",
        glued,
        {"cause": "text stands right behind its closing fence", "advice": "put it on a line of its own"},
        ((gap, source.newline),),
        Safety.SAFE,
        "put a line break behind the fence",
        blocks=True,
    )


def _report_offset(text: str, block: Block, reading: FrontMatterReading) -> FrontMatterReading:
    above = Span(0, block.opening.start)
    if text[: above.end].strip(" \t\r\n"):
        problem = Problem("front-matter-offset", block.opening, {"above": "other lines"})
    else:
        problem = Problem(
            "front-matter-offset",
            block.opening,
            {"above": "blank lines"},
            ((above, ""),),
            Safety.SAFE,
            "delete the blank lines",
        )
    return msgspec.structs.replace(reading, problems=(problem, *reading.problems))
