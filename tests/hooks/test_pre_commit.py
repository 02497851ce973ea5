"""The hooks, run by pre-commit on a repository with one staged review among many."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.reviews import AMBIGUOUS, AMBIGUOUS_FOUND
from tests.hooks.conftest import Hooks
from tests.repository import Repository

CONFIG = "exclude: [notes]\n"


def tell(title: str, excerpt: str) -> str:
    return f'---\ntitle: "{title}"\nexcerpt: {excerpt}\n---\n\nA review.\n'


@pytest.fixture
def site(tmp_path: Path) -> Repository:
    """Give a site with many reviews, one of them with an error that nobody has to look at now."""
    site = Repository(tmp_path / "site")
    site.put("reviewlint.yaml", CONFIG)
    for number in range(30):
        site.put(
            f"{number:02}.md", tell(f"Film {number}", f"The one in which {number} people met by the sea.")
        )
    site.put("old.md", AMBIGUOUS)
    site.commit()
    return site


def check_one_of_many(hooks: Hooks, site: Repository) -> None:
    """Stage a review that tells what another one does: only both of them together show that."""
    hooks.use(site, "reviewlint")
    site.put("new.md", tell("New", "The one in which 7 people met by the sea."))
    site.put("README.md", AMBIGUOUS)
    site.put("notes/new.md", AMBIGUOUS)
    site.git("add", ".")
    for _ in range(2):  # the second time the other reviews are known from the cache
        done = hooks.run(site, "run", "--verbose")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "new.md:3:10: warning excerpt-repeated: " in done.stdout
        assert "1 finding in 1 review: 1 warning." in done.stdout
        assert len(list((site.folder.parent / "cache" / "reviewlint").glob("reviews-*"))) == 1


def test_the_hook_as_pre_commit_installs_it(installing: Hooks, site: Repository) -> None:
    check_one_of_many(installing, site)


def test_one_staged_review_among_many(offline: Hooks, site: Repository) -> None:
    check_one_of_many(offline, site)


def test_an_error_stops_the_commit(offline: Hooks, site: Repository) -> None:
    offline.use(site, "reviewlint")
    site.git("add", ".")
    assert offline.commit(site).returncode == 0
    assert offline.run(site, "install").returncode == 0
    site.put("her.md", AMBIGUOUS)
    site.git("add", "her.md")
    done = offline.commit(site)
    assert done.returncode == 1
    assert AMBIGUOUS_FOUND in done.stderr
    assert "old.md" not in done.stderr
    # What is staged counts, not what has been written since.
    site.put("her.md", AMBIGUOUS.replace("1917", '"1917"'))
    assert offline.commit(site).returncode == 1
    site.git("add", "her.md")
    assert offline.commit(site).returncode == 0


def test_what_is_no_review_is_nothing_to_stop_for(offline: Hooks, site: Repository) -> None:
    offline.use(site, "reviewlint", "reviewlint-fix")
    for name in ("README.md", "notes/new.md", ".github/pull_request_template.md"):
        site.put(name, AMBIGUOUS)
    site.git("add", ".")
    done = offline.run(site, "run", "--verbose")
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("None of the files named is a review.\n") == 2


def test_mending_wants_a_second_look(offline: Hooks, site: Repository) -> None:
    offline.use(site, "reviewlint-fix")
    site.put("her.md", AMBIGUOUS)
    site.put("README.md", AMBIGUOUS)
    site.git("add", ".")
    done = offline.run(site, "run")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert "Mended 1 in 1 review: 1 value-ambiguous." in done.stdout
    assert (site.folder / "her.md").read_text("utf-8") == AMBIGUOUS.replace("1917", '"1917"')
    assert (site.folder / "README.md").read_text("utf-8") == AMBIGUOUS
    site.git("add", ".")
    assert offline.run(site, "run").returncode == 0


@pytest.mark.parametrize("suffix", [".md", ".markdown", ".mdx", ".rst"])
def test_every_kind_of_review_is_given(offline: Hooks, site: Repository, suffix: str) -> None:
    offline.use(site, "reviewlint")
    name = f'une critique d\'"été"{suffix}'
    site.put(name, f"{AMBIGUOUS}\n")
    site.git("add", ".")
    done = offline.run(site, "run")
    assert done.returncode == 1
    assert f"{name}:2:8: error value-ambiguous" in done.stdout


def test_all_files_are_one_run(offline: Hooks, site: Repository) -> None:
    offline.use(site, "reviewlint")
    site.git("add", ".")
    done = offline.run(site, "run", "--all-files")
    assert done.returncode == 1
    assert done.stdout.count("1 finding in 1 of 31 reviews: 1 error.") == 1
