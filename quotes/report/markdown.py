"""Reports as Markdown (CommonMark, and pipe tables as GitHub and Pandoc read them)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from quotes.report.blocks import (
    Block,
    Inline,
    Items,
    Outline,
    Paragraph,
    Part,
    Quote,
    Reference,
    Section,
    Side,
    Table,
    Text,
)

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&!^$])")
_AT_START = re.compile(r"^(\s*)(?:([-+=:])|(\d+)([.)]))")
_IN_ADDRESS = "!#$&'*+,/:;=?@%-._~"


def to_markdown(report: Outline) -> str:
    """The report as Markdown; no sign in a text is taken for markup."""
    return "\n\n".join(_lines(report)) + "\n"


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
    place = begins.start(2) if begins[2] else begins.start(4)
    return f"{line[:place]}\\{line[place:]}"


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
    text = _spaced(piece.text, {"strong": "**", "mark": "**"}.get(piece.style, ""))
    if piece.link:
        return f"[{text}](<{quote(piece.link, safe=_IN_ADDRESS)}>)"
    return text


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
    if isinstance(block, Paragraph):
        yield _inline(block.inline)
    elif isinstance(block, Items):
        yield "\n".join(
            f"{f'{place}.' if block.numbered else '-'} {_inline(item)}"
            for place, item in enumerate(block.items, start=1)
        )
    elif isinstance(block, Table):
        yield f"*{escaped(block.caption)}*"
        yield "\n".join(_table(block))
    elif isinstance(block, Quote):
        parts = block.before, block.words, block.source
        yield "\n>\n".join(f"> {_inline(part)}" for part in parts)


def _table(table: Table) -> Iterator[str]:
    yield _row(escaped(column.title) for column in table.columns)
    yield _row("--:" if column.numeric else "---" for column in table.columns)
    yield from (_row(map(_inline, row)) for row in table.rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
