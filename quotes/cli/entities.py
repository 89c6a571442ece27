"""``quotes people``, ``organizations`` and ``person``: who is quoted, and who is who.

People and organisations have the same commands, made by :func:`entity_commands`.
"""

# No `from __future__ import annotations`: the help of an argument names the kind of entity, so
# its annotation is made in a function, where Typer could not look up the name of it.
# ruff: noqa: N806

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from quotes.api import (
    AddAlias,
    Different,
    EntityRequest,
    EntitySubject,
    ImportRow,
    Merge,
    OrganizationPair,
    OrganizationRow,
    PersonRow,
    PostRow,
    Query,
    QuotationRow,
    RegisterRow,
    Rename,
    Same,
    Split,
    is_seen,
    posts_as_of,
)
from quotes.cli.app import author, command, group, open_archive
from quotes.cli.asking import chosen, the_number, whom
from quotes.cli.decisions import ledger_commands, sentence
from quotes.cli.layout import Column, show_quotations, show_table
from quotes.cli.links import WHYS, ExplainedPerson
from quotes.cli.maybe import maybe
from quotes.cli.options import (
    Asked,
    Database,
    Limit,
    ListedFile,
    User,
    Why,
    day,
    standard_input,
)
from quotes.cli.output import Json, Listing, Output, csv_row, output_options, table_listing
from quotes.report.records import person_record, post_record, quotation_record
from quotes.report.wording import count, iso, one_line, period, post_line

if TYPE_CHECKING:
    from quotes.archive import Archive


# People.


def _post_lines(row: PersonRow) -> Text:
    return Text("\n".join(dict.fromkeys(map(post_line, row.posts))))


def _name(row: PersonRow) -> Text:
    name = Text(one_line(row.name))
    return name.append(f" {row.qid}", style="not bold dim") if row.qid else name


PEOPLE: Listing[PersonRow] = table_listing(
    person_record,
    "id name aliases posts quotations articles outlets first last qid".split(),
    Column("Id", lambda row: row.id, style="dim", right=True),
    Column("Person", _name, style="bold"),
    Column("Posts", _post_lines, weight=2),
    Column("Quotations", lambda row: row.quotations, right=True),
    Column("Articles", lambda row: row.articles, right=True, spare=1),
    Column("Last", lambda row: iso(row.last) or "undated", spare=2),
    flat=lambda row: {"posts": list(map(post_line, row.posts))},
)


def _show_imports(rows: Iterable[ImportRow], terminal: Console) -> None:
    for row in rows:
        terminal.print(
            one_line(
                f"{row.file}: {count(row.people, 'person', 'people')}, {row.added} added, "
                f"{row.matched} matched, {row.unchanged} unchanged."
            ),
            soft_wrap=True,
        )
        if row.maybe:
            terminal.print(
                f"{row.maybe} of those added may be somebody who is known; `quotes people maybe` "
                "lists them.",
                soft_wrap=True,
            )


_IMPORT_CSV = ("file", "by", "people", "added", "matched", "unchanged", "maybe")
IMPORTS: Listing[ImportRow] = Listing(
    record=asdict,
    columns=_IMPORT_CSV,
    cells=lambda row: [csv_row(asdict(row), _IMPORT_CSV)],
    show=_show_imports,
)


def _register(row: RegisterRow) -> str:
    """What became of an import, in words."""
    held = (
        f"{count(row.appointments, 'appointment')} of {count(row.people, 'person', 'people')} "
        f"in {count(row.organizations, 'organisation')}"
    )
    state = ", undone" if row.undone_at else ", unchanged" if row.unchanged else ""
    return f"{held}{state}"


REGISTERS: Listing[RegisterRow] = table_listing(
    lambda row: {
        "id": row.id,
        "source": row.source,
        "by": row.by,
        "at": row.at.isoformat(),
        "why": row.why,
        "people": row.people,
        "appointments": row.appointments,
        "organizations": row.organizations,
        "unchanged": row.unchanged,
        "undone_at": row.undone_at.isoformat() if row.undone_at else None,
        "undone_by": row.undone_by,
    },
    "id source by at why people appointments organizations unchanged undone_at undone_by".split(),
    Column("Id", lambda row: row.id, style="dim", right=True),
    Column("Register", lambda row: one_line(row.source), style="bold"),
    Column("Holds", _register, weight=2),
    Column("By", lambda row: one_line(row.by)),
    Column("On", lambda row: f"{row.at:%Y-%m-%d}", spare=1),
)


