"""What the files of images hold: by their first bytes, not by their names."""

from __future__ import annotations

import datetime

import pytest

from reviewlint.checks import image_content
from reviewlint.checks.base import Context, Settings
from reviewlint.clock import Today
from reviewlint.files import MemoryFiles
from tests.run_kind import read

RIFF = b"RIFF\x10\0\0\0WEBPVP8 "


def describe(name: str, content: bytes | str) -> list[str]:
    review = read(f"![A road]({name})\n", "her.md")
    context = Context(
        Settings(), Today(datetime.date(2026, 1, 31)), MemoryFiles({name: content, "her.md": ""})
    )
    run = image_content.prepare([image_content.Params("content")], Settings())
    return [hit.values["content"] for _, hit in run(review, context)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jpg", b"\xff\xd8\xff\xe1\0\x10Exif"),
        ("a.JPEG", b"\xff\xd8\xff\xdb\0"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("a.apng", b"\x89PNG\r\n\x1a\n\0\0"),
        ("a.gif", b"GIF89a"),
        ("a.webp", RIFF),
        ("a.avif", b"\0\0\0\x1cftypavif\0\0\0\0"),
        ("a.avif", b"\0\0\0\x1cftypmif1\0\0\0\0mif1avif"),
        ("a.bmp", b"BM\x10\0"),
        ("a.tif", b"II*\0\x08"),
        ("a.tiff", b"MM\0*\0"),
        ("a.ico", b"\0\0\1\0\1"),
        ("a.svg", "<svg/>"),
        ("a.svg", "\ufeff<?xml version='1.0'?>\n<!-- " + "x" * 5000 + " -->\n<svg>"),
        ("a.svg", "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN'>\n<svg>"),
        ("a.jpg", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
    ],
)
def test_files_that_are_what_their_names_say(name: str, content: bytes | str) -> None:
    assert describe(name, content) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jpg", b"", "nothing"),
        ("a.jpg", RIFF, "a WebP image"),
        ("a.png", b"\xff\xd8\xff\xe0", "a JPEG image"),
        ("a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a HEIC photograph"),
        ("a.gif", b"\0\0\0\x18ftypmp42\0\0\0\0isom", "a video"),
        ("a.png", "<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG image"),
        ("a.jpg", "<!doctype HTML><title>404</title>", "a web page"),
        ("a.jpg", "<!-- cached --><html>", "a web page"),
        ("a.svg", "<!-- cached --><html><body><svg>", "a web page"),
        ("a.jpg", '<?xml version="1.0"?><Error><Code>AccessDenied</Code>', "a message of a server"),
        ("a.jpg", '{"error": "gone"}', "a message of a server"),
        ("a.jpg", "tbd", "no image"),
        ("a.jpg", b"\0\0\0\0\0", "no image"),
        ("a.svg", "<!-- no end", "no image"),
    ],
)
def test_files_that_are_something_else(name: str, content: bytes | str, said: str) -> None:
    assert describe(name, content) == [said]


@pytest.mark.parametrize(
    ("most", "size", "said"),
    [(500, 500_000, []), (500, 812_499, ["812 kB > 500 kB"]), (1000, 1_260_000, ["1.3 MB > 1.0 MB"])],
)
def test_weights(most: float, size: int, said: list[str]) -> None:
    review = read("![A road](a.jpg)\n", "her.md")
    context = Context(Settings(), Today(datetime.date(2026, 1, 31)), MemoryFiles({"a.jpg": b"\xff" * size}))
    run = image_content.prepare([image_content.Params("weight", most)], Settings())

    assert [f"{hit.values['weight']} > {hit.values['limit']}" for _, hit in run(review, context)] == said


def test_a_file_that_cannot_be_read_is_not_called_empty() -> None:
    class Closed(MemoryFiles):
        def read_start(self, path: str, size: int) -> bytes:
            return b""

    review = read("![A road](a.jpg)\n", "her.md")
    context = Context(Settings(), Today(datetime.date(2026, 1, 31)), Closed({"a.jpg": b"\xff\xd8\xff"}))
    run = image_content.prepare([image_content.Params("content")], Settings())

    assert list(run(review, context)) == []
