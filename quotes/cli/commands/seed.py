"""``quotes seed``: the sample articles into the database."""

from __future__ import annotations

from pathlib import Path

import quotes
from quotes.cli.loading import conclude, load
from quotes.cli.reading import Sources
from quotes.cli.settings import Database, database_url
from quotes.errors import QuotesError


def seed(db: Database = None) -> None:
    """Load the sample articles that come with quotes.

    They tell of made-up people and outlets. The database is made if there is none.

    \b
    Example:
      quotes seed --db samples.db
    """
    from quotes.ingest import Given
    from quotes.store import Store

    sources = Sources([str(articles_folder())], Given())
    with Store.create(database_url(db)) as store:
        from quotes.pipeline import Extractor

        tally = load(sources, store, Extractor.load())
    conclude(tally)


def articles_folder() -> Path:
    """The sample articles: inside an installed package, beside it in a checkout."""
    package = Path(quotes.__file__).parent
    for seeds in (package / "seeds", package.parent / "seeds"):
        if (seeds / "articles").is_dir():
            return seeds / "articles"
    raise QuotesError("The sample articles are missing from this installation; install it again.")
