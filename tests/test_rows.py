"""What a cache knows of reviews, by columns: many values at once are those that each by itself would be."""

import pytest

from reviewlint.archive.facts import DIGEST_SIZE
from reviewlint.disk_states import STATE_SIZE
from reviewlint.run.file_state import Mark
from reviewlint.run.rows import Entry, Rows, Stretch

COUNT = 9
BARE = 4
NOWHERE = Stretch(0, 0, 0)


def make_rows(bare: int | None) -> Rows:
    rows = Rows()
    for number in range(COUNT):
        mark = Mark(bytes([number]) * STATE_SIZE, bytes([number]) * 20)
        digest = b"" if number == bare else bytes([number + 1]) * DIGEST_SIZE
        rows.add(f"/{number}.md", Entry(mark, bytes([number // 3]), digest, NOWHERE, NOWHERE))
    return rows


ASKED = [range(COUNT), range(3), [0], [8, 2], [], [*range(1, COUNT)], [7, 6, 5, 4, 3, 2, 1]]


@pytest.mark.parametrize("bare", [None, BARE])
@pytest.mark.parametrize("numbers", ASKED, ids=str)
def test_of_many_reviews_as_of_each(numbers: list[int] | range, bare: int | None) -> None:
    rows = make_rows(bare)
    assert [*rows.list_digests(numbers)] == [rows.read(number).digest for number in numbers]
    assert rows.list_bare() == [number for number in range(COUNT) if number == bare]
    assert rows.list_asked(numbers) == {number // 3 for number in numbers}
    changed = [number for number in numbers if number % 2]
    states = b"".join((b"?" if number % 2 else bytes([number])) * STATE_SIZE for number in numbers)
    assert rows.list_changed(numbers, states) == changed


def test_written_down_and_read_again_in_the_order_of_paths() -> None:
    rows = Rows()
    for number in (2, 0, 1):
        rows.add(f"/{number}.md", make_rows(None).read(number))
    again = Rows(rows.pack())
    assert again.paths == ["/0.md", "/1.md", "/2.md"]
    assert [again.read(number) for number in range(3)] == [
        make_rows(None).read(number) for number in range(3)
    ]


def test_others_are_put_behind_column_by_column() -> None:
    place, there = Stretch(1, 3, 5), Stretch(7, 20, 9)
    mark = Mark(b"s" * STATE_SIZE, b"c" * 20)
    others = Rows()
    others.add("/new.md", Entry(mark, bytes([2]), b"d" * DIGEST_SIZE, place, there))
    others.add("/newer.md", Entry(mark, b"unlike", b"", place, there))
    one_by_one, together = make_rows(None), make_rows(None)
    for path, number in (("/new.md", 0), ("/newer.md", 1)):
        entry = others.read(number)
        moved = Entry(entry.mark, entry.answers, entry.digest, entry.found.move(100), entry.facts.move(7))
        one_by_one.add(path, moved)

    together.extend(others, 100, 7)

    assert together.pack() == one_by_one.pack()
    assert others.read(0).found == place
