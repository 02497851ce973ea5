"""Reviews beside one another: the same findings for a file, whichever files are checked."""

from __future__ import annotations

import pickle
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewlint.archive.facts import Facts
from reviewlint.checks import duplicate, variant
from reviewlint.config.load import make_config
from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.document.source import SourceText
from reviewlint.files import MemoryFiles
from reviewlint.report import Report
from reviewlint.session import Session
from reviewlint.site import Site
from tests.checks.archives import TODAY, header
from tests.run_kind import LIBRARY

CONFIG = "reviewlint.yaml"


def write(folder: Path, reviews: Mapping[str, str | bytes], config: str | None = None) -> Path:
    """Write a site anew; its folder is its own."""
    for name, text in reviews.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    if config is not None:
        (folder / CONFIG).write_text(config, encoding="utf-8")
    return folder


def load(folder: Path, *rules: str) -> Session:
    return Session.load(folder, cwd=folder, today=TODAY, select=rules)


def check(folder: Path, *paths: str, rules: Sequence[str] = ()) -> Report:
    return load(folder, *rules).check_paths([folder / path for path in paths])


def show(found: Sequence[Diagnostic]) -> list[str]:
    return [f"{one.path}:{one.place.line} {one.severity.value} {one.rule}" for one in found]


# One small archive after another, in which reviews often agree and sometimes do not.
FIELDS: Mapping[str, Sequence[str]] = {
    "title": ["Her", "HER!", "Amélie", "Amelie", "Heat"],
    "date": ["2026-01-12", "2026-01-13"],
    "year": ["2013", "2014"],
    "director": ["Spike Jonze", "Michael Mann"],
    "reviewer": ["Noor Haddad", "Ines Moreau", ""],
    "excerpt": ["A voice.", "a voice", "Coffee.", "Say what it is like."],
    "tags": ["[Sci-Fi, drama]", "[scifi]", "Drama, sci-fi"],
    "rating": ["4", "4.5", "3", "44", "8/10", "4.2"],
    "slug": ["her", "heat", "/films/her/"],
    "image": ["a.jpg", "b.jpg"],
    "imageAlt": ["A man in red", "''"],
    "imageCaption": ["A street", "A street. Courtesy of A24"],
    "draft": ["true"],
    "raiting": ["3"],
    "# reviewlint": ["ignore excerpt-repeated", "ignore"],
}
SMALL = """\
rules:
  rating-scale: {least: 4, share: 0.7, step_share: 0.7}
  excerpt-repeated: {template_least: 4, flood_least: 4}
  placeholder-value: {template_least: 4, flood_least: 4}
  review-duplicate: {flood_least: 4}
  field-required: {flood_least: 4}
  cover-alt-missing: {flood_least: 4}
fields:
  reviewer: {required: true}
overrides:
  - {files: ["films/**"], rules: {tag-variant: off, work-drift: error}}
"""
REVIEW = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in FIELDS.items()}
).map(lambda fields: header(**fields))
NAMES = ["her.md", "her-again.md", "her/index.md", "heat.rst.md", "films/her.md", "films/heat.md", "z.md"]
ARCHIVES = st.dictionaries(st.sampled_from(NAMES), REVIEW, min_size=2)


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
        context = site.look_at(review, MemoryFiles([]), TODAY, path, path)
        facts = site.gather(review, site.check(review, context), context)

        assert pickle.loads(pickle.dumps(facts)) == facts  # noqa: S301 - what was made right here
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(facts), type=Facts) == facts
        assert len(msgspec.msgpack.encode(facts)) < 6000


TWICE = {"a.md": header(title="Her", excerpt="A voice."), "b.md": header(title="Heat", excerpt="A voice.")}
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


def untitled(count: int, of: int) -> dict[str, str]:
    reviews = {f"{number:02}.md": header(date="2026-01-12") for number in range(count)}
    return reviews | {f"{number:02}.md": header(title=f"Film {number}") for number in range(count, of)}


