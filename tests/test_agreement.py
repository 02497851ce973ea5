"""Whatever the config, the files and the suppressions: all ways to check them find the same."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewlint.errors import InputError
from reviewlint.report import Report
from reviewlint.session import Session
from tests.archive_on_disk import write
from tests.checks.archives import TODAY, header
from tests.random_archives import FIELDS, NAMES

# Each rule with settings of its own, beside the severities that any may have.
PARAMETERS: Mapping[str, Mapping[str, Any]] = {
    "excerpt-repeated": {"template_least": 3, "flood_least": 3},
    "field-required": {"flood_least": 3},
    "rating-scale": {"least": 3, "share": 0.6, "step_share": 0.6},
    "review-duplicate": {"flood_least": 3, "severity": "info"},
    "title-length": {"longest": 3, "severity": "error"},
    "repeated-word": {"severity": "error"},
}
RULES = [
    *PARAMETERS,
    "cover-alt-missing",
    "spoiler-dialect",
    "suppression-unused",
    "tag-variant",
    "work-drift",
]
SETTING = st.sampled_from(["off", "error", "warning", "info"])
RULE_SETTINGS = st.dictionaries(st.sampled_from(RULES), SETTING, max_size=4).flatmap(
    lambda plain: st.sets(st.sampled_from(sorted(PARAMETERS))).map(
        lambda names: {**{name: PARAMETERS[name] for name in names}, **plain}
    )
)
GLOBS = st.sampled_from(["films/**", "her*", "**/index.md", "z.md"])
OVERRIDE = st.fixed_dictionaries({"files": GLOBS.map(lambda glob: [glob]), "rules": RULE_SETTINGS})
CONFIG = st.fixed_dictionaries(
    {"rules": RULE_SETTINGS},
    optional={
        "overrides": st.lists(OVERRIDE, max_size=2),
        "exclude": st.lists(GLOBS, max_size=1),
        "fields": st.just({"reviewer": {"required": True}}),
    },
)

BODIES = [
    "Text.",
    "The visitor is ||his wife||.",
    "It ends >!at the the sea!<.",
    "<!-- reviewlint: ignore repeated-word -->\nIt was the the end.",
    "<!-- reviewlint: ignore -->\nIt was the the end, says ||he||.",
    "<!-- reviewlint: ignore-file spoiler-dialect -->\n\n![](a.jpg)",
]
FRONT = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in FIELDS.items()})
TEXT = st.builds(lambda fields, body: f"{header(**fields)}\n{body}\n", FRONT, st.sampled_from(BODIES))
REVIEWS = st.dictionaries(st.sampled_from(NAMES), TEXT, min_size=1)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name).resolve()


def load(folder: Path, *, cached: bool = False, processes: int = 1) -> Session:
    cache = folder / "cache" if cached else None
    return Session.load(folder, cwd=folder, today=TODAY, cache=cache, processes=processes)


def tell(report: Report) -> tuple[object, ...]:
    """Give all that a run found, in a form that can be compared."""
    withheld = sorted(map(repr, report.withheld))
    return report.diagnostics, withheld, sorted(report.files), report.failures, report.compared


def check_all(folder: Path, session: Session) -> tuple[object, ...] | str:
    """Check a folder; where everything in it is excluded, the error is what was found."""
    try:
        return tell(session.check_paths([folder]))
    except InputError as error:
        return str(error)


def check_one(session: Session, path: Path, texts: Mapping[Path, bytes] = {}) -> tuple[object, ...]:
    return tell(session.check_files([path], texts=texts))


@settings(max_examples=8)
@given(config=CONFIG, reviews=REVIEWS, edits=REVIEWS, data=st.data())
def test_all_ways_to_check_agree(
    folder: Path,
    config: Mapping[str, Any],
    reviews: Mapping[str, str],
    edits: Mapping[str, str],
    data: st.DataObject,
) -> None:
    for path in folder.rglob("*.md"):
        path.unlink()
    write(folder, reviews, json.dumps(config))
    hold_all(folder, data)
    # A review that is in both is edited, the others are new.
    write(folder, edits)
    hold_all(folder, data)
    data.draw(st.sampled_from(sorted(folder.rglob("*.md")))).unlink()
    if any(folder.rglob("*.md")):
        hold_all(folder, data)


def hold_all(folder: Path, data: st.DataObject) -> None:
    """Hold all ways to check what is in a folder against the plainest."""
    one = data.draw(st.sampled_from(sorted(folder.rglob("*.md"))))
    plain = load(folder)
    whole, single = check_all(folder, plain), check_one(plain, one)
    assert check_all(folder, load(folder, processes=2)) == whole
    assert check_one(load(folder, cached=True), one) == single
    for processes in (1, 2):  # cold or stale, then warm
        assert check_all(folder, load(folder, cached=True, processes=processes)) == whole
        assert check_one(load(folder, cached=True, processes=processes), one) == single

    text = one.read_bytes()
    one.write_bytes(b"---\ntitle: Something else\n---\nAn older version.\n")
    for cached in (False, True):
        assert check_one(load(folder, cached=cached), one, {one: text}) == single
    one.write_bytes(text)
