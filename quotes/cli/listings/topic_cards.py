"""All that is known of a topic."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rich.console import Console
from rich.text import Text

from quotes.cli.listings.words import count, joined, one_line
from quotes.cli.output import Cell, Json, Listing
from quotes.store.topics.rows import TermRow, TopicCard, TopicEditRow


def _terms(terms: Iterable[TermRow]) -> list[Json]:
    return [
        {"term": row.term, "by": row.by, "at": row.at.isoformat() if row.at else None}
        for row in terms
    ]


def _record(row: TopicCard) -> Json:
    return {
        "topic": row.topic,
        "curated": row.curated,
        "code": row.code,
        "parent": row.parent,
        "children": list(row.children),
        "synonyms": _terms(row.synonyms),
        "patterns": _terms(row.patterns),
        "quotations": row.quotations,
        "people": row.people,
        "links": dict(row.links),
        "denied": row.denied,
        "edits": [
            {
                "kind": edit.kind,
                "other": edit.other,
                "by": edit.by,
                "at": edit.at.isoformat(),
                "why": edit.why,
            }
            for edit in row.edits
        ],
    }


def _cells(row: TopicCard) -> Iterable[tuple[Cell, ...]]:
    yield (
        row.topic,
        row.parent,
        row.code,
        joined(term.term for term in row.synonyms),
        joined(term.term for term in row.patterns),
        row.quotations,
        row.people,
    )


def _show(rows: Iterable[TopicCard], terminal: Console) -> None:
    for row in rows:
        terminal.print(Text(one_line(row.topic), style="bold"))
        for label, value in _lines(row):
            if value:
                terminal.print(Text(f"{label}: {one_line(value)}"), soft_wrap=True)


def _lines(row: TopicCard) -> Iterable[tuple[str, str | None]]:
    if not row.curated:
        yield "Kind", "a name or phrase of articles, not in the vocabulary"
    yield "IPTC Media Topic", row.code
    yield "Above", row.parent
    yield "Below", "; ".join(row.children)
    yield "Synonyms", "; ".join(map(_term, row.synonyms))
    yield "Patterns", "; ".join(map(_term, row.patterns))
    found = ", ".join(f"{number} by {method}" for method, number in row.links.items())
    spoken = f"{count(row.quotations, 'quotation')} of {count(row.people, 'person', 'people')}"
    yield "Found in", f"{spoken} ({found})" if found else spoken
    yield "Denied for", count(row.denied, "quotation") if row.denied else None
    for edit in row.edits:
        yield "Changed", _edit(edit)


def _term(row: TermRow) -> str:
    return f"{row.term} ({row.by}, {_day(row.at)})" if row.by and row.at else row.term


def _edit(edit: TopicEditRow) -> str:
    what = {
        "add": "added to",
        "rename": f"renamed from {edit.other}",
        "merge": f"merged with {edit.other}",
        "import": f"imported from {edit.other}",
    }[edit.kind]
    why = f", because: {edit.why}" if edit.why else ""
    return f"{what} by {edit.by} on {_day(edit.at)}{why}"


def _day(at: datetime) -> str:
    return at.date().isoformat()


CARDS = Listing(
    record=_record,
    columns=("label", "parent", "code", "synonyms", "patterns", "quotations", "people"),
    cells=_cells,
    show=_show,
)
