"""Files beside reviews: on disk and in memory, the same answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewlint.checks.base import Files
from reviewlint.files import DiskFiles, MemoryFiles

PATHS = (
    "site/static/a.jpg",
    "site/content/reviews/her.md",
    "site/content/reviews/B.png",
    "site/docs/conf.py",
)


@pytest.fixture(params=["disk", "memory"])
def files(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    if request.param == "memory":
        return MemoryFiles(PATHS)
    for path in PATHS:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    monkeypatch.chdir(tmp_path)
    return DiskFiles(".")


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("site/static/a.jpg", True),
        ("site/content/../static/a.jpg", True),
        ("site/static/A.jpg", False),
        ("site/static", False),
        ("site/nowhere/a.jpg", False),
    ],
)
def test_files_are_there_under_their_own_spelling(files: Files, path: str, there: bool) -> None:
    assert files.is_file(path) is there


def test_names_in_a_folder(files: Files) -> None:
    assert files.names("site/content/reviews") == ("B.png", "her.md")
    assert files.names("site/nowhere") == ()


def test_roots_are_static_folders_above_the_review_and_those_of_sphinx(files: Files) -> None:
    assert files.image_roots("site/content/reviews/her.md") == ("site/static", "site/docs")
    assert files.image_roots("site/docs/her.md") == ("site/docs", "site/static")


@pytest.mark.parametrize(
    ("generator", "root"),
    [
        ("hugo.toml", "static"),
        ("hugo.toml", "assets"),
        ("astro.config.mjs", "public"),
        ("astro.config.mjs", "src"),
        ("_config.yml", ""),
        ("_config.yml", "source"),
        (".eleventy.js", ""),
        ("eleventy.config.mjs", ""),
        ("conf.py", ""),
    ],
)
def test_roots_are_where_generators_keep_what_an_address_from_the_root_leads_to(
    generator: str, root: str
) -> None:
    review, image = "site/content/reviews/her.md", f"site/{root}/a.jpg" if root else "site/a.jpg"

    roots = MemoryFiles([review, f"site/{generator}", image]).image_roots(review)

    assert image in [f"{one}/a.jpg" for one in roots]


def test_what_is_in_a_file(tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\x80\0\0\1\xe0\x08\0\0\0\0"
    (tmp_path / "a.png").write_bytes(picture)
    (tmp_path / "b.png").write_bytes(b"none")
    folder = tmp_path.as_posix()
    for files, at in ((DiskFiles(folder), folder), (MemoryFiles({"a.png": picture, "b.png": "none"}), ".")):
        names = [f"{at}/{name}.png" for name in "abc"]
        assert [files.read_start(name, 4) for name in names] == [b"\x89PNG", b"none", b""]
        assert [files.weigh(name) for name in names] == [len(picture), 4, 0]
        assert [files.measure(name) for name in names] == [(640, 480), None, None]


def test_roots_that_the_config_names_are_the_only_ones() -> None:
    assert DiskFiles("/site", ["/site/media"]).image_roots("/site/her.md") == ("/site/media",)


@pytest.mark.parametrize(
    ("repository", "path", "inside"),
    [
        ("site", "site/her.jpg", True),
        ("site", "site/content/../../site/her.jpg", True),
        ("site", "other/her.jpg", False),
        (None, "other/her.jpg", True),
        (None, "/elsewhere/her.jpg", False),
    ],
)
def test_a_site_ends_with_its_repository(
    repository: str | None, path: str, inside: bool, tmp_path: Path
) -> None:
    (tmp_path / "site" / "content").mkdir(parents=True)
    if repository:
        (tmp_path / repository / ".git").mkdir()

    files = DiskFiles((tmp_path / "site" / "content").as_posix())

    assert files.is_inside((tmp_path / path).as_posix()) is inside


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("site/content/her.jpg", True),
        ("site/content/reviews/../her.jpg", True),
        ("site/media/her.jpg", True),
        ("site/static/her.jpg", True),
        ("site/static/gone.jpg", False),
        ("etc/passwd", False),
    ],
)
def test_a_site_with_a_config_ends_with_its_folder_its_roots_and_what_is_there(
    path: str, inside: bool, tmp_path: Path
) -> None:
    for folder in ("site/content", "site/static"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "site/static/her.jpg").touch()
    root = (tmp_path / "site" / "content").as_posix()

    files = DiskFiles(root, [(tmp_path / "site" / "media").as_posix()], bounded=True)

    assert files.is_inside((tmp_path / path).as_posix()) is inside
