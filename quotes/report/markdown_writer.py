"""Reports as Markdown (CommonMark, and pipe tables as GitHub and Pandoc read them)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never
from urllib.parse import quote

from quotes.check.explain import PartKind, PassagePart, Segment
from quotes.report.blocks import (
    Block,
    Columns,
    DraftOutline,
    Finding,
    FindingEvidence,
    Inline,
    Items,
    Outline,
    Paragraph,
    Part,
    Quote,
    Reference,
    Section,
    Side,
    Sides,
    SourceLine,
    Style,
    Table,
    Text,
)
from quotes.report.wording import count, one_line

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&!^$])")
_AT_START = re.compile(r"^(\s*)(?:([-+=:])|(\d+)([.)]))")
_IN_ADDRESS = "!#$&'*+,/:;=?@%-._~"
_LEGEND = (
    "~~Struck~~ words were said, but are left out of the draft; words in **bold** are in the "
    "draft, but were not said."
)


def to_markdown(report: Outline | DraftOutline) -> str:
    """The report as Markdown; no sign in a text is taken for markup."""
    blocks = _draft(report) if isinstance(report, DraftOutline) else _lines(report)
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """The text so that it shows as it is wherever it stands on a line."""
    return _begun(_signless(" ".join(text.split())))


def _signless(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)


def _begun(line: str) -> str:
    """The line so that its start begins no list, heading or definition."""
    begins = _AT_START.match(line)
    if begins is None:
        return line
    sign = begins.start(2) if begins[2] else begins.start(4)
    return f"{line[:sign]}\\{line[sign:]}"


def _lines(report: Outline) -> Iterator[str]:
    yield f"# {escaped(report.title)}"
    for paragraph in report.lead:
        yield _inline(paragraph.inline)
    for section in report.sections:
        yield from _section(section)
    yield "---"
    yield _inline(report.closing.inline)


def _section(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)}"
    for block in section.blocks:
        if isinstance(block, Part):
            yield f"### {escaped(block.title)}"
            for inner in block.blocks:
                yield from _block(inner)
        else:
            yield from _block(block)


def _inline(inline: Inline) -> str:
    return _begun("".join(map(_piece, inline)))


def _piece(piece: Text | Reference | Side) -> str:
    if isinstance(piece, Reference):
        return rf"\[{piece.number}\]"
    if isinstance(piece, Side):
        return f"**{piece.side}**"
    if piece.style == "code":
        return _code(piece.text)
    text = _spaced(piece.text, _sign_of(piece.style))
    if piece.link:
        return _linked(text, piece.link)
    return text


def _sign_of(style: Style) -> str:
    match style:
        case "strong" | "mark":
            return "**"
        case "plain" | "faint" | "code":
            return ""
        case _:
            assert_never(style)


def _linked(text: str, address: str) -> str:
    return f"[{text}](<{quote(address, safe=_IN_ADDRESS)}>)"


def _spaced(text: str, sign: str) -> str:
    """The text between signs, with the spaces at its ends outside of them."""
    stripped = text.strip()
    if not stripped:
        return text
    begin, end = text.index(stripped), text.index(stripped) + len(stripped)
    return f"{text[:begin]}{sign}{_signless(stripped)}{sign}{text[end:]}"


def _code(text: str) -> str:
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if "`" in text else ""
    return f"{ticks}{pad}{text}{pad}{ticks}".replace("|", r"\|")


def _block(block: Block) -> Iterator[str]:
    """Charts are left out: the tables and sentences beside them tell the same."""
    match block:
        case Paragraph(inline):
            yield _inline(inline)
        case Items(items, numbered):
            yield "\n".join(
                f"{f'{number}.' if numbered else '-'} {_inline(item)}"
                for number, item in enumerate(items, start=1)
            )
        case Table(caption):
            yield f"*{escaped(caption)}*"
            yield "\n".join(_table(block))
        case Quote():
            parts = block.before, block.words, block.source
            yield "\n>\n".join(f"> {_inline(part)}" for part in parts)
        case Columns() | Sides():
            pass
        case _:
            assert_never(block)


def _table(table: Table) -> Iterator[str]:
    yield _row(escaped(column.title) for column in table.columns)
    yield _row("--:" if column.numeric else "---" for column in table.columns)
    yield from (_row(map(_inline, row)) for row in table.rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _draft(report: DraftOutline) -> Iterator[str]:
    yield f"# Before publication: {_shown(report.title)}"
    yield f"**{report.conclusion}**"
    if report.summary:
        yield report.summary
    if not report.groups:
        return
    yield _LEGEND
    for group in report.groups:
        yield f"## {group.title} ({len(group.findings)})"
        yield group.note
        for finding in group.findings:
            yield from _finding(finding)
    yield "---"
    yield _shown(report.searched)


def _finding(finding: Finding) -> Iterator[str]:
    where = f"{finding.position}, {_shown(finding.speaker)}"
    yield f"### {finding.number}. {finding.verdict.capitalize()}: {where}"
    yield f"> {_shown(finding.words)}"
    yield _shown(finding.why)
    if finding.notes:
        yield "\n".join(f"- Note: {_shown(note)}" for note in finding.notes)
    for evidence in finding.evidence:
        yield from _evidence(evidence)
    if finding.also:
        also = count(len(finding.also), "quotation")
        yield "\n".join(
            (f"Also in {also}:", "", *(f"- {_source(source)}" for source in finding.also))
        )


def _evidence(evidence: FindingEvidence) -> Iterator[str]:
    yield f"In the archive: {_source(evidence.source)}"
    if evidence.differences:
        yield f"Word by word: {_compared(evidence.compared)}"
        yield "\n".join(f"- {_shown(line)}" for line in evidence.differences)
    if evidence.harmless:
        yield f"Written in another way only: {_shown('; '.join(evidence.harmless))}."
    yield f"> {_passage(evidence.passage)}"
    for words, sentence in evidence.warnings:
        yield f"- Mind: {_shown(sentence)} (“{_shown(words)}”)"


def _source(source: SourceLine) -> str:
    article = _shown(source.article)
    linked = _linked(article, source.link) if source.link else article
    return f"**{_shown(source.speakers)}**, {linked}"


def _compared(segments: Iterable[Segment]) -> str:
    parts = []
    for segment in segments:
        match segment.kind:
            case "missing" | "added" | "changed" if not segment.harmless:
                parts.append(_between(segment.said, "~~"))
                parts.append(" " if segment.said.strip() and segment.claim.strip() else "")
                parts.append(_between(segment.claim, "**"))
            case "same" | "missing" | "added" | "changed":
                parts.append(_between(segment.claim, ""))
            case _:
                assert_never(segment.kind)
    return " ".join("".join(parts).split())


def _passage(passage: Iterable[PassagePart]) -> str:
    parts = (_between(part.text, _sign_around(part.kind)) for part in passage)
    return " ".join("".join(parts).split())


def _sign_around(kind: PartKind) -> str:
    match kind:
        case "plain":
            return ""
        case "quotation":
            return "**"
        case "warning":
            return "*"
        case _:
            assert_never(kind)


def _shown(text: str) -> str:
    """Text on one line, with nothing in it that is a mark of Markdown or steers a terminal."""
    return escaped(one_line(text))


def _between(text: str, sign: str) -> str:
    """The text between signs, which stand next to its words, not to the blanks around them."""
    words = text.strip()
    if not words:
        return " " if text else ""
    left = " " if text[0].isspace() else ""
    right = " " if text[-1].isspace() else ""
    return f"{left}{sign}{_shown(words)}{sign}{right}"
