"""Several processes: what they find is what one finds, whatever becomes of one of them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from reviewlint.document.source import SourceText
from reviewlint.errors import ConfigError
from reviewlint.report import Report
from reviewlint.run import examining
from reviewlint.run.examining import Examined, Examiner, Wish, examine_each
from reviewlint.run.rehearsing import MARKDOWN, REST, rehearse
from reviewlint.run.workers import _cut, examine_together
from reviewlint.session import Session
from tests.checks.archives import TODAY, header

COUNT = 120
DEADLY = "review-077.md"
DIED = (
    f"{DEADLY}:1 error check-failed a check crashed, and could not say whether these rules are kept: all of "
    "them (the process died); please report it"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Make a site of many reviews, some with something wrong, two of them twins."""
    (tmp_path / "reviewlint.yaml").write_text("rules: {}\n")
    for number in range(COUNT):
        title = "Twin" if number in (3, 90) else f"Film number {number}"
        picture = "![](still.jpg)" if number % 7 == 0 else "Text."
        text = header(title=title, date="2024-01-02") + f"\n{picture}\n"
        (tmp_path / f"review-{number:03}.md").write_text(text)
    return tmp_path


def check(site: Path, processes: int, cache: Path | None = None) -> Report:
    session = Session.load(site, cwd=site, today=TODAY, processes=processes, cache=cache)
    return session.check_paths([site])


def show(report: Report) -> list[str]:
    return [
        f"{one.path}:{one.place.line} {one.severity.value} {one.rule} {one.message}"
        for one in report.diagnostics
    ]


@pytest.mark.parametrize("cached", [False, True])
def test_several_processes_find_what_one_finds(site: Path, tmp_path: Path, *, cached: bool) -> None:
    alone = check(site, 1)
    assert len(alone.diagnostics) > COUNT // 7

    for _ in range(2):
        together = check(site, 3, tmp_path / "cache" if cached else None)
        assert together.diagnostics == alone.diagnostics
        assert together.files == alone.files
        assert dict(together.sources).keys() == dict(alone.sources).keys()


def test_a_file_that_kills_its_process_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = show(check(site, 1))
    examine = Examiner.examine_all

    def die(self: Examiner, contents: Sequence[tuple[str, bytes]], *, gather: bool) -> list[Examined]:
        if any(place.endswith(DEADLY) for place, _ in contents):
            os._exit(9)
        return examine(self, contents, gather=gather)

    monkeypatch.setattr(Examiner, "examine_all", die)
    after = check(site, 2)

    # What is said of the archive as a whole counts the reviews that are known.
    others = (DEADLY, "reviewlint.yaml")
    expected = [line for line in before if not line.startswith(others)]
    found = [line for line in show(after) if not line.startswith("reviewlint.yaml")]
    assert found == sorted([*expected, DIED])


def test_a_file_that_cannot_be_read_is_a_failure(site: Path) -> None:
    (site / "review-005.md").unlink()
    (site / "review-005.md").symlink_to(site / "gone.md")
    session = Session.load(site, cwd=site, today=TODAY, processes=2)

    report = session.check_files([*sorted(site.glob("*.md")), site / "none.md"])

    assert [str(trouble) for trouble in report.failures] == [
        "review-005.md: this cannot be read: No such file or directory",
        "none.md: this cannot be read: No such file or directory",
    ]


