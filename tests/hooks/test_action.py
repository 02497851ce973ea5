"""The GitHub Action: its steps do what they say, and nothing that a review or a branch says is run."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from tests.cli.reviews import AMBIGUOUS, CLEAN
from tests.hooks.action import find_step, read_action, run_step
from tests.repository import Repository

HERE = {"steps.install.outputs.python": sys.executable}
ERROR = (
    "::error title=value-ambiguous,file={0},line=2,endLine=2,col=8,endColumn=12::"
    "{0}:2:8: value-ambiguous: `1917` is read as the number 1917: write `\"1917\"` to keep it text\n"
)  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Repository:
    site = Repository(tmp_path / "site")
    site.put("reviews/old.md", AMBIGUOUS)
    site.put("reviews/her.md", CLEAN)
    site.commit()
    return site


def check(site: Repository, **inputs: str) -> tuple[int, str, str]:
    inputs = {name.replace("_", "-"): value for name, value in inputs.items()}
    done = run_step("Check the reviews", site.folder, inputs, HERE)
    return done.returncode, done.stdout, done.stderr


def test_no_script_holds_an_expression() -> None:
    steps = [step for step in read_action()["runs"]["steps"] if "run" in step]
    assert len(steps) == 2
    for step in steps:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
        assert all(f"${name}" in step["run"] for name in step.get("env", {}))


def test_every_input_is_used_and_explained() -> None:
    action = read_action()
    used = set(re.findall(r"inputs\.([a-z-]+)", json.dumps(action["runs"])))
    assert used == set(action["inputs"])
    assert all(one["description"] and "default" in one for one in action["inputs"].values())


def test_what_is_found_is_shown_and_summed_up(site: Repository) -> None:
    code, out, err = check(site)
    assert (code, err) == (1, "")
    assert out == ERROR.format("reviews/old.md") + (
        "1 finding in 1 of 2 reviews: 1 error. 1 can be mended with --fix.\n"
    )
    assert "value-ambiguous" in (site.folder.parent / "github" / "summary").read_text("utf-8")


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"fail_on": "never"}, 0),
        ({"paths": "reviews/her.md"}, 0),
        ({"paths": "reviews/her.md\n\nreviews/old.md\n"}, 1),
        ({"since": "HEAD"}, 0),
        ({"since": "HEAD", "changed_lines": "true"}, 0),
        ({"since": "nowhere"}, 2),
        ({"paths": "nowhere"}, 2),
        ({"paths": "--fix"}, 2),
        ({"config": "none.yaml"}, 2),
        ({"fail_on": "nothing"}, 2),
    ],
)
def test_the_inputs(site: Repository, inputs: dict[str, str], code: int) -> None:
    assert check(site, **inputs)[0] == code
    assert (site.folder / "reviews" / "old.md").read_text("utf-8") == AMBIGUOUS


def test_sarif_is_written_and_then_uploaded(site: Repository) -> None:
    assert check(site, sarif="found.sarif")[0] == 1
    found = json.loads((site.folder / "found.sarif").read_bytes())
    assert [one["ruleId"] for one in found["runs"][0]["results"]] == ["value-ambiguous"]
    # A step that failed, because something was found, is no reason to keep it back.
    assert "!cancelled()" in find_step("Upload SARIF")["if"]


HOSTILE = ("$(touch ran)", "`touch ran`", "'; touch ran; '", '"; touch ran; "', "x && touch ran", "-rf")


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, 1),
        ({"paths": "\n".join(f"{text}.md" for text in HOSTILE)}, 0),
        ({"since": "".join(HOSTILE)}, 2),
        ({"changed_lines": "".join(HOSTILE)}, 1),
        ({"config": "".join(HOSTILE)}, 2),
        ({"fail_on": "".join(HOSTILE)}, 2),
        ({"sarif": "".join(HOSTILE)}, 1),
    ],
)
def test_nothing_that_is_said_is_run(site: Repository, inputs: dict[str, str], expected: int) -> None:
    for text in HOSTILE:
        site.put(f"{text}.md", f"---\ntitle: {json.dumps(text)}\n---\n\n![{text}](a.jpg)\n\nA review.\n")
    assert check(site, **inputs)[0] == expected
    assert not list(site.folder.rglob("ran"))


def test_what_a_review_says_is_no_command(site: Repository) -> None:
    said = "::error::gone%0A"
    fields = f'title: "{said}"\ndate: "{said}"\ncoverImage: a.jpg\nimageAlt: "{said}.jpg"\n'
    site.put("her.md", f"---\n{fields}---\n\n{said}\n")
    site.put("::warning::x,y.md", AMBIGUOUS)
    _, out, _ = check(site)
    commands = [line for line in out.splitlines() if line.startswith("::")]
    assert sum("::error::gone%250A" in line for line in commands) >= 2
    for line in commands:
        assert re.match(
            r"::(error|warning|notice) title=[a-z-]+,file=[^:,]+,line=\d+,endLine=\d+[^:]*::", line
        )


def test_what_a_site_calls_its_modules_is_not_imported(site: Repository) -> None:
    for name in ("reviewlint", "click", "yaml", "json"):
        site.put(f"{name}.py", "open('ran', 'w').close()\n")
    assert check(site)[0] == 1
    assert not (site.folder / "ran").exists()


def test_it_installs_itself(site: Repository) -> None:
    done = run_step("Install reviewlint", site.folder)
    assert done.returncode == 0, done.stderr
    output = (site.folder.parent / "github" / "output").read_text("utf-8")
    python = output.removeprefix("python=").rstrip("\n")
    done = run_step("Check the reviews", site.folder, {}, {"steps.install.outputs.python": python})
    assert (done.returncode, done.stdout.count("::error ")) == (1, 1)