ONCE = (
    "the review's title is missing in {} of {} reviews: add one of `title`, `name`, `book.title`, "
    "`release_title` …, or say under `fields` in reviewlint.yaml what these reviews call it"
)


def test_what_most_reviews_share_is_said_once(tmp_path: Path) -> None:
    write(tmp_path, untitled(11, of=20), "exclude: []")

    report = check(tmp_path, ".", rules=["field-required"])

    (found,) = report.diagnostics
    assert (found.path, found.place.line, found.place.column) == (CONFIG, 1, 1)
    assert (found.severity, found.message) == (Severity.ERROR, ONCE.format(11, 20))
    assert [one.path for one in found.related] == ["00.md", "01.md", "02.md"]
    assert {one.message for one in found.related} == {"one of them"}
    assert [one.path for one in report.withheld] == [f"{number:02}.md" for number in range(11)]


def test_without_a_config_it_stands_at_the_first_of_them(tmp_path: Path) -> None:
    write(tmp_path, untitled(11, of=20))

    assert show(check(tmp_path, ".", rules=["field-required"]).diagnostics) == [
        "00.md:1 error field-required"
    ]


@pytest.mark.parametrize(
    ("count", "of", "setting", "expected"),
    [
        pytest.param(11, 20, "error", 1, id="most"),
        pytest.param(10, 20, "error", 10, id="half of them"),
        pytest.param(19, 19, "error", 19, id="all of a few"),
        pytest.param(19, 19, "{flood_least: 19}", 1, id="few are enough"),
        pytest.param(20, 20, "{flood: null}", 20, id="each of them wanted"),
        pytest.param(20, 20, "off", 0, id="off"),
        pytest.param(20, 20, "warning", 1, id="milder"),
    ],
)
def test_what_most_means(tmp_path: Path, count: int, of: int, setting: str, expected: int) -> None:
    write(tmp_path, untitled(count, of), f"rules: {{field-required: {setting}}}")

    assert len(check(tmp_path, ".", rules=["field-required"]).diagnostics) == expected


def test_part_of_a_flood_is_silent_and_yet_not_fit_to_publish(tmp_path: Path) -> None:
    write(tmp_path, untitled(20, of=20), "exclude: []")
    session = load(tmp_path, "field-required")

    report = session.check_paths([tmp_path / "03.md"])

    assert report.diagnostics == ()
    assert show(report.withheld) == ["03.md:1 error field-required"]
    review = session.read((tmp_path / "03.md").read_bytes(), tmp_path / "03.md")
    assert session.is_publishable(review, report.diagnostics)
    assert not session.is_publishable(review, (*report.diagnostics, *report.withheld))


def test_what_is_missing_tells_one_flood_from_another(tmp_path: Path) -> None:
    reviews = untitled(11, of=20)
    write(tmp_path, reviews, "fields: {reviewer: {required: true}, date: {required: true}}")

    found = check(tmp_path, ".", rules=["field-required"]).diagnostics

    whole = [one.message.partition(":")[0] for one in found if one.path == CONFIG]
    assert whole == [
        "the review's title is missing in 11 of 20 reviews",
        "who wrote the review is missing in 20 of 20 reviews",
    ]
    assert len(found) == 2 + 9


COVERS = {f"{number:02}.md": header(title=f"Film {number}", image=f"{number}.jpg") for number in range(20)}


def test_covers_without_alt_text_where_few_have_it(tmp_path: Path) -> None:
    captioned = header(title="Film", image="a.jpg", imageCaption="A street")
    write(tmp_path, {**COVERS, "z.md": captioned}, "exclude: []")

    found = check(tmp_path, ".", rules=["cover-alt-missing"]).diagnostics

    assert [(one.path, one.message) for one in found] == [
        (
            CONFIG,
            "21 of 21 reviews have a cover without alt text: keep a field for it, such as `coverAlt`, "
            "and say there what the cover shows",
        ),
        ("z.md", "the cover `a.jpg` has no alt text: say in a few words what it shows"),
    ]


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
