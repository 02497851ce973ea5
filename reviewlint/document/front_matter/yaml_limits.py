"""Limits on a YAML block, checked before the composer sees it.

The C composer recurses once a level: a few thousand open brackets overflow its stack and end the
process, with no exception to catch. What is let through here is shallow enough for any thread.
"""

from __future__ import annotations

from reviewlint.regex import compile_later

MOST_CHARACTERS = 256 * 1024
DEEPEST = 100
MOST_VALUES = 20_000
"""So many values may come from aliases, each use counted: nine lines can stand for a billion."""

_INDICATORS = "[{-?:"
# Every block collection on the parser's stack begins at a column of its own, except that a list
# may stand right under its key (YAML 1.2.2, 8.2.1 "compact" forms and 8.2.3), so that the widest
# run of indentation and indicators before a line's content bounds the depth.
_LEAD = compile_later(r"(?:\A|(?<=[\r\n\x85\u2028\u2029])) *(?:[-?:][ \t]+)*")


def find_excess(block: str) -> str | None:
    """Say in words which limit a YAML block exceeds, ``None`` where it may be composed."""
    if len(block) > MOST_CHARACTERS:
        return f"it is {len(block):,} characters long, and {MOST_CHARACTERS:,} is the most that is read"
    if _bound_depth(block) > DEEPEST and _is_too_deep(block):
        return f"it nests lists and maps more than {DEEPEST} deep"
    return None


def _bound_depth(block: str) -> int:
    brackets = block.count("[") + block.count("{")
    indicators = sum(map(block.count, _INDICATORS))
    if indicators <= DEEPEST:
        return indicators
    return brackets + 2 * (max(map(len, _LEAD.findall(block))) + 1)


def _is_too_deep(block: str) -> bool:
    """Count with the event parser, which keeps its stack on the heap; stop at the limit."""
    # Imported only here: most blocks are read without PyYAML, whose import is felt in a short run.
    import yaml

    from reviewlint.document.front_matter.yaml_composer import LOADER

    depth = 0
    try:
        for event in yaml.parse(block, Loader=LOADER):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > DEEPEST:
                    return True
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        # The composer meets the same error at the same depth, and it is reported from there.
        return False
    return False
