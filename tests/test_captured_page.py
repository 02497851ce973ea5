"""A page saved as text: what fixes leave of it for a person is what only a person can do."""

from __future__ import annotations

import pytest

from reviewlint.document.source import SourceText
from reviewlint.fixing import ALL, fix_source
from reviewlint.packs.spec import Example
from tests.mutated_reviews import Case

PAGE = """\
Skip to content
A Planet That Thinks
Sign in

A Planet That Thinks

Natalya Bondarchuk at a window (Photo courtesy of Mosfilm)

Andrei Tarkovsky’sSolarisfollows Kelvin to a station where nobody meets him. Kelvin looks for the
crew, and Kelvin finds a ball that rolls along a wall. Whathe hopes to find inSolaris is hard to say.

READ MORE:Ten Films Set on Stations

Who Is the Guest?

solaris-guest-round-window

The guest is Hari, who died years ago.Kelvin puts Hari into a rocket; Hari comes back, and Kelivn
does not mind. In the the end it rains, and the rain ofSolaris falls inside of the house.

Share this article

You are currently using a guest pass.
"""

MENDED = """\
# A Planet That Thinks

Natalya Bondarchuk at a window (Photo courtesy of Mosfilm)

Andrei Tarkovsky’s Solaris follows Kelvin to a station where nobody meets him. Kelvin looks for the
crew, and Kelvin finds a ball that rolls along a wall. What he hopes to find in Solaris is hard to say.

## Who Is the Guest?

solaris-guest-round-window

The guest is Hari, who died years ago. Kelvin puts Hari into a rocket; Hari comes back, and Kelvin
does not mind. In the end it rains, and the rain of Solaris falls inside of the house.
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_is_left_for_a_person(newline: str) -> None:
    case = Case(PAGE.replace("\n", newline), Example("a captured page", PAGE, ()))

    fixed = fix_source(case.source, case.check, ALL)
    again = fix_source(SourceText(fixed.after.text, case.source.path), case.check, ALL)

    assert fixed.after.text == MENDED.replace("\n", newline)
    assert [
        f"{one.place.line} {one.rule}" for one in fixed.diagnostics if one.rule != "spoiler-suspected"
    ] == [
        "1 front-matter-missing",
        "3 caption-orphan",
        "10 bare-image-line",
    ]
    assert (again.after.text, again.unsettled) == (fixed.after.text, ())
