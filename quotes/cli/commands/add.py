"""``quotes add``: articles into the database."""

from __future__ import annotations

from quotes.cli.loading import absolute, conclude, load
from quotes.cli.reading import Author, Outlet, Paths, Published, Sources, Title, Url, given
from quotes.cli.settings import Database, database_url


def add(
    paths: Paths,
    title: Title = None,
    author: Author = None,
    outlet: Outlet = None,
    published: Published = None,
    url: Url = None,
    db: Database = None,
) -> None:
    """Read articles, find their quotations, and store both.

    What the database already holds is passed over. A run that was interrupted leaves whole
    articles only; the same command again finishes the rest.

    \b
    Example:
      quotes add articles/ page.html
      quotes add report.txt --outlet "Harbour Gazette" --published 2026-03-31
    """
    from quotes.store import Store

    sources = Sources(map(absolute, paths), given(title, author, outlet, published, url))
    with Store.open(database_url(db)) as store:
        from quotes.pipeline import Extractor

        extractor = Extractor.load(vocabulary=store.curation.vocabulary(), vectors=True)
        tally = load(sources, store, extractor)
    conclude(tally)