# Organisations.


def _other_names(row: OrganizationRow) -> str:
    former = [f"formerly {name}" for name in row.former_names]
    return ", ".join([*row.aliases, *former, *(f"part of {name}" for name in row.parents)])


def _organization(row: OrganizationRow) -> str:
    return f"{row.name}{f' ({row.place})' if row.place else ''} {row.qid or ''}"


ORGANIZATIONS: Listing[OrganizationRow] = table_listing(
    lambda row: {
        "id": row.id,
        "name": row.name,
        "aliases": list(row.aliases),
        "former_names": list(row.former_names),
        "parents": list(row.parents),
        "place": row.place,
        "people": row.people,
        "quotations": row.quotations,
        "articles": row.articles,
        "first": iso(row.first),
        "last": iso(row.last),
        "qid": row.qid,
    },
    "id name aliases former_names parents place people quotations articles first last qid".split(),
    Column("Id", lambda row: row.id, right=True),
    Column("Organisation", _organization, style="bold"),
    Column("Also, and part of", _other_names),
    Column("People", lambda row: row.people, right=True, spare=2),
    Column("Quotations", lambda row: row.quotations, right=True),
    Column("Articles", lambda row: row.articles, right=True, spare=1),
)
ORGANIZATION_PAIRS: Listing[OrganizationPair] = table_listing(
    lambda row: {
        "organization": {"id": row.organization, "name": row.organization_name},
        "other": {"id": row.other, "name": row.other_name},
        "shared": row.shared,
    },
    ("organization_id", "organization", "other_id", "other", "shared"),
    Column("Organisation", lambda row: f"{row.organization} {row.organization_name}"),
    Column("May be the same as", lambda row: f"{row.other} {row.other_name}"),
    Column("Both are called", lambda row: row.shared),
)


# The commands that people and organisations share.


@dataclass(frozen=True, slots=True)
class _Words:
    """What the help of the commands says of one kind of entity."""

    group: str
    singular: str
    a: str
    plural: str
    purpose: str
    counted: str
    fuller: str
    option: str
    examples: dict[str, str]


_WORDS: dict[EntitySubject, _Words] = {
    "person": _Words(
        group="people",
        singular="person",
        a="a person",
        plural="people",
        purpose="List the people, and decide who is who.",
        counted="",
        fuller="fuller",
        option="person",
        examples={
            "list": "okonedo --json",
            "merge": '3 7 --why "same post, same office"',
            "same": '"M. Okonedo" "Maren Okonedo"',
            "different": '3 7 --why "father and son"',
            "split": '3 --article 1f0c9a2e77b04d51 --name "Maren Okonedo, nurse"',
            "rename": 'okonedo "Dr. Maren Okonedo"',
            "undo": '4 --why "they are sisters"',
            "alias add": '3 "Maren Brandvold"',
            "alias remove": '3 "Maren Brandvold"',
        },
    ),
    "organization": _Words(
        group="organizations",
        singular="organisation",
        a="an organisation",
        plural="organisations",
        purpose="List the organisations, and decide which of them are one.",
        counted="Those count that speak themselves or have somebody in post who does. ",
        fuller="longer",
        option="org",
        examples={
            "list": "harbour --json",
            "merge": '"Harbour Office" "Port Office" --why "renamed in 2019"',
            "same": 'HWU "Harbour Workers\' Union"',
            "different": '3 7 --why "a council and a company"',
            "split": '3 --article 1f0c9a2e77b04d51 --name "Harbour Office of Orrin"',
            "rename": '3 "Northfield University"',
            "undo": '7 --why "two ministries"',
            "alias add": '3 "the river centre"',
            "alias remove": '3 "the river centre"',
        },
    ),
}


_ListedText = Annotated[
    str | None,
    typer.Argument(metavar="TEXT", help="Words of one of the names.", show_default=False),
]
_NewName = Annotated[str, typer.Argument(metavar="NAME", help="The name to be given.")]
_OtherName = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The name of the other one.", show_default=False),
]


