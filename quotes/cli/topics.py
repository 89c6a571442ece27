"""All that is known of a topic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.cli.commands.people import ListsByDefault
from quotes.cli.deciding import By, Why, author
from quotes.cli.options import Database, From, Into, Label, NewLabel, database_url, tell
from quotes.cli.output import Format, Json, Listing, output_options, write
from quotes.cli.run import command
from quotes.db.rows import TopicRow
from quotes.errors import IngestError, UsageError
from quotes.export.tabular import Cell, joined
from quotes.report.wording import count, one_line
from quotes.topics.read import MatchRow, TermRow, TopicCard, TopicEditRow

# ``quotes topics add``: a topic of the newsroom's own.


def add(
    label: NewLabel,
    synonym: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Another name of it; can be given several times."),
    ] = None,
    pattern: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS", help="Words that tell it; can be given several times."),
    ] = None,
    parent: Annotated[
        str | None,
        typer.Option(metavar="TOPIC", help="The topic above it.", show_default=False),
    ] = None,
    code: Annotated[
        str | None,
        typer.Option(
            metavar="CODE", help="Its IPTC Media Topic: medtop:06000000.", show_default=False
        ),
    ] = None,
    why: Why = None,
    by: By = None,
    db: Database = None,
) -> None:
    """Add a topic to the vocabulary, or names and patterns to one that is there.

    Names and the words of patterns fit in singular and plural and in any case; a word in capitals
    fits capitals only. In a pattern, tax* fits all words that begin so, and =customs this very form
    only. The words of a pattern have to follow one another. What is stored gets the topic at once.

    \b
    Example:
      quotes topics add "water price" --synonym "water bill" --pattern "price* of water"
      quotes topics add "ferry lines" --parent transport --pattern ferry
    """
    from quotes.ingest.tables import checked_code
    from quotes.store.store import Store
    from quotes.types import CuratedTopic

    try:
        topic = CuratedTopic(
            label.strip(), tuple(synonym or ()), tuple(pattern or ()), parent, checked_code(code)
        )
    except IngestError as error:
        raise UsageError(f"{error}.") from None
    with Store.open(database_url(db)) as store:
        made = store.curation.add(topic, author(by), why)
    tell(f"{made.topic} is in the vocabulary", made)


# ``quotes topics import``: a newsroom's own vocabulary.


def import_(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="A file of CSV or JSON lines, or - for standard input."
        ),
    ],
    why: Why = None,
    by: By = None,
    db: Database = None,
) -> None:
    """Add the topics of a list to the vocabulary.

    CSV has a header with some of the columns label, parent, code, synonyms and patterns, the last
    two parted by semicolons. A line of JSON has the same keys, synonyms and patterns as lists.

    Topics that are there get what the list says of them besides. If a line is wrong, nothing of
    the list is taken over.

    \b
    Example:
      quotes topics import topics.csv --by "Ada Brandt" --why "the desk's list of May"
    """
    from quotes.ingest.tables import read_topics
    from quotes.store.store import Store

    topics = read_topics(file, typer.get_binary_stream("stdin"))
    with Store.open(database_url(db)) as store:
        made = store.curation.import_topics(topics, file, author(by), why)
    tell(f"{file}: {count(made.topics, 'topic')} taken over", made)


# Topics of the database.


def _topics_show(rows: Iterable[TopicRow], terminal: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column("Topic", overflow="fold")
    table.add_column("Quotations", justify="right")
    table.add_column("People", justify="right")
    for row in rows:
        table.add_row(Text(one_line(row.topic)), str(row.quotations), str(row.people))
    if table.row_count:
        terminal.print(table)


def _topics_record(row: TopicRow) -> Json:
    return {
        "topic": row.topic,
        "quotations": row.quotations,
        "people": row.people,
        "articles": row.articles,
        "curated": row.curated,
        "code": row.code,
        "parent": row.parent,
    }


def _topics_cells(row: TopicRow) -> Iterable[tuple[Cell, ...]]:
    yield (
        row.topic,
        row.quotations,
        row.people,
        row.articles,
        "yes" if row.curated else "no",
        row.code,
        row.parent,
    )


TOPICS = Listing(
    record=_topics_record,
    columns=("topic", "quotations", "people", "articles", "curated", "code", "parent"),
    cells=_topics_cells,
    show=_topics_show,
)


# ``quotes topics list``: what is talked about.


@output_options
def list_(
    form: Format,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="Words of the topic.", show_default=False)
    ] = None,
    curated: Annotated[
        bool,
        typer.Option(
            "--curated", help="The vocabulary only, with what no quotation is about as well."
        ),
    ] = False,
    limit: Annotated[
        int, typer.Option(min=0, metavar="NUMBER", help="At most so many; 0 for all.")
    ] = 50,
    db: Database = None,
) -> None:
    """List the topics, the most quoted first.

    Phrases that most articles have come later than their number of quotations says. The word
    `list` can be left out, except before the name of another command.

    \b
    Example:
      quotes topics list --curated --limit 0
      quotes topics water --csv
      quotes topics
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        found = store.topics(text, limit or None, curated=curated)
    write(found, TOPICS, form)
    if not found:
        typer.echo("No topic fits; ask for less.", err=True)


