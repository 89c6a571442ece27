"""Writing the extraction of an article: its row, its run, its place among the versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from quotes.article import Article, Extraction
from quotes.store import models
from quotes.store.cast import everyone, write_cast
from quotes.store.decisions import settle_organizations
from quotes.store.decisions.settle import settle_article
from quotes.store.homes import settle_abbreviations
from quotes.store.labels import outlet_id
from quotes.store.quoted import write_quotations
from quotes.store.recognize import recognize
from quotes.store.replace import clear_machine_rows, drop_unused, used_by
from quotes.store.republished.write import write_republished
from quotes.store.roster import organizations_of, remembered, write_roster
from quotes.store.rows import Added

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Place:
    """What the store knows of a text (``article``, its row) and of its address.

    ``standing`` is the row of the text that stands at the address now; ``current`` whether the
    article's own text stands at any.
    """

    article: int | None
    program: str | None
    model: str | None
    current: bool
    standing: int | None

    @property
    def settled(self) -> bool:
        """Whether text and address belong together, or the text is known from elsewhere."""
        if self.standing is None:
            return self.current
        return self.standing == self.article


def address_of(article: Article) -> str:
    """Where the article stands: its URL, else its source.

    What came through standard input without a URL ("-", or "-:3" for its third record) stands
    nowhere but in its own text.
    """
    piped = article.source.partition(":")[0] == STANDARD_INPUT
    return article.url or (article.id if piped else article.source)


def holds(connection: Connection, article: Article, program: str, model: str) -> bool:
    """Whether this text stands at its address, processed by this program and model."""
    place = _place(connection, article)
    return place.settled and (place.program, place.model) == (program, model)


def begin_run(connection: Connection, extraction: Extraction) -> int:
    """Make the row of a run that begins with this extraction; its id."""
    now = datetime.now(UTC)
    row = {
        "program": extraction.program,
        "model": extraction.model,
        "settings": extraction.settings,
        "started": now,
        "finished": now,
    }
    return connection.execute(
        insert(models.ExtractionRun).values(row).returning(models.ExtractionRun.id)
    ).scalar_one()


def write(connection: Connection, extraction: Extraction, run: int) -> Added:
    """Write an extraction that the store does not hold, in the transaction of the connection."""
    place = _place(connection, extraction.article)
    row = place.article
    if row is None:
        row = _insert_article(connection, extraction.article, run, place.standing)
        _write_findings(connection, row, run, extraction, place)
    elif (place.program, place.model) != (extraction.program, extraction.model):
        _update_article(connection, row, extraction.article, run)
        _write_findings(connection, row, run, extraction, place)
    if not place.settled:
        _point(connection, address_of(extraction.article), row, new=place.standing is None)
    connection.execute(
        update(models.ExtractionRun)
        .where(models.ExtractionRun.id == run)
        .values(finished=datetime.now(UTC))
    )
    return "added" if place.article is None and place.standing is None else "updated"


def _place(connection: Connection, article: Article) -> Place:
    standing = connection.scalar(
        select(models.Address.article_id).where(models.Address.address == address_of(article))
    )
    at_any_address = (
        select(models.Address.id).where(models.Address.article_id == models.Article.id).exists()
    )
    stored = connection.execute(
        select(
            models.Article.id,
            models.ExtractionRun.program,
            models.ExtractionRun.model,
            at_any_address,
        )
        .join(models.ExtractionRun, models.ExtractionRun.id == models.Article.run_id)
        .where(models.Article.public_id == article.id)
    ).first()
    if stored is None:
        return Place(None, None, None, current=False, standing=standing)
    row, program, model, current = stored
    return Place(row, program, model, current=current, standing=standing)


def _write_findings(
    connection: Connection, row: int, run: int, extraction: Extraction, place: Place
) -> None:
    people = everyone(extraction)
    known = recognize(connection, extraction, people, row, place.standing)
    organizations = remembered(connection, place.standing) | remembered(connection, place.article)
    outlet = outlet_id(connection, extraction.article.outlet)
    before = used_by(connection, row) if place.article is not None else None
    if before is not None:
        found = {quotation.id for quotation in extraction.quotations}
        kept = {one.appearance for one in known if one.appearance is not None}
        clear_machine_rows(connection, row, found, kept)
    roster = write_roster(
        connection, row, outlet, organizations_of(extraction, people), organizations
    )
    cast = write_cast(connection, row, extraction, people, known, roster)
    write_quotations(connection, row, run, extraction, cast)
    write_republished(connection, row, extraction.article)
    settle_abbreviations(connection, row)
    settle_organizations.settle_article(connection, row)
    settle_article(connection, row, before.people if before is not None else ())
    if before is not None:
        drop_unused(connection, before)


def _insert_article(
    connection: Connection, article: Article, run: int, previous: int | None
) -> int:
    version = 1 + (
        connection.scalar(select(models.Article.version).where(models.Article.id == previous)) or 0
    )
    row = {
        "public_id": article.id,
        "version": version,
        "supersedes_id": previous,
        "run_id": run,
        "source": article.source,
        "url": article.url,
        "sha256": article.sha256,
        "text": article.text,
        "authors": list(article.authors),
        **_details(connection, article),
    }
    return connection.execute(
        insert(models.Article).values(row).returning(models.Article.id)
    ).scalar_one()


def _update_article(connection: Connection, row: int, article: Article, run: int) -> None:
    """Take over what is known of the article now; what is known no more stays."""
    details = {key: value for key, value in _details(connection, article).items() if value}
    if article.authors:
        details["authors"] = list(article.authors)
    connection.execute(
        update(models.Article).where(models.Article.id == row).values(run_id=run, **details)
    )


def _details(connection: Connection, article: Article) -> dict[str, Any]:
    return {
        "outlet_id": outlet_id(connection, article.outlet),
        "title": article.title,
        "published": article.published,
        "language": article.language,
        "extractor": article.extractor,
    }


def _point(connection: Connection, address: str, article: int, *, new: bool) -> None:
    if new:
        connection.execute(insert(models.Address).values(address=address, article_id=article))
    else:
        connection.execute(
            update(models.Address)
            .where(models.Address.address == address)
            .values(article_id=article)
        )
