"""The rules as pages: derived from the rule files, so that no page can say what no test has shown."""

from __future__ import annotations

from collections.abc import Iterator

from reviewlint.packs.spec import BUILT_IN, Example, Library, Pack, RuleSpec

_SYNTAXES = {"markdown": "Markdown", "html": "HTML", "rest": "reStructuredText"}
_PLACES = {"rst": "rst", "mdx": "jsx"}


def render_rule(rule: RuleSpec) -> str:
    """Give one rule's page as Markdown: what it asks, why, how grave it is, examples with their findings."""
    lines = [f"# {rule.name}", "", rule.summary, "", rule.why, "", *_facts(rule), ""]
    reporting = [one for one in rule.examples if one.report]
    valid = [one for one in rule.examples if not one.report]
    for title, examples in (("What it reports", reporting), ("What it leaves alone", valid)):
        if examples:
            lines += [f"## {title}", ""]
        for example in examples:
            lines += _render_example(example)
    if rule.links:
        lines += ["## See also", "", *(f"- <{link}>" for link in rule.links), ""]
    return "\n".join(lines).rstrip() + "\n"


def render_index(library: Library) -> str:
    """Give the table of all rules by pack as Markdown, each linked to its page."""
    lines = ["# Rules", ""]
    for pack in library.packs:
        lines += [f"## {pack.title}", ""]
        if pack.summary:
            lines += [pack.summary, ""]
        lines += ["| rule | severity | fix | asks |", "|---|---|---|---|", *_rows(pack), ""]
    names = [rule.name for pack in library.packs for rule in pack.rules]
    return "\n".join([*lines, "```{toctree}", ":hidden:", "", *names, "```", ""])


def describe_severity(rule: RuleSpec) -> str:
    """Say how grave a rule is: ``error``, ``warning; error in-link; off in drafts``."""
    said = []
    for name, severity in rule.severity.items():
        level = severity.value if severity else "off"
        if name == "default":
            said.append(level)
        else:
            said.append(f"{level} {_CONDITIONS.get(name, f'when {name}')}")
    return "; ".join(said) + ("" if rule.default else "; only where the config turns it on")


def describe_fix(rule: RuleSpec) -> str:
    """Say what fix a rule has: ``safe``, ``unsafe``, ``safe or unsafe``, ``none: why``."""
    return " or ".join(rule.fix) if rule.fix else f"none: {rule.no_fix}"


_CONDITIONS = {"draft": "in drafts", "strict": "under strict", "recommended": "under recommended"}


def _rows(pack: Pack) -> Iterator[str]:
    for rule in pack.rules:
        summary = rule.summary.replace("|", "\\|").replace("\n", " ")
        fix = ", ".join(rule.fix) or "none"
        yield f"| [{rule.name}]({rule.name}.md) | {describe_severity(rule)} | {fix} | {summary} |"


def _facts(rule: RuleSpec) -> Iterator[str]:
    yield f"- Severity: {describe_severity(rule)}"
    yield f"- Fix: {describe_fix(rule)}"
    yield f"- Since: {rule.since}"
    yield from (f"- Not in {_SYNTAXES.get(name, name)}: {why}" for name, why in rule.not_in.items())
    if rule.check != BUILT_IN:
        yield f"- Check: `{rule.check}`"
    for name, value in rule.params.items():
        yield f"  - `{name}`: `{_shorten(value)}`"


def _shorten(value: object) -> str:
    text = str(value).replace("`", "'").replace("\n", " ")
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


_LONGEST = 100


def _render_example(example: Example) -> Iterator[str]:
    yield f"### {example.name[:1].upper()}{example.name[1:]}"
    yield ""
    if isinstance(example.text, bytes):
        yield f"A file of {len(example.text)} bytes that are not all text."
    else:
        yield from _fence(example.text, example.path)
    yield ""
    for line in example.report:
        yield f"- `{line.replace('`', chr(39))}`"
    if example.report:
        yield ""
    if isinstance(example.fixed, str):
        yield "With the fix:"
        yield ""
        yield from _fence(example.fixed, example.path)
        yield ""


def _fence(text: str, path: str) -> Iterator[str]:
    """Put text in a fence longer than any that it holds."""
    longest = run = 0
    for character in text:
        run = run + 1 if character == "`" else 0
        longest = max(longest, run)
    fence = "`" * max(3, longest + 1)
    yield fence + _PLACES.get(path.rpartition(".")[2], "markdown")
    yield text.rstrip("\r\n")
    yield fence
