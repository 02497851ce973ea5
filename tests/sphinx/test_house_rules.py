"""An archive is checked by its site's own rules, as ``reviewlint check`` checks it."""

from __future__ import annotations

import json
import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

EXAMPLE = Path(__file__).parents[2] / "examples" / "house-rules"
CONF = 'extensions = ["reviewlint_sphinx"]\nreviewlint_reviews = ["reviews/**"]\n'

_WARNING = re.compile(
    r"(?P<path>\S+):(?P<line>\d+):(?P<column>\d+): WARNING: .* \[reviewlint\.(?P<rule>\S+)\]$", re.MULTILINE
)


def test_an_archive_is_checked_by_the_rules_of_its_house(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769817600")
    source = shutil.copytree(EXAMPLE, tmp_path / "source")
    (source / "conf.py").write_text(CONF, "utf-8")
    (source / "index.rst").write_text("Reviews\n=======\n", "utf-8")
    warnings = StringIO()
    app = SphinxTestApp("dummy", srcdir=source, warning=warnings)
    try:
        app.build()
    finally:
        app.cleanup()

    told = re.sub(r"\x1b\[[0-9;]*m", "", warnings.getvalue())
    found = [
        (Path(match["path"]).relative_to(source).as_posix(), int(match["line"]), match["rule"])
        for match in _WARNING.finditer(told)
    ]
    expected = json.loads((EXAMPLE / "expected.json").read_text("utf-8"))
    assert sorted(found) == sorted((one["path"], one["line"], one["rule"]) for one in expected)
