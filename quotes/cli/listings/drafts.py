"""A checked draft: what it comes to, then its quotations, those that need work first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from quotes.check.drafts.rows import CheckedDraft, CheckedQuotation, Standing
from quotes.check.rows import Evidence
from quotes.check.shown import segments
from quotes.cli.listings.checks import evidence_cells, marked
from quotes.cli.listings.words import one_line, visible
from quotes.cli.output import Cell, Listing
from quotes.report.checks import (
    VERDICTS,
    address,
    article_line,
    difference_line,
    harmless_lines,
    speakers_line,
)
from quotes.report.drafts import draft_record
from quotes.report.drafts.words import (
    TERMINAL_LEGEND,
    compares_words,
    conclusion,
    groups,
    in_full,
    notes,
    place_line,
    searched,
    speaker_line,
    summary,
    title,
    words_line,
)

COLUMNS = (
    "number",
    "line",
    "paragraph",
    "start",
    "end",
    "words",
    "speaker",
    "standing",
    "verdict",
    "why",
    "quote",
    "quote_id",
    "said_by",
    "similarity",
    "differences",
    "outlet",
    "published",
    "title",
    "url",
    "source",
)
_STYLES: dict[Standing, str] = {"wrong": "bold reverse", "open": "bold", "fine": "", "short": ""}


def _cells(draft: CheckedDraft) -> Iterable[tuple[Cell, ...]]:
    """A CSV row for each quotation, with the best evidence."""
    for one in draft.quotations:
        place, checked = one.place, one.checked
        yield (
            one.number,
            place.line,
            place.paragraph,
            place.start,
            place.end,
            one.words,
            one.speaker,
            one.standing,
            one.verdict,
            checked.why,
            *(evidence_cells(checked.evidence[0]) if checked.evidence else (None,) * 10),
        )


def _show(drafts: Iterable[CheckedDraft], terminal: Console) -> None:
    for draft in drafts:
        terminal.print(Text(title(draft), style="bold"), overflow="fold")
        terminal.print(Text(conclusion(draft), style="bold reverse" if draft.failed else "bold"))
        if draft.quotations:
            terminal.print(Text(summary(draft)))
            terminal.print(Text(TERMINAL_LEGEND, style="dim"))
        for group in groups(draft):
            terminal.print()
            heading = Text(f"{group.title} ({len(group.quotations)})", style="bold underline")
            heading.append(f"  {group.note}", style="not bold not underline dim")
            terminal.print(heading)
            for one in group.quotations:
                terminal.print()
                for line in _lines(one):
                    terminal.print(line, overflow="fold")
        if told := searched(draft):
            terminal.print()
            terminal.print(Text(told, style="dim"))


def _lines(one: CheckedQuotation) -> Iterator[Text | Padding]:
    heading = Text(f"{one.number}. ")
    heading.append(VERDICTS[one.verdict].upper(), style=_STYLES[one.standing])
    heading.append(f"  {place_line(one)}, {speaker_line(one)}")
    yield heading
    yield _indented(Text(words_line(one), style="bold"))
    yield _indented(Text(one_line(one.checked.why)))
    for note in notes(one):
        yield _indented(Text(f"Note: {note}"))
    full = in_full(one)
    for evidence in full:
        for line in _evidence(one, evidence):
            yield _indented(line)
    for evidence in one.checked.evidence[len(full) :]:
        yield _indented(Text("Also: ").append_text(_source(evidence)))


def _evidence(one: CheckedQuotation, evidence: Evidence) -> Iterator[Text]:
    yield Text("In the archive: ").append_text(_source(evidence))
    if compares_words(one):
        if any(not difference.harmless for difference in evidence.differences):
            yield Text("Word by word: ").append_text(
                difference_text(one.checked.claim.text, evidence)
            )
        for difference in evidence.differences:
            if not difference.harmless:
                yield Text(f"· {difference_line(difference)}")
        if harmless := harmless_lines(evidence):
            yield Text(f"Written in another way only: {'; '.join(harmless)}.", style="dim")
    yield marked(evidence)
    for guard in evidence.guards:
        yield Text(f"! {one_line(guard.sentence)} (“{one_line(guard.words)}”)")


def difference_text(claim: str, evidence: Evidence) -> Text:
    """The claim with [-words that were said-] and {+words that were not+} in their places."""
    text = Text()
    for part in segments(claim, evidence):
        if part.kind == "same" or part.harmless:
            text.append(visible(part.claim))
            continue
        said = visible(part.said)
        if said.strip():
            left, right = said[: said.startswith(" ")], said[len(said.rstrip()) :]
            text.append(left).append(f"[-{said.strip()}-]", style="strike").append(right)
        if part.claim:
            text.append(f"{{+{visible(part.claim)}+}}", style="bold underline")
    return text


def _source(evidence: Evidence) -> Text:
    row, article = evidence.quotation, evidence.quotation.article
    text = Text(speakers_line(evidence), style="bold")
    text.append(f", {article_line(article)}", style="not bold")
    text.append(f"  {row.id}", style="not bold dim")
    if link := address(article):
        text.append(f"  {one_line(link)}", style="not bold dim")
    return text


def _indented(line: Text) -> Padding:
    return Padding(line, (0, 0, 0, 3))


DRAFTS = Listing(record=draft_record, columns=COLUMNS, cells=_cells, show=_show)
