"""What is kept between runs: what a run with a cache finds is what one without it finds."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewlint import disk_states
from reviewlint.archive.facts import Facts, pack
from reviewlint.files import MemoryFiles
from reviewlint.flood import Comparison
from reviewlint.report import Report
from reviewlint.run import cache as review_cache
from reviewlint.run import examining
from reviewlint.run.cache import ReviewCache
from reviewlint.run.examining import Examined
from reviewlint.run.file_state import Mark, read_marked
from reviewlint.session import Session
from reviewlint.site import Site
from tests.archive_on_disk import TWICE, show, write
from tests.checks.archives import TODAY, header
from tests.random_archives import ARCHIVES, NAMES, REVIEW, SMALL

REPEATED = ["b.md:3 warning excerpt-repeated"]
FACTS = Facts("a.md", "a.md", False, pack({}))
EXAMINED = Examined("a.md", 0, (), FACTS)
NO_FILES = MemoryFiles([])


def open_cache(kept: Path, key: str = "key", day: int = 1) -> ReviewCache:
    """Open the cache of a site in which nothing is ever found out again."""

    def refuse(path: str) -> Examined:
        raise AssertionError(path)

    return ReviewCache.open(kept, "site", key, day, refuse)


def check(folder: Path, *paths: str, kept: Path | None) -> Report:
    session = Session.load(folder, cwd=folder, today=TODAY, cache=kept)
    return session.check_paths([folder / path for path in paths])


def find_repeated(folder: Path, kept: Path | None) -> list[str]:
    found = check(folder, "b.md", kept=kept).diagnostics
    return show([one for one in found if one.rule == "excerpt-repeated"])


def mark(path: str) -> Mark:
    """Give by what a file is known again."""
    _, found = read_marked(path)
    assert found is not None
    return found


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path / "site", TWICE, "exclude: []")


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file look as if it had been left alone for long; only its times can tell a change."""
    monkeypatch.setattr(disk_states, "YOUNG", -3_600_000_000_000)


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Session, Session]:
    """Give a site, and two sessions for it: with a cache and without."""
    folder = write(tmp_path_factory.mktemp("site").resolve(), {}, SMALL)
    with_cache = Session.load(folder, cwd=folder, today=TODAY, cache=folder / "cache")
    return folder, with_cache, Session.load(folder, cwd=folder, today=TODAY)


@given(ARCHIVES, st.lists(st.tuples(st.sampled_from(NAMES), st.none() | REVIEW), max_size=3), st.data())
def test_runs_with_and_without_a_cache_agree_whatever_is_edited(
    sessions: tuple[Path, Session, Session],
    reviews: Mapping[str, str],
    edits: Sequence[tuple[str, str | None]],
    data: st.DataObject,
) -> None:
    folder, with_cache, without = sessions
    for path in folder.rglob("*.m*"):
        path.unlink()
    write(folder, reviews)
    for name, text in (("her.md", None), *edits):
        files = sorted(folder.rglob("*.md"))
        if files:
            for paths in ([data.draw(st.sampled_from(files))], [folder]):
                ours, theirs = with_cache.check_paths(paths), without.check_paths(paths)
                assert ours.diagnostics == theirs.diagnostics
                assert ours.withheld == theirs.withheld
        _edit(folder / name, text, keep_time=data.draw(st.booleans()))


