"""The inside of a YAML block: its values, its errors, the names it repeats, its suppressions."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from reviewlint.document.front_matter.metadata import Metadata, make_map, report_excess, report_syntax
from reviewlint.document.front_matter.yaml_flat import read_flat
from reviewlint.document.front_matter.yaml_tree import Repeated, Tree
from reviewlint.document.model import Problem, Suppression
from reviewlint.document.source import SourceText
from reviewlint.span import Span

if TYPE_CHECKING:
    from reviewlint.document.front_matter.yaml_readable import Finding


def read_yaml(source: SourceText, inside: Span, known: Collection[str]) -> Metadata:
    """Read a block; where it does not parse, report why and read what can be read.

    ``known`` are the field names by which a line without a colon is recognised.
    """
    block = source.text[inside.start : inside.end]
    findings: tuple[Finding, ...] = ()
    complete = True
    tree = read_flat(block, inside.start)
    if tree is None:
        # Imported only here: most blocks are read without PyYAML, whose import is felt in a short run.
        from reviewlint.document.front_matter.yaml_nodes import ExcessError, build_tree
        from reviewlint.document.front_matter.yaml_tolerant import compose_tolerantly

        try:
            reading = compose_tolerantly(block, known)
            tree = Tree(None)
            if reading.node is not None:
                tree = build_tree(reading.node, reading.block, inside.start, reading.restored, block)
        except ExcessError as excess:
            first, _ = source.position(inside.start)
            return Metadata(None, False, (report_excess(source.line_span(first), str(excess)),))
        findings, complete = reading.findings, reading.complete
    root = tree.root
    if root is None and not findings:
        root = make_map(Span(inside.start, inside.start))
    suppressions: tuple[Suppression, ...] = ()
    unknown: tuple[Problem, ...] = ()
    if "reviewlint:" in block:
        from reviewlint.document.front_matter.yaml_comments import (
            read_suppressions,  # few writers silence a rule
        )

        suppressions, unknown = read_suppressions(source, inside, root)
    problems = [_report_finding(finding, inside.start) for finding in findings] if findings else []
    if tree.repeated:
        problems += [_report_repeated(source, one) for one in tree.repeated]
    return Metadata(root, complete, (*problems, *unknown), suppressions)


def _report_finding(finding: Finding, base: int) -> Problem:
    edits = tuple((_shift(span, base), text) for span, text in finding.edits)
    return report_syntax(
        _shift(finding.span, base), finding.cause, finding.advice, edits, finding.fix_message
    )


def _report_repeated(source: SourceText, repeated: Repeated) -> Problem:
    line, _ = source.position(repeated.first.start)
    return Problem(
        "field-duplicate",
        repeated.again,
        {"field": repeated.key, "line": str(line)},
        related=((repeated.first, f"`{repeated.key}` stands here first"),),
    )


def _shift(span: Span, base: int) -> Span:
    return Span(base + span.start, base + span.end)
