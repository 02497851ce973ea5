"""The head of a review's page: its title, its cover, and what its front matter says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from reviewlint.record import ReviewRecord
from reviewlint_sphinx.domain import NAME, reviews_of
from reviewlint_sphinx.images import find_picture
from reviewlint_sphinx.inline import parse_inline
from reviewlint_sphinx.locale import _
from reviewlint_sphinx.metadata.language import find_foreign, name_class, read_tag
from reviewlint_sphinx.state import Reading, reading_of
from reviewlint_sphinx.view import view_date, view_rating, view_spoilers, view_work

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class facts(nodes.container):  # noqa: N801 - docutils finds visitors by the class's name
    """Hold what is known of a review, as plain nodes; HTML puts a template in their place."""


class AddHeader(SphinxTransform):
    """Put title and header above a review's text, in one section, whatever its first heading is."""

    # Before the translation of texts (20), so that the title is translated.
    default_priority = 6

    def apply(self, **kwargs: Any) -> None:
        """Change the document in place."""
        reading = reading_of(self.env)
        if reading is None:
            return
        section = _wrap(self.document, reading)
        # The directive of that name could tell anything, from inside a spoiler too.
        self.document.attributes.pop("title", None)
        site = self.config.language or "en"
        language = find_foreign(reading.record.language, site)
        section["classes"] += ["h-review", *([name_class(language)] if language else [])]
        header = nodes.container("", *_make_cover(self.env, reading), classes=["rl-header"])
        header += _make_facts(self.env, reading.record)
        if language:
            # Our own words are the site's; only what the writer wrote is not.
            header["classes"].append(name_class(read_tag(site)))
            for part in header.findall(nodes.TextElement):
                if isinstance(part, nodes.caption) or "rl-excerpt" in part["classes"]:
                    part["classes"].append(name_class(language))
        section.insert(1, header)


def _wrap(document: nodes.document, reading: Reading) -> nodes.section:
    """Make one section of the document, under the review's title."""
    title: nodes.Node = nodes.title(reading.record.title, reading.record.title)
    children = document.children
    own = _find_own_title(document, reading)
    if own is not None:
        at = next(index for index, child in enumerate(children) if child is own)
        children = [*children[:at], *own.children[1:], *children[at + 1 :]]
        title = own.children[0]
    section = nodes.section("", title, *children)
    document.children = []
    document += section
    section.source, section.line = document.source, 1
    section["names"] = [nodes.fully_normalize_name(reading.record.title)]
    if own is not None:
        section["ids"], section["names"], section["slug"] = own["ids"], own["names"], own.get("slug", "")
        for ident in own["ids"]:
            document.ids[ident] = section
    else:
        document.note_implicit_target(section, section)
    return section


def _find_own_title(document: nodes.document, reading: Reading) -> nodes.section | None:
    """Find the section whose heading says what the title says, where the writer repeated it.

    Whether there is such a heading is asked of the review: a body that begins at the second level
    and holds one section looks the same in the tree.
    """
    wanted = _normalise(reading.record.title)
    headings = reading.review.headings
    if not any(heading.level == 1 and _normalise(heading.text) == wanted for heading in headings):
        return None
    for child in document.children:
        if isinstance(child, nodes.section) and _normalise(child.children[0].astext()) == wanted:
            return child
    return None


def _normalise(text: str) -> str:
    plain = text.casefold().replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return " ".join(plain.split())


def _make_cover(env: BuildEnvironment, reading: Reading) -> list[nodes.Node]:
    cover = reading.record.cover
    if cover is None:
        return []
    docname = env.docname
    picture = find_picture(env, reading, cover.source)
    if not picture.address:
        reviews_of(env).note_missing(docname, picture.tried)
        return []
    reviews_of(env).covers[docname] = picture.address.removeprefix("/")
    figure = nodes.figure("", classes=["rl-cover"])
    figure += nodes.image("", uri=picture.address, alt=write_alt(reading.record), classes=["u-photo"])
    caption = nodes.caption("", "", *parse_inline(cover.caption or ""))
    if cover.credit:
        caption += [nodes.Text(" "), nodes.inline("", cover.credit, classes=["rl-credit"])]
    if caption.children:
        figure += caption
    return [figure]


def write_alt(record: ReviewRecord) -> str:
    """Give the alt text of a cover, in the site's words where the site keeps none."""
    cover = record.cover
    if cover is not None and cover.decorative:
        return ""
    if cover is not None and cover.alt and cover.alt.strip():
        return cover.alt
    return _("Cover of %s") % (record.work.title or record.title)


def _make_facts(env: BuildEnvironment, record: ReviewRecord) -> facts:
    """Write what is known as plain paragraphs, for every builder but HTML."""
    language = env.config.language
    rating, date = view_rating(record.rating), view_date(record.date, language)
    work = [view_work(record), str(record.work.year or ""), record.work.medium or "", *record.work.creators]
    byline = [", ".join(record.reviewers), date.text if date else ""]
    lines: list[list[nodes.Node]] = [
        [nodes.Text(" · ".join(filter(None, work)))],
        [nodes.Text(rating.spoken)] if rating else [],
        [nodes.Text(" · ".join(filter(None, byline)))],
        [nodes.Text(view_spoilers(record))],
        _link_tags(env, record),
    ]
    block = facts("", classes=["rl-facts"])
    block += [nodes.paragraph("", "", *line) for line in lines if any(node.astext() for node in line)]
    if record.excerpt:
        block += nodes.paragraph("", "", *parse_inline(record.excerpt), classes=["rl-excerpt", "p-summary"])
    return block


def _link_tags(env: BuildEnvironment, record: ReviewRecord) -> list[nodes.Node]:
    found: list[nodes.Node] = []
    for tag in record.tags:
        if found:
            found.append(nodes.Text(", "))
        found.append(
            addnodes.pending_xref(
                "",
                nodes.inline("", tag),
                refdomain=NAME,
                reftype="tag",
                reftarget=tag,
                refdoc=env.docname,
                refwarn=False,
                refexplicit=True,
            )
        )
    return found
