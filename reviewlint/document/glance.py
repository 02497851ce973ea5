"""A glance at the texts of some scopes: what they say, not where, to see that there is nothing to find.

To know where each text stands takes longer than most rules need to see that they have nothing to say of
it. What is seen at a glance holds at least all that ``parts`` would give, so that a rule may be passed
over where it finds nothing there, and has to look at the parts where it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from reviewlint.document.model import Review

_ALTS = frozenset({"image.alt", "body-image.alt", "cover.alt"})
_CAPTIONS = frozenset({"image.caption", "cover.caption", "figure.caption"})


class Glance(msgspec.Struct, frozen=True):
    """Hold which texts some scopes are about: the roles of fields, and what else a review has.

    ``body`` stands for all scopes that are cut out of the body.
    """

    roles: frozenset[str]
    alts: bool
    captions: bool
    credit_lines: bool
    sources: bool
    headings: bool
    labels: bool
    body: bool

    @classmethod
    def at(cls, scopes: Iterable[str]) -> Glance:
        """Make ready to look at the texts of some scopes, each of which must exist."""
        names = frozenset(scopes)
        roles = frozenset(name.removeprefix("field.") for name in names if name.startswith("field."))
        of_images = _ALTS | _CAPTIONS | {"image.credit", "image.source"}
        others = {name for name in names - of_images if not name.startswith("field.")}
        return cls(
            roles=roles,
            alts=not _ALTS.isdisjoint(names),
            captions=not _CAPTIONS.isdisjoint(names),
            credit_lines="image.credit" in names,
            sources="image.source" in names,
            headings="heading" in names,
            labels="spoiler.label" in names,
            body=bool(others - {"heading", "spoiler.label"}),
        )

    def read(self, review: Review) -> Sequence[str]:
        """Give at least every text that is more than white space, in no particular order.

        For the scopes that are cut out of the body, the body as a whole.
        """
        fields = review.fields
        found: list[str] = []
        for role in self.roles & fields.keys():
            value = fields[role].value
            if value.items:
                found += [item.text for item in value.items]
            else:
                found.append(value.text)
        images = review.images
        if images:
            if self.alts:
                found += [image.alt for image in images if image.alt]
            if self.captions:
                found += [image.caption for image in images if image.caption]
            if self.credit_lines:
                found += [image.credit for image in images if image.credit]
            if self.sources:
                found += [image.source for image in images]
        if self.headings:
            found += [heading.text for heading in review.headings]
        if self.labels:
            found += [spoiler.label for spoiler in review.spoilers if spoiler.label]
        if self.body:
            found.append(review.source.slice(review.body))
        return found
