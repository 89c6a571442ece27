"""``quotes topics``: what is talked about, and the vocabulary of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, assert_never

import typer
from rich.console import Console
from rich.text import Text

from quotes.api import TopicRow
from quotes.cli.app import author, group, open_archive
from quotes.cli.decisions import ledger_commands, sentence
from quotes.cli.layout import Column
from quotes.cli.options import (
    Database,
    Limit,
    ListedFile,
    QuotationId,
    User,
    Why,
    standard_input,
)
from quotes.cli.output import Json, Listing, Output, csv_row, output_options, table_listing
from quotes.errors import IngestError, UsageError
from quotes.report.wording import count, one_line

if TYPE_CHECKING:
    from quotes.api import EditResult, MatchRow, TermRow, TopicCard, TopicEditRow

Label = Annotated[str, typer.Argument(metavar="TOPIC", help="The topic, by label or name.")]
NewLabel = Annotated[str, typer.Argument(metavar="LABEL", help="What the topic is to be called.")]

TOPICS: Listing[TopicRow] = table_listing(
    lambda row: {
        "topic": row.topic,
        "quotations": row.quotations,
        "people": row.people,
        "articles": row.articles,
        "curated": row.curated,
        "code": row.code,
        "parent": row.parent,
    },
    ("topic", "quotations", "people", "articles", "curated", "code", "parent"),
    Column("Topic", lambda row: row.topic),
    Column("Quotations", lambda row: row.quotations, right=True),
    Column("People", lambda row: row.people, right=True, spare=1),
    flat=lambda row: {"curated": "yes" if row.curated else "no"},
)


@output_options
def list_(
    out: Output,
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="Words of the topic.", show_default=False)
    ] = None,
    curated: Annotated[
        bool,
        typer.Option(
            "--curated", help="The vocabulary only, with what no quotation is about as well."
        ),
    ] = False,
    limit: Limit = None,
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
    with open_archive(db) as archive:
        out.write_list(
            TOPICS,
            lambda most: archive.topics(text, most, curated=curated),
            limit=limit,
            none="No topic fits; ask for less.",
        )


# One topic.


@output_options
def show(out: Output, label: Label, db: Database = None) -> None:
    """Show a topic: its names and patterns, what is above and below it, who changed it.

    \b
    Example:
      quotes topics show "climate change"
    """
    with open_archive(db) as archive:
        card = archive.curation.card(label)
    out.write([card], CARDS)


def _card_record(card: TopicCard) -> Json:
    return {
        "topic": card.topic,
        "curated": card.curated,
        "code": card.code,
        "parent": card.parent,
        "children": list(card.children),
        "synonyms": list(map(_term_record, card.synonyms)),
        "patterns": list(map(_term_record, card.patterns)),
        "quotations": card.quotations,
        "people": card.people,
        "links": dict(card.links),
        "denied": card.denied,
        "edits": [asdict(edit) | {"at": edit.at.isoformat()} for edit in card.edits],
    }


def _term_record(term: TermRow) -> Json:
    return {"term": term.term, "by": term.by, "at": term.at.isoformat() if term.at else None}


def _flat_card(card: TopicCard) -> Json:
    return _card_record(card) | {
        "label": card.topic,
        "synonyms": list(dict.fromkeys(term.term for term in card.synonyms)),
        "patterns": list(dict.fromkeys(term.term for term in card.patterns)),
    }


def _show_cards(cards: Iterable[TopicCard], terminal: Console) -> None:
    for card in cards:
        terminal.print(Text(one_line(card.topic), style="bold"))
        for name, fact in _facts(card):
            if fact:
                terminal.print(Text(f"{name}: {one_line(fact)}"), soft_wrap=True)


def _facts(card: TopicCard) -> Iterable[tuple[str, str | None]]:
    if not card.curated:
        yield "Kind", "a name or phrase of articles, not in the vocabulary"
    yield "IPTC Media Topic", card.code
    yield "Above", card.parent
    yield "Below", "; ".join(card.children)
    yield "Synonyms", "; ".join(map(_term, card.synonyms))
    yield "Patterns", "; ".join(map(_term, card.patterns))
    links = ", ".join(f"{number} by {method}" for method, number in card.links.items())
    spoken = f"{count(card.quotations, 'quotation')} of {count(card.people, 'person', 'people')}"
    yield "Found in", f"{spoken} ({links})" if links else spoken
    yield "Denied for", count(card.denied, "quotation") if card.denied else None
    for edit in card.edits:
        why = f", because: {edit.why}" if edit.why else ""
        yield "Changed", f"{_change(edit)} by {edit.by} on {_day(edit.at)}{why}"


def _term(term: TermRow) -> str:
    return f"{term.term} ({term.by}, {_day(term.at)})" if term.by and term.at else term.term


def _change(edit: TopicEditRow) -> str:
    match edit.kind:
        case "add":
            return "added to"
        case "rename":
            return f"renamed from {edit.other}"
        case "merge":
            return f"merged with {edit.other}"
        case "import":
            return f"imported from {edit.other}"
        case "split" | "alias" | "different" | "set":
            raise ValueError(f"{edit.kind} changes no topic")
        case _:
            assert_never(edit.kind)


def _day(at: datetime) -> str:
    return at.date().isoformat()


_CARD_CSV = ("label", "parent", "code", "synonyms", "patterns", "quotations", "people")
CARDS: Listing[TopicCard] = Listing(
    record=_card_record,
    columns=_CARD_CSV,
    cells=lambda card: [csv_row(_flat_card(card), _CARD_CSV)],
    show=_show_cards,
)


# The topics that a text would get.


@output_options
def match(
    out: Output,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What a quotation may say.")],
    db: Database = None,
) -> None:
    """Show which topics of the vocabulary a text would get, and why.

    A topic that is only close in meaning is given to a quotation whose article names it elsewhere.

    \b
    Example:
      quotes topics match "Sea levels rise faster than we thought."
    """
    with open_archive(db) as archive:
        found = archive.curation.match(text)
    out.write(found, MATCHES)
    if not found:
        typer.echo("No topic of the vocabulary fits.", err=True)


def _reason(row: MatchRow) -> str:
    if row.term is None or row.words is None:
        return "close in meaning"
    words, term = one_line(row.words), one_line(row.term)
    return f"“{words}”" if words == term else f"“{words}” fits {term}"


MATCHES: Listing[MatchRow] = table_listing(
    asdict,
    ("topic", "origin", "score", "term", "words"),
    Column("Topic", lambda row: row.topic),
    Column("Score", lambda row: f"{row.score:.2f}", right=True),
    Column("Why", _reason),
)


# Changes to the vocabulary.


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
    user: User = None,
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
    from quotes.api import AddTopic, checked_code
    from quotes.types import CuratedTopic

    try:
        topic = CuratedTopic(
            label.strip(), tuple(synonym or ()), tuple(pattern or ()), parent, checked_code(code)
        )
    except IngestError as error:
        raise UsageError(f"{error}.") from None
    with open_archive(db) as archive:
        made = archive.curation.edit(AddTopic(topic), author(user), why)
    _tell(f"{topic.label} is in the vocabulary", made)


def rename(
    old: Label, new: NewLabel, why: Why = None, user: User = None, db: Database = None
) -> None:
    """Show a topic under another label; the former one stays a name of it.

    \b
    Example:
      quotes topics rename "military drill" "military exercises"
    """
    from quotes.api import RenameTopic

    new = new.strip()
    with open_archive(db) as archive:
        made = archive.curation.edit(RenameTopic(old, new), author(user), why)
    _tell(f"{old} is now called {new}", made)


def merge(
    gone: Annotated[str, typer.Argument(metavar="FROM", help="The topic that ends.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The topic that stays.")],
    why: Why = None,
    user: User = None,
    db: Database = None,
) -> None:
    """Make the first topic part of the second, which keeps its label.

    The label of the first becomes a name of the second, in articles to come too, until the decision
    is undone.

    \b
    Example:
      quotes topics merge "wind levy" "wind power"
    """
    from quotes.api import MergeTopics

    with open_archive(db) as archive:
        made = archive.curation.edit(MergeTopics(gone, into), author(user), why)
    _tell(f"{gone} is now part of {into}", made)


def import_(file: ListedFile, why: Why = None, user: User = None, db: Database = None) -> None:
    """Add the topics of a list to the vocabulary.

    CSV has a header with some of the columns label, parent, code, synonyms and patterns, the last
    two parted by semicolons. A line of JSON has the same keys, synonyms and patterns as lists.

    Topics that are there get what the list says of them besides. If a line is wrong, nothing of
    the list is taken over.

    \b
    Example:
      quotes topics import topics.csv --user "Ada Brandt" --why "the desk's list of May"
    """
    from quotes.api import ImportTopics, read_topics

    topics = tuple(read_topics(file, standard_input()))
    with open_archive(db) as archive:
        made = archive.curation.edit(ImportTopics(topics, file), author(user), why)
    _tell(f"{file}: {count(made.topics, 'topic')} taken over", made)


def _tell(done: str, made: EditResult) -> None:
    """Say what was done, which links came of it, and how it is taken back."""
    typer.echo(
        f"{done}: {count(made.by_words, 'link')} by words and {made.by_meaning} by meaning; "
        f"{count(made.quotations, 'quotation')} looked at."
    )
    typer.echo(f"`quotes topics undo {made.decision}` takes it back.", err=True)


def set_(
    quotation: QuotationId,
    topic: Label,
    denied: Annotated[bool, typer.Option("--not", help="It is not about this.")] = False,
    why: Why = None,
    user: User = None,
    db: Database = None,
) -> None:
    """Say that a quotation is about a topic, or that it is not.

    Your word goes before what the program finds. It holds on to the words of the quotation, and so
    stays when the article is read again or changes elsewhere. Of two such decisions the later one
    counts.

    \b
    Example:
      quotes topics set 3f9a2c "water price"
      quotes topics set 3f9a2c weather --not --why "a figure of speech"
    """
    from quotes.api import SetTopic

    with open_archive(db) as archive:
        made = archive.decide(SetTopic(quotation, topic, holds=not denied), author(user), why)
    said = sentence(made)
    typer.echo(f"{said[0].upper()}{said[1:]}, says {made.by}.")
    typer.echo(f"`quotes topics undo {made.id}` takes it back.", err=True)


topics = group(
    "List the topics, and look after their vocabulary. `quotes topics TEXT` is short for "
    "`quotes topics list TEXT`.",
    *(list_, show, match, add, rename, merge, import_, set_),
    lists=True,
)
ledger_commands(topics, "topic", '4 --why "two beats after all"')
