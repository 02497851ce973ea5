"""Make reviews to measure with: varied, about 4 KB each, the same ones for the same seed.

python -m benchmarks.make_reviews FOLDER COUNT
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

PICTURES = 8
ODD = 40
"""Of so many reviews one marks its spoiler in another way than the archive does."""

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="60"><rect width="40" height="60" '
    'fill="hsl({hue} 40% 60%)"/></svg>\n'
)

SUBJECTS = (
    *(
        "the film",
        "the second act",
        "the camera",
        "the young lead",
        "the score",
        "the script",
        "a minor role",
    ),
    *(
        "the whole cast",
        "the opening",
        "the house",
        "the weather",
        "this adaptation",
        "the director",
        "the city",
    ),
)
VERBS = (
    *("trusts", "never explains", "leans on", "gives away", "keeps faith with", "circles", "outgrows"),
    *("has no patience with", "saves", "quietly mocks", "depends on", "returns to", "hides", "remembers"),
)
OBJECTS = (
    *(
        "its own silence",
        "the long corridor",
        "what was said at dinner",
        "a single lamp",
        "the sea",
        "a debt",
    ),
    *(
        "the weight of an old letter",
        "two sisters",
        "the *wrong* train",
        "a song nobody finishes",
        "the snow",
    ),
    *("a promise made in chapter one", "the **last** good summer", "`side B` of the record", "its audience"),
)
ENDINGS = (
    *(", and I was glad of it", "", ", which is rarer than it sounds", " for a good half an hour", ""),
    *(", as the [first part](https://example.org/first-part) did not", ", or so it seemed to me", ""),
)
ADJECTIVES = (
    "Quiet",
    "Borrowed",
    "Northern",
    "Paper",
    "Hollow",
    "Second",
    "Unlit",
    "Patient",
    "Salt",
    "Late",
)
NOUNS = (
    "Harbour",
    "Orchard",
    "Letters",
    "Winter",
    "Signal",
    "Household",
    "Map",
    "Crossing",
    "Tenant",
    "River",
)
TAGS = (
    "drama",
    "comedy",
    "mystery",
    "science fiction",
    "romance",
    "war",
    "family",
    "puzzle",
    "classic",
    "jazz",
)
USUAL_WAY = ("{spoiler}`", "`")
OTHER_WAYS = ((">!", "!<"), ("||", "||"), ("<spoiler>", "</spoiler>"))
MEDIA = ("film", "book", "game", "album", "series")
REVIEWERS = ("Ines Okafor", "Tomas Lindqvist", "Maud Perrin", "Joel Adeyemi")


def make_reviews(folder: Path, count: int, seed: int = 1) -> None:
    """Write ``count`` reviews below ``folder``/reviews, a hundred to a folder, and their pictures."""
    random = Random(seed)
    images = folder / "images"
    images.mkdir(parents=True, exist_ok=True)
    for number in range(PICTURES):
        (images / f"{number}.svg").write_text(PICTURE.format(hue=number * 45), "utf-8")
    for number in range(count):
        place = folder / "reviews" / f"{number // 100:04}" / f"review-{number:06}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(make_review(random, number), "utf-8")


def make_review(random: Random, number: int) -> str:
    """Write one review; every tenth has something that an editor should look at."""
    front = random.choice((_flat, _nested, _jekyll))(random, number)
    parts = [_paragraph(random), _spoiler(random, odd=number % ODD == 0), _paragraph(random)]
    for heading in random.sample(
        ("What it looks like", "Who is in it", "How it holds up", "Beside the book"), 3
    ):
        parts += [f"## {heading}", _paragraph(random), _figure(random), _paragraph(random)]
    parts += [_paragraph(random), _block_spoiler(random), _paragraph(random)]
    if number % 10 == 0:
        parts.append(f"It stays with you, and and it should. {_sentence(random)}")
    return front + "\n" + "\n\n".join(parts) + "\n"


def _title(random: Random, number: int) -> str:
    return f"The {random.choice(ADJECTIVES)} {random.choice(NOUNS)}, Part {number}"


def _tags(random: Random) -> str:
    return ", ".join(random.sample(TAGS, 3))


def _date(random: Random) -> str:
    return f"{random.randint(2005, 2024)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"


def _flat(random: Random, number: int) -> str:
    return f"""---
title: '{_title(random, number)}'
excerpt: '{_sentence(random)} {_sentence(random)}'
tags: [{_tags(random)}]
coverImage: '/images/{random.randrange(PICTURES)}.svg'
imageCaption: 'Courtesy of the distributor'
imageAlt: 'A plain field of one colour'
date: {_date(random)}
rating: {random.randint(1, 10) / 2}
reviewer: {random.choice(REVIEWERS)}
---
"""


def _nested(random: Random, number: int) -> str:
    title = _title(random, number)
    return f"""---
title: "{title}"
date: {_date(random)}
reviewer: {random.choice(REVIEWERS)}
work: {{title: "{title}", medium: {random.choice(MEDIA)}, year: {random.randint(1920, 2024)}}}
review:
  rating: {random.randint(1, 10) / 2}
  tldr: "{_sentence(random)} {_sentence(random)}"
cover:
  src: /images/{random.randrange(PICTURES)}.svg
  alt: A plain field of one colour
  credit: "Photo: nobody"
tags: [{_tags(random)}]
---
"""


def _jekyll(random: Random, number: int) -> str:
    return f"""---
layout: review
title: "{_title(random, number)}"
date: {_date(random)} 12:00:00 +0100
critic: {random.choice(REVIEWERS)}
rating: {random.randint(1, 10) / 2}
categories: [{_tags(random)}]
---
"""


def _sentence(random: Random) -> str:
    subject = random.choice(SUBJECTS)
    words = f"{random.choice(VERBS)} {random.choice(OBJECTS)}{random.choice(ENDINGS)}"
    return f"{subject[0].upper()}{subject[1:]} {words}.".replace("'", "’")


def _paragraph(random: Random) -> str:
    return " ".join(_sentence(random) for _ in range(random.randint(4, 7)))


def _figure(random: Random) -> str:
    source = f"/images/{random.randrange(PICTURES)}.svg"
    forms: tuple[Callable[[], str], ...] = (
        lambda: f"![A plain field of colour, seen from afar]({source})",
        lambda: (
            f":::{{figure}} {source}\n:alt: A plain field of colour\n\nA still. Courtesy of the studio\n:::"
        ),
        lambda: f'<figure><img src="{source}" alt="Colour"><figcaption>Photo: nobody</figcaption></figure>',
        lambda: f"> {_sentence(random)}",
        lambda: f"- {_sentence(random)}\n- {_sentence(random)}",
    )
    return random.choice(forms)()


def _spoiler(random: Random, *, odd: bool) -> str:
    hidden = random.choice(OBJECTS).replace("*", "").replace("`", "")
    before, after = random.choice(OTHER_WAYS) if odd else USUAL_WAY
    return f"{_sentence(random)} It ends {before}with {hidden}{after}. {_sentence(random)}"


def _block_spoiler(random: Random) -> str:
    return f":::{{spoiler}} How it comes out\n{_paragraph(random)}\n:::"


if __name__ == "__main__":
    make_reviews(Path(sys.argv[1]), int(sys.argv[2]))
