"""A quotation with why its speakers are who they are said to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.listings.decisions import DECISIONS, sentence
from quotes.cli.listings.quotations import QUOTATION, cells
from quotes.cli.listings.sourcing import unnamed_line
from quotes.cli.listings.words import one_line, post_line
from quotes.cli.output import Cell, Json, Listing
from quotes.export.flat import COLUMNS
from quotes.report.records import quotation_record
from quotes.store.rows import DecisionRow, LinkRow, QuotationRow, SpeakerRow, SpeakerWhy

Fact = tuple[str, str]

_VERDICTS = {"same": "the same person", "maybe": "may be the same person"}


@dataclass(frozen=True, slots=True)
class Explained:
    """A stored quotation, and what stands behind each of its speakers, in their order."""

    row: QuotationRow
    speakers: tuple[SpeakerWhy, ...]


def _link_record(link: LinkRow) -> Json:
    return {
        "person_id": link.person_id,
        "name": link.name,
        "verdict": link.verdict,
        "score": round(link.score, 3),
        "evidence": [{"kind": one.kind, "detail": one.detail} for one in link.evidence],
    }


def _record(explained: Explained) -> Json:
    identities = [
        {
            "speaker": speaker.name,
            "evidence": speaker.evidence,
            "person_id": speaker.person_id,
            "person": speaker.person,
            "links": [_link_record(link) for link in speaker.links],
            "decisions": [DECISIONS.record(decision) for decision in speaker.decisions],
        }
        for speaker in explained.speakers
    ]
    return {**quotation_record(explained.row), "identities": identities}


def _cells(explained: Explained) -> Iterable[tuple[Cell, ...]]:
    return cells(explained.row)


def _resolution(row: QuotationRow) -> Iterator[Fact]:
    why = row.why
    if why is None:
        yield "Reason", "not kept; add the article again to have it"
    else:
        yield "Reason", why.reason
        yield "Certainty", f"{why.certainty:.2f} that the speakers are right, given the quotation"
        others = ", ".join(f"{rival.name} ({rival.chance:.2f})" for rival in why.rivals)
        yield "Also weighed", others or "nobody"
    yield "Confidence", f"{row.confidence:.2f} that quotation and speakers are right"


def _identity(speaker: SpeakerRow, why: SpeakerWhy) -> Iterator[Fact]:
    if post := post_line(speaker):
        yield "Post", post
    if why.evidence:
        yield "Evidence", f'"{why.evidence}"'
    if speaker.anonymity:
        yield "Unnamed", unnamed_line(speaker.anonymity)
    if why.person_id is None:
        return
    yield "Person", f"{why.person_id}, {why.person}"
    for link in why.links:
        seen = "; ".join(f"{one.kind}: {one.detail}" for one in link.evidence)
        verdict = f"{_VERDICTS[link.verdict]} as {link.person_id}, {link.name}"
        yield "Machine", f"{verdict} ({link.score:.2f}): {seen}"
    if not why.links:
        yield "Machine", "tied to nobody of another article"
    for decision in why.decisions:
        yield "Human", _told(decision)


def _told(decision: DecisionRow) -> str:
    reason = f": {decision.why}" if decision.why else ""
    return f"{sentence(decision)}, by {decision.by}, {decision.at:%Y-%m-%d}{reason}"


def _facts(facts: Iterable[Fact]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True, min_width=12)
    table.add_column(overflow="fold")
    for name, fact in facts:
        table.add_row(name, one_line(fact))
    return table


def _show(explanations: Iterable[Explained], terminal: Console) -> None:
    for explained in explanations:
        QUOTATION.show([explained.row], terminal)
        terminal.print()
        terminal.print(Text("Why these speakers", style="bold"))
        terminal.print(_facts(_resolution(explained.row)))
        for speaker, why in zip(explained.row.speakers, explained.speakers, strict=True):
            terminal.print()
            terminal.print(Text(one_line(speaker.name) or "unknown", style="bold"))
            terminal.print(_facts(_identity(speaker, why)))


EXPLAINED = Listing(record=_record, columns=COLUMNS, cells=_cells, show=_show)
