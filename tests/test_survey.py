"""What reviews have in common, and the config and the new review that are made of it, for any reviews."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reviewlint.clock import Today
from reviewlint.config.load import load_config, make_config
from reviewlint.diagnostics import Severity
from reviewlint.document.source import SourceText
from reviewlint.files import MemoryFiles
from reviewlint.site import Site
from reviewlint.skeleton import Wanted, make_skeleton, make_slug
from reviewlint.survey import Survey, survey_reviews
from reviewlint.survey_config import find_scale, make_settings, render_config
from tests.mutated_reviews import CASES, Case, mutated
from tests.run_kind import LIBRARY, read

TODAY = datetime.date(2026, 1, 31)
SITE = Site(make_config({}, "."), LIBRARY)
TITLES = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=30).map(
    lambda title: " ".join(title.split())
)


def survey_texts(texts: Sequence[str], pictures: Sequence[str] = ()) -> Survey:
    return survey_reviews(
        ((f"films/{number}.md", read(text, f"films/{number}.md")) for number, text in enumerate(texts)),
        pictures,
    )


def find_errors(text: str, path: str) -> list[str]:
    review = SITE.read(SourceText(text, path))
    found = SITE.check(review, SITE.look_at(review, MemoryFiles([path]), Today(TODAY), path, path))
    return [f"{one.place.line} {one.message}" for one in found if one.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("ratings", "highest", "step", "others"),
    [
        ([3, 4, 5, 2, 4], 5, 1, ()),
        ([3.5, 4, 5, 2, 4], 5, 0.5, ()),
        ([7, 8.25, 10, 6, 9], 10, 0.25, ()),
        ([70, 85, 91, 100, 64], 100, 1, ()),
        ([3.14, 2.72, 4, 5, 1], 5, None, ()),
        ([4] * 99 + [44], 5, 1, (44,)),
        ([4] * 199 + [4.2], 5, 1, (4.2,)),
    ],
)
def test_scales(ratings: list[float], highest: float, step: float | None, others: tuple[float, ...]) -> None:
    scale = find_scale([(rating, None) for rating in ratings])

    assert scale is not None
    assert (scale.highest, scale.step, scale.others) == (highest, step, others)


@pytest.mark.parametrize(
    "ratings", [[], [(4.0, None)] * 4, [(400.0, None)] * 9, [(1.0, 4.0)] * 5 + [(1.0, 500.0)]]
)
def test_ratings_that_show_no_scale_or_one_that_they_name(ratings: list[tuple[float, float | None]]) -> None:
    scale = find_scale(ratings)

    assert scale is None or scale.highest == 5


def test_a_scale_that_the_ratings_name() -> None:
    scale = find_scale([(3.0, 4.0)] * 5)

    assert scale is not None
    assert scale.highest == 4


@pytest.mark.parametrize(
    ("address", "roots"),
    [
        ("/img/her.jpg", {"static": 1}),
        ("img/her.jpg?w=3", {"static": 1}),
        ("her.jpg", {"static/img": 1}),
        ("/static/img/her.jpg", {".": 1}),
        ("beside.jpg", {}),
        ("https://example.org/her.jpg", {}),
        ("../img/her.jpg", {}),
        ("/img/him.jpg", {}),
    ],
)
def test_roots_of_pictures(address: str, roots: dict[str, int]) -> None:
    survey = survey_texts(
        [f"---\ntitle: Her\n---\n![A man]({address})\n"], ["static/img/her.jpg", "films/beside.jpg"]
    )

    assert survey.picture_roots == roots


@pytest.mark.parametrize(
    ("authors", "more", "role"),
    [
        ([f"Author {number}" for number in range(6)], "isbn: 1", "creators"),
        ([f"Author {number}" for number in range(6)], "place: x", None),
        (["Ana"] * 40 + ["Ben"], "place: x", "reviewer"),
        (["Ana"] * 6, "director: Spike", "reviewer"),
        (["Ana"] * 6, "critic: Ben", "creators"),
        (["Ana"] * 2, "isbn: 1", None),
    ],
)
def test_what_an_author_is(authors: list[str], more: str, role: str | None) -> None:
    survey = survey_texts([f"---\ntitle: T\nauthor: {author}\n{more}\n---\nText.\n" for author in authors])
    written = yaml.safe_load(render_config(survey, make_settings(survey)))["fields"]

    named = {name for name, field in written.items() if "author" in str(field)}
    assert named == {role or "author"}


@given(cases=st.lists(mutated(), min_size=1, max_size=8))
def test_any_config_can_be_used(tmp_path_factory: pytest.TempPathFactory, cases: list[Case]) -> None:
    survey = survey_texts([case.text for case in cases])
    path = tmp_path_factory.mktemp("site") / "reviewlint.yaml"
    path.write_text(render_config(survey, make_settings(survey)), encoding="utf-8")

    Site(load_config(Path(path)), LIBRARY)


@given(cases=st.lists(mutated(), max_size=4), title=TITLES.filter(bool), work=st.none() | TITLES.filter(bool))
def test_any_new_review_is_without_errors(cases: list[Case], title: str, work: str | None) -> None:
    survey = survey_texts([case.text for case in cases])
    skeleton = make_skeleton(Wanted(title, work, TODAY), survey if survey.count else None)

    assert find_errors(skeleton.text, f"films/{skeleton.name}") == []
    assert make_skeleton(Wanted(title, work, TODAY), survey if survey.count else None) == skeleton


@given(title=TITLES.filter(bool))
@pytest.mark.parametrize("form", ["yaml", "toml"])
def test_any_title_is_kept(form: str, title: str) -> None:
    fence = {"yaml": "---", "toml": "+++"}[form]
    sign = {"yaml": ":", "toml": " ="}[form]
    survey = survey_texts([f'{fence}\ntitle{sign} "One"\nwork{sign} "One"\n{fence}\nText.\n'])
    text = make_skeleton(Wanted(title, None, TODAY), survey).text
    block = text.removeprefix(f"{fence}\n").rpartition(f"\n{fence}\n")[0]

    data = yaml.safe_load(block) if form == "yaml" else tomllib.loads(block)
    assert data == {"title": title, "work": title, "draft": True}


@given(title=TITLES.filter(bool))
def test_any_title_makes_a_name(title: str) -> None:
    slug = make_slug(title)

    assert slug
    assert not set(slug) & set("/\\:*?\"<>|. '")
    assert make_slug(slug) == slug


def test_examples_of_all_rules_can_be_surveyed() -> None:
    survey = survey_texts([case.text for case in CASES])

    assert survey.count > 100
    assert max(survey.roles["title"], key=survey.roles["title"].__getitem__) == "title"
    assert msgspec.json.encode(survey)
