import errno
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from reviewlint.discovery.discover import Discovery, discover, merge_discoveries, require_paths
from reviewlint.errors import InputError


def put(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"text")


def find(
    root: Path, *paths: str, include: Sequence[str] = (), exclude: Sequence[str] = ()
) -> tuple[list[str], Discovery]:
    found = discover([root / path for path in paths or (".",)], include=include, exclude=exclude, root=root)
    return [path.relative_to(root).as_posix() for path in found.files], found


def test_a_folder_gives_its_reviews_sorted(tmp_path: Path) -> None:
    put(tmp_path, "b.md", "a/z.rst", "a/y.mdx", "c/d/x.markdown", "pic.png", "notes.txt", "a.md")
    names, found = find(tmp_path)
    assert names == ["a.md", "a/y.mdx", "a/z.rst", "b.md", "c/d/x.markdown"]
    assert found.left_out == {"suffix": 2}


def test_what_is_no_review_is_passed_over(tmp_path: Path) -> None:
    put(
        tmp_path,
        *("her.md", "README.md", "a/readme.rst", "CHANGELOG.md", "LICENSE.md", "a/_index.md", "_index.fr.md"),
        *(
            "template.md",
            "template-film.md",
            "node_modules/x/y.md",
            ".git-old/x.md",
            ".draft.md",
            "a/.b/x.md",
        ),
    )
    names, found = find(tmp_path)
    assert names == ["her.md"]
    assert found.left_out == {"name": 9, "hidden": 3}


@pytest.mark.parametrize(
    ("include", "expected"),
    [
        (["**/*.md"], ["films/her.md", "her.md"]),
        (["films/**"], ["films/dune.rst", "films/her.md"]),
        (["films"], ["films/dune.rst", "films/her.md"]),
        (["films/*.png", "**/*.txt"], ["films/pic.png", "notes.txt"]),
        (["**/README.md", "her.md"], ["films/README.md", "her.md"]),
        ([".drafts/*.md"], [".drafts/old.md"]),
        (["."], ["films/dune.rst", "films/her.md", "her.md"]),
    ],
)
def test_include_replaces_the_usual_names(tmp_path: Path, include: list[str], expected: list[str]) -> None:
    put(tmp_path, "her.md", "notes.txt", ".drafts/old.md")
    put(tmp_path, "films/her.md", "films/dune.rst", "films/pic.png", "films/README.md")
    assert find(tmp_path, include=include)[0] == expected


@pytest.mark.parametrize("exclude", ["drafts", "drafts/", "drafts/**", "**/drafts", "dr*/*.md"])
def test_exclude_holds_in_folders_and_outright(tmp_path: Path, exclude: str) -> None:
    put(tmp_path, "her.md", "drafts/her.md")
    assert find(tmp_path, exclude=[exclude])[0] == ["her.md"]
    names, found = find(tmp_path, "her.md", "drafts/her.md", exclude=[exclude])
    assert names == ["her.md"]
    assert found.excluded == (tmp_path / "drafts/her.md",)


def test_a_file_given_outright_is_taken_whatever_its_name(tmp_path: Path) -> None:
    put(tmp_path, "notes.txt", "README.md", "REVIEW", ".hidden.md")
    given = ["notes.txt", "README.md", "REVIEW", ".hidden.md"]
    assert find(tmp_path, *given)[0] == sorted(given)


def test_a_hidden_folder_given_outright_is_walked(tmp_path: Path) -> None:
    put(tmp_path, ".drafts/her.md", ".drafts/.old/her.md")
    assert find(tmp_path, ".drafts")[0] == [".drafts/her.md"]


def test_each_file_counts_once(tmp_path: Path) -> None:
    put(tmp_path, "a/her.md")
    assert find(tmp_path, "a/her.md", "a", ".", "a/../a/her.md")[0] == ["a/her.md"]


