"""A site's own packs put beside those that reviewlint brings along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from reviewlint.errors import PackError, Trouble
from reviewlint.packs.locate import PACK_FILE
from reviewlint.packs.parameters import LIST_PARAMETER, Known
from reviewlint.packs.spec import Library

OUR_OWN = "a rule of reviewlint's own"
OUR_PACK = "a pack of reviewlint's own"

Load = Callable[[Path, str, Known], Library]
"""Read a folder, given how messages name it and what its rules may speak of."""


def load_beside(library: Library, folders: Sequence[tuple[Path, str]], known: Known, load: Load) -> Library:
    """Read a site's own packs beside ``library``, which is reviewlint's own.

    ``folders`` are theirs, each with how messages name it; ``known`` is what the site's config adds.

    :raises PackError: with every problem of every pack, names included that are taken
    """
    ours = [rule for pack in library.packs for rule in pack.rules]
    # Some lists are the site's to fill, such as `tags`: there are no words in them until it does.
    asked = (rule.params[LIST_PARAMETER] for rule in ours if LIST_PARAMETER in rule.params)
    known = msgspec.structs.replace(known, asking=tuple((rule.check, rule.params) for rule in ours))
    known = known.add(
        rules={rule.name: OUR_OWN for rule in ours},
        roles=(role.name for role in library.roles),
        vocabularies=(*asked, *(name for pack in library.packs for name in pack.vocabularies)),
    )
    names = {pack.name for pack in library.packs}
    own: list[Library] = []
    problems: list[Trouble] = []
    for folder, shown in folders:
        try:
            one = load(folder, shown, known)
        except PackError as error:
            problems += error.troubles
            continue
        problems += (
            Trouble(f"{shown}/{PACK_FILE}", 1, 1, f"{OUR_PACK} is called `{pack.name}`: rename the folder")
            for pack in one.packs
            if pack.name in names
        )
        own.append(one)
        known = known.add(
            rules={rule.name: rule.place for pack in one.packs for rule in pack.rules},
            roles=(role.name for role in one.roles),
            vocabularies=(name for pack in one.packs for name in pack.vocabularies),
        )
    if problems:
        raise PackError(*problems)
    every = (library, *own)
    return Library(
        tuple(pack for each in every for pack in each.packs),
        tuple(role for each in every for role in each.roles),
        "\n".join(each.key for each in every) if all(each.key for each in every) else "",
    )
