"""Comments that silence what is found: where they stand, and that they do."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

import msgspec
import pytest

from reviewlint.diagnostics import Severity
from reviewlint.document.source import SourceText
from reviewlint.errors import Trouble
from reviewlint.packs.load import load_library
from reviewlint.packs.locate import find_rules
from reviewlint.report import Report
from reviewlint.session import Session
from reviewlint.silencing import silence_report, silence_text
from reviewlint.testing import list_examples

RULES = (
    "value-ambiguous",
    "image-alt-missing",
    "date-invalid",
    "front-matter-missing",
    "heading-first-level",
)

PLACES = {
    "a field": (
        "her.md",
        "---\ntitle: 1917\n---\n\nText.\n",
        "---\n# reviewlint: ignore value-ambiguous -- old\ntitle: 1917\n---\n\nText.\n",
    ),
    "a field of several lines": (
        "her.md",
        "---\ntitle: Her\ndate:\n  soon\n---\n\nText.\n",
        "---\ntitle: Her\n# reviewlint: ignore date-invalid -- old\ndate:\n  soon\n---\n\nText.\n",
    ),
    "a field in TOML": (
        "her.md",
        '+++\ntitle = "Her"\ndate = "soon"\n+++\n\nText.\n',
        '+++\ntitle = "Her"\n# reviewlint: ignore date-invalid -- old\ndate = "soon"\n+++\n\nText.\n',
    ),
    "no front matter": (
        "her.md",
        "Text.\n",
        "<!-- reviewlint: ignore-file front-matter-missing -- old -->\n\nText.\n",
    ),
    "two rules in one block": (
        "her.md",
        "---\ntitle: Her\n---\n### ![](a.jpg)\nText.\n",
        "---\ntitle: Her\n---\n"
        "<!-- reviewlint: ignore-next heading-first-level, image-alt-missing -- old -->\n"
        "### ![](a.jpg)\nText.\n",
    ),
    "an item of a list": (
        "her.md",
        "---\ntitle: Her\n---\n\n- a\n\n- ![](a.jpg)\n",
        "---\ntitle: Her\n---\n\n<!-- reviewlint: ignore-next image-alt-missing -- old -->\n"
        "- a\n\n- ![](a.jpg)\n",
    ),
    "a cell of a table": (
        "her.md",
        "---\ntitle: Her\n---\nA table:\n\n| a |\n|---|\n| ![](a.jpg) |\n",
        "---\ntitle: Her\n---\nA table:\n\n<!-- reviewlint: ignore-next image-alt-missing -- old -->\n"
        "| a |\n|---|\n| ![](a.jpg) |\n",
    ),
    "inside of an element": (
        "her.md",
        "---\ntitle: Her\n---\n\n<div>\n\n![](a.jpg)\n\n</div>\n",
        "---\ntitle: Her\n---\n\n<div>\n\n<!-- reviewlint: ignore-next image-alt-missing -- old -->\n"
        "![](a.jpg)\n\n</div>\n",
    ),
    "a directive": (
        "her.md",
        "---\ntitle: Her\n---\n\n:::{figure} a.jpg\nA still\n:::\n",
        "---\ntitle: Her\n---\n\n<!-- reviewlint: ignore-next image-alt-missing -- old -->\n"
        ":::{figure} a.jpg\nA still\n:::\n",
    ),
    "other line ends": (
        "her.md",
        "---\r\ntitle: Her\r\n---\r\n![](a.jpg)",
        "---\r\ntitle: Her\r\n---\r\n<!-- reviewlint: ignore-next image-alt-missing -- old -->\r\n![](a.jpg)",
    ),
    "a byte order mark": (
        "her.md",
        "\ufeff---\ntitle: 1917\n---\nText.\n",
        "\ufeff---\n# reviewlint: ignore value-ambiguous -- old\ntitle: 1917\n---\nText.\n",
    ),
    "MDX": (
        "her.mdx",
        "---\ntitle: 1917\n---\nText.\n![](a.jpg)\n",
        "---\n# reviewlint: ignore value-ambiguous -- old\ntitle: 1917\n---\n\n"
        "{/* reviewlint: ignore-next image-alt-missing -- old */}\n\nText.\n![](a.jpg)\n",
    ),
    "reStructuredText": (
        "her.rst",
        "Her\n===\n\n:date: 2014-01-01\n\nText.\n\n.. image:: a.jpg\n",
        "Her\n===\n\n:date: 2014-01-01\n\nText.\n\n"
        ".. reviewlint: ignore-next image-alt-missing -- old\n\n.. image:: a.jpg\n",
    ),
    "the first of the fields of reStructuredText": (
        "her.rst",
        "Her\n===\n\n:date: soon\n:tags: x\n\nText.\n",
        "Her\n===\n\n.. reviewlint: ignore-next date-invalid -- old\n\n:date: soon\n:tags: x\n\nText.\n",
    ),
    "another of them": (
        "her.rst",
        "Her\n===\n\n:tags: x\n:date: soon\n\nText.\n",
        ".. reviewlint: ignore-file date-invalid -- old\n\nHer\n===\n\n:tags: x\n:date: soon\n\nText.\n",
    ),
}


def silence(folder: Path, name: str, text: str, *rules: str) -> tuple[str, list[str]]:
    """Silence a text in a file; give the file then, and why what is left was refused."""
    path = folder / name
    path.write_bytes(text.encode("utf-8"))
    session = Session.load(folder, cwd=folder, select=[*(rules or RULES), "suppression-unused"])
    check = partial(session.check_paths, [path])
    done = silence_report(session, check(), check, "old", Severity.INFO)
    assert Counter(one.rule for one in done.report.diagnostics) == Counter(
        one.rule for one, _ in done.refused
    )
    again = silence_report(session, done.report, check, "old", Severity.INFO)
    assert again.silenced == ()
    return path.read_bytes().decode("utf-8"), [why for _, why in done.refused]


@pytest.mark.parametrize("place", PLACES)
def test_where_comments_stand(tmp_path: Path, place: str) -> None:
    name, before, after = PLACES[place]
    assert silence(tmp_path, name, before) == (after, [])


REFUSED = {
    "JSON": (
        "her.md",
        '{"title": "Her", "date": "soon"}\n\nText.\n',
        "front matter in JSON has no comments; the config can switch the rule off for this file",
    ),
    "MultiMarkdown": (
        "her.md",
        "title: Her\ndate: soon\n\nText.\n",
        "front matter in MultiMarkdown has no comments; the config can switch the rule off for this file",
    ),
    "unclosed": (
        "her.md",
        "---\ntitle: Her\n\nText.\n",
        "while this stands the review cannot be published, whatever is silenced",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused(tmp_path: Path, what: str) -> None:
    name, text, why = REFUSED[what]
    assert silence(tmp_path, name, text, "date-invalid", "front-matter-unclosed") == (text, [why])


def test_bytes_that_are_no_text_are_never_written(tmp_path: Path) -> None:
    path = tmp_path / "her.md"
    path.write_bytes(b"---\ntitle: 1917\n---\nAm\xe9lie\n")
    session = Session.load(tmp_path, cwd=tmp_path, select=["value-ambiguous"])
    check = partial(session.check_paths, [path])
    done = silence_report(session, check(), check, "old", Severity.INFO)
    assert [why for _, why in done.refused] == [
        "the text is not UTF-8, and writing it would lose what is not"
    ]
    assert path.read_bytes() == b"---\ntitle: 1917\n---\nAm\xe9lie\n"


def test_what_could_not_be_mended_before_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "her.md"
    path.write_text("---\ntitle: 1917\n---\n\nText.\n")
    session = Session.load(tmp_path, cwd=tmp_path, select=["value-ambiguous"])
    unread = Trouble("it.md", 0, 0, "this cannot be read: Permission denied")
    unmended = Trouble("him.md", 0, 0, "left as it was: the file may only be read")

    def check() -> Report:
        return msgspec.structs.replace(session.check_paths([path]), failures=(unread,))

    report = msgspec.structs.replace(check(), failures=(unread, unmended))
    done = silence_report(session, report, check, "old", Severity.INFO)
    assert len(done.silenced) == 1
    assert done.report.failures == (unread, unmended)


def test_what_is_said_of_all_reviews_stands_in_none(tmp_path: Path) -> None:
    (tmp_path / "reviewlint.yaml").write_text("rules: {field-required: warning}\n")
    for number in range(25):
        (tmp_path / f"{number:02}.md").write_text("---\nauthor: Maud Perrin\n---\n\nText.\n")
    session = Session.load(tmp_path, cwd=tmp_path, select=["field-required"])
    check = partial(session.check_paths, [tmp_path])
    assert [one.path for one in check().diagnostics] == ["reviewlint.yaml"]
    done = silence_report(session, check(), check, "old", Severity.INFO)
    assert [why for _, why in done.refused] == [
        "it is said of all reviews; the config can switch the rule off"
    ]


def test_whatever_is_found_in_the_examples_of_all_rules_is_silenced(tmp_path: Path) -> None:
    """All but a few, which are refused: the rest is quiet then, and only lines were added."""
    session = Session.load(tmp_path, cwd=tmp_path)
    silenced = 0
    left_out = []
    for rule, example in list_examples(load_library(find_rules())):
        source = session.read(example.text, example.path).source
        found = session.check_review(session.read_source(source), source.path)
        done = silence_text(session, source, found, "old")
        left = session.check_review(session.read_source(done.after), source.path)
        refused = Counter(one.rule for one, _ in done.refused)
        assert Counter(one.rule for one in left) == refused, f"{rule.name}: {example.name}"
        assert silence_text(session, done.after, left, "old").after.text == done.after.text
        assert _take_comments_out(done.after) == _take_comments_out(source), f"{rule.name}: {example.name}"
        silenced += len(done.findings)
        left_out += [
            rule.name for _, why in done.refused if why.startswith(("a comment would", "no comment"))
        ]
    assert silenced > 500
    assert len(left_out) <= 2


def _take_comments_out(source: SourceText) -> list[str]:
    lines = source.text.splitlines()
    return [line.strip() for line in lines if line.strip() and "-- old" not in line]
