"""``quotes seed``: the sample articles into the database."""

from __future__ import annotations

from quotes.cli.loading import conclude, load
from quotes.cli.reading import Sources
from quotes.cli.settings import Database, database_url
from quotes.lexicon import seed as seed_folder


def seed(db: Database = None) -> None:
    """Load the sample articles that come with quotes.

    They tell of made-up people and outlets. The database is made if there is none.

    \b
    Example:
      quotes seed --db samples.db
    """
    from quotes.ingest import Given
    from quotes.store import Store

    sources = Sources([str(seed_folder("articles"))], Given())
    with Store.create(database_url(db)) as store:
        from quotes.pipeline import Extractor

        extractor = Extractor.load(vocabulary=store.curation.vocabulary(), vectors=True)
        tally = load(sources, store, extractor)
    conclude(tally)
