"""Any bytes at all: findings or silence, at places that exist, never a traceback or a dead process."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reviewlint.document.source import SourceText
from reviewlint.session import Session

PIECES = (
    "---\n", "+++\n", "title: 1917\n", "title: Her: a film\n", "tags: [a, b\n", "rating: 44\n",
    "cover: {src: a.png}\n", "- ", "  ", "\t", "> ", ">! ", "!<", "||", "[spoiler]", "[/spoiler]",
    "<spoiler>", "</spoiler>", ":::{spoiler} x\n", ":::\n", "```{figure} a.png\n", "```\n", ":alt: b\n",
    "![", "](a.png)", "![a](b \"c\")", "<img src=a>", "<!--", "-->",
    "<!-- reviewlint: ignore-next image-alt-missing -->\n", "{{< spoiler >}}", "{% end %}", "<details>",
    "<summary>spoiler", "# ", "### ", "\n\n", "\r\n", "\r", "|a|b|\n|---|---|\n", "[^1]", "\u00e9",
    "\U0001f3ac", "\u2028", "\u0085", "\u0000", "\ufeff", "\\", "{", "[", "&a ", "*a", "!!int x\n",
    ".. figure:: a.png\n   :alt: b\n", "=====\n", ":title: Her\n", "``", "*", "_",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join)
INPUTS = (
    TEXTS.map(str.encode)
    | st.binary(max_size=200)
    | st.tuples(TEXTS, st.binary(max_size=3)).map(lambda t: t[0].encode() + t[1])
)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    folder = tmp_path_factory.mktemp("site")
    return Session.load(folder, cwd=folder)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(data=INPUTS, suffix=st.sampled_from([".md", ".mdx", ".rst", ".txt"]))
@example(data=b"---\na: " + b"[" * 30_000, suffix=".md")
@example(data=b"\xef\xbb\xbf" * 2 + b"\x80", suffix=".md")
@example(data=b"---\n" + b"- " * 30_000 + b"\n---\n", suffix=".md")
@example(data=b"\xff\xfe\x00t", suffix=".md")
def test_findings_or_silence(session: Session, data: bytes, suffix: str) -> None:
    found = session.check_text(data, f"her{suffix}")

    source = SourceText.decode(data)
    lines = len(source.line_starts)
    for one in found:
        assert one.rule != "check-failed", one.message
        assert 0 <= one.span.start <= one.span.end <= len(source.text)
        assert 1 <= one.place.line <= one.place.end_line <= lines
        assert one.message.strip()
        for edit in one.fix.edits if one.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(source.text)


def test_a_file_of_any_kind_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "picture.md").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "good.md").write_text("---\ntitle: Her\n---\nWarm light.\n", encoding="utf-8")

    report = Session.load(tmp_path, cwd=tmp_path).check_paths([tmp_path])

    assert report.files == ("good.md", "picture.md")
    assert {one.path for one in report.diagnostics} == {"picture.md"}
    assert "encoding-invalid" in {one.rule for one in report.diagnostics}
