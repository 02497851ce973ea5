"""From build to build: listings written anew when their reviews change, and what is gone removed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import ENV_PICKLE_FILENAME

from reviewlint_sphinx.browse.addresses import has_pages
from reviewlint_sphinx.browse.plan import (
    TEMPLATE,
    PagePlan,
    describe_frame,
    find_newest_template,
    hash_shown,
    is_newer,
    list_shown,
    make_context,
)
from reviewlint_sphinx.domain import NAME, reviews_of
from reviewlint_sphinx.images import name_hidden
from reviewlint_sphinx.listing.select import select
from reviewlint_sphinx.manifest import Manifest, read_manifest, write_manifest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from reviewlint_sphinx.book.bind import Book
    from reviewlint_sphinx.browse.foot import Footer
    from reviewlint_sphinx.browse.pages import Page


class Publisher:
    """Know what was published before, and what is now."""

    def __init__(self, footer: Footer, book: Book) -> None:
        """Begin with nothing; :meth:`find_outdated` reads what was published before."""
        self._footer = footer
        self._book = book
        self._before = Manifest()
        self._listings: dict[str, str] = {}
        self._pages: dict[str, str] = {}
        self._said: dict[str, str] = {}

    def find_outdated(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Give the documents whose listings show other reviews than they did here.

        Connected to ``env-updated``, behind what names pictures. A build that only takes reviews away
        reads nothing, and Sphinx would forget it: some document is given then too. What such reviews
        left in the output folder goes here already: an EPUB's builder packs whatever lies there.
        """
        self._before = read_manifest(app)
        kept = self._before.pages.difference(_list_indices(app, empty=True)).union(
            self._find_document_files(app)
        )
        for name in self._before.files - kept:
            _remove(Path(app.outdir), name)
        self._listings = _hash_listings(app, env)
        if has_pages(app.builder):
            for docname in reviews_of(env).records:
                foot = hash_shown(self._footer.describe(app, docname))
                self._listings[docname] = f"{self._listings.get(docname, '')} {foot}".lstrip()
        for docname, named in reviews_of(env).find_named():
            self._listings[docname] = f"{self._listings.get(docname, '')} {hash_shown(named)}".lstrip()
        for docname, names in name_hidden(env):
            self._listings[docname] = f"{self._listings.get(docname, '')} {hash_shown(names)}".lstrip()
        for docname, named in self._book.describe(app):
            self._listings[docname] = f"{self._listings.get(docname, '')} {hash_shown(named)}".lstrip()
        before = self._before.listings
        outdated = [docname for docname, shown in self._listings.items() if before.get(docname) != shown]
        # A document that lists nothing any more was read again, but for the first one of a book.
        outdated += sorted((before.keys() - self._listings.keys()) & env.found_docs)
        gone = self._before.reviews - reviews_of(env).records.keys()
        return outdated or ([env.config.root_doc] if gone else [])

    def collect(self, app: Sphinx, plans: Iterable[PagePlan]) -> Iterator[Page]:
        """Give the pages that no document holds and that would not be what they are already."""
        frame = hash_shown(describe_frame(app))
        changed = find_newest_template(app)
        for plan in plans:
            shown = f"{frame} {hash_shown(plan.shown)}"
            self._pages[plan.name] = shown
            same = self._before.written.get(plan.name) == shown
            if not (same and is_newer(_find_outfile(app, plan.name), changed)):
                yield plan.name, make_context(plan), TEMPLATE

    def note_file(self, name: str, said: str) -> bool:
        """Keep the name of a file that is no page, and what it says, as a hash; tell if it said so before."""
        self._said[name] = said
        return self._before.said.get(name) == said

    def wrote(self, name: str) -> bool:
        """Tell whether a file that is no page was written by the last build to this output folder."""
        return name in self._before.said

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Remove what was published before and is no more; connected to ``build-finished``."""
        if exception is not None:
            return
        pages = frozenset(_place(app, _find_outfile(app, name)) for name in self._pages)
        pages = pages.union(self._said, _list_indices(app, empty=False))
        files = frozenset(self._find_document_files(app)) | pages
        for name in self._before.files - files:
            _remove(Path(app.outdir), name)
        if Path(app.outdir) != Path(app.doctreedir):
            # Builders of JSON and pickles publish a copy, in which all sources are named.
            _remove(Path(app.outdir), ENV_PICKLE_FILENAME)
        reviews = frozenset(reviews_of(app.env).records)
        write_manifest(app, Manifest(reviews, files, pages, self._listings, self._pages, self._said))

    def _find_document_files(self, app: Sphinx) -> Iterator[str]:
        """Give what documents put into the output folder: reviews, a book's chapters, pictures and files.

        The last two may be of documents that are no reviews, too.
        """
        reviews = reviews_of(app.env).records
        for name in [*reviews, *(chapter.docname for chapter in self._book.chapters)]:
            yield _place(app, _find_outfile(app, name))
        folder = getattr(app.builder, "imagedir", "")
        for _docnames, name in app.env.images.values():
            yield f"{folder}/{name}".lstrip("/")
        for _docnames, place in app.env.dlfiles.values():
            yield f"_downloads/{place}"


def drop_empty_terms(app: Sphinx) -> list[Page]:
    """Take the words out of the search index that no document holds any more.

    Sphinx keeps the words of a document that is gone as keys of empty lists, where anyone can read
    them. Connected to ``html-collect-pages``, which runs before the index is written; gives no page.
    """
    indexer = getattr(app.builder, "indexer", None)
    for name in ("_mapping", "_title_mapping"):
        mapping: dict[str, set[str]] = getattr(indexer, name, {})
        for word in [word for word, documents in mapping.items() if not documents]:
            del mapping[word]
    return []


def _hash_listings(app: Sphinx, env: BuildEnvironment) -> dict[str, str]:
    domain = reviews_of(env)
    records = domain.sorted_records()
    return {
        docname: hash_shown([list_shown(app, select(records, spec)) for spec in specs])
        for docname, specs in domain.listings.items()
    }


def _list_indices(app: Sphinx, *, empty: bool) -> Iterator[str]:
    """Give the files of our indices: those that are ``empty``, or those that are not.

    Sphinx writes none that would be empty, and leaves the last one that was not.
    """
    domain = reviews_of(app.env)
    for index in domain.indices:
        content, _ = index(domain).generate()
        if bool(content) != empty:
            yield _place(app, _find_outfile(app, f"{NAME}-{index.name}"))


def _find_outfile(app: Sphinx, page: str) -> Path:
    """Give the file that a builder of one file a page writes; that of any other is not there."""
    builder: Any = app.builder
    if hasattr(builder, "get_outfilename"):
        return Path(builder.get_outfilename(page))
    return Path(app.outdir, page + getattr(builder, "out_suffix", ""))


def _place(app: Sphinx, path: Path) -> str:
    return path.relative_to(app.outdir).as_posix()


def _remove(outdir: Path, name: str) -> None:
    """Remove a file, and the folders that are empty then."""
    path = outdir / name
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == outdir or not folder.is_dir() or os.listdir(folder):  # noqa: PTH208 - is it empty?
            break
        folder.rmdir()
