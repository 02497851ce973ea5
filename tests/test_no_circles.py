"""A review that was examined is gone when its findings are: nothing in it refers to itself.

Circles are looked for seldom, so that each would hold its review until then, of which a large archive has
thousands.
"""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from reviewlint.run.examining import Examiner
from reviewlint.run.rehearsing import MARKDOWN
from tests.checks.archives import TODAY, header

NESTED = header(title="Her", film="{crew: {sound: Ren Klyce}}").encode()


@pytest.mark.parametrize("text", [MARKDOWN, NESTED, b"# Her\n\n||He leaves.||\n"])
def test_a_review_in_markdown_leaves_no_circle(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "reviewlint.yaml").write_text("rules: {}\n")
    examiner = Examiner(tmp_path, tmp_path, today=TODAY)
    examiner.examine(f"{tmp_path.as_posix()}/her.md", text, gather=True)  # what is made once stays
    gc.collect()

    examiner.examine(f"{tmp_path.as_posix()}/her.md", text, gather=True)

    assert gc.collect() == 0
