"""A quotation with why its speakers are who they are said to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.decisions import DECISIONS, sentence
from quotes.cli.options import Database, database_url, meant, query_options
from quotes.cli.output import Format, Json, Listing, output_options, write
from quotes.cli.words import named
from quotes.db.rows import DecisionRow, LinkRow, Query, QuotationRow, Sort, SpeakerRow, SpeakerWhy
from quotes.errors import QuotesError
from quotes.export.tabular import COLUMNS, Cell, flat_row
from quotes.report.records import cue_text, in_context, quotation_record
from quotes.report.wording import iso, one_line, post_line, visible
from quotes.types import Anonymity

# What an article tells of a source without a name, in a line.


TOLD = ("nothing told", "little told", "well told", "fully told")
"""What the grades from 0 to 3 mean, in words."""


def unnamed_line(anonymity: Anonymity) -> str:
    """The line: "2 officials, Harbour Office; grade 2 of 3 (well told); no reason given"."""
    number = str(anonymity.number)
    who = f"{number} {anonymity.group}" if anonymity.group else number
    parts = [who, anonymity.position, anonymity.organization]
    told = ", ".join(part for part in parts if part)
    if anonymity.collective:
        return f"people at large: {told}"
    why = f"reason: {anonymity.reason}" if anonymity.reason else "no reason given"
    return f"{told}; grade {anonymity.grade} of 3 ({TOLD[anonymity.grade]}); {why}"


# Stored quotations: a list of them, and one of them with everything known about it.


OPENING_MARK, CLOSING_MARK = "⟦", "⟧"


def cells(row: QuotationRow) -> Iterable[tuple[Cell, ...]]:
    """The one CSV row of a quotation."""
    yield flat_row(row).cells()


def quotation_table(rows: Iterable[QuotationRow]) -> Table:
    """Quotations for people: what, who, and where it can be looked up."""
    table = Table(box=None, padding=(0, 2, 1, 0), header_style="bold underline", expand=True)
    table.add_column("Quotation", ratio=5, overflow="fold")
    table.add_column("Speaker", ratio=3, overflow="fold")
    table.add_column("Article and id", width=18, overflow="fold")
    for row in rows:
        speakers = Text("\n").join(_who(speaker) for speaker in row.speakers)
        article = row.article
        where = Text(one_line(article.outlet or article.title or Path(article.source).name))
        where.append(f"\n{iso(row.article.published) or 'undated'}")
        where.append(f"\n{row.id}", style="dim")
        table.add_row(Text(one_line(row.text)), speakers, where)
    return table


def _who(speaker: SpeakerRow) -> Text:
    text = named(speaker.name, speaker)
    source = speaker.anonymity
    if source and not source.collective:
        text.append(f"\nunnamed (grade {source.grade})", style="not bold dim")
    return text


def _show_table(rows: Iterable[QuotationRow], terminal: Console) -> None:
    listed = list(rows)
    if listed:
        terminal.print(quotation_table(listed))


def marked(row: QuotationRow) -> Text:
    """The paragraph of the quotation with the pieces between marks and the cue underlined."""
    text = Text(visible(row.context))
    cue = in_context(row, row.cue) if row.cue else None
    if cue:
        text.stylize("underline", cue.start, cue.end)
    places = [place for piece in row.pieces if (place := in_context(row, piece))]
    for place in places:
        text.stylize("bold", place.start, place.end)
    starts, ends = {place.start for place in places}, {place.end for place in places}
    cuts = sorted({0, *starts, *ends})
    whole = Text()
    for cut, part in zip(cuts, text.divide(cuts[1:]), strict=True):
        whole.append(CLOSING_MARK if cut in ends else "", style="bold")
        whole.append(OPENING_MARK if cut in starts else "", style="bold")
        whole.append_text(part)
    return whole


def _quotations_facts(row: QuotationRow) -> Iterable[tuple[str, str | None]]:
    article = row.article
    yield "Quotation", f"{row.id}, {row.kind} {row.act}, confidence {row.confidence:.2f}"
    for speaker in row.speakers:
        post = post_line(speaker)
        called = f' (here "{one_line(speaker.mention)}")' if speaker.mention else ""
        name = one_line(speaker.name) or "unknown"
        yield "Speaker", f"{name}, {speaker.type}{called}" + (f": {post}" if post else "")
        if speaker.anonymity:
            yield "Unnamed", unnamed_line(speaker.anonymity)
    yield "Cue", cue_text(row)
    for stance in row.stances:
        said = "decided by a human" if stance.origin == "human" else f"{stance.score:.2f}"
        yield "Stance", f"{stance.polarity}: {stance.target} ({said})"
    yield "Topics", ", ".join(f"{link.topic} ({link.score:.2f})" for link in row.topics)
    yield "Inside of", row.nested_in
    yield "Title", article.title
    yield "Authors", ", ".join(article.authors)
    yield "Outlet", article.outlet
    yield "Published", iso(article.published)
    yield "Address", article.url
    yield "Read from", article.source
    yield "Article", f"{article.id}, SHA-256 {article.sha256}"
    yield "Characters", ", ".join(f"{piece.start}-{piece.end}" for piece in row.pieces)


def _show_one(rows: Iterable[QuotationRow], terminal: Console) -> None:
    for row in rows:
        terminal.print(marked(row), overflow="fold")
        terminal.print()
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(style="bold", no_wrap=True)
        table.add_column(overflow="fold")
        for name, fact in _quotations_facts(row):
            if fact:
                table.add_row(name, one_line(fact))
        terminal.print(table)


QUOTATIONS = Listing(record=quotation_record, columns=COLUMNS, cells=cells, show=_show_table)
QUOTATION = replace(QUOTATIONS, show=_show_one)


# ``quotes search``: who said what.


@output_options
@query_options
def search(
    form: Format,
    query: Query,
    limit: Annotated[
        int, typer.Option(min=0, metavar="NUMBER", help="At most so many; 0 for all.")
    ] = 50,
    sort: Annotated[Sort, typer.Option(help="Which come first.")] = "relevance",
    db: Database = None,
) -> None:
    """Find quotations; every condition given must hold.

    \b
    Example:
      quotes search "water price" --stance oppose --since 2026
      quotes search --about "global warming" --org "Harbour Institute"
      quotes search --person Okonedo --sort newest --csv
      quotes search --unnamed --max-grade 1 --outlet "Harbour Gazette"
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        found = store.search(meant(replace(query, limit=limit or None, sort=sort), store))
    write(found, QUOTATIONS, form)
    if not found:
        typer.echo("No quotation fits; ask for less.", err=True)


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