def test_patterns_outside_the_root_count_from_the_folder_given(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/drafts/a.md", "elsewhere/b.md", "site/x")
    found = discover([tmp_path / "elsewhere"], exclude=["drafts"], root=tmp_path / "site")
    assert found.files == (tmp_path / "elsewhere/b.md",)


def test_links_in_a_loop_end(tmp_path: Path) -> None:
    put(tmp_path, "site/films/her.md", "shared/dune.md")
    (tmp_path / "site/films/up").symlink_to(tmp_path / "site")
    (tmp_path / "site/a-link").symlink_to(tmp_path / "site/films")
    (tmp_path / "site/books").symlink_to(tmp_path / "shared")
    (tmp_path / "site/latest.md").symlink_to("films/her.md")
    (tmp_path / "site/gone.md").symlink_to("nowhere.md")
    (tmp_path / "site/self.md").symlink_to("self.md")
    names, found = find(tmp_path, "site")
    assert names == ["site/books/dune.md", "site/films/her.md"]
    assert found.left_out == {"link": 2}


def test_a_link_to_a_review_elsewhere_is_a_review(tmp_path: Path) -> None:
    put(tmp_path, "shared/her.md")
    put(tmp_path, "site/x.md")
    (tmp_path / "site/her.md").symlink_to("../shared/her.md")
    (tmp_path / "site/her-too.md").symlink_to("../shared/her.md")
    assert find(tmp_path, "site")[0] == ["site/her-too.md", "site/x.md"]


def test_missing_paths_are_all_named(tmp_path: Path) -> None:
    put(tmp_path, "her.md")
    paths = [tmp_path / name for name in ("her.md", "nope.md", "her.md/inside", "n" * 300)]
    with pytest.raises(InputError) as error:
        require_paths(paths, lambda path: path.relative_to(tmp_path).as_posix())
    assert [str(trouble) for trouble in error.value.troubles] == [
        "nope.md: there is no such file or folder",
        "her.md/inside: this cannot be read: Not a directory",
        f"{'n' * 300}: this cannot be read: File name too long",
    ]


@pytest.mark.parametrize(
    ("names", "options", "explanation"),
    [
        ([], {}, "no review found here"),
        (["a.png", "b.txt"], {}, "no review found: 2 whose name does not end in .markdown, .md, .mdx, .rst"),
        (
            ["a.md", ".x/b.md", "README.md", "d/a.md"],
            {"include": ["films/*.md"], "exclude": ["d"]},
            "no review found: 1 left out by `exclude`, 2 that no pattern of `include` names, 1 hidden",
        ),
        (
            ["README.md"],
            {},
            "no review found: 1 with a name that is no review's, such as README or _index",
        ),
    ],
)
def test_nothing_found_says_why(
    tmp_path: Path, names: list[str], options: dict[str, list[str]], explanation: str
) -> None:
    put(tmp_path, *names)
    with pytest.raises(InputError) as error:
        find(tmp_path, **options)[1].require_files(["reviews"])
    assert [str(trouble) for trouble in error.value.troubles] == [f"reviews: {explanation}"]


def test_only_an_excluded_file_given_says_so(tmp_path: Path) -> None:
    put(tmp_path, "a/her.md")
    with pytest.raises(InputError) as error:
        find(tmp_path, "a/her.md", exclude=["**/*.md"])[1].require_files(["a/her.md"])
    assert str(error.value) == "a/her.md: no review found: her.md left out by `exclude`"


def test_searches_are_joined(tmp_path: Path) -> None:
    put(tmp_path, "a/x.md", "a/pic.png", "b/y.md", "b/pic.png", "b/z.md")
    found = merge_discoveries(
        [
            find(tmp_path, "b", "b/z.md", exclude=["b/z.md"])[1],
            find(tmp_path, "a", "b/y.md")[1],
        ]
    )
    assert found == Discovery(
        ((tmp_path / "a/x.md").as_posix(), (tmp_path / "b/y.md").as_posix()),
        (tmp_path / "b/z.md",),
        {"suffix": 2, "exclude": 1},
    )


def test_a_folder_that_cannot_be_read_is_a_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "her.md", "locked/x.md")
    list_folder = os.scandir

    def refuse(folder: Path) -> object:
        if folder.name == "locked":
            raise PermissionError(errno.EACCES, "Permission denied")
        return list_folder(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    names, found = find(tmp_path)
    assert names == ["her.md"]
    assert [str(one) for one in found.troubles] == [
        f"{tmp_path.as_posix()}/locked: this folder cannot be read: Permission denied"
    ]


def run_git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_what_git_ignores_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "her.md", "build/her.md", "a/her.tmp.md", "drafts/kept.md", "drafts/new.md", "sub/in.md")
    put(tmp_path, "sub/own.md")
    (tmp_path / ".gitignore").write_text("build/\n*.tmp.md\ndrafts/*\n")
    run_git(tmp_path, "init", "-q")
    run_git(tmp_path, "add", "-f", "drafts/kept.md")
    run_git(tmp_path / "sub", "init", "-q")
    (tmp_path / "sub/.gitignore").write_text("own.md\n")
    names, found = find(tmp_path)
    assert names == ["drafts/kept.md", "her.md", "sub/in.md"]
    assert found.left_out["git"] == 4


def test_what_git_ignores_is_checked_when_given_outright(tmp_path: Path) -> None:
    put(tmp_path, "build/deep/her.md", "build/up.md")
    (tmp_path / ".gitignore").write_text("build/\n")
    run_git(tmp_path, "init", "-q")
    assert find(tmp_path, "build/up.md")[0] == ["build/up.md"]
    assert find(tmp_path, "build")[0] == ["build/deep/her.md", "build/up.md"]
    assert find(tmp_path, "build/deep")[0] == ["build/deep/her.md"]


def test_git_is_not_misled_by_a_hook_that_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "site/her.md", "site/out.md", "other/x.md")
    (tmp_path / "site/.gitignore").write_text("out.md\n")
    run_git(tmp_path / "site", "init", "-q")
    run_git(tmp_path / "other", "init", "-q")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other/.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "other"))
    assert find(tmp_path / "site")[0] == ["her.md"]


def test_without_git_all_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "her.md", "out.md")
    (tmp_path / ".gitignore").write_text("out.md\n")
    run_git(tmp_path, "init", "-q")
    assert shutil.which("git")
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert find(tmp_path)[0] == ["her.md", "out.md"]