def entity_commands(subject: EntitySubject) -> typer.Typer:
    """The commands of ``quotes people`` or of ``quotes organizations``."""
    words = _WORDS[subject]
    people = subject == "person"
    singular, plural, name_of_group = words.singular, words.plural, words.group

    Entity = Annotated[
        str, typer.Argument(metavar=singular.upper(), help=f"The {singular}, by id or name.")
    ]
    A = Annotated[str, typer.Argument(metavar="A", help=f"{words.a.capitalize()}, by id or name.")]
    B = Annotated[str, typer.Argument(metavar="B", help=f"Another {singular}, by id or name.")]
    Articles = Annotated[
        list[str],
        typer.Option(
            metavar="ID", help=f"An article that means another {singular}; give it once an article."
        ),
    ]

    app = group(
        f"{words.purpose} `quotes {name_of_group} TEXT` is short for `quotes {name_of_group} list "
        "TEXT`.",
        lists=True,
    )
    aliases = group(f"Names by which {words.a} is found too.")
    app.add_typer(aliases, name="alias")

    def explained(
        text: str, name: str, to: typer.Typer = app
    ) -> Callable[[Callable[..., None]], None]:
        """Make a function a command with this help and the example for it."""

        def add(function: Callable[..., None]) -> None:
            example = f"quotes {name_of_group} {name} {words.examples.get(name, '')}"
            function.__doc__ = f"{text}\n\n\b\nExample:\n  {example.rstrip()}"
            command(to, function, name.rpartition(" ")[2])

        return add

    def decide(request: "EntityRequest", user: str | None, why: str | None, db: str | None) -> None:
        with open_archive(db) as archive:
            asked = chosen(archive, request) if people else request
            made = archive.decide(replace(asked, subject=subject), author(user), why)
        typer.echo(f"Decision {made.id}: {sentence(made)}.")

    @explained(
        f"List the {plural}, the most quoted first.\n\n{words.counted}The word `list` can be left "
        "out, except before the name of another command.",
        "list",
    )
    @output_options
    def list_(
        out: Output, text: _ListedText = None, limit: Limit = None, db: Database = None
    ) -> None:
        listing: Listing[Any] = PEOPLE if people else ORGANIZATIONS
        with open_archive(db) as archive:
            ask: Callable[..., list[Any]] = archive.people if people else archive.organizations
            count = archive.count_people if people else archive.count_organizations
            out.write_list(
                listing,
                lambda most: ask(text, most),
                limit=limit,
                none=f"No {singular} fits; ask for less.",
                count=lambda: count(text),
            )

    if people:
        command(app, maybe)
    else:

        @explained(
            "List the pairs of organisations that share a name or an abbreviation.\n\n`quotes "
            "organizations same` and `quotes organizations different` decide.",
            "maybe",
        )
        @output_options
        def pairs(out: Output, limit: Limit = None, db: Database = None) -> None:
            with open_archive(db) as archive:
                none = "No two organisations are left to be decided on."
                out.write_list(
                    ORGANIZATION_PAIRS, archive.organization_pairs, limit=limit, none=none
                )

    @explained(
        "Make B part of A.\n\nA keeps the name. Everything that articles say of B is then said of "
        "A, in articles to come too, until the decision is undone.",
        "merge",
    )
    def merge(a: A, b: B, why: Why = None, user: User = None, db: Database = None) -> None:
        decide(Merge(a, b), user, why, db)

    @explained(
        f"Say that A and B are one {singular}.\n\nLike `merge`, but the one with the "
        f"{words.fuller} name stays.",
        "same",
    )
    def same(a: A, b: B, why: Why = None, user: User = None, db: Database = None) -> None:
        decide(Same(a, b), user, why, db)

    @explained(
        f"Say that A and B are two {plural}.\n\nThey are no longer shown as a pair that may be the "
        "same, and cannot be merged.",
        "different",
    )
    def different(a: A, b: B, why: Why = None, user: User = None, db: Database = None) -> None:
        decide(Different(a, b), user, why, db)

    @explained(
        f"Say that some of the articles mean another {singular}.\n\nThe ids of articles stand in "
        f"what `quotes search --{words.option} NAME --json` prints.",
        "split",
    )
    def split(
        entity: Entity,
        article: Articles,
        name: _OtherName = None,
        why: Why = None,
        user: User = None,
        db: Database = None,
    ) -> None:
        decide(Split(entity, tuple(article), name), user, why, db)

    @explained(
        f"Show {words.a} under another name.\n\nThe names that articles use still lead there.",
        "rename",
    )
    def rename(
        entity: Entity, name: _NewName, why: Why = None, user: User = None, db: Database = None
    ) -> None:
        decide(Rename(entity, name), user, why, db)

    if people:
        command(app, import_people, "import")
        command(app, imports, "imports")
        command(app, undo_import, "undo-import")

    ledger_commands(app, subject, words.examples["undo"])

    @explained(f"Let {words.a} be found under another name too.", "alias add", aliases)
    def add(
        entity: Entity, name: _NewName, why: Why = None, user: User = None, db: Database = None
    ) -> None:
        decide(AddAlias(entity, name), user, why, db)

    if people:

        @explained("Take back a name that `alias add` gave.", "alias remove", aliases)
        def remove(
            entity: Entity, name: _NewName, why: Why = None, user: User = None, db: Database = None
        ) -> None:
            with open_archive(db) as archive:
                whose = the_number(archive, entity)
                undone = archive.remove_alias(whose, name, author(user), why)
            typer.echo(f"Undone is decision {undone.id}: {sentence(undone)}.")

    return app


