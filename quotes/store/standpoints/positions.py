"""Who stands where on a target."""

from __future__ import annotations

from sqlalchemy.orm import Session

from quotes.meaning.vectors import Encoder
from quotes.store.standpoints.gather import gather
from quotes.store.standpoints.rows import Positions, StanceQuery
from quotes.store.standpoints.speakers import voices_of


def positions(session: Session, query: StanceQuery, encoder: Encoder) -> Positions:
    """The speakers who took a side on the target of the query, or said that they take none."""
    gathered = gather(session, query, encoder)
    return Positions(
        target=query.target or "",
        voices=voices_of(session, gathered.standpoints, query),
        searched=gathered.searched,
    )
