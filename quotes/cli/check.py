"""A checked draft: what it comes to, then its quotations, those that need work first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from quotes.check.drafts import CheckedDraft, CheckedQuotation, Standing
from quotes.check.explain import passage, segments
from quotes.check.rows import Checked, VerdictEvidence
from quotes.check.trace import Appearance, Trace
from quotes.cli.options import Database, database_url, day
from quotes.cli.output import Format, Listing, output_options, write
from quotes.cli.run import FAILED, check_folder, write_file
from quotes.cli.search import CLOSING_MARK, OPENING_MARK
from quotes.copies.detect import Credit, key_of
from quotes.db.rows import ArticleRow
from quotes.errors import IngestError, UsageError
from quotes.export.tabular import Cell
from quotes.report.records import (
    checked_record,
    draft_record,
    trace_appearances,
    trace_record,
)
from quotes.report.wording import (
    VERDICTS,
    address,
    article_line,
    compares_words,
    copy_line,
    count,
    credit_line,
    difference_line,
    doubt_lines,
    draft_conclusion,
    draft_groups,
    draft_searched,
    draft_summary,
    draft_title,
    harmless_lines,
    iso,
    one_line,
    outlet_line,
    place_line,
    post_line,
    searched_line,
    shown_in_full,
    speaker_line,
    speakers_line,
    trace_summary,
    visible,
    words_line,
)
from quotes.types import Claim

if TYPE_CHECKING:
    from quotes.check.drafts import CheckedDraft
    from quotes.check.rows import Checked
    from quotes.store.store import Store
    from quotes.types import Article


# A draft, or a list of claims, from a file to what the archive says of it.


CLAIM_ENDINGS = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")
"""The endings of files that hold claims; those of any other name hold a draft."""


class ReportForm(Enum):
    """What the report on a draft is written as, or the review of claims (``schema.org``)."""

    MD = "md"
    HTML = "html"
    JSON = "json"
    SCHEMA_ORG = "schema.org"


_BY_ENDING = {
    ".md": ReportForm.MD,
    ".markdown": ReportForm.MD,
    ".html": ReportForm.HTML,
    ".htm": ReportForm.HTML,
    ".json": ReportForm.JSON,
}

Report = Annotated[
    ReportForm | None,
    typer.Option(
        "--format",
        help="Write the report on a draft as md, html or json, claims as schema.org ClaimReview.",
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write it into a file; a report on a draft in the form of its ending by default.",
        show_default=False,
    ),
]


def holds_claims(path: str) -> bool:
    """Whether a file is a list of claims by its name, and no draft."""
    return Path(path).suffix.lower() in CLAIM_ENDINGS


def report_form(report: ReportForm | None, output: Path | None) -> ReportForm | None:
    """The form of the report: the one asked for, or else that of the file's ending; None for the
    listing in the terminal.

    :raises UsageError: the ending of the file tells no form.
    """
    if report is not None or output is None:
        return report
    form = _BY_ENDING.get(output.suffix.lower())
    if form is None:
        raise UsageError(f"{output} ends in no known form; add --format md, html or json.")
    return form


def check_one_form(report: ReportForm | None, form: Format) -> None:
    """Check that not both a report and a listing are asked for.

    :raises UsageError: they are.
    """
    if report is not None and form is not Format.TABLE:
        raise UsageError("Choose either --format or one of --json, --nl and --csv, not both.")


def check_draft_file(
    path: str,
    store: Store,
    form: Format = Format.TABLE,
    report: ReportForm | None = None,
    output: Path | None = None,
) -> CheckedDraft:
    """Check the draft at a path, or on standard input for ``-``, and write what comes of it.

    :param form: how it is listed on standard output, where no report is asked for.
    :param report: the form of the report, which goes to ``output`` or else to standard output.
    :raises IngestError: the draft cannot be read; the message is one sentence.
    :raises UsageError: a listing and a report are asked for at once, or a form that is for claims.
    :raises QuotesError: the report cannot be written.
    """
    from quotes.check.check import Checker
    from quotes.check.drafts import check_draft
    from quotes.pipeline import Extractor
    from quotes.reader.component import Reader
    from quotes.reader.model import Model

    report = report_form(report, output)
    if report is ReportForm.SCHEMA_ORG:
        raise UsageError("schema.org is for claims; a draft is written as md, html or json.")
    check_one_form(report, form)
    if output is not None:
        check_folder(output)
    article = _checking_drafts_draft(path)
    extractor = Extractor(Reader(Model.shipped(spinning=False)))
    draft = check_draft(extractor.extract(article), Checker(store).check)
    if report is None:
        write([draft], DRAFTS, form)
        return draft
    written = _written(draft, report)
    if output is None:
        typer.echo(written, nl=False)
    else:
        write_file(output, written)
        typer.echo(f"{draft_conclusion(draft)} The report is in {output}.", err=True)
    return draft


def _checking_drafts_draft(path: str) -> Article:
    """The one article that is the draft."""
    from quotes.ingest.metadata import Failure
    from quotes.ingest.read import read

    if path != "-" and Path(path).is_dir():
        raise UsageError(f"{path} is a folder; a draft is one file.")
    found = list(read([path], stdin=typer.get_binary_stream("stdin")))
    if len(found) != 1:
        raise UsageError(f"{path} holds {len(found)} articles; a draft is one.")
    (draft,) = found
    if isinstance(draft, Failure):
        raise IngestError(f"{draft.source}: {draft.reason}.")
    return draft


def _written(draft: CheckedDraft, report: ReportForm) -> str:
    from quotes.report.drafts import draft_outline
    from quotes.report.html import to_html
    from quotes.report.markdown import to_markdown

    if report is ReportForm.MD:
        return to_markdown(draft_outline(draft))
    if report is ReportForm.HTML:
        return to_html(draft_outline(draft))
    return json.dumps(draft_record(draft), ensure_ascii=False, indent=2) + "\n"


# Checked claims: the verdict first, then the evidence for it, and what was searched.


CHECKS_COLUMNS = (
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


def _checks_cells(checked: Checked) -> Iterable[tuple[Cell, ...]]:
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
        yield (*first, *(None for _ in CHECKS_COLUMNS[len(first) :]))
    for one in checked.evidence:
        pieces = one.pieces or one.quotation.pieces
        yield (
            *first,
            *evidence_cells(one),
            pieces[0].start,
            pieces[-1].end,
        )


def evidence_cells(evidence: VerdictEvidence) -> tuple[Cell, ...]:
    """A piece of evidence in CSV: the columns from ``quote`` to ``source``."""
    row, article = evidence.quotation, evidence.quotation.article
    return (
        row.text,
        row.id,
        speakers_line(evidence.quotation),
        round(evidence.similarity, 3),
        "; ".join(difference_line(one) for one in evidence.differences) or None,
        article.outlet,
        iso(article.published),
        article.title,
        article.url,
        article.source,
    )


def _checks_show(items: Iterable[Checked], terminal: Console) -> None:
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
            terminal.print(Padding(_checks_evidence(evidence), (0, 0, 0, 2)))
        if checked.doubts:
            terminal.print()
            for doubt in checked.doubts:
                terminal.print(Text(f"Doubt: {one_line(doubt)}"), overflow="fold")
        searched = searched_line(checked.searched, claim.by)
        terminal.print()
        terminal.print(Text(searched, style="dim"), overflow="fold")


def _checks_evidence(evidence: VerdictEvidence) -> Text:
    return Text("\n").join(_checks_lines(evidence))


def _checks_lines(evidence: VerdictEvidence) -> Iterator[Text]:
    row, article = evidence.quotation, evidence.quotation.article
    yield Text(article_line(article), style="underline")
    for speaker in row.speakers:
        post = post_line(speaker)
        yield Text(one_line(speaker.name) + (f", {post}" if post else ""), style="bold")
    yield marked(evidence)
    for one in evidence.differences:
        yield Text(f"· {difference_line(one)}", style="dim" if one.harmless else "")
    for warning in evidence.warnings:
        yield Text(f"! {one_line(warning.sentence)}")
    yield Text(
        f"{row.id}, {row.kind}, similarity {evidence.similarity:.2f}  "
        f"{address(article) or one_line(article.source)}",
        style="dim",
    )


def marked(evidence: VerdictEvidence) -> Text:
    """The paragraph of the evidence, the words found between marks, the warnings underlined."""
    text = Text()
    for part in passage(evidence):
        words = visible(part.text)
        if part.kind == "quotation":
            text.append(f"{OPENING_MARK}{words}{CLOSING_MARK}", style="bold")
        else:
            text.append(words, style="underline" if part.kind == "warning" else "")
    return text


CHECKS = Listing(
    record=checked_record, columns=CHECKS_COLUMNS, cells=_checks_cells, show=_checks_show
)


# Checked claims as schema.org ``ClaimReview``, to be put on the page of a fact-check.


_WEB = ("http://", "https://")

Reviewer = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who checked, for schema.org.", show_default=False),
]
Page = Annotated[
    str | None,
    typer.Option(
        metavar="URL", help="The page that the check stands on, for schema.org.", show_default=False
    ),
]


@dataclass(frozen=True, slots=True)
class Publication:
    """By whom a check is published, and on which page."""

    reviewer: str
    url: str


def publication(reviewer: str | None, url: str | None) -> Publication:
    """By whom and where the reviews are published.

    :raises UsageError: either is missing, or the page is none of the web.
    """
    reviewer, url = (reviewer or "").strip(), (url or "").strip()
    if not reviewer or not url:
        raise UsageError(
            "schema.org wants to know who checked and on which page; give --reviewer and --url."
        )
    if not url.lower().startswith(_WEB):
        raise UsageError(f"{url} is no address of a page; it begins with https:// or http://.")
    return Publication(reviewer, url)


def write_reviews(
    checks: Iterable[Checked], published: Publication, output: Path | None, *, alone: bool
) -> None:
    """Write a ``ClaimReview`` for each claim as JSON-LD, in a file or else on standard output.

    :param alone: whether there is one claim, which is written as one object; a list is an array.
    :raises QuotesError: the file cannot be written, or a claim cannot be checked.
    """
    from quotes.export.schema_org import claim_review

    if output is not None:
        check_folder(output)
    made = [claim_review(one, published.reviewer, published.url) for one in checks]
    written = json.dumps(made[0] if alone else made, ensure_ascii=False, indent=2) + "\n"
    if output is None:
        typer.echo(written, nl=False)
    else:
        write_file(output, written)
        typer.echo(f"{count(len(made), 'claim')} checked. The review is in {output}.", err=True)


# ``quotes check``: did they really say it?


@output_options
def check(
    form: Format,
    claim: Annotated[
        str | None,
        typer.Argument(
            metavar="[CLAIM]",
            help="What somebody is said to have said; - for a draft on standard input.",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who is said to have said it, by name, alias or id."),
    ] = None,
    on: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help="The day it is said to be of: 2026-03-31."),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="A draft (.md, .docx, .html, .txt), each quotation of which is checked, or a list "
            "of claims (.csv, .jsonl, .json).",
            show_default=False,
        ),
    ] = None,
    report: Report = None,
    output: Output = None,
    reviewer: Reviewer = None,
    url: Page = None,
    db: Database = None,
) -> None:
    """Check whether somebody really said it.

    The words are looked for in everything that is stored. The verdict comes with the articles that
    it rests on, the quotation marked in its paragraph, and every word that differs. What is not
    found may still have been said.

    A draft is read as any article is, and every quotation in it is checked; the command ends with
    exit code 1 if one is altered or under another name. A list of claims has a column or key
    claim, and may have by and on. With --format schema.org a claim, or each one of a list, is
    written as a ClaimReview for the page of a fact-check.

    \b
    Example:
      quotes check "We will not sell the mill" --by "Maren Okonedo"
      quotes check --file draft.docx --format html -o draft.html
      quotes check --file claims.csv --nl
      quotes check --file claims.csv --format schema.org --reviewer Quay --url https://quay.example
    """
    draft = _check_draft(claim, file)
    if (file or draft) and (by or on):
        raise UsageError("--by and --on go with a claim; a file says itself who said what.")
    published = _published(report, form, reviewer, url)
    if draft is None and (report or output) and not published:
        raise UsageError("--format and --output are for the report on a draft; give one.")
    report = report_form(report, output)

    from quotes.check.check import Checker
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        if draft is not None:
            failed = check_draft_file(draft, store, form, report, output).failed
            if failed:
                raise typer.Exit(FAILED)
            return
        checks = map(Checker(store).check, _claims(claim, file, by, on))
        if published:
            write_reviews(checks, published, output, alone=file is None)
        else:
            write(checks, CHECKS, form)


def _published(
    report: ReportForm | None, form: Format, reviewer: str | None, url: str | None
) -> Publication | None:
    """By whom and where the check is published, None where it is no review."""
    if report is ReportForm.SCHEMA_ORG:
        check_one_form(report, form)
        return publication(reviewer, url)
    if reviewer or url:
        raise UsageError("--reviewer and --url go with --format schema.org.")
    return None


def _check_draft(claim: str | None, file: str | None) -> str | None:
    """The path of the draft, or - for standard input; None where there is none."""
    if (claim is None) == (file is None):
        raise UsageError("Give either a claim, or a file with --file, or - for a draft.")
    if file is not None:
        return None if holds_claims(file) else file
    return claim if claim == "-" else None


def _claims(
    claim: str | None, file: str | None, by: str | None, on: date | None
) -> tuple[Claim, ...]:
    from quotes.ingest.tables import read_claims

    return read_claims(file) if file is not None else (Claim(claim or "", by, on),)


# Where a quotation comes from: the earliest article, then each family with its copies.


TRACES_COLUMNS = (
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


def _traces_cells(trace: Trace) -> Iterable[tuple[Cell, ...]]:
    """A CSV row for each appearance."""
    for family, what, one in trace_appearances(trace):
        article, fold = one.article, one.copy_evidence
        yield (
            family,
            what,
            iso(article.published),
            article.outlet,
            article.title,
            one.quotation.id if one.quotation else None,
            one.quotation.kind if one.quotation else None,
            one.words,
            speakers_line(one.quotation) if one.quotation else None,
            one.said_by,
            round(one.similarity, 3),
            "; ".join(difference_line(it) for it in one.differences),
            round(fold.share, 3) if fold and fold.share is not None else None,
            fold.credit if fold else None,
            "; ".join(credit_line(credit) for credit in one.credits),
            article.id,
            article.url,
            article.source,
        )


def _traces_show(traces: Iterable[Trace], terminal: Console) -> None:
    for trace in traces:
        terminal.print(Text(_in_marks(trace.text), style="bold"), overflow="fold")
        terminal.print()
        for family in trace.clusters:
            terminal.print(_appearance(family.first, earliest=family is trace.clusters[0]))
            for copy in family.copies:
                terminal.print(_traces_indented(_appearance(copy)))
            terminal.print()
        if trace.reports:
            terminal.print(Text("Reported in other words", style="bold"))
            for one in trace.reports:
                terminal.print(
                    Padding(_appearance(one, earliest=True), (0, 0, 0, _INDENTED), expand=False)
                )
            terminal.print()
        if not trace.clusters:
            terminal.print(Text(searched_line(trace.searched, None)), overflow="fold")
        terminal.print(Text(trace_summary(trace), style="bold"), overflow="fold")


def _traces_indented(text: Text) -> Padding:
    return Padding(text, (0, 0, 0, _INDENTED), expand=False)


def _appearance(one: Appearance, *, earliest: bool = False) -> Text:
    """What stands where, and how it differs from the earliest, which shows its words alone."""
    return Text("\n").join(_traces_lines(one, earliest=earliest))


def _traces_lines(one: Appearance, *, earliest: bool) -> Iterator[Text]:
    copy = f"  copy: {copy_line(one.copy_evidence)}" if one.copy_evidence else ""
    head = Text(f"{iso(one.day) or 'undated'}  ")
    head.append(outlet_line(one.article), style="bold")
    head.append(copy)
    yield head
    speaker = speakers_line(one.quotation) if one.quotation else None
    if speaker is None:
        yield Text("in the text, not found as a quotation")
    elif one.said_by == "other":
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


TRACES = Listing(
    record=trace_record, columns=TRACES_COLUMNS, cells=_traces_cells, show=_traces_show
)


# ``quotes trace``: where a quotation comes from.


@output_options
def trace(
    form: Format,
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
    from quotes.check.trace import trace as trace_words
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        write([trace_words(store, quotation)], TRACES, form)


DRAFTS_COLUMNS = (
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
TERMINAL_LEGEND = (
    "[-Words-] were said, but are left out of the draft; {+words+} are in the draft, but were not "
    "said."
)
_STYLES: dict[Standing, str] = {"wrong": "bold reverse", "open": "bold", "fine": "", "short": ""}


def _drafts_cells(draft: CheckedDraft) -> Iterable[tuple[Cell, ...]]:
    """A CSV row for each quotation, with the best evidence."""
    for one in draft.quotations:
        place, checked = one.position, one.checked
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


def _drafts_show(drafts: Iterable[CheckedDraft], terminal: Console) -> None:
    for draft in drafts:
        terminal.print(Text(draft_title(draft), style="bold"), overflow="fold")
        terminal.print(
            Text(draft_conclusion(draft), style="bold reverse" if draft.failed else "bold")
        )
        if draft.quotations:
            terminal.print(Text(draft_summary(draft)))
            terminal.print(Text(TERMINAL_LEGEND, style="dim"))
        for group in draft_groups(draft):
            terminal.print()
            heading = Text(f"{group.title} ({len(group.quotations)})", style="bold underline")
            heading.append(f"  {group.note}", style="not bold not underline dim")
            terminal.print(heading)
            for one in group.quotations:
                terminal.print()
                for line in _drafts_lines(one):
                    terminal.print(line, overflow="fold")
        if told := draft_searched(draft):
            terminal.print()
            terminal.print(Text(told, style="dim"))


def _drafts_lines(one: CheckedQuotation) -> Iterator[Text | Padding]:
    heading = Text(f"{one.number}. ")
    heading.append(VERDICTS[one.verdict].upper(), style=_STYLES[one.standing])
    heading.append(f"  {place_line(one)}, {speaker_line(one)}")
    yield heading
    yield _drafts_indented(Text(words_line(one), style="bold"))
    yield _drafts_indented(Text(one_line(one.checked.why)))
    for note in doubt_lines(one):
        yield _drafts_indented(Text(f"Note: {note}"))
    full = shown_in_full(one)
    for evidence in full:
        for line in _drafts_evidence(one, evidence):
            yield _drafts_indented(line)
    for evidence in one.checked.evidence[len(full) :]:
        yield _drafts_indented(Text("Also: ").append_text(_source(evidence)))


def _drafts_evidence(one: CheckedQuotation, evidence: VerdictEvidence) -> Iterator[Text]:
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
    for warning in evidence.warnings:
        yield Text(f"! {one_line(warning.sentence)} (“{one_line(warning.words)}”)")


def difference_text(claim: str, evidence: VerdictEvidence) -> Text:
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


def _source(evidence: VerdictEvidence) -> Text:
    row, article = evidence.quotation, evidence.quotation.article
    text = Text(speakers_line(evidence.quotation), style="bold")
    text.append(f", {article_line(article)}", style="not bold")
    text.append(f"  {row.id}", style="not bold dim")
    if link := address(article):
        text.append(f"  {one_line(link)}", style="not bold dim")
    return text


def _drafts_indented(line: Text) -> Padding:
    return Padding(line, (0, 0, 0, 3))


DRAFTS = Listing(
    record=draft_record, columns=DRAFTS_COLUMNS, cells=_drafts_cells, show=_drafts_show
)