@output_options
def import_people(
    out: Output, file: ListedFile, why: Why = None, user: User = None, db: Database = None
) -> None:
    """Take over a contact list, or an official register of offices.

    A contact list has names, aliases, posts and Wikidata identifiers.

    CSV has a header with some of the columns name, aliases (parted by semicolons), role,
    organization, unit, status, from, to, qid and organization_qid. A line of JSON has name,
    aliases, posts and qid.

    The people of the list are known to articles to come. Somebody who is in the database already
    gets what the list says where name and post agree; a name alone is only a pair for
    `quotes people maybe`.

    A register is a folder of tables (appointment, person, post, organisation and more, as CSV) of
    who held which office from when to when. It is kept apart from what articles say, `quotes
    office` asks it, and `quotes people undo-import` takes it back.

    \b
    Example:
      quotes people import contacts.csv --user "Ada Brandt" --why "the desk's list of May"
      quotes people import ministers/ --why "the register of January"
    """
    from quotes.api import read_contacts

    if Path(file).is_dir():
        from quotes.api import read_register

        register = read_register(Path(file))
        with open_archive(db) as archive:
            made = archive.import_register(register, author(user), why)
        out.write([made], REGISTERS)
        return

    contacts = read_contacts(file, standard_input())
    with open_archive(db) as archive:
        imported = archive.import_contacts(contacts, file, author(user), why)
    out.write([imported], IMPORTS)


@output_options
def imports(out: Output, db: Database = None) -> None:
    """List the imported registers, the latest first, those taken back too.

    \b
    Example:
      quotes people imports --json
    """
    with open_archive(db) as archive:
        out.write_list(
            REGISTERS,
            lambda most: archive.registers()[:most],
            limit=None,
            none="No register was imported.",
        )


def undo_import(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The number of the import.")],
    why: Why = None,
    user: User = None,
    db: Database = None,
) -> None:
    """Take back an imported register as a whole.

    \b
    Example:
      quotes people undo-import 1 --why "of another country"
    """
    with open_archive(db) as archive:
        undone = archive.undo_import(number, author(user), why)
    typer.echo(f"Undone is import {undone.id}: {one_line(undone.source)}.")


people = entity_commands("person")
organizations = entity_commands("organization")


