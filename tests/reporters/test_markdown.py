import msgspec

from reviewlint.reporters import Options
from reviewlint.reporters.markdown import COMMENT, render, render_within
from tests.reporters.readers import read_markdown, read_table
from tests.reporters.reports import AMBIGUOUS, EVERYTHING, HIDDEN, HOLDER, MISSING, make_report

WHOLE = r"""2 findings in 1 of 3 reviews: 1 error, 1 warning. 1 can be mended with --fix.

| Severity | Place | Rule | Finding |
|---|---|---|---|
| error | films/1917.md:2:8 | [value-ambiguous](<https://example.org/value-ambiguous>) | \`1917\` is a year |
| warning | films/1917.md:3:37 | caption-holder | did you mean 'Universal Pictures'? |
"""


def test_a_table_of_what_text_would_list() -> None:
    number = msgspec.structs.replace(AMBIGUOUS, message="`1917` is a year")
    text = render(make_report(number, msgspec.structs.replace(HOLDER, fix=None)), Options())
    assert text == WHOLE
    assert [one.rule for one in read_markdown(text)] == ["value-ambiguous", "caption-holder"]
    assert "name-near-miss" not in render(make_report(HIDDEN), Options())


def test_statistics_are_a_table_too() -> None:
    rows = read_table(render(EVERYTHING, Options(statistics=True))).rows
    assert rows[0] == ["Count", "Severity", "Rule"]
    assert rows[1:] == [
        ["1", "warning", "caption-holder"],
        ["1", "error", "front-matter-missing"],
        ["1", "warning", "trailing-space"],
        ["1", "error", "value-ambiguous"],
    ]


def test_nothing_found() -> None:
    assert render(make_report(), Options()) == "3 reviews checked: nothing to report.\n"
    assert render(make_report(), Options(quiet=True)) == ""


def test_a_comment_is_never_too_long() -> None:
    many = [msgspec.structs.replace(MISSING, message=f"{number} " + "|" * 500) for number in range(1000)]
    text = render(make_report(*many), Options())
    assert COMMENT - 2000 < len(text) <= COMMENT
    listed = text.count("\n| error |")
    assert text.endswith(f"|\n\n{1000 - listed} more are not shown here.\n")
    short, left_out = render_within(make_report(*many), Options(), 2000)
    assert len(short) <= 2000
    assert short.endswith(f"|\n\n{left_out} more are not shown here.\n")


def test_nobody_is_called_and_nothing_linked() -> None:
    said = "@everyone @o/team #12 a#12 !34 a@b.example http://x.example www.x.example [a]: b"
    text = render(make_report(msgspec.structs.replace(MISSING, message=said)), Options())
    row = text.splitlines()[-1]
    assert row.endswith(
        r"| @<!-- -->everyone @<!-- -->o/team #<!-- -->12 a#<!-- -->12 !<!-- -->34 a@<!-- -->b.example "
        r"http\://x.example www\.x.example \[a\]: b |"
    )
    table = read_table(text)
    assert table.other == []
    assert table.rows[-1][-1] == said