def _edit(path: Path, text: str | None, *, keep_time: bool) -> None:
    """Write a text, remove a file, or swap two letters so that size and time stay as they were."""
    if text is not None:
        write(path.parent, {path.name: text})
    elif path.is_file():
        status, old = path.stat(), path.read_bytes()
        if not keep_time:
            path.unlink()
            return
        path.write_bytes(old.replace(b"A voice.", b"Coffee..").replace(b"Her", b"him"))
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_an_archive_is_not_read_again(
    site: Path, kept: Path, settled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_repeated(site, kept) == REPEATED
    read: list[str] = []

    def count(path: str) -> tuple[bytes, Mark | None]:
        read.append(Path(path).name)
        return read_marked(path)

    monkeypatch.setattr(review_cache, "read_marked", count)
    monkeypatch.setattr(examining, "read_marked", count)

    assert find_repeated(site, kept) == REPEATED
    assert read == []
    write(site, {"b.md": TWICE["b.md"] + "More.\n"})
    assert find_repeated(site, kept) == REPEATED
    assert read == ["b.md", "b.md"]  # it was looked at by its content, and then checked


def test_comparing_is_done_again_only_where_facts_changed(
    site: Path, kept: Path, settled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_repeated(site, kept) == REPEATED
    compared: list[int] = []
    compare = Site.compare

    def count(self: Site, archive: Sequence[Facts]) -> Comparison:
        compared.append(len(archive))
        return compare(self, archive)

    monkeypatch.setattr(Site, "compare", count)
    write(site, {"a.md": TWICE["a.md"] + "More of it.\n"})
    assert find_repeated(site, kept) == REPEATED
    assert compared == []
    write(site, {"a.md": header(title="Her")})
    assert find_repeated(site, kept) == []
    assert compared == [2]


def test_what_happens_to_a_file_beside_a_review_is_seen(site: Path, kept: Path, settled: None) -> None:
    def find() -> list[str]:
        found = check(site, "her.md", kept=kept).diagnostics
        return [one.rule for one in found if one.rule.startswith("image-")]

    review = header(title="Her") + "\nText.\n\n![A man](her.png)\n\n![A crowd](him.png)\n"
    write(site, {"her.md": review, "him.png": "\x89PNG\r\n\x1a\n"})
    assert find() == ["image-file-missing", "image-not-an-image"]
    (site / "her.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert find() == ["image-not-an-image"]
    (site / "him.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert find() == []
    (site / "her.png").rename(site / "Her.png")
    assert find() == ["image-file-case"]


def set_back(path: Path) -> None:
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"A voice.", b"A choir."))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def replace(path: Path) -> None:
    other = path.with_suffix(".new")
    other.write_bytes(path.read_bytes().replace(b"A voice.", b"A choir."))
    other.replace(path)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        pytest.param(lambda path: path.write_text(header(title="Her")), [], id="shorter"),
        pytest.param(set_back, [], id="as long and as old"),
        pytest.param(replace, [], id="another file in its place"),
        pytest.param(Path.unlink, [], id="removed"),
        pytest.param(Path.touch, REPEATED, id="touched only"),
        pytest.param(lambda path: write(path.parent, {"c.md": TWICE["b.md"]}), REPEATED, id="another added"),
    ],
)
def test_an_edit_of_another_review_is_seen(
    site: Path, kept: Path, settled: None, edit: Callable[[Path], object], expected: list[str]
) -> None:
    assert find_repeated(site, kept) == REPEATED
    time.sleep(0.02)  # longer than a tick of the clock that files are dated by

    edit(site / "a.md")

    assert find_repeated(site, kept) == expected
    assert find_repeated(site, kept) == expected


def test_a_pipe_is_read_once(site: Path, kept: Path) -> None:
    link = site / "given.md"
    link.write_text(header(title="Ran", date="2024-01-02") + "\nIt rains.\n")
    assert check(site, link.name, kept=kept).diagnostics == ()
    for word in ("the", "a"):
        text = header(title="Ran", date="2024-01-02") + f"\nIt rains in {word} {word} field.\n"
        reader, writer = os.pipe()
        os.write(writer, text.encode())
        os.close(writer)
        link.unlink()
        link.symlink_to(f"/dev/fd/{reader}")
        assert [one.rule for one in check(site, link.name, kept=kept).diagnostics] == ["repeated-word"]
        os.close(reader)


