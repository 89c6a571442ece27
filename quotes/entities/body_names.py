"""Which names are one body's, and which of them it bore on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quotes.db.rows import BodyName
from quotes.lexicon import word_set
from quotes.names.organization import is_generic, match_organizations
from quotes.text.normalize import fold_organization

_TELLING = word_set("office_words", "telling")
"""Words that make another place of one."""


@dataclass(frozen=True, slots=True)
class Names:
    """Which names of bodies are one body's, as renamings tell: (old, new, since)."""

    pairs: tuple[tuple[str, str, date | None], ...] = ()

    def like(self, left: str, right: str) -> bool:
        """Whether two names can be one body's."""
        ours, theirs = fold_organization(left), fold_organization(right)
        if ours == theirs or match_organizations(left, right) in ("same", "like"):
            return True
        one, other = set(ours.split()), set(theirs.split())
        if one and other and (one <= other or other <= one) and not (one ^ other) & _TELLING:
            return True
        return theirs in self.chain(ours)

    def chain(self, folded: str) -> frozenset[str]:
        """All folded names of what a body of this name was before and became later; not those of
        others that were merged with it."""
        return self._reached(folded, 0, 1) | self._reached(folded, 1, 0)

    def _reached(self, folded: str, near: int, far: int) -> frozenset[str]:
        found, grows = {folded}, True
        while grows:
            grows = False
            for pair in self.pairs:
                ends = fold_organization(str(pair[near])), fold_organization(str(pair[far]))
                if ends[0] in found and ends[1] not in found:
                    found.add(ends[1])
                    grows = True
        return frozenset(found)

    def over_time(self, name: str) -> tuple[BodyName, ...]:
        """The names of a body, the first first, each with the day from which on it is borne."""
        folded = fold_organization(name)
        later = self._reached(folded, 0, 1)
        earlier = self._reached(folded, 1, 0)
        own = [
            it
            for it in self.pairs
            if fold_organization(it[0]) in later
            or (fold_organization(it[1]) in earlier and self._is_sole(it[1]))
        ]
        if not own:
            return ()
        steps = sorted(own, key=lambda it: it[2] or date.min)
        rows = [BodyName(steps[0][0], None)]
        for _, new, since in steps:
            if fold_organization(rows[-1].name) != fold_organization(new):
                rows.append(BodyName(new, since))
        return tuple(rows)

    def _is_sole(self, new: str) -> bool:
        """Whether one body alone got a name, so that no merger gave it."""
        olds = {
            fold_organization(old)
            for old, to, _ in self.pairs
            if fold_organization(to) == fold_organization(new)
        }
        return len(olds) == 1


NO_NAMES = Names()


def is_vague(name: str | None) -> bool:
    """Whether a name of a body tells only its kind: "the agency", "Ministry"."""
    return not name or name.islower() or is_generic(name)


def name_on(names: Sequence[BodyName], day: date) -> str | None:
    """The name of these that a body bore on the day, None where none is known."""
    borne = [name for name in names if name.since is None or name.since <= day]
    return borne[-1].name if borne else None
