"""The wheel, not the checkout: built from the sdist, installed elsewhere, run isolated."""

import os
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

from reviewlint import __version__

CHECKOUT = Path(__file__).parents[2]
NAME = f"reviewlint-{__version__}"


class Built(NamedTuple):
    """What a build leaves behind."""

    sdist: Path
    wheel: Path


class Installed(NamedTuple):
    """A fresh environment with the wheel in it, and a folder to run it in."""

    python: Path
    script: Path
    folder: Path

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Run a command as somebody would who has never seen the checkout."""
        return run(command, self.folder)


def run(command: Sequence[str | Path], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(
        list(map(str, command)),
        cwd=folder,
        env={**environment, "XDG_CACHE_HOME": str(folder / ".cache")},
        capture_output=True,
        encoding="utf-8",
    )


def succeed(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the sdist, and from it the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    build = (sys.executable, "-m", "build", "--no-isolation")
    succeed(run((*build, "--outdir", folder, CHECKOUT), folder))
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return Built(sdist, wheel)


def install(wheel: str | Path, folder: Path) -> Installed:
    venv.create(folder / "venv", with_pip=True)
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    place = Installed(scripts / "python", scripts / "reviewlint", folder)
    succeed(place.run(place.python, "-m", "pip", "install", "--quiet", "--no-compile", wheel))
    return place


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Install the wheel without extras, as for a commit hook."""
    place = install(built.wheel, tmp_path_factory.mktemp("elsewhere"))
    shutil.copytree(CHECKOUT / "examples" / "broken", place.folder / "broken")
    return place


def test_the_sdist_holds_all_sources(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {PurePosixPath(name).relative_to(NAME).as_posix() for name in archive.getnames()}
    wanted = {
        "rules/fields.yaml",
        "rules/front-matter/value-ambiguous.yaml",
        "sphinx_ext/reviewlint_sphinx/__init__.py",
        "tests/packaging/test_wheel.py",
        "examples/broken/expected.txt",
        "examples/archive/conf.py",
        "docs/conf.py",
        "LICENSE",
    }
    assert wanted - names == set()
    assert not any(name.startswith((".venv/", "build/")) for name in names)


def test_the_wheel_holds_two_packages_and_the_rules(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"reviewlint", "reviewlint_sphinx", f"{NAME}.dist-info"}
    rules = {path.relative_to(CHECKOUT / "rules").as_posix() for path in (CHECKOUT / "rules").rglob("*.yaml")}
    packed = {name.removeprefix("reviewlint/_rules/") for name in names if name.endswith(".yaml")}
    assert packed == rules


def test_the_checkout_has_no_packed_rules() -> None:
    assert not (CHECKOUT / "reviewlint" / "_rules").exists()


def test_it_knows_the_same_rules(installed: Installed) -> None:
    here = succeed(run([sys.executable, "-m", "reviewlint", "rule"], installed.folder))
    assert succeed(installed.run(installed.python, "-I", "-m", "reviewlint", "rule")) == here
    assert succeed(installed.run(installed.script, "rule")) == here


def test_it_finds_what_is_to_be_found(installed: Installed) -> None:
    golden = (CHECKOUT / "examples" / "broken" / "expected.json").read_text("utf-8")
    options = ("check", "--verbose", "--today", "2026-01-31", "--output-format", "json")
    elsewhere = installed._replace(folder=installed.folder / "broken")
    done = elsewhere.run(installed.python, "-I", "-m", "reviewlint", *options)
    assert (done.returncode, done.stdout, done.stderr) == (1, golden, "")


def test_it_does_without_sphinx(installed: Installed) -> None:
    done = installed.run(installed.python, "-I", "-c", "import sphinx")
    assert "No module named 'sphinx'" in done.stderr


def test_the_sphinx_extra_builds_an_archive(built: Built, tmp_path: Path) -> None:
    place = install(f"{built.wheel}[sphinx]", tmp_path)
    shutil.copytree(CHECKOUT / "examples" / "archive", tmp_path / "source")
    succeed(place.run(place.python, "-I", "-m", "sphinx", "-q", "-nW", "source", "html"))
    assert "The Second Row" in (tmp_path / "html" / "index.html").read_text("utf-8")
    assert (tmp_path / "html" / "reviews" / "films" / "1917.html").is_file()
