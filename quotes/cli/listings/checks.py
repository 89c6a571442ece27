"""Checked claims: the verdict first, then the evidence for it, and what was searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from quotes.check.rows import Checked, Evidence
from quotes.check.shown import passage
from quotes.cli.listings.quotations import CLOSING_MARK, OPENING_MARK
from quotes.cli.listings.words import iso, one_line, post_line, visible
from quotes.cli.output import Cell, Listing
from quotes.report.checks import (
    VERDICTS,
    address,
    article_line,
    checked_record,
    difference_line,
    searched_line,
    speakers_line,
)

COLUMNS = (
    "claim",
    "by",
    "on",
    "verdict",
    "why",
    "searched",
    "quote",
    "quote_id",
    "speaker",
    "similarity",
    "differences",
    "outlet",
    "published",
    "title",
    "url",
    "source",
    "start",
    "end",
)


def _cells(checked: Checked) -> Iterable[tuple[Cell, ...]]:
    """A CSV row for each piece of evidence, one without any where there is none."""
    claim = checked.claim
    first: tuple[Cell, ...] = (
        claim.text,
        claim.by,
        iso(claim.on),
        checked.verdict,
        checked.why,
        searched_line(checked.searched, claim.by),
    )
    if not checked.evidence:
        yield (*first, *(None for _ in COLUMNS[len(first) :]))
    for one in checked.evidence:
        pieces = one.pieces or one.quotation.pieces
        yield (
            *first,
            *evidence_cells(one),
            pieces[0].start,
            pieces[-1].end,
        )


def evidence_cells(evidence: Evidence) -> tuple[Cell, ...]:
    """A piece of evidence in CSV: the columns from ``quote`` to ``source``."""
    row, article = evidence.quotation, evidence.quotation.article
    return (
        row.text,
        row.id,
        speakers_line(evidence),
        round(evidence.similarity, 3),
        "; ".join(difference_line(one) for one in evidence.differences) or None,
        article.outlet,
        iso(article.published),
        article.title,
        article.url,
        article.source,
    )


def _show(items: Iterable[Checked], terminal: Console) -> None:
    for number, checked in enumerate(items):
        if number:
            terminal.print()
        claim = checked.claim
        asked = Text(f"“{one_line(claim.text)}”", style="bold")
        about = ", ".join(part for part in (claim.by, iso(claim.on)) if part)
        asked.append(f" — {one_line(about)}" if about else "", style="not bold")
        terminal.print(asked, overflow="fold")
        terminal.print(Text(VERDICTS[checked.verdict].upper(), style="bold reverse"))
        terminal.print(Text(visible(checked.why)), overflow="fold")
        for evidence in checked.evidence:
            terminal.print()
            terminal.print(Padding(_evidence(evidence), (0, 0, 0, 2)))
        if checked.doubts:
            terminal.print()
            for doubt in checked.doubts:
                terminal.print(Text(f"Doubt: {one_line(doubt)}"), overflow="fold")
        searched = searched_line(checked.searched, claim.by)
        terminal.print()
        terminal.print(Text(searched, style="dim"), overflow="fold")


def _evidence(evidence: Evidence) -> Text:
    return Text("\n").join(_lines(evidence))


def _lines(evidence: Evidence) -> Iterator[Text]:
    row, article = evidence.quotation, evidence.quotation.article
    yield Text(article_line(article), style="underline")
    for speaker in row.speakers:
        post = post_line(speaker)
        yield Text(one_line(speaker.name) + (f", {post}" if post else ""), style="bold")
    yield marked(evidence)
    for one in evidence.differences:
        yield Text(f"· {difference_line(one)}", style="dim" if one.harmless else "")
    for guard in evidence.guards:
        yield Text(f"! {one_line(guard.sentence)}")
    yield Text(
        f"{row.id}, {row.kind}, similarity {evidence.similarity:.2f}  "
        f"{address(article) or one_line(article.source)}",
        style="dim",
    )


def marked(evidence: Evidence) -> Text:
    """The paragraph of the evidence, the words found between marks, the guards underlined."""
    text = Text()
    for part in passage(evidence):
        words = visible(part.text)
        if part.kind == "quotation":
            text.append(f"{OPENING_MARK}{words}{CLOSING_MARK}", style="bold")
        else:
            text.append(words, style="underline" if part.kind == "guard" else "")
    return text


CHECKS = Listing(record=checked_record, columns=COLUMNS, cells=_cells, show=_show)
