"""Render a folder of reviews that reviewlint finds fit to publish, and none that it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviewlint import __version__
from reviewlint_sphinx import assets, config, locale, parser, references
from reviewlint_sphinx.book.bind import Book
from reviewlint_sphinx.browse.foot import Footer
from reviewlint_sphinx.browse.pages import Browser
from reviewlint_sphinx.domain import ReviewsDomain
from reviewlint_sphinx.downloads import GuardDownloads, link_files
from reviewlint_sphinx.editors import EditorsPage
from reviewlint_sphinx.feeds.write import FeedWriter
from reviewlint_sphinx.garbage import collect_rarely
from reviewlint_sphinx.gate import Gate
from reviewlint_sphinx.header import AddHeader, facts
from reviewlint_sphinx.images import FindImages, ask_for_root, name_files
from reviewlint_sphinx.include import GuardedInclude
from reviewlint_sphinx.indices import say_title
from reviewlint_sphinx.leaks import LeakGate
from reviewlint_sphinx.listing.directive import ReviewsDirective
from reviewlint_sphinx.listing.fill import Filler
from reviewlint_sphinx.listing.nodes import listing
from reviewlint_sphinx.listing.render import Lister
from reviewlint_sphinx.metadata import head
from reviewlint_sphinx.pagefind import Pagefind
from reviewlint_sphinx.publish import Publisher, drop_empty_terms
from reviewlint_sphinx.raw_html import CleanHtml
from reviewlint_sphinx.reading import Reader
from reviewlint_sphinx.redirects import Redirects
from reviewlint_sphinx.spoilers import render
from reviewlint_sphinx.spoilers.directive import SpoilerDirective, spoiler_role
from reviewlint_sphinx.spoilers.policy import apply_policy, check_policies
from reviewlint_sphinx.spoilers.seal import SealSpoilers
from reviewlint_sphinx.spoilers.transform import HideSpoilers, HideTranslated
from reviewlint_sphinx.stems import remember_stems
from reviewlint_sphinx.templates import Templates

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

ENVIRONMENT = 6
"""Raised when what the environment keeps changes its shape."""

_LAST = 900


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add all of it to a Sphinx application."""
    # Before 8.2 nothing could be kept out of Sphinx's search index.
    app.require_sphinx((8, 2))
    app.setup_extension("myst_parser")
    config.register(app)
    locale.register(app)
    parser.register(app)
    assets.register(app)
    render.register(app)
    references.register(app)
    head.register(app)
    app.add_domain(ReviewsDomain)
    app.add_node(facts)
    app.add_node(listing)
    app.add_directive("reviews", ReviewsDirective)
    app.add_directive("include", GuardedInclude, override=True)
    app.add_directive("spoiler", SpoilerDirective)
    app.add_role("spoiler", spoiler_role)
    for transform in (
        HideSpoilers,
        AddHeader,
        FindImages,
        GuardDownloads,
        CleanHtml,
        HideTranslated,
        SealSpoilers,
    ):
        app.add_transform(transform)
    app.connect("builder-inited", _start)
    return {
        "version": __version__,
        "env_version": ENVIRONMENT,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _start(app: Sphinx) -> None:
    """Make what lives as long as this build, and connect it."""
    check_policies(app)
    gate = Gate(app, config.read(app.config))
    reader = Reader(gate)
    templates = Templates(app)
    lister = Lister(templates)
    footer = Footer(lister, templates)
    filler = Filler(templates, lister, footer)
    browser = Browser(lister, templates)
    book = Book()
    publisher = Publisher(footer, book)
    feeds = FeedWriter(gate, publisher)
    redirects = Redirects(templates, publisher)
    leaks = LeakGate(app, gate)
    Pagefind(templates).connect(app)
    app.connect("env-get-outdated", collect_rarely, priority=50)
    app.connect("env-get-outdated", gate.sort_out, priority=100)
    app.connect("env-before-read-docs", gate.advise)
    app.connect("source-read", reader.read_source)
    app.connect("include-read", reader.read_include)
    app.connect("env-updated", gate.keep_news)
    app.connect("env-updated", name_files)
    app.connect("env-updated", ask_for_root)
    app.connect("env-updated", book.plan)
    app.connect("env-updated", publisher.find_outdated)
    app.connect("write-started", book.bind)
    app.connect("doctree-resolved", remember_stems)
    app.connect("doctree-resolved", link_files)
    app.connect("doctree-resolved", filler.fill)
    app.connect("doctree-resolved", apply_policy)
    app.connect("html-page-context", _withhold_source)
    app.connect("html-page-context", feeds.link)
    app.connect("html-page-context", say_title)
    app.connect("html-collect-pages", lambda app: publisher.collect(app, browser.plan(app)))
    app.connect("html-collect-pages", feeds.write)
    app.connect("html-collect-pages", drop_empty_terms)
    app.connect("build-finished", redirects.write)
    app.connect("build-finished", publisher.finish)
    app.connect("build-finished", EditorsPage(gate, templates).finish)
    app.connect("build-finished", leaks.finish, priority=_LAST)


def _withhold_source(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Keep a review's source, with its editors' notes and spoilers, out of ``_sources``."""
    if page in app.env.get_domain("reviews").data["records"]:
        context["sourcename"] = ""
