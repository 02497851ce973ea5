"""Reviews beside one another: the same findings for a file, whichever files are checked."""

from __future__ import annotations

import pickle
import random
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewlint.archive.facts import Facts
from reviewlint.checks import duplicate, variant
from reviewlint.clock import Today
from reviewlint.config.load import make_config
from reviewlint.diagnostics import Severity
from reviewlint.document.source import SourceText
from reviewlint.files import MemoryFiles
from reviewlint.session import Session
from reviewlint.site import Site
from tests.archive_on_disk import CONFIG, TWICE, check, load, show, write
from tests.checks.archives import TODAY, header
from tests.random_archives import ARCHIVES, NAMES, REVIEW, SMALL
from tests.run_kind import LIBRARY


@pytest.fixture(scope="module")
def small() -> Iterator[tuple[Path, Session]]:
    with tempfile.TemporaryDirectory() as name:
        folder = write(Path(name).resolve(), {}, SMALL)
        yield folder, load(folder)


@settings(max_examples=50)
@given(ARCHIVES, st.randoms(use_true_random=False))
def test_a_file_has_the_same_findings_whatever_else_is_checked(
    small: tuple[Path, Session], reviews: Mapping[str, str], chance: random.Random
) -> None:
    folder, session = small
    for path in folder.rglob("*.md"):
        path.unlink()
    write(folder, reviews)
    paths = sorted(folder / name for name in reviews)

    whole = session.check_paths([folder])
    chosen = chance.sample(paths, chance.randint(1, len(paths)))
    some = session.check_files(chosen)

    shown = {session.show(path) for path in chosen}
    about = {CONFIG} if len(chosen) == len(paths) else set()
    assert list(some.diagnostics) == [one for one in whole.diagnostics if one.path in shown | about]
    assert sorted(map(repr, some.withheld)) == sorted(
        repr(one) for one in whole.withheld if one.path in shown
    )

    stands_in = chosen[0]
    text = stands_in.read_bytes()
    stands_in.write_bytes(b"---\ntitle: Something else\n---\nAn older version.\n")
    piped = session.check_files([stands_in], texts={stands_in: text})
    assert list(piped.diagnostics) == [
        one for one in whole.diagnostics if one.path == session.show(stands_in) or len(paths) == 1
    ]


@settings(max_examples=30)
@given(st.dictionaries(st.sampled_from(NAMES), REVIEW, min_size=1, max_size=3))
def test_facts_can_be_kept(reviews: Mapping[str, str]) -> None:
    site = Site(make_config({}, "."), LIBRARY)
    for path, text in reviews.items():
        review = site.read(SourceText(text, path))
        context = site.look_at(review, MemoryFiles([]), Today(TODAY), path, path)
        facts = site.gather(review, site.check(review, context), context)

        assert pickle.loads(pickle.dumps(facts)) == facts  # noqa: S301 - what was made right here
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(facts), type=Facts) == facts
        assert len(msgspec.msgpack.encode(facts)) < 6000


REPEATED = ["b.md:3 warning excerpt-repeated"]


@pytest.mark.parametrize(
    ("config", "paths", "expected"),
    [
        pytest.param(None, ["."], REPEATED, id="a folder is an archive"),
        pytest.param(None, ["a.md", "b.md"], [], id="files without a config are none"),
        pytest.param(None, ["b.md"], [], id="nor is one file"),
        pytest.param("exclude: []", ["b.md"], REPEATED, id="with a config its folder is"),
        pytest.param("exclude: []", ["a.md"], [], id="the first of two is left alone"),
        pytest.param("exclude: [a.md]", ["."], [], id="what is excluded is not of it"),
        pytest.param("include: [b.md]", ["."], [], id="nor what is not included"),
        pytest.param("include: [b.md]", ["a.md", "b.md"], [], id="even if it is named"),
    ],
)
def test_what_an_archive_is(
    tmp_path: Path, config: str | None, paths: list[str], expected: list[str]
) -> None:
    write(tmp_path, TWICE, config)

    assert show(check(tmp_path, *paths, rules=["excerpt-repeated"]).diagnostics) == expected


def test_a_file_beside_the_folder_is_not_of_its_archive(tmp_path: Path) -> None:
    write(tmp_path, {"films/a.md": TWICE["a.md"], "b.md": TWICE["b.md"]})

    assert check(tmp_path, "films", "b.md", rules=["excerpt-repeated"]).diagnostics == ()


def test_folders_with_configs_of_their_own_are_archives_of_their_own(tmp_path: Path) -> None:
    write(tmp_path / "films", TWICE, "exclude: []")
    write(tmp_path / "books", TWICE, "exclude: []")

    found = check(tmp_path, ".", rules=["excerpt-repeated"]).diagnostics

    assert show(found) == [
        "books/b.md:3 warning excerpt-repeated",
        "films/b.md:3 warning excerpt-repeated",
    ]


def test_a_link_to_a_review_is_no_second_one(tmp_path: Path) -> None:
    write(tmp_path / "films", {"her.md": TWICE["a.md"]})
    write(tmp_path, {}, "exclude: []")
    (tmp_path / "new").symlink_to("films")

    assert check(tmp_path, "new/her.md", rules=["excerpt-repeated"]).diagnostics == ()


