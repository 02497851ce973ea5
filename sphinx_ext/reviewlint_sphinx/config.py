"""What a site's conf.py may say: every value in one place, registered, read and checked from here."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError
from sphinx.util.matching import Matcher

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PREFIX = "reviewlint_"

ON_ERROR = ("exclude", "warn", "fail")
FEED_CONTENTS = ("summary", "full")
SEARCHES = ("sphinx", "pagefind")
BROWSE = ("tag", "year", "reviewer", "work", "medium", "rating", "glance")
SPOILER_POLICIES = ("closed", "omit", "appendix", "show")


def _value(default: Any, rebuild: str, types: tuple[type, ...], description: str) -> Any:
    """Declare one value; ``rebuild`` is what Sphinx does over again when it changes."""
    metadata = {"default": default, "rebuild": rebuild, "types": types, "description": description}
    return dataclasses.field(default_factory=lambda: default, metadata=metadata)


@dataclasses.dataclass(frozen=True)
class Options:
    """Hold the values of conf.py; each is written there with ``reviewlint_`` before its name."""

    reviews: tuple[str, ...] = _value(
        ("reviews/**",), "env", (list, tuple), "which documents are reviews, as globs from the source folder"
    )
    config: str | None = _value(
        None,
        "",
        (str, type(None)),
        "the reviewlint.yaml to use, from conf.py's folder; else the nearest",
    )
    on_error: str = _value(
        "exclude", "", (str,), "a review with errors: `exclude` leaves it out, `warn` shows it, `fail` stops"
    )
    spoilers: Mapping[str, str] = _value(
        {}, "env", (dict,), "per builder: `closed` for what a reader can open, `omit`, `appendix`, or `show`"
    )
    book: bool = _value(
        False, "", (bool,), "put the reviews into the table of contents of a PDF or an EPUB, by year"
    )
    raw_html: bool = _value(
        False, "env", (bool,), "keep scripts, frames and event attributes that stand in a review"
    )
    leakcheck: bool = _value(
        True, "", (bool,), "look through what was built, and fail where it shows what spoilers hide"
    )
    feeds: bool = _value(
        True, "html", (bool,), "make feeds, where `html_baseurl` says where the site will be"
    )
    feed_content: str = _value(
        "summary", "", (str,), "what a feed says of each review: `summary`, or `full` for its public text"
    )
    feed_length: int = _value(30, "", (int,), "how many reviews a feed has at most; 0 for all")
    search: str = _value("sphinx", "html", (str,), "what readers search with: `sphinx`, or `pagefind`")
    editors: str | None = _value(
        None, "", (str, type(None)), "where to write a page of all findings and drafts, from conf.py's folder"
    )
    browse: tuple[str, ...] = _value(
        BROWSE, "env", (list, tuple), "which pages to make to browse by, and `glance` for that of charts"
    )
    browse_folder: str = _value("browse", "env", (str,), "the folder of these pages")
    browse_size: int = _value(
        24,
        "env",
        (int,),
        "how many reviews one of these pages shows, the newest page fewer than twice as many",
    )


def register(app: Sphinx) -> None:
    """Tell Sphinx of every value."""
    for field in dataclasses.fields(Options):
        app.add_config_value(
            PREFIX + field.name,
            _plain(field.metadata["default"]),
            field.metadata["rebuild"],
            types=frozenset(field.metadata["types"]),
            description=field.metadata["description"],
        )


def read(config: Config) -> Options:
    """Give what conf.py says.

    :raises ConfigError: in words that name the value, what it is and what it may be
    """
    values = {field.name: getattr(config, PREFIX + field.name) for field in dataclasses.fields(Options)}
    options = Options(**{**values, "reviews": tuple(values["reviews"]), "browse": tuple(values["browse"])})
    if options.on_error not in ON_ERROR:
        raise ConfigError(explain("on_error", options.on_error, ON_ERROR))
    if options.feed_content not in FEED_CONTENTS:
        raise ConfigError(explain("feed_content", options.feed_content, FEED_CONTENTS))
    if options.search not in SEARCHES:
        raise ConfigError(explain("search", options.search, SEARCHES))
    for name in options.browse:
        if name not in BROWSE:
            raise ConfigError(explain("browse", name, BROWSE))
    if not {"", ".", ".."}.isdisjoint(options.browse_folder.strip("/").split("/")):
        # Pages there would lie over the site's own, or outside of the output folder.
        raise ConfigError(
            f"{PREFIX}browse_folder is {options.browse_folder!r}; it should be a folder of the site, such as"
            " 'browse'"
        )
    return options


def is_review(config: Config, docname: str | None) -> bool:
    """Tell whether a document is a review; the globs may name documents or Markdown files."""
    matches = _make_matcher(tuple(config.reviewlint_reviews)).match
    return docname is not None and (matches(docname) or matches(f"{docname}.md"))


@lru_cache(maxsize=8)  # asked for each document, in each step of a build
def _make_matcher(globs: tuple[str, ...]) -> Matcher:
    return Matcher(globs)


def _plain(default: Any) -> Any:
    return list(default) if isinstance(default, tuple) else default


def explain(name: str, found: object, allowed: tuple[str, ...]) -> str:
    """Say that a value, named without the prefix, is not one of those that it may be."""
    choices = ", ".join(map(repr, allowed[:-1])) + f" or {allowed[-1]!r}"
    return f"{PREFIX}{name} is {found!r}; it should be {choices}"
