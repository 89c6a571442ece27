"""Claims: what somebody is said to have said, as lists and drafts give them to be checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that somebody is claimed to have said.

    ``by`` is the name of the person (or the number of their record), ``on`` the day they are
    claimed to have said it. ``quoted`` is False where the claim itself only reports what was said,
    in other words, as an indirect quotation of a draft does.
    """

    text: str
    by: str | None = None
    on: date | None = None
    quoted: bool = True