def test_a_file_that_was_just_written_is_known_by_its_content_only(site: Path) -> None:
    assert not mark(str(site / "a.md")).settled
    later = time.time_ns() + 2 * disk_states.YOUNG
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(time, "time_ns", lambda: later)
        assert mark(str(site / "a.md")).settled


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:3], id="no checksum"),
        pytest.param(lambda data: data[:40], id="truncated"),
        pytest.param(lambda data: data.replace(b"a.md", b"z.md"), id="changed"),
        pytest.param(lambda data: data[:4] + data[12:], id="of another shape"),
    ],
)
def test_a_damaged_cache_is_made_anew(site: Path, kept: Path, damage: Callable[[bytes], bytes]) -> None:
    assert find_repeated(site, kept) == REPEATED
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))

    assert find_repeated(site, kept) == REPEATED
    assert file.read_bytes() == whole


def test_what_is_damaged_behind_the_index_is_found_out_again(site: Path, kept: Path, settled: None) -> None:
    assert find_repeated(site, kept) == REPEATED
    (file,) = kept.iterdir()
    file.write_bytes(file.read_bytes()[:-1500] + b"\0" * 1500)

    assert find_repeated(site, kept) == REPEATED
    write(site, {"c.md": TWICE["b.md"]})
    found = check(site, ".", kept=kept).diagnostics
    assert show([one for one in found if one.rule == "excerpt-repeated"]) == [
        "b.md:3 warning excerpt-repeated",
        "c.md:3 warning excerpt-repeated",
    ]


def test_a_cache_that_cannot_be_written_is_done_without(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"")
    assert find_repeated(site, blocked / "cache") == REPEATED

    def fill_up(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", fill_up)
    assert find_repeated(site, tmp_path / "full") == REPEATED
    assert list((tmp_path / "full").iterdir()) == []


def test_two_runs_at_once_leave_what_one_of_them_knew(site: Path, kept: Path) -> None:
    first, second = (open_cache(kept) for _ in range(2))
    for one, name in ((first, "a.md"), (second, "b.md")):
        one.keep(str(site / name), mark(str(site / name)), EXAMINED)
        one.save(complete=True)
        one.close()

    left = open_cache(kept)
    paths = [str(site / name) for name in ("a.md", "b.md")]
    held = left.hold(paths, NO_FILES, facts=True)
    assert [*held] == paths[1:]
    whole = left.read(held[paths[1]], "../b.md")
    assert whole is not None
    assert whole.read() == msgspec.structs.replace(EXAMINED, shown="../b.md", facts=None)
    other = left.find(held[paths[1]], "../b.md")
    assert other.load() == msgspec.structs.replace(FACTS, path="../b.md")
    assert [other.digest] == left.list_digests([held[paths[1]]])
    left.close()
    assert len(list(kept.iterdir())) == 1


def test_what_was_kept_for_other_rules_is_not_used(site: Path, kept: Path) -> None:
    one = open_cache(kept)
    one.keep(str(site / "a.md"), mark(str(site / "a.md")), EXAMINED)
    one.save(complete=True)
    one.close()

    other = open_cache(kept, "other key")
    assert other.hold([str(site / "a.md")], NO_FILES, facts=True) == {}
    other.close()


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        pytest.param("a.md", msgspec.structs.replace(FACTS, crashes=(("rule", "an error"),)), id="crash"),
        pytest.param("a\udcff.md", FACTS, id="a name that is not UTF-8"),
        pytest.param("a.md", msgspec.structs.replace(FACTS, relative="\ud800"), id="half a character"),
    ],
)
def test_what_cannot_be_kept_is_asked_for_again(site: Path, kept: Path, name: str, facts: Facts) -> None:
    one = open_cache(kept)
    examined = msgspec.structs.replace(EXAMINED, facts=facts)
    one.keep(str(site / name), mark(str(site / "a.md")), examined)
    one.save(complete=True)
    one.close()

    assert not kept.exists()


def test_a_site_in_a_folder_whose_name_is_not_utf8_is_checked(tmp_path: Path, kept: Path) -> None:
    try:
        site = write(tmp_path / "site\udcff", TWICE, "exclude: []")
    except OSError:
        return  # this disk has no such names

    assert find_repeated(site, kept) == REPEATED
    assert not kept.exists()
