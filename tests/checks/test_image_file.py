"""Local images against the files that are there."""

from __future__ import annotations

import datetime

import pytest

from reviewlint.checks import image_file
from reviewlint.checks.base import Context, Settings
from reviewlint.clock import Today
from reviewlint.files import MemoryFiles
from tests.checks.archives import compare
from tests.run_kind import find_hits, read


def kinds(
    source: str, files: list[str], path: str = "reviews/her.md", more: str = ""
) -> list[tuple[str, str]]:
    text = f'---\ntitle: Her\n---\n<img src="{source}" alt="A city">\n\n{more}\n'
    return [
        (defect, hit.values["hint"] or hit.values["right"])
        for defect in ("missing", "case", "outside")
        for hit in find_hits("image-file", {"finds": defect}, text, path=path, files=files)
    ]


@pytest.mark.parametrize(
    ("source", "files", "found"),
    [
        ("a.jpg", ["reviews/a.jpg"], []),
        ("./a.jpg", ["reviews/a.jpg"], []),
        ("../a.jpg", ["a.jpg"], []),
        ("/a.jpg", ["static/a.jpg"], []),
        ("a.jpg", ["static/a.jpg"], []),
        ("/assets/a.jpg", ["assets/a.jpg"], []),
        ("/img/a%20b.jpg?w=3#x", ["static/img/a b.jpg"], []),
        ("a.jpg", ["reviews/other.png"], [("missing", ", though other images are there")]),
        ("cat.jpg", ["reviews/cta.jpg"], [("missing", "; did you mean `cta.jpg`?")]),
        ("/img/cat.jpg", ["static/img/cta.jpg"], [("missing", "; did you mean `/img/cta.jpg`?")]),
        ("a.jpg", ["reviews/A.jpg"], [("case", "A.jpg")]),
        ("/IMG/a.jpg", ["static/img/a.jpg"], [("case", "/img/a.jpg")]),
        ("a.jpg", ["reviews/A.jpg", "reviews/A.JPG"], [("missing", "; did you mean `A.JPG`?")]),
        ("../../../etc/a.jpg", [], [("outside", "")]),
        ("/../a.jpg", [], [("outside", "")]),
        (r"C:\pictures\a.jpg", [], [("outside", "")]),
        ("file:///a.jpg", [], [("outside", "")]),
    ],
)
def test_addresses(source: str, files: list[str], found: list[tuple[str, str]]) -> None:
    assert kinds(source, files) == found


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org/a.jpg",
        "//example.org/a.jpg",
        "data:image/png;base64,AAAA",
        "{{ site.url }}/a.jpg",
        "@/assets/a.jpg",
        "~/assets/a.jpg",
        "$images/a.jpg",
        "dune",
        "/covers/12345",
        "#",
        "a%00b/c.jpg",
        "a%7Bb%7D/c.jpg",
    ],
)
def test_addresses_that_no_file_answers_for(source: str) -> None:
    assert kinds(source, ["reviews/other.jpg", "static/other.jpg", "static/covers/other.jpg"]) == []


def test_a_folder_without_images_proves_nothing() -> None:
    assert kinds("stills/a.jpg", ["reviews/stills/notes.txt", "static/icon.svg"]) == []


def test_what_other_images_of_the_review_prove() -> None:
    files = ["reviews/one/b.jpg"]

    assert kinds("two/a.jpg", files, more="![A tree](one/b.jpg)") == [
        ("missing", ", though this review's other images are found")
    ]


def test_many_images_take_time_in_proportion() -> None:
    more = "".join(f"![A tree](one/{number}.jpg)\n" for number in range(3000))

    assert len(kinds("two/a.jpg", ["reviews/one/0.jpg"], more=more)) == 3000


def write_cover(address: str) -> str:
    return f"---\ntitle: Her\ncover: {address}\n---\nText.\n"


@pytest.mark.parametrize(
    ("covers", "reported"),
    [
        (["/a.jpg", "/b.jpg", "c.jpg"], ["0.md", "1.md", "2.md"]),
        (["/a.jpg", "https://example.org/b.jpg", "{{ site.cdn }}/c.jpg"], ["0.md"]),
        (["https://example.org/b.jpg"], []),
    ],
)
def test_an_archive_of_which_no_image_is_found(covers: list[str], reported: list[str]) -> None:
    reviews = {f"{number}.md": write_cover(address) for number, address in enumerate(covers)}

    hits = compare("image-file", {"finds": "missing"}, reviews)

    assert [hit.path for hit in hits if hit.shared and hit.condition == "nowhere"] == reported


@pytest.mark.parametrize(("files", "found"), [(["static/a.jpg"], "known"), (["b.jpg"], "lost"), ([], "lost")])
def test_one_image_that_is_found_says_where_they_lie(files: list[str], found: str) -> None:
    context = Context(Settings(), Today(datetime.date(2026, 1, 31)), MemoryFiles([*files, "her.md"]))
    params = image_file.Params(finds="missing")

    facts = list(image_file.gather(read(write_cover("/a.jpg"), "her.md"), params, context))

    assert [fact.key for fact in facts] == [found]


@pytest.mark.parametrize(
    "files", [[], ["b.jpg"], ["static/b.jpg"], ["static/A.jpg"], ["c.jpg", "static/d.jpg"]]
)
@pytest.mark.parametrize("other", ["/b.jpg", "https://example.org/b.jpg", "../../b.jpg", "../b.jpg", "c.jpg"])
def test_what_the_check_found_out_is_what_the_archive_is_told(files: list[str], other: str) -> None:
    context = Context(Settings(), Today(datetime.date(2026, 1, 31)), MemoryFiles([*files, "her.md"]))
    params = image_file.Params(finds="missing")
    text = write_cover("/a.jpg") + f"\n![A city]({other})\n"
    fresh, checked = read(text, "her.md"), read(text, "her.md")

    hits = list(image_file.prepare([params], Settings())(checked, context))

    assert list(image_file.gather(checked, params, context)) == list(
        image_file.gather(fresh, params, context)
    ), hits


def test_only_missing_images_are_compared() -> None:
    assert [image_file.Params(finds=one).compares for one in ("missing", "case", "outside")] == [
        True,
        False,
        False,
    ]
