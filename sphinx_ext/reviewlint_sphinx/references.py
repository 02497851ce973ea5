"""What the roles ``review``, ``work``, ``reviewer`` and ``tag`` lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util import logging

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.browse.facets import FACETS, slug_work
from reviewlint_sphinx.browse.slugs import make_slug

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)

DOMAIN = "reviews"
ROLES = ("review", "work", "reviewer")
"""The roles that are known without their domain's name, too."""


class Target(NamedTuple):
    """Name what a role leads to: ``key`` is a review's document, else a slug; ``name`` is for readers."""

    key: str
    name: str


class Names:
    """Know all that roles can name: built when every review is read."""

    def __init__(self, records: Mapping[str, ReviewRecord]) -> None:
        """Take the newest of two reviews or works that one name could mean."""
        newest = sorted(records.items(), key=lambda item: (item[1].date or "", item[0]))
        self._known = {kind: list_names(newest) for kind, list_names in _LISTS.items()}

    def find(self, kind: str, name: str) -> Target | None:
        """Give what a name means; ``None`` where it means nothing."""
        known = self._known[kind]
        return known.get(name) or known.get(make_slug(name))

    def suggest(self, kind: str, name: str) -> str | None:
        """Give the name that was perhaps meant."""
        near = get_close_matches(make_slug(name), self._known[kind], n=1)
        return self._known[kind][near[0]].name if near else None


Newest = Iterable[tuple[str, ReviewRecord]]


def _list_reviews(records: Newest) -> dict[str, Target]:
    """Know a review by its document, its slug and its title."""
    known: dict[str, Target] = {}
    documents: dict[str, Target] = {}
    for docname, record in records:
        target = Target(docname, record.title)
        known[make_slug(record.title)] = known[record.slug] = target
        documents[docname] = documents[f"/{docname}"] = target
    return {**known, **documents}


def _list_works(records: Newest) -> dict[str, Target]:
    """Know a work by its title, and by title and year, or all that its page is called."""
    known: dict[str, Target] = {}
    for _docname, record in records:
        work = record.work
        for value in FACETS["work"](record):
            target = Target(value.slug, work.title or value.name)
            forms = [work.title or "", f"{work.title} ({work.year})", value.name]
            known |= {make_slug(form): target for form in forms}
            known[slug_work(work)] = target
    return known


def _list_values(facet: str) -> Callable[[Newest], dict[str, Target]]:
    def list_values(records: Newest) -> dict[str, Target]:
        values = (value for _docname, record in records for value in FACETS[facet](record))
        return {value.slug: Target(value.slug, value.name) for value in values}

    return list_values


_LISTS: Mapping[str, Callable[[Newest], dict[str, Target]]] = {
    "review": _list_reviews,
    "work": _list_works,
    "reviewer": _list_values("reviewer"),
    "tag": _list_values("tag"),
}


class ArchiveRole(XRefRole):
    """Lead to something in the archive; the document is written anew when that changes."""

    def __init__(self) -> None:
        """Say so where it leads nowhere."""
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)

    def process_link(
        self, env: BuildEnvironment, refnode: nodes.Element, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Keep what the document names."""
        title, target = super().process_link(env, refnode, has_explicit_title, title, target)
        named = env.get_domain(DOMAIN).data["named"]
        named[env.docname] = (*named.get(env.docname, ()), (refnode["reftype"], target))
        return title, target


class ShortRole(ArchiveRole):
    """Stand for the role of the same name in the domain."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Give what that role gives."""
        self.name = f"{DOMAIN}:{self.name}"
        return super().run()


def register(app: Sphinx) -> None:
    """Add the roles by their short names, and what is said where one leads nowhere."""
    for name in ROLES:
        app.add_role(name, ShortRole())
    app.connect("warn-missing-reference", explain_missing)


def explain_missing(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Say that nothing has a name, and which was perhaps meant; connected to ``warn-missing-reference``.

    Nothing is wrong where the name is known and the builder has no page for it.
    """
    if domain is None or domain.name != DOMAIN:
        return None
    kind, name = node["reftype"], node["reftarget"]
    names: Names = cast("Any", domain).names  # its class imports this module
    if names.find(kind, name) is None:
        near = names.suggest(kind, name)
        hint = f"; did you mean {near!r}?" if near else ""
        logger.error(
            "the archive has no %s %r%s",
            kind,
            name,
            hint,
            location=node,
            type="reviewlint",
            subtype="reference",
        )
    return True
