"""Where rule packs are: beside the code in a wheel, at the top of a checkout, in a site's folder."""

from __future__ import annotations

from pathlib import Path

from reviewlint.errors import PackError, Trouble

PACK_FILE = "pack.yaml"
FIELDS_FILE = "fields.yaml"
VOCABULARY_FOLDER = "vocabulary"


def find_rules() -> Path:
    """Give the folder of the packs that reviewlint brings along.

    A wheel holds them as ``reviewlint/_rules``; a checkout keeps them in ``rules/``. The current
    folder is never looked at: a stray ``rules`` there must not change what is checked.
    """
    # importlib.resources would say the same and take a fifth of the time of a whole check.
    package = Path(__file__).parents[1]
    places = (package / "_rules", package.parent / "rules")
    for place in places:
        if (place / FIELDS_FILE).is_file():
            return place
    looked = " nor ".join(str(place) for place in places)
    raise PackError(Trouble(looked, 0, 0, "reviewlint's own rules are missing; install it again"))


def list_files(folder: Path, ending: str = ".yaml") -> list[Path]:
    """Give the files of a folder whose names have an ending, sorted; what is hidden belongs to others."""
    return sorted(path for path in folder.glob(f"*{ending}") if not path.name.startswith("."))


def find_packs(folder: Path) -> tuple[Path, ...]:
    """Give the pack folders in ``folder``, sorted; ``folder`` itself where it is one."""
    if (folder / PACK_FILE).is_file():
        return (folder,)
    return tuple(sorted(path.parent for path in folder.glob(f"*/{PACK_FILE}")))
