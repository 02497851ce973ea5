"""What reviews are compared by: what each says of a thing, without what does not tell things apart."""

from __future__ import annotations

import datetime
import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

from reviewlint.digests import blake2b
from reviewlint.document.dates import read_date
from reviewlint.document.model import Review, Value
from reviewlint.document.scopes import parts
from reviewlint.regex import compile_later
from reviewlint.span import Span

IDS = frozenset({"imdb_id", "isbn", "isbn10", "isbn13", "ean", "issn", "goodreads_id"})
"""Roles whose values are numbers, blanks and hyphens aside."""

# Their words are names in a list, in whatever order, or one text with commas.
_LISTS = frozenset({"reviewer", "author", "creators", "tags", "aliases", "spoiler_terms"})

# Behind a letter a sharp is a part of the name, of `C#`; elsewhere it is a label's, `#horror`.
_SIGNS_AND_BLANKS = compile_later(r"(?:[^a-z0-9+#]|(?<![a-z])#)+")
_NO_LETTERS = bytes(code for code in range(128) if not re.match(r"[a-z0-9+]", chr(code)))
_NO_LETTERS_OF_LINES = _NO_LETTERS.replace(b"\n", b"")
# Accents of European letters: what stays of a text in Latin letters without them is English letters.
_ACCENTS = compile_later("[\u0300-\u0333\u0339-\u0344\u0346-\u036f]+")
_YEAR = compile_later(r"\d{4}(?!\d)")
_LANGUAGE = compile_later(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")
# Roles of which a review may say something without a field for it.
_ELSEWHERE = frozenset({"work", "language"})
_SHORT_KEY = 32
"""Characters up to which a key is kept as it is: to hash it takes longer than to write it down."""
_FULL_DATE = len("2026-01-31")
_NOWHERE = Span(0, 0)

# Marks below this combining class are letters to those who write with them: the vowel signs of
# Hindi, the voicing marks of Japanese. Accents and the like are above.
_FIRST_ACCENT = 200

# What typographers write in nearly every text, and what is no letter and no digit.
_TYPOGRAPHY = ("’", "‘", "“", "”", "–", "—", "…")
# A typographer's way of writing a sign is no other sign.
_SIGNS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\xa0": " "})


class Said(msgspec.Struct, frozen=True):
    """Hold what a review says of a role: ``key`` is the same for all who say the same.

    ``text`` is as written, on one line.
    """

    key: str
    text: str
    span: Span


def fold(text: str) -> str:
    """Reduce a text to its letters and digits (and ``+``, ``C#``), whatever their case and accents."""
    if text.isascii():
        return _fold_letters(text.lower())
    # Their signs taken out, most English texts are plain: what is below asks of each character. Behind
    # a sharp nothing is taken out, since what stands before one tells what it means.
    if "#" not in text:
        plain = text
        for sign in _TYPOGRAPHY:
            plain = plain.replace(sign, "")
        if plain.isascii():
            return _fold_letters(plain.lower())
    decomposed = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    if decomposed.isascii():
        return _fold_letters(decomposed)
    return "".join(one for one in decomposed if one.isalnum() or one == "+" or _is_vowel_sign(one))


def fold_each(texts: Sequence[str]) -> list[str]:
    """Give what ``fold`` gives for each of some texts; of plain English ones in one step."""
    joined = "\n".join(texts)
    if joined.isascii() and "#" not in joined and joined.count("\n") == len(texts) - 1:
        return joined.lower().encode().translate(None, _NO_LETTERS_OF_LINES).decode().split("\n")
    return list(map(fold, texts))


def _fold_letters(text: str) -> str:
    """Reduce small English letters, digits and signs to what ``fold`` leaves of them."""
    if "#" in text:
        return _SIGNS_AND_BLANKS.sub("", text)
    # Twenty times as fast as the pattern where a text has many words.
    return text.encode().translate(None, _NO_LETTERS).decode()


def spell(text: str) -> str:
    """Give a text by which two spellings can be told apart: blanks and kinds of quotes do not count."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SIGNS).split())


def read_role(review: Review, role: str) -> Said | None:
    """Give what a review says of a role, ``None`` where it says nothing that could be compared.

    ``work`` is the title of what is reviewed, else the review's own, else its first heading;
    ``language`` may also stand in the path, as in ``her.de.md`` and ``de/her.md``.
    """
    return read_roles(review, (role,)).get(role)


def read_roles(review: Review, roles: Iterable[str]) -> dict[str, Said]:
    """Give what a review says of some roles, without those of which it says nothing."""
    fields = review.fields
    # Many rules compare reviews by the same few roles: each is read once a review.
    known: dict[str, Said | None] = review.derived.setdefault("said of roles", {})
    found: dict[str, Said] = {}
    for role in roles:
        if role in known:
            said = known[role]
        elif role in fields or role in _ELSEWHERE:
            said = known[role] = _read_role(review, role)
        else:
            continue
        if said is not None:
            found[role] = said
    return found


def _read_role(review: Review, role: str) -> Said | None:
    written = _read_work(review) if role == "work" else _read_written(review, role)
    if written is None:
        return Said(find_language(review.source.path), "", _NOWHERE) if role == "language" else None
    text, span = written
    key = _make_key(review, role, text)
    return Said(key, text, span) if key else None


def make_key(parts: Iterable[str]) -> str:
    """Give a short text that stands for several, the same for the same ones."""
    return blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=6).hexdigest()


def abbreviate(key: str) -> str:
    """Give a key as it is where that is short, else a digest of it."""
    # A folded text never begins with a sharp.
    return key if len(key) <= _SHORT_KEY else f"#{make_key([key])}"


def name_language(review: Review, configured: str) -> str:
    """Give the language that a review says, else the site's, without its country: ``pt`` for ``pt-BR``."""
    said = (review.text_of("language") or configured).lower()
    return said.replace("_", "-").partition("-")[0]


def find_language(path: str) -> str:
    """Give the language that a path names: in the file's name, else by a folder; empty for none."""
    folder, _, name = path.rpartition("/")
    if name.count(".") > 1 and _LANGUAGE.fullmatch(part := name.rsplit(".", 2)[1]):
        return part.lower().replace("_", "-")
    return _find_folder_language(folder)


@functools.lru_cache(maxsize=256)
def _find_folder_language(folder: str) -> str:
    for part in reversed(folder.split("/")):
        if _LANGUAGE.fullmatch(part):
            return part.lower().replace("_", "-")
    return ""


def _is_vowel_sign(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" and unicodedata.combining(character) < _FIRST_ACCENT


Written = tuple[str, Span]
"""A text on one line, and where it stands."""


def _read_written(review: Review, role: str) -> Written | None:
    if role not in review.fields:
        return None
    written = [part for part in parts(review, f"field.{role}") if part.state == "text"]
    if not written:
        return None
    if len(written) == 1:
        return _put_on_one_line(written[0].text), written[0].span
    span = Span(written[0].span.start, written[-1].span.end)
    return ", ".join([_put_on_one_line(part.text) for part in written]), span


def _put_on_one_line(text: str) -> str:
    # Most texts are fit as they stand. No blank but the plain one is printable.
    if text.isprintable() and "  " not in text and text.strip() is text:
        return text
    return " ".join(text.split())


def _read_work(review: Review) -> Written | None:
    field = review.fields.get("work")
    for entry in field.value.entries if field else ():
        if entry.key in ("title", "name") and _is_text(entry.value):
            return _put_on_one_line(entry.value.text), entry.value.span
    for role in ("work", "title"):
        if written := _read_written(review, role):
            return written
    for heading in review.headings:
        if heading.level == 1 and heading.text.strip():
            return _put_on_one_line(heading.text), heading.text_span
    return None


def _is_text(value: Value) -> bool:
    return value.kind not in ("list", "map", "null") and bool(value.text.strip())


def _make_key(review: Review, role: str, text: str) -> str:
    if role == "year":
        match = _YEAR.match(text)
        return match.group() if match else ""
    if role == "date":
        return _read_day(review)
    if role == "language":
        return text.lower().replace("_", "-")
    if role in IDS:
        return _read_number(text)
    if role in _LISTS:
        return _fold_names(text)
    # A title without letters (*!!!*, *…*) is one all the same.
    return fold(text) or text.casefold()


@functools.lru_cache(maxsize=1024)
def _fold_names(text: str) -> str:
    # Few people write an archive's reviews, and few tags stand in them.
    return ",".join(sorted({folded for one in text.split(",") if (folded := fold(one))}))


def _read_day(review: Review) -> str:
    """Give the day of the review: of several the last; nothing where it is not a whole date."""
    value = review.fields["date"].value
    if type(value.data) is datetime.date and value.text == value.data.isoformat():
        return value.text
    written = read_date((value.items[-1] if value.items else value).text, {})
    if written is None or not (written.certain and written.exists):
        return ""
    day = written.text.removesuffix(written.time)
    return day if len(day) == _FULL_DATE else ""


def _read_number(text: str) -> str:
    """Give an id without its signs; an ISBN of ten digits and its form of thirteen are one number."""
    number = "".join(filter(str.isalnum, text)).upper()
    if len(number) == 13 and number.startswith("978"):
        return number[3:12]
    return number[:9] if len(number) == 10 and number[:9].isdigit() else number
