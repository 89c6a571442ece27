"""The store: one database of articles, quotations and people.

What only some questions need is imported where it is asked: a listing loads no numpy and no model.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, assert_never

from sqlalchemy import Connection, Engine

from quotes.db.engine import (
    current,
    database_url,
    for_writing,
    make_engine,
    migrate,
    plain_errors,
    require,
    require_place,
)
from quotes.db.rows import (
    Added,
    DecisionRow,
    DecisionSubject,
    HolderRow,
    ImportRow,
    MaybeRow,
    MeantRow,
    OfficeRow,
    OrganizationPair,
    OrganizationRow,
    PersonRow,
    Query,
    QuotationRow,
    RegisterRow,
    Rows,
    SpeakerWhy,
    Stats,
    TopicRow,
)
from quotes.types import Article, Contact, Extraction, Polarity, Register

if TYPE_CHECKING:
    from quotes.copies.copies import Copies
    from quotes.entities.ledger import Author
    from quotes.entities.naming import NameResolution
    from quotes.entities.requests import Request
    from quotes.meaning.vectors import Encoder
    from quotes.search.claims import Lookup
    from quotes.search.selection import Selection
    from quotes.stances.standpoints import Comparison, Positions, StanceQuery, Step, Timeline
    from quotes.store.appearances import PersonWhy
    from quotes.store.dossier import Dossier, DossierQuery
    from quotes.topics.curation import Curation


class Store:
    """An open database at the newest revision; use it as a context manager or close it.

    Its parts are built when they are first used. Every method raises
    :class:`~quotes.errors.StoreError` where the database fails.
    """

    def __init__(self, url: str | Path = "quotes.db", *, create: bool = True) -> None:
        """Open a database at the newest revision.

        :param url: a SQLAlchemy URL, or the path of a SQLite file.
        :param create: make the database where it is missing, and bring it to the newest revision;
            without it, it must be there and new enough.
        :raises StoreError: it cannot be made or read, is missing, older, newer, or another
            program's.
        """
        with _opening(str(url)) as engine:
            require_place(engine, existing=not create)
            if not create:
                require(engine, "current")
            else:
                if require(engine, "empty", "older", "current") != "current":
                    migrate(engine)
                    _fill(engine)
                _plant(engine)
        self._engine = engine
        self._runs: dict[tuple[str, str, str], int] = {}

    @classmethod
    def open(cls, url: str | Path) -> Self:
        """Open a database that is there and at the newest revision."""
        return cls(url, create=False)

    @cached_property
    def encoder(self) -> Encoder:
        """What turns texts into vectors of their meaning."""
        from quotes.meaning.vectors import Encoder

        return Encoder.shipped()

    @cached_property
    def curation(self) -> Curation:
        """What looks after the topics."""
        from quotes.topics.curation import Curation

        return Curation(self._engine, self.encoder)

    @cached_property
    def lookup(self) -> Lookup:
        """What finds the quotations that a claim may come from."""
        from quotes.search.claims import Lookup

        return Lookup(self._engine, lambda: self.encoder)

    @cached_property
    def copies(self) -> Copies:
        """What tells which articles are copies of others."""
        from quotes.copies.copies import Copies

        return Copies(self._engine)

    @property
    def url(self) -> str:
        """The SQLAlchemy URL of the database, with the password where it has one."""
        return self._engine.url.render_as_string(hide_password=False)

    def revision(self) -> str | None:
        """The revision of the schema that the database has."""
        with plain_errors(self._engine.url), self._engine.connect() as connection:
            return current(connection)

    def close(self) -> None:
        """Give the connections back; the store cannot be relied on afterwards."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def holds(self, article: Article, program: str, model: str) -> bool:
        """Whether this very text under this address was processed by this program and model."""
        from quotes.store import write

        with plain_errors(self._engine.url), self._engine.connect() as connection:
            version = write.version_of(connection, article.address, article.id)
            return version.holds(program, model)

    def add(self, extraction: Extraction, *, settle: bool = True) -> Added:
        """Store all of an article's extraction in one transaction, or nothing of it.

        "unchanged": this program and model gave it before. "updated": it takes the place of
        another text at its address, which stays as an older version, or of what another program
        or model found in the same text; rows that a human made stay.

        :param settle: go through the names again at once where the article came later than others
            of its day. Whoever adds many articles leaves it and calls :meth:`settle` at the end.
        """
        from quotes.store import prepare, write

        by = extraction.program, extraction.model
        key = *by, json.dumps(extraction.settings, sort_keys=True)
        with plain_errors(self._engine.url):
            findings = prepare.prepare(extraction)
            with for_writing(self._engine).begin() as connection:
                version = write.version_of(
                    connection, findings.address, findings.article["public_id"]
                )
                if version.holds(*by):
                    return "unchanged"
                run = self._runs.get(key) or write.begin_run(connection, findings)
                added = write.write(connection, findings, run, version, settle=settle)
                if findings.vector_model:
                    self.curation.settle(connection, findings.article["public_id"])
            self._runs[key] = run
        if settle:
            self.settle()
        return added

    def settle(self) -> int:
        """Put together the people of articles that came late; how many names were gone through.

        Each is done in a transaction of its own.
        """
        from quotes.entities.late import place_late
        from quotes.entities.placing import first_pending

        done = 0
        with plain_errors(self._engine.url):
            while True:
                with self._engine.connect() as connection:
                    if first_pending(connection) is None:
                        return done
                with for_writing(self._engine).begin() as connection:
                    person = first_pending(connection)
                    if person is not None:
                        place_late(connection, person)
                done += 1

    def search(self, query: Query | str) -> Rows[QuotationRow]:
        """The quotations of current articles for which every condition of the query holds.

        :param query: conditions, or only the words that quotation or context have.
        """
        from quotes.search.query import find

        asked = Query(text=query) if isinstance(query, str) else query
        with self._reading() as connection:
            return Rows(find(connection, asked, lambda: self.encoder))

    @contextmanager
    def selection(self, query: Query) -> Iterator[Selection]:
        """All quotations that the query wants, to be read in chunks while the context lasts."""
        from quotes.search.selection import Selection

        with self._reading() as connection:
            yield Selection(connection, query, lambda: self.encoder)

    def without_vectors(self, *, current: bool = True) -> int:
        """How many quotations have no vector of the present model, to be found by meaning.

        :param current: leave out those of older versions of articles.
        """
        from quotes.db.nearest import without_vectors

        with self._reading() as connection:
            return without_vectors(connection, self.encoder.sha256, current=current)

    def make_vectors(self) -> Iterator[int]:
        """Make all vectors that are missing, a batch a transaction; after each, how many it made.

        Whoever stops keeps what was done.
        """
        from quotes.db.nearest import make_vectors

        with plain_errors(self._engine.url):
            yield from make_vectors(self._engine, self.encoder)

    def rebuild_words(self) -> None:
        """Make the index of words anew from the quotations."""
        from quotes.db.nearest import rebuild_words

        with plain_errors(self._engine.url):
            rebuild_words(self._engine)

    def quotation(self, quotation_id: str) -> QuotationRow | None:
        """The quotation of this id, or of the only id that begins with these 6 or more digits.

        :raises UsageError: several ids begin so.
        """
        from quotes.search.query import find_one

        with self._reading() as connection:
            return find_one(connection, quotation_id)

    def explain(self, quotation_id: str) -> tuple[SpeakerWhy, ...]:
        """What stands behind each speaker of the quotation of this whole id, in their order."""
        from quotes.entities.link import explain_speakers

        with self._reading() as connection:
            return explain_speakers(connection, quotation_id)

    def people(self, text: str | None = None, limit: int | None = 50) -> Rows[PersonRow]:
        """People in current articles, the most quoted first; with these words in a name."""
        from quotes.entities.people import list_people

        with self._reading() as connection:
            return Rows(list_people(connection, text, limit))

    def count_people(self, text: str | None = None) -> int:
        """How many people :meth:`people` lists without a limit."""
        from quotes.entities.people import count_people

        with self._reading() as connection:
            return count_people(connection, text)

    def person(self, name: str) -> Rows[PersonRow]:
        """Whom the name may mean, the most quoted first; see :meth:`named`."""
        return Rows(self.named(name).people)

    def named(self, name: str) -> NameResolution:
        """Whom a name means: one person, several, or nobody, with those who are near.

        :param name: a number or a QID; a name in full or as articles shorten it; a name with words
            of a post or of a body after a comma.
        """
        from quotes.entities.naming import resolve

        with self._reading() as connection:
            return resolve(connection, name)

    def why(self, person: int) -> PersonWhy:
        """Why each article that is on a person is on them: links, evidence, human decisions."""
        from quotes.store.appearances import why_person

        with self._reading() as connection:
            return why_person(connection, person)

    def office(self, name: str, on: date | None = None) -> Rows[OfficeRow]:
        """The offices that a name may mean, with who held them from when to when.

        :param on: only those who were in it on this day; who stands in where nobody else is.
        """
        from quotes.entities.office_search import find_office

        with self._reading() as connection:
            return Rows(find_office(connection, name, on))

    def said_in_office(
        self, office: OfficeRow, query: Query | None = None
    ) -> Iterator[tuple[HolderRow, Rows[QuotationRow]]]:
        """Each holder of an office with what they said while they were in it, the latest first.

        :param query: which quotations count; its person and its days are those of the holders.
        """
        from dataclasses import replace

        from quotes.search.query import find

        asked = query or Query()
        with self._reading() as connection:
            for holder in office.holders:
                if holder.person is None or holder.post.since is None:
                    yield holder, Rows()
                    continue
                ended = holder.post.ended
                until = ended - timedelta(days=1) if ended else None
                own = replace(
                    asked,
                    person=holder.name,
                    since=max(filter(None, (asked.since, holder.post.since))),
                    until=min(filter(None, (asked.until, until)), default=None),
                    sort="newest",
                    limit=None,
                )
                found = find(connection, own, lambda: self.encoder)
                yield (
                    holder,
                    Rows(
                        row
                        for row in found
                        if any(who.person_id == holder.person for who in row.speakers)
                    ),
                )

    def meant(self, phrase: str, article: str) -> MeantRow | None:
        """Whom a title in an article means ("the new minister"), if the archive allows no other.

        :param article: the id of the article, as in the answer format.
        """
        from quotes.entities.titles import meant

        with self._reading() as connection:
            return meant(connection, phrase, article)

    def called(self, name: str, on: date) -> str | None:
        """What the body that is or was called so was called on a day; None where nobody tells."""
        from quotes.entities.office_search import called

        with self._reading() as connection:
            return called(connection, name, on)

    def maybe(self, limit: int | None = 50) -> Rows[MaybeRow]:
        """Pairs of people who may be one and whom no human decided on, the likeliest first."""
        from quotes.entities.people import list_maybe

        with self._reading() as connection:
            return Rows(list_maybe(connection, limit))

    def decide(self, request: Request, by: str, why: str | None = None) -> DecisionRow:
        """Write down what a human decides, and act on it.

        :raises UsageError: it makes no sense; the message says why.
        :raises QuotesError: somebody or something that it names is not in the database.
        """
        from quotes.entities.decide import decide
        from quotes.entities.ledger import Author
        from quotes.entities.requests import (
            AddAlias,
            AddTopic,
            Different,
            ImportTopics,
            Merge,
            MergeTopics,
            Rename,
            RenameTopic,
            Same,
            SetStance,
            SetTopic,
            Split,
        )

        author = Author(by, why)
        with self._deciding() as connection:
            match request:
                case SetStance():
                    from quotes.stances.summary import set_stance

                    made = set_stance(connection, request, author)
                case SetTopic():
                    made = self.curation.judge(connection, request, author)
                case AddTopic() | ImportTopics() | RenameTopic() | MergeTopics():
                    made = self.curation.edit_with(connection, request, author).decision
                case Merge() | Same() | Different() | Split() | Rename() | AddAlias():
                    made = decide(connection, request, author)
                case _:
                    assert_never(request)
        return self._decision(made)

    def undo(
        self,
        number: int,
        by: str,
        why: str | None = None,
        subject: DecisionSubject | None = None,
    ) -> DecisionRow:
        """Take back a decision, whichever; the others stay.

        :param subject: what the decision must be on, where the user said so.
        :raises QuotesError: there is no such decision.
        :raises UsageError: it is undone already, or on something else.
        """
        from quotes.entities.ledger import Author

        with self._deciding() as connection:
            self._undo(connection, number, Author(by, why), subject)
        return self._decision(number)

    def remove_alias(self, person: str, name: str, by: str, why: str | None = None) -> DecisionRow:
        """Take back the decision that gave a person this alias.

        :raises UsageError: no human gave it.
        """
        from quotes.entities.decide import alias_decision
        from quotes.entities.ledger import PEOPLE, Author

        with self._deciding() as connection:
            decision = alias_decision(connection, person, name, PEOPLE)
            self._undo(connection, decision, Author(by, why), "person")
        return self._decision(decision)

    def decisions(self, subject: DecisionSubject | None = None) -> Rows[DecisionRow]:
        """All decisions, or those on one subject, the latest first, the undone ones too."""
        with self._reading() as connection:
            return Rows(_decisions(connection, *[subject] if subject else []))

    def _undo(
        self, connection: Connection, number: int, author: Author, subject: DecisionSubject | None
    ) -> None:
        from quotes.entities.anchor import let_go
        from quotes.entities.apply import apply_all
        from quotes.entities.decide import mark
        from quotes.entities.ledger import KINDS, read
        from quotes.entities.placing import involved, resolve_again

        decision = mark(connection, number, author, subject)
        match decision.subject:
            case "person" | "organization":
                kind = KINDS[decision.subject]
                apply_all(connection, kind, read(connection, kind.subject))
                if kind.subject == "person":
                    resolve_again(connection, involved(connection, decision))
            case "stance":
                from quotes.stances.summary import apply_stances

                apply_stances(connection, let_go(connection, number))
            case "topic":
                self.curation.undo(connection, decision)
            case _:
                assert_never(decision.subject)

    def import_contacts(
        self, contacts: Sequence[Contact], file: str, by: str, why: str | None = None
    ) -> ImportRow:
        """Take over what a contact list says of people, in one transaction or not at all.

        :param file: what the list is called in messages and as evidence of its posts.
        :raises QuotesError: a line contradicts another one, or a QID that is known.
        """
        from quotes.entities.contacts import import_contacts
        from quotes.entities.ledger import Author

        with self._deciding() as connection:
            return import_contacts(connection, contacts, file, Author(by, why))

    def import_register(self, register: Register, by: str, why: str | None = None) -> RegisterRow:
        """Take over an official register, in one transaction or not at all.

        The same files again change nothing; other files under the same name replace the earlier.
        """
        from quotes.entities.ledger import Author
        from quotes.entities.registers import import_register

        with self._deciding() as connection:
            return import_register(connection, register, Author(by, why))

    def undo_import(self, number: int, by: str, why: str | None = None) -> RegisterRow:
        """Take back an imported register as a whole.

        :raises QuotesError: there is no such import.
        :raises UsageError: it is undone already.
        """
        from quotes.entities.ledger import Author
        from quotes.entities.registers import undo_import

        with self._deciding() as connection:
            return undo_import(connection, number, Author(by, why))

    def registers(self) -> Rows[RegisterRow]:
        """The imported registers, the latest first, those taken back too."""
        from quotes.entities.registers import list_registers

        with self._reading() as connection:
            return Rows(list_registers(connection))

    def organizations(
        self, text: str | None = None, limit: int | None = 50
    ) -> Rows[OrganizationRow]:
        """Organisations in current articles, the most quoted first; with these words in a name."""
        from quotes.entities.people import list_organizations

        with self._reading() as connection:
            return Rows(list_organizations(connection, text, limit))

    def count_organizations(self, text: str | None = None) -> int:
        """How many organisations :meth:`organizations` lists without a limit."""
        from quotes.entities.people import count_organizations

        with self._reading() as connection:
            return count_organizations(connection, text)

    def organization_pairs(self, limit: int | None = 50) -> Rows[OrganizationPair]:
        """Organisations that share a name or an abbreviation and may be one."""
        from quotes.entities.people import list_pairs

        with self._reading() as connection:
            return Rows(list_pairs(connection, limit))

    def positions(self, query: StanceQuery) -> Positions:
        """Who stands where on the target of the query."""
        from quotes.stances.summary import positions

        with self._reading() as connection:
            return positions(connection, query, self.encoder)

    def timelines(
        self,
        name: str,
        query: StanceQuery,
        step: Step = "month",
        min_confidence: float | None = None,
    ) -> Rows[Timeline]:
        """The stances of each whom the name may mean, by month or year.

        :param query: its target is the topic that is wanted, any without one.
        :param min_confidence: the chance of being right that both quotations of a reversal have,
            0.6 by default.
        """
        from quotes.entities.naming import resolve
        from quotes.stances.standpoints import MIN_CONFIDENCE
        from quotes.stances.summary import timeline

        least = MIN_CONFIDENCE if min_confidence is None else min_confidence
        with self._reading() as connection:
            return Rows(
                timeline(connection, person, query, step, least, self.encoder)
                for person in resolve(connection, name).people
            )

    def compare(self, first: PersonRow, second: PersonRow, query: StanceQuery) -> Comparison:
        """The subjects on which two people both spoke; the target of the query is the only one."""
        from quotes.stances.summary import compare

        with self._reading() as connection:
            return compare(connection, first, second, query, self.encoder)

    def dossiers(self, people: Iterable[PersonRow], query: DossierQuery) -> Iterator[Dossier]:
        """Everything stored on each of these people, as the query narrows it."""
        from quotes.store.dossier import Dossiers

        with self._reading() as connection:
            yield from Dossiers(connection, query, self.encoder, self.copies).of(people)

    def set_stance(
        self,
        quotation_id: str,
        target: str,
        polarity: Polarity | None,
        by: str,
        why: str | None = None,
    ) -> QuotationRow:
        """Write down the side that a human says a quotation takes; the quotation as it then is.

        :param quotation_id: the id, or the beginning of it as :meth:`quotation` takes it.
        :param polarity: None where it takes no side on the target.
        :raises QuotesError: there is no such quotation.
        :raises UsageError: the target has no word, several ids begin so, or the words were not
            said.
        """
        from quotes.entities.requests import SetStance

        made = self.decide(SetStance(quotation_id, target, polarity), by, why)
        row = self.quotation(made.quotation or "")
        assert row is not None
        return row

    def topics(
        self, text: str | None = None, limit: int | None = 50, *, curated: bool = False
    ) -> Rows[TopicRow]:
        """Topics of current quotations, the most frequent first; with these words in them.

        :param curated: those of the vocabulary only, also where no quotation has them.
        """
        from quotes.topics.read import list_topics

        with self._reading() as connection:
            return Rows(list_topics(connection, text, limit, curated=curated))

    def stats(self) -> Stats:
        """Counts over the current articles."""
        from quotes.store.stats import count_all

        with self._reading() as connection:
            return count_all(connection)

    def _decision(self, decision: int) -> DecisionRow:
        from quotes.entities.ledger import subject_of

        with self._reading() as connection:
            subject = subject_of(connection, decision)
            return next(row for row in _decisions(connection, subject) if row.id == decision)

    @contextmanager
    def _deciding(self) -> Iterator[Connection]:
        with plain_errors(self._engine.url), for_writing(self._engine).begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with plain_errors(self._engine.url), self._engine.connect() as connection:
            yield connection


