"""What most of an archive shares is said once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.diagnostics import Diagnostic, Severity
from reviewlint.flood import Compared, name_archive
from reviewlint.span import Place, Span
from tests.archive_on_disk import CONFIG, check, load, show, write
from tests.checks.archives import header


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
    assert tuple(report.unsaid) == ()


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
    assert show(report.withheld) == show(report.unsaid) == ["03.md:1 error field-required"]
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


def _make_finding(number: int, group: tuple[str, ...] | None) -> Diagnostic:
    path = f"{number}.md"
    return Diagnostic("rule", Severity.INFO, "", path, Place(1, 1, 1, 1), Span(0, 0), group=group)


GROUPS = st.sampled_from([None, (), ("a",), ("b",)])


@given(st.lists(st.tuples(st.integers(0, 9), GROUPS)), st.sets(GROUPS.filter(lambda one: one is not None)))
def test_what_was_compared_is_divided_by_its_groups(
    found: Sequence[tuple[int, tuple[str, ...] | None]], chosen: set[tuple[str, ...]]
) -> None:
    compared = Compared()
    for number, group in found:
        compared.add(number, _make_finding(number, group))

    others, of_these = compared.divide({("rule", group) for group in chosen})

    assert list(others) == [_make_finding(*one) for one in found if one[1] not in chosen]
    assert list(of_these) == [_make_finding(*one) for one in found if one[1] in chosen]


def test_what_comparing_gave_of_a_part_is_unsaid(tmp_path: Path) -> None:
    write(tmp_path, COVERS, "exclude: []")

    report = load(tmp_path, "cover-alt-missing").check_paths([tmp_path / "03.md", tmp_path / "07.md"])

    assert report.diagnostics == ()
    assert show(report.unsaid) == ["03.md:3 warning cover-alt-missing", "07.md:3 warning cover-alt-missing"]


@pytest.mark.parametrize(
    ("home", "paths", "expected"),
    [
        ("site/reviewlint.yaml", ["site/a.md"], "site/reviewlint.yaml"),
        (None, ["a.md", "films/b.md"], "."),
        (None, ["films/old/a.md", "films/b.md"], "films"),
        (None, ["films/a.md", "films-of-old/b.md"], "."),
        (None, ["../films/a.md"], "../films"),
        (None, ["D:/films/a.md", "b.md"], "."),
        (None, ["/films/a.md", "b.md"], "."),
        (None, ["/films/a.md", "/games/b.md"], "/"),
    ],
)
def test_what_an_archive_is_known_by(home: str | None, paths: list[str], expected: str) -> None:
    assert name_archive(home, paths) == expected
