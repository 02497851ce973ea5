"""``hidden-name``: a name that the text tells only inside spoilers, in a place that everybody reads.

A name is a word with a capital that stands so where no sentence begins, and nowhere in small letters.
In languages that write all nouns so, nothing is said.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from reviewlint.checks.base import Context, Hit, Run, Settings, list_words
from reviewlint.document.identity import fold, read_role
from reviewlint.document.model import Review, Value
from reviewlint.document.ranges import Cover
from reviewlint.document.scopes import hidden_spans, name_place, outside_spoilers, parts, require_scopes
from reviewlint.document.spoilers.names import WORD, find_hidden_names, list_capitalised
from reviewlint.span import Span

PLACEHOLDERS = frozenset({"place", "text"})
VOCABULARIES = {"no_names": "words", "capitalising": "by-name"}

_WORDS_OF_A_NAME = 6
"""A value of the front matter with more words is no name but a text."""
_SMALL_SHARE = 0.12
"""Of a text's words, how many must be a language's small ones for the text to be in it."""

_CODED = ("field.tags", "field.slug", "image.source")
"""Places where names lose their capitals."""


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say where such names must not stand: in ``scopes``, in the file's name.

    ``no_names`` is the vocabulary of capitalised words that name nobody, ``capitalising`` the one
    of the small words of languages that capitalise all nouns, by language.
    """

    scopes: tuple[str, ...]
    file_name: bool = False
    no_names: str = ""
    capitalising: str = ""

    def __post_init__(self) -> None:
        """Refuse scopes that do not exist."""
        require_scopes(self.scopes)


class _Lists(msgspec.Struct, frozen=True):
    no_names: frozenset[str]
    languages: frozenset[str]
    small: frozenset[str]


class _Seen(msgspec.Struct, frozen=True):
    """Hold a word in a public place; it has no span in the file's name."""

    key: str
    span: Span | None
    text: str
    place: str


def prepare(rules: Sequence[Params], settings: Settings) -> Run:
    """Make the word lists of each rule ready to look words up in."""
    lists = [_read_lists(params, settings.vocabularies) for params in rules]

    def run(review: Review, context: Context) -> Iterator[tuple[int, Hit]]:
        # Behind a spoiler without an end nobody knows what is in the open.
        if not review.spoilers or not all(one.closed for one in review.spoilers):
            return
        for index, params in enumerate(rules):
            for hit in _find(review, params, lists[index], settings):
                yield index, hit

    return run


def _read_lists(params: Params, vocabularies: Mapping[str, object]) -> _Lists:
    small = vocabularies.get(params.capitalising) or {}
    return _Lists(
        frozenset(map(fold, list_words(vocabularies.get(params.no_names)))),
        frozenset(small if isinstance(small, Mapping) else ()),
        frozenset(map(fold, list_words(small))),
    )


def _find(review: Review, params: Params, lists: _Lists, settings: Settings) -> Iterator[Hit]:
    suspects = _list_suspects(review, params, lists.no_names)
    names = find_hidden_names(review, suspects) if suspects else {}
    if not names:
        return
    seen = list(_list_public(review, params))
    shown = {one.key for one in seen}
    names = {key: span for key, span in names.items() if key in shown}
    told = {fold(word) for word in _list_open(review)} | _list_known(review, params)
    names = {key: span for key, span in names.items() if key not in told}
    if not names or _capitalises_nouns(review, lists, settings):
        return
    for run in _join([one for one in seen if one.key in names], review):
        secret, first, last = names[run[0].key], run[0].span, run[-1].span
        values = {"place": run[0].place, "text": " ".join(one.text for one in run)}
        if first is None or last is None:
            yield Hit(secret, values)
        else:
            told_here = (secret, "the spoiler that tells it")
            yield Hit(Span(first.start, last.end), values, related=(told_here,))


def _list_open(review: Review) -> Iterator[str]:
    """Give the words of the prose that nothing hides; what stands in an image is no prose."""
    images = Cover(image.span for image in review.images)
    for part in outside_spoilers(review):
        for match in WORD.finditer(part.text):
            if part.span.start + match.start() not in images:
                yield match.group()


