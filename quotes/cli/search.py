"""``quotes search`` and ``show``: stored quotations, and all that is known of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from quotes.api import Query, QuotationRow, Sort, SpeakerRow, SpeakerWhy
from quotes.cli.app import open_archive
from quotes.cli.asking import with_person
from quotes.cli.decisions import decision_record
from quotes.cli.layout import CLOSING_MARK, OPENING_MARK, show_facts, show_quotations
from quotes.cli.links import VERDICTS, decision_line, link_record
from quotes.cli.options import (
    Database,
    Limit,
    QuotationId,
    query_options,
    with_topics,
)
from quotes.cli.output import Json, Listing, Output, output_options
from quotes.errors import QuotesError
from quotes.export.tabular import COLUMNS, flat_row
from quotes.report.records import cue_text, in_context, quotation_record
from quotes.report.wording import (
    chance_words,
    iso,
    one_line,
    post_line,
    status_line,
    unsure_words,
    visible,
)
from quotes.types import Anonymity

GRADES = ("nothing told", "little told", "well told", "fully told")
"""What an article tells of a source without a name, for the grades from 0 to 3."""


@output_options
@query_options
def search(
    out: Output,
    query: Query,
    limit: Limit = None,
    sort: Annotated[Sort, typer.Option(help="Which come first.")] = "relevance",
    db: Database = None,
) -> None:
    """Find quotations; every condition given must hold.

    \b
    Example:
      quotes search "water price" --stance oppose --since 2026
      quotes search --about "global warming" --org "Harbour Institute"
      quotes search --person Okonedo --sort newest --csv
      quotes search --person Okonedo --status denied
      quotes search --unnamed --max-grade 1 --outlet "Harbour Gazette"
    """
    with open_archive(db) as archive:
        asked, meant = with_person(query, archive)
        wanted = replace(with_topics(asked, archive), sort=sort)

        def number() -> int:
            with archive.selection(wanted) as selection:
                return len(selection)

        out.write_list(
            QUOTATIONS,
            lambda most: archive.search(replace(wanted, limit=most)),
            limit=limit,
            none="No quotation fits; ask for less.",
            count=number,
        )
    meant.tell()


@output_options
def show(
    out: Output,
    quotation_id: QuotationId,
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
    with open_archive(db) as archive:
        row = archive.quotation(quotation_id)
        speakers = archive.explain(row.id) if row and why else ()
    if row is None:
        raise QuotesError(
            f"There is no quotation {quotation_id} in the database; "
            "`quotes search` shows the ids of those there are."
        )
    if why:
        out.write([Explained(row, speakers)], EXPLAINED)
    else:
        out.write([row], QUOTATION)


# One quotation in its paragraph.


def marked(row: QuotationRow) -> Text:
    """The paragraph of the quotation with the pieces between marks and the cue underlined."""
    text = Text(visible(row.context))
    cue = in_context(row, row.cue) if row.cue else None
    if cue:
        text.stylize("underline", cue.start, cue.end)
    spans = [span for piece in row.pieces if (span := in_context(row, piece))]
    for span in spans:
        text.stylize("bold", span.start, span.end)
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    cuts = sorted({0, *starts, *ends})
    whole = Text()
    for cut, part in zip(cuts, text.divide(cuts[1:]), strict=True):
        whole.append(CLOSING_MARK if cut in ends else "", style="bold")
        whole.append(OPENING_MARK if cut in starts else "", style="bold")
        whole.append_text(part)
    return whole


Fact = tuple[str, str | None]


def _facts(row: QuotationRow) -> Iterator[Fact]:
    article = row.article
    sure = unsure_words(row.confidence) or f"sure ({row.confidence:.2f})"
    yield "Quotation", f"{row.id}, {row.kind} {row.act}, {sure}"
    yield "Status", status_line(row.status, cue_text(row))
    for speaker in row.speakers:
        post = post_line(speaker)
        called = f' (here "{one_line(speaker.mention)}")' if speaker.mention else ""
        name = one_line(speaker.name) or "unknown"
        yield "Speaker", f"{name}, {speaker.type}{called}" + (f": {post}" if post else "")
        yield "Unnamed", unnamed_line(speaker.anonymity)
    yield "Cue", cue_text(row)
    for stance in row.stances:
        sure = "decided by a human" if stance.origin == "human" else f"{stance.score:.2f}"
        yield "Stance", f"{stance.polarity}: {stance.target} ({sure})"
    yield "Topics", ", ".join(f"{link.topic} ({chance_words(link.score)})" for link in row.topics)
    yield "Inside of", row.nested_in
    yield "Title", article.title
    yield "Authors", ", ".join(article.authors)
    yield "Outlet", article.outlet
    yield "Published", iso(article.published)
    yield "Address", article.url
    yield "Read from", article.source
    yield "Article", f"{article.id}, SHA-256 {article.sha256}"
    yield "Characters", ", ".join(f"{piece.start}-{piece.end}" for piece in row.pieces)


def unnamed_line(anonymity: Anonymity | None) -> str | None:
    """The line: "2 officials, Harbour Office; grade 2 of 3 (well told); no reason given"."""
    if anonymity is None:
        return None
    number = str(anonymity.number)
    who = f"{number} {anonymity.group}" if anonymity.group else number
    source = ", ".join(filter(None, (who, anonymity.position, anonymity.organization)))
    if anonymity.collective:
        return f"people at large: {source}"
    why = f"reason: {anonymity.reason}" if anonymity.reason else "no reason given"
    return f"{source}; grade {anonymity.grade} of 3 ({GRADES[anonymity.grade]}); {why}"


def _show_whole(rows: Iterable[QuotationRow], terminal: Console) -> None:
    for row in rows:
        terminal.print(marked(row), overflow="fold")
        terminal.print()
        show_facts(_facts(row), terminal)


QUOTATIONS = Listing(
    record=quotation_record,
    columns=COLUMNS,
    cells=lambda row: [flat_row(row).cells()],
    show=show_quotations,
)
QUOTATION = replace(QUOTATIONS, show=_show_whole)


# Why its speakers are who they are said to be.


@dataclass(frozen=True, slots=True)
class Explained:
    """A stored quotation, and what stands behind each of its speakers, in their order."""

    row: QuotationRow
    speakers: tuple[SpeakerWhy, ...]


def _explained_record(explained: Explained) -> Json:
    identities = [
        {
            "speaker": speaker.name,
            "evidence": speaker.evidence,
            "person_id": speaker.person_id,
            "person": speaker.person,
            "links": [link_record(link) for link in speaker.links],
            "decisions": [decision_record(decision) for decision in speaker.decisions],
        }
        for speaker in explained.speakers
    ]
    return {**quotation_record(explained.row), "identities": identities}


def _resolution(row: QuotationRow) -> Iterator[Fact]:
    why = row.why
    if why is None:
        yield "Reason", "not kept; add the article again to have it"
    else:
        yield "Reason", why.reason
        yield "Certainty", f"{why.certainty:.2f} that the speakers are right, given the quotation"
        others = ", ".join(f"{rival.name} ({rival.chance:.2f})" for rival in why.rivals)
        yield "Also weighed", others or "nobody"
    yield "Confidence", f"{row.confidence:.2f} that words, speakers and status are right"


def _identity(speaker: SpeakerRow, why: SpeakerWhy) -> Iterator[Fact]:
    yield "Post", post_line(speaker)
    yield "Evidence", f'"{why.evidence}"' if why.evidence else None
    yield "Unnamed", unnamed_line(speaker.anonymity)
    if why.person_id is None:
        return
    yield "Person", f"{why.person_id}, {why.person}"
    for link in why.links:
        seen = "; ".join(f"{observed.kind}: {observed.detail}" for observed in link.evidence)
        person = f"{VERDICTS[link.verdict]} as {link.person_id}, {link.name}"
        yield "Machine", f"{person} ({chance_words(link.score)}): {seen}"
    if not why.links:
        yield "Machine", "tied to nobody of another article"
    for decision in why.decisions:
        yield "Human", decision_line(decision)


def _show_explained(explanations: Iterable[Explained], terminal: Console) -> None:
    for explained in explanations:
        _show_whole([explained.row], terminal)
        terminal.print()
        terminal.print(Text("Why these speakers", style="bold"))
        show_facts(_resolution(explained.row), terminal)
        for speaker, why in zip(explained.row.speakers, explained.speakers, strict=True):
            terminal.print()
            terminal.print(Text(one_line(speaker.name) or "unknown", style="bold"))
            show_facts(_identity(speaker, why), terminal)


EXPLAINED = Listing(
    record=_explained_record,
    columns=COLUMNS,
    cells=lambda explained: [flat_row(explained.row).cells()],
    show=_show_explained,
)