def _decisions(connection: Connection, *subjects: DecisionSubject) -> list[DecisionRow]:
    from quotes.entities.decide import list_decisions
    from quotes.entities.ledger import read

    inapplicable: Collection[int] = ()
    if not subjects or "topic" in subjects:
        from quotes.topics.curated import replay_topics

        inapplicable = replay_topics(read(connection, "topic")).inapplicable
    return list_decisions(connection, *subjects, inapplicable=inapplicable)


def upgrade(url: str) -> str:
    """Bring an existing database to the newest revision, and return that.

    :raises StoreError: it is missing, not made by quotes, or made by a newer version.
    """
    engine = make_engine(database_url(url))
    with plain_errors(engine.url):
        try:
            require_place(engine, existing=True)
            require(engine, "older", "current")
            revision = migrate(engine) or ""
            _fill(engine)
            _plant(engine)
            return revision
        finally:
            engine.dispose()


def _fill(engine: Engine) -> None:
    """Make what people are told apart by for articles of which it is not kept yet."""
    from quotes.entities.backfill import fill_features, fill_profiles

    for fill in (fill_features, fill_profiles):
        while True:
            with for_writing(engine).begin() as connection:
                if not fill(connection):
                    break


def _plant(engine: Engine) -> None:
    """Put the topics that come with quotes into a database that has none."""
    from quotes.topics.curation import plant

    plant(engine)


@contextmanager
def _opening(url: str) -> Iterator[Engine]:
    """An engine that is closed again if the database turns out to be unfit."""
    engine = make_engine(database_url(url))
    try:
        with plain_errors(engine.url):
            yield engine
    except BaseException:
        engine.dispose()
        raise
