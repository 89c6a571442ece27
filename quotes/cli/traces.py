"""``quotes trace``: where a quotation comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from quotes.api import Appearance, ArticleRow, Trace, key_of
from quotes.cli.app import open_archive
from quotes.cli.layout import indented
from quotes.cli.options import (
    Database,
)
from quotes.cli.output import Listing, Output, output_options
from quotes.export.tabular import Cell
from quotes.report.records import trace_appearances, trace_record
from quotes.report.wording import (
    address,
    copy_line,
    credit_line,
    difference_line,
    iso,
    one_line,
    outlet_line,
    searched_line,
    speakers_line,
    trace_summary,
)
from quotes.types import Credit

_INDENT = 4
_QUOTATION_MARKS = ("“", '"', "‘", "«", "„")


@output_options
def trace(
    out: Output,
    quotation: Annotated[
        str,
        typer.Argument(
            metavar="QUOTE",
            help="The id, as `quotes search` shows it, or the words themselves.",
        ),
    ],
    db: Database = None,
) -> None:
    """Show where a quotation comes from.

    All articles with these words are listed, the earliest first, also where the words are trimmed
    or changed a little, and what changed. Copies of one article, and articles credited to one
    agency or outlet, are one source and stand together; the independent outlets are counted.

    \b
    Example:
      quotes trace 1f0c9a2e77b04d51
      quotes trace "We will not sell the mill"
    """
    with open_archive(db) as archive:
        out.write([archive.trace(quotation)], TRACES)


def _cells(trace: Trace) -> Iterable[tuple[Cell, ...]]:
    """A CSV row for each appearance."""
    for cluster, what, appearance in trace_appearances(trace):
        article, quotation = appearance.article, appearance.quotation
        copy = appearance.copy_evidence
        yield (
            cluster,
            what,
            iso(article.published),
            article.outlet,
            article.title,
            quotation.id if quotation else None,
            quotation.kind if quotation else None,
            appearance.words,
            _speakers(appearance),
            appearance.said_by,
            round(appearance.similarity, 3),
            "; ".join(map(difference_line, appearance.differences)),
            round(copy.share, 3) if copy and copy.share is not None else None,
            copy.credit if copy else None,
            "; ".join(map(credit_line, appearance.credits)),
            article.id,
            article.url,
            article.source,
        )


def _show(traces: Iterable[Trace], terminal: Console) -> None:
    for trace in traces:
        terminal.print(Text(_in_marks(trace.text), style="bold"), overflow="fold")
        terminal.print()
        for cluster in trace.clusters:
            terminal.print(_appearance(cluster.first, whole=cluster is trace.clusters[0]))
            for copy in cluster.copies:
                terminal.print(indented(_appearance(copy), _INDENT))
            terminal.print()
        if trace.reports:
            terminal.print(Text("Reported in other words", style="bold"))
            for report in trace.reports:
                terminal.print(indented(_appearance(report, whole=True), _INDENT))
            terminal.print()
        if not trace.clusters:
            terminal.print(Text(searched_line(trace.searched, None)), overflow="fold")
        terminal.print(Text(trace_summary(trace), style="bold"), overflow="fold")


def _appearance(appearance: Appearance, *, whole: bool = False) -> Text:
    """What stands where, and how it differs from the earliest.

    :param whole: show the words also where nothing that matters differs.
    """
    return Text("\n").join(_lines(appearance, whole=whole))


def _lines(appearance: Appearance, *, whole: bool) -> Iterator[Text]:
    article, differences = appearance.article, appearance.differences
    copy = appearance.copy_evidence
    head = Text(f"{iso(appearance.day) or 'undated'}  ")
    head.append(outlet_line(article), style="bold")
    head.append(f"  copy: {copy_line(copy)}" if copy else "")
    yield head
    speaker = _speakers(appearance)
    if speaker is None:
        yield Text("in the text, not found as a quotation")
    elif appearance.said_by == "other":
        yield Text(f"given to {speaker}", style="bold")
    else:
        yield Text(speaker)
    if whole or any(not difference.harmless for difference in differences):
        yield Text(_in_marks(appearance.words))
    elif not differences:
        yield Text("the same words", style="dim")
    for difference in differences:
        line = f"· {difference_line(difference)}"
        yield Text(line, style="dim" if difference.harmless else "")
    for credit in appearance.credits:
        if not _is_its_own(credit, article):
            yield Text(credit_line(credit), style="dim")
    number = f"{appearance.quotation.id}  " if appearance.quotation else ""
    yield Text(f"{number}{address(article) or one_line(article.source)}", style="dim")


def _speakers(appearance: Appearance) -> str | None:
    """Who says the words there; None where they were not found as a quotation."""
    return speakers_line(appearance.quotation) if appearance.quotation else None


def _is_its_own(credit: Credit, article: ArticleRow) -> bool:
    """Whether an outlet credits itself, as an agency does."""
    return bool(credit.name and article.outlet and key_of(credit.name) == key_of(article.outlet))


def _in_marks(words: str) -> str:
    """The words on one line, between marks where they bring none."""
    line = one_line(words)
    return line if line[:1] in _QUOTATION_MARKS else f"“{line}”"


TRACES = Listing(
    record=trace_record,
    columns=(
        *("family", "is", "published", "outlet", "title", "quote_id", "kind", "words", "speaker"),
        *("said_by", "similarity", "differences", "copied_share", "copied_credit", "credits"),
        *("article_id", "url", "source"),
    ),
    cells=_cells,
    show=_show,
)
