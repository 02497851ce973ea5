"""A rule's examples as its file writes them: read, and judged as far as that goes without running them."""

from __future__ import annotations

import base64
import binascii
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from reviewlint.errors import Trouble
from reviewlint.packs.spec import Example
from reviewlint.regex import compile_later
from reviewlint.strict_yaml import Troubles, YamlFile


class Base64(msgspec.Struct, forbid_unknown_fields=True):
    """Shape of content that is no UTF-8."""

    base64: str


Content = str | Base64

_REPORT = compile_later(
    r"(?:(?P<path>[^\s:]+):)?(?P<line>[1-9]\d*):(?P<column>[1-9]\d*) (?P<message>\S.*)", re.DOTALL
)


class ExampleFile(msgspec.Struct, forbid_unknown_fields=True):
    """Shape of one example as a rule file writes it."""

    name: str
    text: Content
    report: list[str]
    path: str = "review.md"
    files: dict[str, Content] = {}
    config: dict[str, Any] = {}
    today: str | None = None
    fixed: Content | None = None


def find_example_problems(
    file: YamlFile, examples: Sequence[ExampleFile], *, silent: bool, fixable: bool
) -> Iterator[Trouble]:
    """Say what is wrong with a rule's examples beside what they promise.

    ``silent`` says that none can report anything, ``fixable`` that the rule has a fix to show.
    """
    if not silent and not any(example.report for example in examples):
        yield file.trouble(("examples",), "no example reports anything: show at least one defect", key=True)
    if all(example.report for example in examples):
        yield file.trouble(
            ("examples",), "every example reports something: show at least one valid review", key=True
        )
    if fixable and not any(example.fixed is not None for example in examples):
        yield file.trouble(("fix",), "no example shows the fix: give one `fixed`")
    named: dict[str, int] = {}
    for index, example in enumerate(examples):
        if named.setdefault(example.name, index) != index:
            yield file.trouble(("examples", index, "name"), f"another example is called `{example.name}` too")
        if example.fixed is not None and not fixable:
            yield file.trouble(("examples", index, "fixed"), "the rule says that it has no fix", key=True)
        yield from _find_form_problems(file, example, index)


def _find_form_problems(file: YamlFile, example: ExampleFile, index: int) -> Iterator[Trouble]:
    for number, line in enumerate(example.report):
        if not _REPORT.fullmatch(line):
            yield file.trouble(
                ("examples", index, "report", number), f"expected `line:column message`, found `{line}`"
            )
    if example.today is not None:
        try:
            datetime.date.fromisoformat(example.today)
        except ValueError:
            yield file.trouble(
                ("examples", index, "today"), f"expected a date like 2026-01-31, found `{example.today}`"
            )


def name_fields(example: ExampleFile) -> Iterable[str]:
    """Give the fields that an example's config names, as a site would that uses the rule."""
    fields = example.config.get("fields")
    return fields if isinstance(fields, dict) else ()


def read_example(file: YamlFile, example: ExampleFile, index: int) -> Example:
    """Turn an example of a file into the value that is run.

    :raises Troubles: if what should be base64 is none
    """
    where = ("examples", index)

    def read(content: Content, *path: str) -> str | bytes:
        if isinstance(content, str):
            return content
        try:
            return base64.b64decode("".join(content.base64.split()), validate=True)
        except binascii.Error as error:
            raise Troubles([file.trouble((*where, *path), f"this is not base64: {error}")]) from error

    return Example(
        name=example.name,
        text=read(example.text, "text"),
        report=tuple(example.report),
        path=example.path,
        files={name: read(content, "files", name) for name, content in example.files.items()},
        config=example.config,
        today=example.today,
        fixed=None if example.fixed is None else read(example.fixed, "fixed"),
    )