# ``quotes person``: one person, or those of one name.


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What is known of a person, and what the person said last.

    With ``as_of`` the person's posts are those known on that day; ``seen`` is the first and the
    last day on which any post was seen, where there is one.
    """

    person: PersonRow
    latest: tuple[QuotationRow, ...]
    as_of: date | None = None
    seen: tuple[date, date] | None = None


@output_options
def person(
    out: Output,
    name: Asked,
    limit: Annotated[
        int | None,
        typer.Option(
            min=0,
            metavar="NUMBER",
            help="At most so many of the latest quotations; 0 for all. Without it: 5 in a table, "
            "all for programs.",
            show_default=False,
        ),
    ] = None,
    as_of: Annotated[
        date | None,
        typer.Option(
            parser=day, metavar="YYYY-MM-DD", help="The posts known on this day, and what was said."
        ),
    ] = None,
    why: Annotated[
        bool,
        typer.Option("--why", help="Show why each article that is on the person is on them."),
    ] = False,
    db: Database = None,
) -> None:
    """Report on a person.

    Shown are the posts, the counts and the latest quotations. With --why these are the articles
    that name the person: what tied each to the others, with which chance and on what evidence, and
    what humans decided.

    With --as-of these are the posts that the articles tell of for that day: seen before and after
    it, or seen before it and not told otherwise until then; and the latest quotations until then.

    Names alone never merge two people: where several have the name, it is asked which is meant;
    off a terminal each is shown, and the list of them stands on stderr, with exit code 2.

    \b
    Example:
      quotes person "Maren Okonedo"
      quotes person "Okonedo, director" --why
      quotes person Okonedo --as-of 2026-02-01
    """
    most = out.limit(limit, 5)
    with open_archive(db) as archive:
        meant = whom(archive, name)
        if why:
            out.write([ExplainedPerson(row, archive.why(row.id)) for row in meant.people], WHYS)
        else:
            out.write([_report(archive, row, most, as_of) for row in meant.people], REPORTS)
    meant.finish()


def _report(
    archive: "Archive", person: PersonRow, most: int | None, as_of: date | None
) -> PersonPage:
    query = Query(person=str(person.id), sort="newest", until=as_of, limit=most)
    latest = tuple(archive.search(query))
    if as_of is None:
        return PersonPage(person, latest)
    first = [post.first_seen for post in person.posts if post.first_seen]
    last = [post.last_seen for post in person.posts if post.last_seen]
    seen = (min(first), max(last)) if first and last else None
    return PersonPage(replace(person, posts=posts_as_of(person.posts, as_of)), latest, as_of, seen)


def _report_record(report: PersonPage) -> Json:
    posts = [
        post_record(post)
        | ({} if report.as_of is None else {"seen_then": is_seen(post, report.as_of)})
        for post in report.person.posts
    ]
    return {
        **person_record(report.person),
        "posts": posts,
        "as_of": iso(report.as_of),
        "latest": [quotation_record(row) for row in report.latest],
    }


def _dated_line(post: PostRow, day: date | None) -> str:
    """The post, and when it was seen last where that is before the day asked for."""
    line = post_line(post)
    return line if day is None or is_seen(post, day) else f"{line} ({_seen(post, day)})"


def _seen(post: PostRow, day: date | None) -> str:
    if day is None or is_seen(post, day):
        return period(post.first_seen, post.last_seen)
    return f"last seen {iso(post.last_seen)}"


def _none_known(day: date, seen: tuple[date, date] | None) -> str:
    """Why nothing is shown for a day."""
    if seen is None:
        return f"No post is known as of {day}: none is dated."
    first, last = seen
    if day < first:
        return f"No post is known as of {day}: the first was seen {first}."
    return f"No post is known as of {day}: those seen {first} to {last} had ended."


def _show_reports(reports: Iterable[PersonPage], terminal: Console) -> None:
    reports = list(reports)
    for number, report in enumerate(reports, start=1):
        found = f", {number} of {len(reports)} people found" if len(reports) > 1 else ""
        _show_report(report, found, terminal)


def _show_report(report: PersonPage, found: str, terminal: Console) -> None:
    person = report.person
    heading = Text(one_line(person.name), style="bold")
    qid = f", {person.qid}" if person.qid else ""
    heading.append(f"  person {person.id}{qid}{found}", style="not bold dim")
    terminal.print(heading)
    if person.aliases:
        terminal.print(Text("Also: " + one_line(", ".join(person.aliases))))
    terminal.print(
        f"{count(person.quotations, 'quotation')} in {count(person.articles, 'article')} "
        f"of {count(person.outlets, 'outlet')}, {period(person.first, person.last)}"
    )
    terminal.print()
    if report.as_of:
        known = f"Posts as of {report.as_of}"
        terminal.print(Text(known if person.posts else _none_known(report.as_of, report.seen)))
    columns: tuple[Column[PostRow], ...] = (
        Column("Post", post_line, weight=2),
        Column("Seen", lambda post: _seen(post, report.as_of)),
        Column("As the article says it", lambda post: post.evidence, "dim", weight=2, spare=1),
        Column("Article", lambda post: post.article_id or "", "dim"),
    )
    show_table(person.posts, columns, terminal)
    if report.as_of or person.posts:
        terminal.print()
    show_quotations(report.latest, terminal)


REPORTS: Listing[PersonPage] = Listing(
    record=_report_record,
    columns=PEOPLE.columns,
    cells=lambda report: [
        csv_row(
            person_record(report.person)
            | {"posts": [_dated_line(post, report.as_of) for post in report.person.posts]},
            PEOPLE.columns,
        )
    ],
    show=_show_reports,
)
