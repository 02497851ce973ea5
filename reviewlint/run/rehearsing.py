"""A review to try everything on before a process is copied: what it loads, its copies have at hand.

Modules are imported, rules made ready and patterns compiled when they are first asked for, which takes
each of several processes as long as some thirty reviews.
"""

from __future__ import annotations

import contextlib

from reviewlint.patterns import FEW
from reviewlint.run.examining import Examiner

MARKDOWN = b"""\
---
title: "A Night Out"
author: Jane Doe
date: 2024-01-02
rating: 4
tags: [drama, Heist]
---

The *first* act is short, as the [trailer](https://example.org/) promised. 4/5, said "some" of it!

## How it ends

![A lamp on a table](https://example.org/lamp.jpg "Photo: nobody")

> The **second** act {spoiler}`ends` well; 2 sisters (both) meet again.

- One and one, `side B`
- <b>Two</b>

:::{spoiler}
It was the the lamp.
:::

<figure><img src="https://example.org/door.jpg" alt="A door"><figcaption>A door</figcaption></figure>
"""
REST = b"""\
A Night Out
===========

:author: Jane Doe
:date: 2024-01-02
:rating: 4

The *first* act is short, as the `trailer <https://example.org/>`_ promised. 4/5, said "some" of it!

How it ends
-----------

.. image:: https://example.org/lamp.jpg
   :alt: A lamp on a table

   The **second** act :spoiler:`ends` well; 2 sisters (both) meet again.

- One and one, ``side B``

.. spoiler::

   It was the the lamp.
"""


def rehearse(examiner: Examiner, place: str) -> None:
    """Examine a made-up review as if it stood at a place, only for what is loaded and made on the way."""
    text = REST if place.endswith((".rst", ".rest")) else MARKDOWN
    # Whatever is wrong is found out once more, and told, where reviews are examined.
    with contextlib.suppress(Exception):
        for _ in range(FEW + 1):
            examiner.rehearse(place, text)
