"""A page that nobody wrote, before it is written: what it shows, and how to write it if that is new."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from reviewlint import __version__
from reviewlint_sphinx.domain import reviews_of
from reviewlint_sphinx.order import sort_key

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from reviewlint_sphinx.browse.facets import Records

TEMPLATE = "page.html"

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


class PagePlan(NamedTuple):
    """Name a page, what it shows as plain values, and what writes its HTML."""

    name: str
    title: str
    shown: object
    write: Callable[[], str]


def make_context(plan: PagePlan) -> dict[str, Any]:
    """Write a page, as Sphinx wants it."""
    return {
        "title": plan.title,
        "body": plan.write(),
        "parents": [],
        "metatags": "",
        "display_toc": False,
        "sourcename": "",
    }


def list_shown(app: Sphinx, records: Records) -> list[object]:
    """Give what a listing of these reviews depends on."""
    covers = reviews_of(app.env).covers
    return [(docname, record, covers.get(docname)) for docname, record in records]


def hash_shown(shown: object) -> str:
    """Give a short hash of plain values."""
    return hashlib.sha256(msgspec.json.encode(shown, order="deterministic")).hexdigest()[:16]


def describe_frame(app: Sphinx) -> Mapping[str, object]:
    """Give what all these pages depend on besides what they show.

    Sphinx writes documents anew when its configuration changes; these pages have the project's table
    of contents around them, too.
    """
    builder: Any = app.builder
    env = app.env
    listed = sorted({env.config.root_doc, *env.toctree_includes}, key=sort_key)
    return {
        "version": __version__,
        "config": sorted((one.name, spell(one.value)) for one in app.config.filter({"env", "html"})),
        "tags": sorted(app.tags),
        "contents": [(name, list(env.toctree_includes.get(name, ()))) for name in listed],
        "titles": [(name, title.astext()) for name, title in sorted(_titles(app).items())],
        "related": [list(map(str, link)) for link in builder.globalcontext.get("rellinks", ())],
    }


def spell(value: object) -> str:
    """Write a value of conf.py the same in every process, whatever the order of a set."""
    if isinstance(value, (set, frozenset)):
        return repr(sorted(map(spell, value)))
    return _ADDRESS.sub("", repr(value))


def find_newest_template(app: Sphinx) -> float:
    """Give the time when the theme's and the project's templates last changed; later than all, if unknown."""
    templates = app.builder.templates
    return math.inf if templates is None else templates.newest_template_mtime()


def is_newer(path: Path, time: float) -> bool:
    """Tell whether a page was written since."""
    try:
        return path.stat().st_mtime >= time
    except OSError:
        return False


def _titles(app: Sphinx) -> dict[str, Any]:
    env = app.env
    named = {env.config.root_doc, *(one for listed in env.toctree_includes.values() for one in listed)}
    return {name: env.titles[name] for name in named if name in env.titles}
