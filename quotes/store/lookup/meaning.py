"""The quotations closest in meaning to a claim."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from quotes.meaning.vectors import Encoder
from quotes.store.chunks import chunks
from quotes.store.lookup.naming import spoken_by
from quotes.store.lookup.rows import Candidate
from quotes.store.matching import CURRENT
from quotes.store.models import Quotation
from quotes.store.nearest import nearest
from quotes.store.shortlisted import likely_nearest

SHORTLIST = 300
"""Quotations whose vectors are compared where those of everybody are asked for."""


def near(
    session: Session,
    text: str,
    people: Collection[int] | None,
    limit: int,
    encoder: Encoder,
) -> list[Candidate]:
    """The closest first; of these people's quotations all are compared, else the likeliest."""
    (asked,) = encoder.encode([text])
    if people is None:
        most = max(SHORTLIST, limit)
        found = likely_nearest(session, asked, encoder.sha256, CURRENT, most)
    else:
        said = spoken_by(people)
        theirs = select(Quotation.article_id).where(Quotation.id.in_(said))
        among = np.fromiter(session.scalars(said), np.int64)
        found = nearest(session, asked, encoder.sha256, theirs, least=-1.0, among=among)
    cosines = dict(zip(found.ids.tolist(), found.cosines.tolist(), strict=True))
    best = found.best(limit)
    rows = {
        row: (article, words)
        for part in chunks(best)
        for row, article, words in session.execute(
            select(Quotation.id, Quotation.article_id, Quotation.text).where(Quotation.id.in_(part))
        )
    }
    return [Candidate(row, *rows[row], cosine=cosines[row]) for row in best if row in rows]