def test_only_the_reviews_of_a_project_are_compared(tmp_path: Path) -> None:
    write(tmp_path, {**TWICE, "c.md": header(title="Him", excerpt="A voice.")}, "exclude: []")
    session = load(tmp_path, "excerpt-repeated")
    project = [tmp_path / "b.md", tmp_path / "c.md"]

    found = session.check_files(project, among=project).diagnostics

    assert [(one.path, one.related[0].path) for one in found] == [("c.md", "b.md")]


def test_a_review_that_cannot_be_read_does_not_keep_the_others_from_being_compared(tmp_path: Path) -> None:
    write(tmp_path, {**TWICE, "0.md": b"\xff\xfe\x00"}, "exclude: []")

    assert show(check(tmp_path, "b.md", rules=["excerpt-repeated"]).diagnostics) == REPEATED


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("exclude: []", ["d.md:4 warning caption-credit-missing"]),
        ("rules: {caption-credit-missing: error}", ["d.md:4 error caption-credit-missing"]),
        ("rules: {caption-credit-missing: off}", []),
    ],
)
def test_credits_are_asked_for_where_most_captions_have_one(
    tmp_path: Path, config: str, expected: list[str]
) -> None:
    credited = header(title="Her", image="a.jpg", caption="A street. Courtesy of A24")
    bare = header(title="Heat", image="b.jpg", caption="A beach")
    write(tmp_path, {"a.md": credited, "b.md": credited, "c.md": credited, "d.md": bare}, config)

    found = [one for one in check(tmp_path, ".").diagnostics if one.rule == "caption-credit-missing"]

    assert show(found) == expected


def test_a_finding_of_both_halves_of_a_rule_is_reported_once(tmp_path: Path) -> None:
    described = header(title="Her", image="a.jpg", imageAlt="A man in red")
    bare = header(title="Heat", image="b.jpg", imageCaption="A beach")
    write(tmp_path, {"a.md": described, "b.md": bare})

    assert show(check(tmp_path, ".", rules=["cover-alt-missing"]).diagnostics) == [
        "b.md:3 warning cover-alt-missing"
    ]


def test_what_is_silenced_counts_beside_the_others(tmp_path: Path) -> None:
    silenced = header(title="Him", **{"# reviewlint": "ignore excerpt-repeated"}, excerpt="A voice.")
    write(tmp_path, {**TWICE, "0.md": silenced, "c.md": silenced})

    found = check(tmp_path, ".", rules=["excerpt-repeated"]).diagnostics

    assert [(one.path, one.related[0].path) for one in found] == [("a.md", "0.md"), ("b.md", "0.md")]


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("rules: {excerpt-repeated: error}", "error"),
        ("overrides: [{files: [b.md], rules: {excerpt-repeated: info}}]", "info"),
        ("overrides: [{files: [a.md], rules: {excerpt-repeated: info}}]", "warning"),
        ("overrides: [{files: [b.md], rules: {excerpt-repeated: off}}]", None),
        (
            "rules: {excerpt-repeated: off}\n"
            'overrides: [{files: ["*.md"], rules: {excerpt-repeated: {severity: info}}}]',
            "info",
        ),
    ],
)
def test_an_override_weighs_what_it_is_for(tmp_path: Path, config: str, expected: str | None) -> None:
    write(tmp_path, TWICE, config)

    found = check(tmp_path, ".", rules=["excerpt-repeated"]).diagnostics

    assert [one.severity.value for one in found] == ([expected] if expected else [])


def test_a_fix_that_the_archive_asks_for_is_made(tmp_path: Path) -> None:
    tagged = [header(title="Her", tags="[Sci-Fi]"), header(title="Him", tags="[Sci-Fi]")]
    write(tmp_path, {"a.md": tagged[0], "b.md": tagged[1], "c.md": header(title="It", tags="[scifi]")})

    (found,) = check(tmp_path, ".", rules=["tag-variant"]).diagnostics

    assert found.path == "c.md"
    assert found.fix is not None
    assert [edit.text for edit in found.fix.edits] == ["Sci-Fi"]


def crash(*_: Any) -> Iterator[Any]:
    raise ZeroDivisionError("by nothing")


@pytest.mark.parametrize(("broken", "paths"), [("gather", ["a.md", "b.md"]), ("compare", [CONFIG])])
def test_a_rule_that_breaks_is_reported_and_the_others_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str, paths: list[str]
) -> None:
    write(tmp_path, {name: text.replace("title", "tags: [a]\ntitle") for name, text in TWICE.items()}, "{}")
    monkeypatch.setattr(variant, broken, crash)

    found = check(tmp_path, ".").diagnostics

    failed = [one for one in found if one.rule == "check-failed"]
    assert [one.path for one in failed] == paths
    assert {one.severity for one in failed} == {Severity.ERROR}
    assert "tag-variant" in failed[0].message
    assert "ZeroDivisionError: by nothing" in failed[0].message
    assert "excerpt-repeated" in {one.rule for one in found}


def test_a_rule_that_breaks_is_not_hidden_where_nobody_could_report_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, TWICE)
    monkeypatch.setattr(duplicate, "compare", crash)

    with pytest.raises(ZeroDivisionError):
        check(tmp_path, ".", rules=["excerpt-repeated"])
