"""A first ``reviewlint.yaml`` from what the reviews have in common, each line with what was seen."""

from __future__ import annotations

import math
import posixpath
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import yaml

from reviewlint.document.front_matter.yaml_text import quote_text
from reviewlint.document.identity import fold
from reviewlint.reporters.summary import count_things
from reviewlint.reporters.visible import make_line
from reviewlint.survey import Survey

_HEAD = """\
# Written by `reviewlint init` from {reviews}.
# Above each setting stands what was seen; take out or change what is not meant.
"""
_WIDTH = 100
_HIGHEST = (5.0, 10.0, 100.0)
_STEPS = (1.0, 0.5, 0.25, 0.1)
_CLOSE = 1e-6
_REQUIRED = frozenset({"title", "work", "date", "rating", "reviewer", "creators", "tags", "excerpt", "cover"})
_OF_A_WORK = frozenset({"goodreads_id", "isbn", "isbn10", "isbn13", "issn", "series", "year"})
_LEAST = 5
"""So many reviews tell what is usual here; fewer show only what there is."""
_LEAST_TAGS = 20


class Scale(msgspec.Struct, frozen=True):
    """Hold a rating scale from 0 to ``highest``, and which of the ratings keep to it."""

    highest: float
    step: float | None
    fitting: int
    others: tuple[float, ...]


class Setting(msgspec.Struct, frozen=True):
    """Hold one part of a config: what was seen, in words, and the lines of YAML that follow from it.

    ``topic`` is the config's key; ``lines`` are empty where what was seen asks for none.
    """

    topic: str
    seen: str
    lines: tuple[str, ...] = ()


def make_settings(survey: Survey) -> tuple[Setting, ...]:
    """Say what of a survey a config should hold, in the order of its keys."""
    return (
        *_make_exclude(survey),
        *_make_fields(survey),
        *_make_rating(survey),
        *_make_vocabulary(survey),
        *_make_spoilers(survey),
        *_make_images(survey),
        *_make_timezone(survey),
    )


def render_config(survey: Survey, settings: Sequence[Setting]) -> str:
    """Write the config."""
    blocks = [_HEAD.format(reviews=count_things(survey.count, "review"))]
    topic = ""
    for setting in settings:
        begins = setting.topic != topic
        topic = setting.topic
        if begins:
            blocks.append("\n")
        if begins and setting.lines:
            blocks.append(f"{topic}:\n")
        blocks += (f"{line}\n" for line in _render(setting))
    return "".join(blocks)


def _render(setting: Setting) -> Iterator[str]:
    indent = "  " if setting.lines else ""
    seen = setting.seen if setting.lines else f"{setting.topic}: {setting.seen}"
    width = _WIDTH - len(indent) - len("# ")
    for line in textwrap.wrap(f"{make_line(seen)}.", width, break_long_words=False, break_on_hyphens=False):
        yield f"{indent}# {line}"
    yield from (f"  {line}" for line in setting.lines)


def find_scale(ratings: Sequence[tuple[float, float | None]]) -> Scale | None:
    """Find the scale that nearly all ratings keep to, ``None`` where there is none or too few tell."""
    if len(ratings) < _LEAST:
        return None
    named = Counter(best for _, best in ratings if best is not None)
    highest = _find_highest([value for value, _ in ratings], named, len(ratings))
    if highest is None:
        return None
    fitting = [value for value, best in ratings if best in (None, highest) and value <= highest + _CLOSE]
    step = next((step for step in _STEPS if _keep_to(fitting, step) * 100 >= len(fitting) * 99), None)
    kept = fitting if step is None else [value for value in fitting if _is_step(value, step)]
    others = {value for value, _ in ratings} - set(kept)
    return Scale(highest, step, len(kept), tuple(sorted(others)))


def _find_highest(values: Sequence[float], named: Mapping[float, int], count: int) -> float | None:
    if named:
        best, times = max(named.items(), key=lambda one: (one[1], one[0]))
        if times * 20 >= count * 19:
            return best
    # A slip such as 44.0 for 4.4 must not make a scale of its own.
    values = sorted(values)
    top = values[round((count - 1) * 0.97)]
    return next((highest for highest in _HIGHEST if top <= highest), None)


def _keep_to(values: Sequence[float], step: float) -> int:
    return sum(_is_step(value, step) for value in values)


def _is_step(value: float, step: float) -> bool:
    return abs(value / step - round(value / step)) < _CLOSE


def _make_exclude(survey: Survey) -> Iterator[Setting]:
    folders = {posixpath.dirname(path).partition("/")[0] for path in survey.bare} - {""}
    with_reviews = {folder.partition("/")[0] for folder in survey.folders}
    idle = sorted(folders - with_reviews)
    if idle:
        number = sum(path.partition("/")[0] in idle for path in survey.bare)
        files = "no file has" if number > 1 else "the one file has no"
        seen = f"in {_list(idle)} {files} any metadata, so nothing there is a review"
        yield Setting("exclude", seen, tuple(f"- {_quote(f'{folder}/**')}" for folder in idle))


