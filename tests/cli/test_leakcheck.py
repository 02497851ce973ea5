"""``reviewlint leakcheck``: what it says, and its exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

HER = "---\ntitle: Her\n---\n\nIt ||ends on a roof|| there.\n"
DRAFT = "---\ntitle: A quiet place\ndraft: true\n---\n\nText.\n"
WRONG = "---\ntitle: A loud place\n---\n\n![](x.png)\n"
HIDDEN = "<p>It <span hidden data-spoiler-body>ends on a roof</span> there.</p>"
LEAK = "build/her.html: shows “ends on a roof”, which a spoiler hides (source/reviews/her.md:5)\n"


def write(path: str, text: str) -> None:
    place = Path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")


NONE_NAMED = "no review found here that `reviewlint_reviews` in conf.py names"


@pytest.fixture(autouse=True)
def files(run: Run) -> None:
    """Write a build and its sources; ``run`` has chosen the folder."""
    write("source/conf.py", "extensions = ['reviewlint_sphinx']\nproject = name = 'x'\n")
    write("source/index.md", "# Films\n")
    write("source/reviews/her.md", HER)
    write("build/her.html", HIDDEN)


def test_a_clean_build(run: Run) -> None:
    ended = run("leakcheck", "build", "--source", "source")
    assert ended == (0, "", "No leak found (1 file, 1 review).\n")


def test_a_leak(run: Run) -> None:
    write("build/her.html", "<p>It ends on a roof there.</p>")
    assert run("leakcheck", "build", "--source", "source") == (1, LEAK, "1 leak (1 file, 1 review)\n")
    assert run("leakcheck", "build", "--source", "source", "--quiet") == (1, LEAK, "")


def test_what_sphinx_works_with_is_told_of(run: Run) -> None:
    write("build/.doctrees/her.doctree", "ends on a roof")
    ended = run("leakcheck", "build", "--source", "source")
    assert ended.code == 0
    assert ended.err.startswith("build/.doctrees: not looked into: Sphinx works here, with every spoiler in")


@pytest.mark.parametrize(
    ("conf", "arguments", "code"),
    [
        ("reviewlint_reviews = ['reviews/**']\n", (), 1),
        ("reviewlint_reviews = ['films/*']\n", (), 0),
        ("reviewlint_reviews = [name + '/**']\n", (), 1),
        ("reviewlint_on_error = 'warn'\n", (), 0),
        ("reviewlint_on_error = 'warn'\n", ("--on-error", "exclude"), 1),
        ("", ("--on-error", "warn"), 0),
        ("reviewlint_config = 'house.yaml'\n", (), 0),
        ("this is no Python\n", (), 0),
    ],
)
def test_conf_py_says_what_is_shown(run: Run, conf: str, arguments: tuple[str, ...], code: int) -> None:
    write("source/conf.py", f"name = 'x'\n{conf}")
    write("source/house.yaml", "rules: {image-alt-missing: off}\n")
    write("source/reviews/loud.md", WRONG)
    write("source/films/loud.md", WRONG.replace("loud", "noisy"))
    write("build/index.html", "<a href='loud.html'>A loud place</a>")
    assert run("leakcheck", "build", "--source", "source", "--quiet", *arguments).code == code


@pytest.mark.parametrize(("day", "code"), [("2026-01-31", 1), ("2026-02-01", 0)])
def test_an_embargo(run: Run, day: str, code: int) -> None:
    write("source/reviews/quiet.md", DRAFT.replace("draft: true", "embargo_until: 2026-02-01T00:00:00Z"))
    write("build/index.html", "<a href='x'>A quiet place</a>")
    ended = run("leakcheck", "build", "--source", "source", "--quiet", "--today", day)
    said = "build/index.html: names “a quiet place”, a review that is under embargo"
    assert ended == (code, f"{said} (source/reviews/quiet.md:1)\n" if code else "", "")


def test_names_from_a_review_cannot_act_on_a_terminal(run: Run) -> None:
    write("source/reviews/her.md", HER.replace("roof", "roof\u202e"))
    write("build/ev\u202eil.html", "<p>ends on a roof\u202e</p>")
    assert "\u202e" not in run("leakcheck", "build", "--source", "source").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none", "--source", "source"), "none: there is no such file or folder\n"),
        (("build", "--source", "none"), "none: there is no such file or folder\n"),
        (("build/her.html", "--source", "source"), "build/her.html: this is a file; a folder is needed\n"),
        (("empty", "--source", "source"), "empty: there is no file in this folder\n"),
        (("build", "--source", "empty"), "empty: no review found here\n"),
        (("build", "--source", "other"), f"other: {NONE_NAMED}: reviews/**\n"),
        (("build",), "Missing option '--source'"),
    ],
)
def test_the_job_cannot_be_done(run: Run, arguments: tuple[str, ...], said: str) -> None:
    Path("empty").mkdir()
    write("other/conf.py", "")
    write("other/her.md", HER)
    ended = run("leakcheck", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


def test_links_to_nothing_and_documents_that_cannot_be_read(run: Run) -> None:
    for link in ("source/.#index.md", "build/.#start.html"):
        Path(link).symlink_to("editor@host.1234")
    assert run("leakcheck", "build", "--source", "source").code == 0
    Path("source/loop.md").symlink_to("loop.md")
    said = "source/loop.md: this cannot be read: Too many levels of symbolic links\n"
    assert run("leakcheck", "build", "--source", "source") == (2, "", said)


def test_what_cannot_be_unpacked(run: Run) -> None:
    Path("build/book.epub").write_bytes(b"PK\3\4 and no more")
    told = "this cannot be read: it is damaged, or packed in a way that is not known here"
    ended = run("leakcheck", "build", "--source", "source")
    assert (ended.code, ended.out) == (2, "")
    assert f"build/book.epub: {told}" in ended.err


def test_a_review_in_a_folder_of_its_own_is_called_like_the_folder(run: Run) -> None:
    Path("source/index.md").unlink()
    write("source/reviews/the-plan/index.md", DRAFT)
    write("build/start.html", "<p><a href='index.html'>Home</a></p>")
    ended = run("leakcheck", "build", "--source", "source")
    assert (ended.code, ended.out) == (0, "")
    write("build/start.html", "<p><a href='../old/the-plan/'>It</a></p>")
    told = "leads to the page of a review that is a draft (source/reviews/the-plan/index.md:1)"
    assert run("leakcheck", "build", "--source", "source").out == f"build/start.html: {told}\n"
