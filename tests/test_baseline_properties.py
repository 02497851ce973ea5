"""A baseline holds however much is edited elsewhere, in the same reviews and in others."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewlint.baseline import collect_baseline, write_baseline
from reviewlint.known import FILE_NAME
from reviewlint.session import Session

EDITS = 100

REVIEWS = {
    "films/1917.md": """---
title: 1917
date: 2020-01-10
tags: [war]
---

A race through no man's land, made to look like a single shot from the first step to the last.

![](trench.jpg)

### How it was made

The camera never cuts, and after a while nobody in the room remembers that it might. ![poster.jpg](poster.jpg)

![](trench.jpg)
""",
    "films/her.md": """---
title: Her
date: soon
---

A man falls in love with a voice. ||It leaves him in the end.

<img src="her.jpg">
""",
    "games/braid.rst": """Braid
=====

:date: 2008-08-06

Time runs backwards, and so does the story of it.

.. image:: braid.png
""",
}

WORDS = ["quiet", "evening", "camera", "slowly", "again", "through", "without", "walls", "music", "between"]


def add_somewhere(text: str, random_: random.Random) -> str:
    """Add a paragraph, or blank lines, between two blocks of the body."""
    lines = text.split("\n")
    body = next(index for index, line in enumerate(lines) if line.startswith(("A ", "Time ")))
    blanks = [index for index in range(body, len(lines)) if not lines[index].strip()]
    at = random_.choice(blanks)
    sentence = " ".join(random_.choices(WORDS, k=random_.randint(4, 30))).capitalize() + "."
    return "\n".join([*lines[:at], "", *([sentence] if random_.random() < 0.8 else []), "", *lines[at:]])


def put_reviews(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@settings(max_examples=20)
@given(random_=st.randoms(use_true_random=False))
def test_it_holds_after_a_hundred_edits_elsewhere(random_: random.Random) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        put_reviews(folder, {**REVIEWS, "reviewlint.yaml": "rules: {}\n"})
        report = Session.load(folder, cwd=folder, baseline=False).check_paths([folder])
        found = (*report.diagnostics, *report.withheld)
        assert {one.path for one in found} == REVIEWS.keys()
        baseline = collect_baseline(found, report.sources, {one.path: one.path for one in found})
        (folder / FILE_NAME).write_bytes(write_baseline(baseline))
        texts = dict(REVIEWS)
        for _ in range(EDITS):
            edited = random_.choice(sorted(texts))
            texts[edited] = add_somewhere(texts[edited], random_)
        put_reviews(folder, texts)
        after = Session.load(folder, cwd=folder).check_paths([folder])
        assert after.diagnostics == ()
        assert after.outdated == ()
        assert len(after.known) == len(found)
