"""``quotes extract``: read articles without storing anything."""

from __future__ import annotations

import sys

import typer

from quotes.cli.command import FAILED
from quotes.cli.listings.extractions import EXTRACTIONS
from quotes.cli.output import Format, output_options, write
from quotes.cli.reading import (
    Author,
    Outlet,
    Paths,
    Published,
    Sources,
    Title,
    Url,
    counted,
    given,
)


@output_options
def extract(
    form: Format,
    paths: Paths,
    title: Title = None,
    author: Author = None,
    outlet: Outlet = None,
    published: Published = None,
    url: Url = None,
) -> None:
    """Find the quotations of articles; store nothing.

    \b
    Example:
      quotes extract article.txt
      quotes extract articles/ --nl > quotations.jsonl
      cat page.html | quotes extract - --json
    """
    from quotes.pipeline import Extractor

    sources = Sources(paths, given(title, author, outlet, published, url))
    extractions = sources.extractions(Extractor.load())
    write(counted("Articles", extractions, shown=not sys.stdout.isatty()), EXTRACTIONS, form)
    if sources.failed:
        raise typer.Exit(FAILED)
