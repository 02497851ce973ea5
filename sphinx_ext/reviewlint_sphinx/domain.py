"""The ``reviews`` domain: what the environment keeps of the archive, as plain values, never nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, Index, ObjType
from sphinx.util.nodes import make_refnode

from reviewlint.leakcheck.sources import Hidden
from reviewlint.record import ReviewRecord
from reviewlint_sphinx.browse.addresses import has_pages, is_wanted, name_page
from reviewlint_sphinx.browse.facets import gather
from reviewlint_sphinx.indices import INDICES
from reviewlint_sphinx.listing.select import ListingSpec
from reviewlint_sphinx.locale import _
from reviewlint_sphinx.order import sort_key
from reviewlint_sphinx.references import DOMAIN, ArchiveRole, Names, Target

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

NAME = DOMAIN

# The priority of what Sphinx's search leaves alone.
_NOT_SEARCHED = -1

# What is kept of each document, under its name.
_TABLES = ("records", "listings", "named", "covers", "hidden", "missing", "secrets")


class ReviewsDomain(Domain):
    """Keep the record of every review, the listings of every document, and the pictures not found."""

    name = NAME
    label = "Reviews"
    object_types: ClassVar[dict[str, ObjType]] = {
        "review": ObjType(_("review"), "review"),
        "work": ObjType(_("work"), "work"),
        "reviewer": ObjType(_("reviewer"), "reviewer"),
        "tag": ObjType(_("tag"), "tag"),
    }
    roles: ClassVar[dict[str, Any]] = {
        "review": ArchiveRole(),
        "work": ArchiveRole(),
        "reviewer": ArchiveRole(),
        "tag": ArchiveRole(),
    }
    indices: ClassVar[list[type[Index]]] = INDICES
    initial_data: ClassVar[dict[str, Any]] = {
        "records": {},
        "listings": {},
        "named": {},
        "covers": {},
        "hidden": {},
        "missing": {},
        "secrets": {},
        "fingerprint": "",
        "findings": {},
        "archive_findings": "",
    }
    data_version = 4

    @cached_property
    def names(self) -> Names:
        """Know what roles can name; asked for when all reviews are read."""
        return Names(self.records)

    @property
    def records(self) -> dict[str, ReviewRecord]:
        """Map document names to the reviews they hold."""
        return cast("dict[str, ReviewRecord]", self.data["records"])

    @property
    def listings(self) -> dict[str, tuple[ListingSpec, ...]]:
        """Map document names to the listings in them."""
        return cast("dict[str, tuple[ListingSpec, ...]]", self.data["listings"])

    @property
    def covers(self) -> dict[str, str]:
        """Map document names to their covers: files, from the source folder, or addresses elsewhere."""
        return cast("dict[str, str]", self.data["covers"])

    @property
    def hidden(self) -> dict[str, frozenset[str]]:
        """Map document names to the pictures and files, from the source folder, that only spoilers show."""
        return cast("dict[str, frozenset[str]]", self.data["hidden"])

    @property
    def missing(self) -> dict[str, tuple[str, ...]]:
        """Map document names to the places where a picture of theirs was looked for, and is not."""
        return cast("dict[str, tuple[str, ...]]", self.data["missing"])

    @property
    def fingerprint(self) -> str:
        """Give that of the rules and the config that the reviews were last checked by."""
        return cast("str", self.data["fingerprint"])

    @fingerprint.setter
    def fingerprint(self, value: str) -> None:
        self.data["fingerprint"] = value

    @property
    def findings(self) -> Mapping[str, str]:
        """Map the names of the reviews that are shown to the hashes of what was last found in them.

        Unlike what is kept of a document, it does not go when the document is read again.
        """
        return cast("Mapping[str, str]", self.data["findings"])

    @findings.setter
    def findings(self, value: Mapping[str, str]) -> None:
        self.data["findings"] = value

    @property
    def archive_findings(self) -> str:
        """Give the hash of what was last found about the archive as a whole."""
        return cast("str", self.data["archive_findings"])

    @archive_findings.setter
    def archive_findings(self, value: str) -> None:
        self.data["archive_findings"] = value

    def find_named(self) -> Iterator[tuple[str, list[Target | None]]]:
        """Give for each document what the roles in it lead to."""
        for docname, named in self.data["named"].items():
            yield docname, [self.names.find(kind, name) for kind, name in named]

    def note_review(self, docname: str, record: ReviewRecord) -> None:
        """Keep a review's record."""
        vars(self).pop("names", None)
        self.records[docname] = record

    def note_secrets(self, docname: str, hidden: Iterable[Hidden]) -> None:
        """Keep what a review's spoilers hide: to look for it, nobody need read the review again."""
        self.data["secrets"][docname] = tuple((one.line, " ".join(one.words)) for one in hidden)

    def find_secrets(self, docname: str) -> tuple[Hidden, ...]:
        """Give what a review's spoilers hide."""
        known = self.data["secrets"].get(docname, ())
        return tuple(Hidden(tuple(words.split()), line) for line, words in known)

    def note_listing(self, docname: str, spec: ListingSpec) -> None:
        """Keep what one more listing of a document asks for."""
        self.listings[docname] = (*self.listings.get(docname, ()), spec)

    def note_missing(self, docname: str, places: Iterable[str]) -> None:
        """Keep where pictures were looked for in vain."""
        self.missing[docname] = (*self.missing.get(docname, ()), *places)

    def sorted_records(self) -> list[tuple[str, ReviewRecord]]:
        """Give the reviews with their document names, newest first, then by title and name."""
        by_title = sorted(self.records.items(), key=lambda item: (sort_key(item[1].title), item[0]))
        return sorted(by_title, key=lambda item: item[1].date or "", reverse=True)

    def note_hidden(self, docname: str, places: AbstractSet[str]) -> None:
        """Keep pictures or files that only spoilers show."""
        if places:
            self.hidden[docname] = self.hidden.get(docname, frozenset()) | places

    def clear_doc(self, docname: str) -> None:
        """Forget a document."""
        for name in _TABLES:
            self.data[name].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: Mapping[str, Any]) -> None:
        """Take over what another process read."""
        for name in _TABLES:
            table = self.data[name]
            for docname, value in otherdata[name].items():
                if docname in docnames:
                    table[docname] = value

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Link to a review, or to the page of a tag, work or reviewer where there is one."""
        found = self.names.find(typ, target)
        if found is None:
            return None
        if not node.get("refexplicit") and typ != "tag":
            contnode = nodes.inline("", found.name, classes=["xref", NAME, f"{NAME}-{typ}"])
        if typ == "review":
            return make_refnode(builder, fromdocname, found.key, None, contnode)
        if not (has_pages(builder) and is_wanted(env.config, typ)):
            return None
        page = name_page(env.config, typ, found.key)
        return make_refnode(builder, fromdocname, page, None, contnode)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Take no part in ``any``: a tag is often an everyday word."""
        return []

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Give the reviews, and the works, reviewers and tags that have pages.

        Sphinx's search knows the reviews by their titles already.
        """
        for docname, record in self.records.items():
            yield docname, record.title, "review", docname, "", _NOT_SEARCHED
        for facet in ("work", "reviewer", "tag"):
            if is_wanted(self.env.config, facet):
                for entry in gather(self.sorted_records(), facet):
                    page = name_page(self.env.config, facet, entry.slug)
                    yield entry.slug, entry.name, facet, page, "", _NOT_SEARCHED


def reviews_of(env: BuildEnvironment) -> ReviewsDomain:
    """Give the archive that an environment holds."""
    return cast("ReviewsDomain", env.get_domain(NAME))