def _why_facts(facts: Iterable[Fact]) -> Table:
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
        terminal.print(_why_facts(_resolution(explained.row)))
        for speaker, why in zip(explained.row.speakers, explained.speakers, strict=True):
            terminal.print()
            terminal.print(Text(one_line(speaker.name) or "unknown", style="bold"))
            terminal.print(_why_facts(_identity(speaker, why)))


EXPLAINED = Listing(record=_record, columns=COLUMNS, cells=_cells, show=_show)


# ``quotes show``: one quotation and everything known about it.


@output_options
def show(
    form: Format,
    quotation_id: Annotated[
        str, typer.Argument(metavar="QUOTE-ID", help="The id, as `quotes search` shows it.")
    ],
    why: Annotated[
        bool, typer.Option("--why", help="Show why the speakers are who they are said to be.")
    ] = False,
    db: Database = None,
) -> None:
    """Show one quotation marked in its paragraph.

    Below the paragraph stands everything known about it; with --why also how the speakers were
    found, who else was weighed, and what ties them to the people of other articles.

    \b
    Example:
      quotes show 1f0c9a2e77b04d51
      quotes show 1f0c9a2e77b04d51 --why
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        row = store.quotation(quotation_id)
        speakers = store.explain(row.id) if row and why else ()
    if row is None:
        raise QuotesError(
            f"There is no quotation {quotation_id} in the database; "
            "`quotes search` shows the ids of those there are."
        )
    if why:
        write([Explained(row, speakers)], EXPLAINED, form)
    else:
        write([row], QUOTATION, form)
