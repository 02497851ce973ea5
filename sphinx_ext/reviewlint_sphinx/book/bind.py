"""A book's chapters bound into the table of contents, for the build at hand and no other.

Builders share one doctree folder, and in HTML a table of contents of all reviews costs time in
proportion to the square of their number. So nothing of a book is in a doctree or an environment that
is kept: it is put in when these are saved (``write-started``), and is gone with the build. Each year
has a toctree of its own, under a page that exists only here; the root document's has the years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes

from reviewlint_sphinx.book.chapters import Chapter, list_chapters
from reviewlint_sphinx.domain import reviews_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

# Those of Sphinx that follow toctrees and do not have the method below.
_BOOKS = frozenset({"epub", "man"})


class Book:
    """Know the chapters of this build; none where it makes no book."""

    def __init__(self) -> None:
        """Begin with none; they are known when all reviews are read."""
        self.chapters: tuple[Chapter, ...] = ()

    def plan(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Find the chapters; connected to ``env-updated``, gives no document."""
        if app.config.reviewlint_book and is_book(app.builder):
            placed = {docname for docnames in env.toctree_includes.values() for docname in docnames}
            records = reviews_of(env).sorted_records()
            self.chapters = list_chapters(records, name_folder(app), placed)
        return []

    def describe(self, app: Sphinx) -> Iterator[tuple[str, list[Any]]]:
        """Give the documents whose pages show something of the book, with that."""
        if self.chapters:
            yield app.config.root_doc, [chapter.title for chapter in self.chapters]
        for chapter in self.chapters:
            yield chapter.docname, [chapter.title, *chapter.reviews]

    def bind(self, app: Sphinx, builder: Builder) -> None:
        """Tell the environment of the chapters, as if they had been read; for ``write-started``."""
        if not self.chapters:
            return
        env, root = app.env, app.config.root_doc
        settings = env.get_doctree(root).settings
        trees = {chapter.docname: _make_page(chapter, settings) for chapter in self.chapters}
        for chapter in self.chapters:
            _note_page(env, chapter)
        docnames = [chapter.docname for chapter in self.chapters]
        # On the first page of an EPUB the years suffice; to LaTeX, a depth is that of its contents.
        depth = 1 if builder.name == "epub" else -1
        env.toctree_includes[root] = [*env.toctree_includes.get(root, ()), *docnames]
        _give_doctrees(env, trees, root, _make_toctree(root, docnames, depth=depth))


def is_book(builder: Builder) -> bool:
    """Tell whether a builder follows toctrees to make one whole of many documents.

    Those that write a single file, of Sphinx and of others (``rinoh``, ``simplepdf``), put together
    one tree first.
    """
    return builder.name in _BOOKS or hasattr(builder, "assemble_doctree")


def name_folder(app: Sphinx) -> str:
    """Give the folder that the chapters' pages are in: that of the years, where HTML has them."""
    return f"{str(app.config.reviewlint_browse_folder).strip('/')}/year"


def _make_toctree(parent: str, docnames: list[str], *, depth: int) -> nodes.Element:
    toctree = addnodes.toctree(
        "",
        parent=parent,
        entries=[(None, docname) for docname in docnames],
        includefiles=docnames,
        maxdepth=depth,
        caption=None,
        glob=False,
        hidden=False,
        includehidden=False,
        numbered=0,
        titlesonly=False,
    )
    return nodes.compound("", toctree, classes=["toctree-wrapper"])


def _list_reviews(chapter: Chapter) -> nodes.Element:
    return _make_toctree(chapter.docname, [docname for docname, _title in chapter.reviews], depth=1)


def _make_page(chapter: Chapter, settings: Any) -> nodes.document:
    title = nodes.title(chapter.title, chapter.title)
    address = f"year-{chapter.docname.rpartition('/')[2]}"
    tree = new_document(chapter.docname, settings)
    tree += nodes.section("", title, _list_reviews(chapter), ids=[address])
    return tree


def _note_page(env: BuildEnvironment, chapter: Chapter) -> None:
    docname = chapter.docname
    # The source of a page that nobody wrote can be no older than what is made of it.
    env.all_docs[docname] = 0
    env.found_docs.add(docname)
    title = nodes.title(chapter.title, chapter.title)
    env.titles[docname] = env.longtitles[docname] = title
    link = nodes.reference("", chapter.title, internal=True, refuri=docname, anchorname="")
    item = nodes.list_item("", addnodes.compact_paragraph("", "", link))
    item += nodes.bullet_list("", _list_reviews(chapter).children[0])
    env.tocs[docname] = nodes.bullet_list("", item)
    env.toc_num_entries[docname] = 1
    env.get_domain("index").data["entries"][docname] = []
    env.toctree_includes[docname] = [name for name, _title in chapter.reviews]


def _give_doctrees(
    env: BuildEnvironment, pages: Mapping[str, nodes.document], root: str, years: nodes.Element
) -> None:
    """Have the environment give the trees of ``pages``, and ``root``'s with the years at its end."""
    read = env.get_doctree

    def get_doctree(docname: str) -> nodes.document:
        if docname in pages:
            return pages[docname].deepcopy()
        tree = read(docname)
        if docname == root:
            last = tree.children[-1] if tree.children else None
            home: nodes.Element = last if isinstance(last, nodes.section) else tree
            home += years.deepcopy()
        return tree

    # A document that this build has read is else written from memory, past the method.
    env._write_doc_doctree_cache.pop(root, None)  # noqa: SLF001 - there is no other way
    env.get_doctree = get_doctree  # type: ignore[method-assign]