def _make_fields(survey: Survey) -> Iterator[Setting]:
    roles = dict(survey.roles)
    means = _find_author_meaning(survey)
    if means and "author" in roles:
        roles[means] = {**roles.get(means, {}), **roles.pop("author")}
    places = {key.name: index for index, key in enumerate(survey.keys)}
    for role, names in sorted(roles.items(), key=lambda one: min(places.get(name, 0) for name in one[1])):
        by_use = sorted(names, key=lambda name: (-names[name], name))
        wanted = [name for name in by_use if names[name] * 10 >= survey.count]
        if not wanted:
            continue
        where = " and ".join(f"`{name}` {_share(names[name], survey.count)}" for name in wanted)
        seen = f"{role}: {where}"
        if role == means:
            seen += f", {_describe_authors(survey, means)}"
        shown = f"[{', '.join(wanted)}]"
        required = role in _REQUIRED and survey.count >= _LEAST and sum(names.values()) >= survey.count
        line = f"{role}: {{names: {shown}, required: true}}" if required else f"{role}: {shown}"
        yield Setting("fields", seen, (line,))


def _find_author_meaning(survey: Survey) -> str | None:
    """Tell whether `author` is who made the work (a role of its own) or who wrote the review."""
    uses, names = sum(survey.authors.values()), len(survey.authors)
    if uses < _LEAST:
        return None
    if survey.roles.get("reviewer"):
        return "creators" if not survey.roles.get("creators") else None
    if survey.roles.get("creators"):
        return "reviewer"
    if names >= _LEAST and names * 10 >= uses and _OF_A_WORK & survey.roles.keys():
        return "creators"
    return "reviewer" if names * 20 <= uses else None


def _describe_authors(survey: Survey, means: str) -> str:
    names = count_things(len(survey.authors), "name")
    whose = "who made the works" if means == "creators" else "who wrote the reviews"
    return f"{names}, so they are taken for those {whose}"


def _make_rating(survey: Survey) -> Iterator[Setting]:
    scale = find_scale(survey.ratings)
    if scale is None:
        if survey.ratings:
            yield Setting("rating", f"{count_things(len(survey.ratings), 'rating')}, which show no scale")
        return
    steps = f" in steps of {scale.step:g}" if scale.step else ""
    total = len(survey.ratings)
    share = f"all {total}" if scale.fitting == total else f"{scale.fitting} of {total}"
    seen = f"{share} ratings go from 0 to {scale.highest:g}{steps}"
    if scale.others:
        seen += f"; not {_list([f'{value:g}' for value in scale.others[:5]])}"
    step = f", {scale.step:g}" if scale.step else ""
    yield Setting("rating", seen, (f"scale: [0, {scale.highest:g}{step}]",))


def _make_vocabulary(survey: Survey) -> Iterator[Setting]:
    """Give the tags that are there, less the rarer ways to write one that is there too."""
    uses = sum(survey.tags.values())
    if uses < _LEAST_TAGS:
        return
    usual: dict[str, str] = {}
    for tag, _ in sorted(survey.tags.items(), key=lambda one: (-one[1], one[0])):
        usual.setdefault(fold(tag) or tag, tag)
    tags = sorted(usual.values(), key=lambda tag: (tag.casefold(), tag))
    left_out = [tag for tag in sorted(survey.tags) if tag not in tags]
    seen = f"{count_things(len(tags), 'tag')} in {survey.count} reviews; a tag that is not here is reported"
    if left_out:
        seen += f"; left out as other ways to write one of them: {_list(left_out[:10])}"
    yield Setting("vocabulary", seen, ("tags:", *(f"  - {_quote(tag)}" for tag in tags)))


def _make_spoilers(survey: Survey) -> Iterator[Setting]:
    total = sum(survey.dialects.values())
    if not total:
        return
    dialects = sorted(survey.dialects, key=lambda name: (-survey.dialects[name], name))
    most = dialects[0]
    if len(dialects) == 1:
        yield Setting("spoilers", f"all {total} are of the dialect `{most}`", (f"dialect: {most}",))
        return
    ways = _list([f"`{name}` {survey.dialects[name]} times" for name in dialects])
    if survey.dialects[most] * 2 <= total:
        yield Setting("spoilers", f"{total} in several dialects, none of them usual: {ways}")
        return
    yield Setting("spoilers", f"{total}, {ways}", (f"dialect: {most}",))


def _make_images(survey: Survey) -> Iterator[Setting]:
    if not survey.pictures:
        return
    total = count_things(survey.pictures, "picture")
    roots = sorted(survey.picture_roots, key=lambda name: (-survey.picture_roots[name], name))
    chosen = [root for root in roots if survey.picture_roots[root] * 10 >= survey.pictures]
    if not chosen:
        seen = f"no file was found here for {total} of this site"
        yield Setting("images", f"{seen}; `images: {{roots: [FOLDER]}}` says where they lie")
        return
    where = _list([f"`{root}` ({survey.picture_roots[root]})" for root in chosen])
    yield Setting("images", f"{total} of this site, found below {where}", _list_lines("roots", chosen))


def _make_timezone(survey: Survey) -> Iterator[Setting]:
    if survey.zones:
        zones = _list([f"{zone} ({times})" for zone, times in sorted(survey.zones.items())])
        seen = f"dates with a time zone: {zones}"
        yield Setting("timezone", f"{seen}; `timezone: Europe/Paris`, or yours, says when a day begins")


def _list_lines(name: str, values: Sequence[str]) -> tuple[str, ...]:
    return (f"{name}:", *(f"  - {_quote(value)}" for value in values))


def _share(number: int, total: int) -> str:
    return f"in all {total}" if number >= total else f"in {number} of {total}"


def _list(items: Sequence[str]) -> str:
    return ", ".join(items)


def _quote(text: str) -> str:
    return quote_text(text) or yaml.safe_dump(text, default_style='"', width=math.inf).rstrip("\n")
