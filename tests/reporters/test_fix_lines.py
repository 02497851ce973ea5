import pytest

from reviewlint.diagnostics import Fix, Safety
from reviewlint.document.source import SourceText
from reviewlint.reporters.fix_lines import ChangedLines, list_changes
from tests.findings import make_edit

TEXT = "one\ntwo\nthree\nfour\nfive\n"

CASES = [
    ("a word", [(4, 7, "2")], [ChangedLines(2, ("two",), ("2",))]),
    ("an insertion", [(4, 4, "x")], [ChangedLines(2, ("two",), ("xtwo",))]),
    ("a line taken out", [(4, 8, "")], [ChangedLines(2, ("two",), ())]),
    ("a line put in", [(4, 4, "new\n")], [ChangedLines(2, (), ("new",))]),
    ("a line put in behind the text", [(24, 24, "six\n")], [ChangedLines(6, (), ("six",))]),
    ("two lines to one", [(3, 4, " ")], [ChangedLines(1, ("one", "two"), ("one two",))]),
    (
        "places apart",
        [(19, 23, "5"), (0, 3, "1")],
        [ChangedLines(1, ("one",), ("1",)), ChangedLines(5, ("five",), ("5",))],
    ),
    ("twice in a line", [(0, 1, "O"), (2, 3, "E")], [ChangedLines(1, ("one",), ("OnE",))]),
    (
        "neighbouring lines",
        [(0, 5, "ONE\nT"), (7, 7, "!")],
        [ChangedLines(1, ("one", "two"), ("ONE", "Two!"))],
    ),
    ("nothing", [(0, 3, "one")], [ChangedLines(2, (), ())]),
]


@pytest.mark.parametrize(("name", "edits", "changes"), CASES)
def test_changes(name: str, edits: list[tuple[int, int, str]], changes: list[ChangedLines]) -> None:
    source = SourceText(TEXT)
    fix = Fix(Safety.SAFE, "mend it", tuple(make_edit(source, *edit) for edit in edits))
    assert list(list_changes(source, fix)) == changes


def test_line_ends_do_not_matter() -> None:
    source = SourceText("one\r\ntwo\r\n")
    fix = Fix(Safety.SAFE, "mend it", (make_edit(source, 5, 10, "2\r\nand a half\r\n"),))
    assert list(list_changes(source, fix)) == [ChangedLines(2, ("two",), ("2", "and a half"))]