def _list_suspects(review: Review, params: Params, no_names: frozenset[str]) -> set[str]:
    """Give the words that may be names inside spoilers and also stand in the open: most reviews have none."""
    hidden = set(map(fold, list_capitalised(review))) - no_names
    if not hidden:
        return hidden
    texts = {scope: " ".join(part.text for part in parts(review, scope)) for scope in params.scopes}
    file_name = _name_file(review) if params.file_name else ""
    shown = " ".join((*texts.values(), file_name))
    if shown.isascii():
        # A look for the few words costs less than a list of all that stand in the open.
        lowered = shown.lower()
        hidden = {key for key in hidden if key in lowered}
        if not hidden:
            return hidden
    public = set(WORD.findall(file_name))
    for scope, text in texts.items():
        words = WORD.findall(text)
        public.update(words if scope in _CODED else (word for word in words if word[0].isupper()))
    return hidden & set(map(fold, public))


def _name_file(review: Review) -> str:
    return posixpath.splitext(posixpath.basename(review.source.path))[0]


def _list_public(review: Review, params: Params) -> Iterator[_Seen]:
    """Give the words that may be names in the places that everybody reads."""
    hidden = Cover(hidden_spans(review))
    for scope in params.scopes:
        if scope == "field.title" and "work" not in review.fields:
            continue
        for part in parts(review, scope):
            for match in WORD.finditer(part.text):
                word = match.group()
                span = part.locate(match.start(), match.end())
                # A label stands inside its spoiler's span, and is shown all the same.
                if scope != "spoiler.label" and span.start in hidden:
                    continue
                if word[0].isupper() or scope in _CODED:
                    yield _Seen(fold(word), span, word, name_place(part, scope))
    if params.file_name:
        for match in WORD.finditer(_name_file(review)):
            yield _Seen(fold(match.group()), None, match.group(), "the file's name")


def _list_known(review: Review, params: Params) -> set[str]:
    """Give the words that the front matter names besides: the work, people, terms that others look for."""
    roles = {scope.removeprefix("field.") for scope in params.scopes if scope.startswith("field.")}
    roles |= {"cover_alt", "cover_caption", "cover"}
    if "work" not in review.fields:
        roles.discard("title")
    checked = {review.fields[role].key_span for role in roles if role in review.fields}
    root = review.front_matter.root if review.front_matter else None
    words = {
        fold(match.group())
        for value in _list_values(root, checked)
        if value.text.count(" ") < _WORDS_OF_A_NAME
        for match in WORD.finditer(value.text)
    }
    work = read_role(review, "work")
    if work is not None:
        words.update(fold(match.group()) for match in WORD.finditer(work.text))
    return words


def _list_values(root: Value | None, checked: set[Span]) -> Iterator[Value]:
    waiting = [root] if root is not None else []
    while waiting:
        value = waiting.pop()
        if value.kind == "text":
            yield value
        waiting += value.items
        waiting += (entry.value for entry in value.entries if entry.key_span not in checked)


def _capitalises_nouns(review: Review, lists: _Lists, settings: Settings) -> bool:
    said = read_role(review, "language")
    language = (said.key if said else "") or settings.language
    if language.partition("-")[0] in lists.languages:
        return True
    words = [match.group().lower() for match in WORD.finditer(review.source.slice(review.body))]
    small = sum(word in lists.small for word in words)
    return small > _SMALL_SHARE * len(words)


def _join(seen: Sequence[_Seen], review: Review) -> Iterator[list[_Seen]]:
    """Put together the words of one name, and give each name once a place."""
    given: set[tuple[str, str]] = set()
    run: list[_Seen] = []
    for one in seen:
        if run and one.place == run[-1].place and _adjoins(run[-1], one, review):
            run.append(one)
            continue
        if run:
            yield run
        run = []
        if (one.key, one.place) not in given:
            run = [one]
        given.add((one.key, one.place))
    if run:
        yield run


def _adjoins(one: _Seen, two: _Seen, review: Review) -> bool:
    if one.span is None or two.span is None:
        return one.span is two.span
    between = review.source.text[one.span.end : two.span.start]
    return one.span.end < two.span.start and between in (" ", "-", "_")
