"""What a human says of the side that a quotation takes: a row of its own."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, insert

from quotes.article import Polarity
from quotes.errors import QuotesError, UsageError
from quotes.store import find
from quotes.store.decisions.ledger import Author
from quotes.store.sided import Stance
from quotes.store.standpoints.targets import fold_target


def set_stance(
    connection: Connection,
    quotation_id: str,
    target: str,
    polarity: Polarity | None,
    author: Author,
) -> int:
    """Write down the side that a quotation takes, in the place of what was decided before.

    :param quotation_id: the public id, or the beginning of it.
    :param polarity: None where it takes no side on this target.
    :return: the row id of the quotation.
    :raises QuotesError: there is no such quotation.
    :raises UsageError: the target has no word, or several ids begin so.
    """
    words = " ".join(target.split())
    if not any(map(str.isalnum, words)):
        raise UsageError("A target needs a word; say what the side is taken towards.")
    row = find.row_id(connection, quotation_id)
    if row is None:
        raise QuotesError(
            f"There is no quotation {quotation_id} in the database; "
            "`quotes search` shows the ids of those there are."
        )
    folded = fold_target(words)
    connection.execute(
        delete(Stance).where(
            Stance.quotation_id == row, Stance.folded == folded, Stance.origin == "human"
        )
    )
    connection.execute(
        insert(Stance).values(
            quotation_id=row,
            target=words,
            folded=folded,
            polarity=polarity,
            score=1.0,
            origin="human",
            by=author.name,
            at=datetime.now(UTC),
            why=author.why,
        )
    )
    return row
