"""Articles made by hand about people of a made-up island who are quoted again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from quotes.report.expert_data import ExpertReport, compose
from quotes.store.dossier import DossierQuery
from quotes.store.store import Store
from quotes.types import (
    Affiliation,
    Article,
    Extraction,
    Kind,
    Person,
    Polarity,
    Quotation,
    Rival,
    Span,
    Speaker,
    Stance,
    TopicLink,
    Why,
    quotation_id,
)

MADE = date(2026, 1, 2)
HARSH = 'Eve <script>alert(1)</script> | *Star* _Low_ [x](y) `z`\n# Head & "Co" \\'
"""A name that is markup in every format."""


@dataclass(frozen=True)
class Said:
    """Something that somebody says in an article; the stance is on its first word."""

    who: str
    words: str
    role: str | None = None
    at: str | None = None
    kind: Kind = "direct"
    stance: tuple[Polarity, str] | None = None
    score: float = 0.95
    topics: tuple[TopicLink, ...] = ()
    confidence: float = 0.99
    why: Why | None = None


def article(
    *sayings: Said,
    on: str | None,
    outlet: str | None = "Isle Post",
    title: str | None = "What the isle said",
    url: str | None = None,
    source: str | None = None,
    told: str = "",
) -> Extraction:
    """An article in which all this is said; ``told`` is what it tells besides."""
    text, placed = "", []
    for said in sayings:
        start = len(text)
        text += f"{said.words} said "
        mention = Span(len(text), len(text) + len(said.who))
        text += f"{said.who}{f', {said.role} at {said.at}' if said.role else ''}.\n\n"
        placed.append((said, Span(start, start + len(said.words)), mention))
    text += told
    day = date.fromisoformat(on) if on else None
    where = source or f"{on}-{outlet}-{len(text)}.txt"
    made = Article(text, where, title=title, outlet=outlet, published=day, url=url)
    return Extraction(
        article=made,
        people=_people([(said, mention) for said, _, mention in placed]),
        quotations=tuple(_quotation(made, *one) for one in placed),
        program="1",
        model="m",
    )


def _post(said: Said, mention: Span) -> Affiliation | None:
    return Affiliation(said.role, said.at, None, mention) if said.role else None


def _people(placed: list[tuple[Said, Span]]) -> tuple[Person, ...]:
    """Everybody once, with the posts that stand beside each of their names."""
    posts: dict[str, list[Affiliation]] = {}
    for said, mention in placed:
        post = _post(said, mention)
        posts.setdefault(said.who, []).extend([post] if post else [])
    return tuple(Person(who, (who.split()[-1],), tuple(held[:1])) for who, held in posts.items())


def _quotation(made: Article, said: Said, place: Span, mention: Span) -> Quotation:
    first = Span(place.start, place.start + len(said.words.split()[0]))
    stances = ()
    if said.stance:
        stances = (Stance(said.stance[1], said.stance[0], said.score, first),)
    return Quotation(
        id=quotation_id(made.address, place.of(made.text)),
        kind=said.kind,
        act="statement",
        pieces=(place,),
        cue=Span(place.end + 1, place.end + 5),
        speakers=(Speaker("person", said.who, mention, _post(said, mention)),),
        confidence=said.confidence,
        why=said.why,
        topics=said.topics,
        stances=stances,
    )


TOLL = (TopicLink("taxation", 0.9, "vocabulary"), TopicLink("Skarholm", 0.8, "entity"))
BOARD = {"role": "director", "at": "Skarholm Harbour Board"}
PROMISE = "“We will not sell the harbour to anybody while I live.”"


def isle() -> list[Extraction]:
    """Maren Tolvik speaks in five articles, one of them a copy, and changes her mind on the toll.

    Ivo Brandt speaks of her; another Maren Tolvik plays the violin.
    """
    told = " ".join(
        f"The crowd in the hall counted {n} boats that were late that day." for n in range(30)
    )
    first = (
        Said("Maren Tolvik", PROMISE, **BOARD, topics=TOLL),
        Said(
            "Maren Tolvik",
            "“Good things come of the toll.”",
            **BOARD,
            topics=TOLL,
            stance=("support", "the toll"),
        ),
        Said(
            "Ivo Brandt",
            "“Tolvik has sold worse things than a harbour.”",
            "mayor",
            "Skarholm Council",
        ),
    )
    return [
        article(*first, on="2025-01-10", url="https://isle.example.org/harbour", told=told),
        article(*first, on="2025-01-11", outlet="Fjord Observer", title="Harbour row", told=told),
        article(
            Said(
                "Maren Tolvik",
                "“I said it before: we will not sell the harbour to anybody while I live, sir.”",
                **BOARD,
                topics=TOLL,
            ),
            Said(
                "Maren Tolvik",
                "that the harbour was full",
                kind="indirect",
                **BOARD,
                confidence=0.3,
                why=Why("nearest name before the quotation", 0.3, (Rival("Ivo Brandt", 0.25),)),
            ),
            Said("Ivo Brandt", "“The boats are late.”", "mayor", "Skarholm Council"),
            on="2025-04-20",
            title="Harbour again",
        ),
        article(
            Said(
                "Maren Tolvik",
                "“Bad things come of the toll.”",
                "chair",
                "Skarholm Harbour Board",
                topics=TOLL,
                stance=("oppose", "the toll"),
            ),
            on="2025-09-01",
            outlet="Fjord Observer",
            title="Change of tide",
        ),
        article(
            Said("Maren Tolvik", "“Nobody dated this page.”", **BOARD),
            on=None,
            outlet=None,
            title=None,
        ),
        article(
            Said("Maren Tolvik", "“The violin was out of tune.”", "violinist", "Lowland Orchestra"),
            on="2003-02-02",
            outlet="Lowland Music",
            title="A concert",
        ),
    ]


def harsh() -> list[Extraction]:
    """Names, titles and words that are markup somewhere, and addresses that are no links."""
    return [
        article(
            Said(
                HARSH,
                '“<b>Bold</b> | 1. a *b* _c_ [d](e) `f` & "g" \\ ]]>”',
                "head | of <i>",
                "A*B",
                topics=(TopicLink("<u>|*x*", 0.9, "vocabulary"),),
                stance=("oppose", "<s>|*toll*"),
            ),
            Said("Ann Orr", f"“Ask {HARSH} for it.”"),
            on="2025-05-05",
            outlet="<Outlet> | *One*",
            title="# A <script>alert(2)</script> | title\nwith lines ![i](http://img.example.org/x.png)",
            url="javascript:alert(3)",
            source="javascript:alert(4)//page.html",
        )
    ]


def reported(path: Path, person: int = 1, **narrowed: object) -> ExpertReport:
    """The report on the person of this number, in a database."""
    query = DossierQuery(**narrowed)  # type: ignore[arg-type]
    with Store.open(str(path)) as store:
        (one,) = store.person(str(person))
        (dossier,) = store.dossiers([one], query)
    return compose(dossier, query, MADE)
