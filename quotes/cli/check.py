"""``quotes check``: whether the words of a claim, or of a draft, are in the archive."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, assert_never

import typer
from rich.console import Console
from rich.text import Text

from quotes.api import (
    Checked,
    CheckedDraft,
    CheckedQuotation,
    Standing,
    VerdictEvidence,
    passage,
    read_claims,
    segments,
)
from quotes.cli.app import FAILED, check_folder, open_archive, write_file
from quotes.cli.asking import narrowed
from quotes.cli.layout import CLOSING_MARK, OPENING_MARK, indented
from quotes.cli.options import (
    Database,
    day,
    standard_input,
)
from quotes.cli.output import Listing, Output, output_options
from quotes.errors import IngestError, UsageError
from quotes.export.tabular import Cell
from quotes.report.draft_outline import draft_outline
from quotes.report.html_writer import to_html
from quotes.report.markdown_writer import to_markdown
from quotes.report.records import checked_record, draft_record
from quotes.report.wording import (
    address,
    article_line,
    compares_words,
    count,
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
    place_line,
    post_line,
    searched_line,
    shown_in_full,
    speaker_line,
    speakers_line,
    verdict_words,
    visible,
    words_line,
)
from quotes.types import Claim

if TYPE_CHECKING:
    from quotes.archive import Archive
    from quotes.types import Article

CLAIM_ENDINGS = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")
"""The endings of files that hold claims; those of any other name hold a draft."""

ReportFormat = Literal["md", "html", "json", "schema.org"]
"""What the report on a draft is written as, or the review of claims (``schema.org``)."""

_BY_ENDING: dict[str, ReportFormat] = {
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
}


@output_options
def check(
    out: Output,
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
        typer.Option(
            metavar="NAME",
            help="Who is said to have said it: a name, also with a post or a body after a comma, "
            "or a number.",
        ),
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
    report: Annotated[
        ReportFormat | None,
        typer.Option(
            "--format",
            help="Write the report on a draft as md, html or json, claims as schema.org "
            "ClaimReview.",
            show_default=False,
        ),
    ] = None,
    path: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write it into a file; a report on a draft in the form of its ending by default.",
            show_default=False,
        ),
    ] = None,
    reviewer: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who checked, for schema.org.", show_default=False),
    ] = None,
    url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="The page that the check stands on, for schema.org.",
            show_default=False,
        ),
    ] = None,
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
    draft = _draft_of(claim, file)
    if (file or draft) and (by or on):
        raise UsageError("--by and --on go with a claim; a file says itself who said what.")
    published = _publication(reviewer, url) if report == "schema.org" else None
    if published is None and (reviewer or url):
        raise UsageError("--reviewer and --url go with --format schema.org.")
    if draft is None and (report or path) and not published:
        raise UsageError("--format and --output are for the report on a draft; give one.")
    report = _format_of(report, path)
    if report and out.format != "table":
        raise UsageError("Choose either --format or one of --json, --nl and --csv, not both.")
    if path is not None:
        check_folder(path)

    with open_archive(db) as archive:
        if draft is not None:
            _check_draft(draft, archive, out, report, path)
            return
        by, meant = narrowed(archive, by, named=True)
        checks = map(archive.check, _claims(claim, file, by, on))
        if published:
            _write_reviews(checks, published, path, alone=file is None)
        else:
            out.write(checks, CHECKS)
    meant.tell()


def _draft_of(claim: str | None, file: str | None) -> str | None:
    """The path of the draft, or - for standard input; None where there is none."""
    if (claim is None) == (file is None):
        raise UsageError("Give either a claim, or a file with --file, or - for a draft.")
    if file is not None:
        return None if Path(file).suffix.lower() in CLAIM_ENDINGS else file
    return claim if claim == "-" else None


def _format_of(report: ReportFormat | None, path: Path | None) -> ReportFormat | None:
    """The format of the report: the one asked for, or else that of the file's ending; None for the
    listing in the terminal.

    :raises UsageError: the ending of the file tells no format.
    """
    if report is not None or path is None:
        return report
    found = _BY_ENDING.get(path.suffix.lower())
    if found is None:
        raise UsageError(f"{path} ends in no known form; add --format md, html or json.")
    return found


def _claims(
    claim: str | None, file: str | None, by: str | None, on: date | None
) -> Sequence[Claim]:
    return read_claims(file) if file is not None else (Claim(claim or "", by, on),)


# Claims: the verdict first, then the evidence for it, and what was searched.


def _check_cells(checked: Checked) -> Iterable[tuple[Cell, ...]]:
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
        yield (*first, *(None for _ in CHECKS.columns[len(first) :]))
    for evidence in checked.evidence:
        pieces = evidence.pieces or evidence.quotation.pieces
        yield (*first, *_evidence_cells(evidence), pieces[0].start, pieces[-1].end)


def _evidence_cells(evidence: VerdictEvidence) -> tuple[Cell, ...]:
    """A piece of evidence in CSV: the columns from ``quote`` to ``source``."""
    row, article = evidence.quotation, evidence.quotation.article
    return (
        row.text,
        row.id,
        speakers_line(evidence.quotation),
        round(evidence.similarity, 3),
        "; ".join(map(difference_line, evidence.differences)) or None,
        article.outlet,
        iso(article.published),
        article.title,
        article.url,
        article.source,
    )


def _show_checks(checks: Iterable[Checked], terminal: Console) -> None:
    for number, checked in enumerate(checks):
        if number:
            terminal.print()
        claim = checked.claim
        heading = Text(f"“{one_line(claim.text)}”", style="bold")
        about = ", ".join(filter(None, (claim.by, iso(claim.on))))
        heading.append(f" — {one_line(about)}" if about else "", style="not bold")
        terminal.print(heading, overflow="fold")
        terminal.print(Text(verdict_words(checked.verdict).upper(), style="bold reverse"))
        terminal.print(Text(visible(checked.why)), overflow="fold")
        for evidence in checked.evidence:
            terminal.print()
            terminal.print(indented(Text("\n").join(_check_lines(evidence)), 2))
        if checked.doubts:
            terminal.print()
            for doubt in checked.doubts:
                terminal.print(Text(f"Doubt: {one_line(doubt)}"), overflow="fold")
        terminal.print()
        line = searched_line(checked.searched, claim.by)
        terminal.print(Text(line, style="dim"), overflow="fold")


def _check_lines(evidence: VerdictEvidence) -> Iterator[Text]:
    row, article = evidence.quotation, evidence.quotation.article
    yield Text(article_line(article), style="underline")
    for speaker in row.speakers:
        post = post_line(speaker)
        yield Text(one_line(speaker.name) + (f", {post}" if post else ""), style="bold")
    yield _marked(evidence)
    for difference in evidence.differences:
        line = f"· {difference_line(difference)}"
        yield Text(line, style="dim" if difference.harmless else "")
    for warning in evidence.warnings:
        yield Text(f"! {one_line(warning.sentence)}")
    yield Text(
        f"{row.id}, {row.kind}, similarity {evidence.similarity:.2f}  "
        f"{address(article) or one_line(article.source)}",
        style="dim",
    )


def _marked(evidence: VerdictEvidence) -> Text:
    """The paragraph of the evidence, the words found between marks, the warnings underlined."""
    text = Text()
    for part in passage(evidence):
        words = visible(part.text)
        if part.kind == "quotation":
            text.append(f"{OPENING_MARK}{words}{CLOSING_MARK}", style="bold")
        else:
            text.append(words, style="underline" if part.kind == "warning" else "")
    return text


_EVIDENCE_CSV = ("similarity", "differences", "outlet", "published", "title", "url", "source")
CHECKS = Listing(
    record=checked_record,
    columns=(
        *("claim", "by", "on", "verdict", "why", "searched", "quote", "quote_id", "speaker"),
        *_EVIDENCE_CSV,
        *("start", "end"),
    ),
    cells=_check_cells,
    show=_show_checks,
)


# Claims as schema.org ``ClaimReview``, to be put on the page of a fact-check.


@dataclass(frozen=True, slots=True)
class _Publication:
    """By whom a check is published, and on which page."""

    reviewer: str
    url: str


def _publication(reviewer: str | None, url: str | None) -> _Publication:
    """By whom and where the reviews are published.

    :raises UsageError: either is missing, or the page is none of the web.
    """
    reviewer, url = (reviewer or "").strip(), (url or "").strip()
    if not reviewer or not url:
        raise UsageError(
            "schema.org wants to know who checked and on which page; give --reviewer and --url."
        )
    if not url.lower().startswith(("http://", "https://")):
        raise UsageError(f"{url} is no address of a page; it begins with https:// or http://.")
    return _Publication(reviewer, url)


def _write_reviews(
    checks: Iterable[Checked], published: _Publication, path: Path | None, *, alone: bool
) -> None:
    """Write a ``ClaimReview`` for each claim as JSON-LD, in a file or else on standard output.

    :param alone: whether there is one claim, which is written as one object; a list is an array.
    """
    from quotes.export.schema_org import claim_review

    made = [claim_review(checked, published.reviewer, published.url) for checked in checks]
    _write(
        json.dumps(made[0] if alone else made, ensure_ascii=False, indent=2) + "\n",
        path,
        f"{count(len(made), 'claim')} checked. The review is in {path}.",
    )


def _write(text: str, path: Path | None, done: str) -> None:
    """Write into the file and say so on standard error, or else to standard output."""
    if path is None:
        typer.echo(text, nl=False)
    else:
        write_file(path, text)
        typer.echo(done, err=True)


# A draft: what it comes to, then its quotations, those that need work first.


def _check_draft(
    path: str, archive: Archive, out: Output, report: ReportFormat | None, file: Path | None
) -> None:
    """Check the draft at a path, or on standard input for ``-``, and write what comes of it.

    The program ends with exit code 1 if a quotation is altered or under another name.

    :param report: the format of the report, which goes to ``file`` or else to standard output;
        without one the draft is listed.
    :raises IngestError: the draft cannot be read.
    """
    if report == "schema.org":
        raise UsageError("schema.org is for claims; a draft is written as md, html or json.")
    draft = archive.check_draft(_read_draft(path))
    if report is None:
        out.write([draft], DRAFTS)
    else:
        _write(_written(draft, report), file, f"{draft_conclusion(draft)} The report is in {file}.")
    if draft.failed:
        raise typer.Exit(FAILED)


def _read_draft(path: str) -> Article:
    """The one article that is the draft."""
    from quotes.api import Failure, read_sources

    if path != "-" and Path(path).is_dir():
        raise UsageError(f"{path} is a folder; a draft is one file.")
    found = list(read_sources([path], stdin=standard_input()))
    if len(found) != 1:
        raise UsageError(f"{path} holds {len(found)} articles; a draft is one.")
    (draft,) = found
    if isinstance(draft, Failure):
        raise IngestError(f"{draft.source}: {draft.reason}.")
    return draft


def _written(draft: CheckedDraft, report: Literal["md", "html", "json"]) -> str:
    if report == "md":
        return to_markdown(draft_outline(draft))
    if report == "html":
        return to_html(draft_outline(draft))
    if report == "json":
        return json.dumps(draft_record(draft), ensure_ascii=False, indent=2) + "\n"
    assert_never(report)


_STYLES: dict[Standing, str] = {"wrong": "bold reverse", "open": "bold", "fine": "", "short": ""}


def _draft_cells(draft: CheckedDraft) -> Iterable[tuple[Cell, ...]]:
    """A CSV row for each quotation, with the best evidence."""
    for quotation in draft.quotations:
        position, evidence = quotation.position, quotation.checked.evidence
        yield (
            quotation.number,
            position.line,
            position.paragraph,
            position.start,
            position.end,
            quotation.words,
            quotation.speaker,
            quotation.standing,
            quotation.verdict,
            quotation.checked.why,
            *(_evidence_cells(evidence[0]) if evidence else (None,) * 10),
        )


_LEGEND = (
    "[-Words-] were said, but are left out of the draft; {+words+} are in the draft, but were not "
    "said."
)


def _show_drafts(drafts: Iterable[CheckedDraft], terminal: Console) -> None:
    for draft in drafts:
        terminal.print(Text(draft_title(draft), style="bold"), overflow="fold")
        terminal.print(
            Text(draft_conclusion(draft), style="bold reverse" if draft.failed else "bold")
        )
        if draft.quotations or draft.unclaimed:
            terminal.print(Text(draft_summary(draft)))
        if draft.quotations:
            terminal.print(Text(_LEGEND, style="dim"))
        for group in draft_groups(draft):
            terminal.print()
            heading = Text(f"{group.title} ({len(group.quotations)})", style="bold underline")
            heading.append(f"  {group.note}", style="not bold not underline dim")
            terminal.print(heading)
            for quotation in group.quotations:
                terminal.print()
                heading = Text(f"{quotation.number}. ")
                verdict = verdict_words(quotation.verdict).upper()
                heading.append(verdict, style=_STYLES[quotation.standing])
                heading.append(f"  {place_line(quotation)}, {speaker_line(quotation)}")
                terminal.print(heading, overflow="fold")
                for line in _draft_lines(quotation):
                    terminal.print(indented(line, 3), overflow="fold")
        if where := draft_searched(draft):
            terminal.print()
            terminal.print(Text(where, style="dim"))


def _draft_lines(quotation: CheckedQuotation) -> Iterator[Text]:
    yield Text(words_line(quotation), style="bold")
    yield Text(one_line(quotation.checked.why))
    for note in doubt_lines(quotation):
        yield Text(f"Note: {note}")
    full = shown_in_full(quotation)
    for evidence in full:
        yield Text("In the archive: ").append_text(_source(evidence))
        if compares_words(quotation):
            yield from _compared(quotation.checked.claim.text, evidence)
        yield _marked(evidence)
        for warning in evidence.warnings:
            yield Text(f"! {one_line(warning.sentence)} (“{one_line(warning.words)}”)")
    for evidence in quotation.checked.evidence[len(full) :]:
        yield Text("Also: ").append_text(_source(evidence))


def _compared(claim: str, evidence: VerdictEvidence) -> Iterator[Text]:
    """The claim beside the evidence, word by word."""
    telling = [difference for difference in evidence.differences if not difference.harmless]
    if telling:
        yield Text("Word by word: ").append_text(_difference(claim, evidence))
    for difference in telling:
        yield Text(f"· {difference_line(difference)}")
    if harmless := harmless_lines(evidence):
        yield Text(f"Written in another way only: {'; '.join(harmless)}.", style="dim")


def _difference(claim: str, evidence: VerdictEvidence) -> Text:
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


DRAFTS = Listing(
    record=draft_record,
    columns=(
        *("number", "line", "paragraph", "start", "end", "words", "speaker", "standing"),
        *("verdict", "why", "quote", "quote_id", "said_by"),
        *_EVIDENCE_CSV,
    ),
    cells=_draft_cells,
    show=_show_drafts,
)
