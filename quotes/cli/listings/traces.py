"""Where a quotation comes from: the earliest article, then each family with its copies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from quotes.check.tracing.traced import Appearance, Trace
from quotes.cli.listings.words import iso, one_line
from quotes.cli.output import Cell, Listing
from quotes.report.checks import address, difference_line, searched_line
from quotes.report.traces import (
    credit_line,
    every,
    fold_line,
    place,
    speakers_line,
    summary,
    trace_record,
)
from quotes.store.republished.credit import Credit, key_of
from quotes.store.rows import ArticleRow

COLUMNS = (
    "family",
    "is",
    "published",
    "outlet",
    "title",
    "quote_id",
    "kind",
    "words",
    "speaker",
    "said_by",
    "similarity",
    "differences",
    "copied_share",
    "copied_credit",
    "credits",
    "article_id",
    "url",
    "source",
)
_INDENTED = 4
_MARKS = ("“", '"', "‘", "«", "„")


def _cells(trace: Trace) -> Iterable[tuple[Cell, ...]]:
    """A CSV row for each appearance."""
    for family, what, one in every(trace):
        article, fold = one.article, one.fold
        yield (
            family,
            what,
            iso(article.published),
            article.outlet,
            article.title,
            one.quotation.id if one.quotation else None,
            one.quotation.kind if one.quotation else None,
            one.words,
            speakers_line(one),
            one.by,
            round(one.similarity, 3),
            "; ".join(difference_line(it) for it in one.differences),
            round(fold.share, 3) if fold and fold.share is not None else None,
            fold.credit if fold else None,
            "; ".join(credit_line(credit) for credit in one.credits),
            article.id,
            article.url,
            article.source,
        )


def _show(traces: Iterable[Trace], terminal: Console) -> None:
    for trace in traces:
        terminal.print(Text(_in_marks(trace.text), style="bold"), overflow="fold")
        terminal.print()
        for family in trace.families:
            terminal.print(_appearance(family.first, earliest=family is trace.families[0]))
            for copy in family.copies:
                terminal.print(_indented(_appearance(copy)))
            terminal.print()
        if trace.reports:
            terminal.print(Text("Reported in other words", style="bold"))
            for one in trace.reports:
                terminal.print(
                    Padding(_appearance(one, earliest=True), (0, 0, 0, _INDENTED), expand=False)
                )
            terminal.print()
        if not trace.families:
            terminal.print(Text(searched_line(trace.searched, None)), overflow="fold")
        terminal.print(Text(summary(trace), style="bold"), overflow="fold")


def _indented(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, _INDENTED), expand=False)


def _appearance(one: Appearance, *, earliest: bool = False) -> Text:
    """What stands where, and how it differs from the earliest, which shows its words alone."""
    return Text("\n").join(_lines(one, earliest=earliest))


def _lines(one: Appearance, *, earliest: bool) -> Iterator[Text]:
    copy = f"  copy: {fold_line(one.fold)}" if one.fold else ""
    head = Text(f"{iso(one.day) or 'undated'}  ")
    head.append(place(one.article), style="bold")
    head.append(copy)
    yield head
    speaker = speakers_line(one)
    if speaker is None:
        yield Text("in the text, not found as a quotation")
    elif one.by == "other":
        yield Text(f"given to {speaker}", style="bold")
    else:
        yield Text(speaker)
    if earliest or any(not it.harmless for it in one.differences):
        yield Text(_in_marks(one.words))
    elif not one.differences:
        yield Text("the same words", style="dim")
    for it in one.differences:
        yield Text(f"· {difference_line(it)}", style="dim" if it.harmless else "")
    for credit in one.credits:
        if not _is_its_own(credit, one.article):
            yield Text(credit_line(credit), style="dim")
    where = address(one.article) or one_line(one.article.source)
    number = f"{one.quotation.id}  " if one.quotation else ""
    yield Text(f"{number}{where}", style="dim")


def _is_its_own(credit: Credit, article: ArticleRow) -> bool:
    """Whether an outlet credits itself, as an agency does."""
    return bool(credit.name and article.outlet and key_of(credit.name) == key_of(article.outlet))


def _in_marks(words: str) -> str:
    """The words on one line, between marks where they bring none."""
    line = one_line(words)
    return line if line[:1] in _MARKS else f"“{line}”"


TRACES = Listing(record=trace_record, columns=COLUMNS, cells=_cells, show=_show)
