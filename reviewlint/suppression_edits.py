"""Comments that silence findings: where each has to stand, and the text with all of them.

Every place is tried: the text with the comments is read again, and a comment that does not reach its
finding there gives way to one that reaches farther, at last to one for the whole file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import msgspec

from reviewlint.diagnostics import Diagnostic
from reviewlint.document.model import FrontMatter, Review
from reviewlint.document.outer_blocks import list_outer_blocks
from reviewlint.document.source import SourceText
from reviewlint.document.suppressions import CommentForm, write_directive
from reviewlint.engine import CRASHED
from reviewlint.span import Span
from reviewlint.suppressing import UNEXPLAINED, UNKNOWN, UNUSED, covers

_COMMENTLESS = {"json": "JSON", "multimarkdown": "MultiMarkdown", "nikola": "Nikola's form"}

Read = Callable[[SourceText], Review]


class Silenced(msgspec.Struct, frozen=True):
    """Hold a text with comments, the findings that they silence, and why others cannot be."""

    before: SourceText
    after: SourceText
    findings: tuple[Diagnostic, ...] = ()
    refused: tuple[tuple[Diagnostic, str], ...] = ()


class _Anchor(msgspec.Struct, frozen=True, order=True):
    """A place for a comment: the beginning of a line; at one place, that for the file comes first."""

    offset: int
    narrow: bool
    action: str
    form: CommentForm


class _Insertion(msgspec.Struct, frozen=True):
    """A comment to be put in: it begins ``lead`` behind the beginning of ``text``."""

    anchor: _Anchor
    text: str
    lead: int


def silence_findings(
    source: SourceText,
    found: Sequence[Diagnostic],
    reason: str,
    read: Read,
    wide: Collection[str] = (),
) -> Silenced:
    """Put a comment before whatever has findings; ``read`` reads a text like ``source``.

    Rules that are ``wide`` are silenced for the whole file.
    """
    review = read(source)
    refused = [(one, why) for one in found if (why := _explain_refusal(one, review))]
    hopeless = {id(one) for one, _ in refused}
    blocks = list_outer_blocks(review)
    starts = [block.start for block in blocks]
    chosen = []
    for one in found:
        if id(one) not in hopeless:
            nearest = _list_anchors(one, review, blocks, starts)
            anchors = (anchor for anchor in nearest if not (anchor.narrow and one.rule in wide))
            chosen.append((one, anchors, next(anchors)))
    while chosen:
        insertions = _write_comments(source, [(one, anchor) for one, _, anchor in chosen], reason)
        after = _insert(source, insertions)
        reached = list(_find_reached([(one, anchor) for one, _, anchor in chosen], insertions, read(after)))
        if all(reached):
            return Silenced(source, after, tuple(one for one, _, _ in chosen), tuple(refused))
        moved = []
        for (one, anchors, anchor), reaches in zip(chosen, reached, strict=True):
            following = anchor if reaches else next(anchors, None)
            if following is None:
                refused.append((one, "no comment reaches it where it stands"))
            else:
                moved.append((one, anchors, following))
        chosen = moved
    return Silenced(source, source, refused=tuple(refused))


def _explain_refusal(one: Diagnostic, review: Review) -> str:
    if one.rule in (UNKNOWN, UNUSED, UNEXPLAINED, CRASHED):
        return "a comment that is wrong is not mended by another" if one.rule != CRASHED else "a rule crashed"
    if review.source.bad_bytes:
        return "the text is not UTF-8, and writing it would lose what is not"
    if any(
        problem.blocks and problem.rule == one.rule and problem.span == one.span
        for problem in review.problems
    ):
        return "while this stands the review cannot be published, whatever is silenced"
    front_matter = review.front_matter
    if front_matter and front_matter.form in _COMMENTLESS and front_matter.span.contains(one.span):
        form = _COMMENTLESS[front_matter.form]
        return f"front matter in {form} has no comments; the config can switch the rule off for this file"
    return ""


def _list_anchors(
    one: Diagnostic, review: Review, blocks: Sequence[Span], starts: Sequence[int]
) -> Iterator[_Anchor]:
    """Give the places from which a comment may reach a finding, the nearest first."""
    source, front_matter = review.source, review.front_matter
    form: CommentForm = review.syntax
    if front_matter and front_matter.form in ("yaml", "toml") and one.span.start < front_matter.span.end:
        entry = _find_entry(one, front_matter)
        if entry is not None:
            yield _Anchor(_line_start(source, entry.start), True, "ignore", "front matter")
        first, _ = source.position(front_matter.opening.start)
        yield _Anchor(source.line_starts[first], False, "ignore-file", "front matter")
    else:
        index = bisect_right(starts, one.span.start) - 1
        if index >= 0 and one.span.start <= blocks[index].end:
            yield _Anchor(_line_start(source, blocks[index].start), True, "ignore-next", form)
    yield _Anchor(_line_start(source, review.body.start), False, "ignore-file", form)


def _find_entry(one: Diagnostic, front_matter: FrontMatter) -> Span | None:
    """Give the whole field of a front matter that a finding is in."""
    entries = front_matter.root.entries if front_matter.root else ()
    for entry in entries:
        span = Span(entry.key_span.start, max(entry.key_span.end, entry.value.span.end))
        if span.start <= one.span.start <= span.end:
            return span
    return None


def _line_start(source: SourceText, offset: int) -> int:
    """Give where the line of an offset begins; the end of a text that ends without a line end."""
    line, column = source.position(offset)
    behind = offset == len(source.text) and column > 1
    return offset if behind else source.line_starts[line - 1]


def _write_comments(
    source: SourceText, chosen: Iterable[tuple[Diagnostic, _Anchor]], reason: str
) -> list[_Insertion]:
    """Write one comment for each place, with all rules that it silences."""
    rules: dict[_Anchor, set[str]] = {}
    for one, anchor in chosen:
        rules.setdefault(anchor, set()).add(one.rule)
    return [
        _lay_out(source, anchor, write_directive(anchor.form, anchor.action, sorted(names), reason))
        for anchor, names in sorted(rules.items(), key=lambda item: item[0])
    ]


def _lay_out(source: SourceText, anchor: _Anchor, comment: str) -> _Insertion:
    """Put a comment on a line of its own, with the blank lines that its syntax asks for."""
    text, newline = source.text, source.newline
    is_inside_line = anchor.offset > 0 and text[anchor.offset - 1] not in "\r\n"
    is_glued = anchor.form in ("mdx", "rest") and not _is_behind_blank(source, anchor.offset)
    before = newline if is_inside_line or is_glued else ""
    if anchor.form == "front matter":
        line = source.slice(source.line_span(source.position(anchor.offset)[0]))
        before += line[: len(line) - len(line.lstrip(" \t"))]
    apart = anchor.form in ("mdx", "rest") or (anchor.form == "markdown" and not anchor.narrow)
    return _Insertion(anchor, f"{before}{comment}{newline}{newline if apart else ''}", len(before))


def _is_behind_blank(source: SourceText, offset: int) -> bool:
    line, _ = source.position(offset)
    return line == 1 or not source.slice(source.line_span(line - 1)).strip()


def _insert(source: SourceText, insertions: Iterable[_Insertion]) -> SourceText:
    pieces: list[str] = []
    at = 0
    for one in insertions:
        pieces += [source.text[at : one.anchor.offset], one.text]
        at = one.anchor.offset
    return SourceText("".join([*pieces, source.text[at:]]), source.path, bom=source.bom)


def _find_reached(
    chosen: Iterable[tuple[Diagnostic, _Anchor]], insertions: Sequence[_Insertion], review: Review
) -> Iterator[bool]:
    """Tell of each finding whether the comment that was written for it reaches it."""
    offsets = [one.anchor.offset for one in insertions]
    lengths = [0]
    for one in insertions:
        lengths.append(lengths[-1] + len(one.text))
    begins = {
        one.anchor: one.anchor.offset + lengths[index] + one.lead for index, one in enumerate(insertions)
    }
    suppressions = {one.span.start: one for one in review.suppressions}
    for finding, anchor in chosen:
        shift = lengths[bisect_right(offsets, finding.span.start)]
        span = Span(finding.span.start + shift, finding.span.end + shift)
        comment = suppressions.get(begins[anchor])
        named = comment is not None and finding.rule in {name for name, _ in comment.rules}
        yield comment is not None and named and covers(comment.target, span)
