"""Reviews with defects, made from the examples of the rules, for properties that hold for any text."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterator

import msgspec
from hypothesis import strategies as st

from reviewlint.clock import Today
from reviewlint.config.load import make_config
from reviewlint.diagnostics import Diagnostic
from reviewlint.document.source import SourceText
from reviewlint.files import MemoryFiles
from reviewlint.packs.spec import Example
from reviewlint.site import Site
from reviewlint.testing import TODAY, list_examples
from tests.run_kind import LIBRARY

SIGNS = "\"'`[]{}()#:&*!|>%@-,~=\\\t \n"
Check = Callable[[SourceText], tuple[Diagnostic, ...]]


class Case(msgspec.Struct, frozen=True):
    """Hold a text to fix, and the example whose config, files and day it is checked with."""

    text: str
    example: Example
    name: str = ""

    @property
    def source(self) -> SourceText:
        return SourceText(self.text, self.example.path)

    def check(self, source: SourceText) -> tuple[Diagnostic, ...]:
        """Check a text with all rules, as the example's site does."""
        example = self.example
        site = _load_site(msgspec.json.encode(example.config))
        files = MemoryFiles({**example.files, example.path: example.text}, site.config.image_roots)
        today = Today(datetime.date.fromisoformat(example.today) if example.today else TODAY)
        review = site.read(source)
        return site.check(review, site.look_at(review, files, today, example.path, example.path))


def list_cases() -> Iterator[Case]:
    """Give every example of every rule that is a text."""
    for rule, example in list_examples(LIBRARY):
        if isinstance(example.text, str):
            yield Case(example.text, example, f"{rule.name}: {example.name}")


CASES = tuple(list_cases())


@functools.cache
def _load_site(config: bytes) -> Site:
    return Site(make_config(msgspec.json.decode(config), "."), LIBRARY)


def _list_fields() -> Iterator[str]:
    """Give the fields of the examples, each with the lines that belong to it."""
    for case in CASES:
        if case.text.startswith("---\n") and "\n---\n" in case.text:
            head = case.text[4 : case.text.index("\n---\n") + 1]
            field = ""
            for line in head.splitlines(keepends=True):
                if field and not line.startswith((" ", "\t", "-", "#")):
                    yield field
                    field = ""
                field += line
            yield field


FIXABLE = tuple(case for case in CASES if case.example.fixed is not None)
FIELDS = tuple(dict.fromkeys(_list_fields()))
BODIES = tuple(dict.fromkeys(case.text.partition("\n---\n")[2] for case in CASES if "\n---\n" in case.text))


@st.composite
def mutated(draw: st.DrawFn) -> Case:
    """Draw an example and damage it, or a review put together from fields and texts of several."""
    case = draw(st.sampled_from([*CASES, *FIXABLE, *FIXABLE]))
    text = case.text
    if draw(st.booleans()):
        fields = draw(st.lists(st.sampled_from(FIELDS), min_size=1, max_size=5))
        text = f"---\n{''.join(fields)}---\n{draw(st.sampled_from(BODIES))}"
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, min(len(text), 400)))
        sign = draw(st.sampled_from(SIGNS))
        text = text[:at] + draw(st.sampled_from([sign, ""])) + text[at + draw(st.integers(0, 1)) :]
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    bom = draw(st.sampled_from(["", "", "\ufeff"]))
    return msgspec.structs.replace(case, text=bom + text.replace("\n", newline))