@pytest.mark.parametrize(("together", "much"), [(1, 500_000), (7, 500_000), (25, 1), (1000, 500_000)])
def test_reviews_examined_at_once_give_what_each_gives_alone(
    site: Path, monkeypatch: pytest.MonkeyPatch, together: int, much: int
) -> None:
    (site / "reviewlint.yaml").write_text(
        "rules: {}\noverrides: [{files: ['review-0*.md'], rules: {image-alt-missing: off}}]\n"
    )
    (site / "own").mkdir()
    (site / "own" / "reviewlint.yaml").write_text("rules: {field-required: error}\n")
    (site / "own" / "review.md").write_text(header(title="Her", rating="# reviewlint"))
    (site / "review-005.md").write_text("---\ntitle: [\n---\n<!-- reviewlint: ignore -->\n![](still.jpg)\n")
    (site / "review-006.md").unlink()
    paths = [*(site / f"review-{number:03}.md" for number in range(COUNT)), site / "own" / "review.md"]
    examiner = Examiner(site, site, today=TODAY)
    wish = Wish(mark=False, gather=True)
    alone = [one for path in paths for one in examine_each(examiner, [str(path)], wish)]

    monkeypatch.setattr(examining, "_TOGETHER", together)
    monkeypatch.setattr(examining, "_MUCH", much)

    assert list(examine_each(examiner, [*map(str, paths)], wish)) == alone
    assert [error for _, _, _, error in alone if error] == ["this cannot be read: No such file or directory"]


def test_an_error_in_a_process_ends_the_run(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Examiner, contents: Sequence[tuple[str, bytes]], *, gather: bool) -> list[Examined]:
        raise ConfigError

    monkeypatch.setattr(Examiner, "examine_all", refuse)
    with pytest.raises(ConfigError):
        check(site, 2)


@pytest.mark.parametrize("name", ["review-000.md", "new.rst"])
def test_what_is_rehearsed_can_be_examined_and_is_shown_to_nobody(site: Path, name: str) -> None:
    shown: list[object] = []
    examiner = Examiner(site, site, today=TODAY)
    examiner.onlooker = shown.append
    place = str(site / name)

    rehearse(examiner, place)
    assert shown == []

    found = examiner.examine(place, REST if name.endswith(".rst") else MARKDOWN, gather=True)
    assert not found.crashed
    # All words are seen for what they are: a sample that is read as one code block tries little.
    assert {"repeated-word"} <= {one.rule for one in found.found}


def test_a_rehearsal_that_fails_does_not_end_a_run(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = check(site, 1)

    def refuse(self: Examiner, place: str, data: bytes) -> None:
        raise RecursionError

    monkeypatch.setattr(Examiner, "rehearse", refuse)
    assert check(site, 2).diagnostics == alone.diagnostics


@pytest.mark.parametrize("count", [0, 1, 5, 6, 49, 1000])
@pytest.mark.parametrize("processes", [1, 2, 300])
def test_each_file_is_in_one_handful_and_the_last_are_small(count: int, processes: int) -> None:
    paths = [f"{number}.md" for number in range(count)]

    handfuls = list(_cut(paths, processes))

    assert [path for handful in handfuls for path in handful] == paths
    sizes = [len(handful) for handful in handfuls]
    assert sizes == sorted(sizes, reverse=True)
    assert not sizes or (max(sizes) <= 50 and min(sizes) <= 5)


def test_a_run_that_is_given_up_leaves_no_process(site: Path) -> None:
    examiner = Examiner(site, site, today=TODAY)
    results: Iterator[object] = examine_together(
        examiner, sorted(map(str, site.glob("*.md"))), Wish(mark=False, gather=False), 2
    )
    next(results)
    close = getattr(results, "close")  # noqa: B009 - a generator's, which the type does not say
    close()
    import multiprocessing

    assert multiprocessing.active_children() == []


def test_half_a_character_in_front_matter_comes_through(site: Path) -> None:
    text = '---\ntitle: "\\ud800 cut"\nexcerpt: "\\udc00"\n---\n\n![](a.jpg)\n'
    (site / "half.md").write_text(text)
    assert check(site, 2).diagnostics == check(site, 1).diagnostics


def test_a_text_that_changed_meanwhile_is_not_given(site: Path) -> None:
    report = check(site, 1)
    path = site / "review-007.md"
    assert report.sources["review-007.md"].text == path.read_text()
    assert msgspec.structs.replace(report).sources["review-000.md"].path == str(site / "review-000.md")

    path.write_text("Other words.\n")
    assert isinstance(check(site, 1).sources.get("review-014.md"), SourceText)
    assert report.sources.get("review-007.md") is None
