"""What a check of one file imports: all of it is waited for at every commit."""

import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = ("click", "msgspec", "pyromark", "re2", "yaml")
"""What a check of a Markdown file with YAML front matter needs."""

STANDARD = {
    *("_bisect", "_blake2", "_hashlib", "_json", "_locale", "array", "bisect", "encodings", "fnmatch"),
    *("gc", "gettext", "hashlib", "html", "ipaddress", "json", "locale", "ntpath", "pathlib"),
    *("unicodedata", "urllib.parse", "zlib"),
}
"""What it needs of the standard library; what these import themselves is another matter in each Python."""

ELSEWHERE = {
    *("reviewlint.cli.rule", "reviewlint.diff", "reviewlint.mending", "reviewlint.reference.rules"),
    *("reviewlint.reporters.json", "reviewlint.testing", "reviewlint.writing"),
    *("reviewlint.document.rest.reader", "reviewlint.document.front_matter.toml_block"),
    *("reviewlint.packs.decode", "reviewlint.packs.load"),
}
"""Modules of reviewlint that have other uses."""

PROGRAM = f"""
import sys
import {", ".join([*PACKAGES, *sorted(STANDARD)])}
before = set(sys.modules)
from reviewlint.cli import main
main(["check", "her.md", "--quiet"])
print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("imports")
    (folder / "her.md").write_text("---\ntitle: Her\n---\n\n![A man](a.jpg)\n\nA review, with *words*.\n")
    environment = {"XDG_CACHE_HOME": str(folder / "cache"), "PATH": ""}
    command = [sys.executable, "-c", PROGRAM]
    for _ in range(2):  # the first run compiles the rules
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
    return set(done.stderr.decode().split())


def test_only_the_packages_that_are_needed(imported: set[str]) -> None:
    tops = {name.partition(".")[0] for name in imported}
    assert tops - sys.stdlib_module_names == {"reviewlint"}


def test_only_the_standard_modules_that_are_needed(imported: set[str]) -> None:
    tops, known = ({name.partition(".")[0] for name in names} for names in (imported, STANDARD))
    assert (tops & sys.stdlib_module_names) - known == set()


def test_nothing_of_reviewlint_that_has_other_uses(imported: set[str]) -> None:
    assert imported & ELSEWHERE == set()


UNREAD = {
    *("re2", "pyromark", "yaml", "jsonschema_rs"),
    *("reviewlint.config.load", "reviewlint.config.mistakes", "reviewlint.config.setting_mistakes"),
    *("reviewlint.document.read", "reviewlint.checks.pattern"),
}
"""What reads configs and reviews."""

PROGRAM_WITH_CONFIG = """
import sys
from reviewlint.cli import main
main(["check", "her.md", "--quiet"])
print(*sys.modules, file=sys.stderr)
"""


def test_nothing_is_read_again_of_what_is_known(tmp_path: Path) -> None:
    (tmp_path / "reviewlint.yaml").write_text("include: ['*.md']\nfields: {author: by}\n")
    for name in ("her.md", "his.md"):
        (tmp_path / name).write_text(f"---\ntitle: {name}\nby: A. Name\n---\n\nA review, with *words*.\n")
    environment = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PATH": ""}
    command = [sys.executable, "-c", PROGRAM_WITH_CONFIG]
    first, second = (
        subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
        for _ in range(2)
    )
    assert "reviewlint.config.load" in set(first.stderr.decode().split())
    assert UNREAD & set(second.stderr.decode().split()) == set()