# The topics that a text would get, and why.


COLUMNS = ("topic", "origin", "score", "term", "words")


def _topic_matches_record(row: MatchRow) -> Json:
    return asdict(row)


def _topic_matches_cells(row: MatchRow) -> Iterable[tuple[Cell, ...]]:
    record = _topic_matches_record(row)
    yield tuple(record[column] for column in COLUMNS)


def _topic_matches_show(rows: Iterable[MatchRow], terminal: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold underline")
    table.add_column("Topic", overflow="fold")
    table.add_column("Score", justify="right")
    table.add_column("Why", overflow="fold")
    for row in rows:
        table.add_row(Text(one_line(row.topic)), f"{row.score:.2f}", Text(_why(row)))
    if table.row_count:
        terminal.print(table)


def _why(row: MatchRow) -> str:
    if row.term is None or row.words is None:
        return "close in meaning"
    words, term = one_line(row.words), one_line(row.term)
    return f"“{words}”" if words == term else f"“{words}” fits {term}"


MATCHES = Listing(
    record=_topic_matches_record,
    columns=COLUMNS,
    cells=_topic_matches_cells,
    show=_topic_matches_show,
)


# ``quotes topics match``: which topics a text would get.


@output_options
def match(
    form: Format,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What a quotation may say.")],
    db: Database = None,
) -> None:
    """Show which topics of the vocabulary a text would get, and why.

    A topic that is only close in meaning is given to a quotation whose article names it elsewhere.

    \b
    Example:
      quotes topics match "Sea levels rise faster than we thought."
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        found = store.curation.match(text)
    write(found, MATCHES, form)
    if not found:
        typer.echo("No topic of the vocabulary fits.", err=True)


# ``quotes topics merge``: two topics are one.


def merge(gone: From, into: Into, why: Why = None, by: By = None, db: Database = None) -> None:
    """Make the first topic part of the second, which keeps its label.

    The label of the first becomes a name of the second, in articles to come too.

    \b
    Example:
      quotes topics merge "wind levy" "wind power"
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        made = store.curation.merge(gone, into, author(by), why)
    tell(f"{gone} is now part of {made.topic}", made)


# ``quotes topics rename``: the label that is shown.


def rename(old: Label, new: NewLabel, why: Why = None, by: By = None, db: Database = None) -> None:
    """Show a topic under another label; the former one stays a name of it.

    \b
    Example:
      quotes topics rename "military drill" "military exercises"
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        made = store.curation.rename(old, new.strip(), author(by), why)
    tell(f"{old} is now called {made.topic}", made)


# ``quotes topics set``: a human says what a quotation is about.


def set_(
    quotation: Annotated[
        str,
        typer.Argument(
            metavar="QUOTE-ID", help="The quotation, by its id or 6 digits that it begins with."
        ),
    ],
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="The topic, by label or name.")],
    denied: Annotated[bool, typer.Option("--not", help="It is not about this.")] = False,
    why: Why = None,
    by: By = None,
    db: Database = None,
) -> None:
    """Say that a quotation is about a topic, or that it is not.

    Your word goes before what the program finds, and stays when the article is read again. What
    was said of the two before is forgotten.

    \b
    Example:
      quotes topics set 3f9a2c "water price"
      quotes topics set 3f9a2c weather --not --why "a figure of speech"
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        said = store.curation.judge(quotation, topic, author(by), why, holds=not denied)
    is_it = "is" if said.holds else "is not"
    typer.echo(f"Quotation {said.quotation} {is_it} about {said.topic}, says {said.by}.")


def _terms(terms: Iterable[TermRow]) -> list[Json]:
    return [
        {"term": row.term, "by": row.by, "at": row.at.isoformat() if row.at else None}
        for row in terms
    ]


def _topic_cards_record(row: TopicCard) -> Json:
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


def _topic_cards_cells(row: TopicCard) -> Iterable[tuple[Cell, ...]]:
    yield (
        row.topic,
        row.parent,
        row.code,
        joined(term.term for term in row.synonyms),
        joined(term.term for term in row.patterns),
        row.quotations,
        row.people,
    )


def _topic_cards_show(rows: Iterable[TopicCard], terminal: Console) -> None:
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
    record=_topic_cards_record,
    columns=("label", "parent", "code", "synonyms", "patterns", "quotations", "people"),
    cells=_topic_cards_cells,
    show=_topic_cards_show,
)


# ``quotes topics show``: all that is known of a topic.


@output_options
def show(form: Format, label: Label, db: Database = None) -> None:
    """Show a topic: its names and patterns, what is above and below it, who changed it.

    \b
    Example:
      quotes topics show "climate change"
    """
    from quotes.store.store import Store

    with Store.open(database_url(db)) as store:
        card = store.curation.card(label)
    write([card], CARDS, form)


# ``quotes topics``: what is talked about, and the vocabulary of it.


app = typer.Typer(
    cls=ListsByDefault,
    help="List the topics, and look after their vocabulary. `quotes topics TEXT` is short for "
    "`quotes topics list TEXT`.",
)
for function in (
    list_,
    show,
    match,
    add,
    rename,
    merge,
    import_,
    set_,
):
    command(app, function, function.__name__.rstrip("_"))
