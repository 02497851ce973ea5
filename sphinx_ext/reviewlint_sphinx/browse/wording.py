"""What the pages by tag, year and so on are called."""

from __future__ import annotations

from reviewlint_sphinx.locale import _


def title_entry(facet: str, name: str, number: int = 0) -> str:
    """Give the title of the page of one value; ``number`` is that of an older page of it."""
    title = {
        "tag": _("Reviews tagged “%s”"),
        "year": _("Reviews: %s"),
        "reviewer": _("Reviews by %s"),
        "work": _("Reviews of %s"),
        "medium": _("Reviews: %s"),
        "rating": _("Reviews rated %s"),
    }[facet] % name
    return title_continued(title, number) if number else title


def title_continued(title: str, number: int) -> str:
    """Give the title of an older page of a long listing."""
    return _("%(title)s, page %(number)s") % {"title": title, "number": number}


def title_index(facet: str) -> str:
    """Give the title of the page of all values."""
    return {
        "tag": _("Tags"),
        "year": _("Years"),
        "reviewer": _("Reviewers"),
        "work": _("Works"),
        "medium": _("Media"),
        "rating": _("Ratings"),
    }[facet]


def name_facet(facet: str) -> str:
    """Give the head of a column of values."""
    return {
        "tag": _("Tag"),
        "year": _("Year"),
        "reviewer": _("Reviewer"),
        "work": _("Work"),
        "medium": _("Medium"),
        "rating": _("Rating"),
    }[facet]


def title_glance() -> str:
    """Give the title of the page of charts."""
    return _("At a glance")


def count_reviews(count: int) -> str:
    """Say how many reviews there are."""
    return _("%s reviews") % count if count != 1 else _("1 review")
