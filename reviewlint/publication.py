"""Whether readers may see a review, and if not, why."""

from __future__ import annotations

import datetime
from typing import Literal

from reviewlint.document.model import Review
from reviewlint.document.state import is_draft
from reviewlint.record import ReviewRecord

Reason = Literal["", "draft", "withdrawn", "embargo", "invalid"]
"""Why a review is withheld; empty where it is not."""

EXPLAINED = {
    "draft": "a draft",
    "withdrawn": "withdrawn",
    "embargo": "under embargo",
    "invalid": "left out because of errors",
}
"""Each reason in words that follow "a review that is"."""


def find_reason(review: Review, record: ReviewRecord, now: datetime.datetime, *, valid: bool) -> Reason:
    """Say why a review must not be seen at ``now`` (with a time zone).

    ``valid`` says that nothing which was found in it stands against it.
    """
    if record.withdrawn:
        return "withdrawn"
    if record.draft:
        # A record counts as a draft, too, where what would say whether it is one cannot be read.
        return "draft" if is_draft(review) else "invalid"
    if not record.is_public(now):
        return "embargo"
    # Sphinx would stop at a text that is no UTF-8, whatever is set.
    return "" if valid and not review.source.bad_bytes else "invalid"
