"""An extraction made ready to be stored: names normalized, index keys, features and rows as values.

All of it is made once, from the extraction alone, before anything is written; nothing here knows
the database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from quotes.db.tables import NameKind
from quotes.entities.link import ArticlePerson, ArticlePost, PostKey
from quotes.entities.link_organizations import ArticleOrganization, OrganizationForm
from quotes.entities.profile import is_full, new_profiles
from quotes.ingest.credits import credits_of
from quotes.names.organization import form_kind, keys_of
from quotes.names.person import fold_person, parse, surname
from quotes.names.person_match import index_keys
from quotes.text.layout import Layout
from quotes.text.normalize import fold_organization, fold_target
from quotes.text.shingles import bands, shingles
from quotes.types import (
    Affiliation,
    Article,
    Credit,
    Extraction,
    Organization,
    Person,
    Quotation,
    Span,
    Speaker,
    ToldTerm,
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PreparedSpeaker:
    """A speaker's own columns, and whom and what they refer to.

    ``person`` is their place among the people of the article, ``post`` the one they speak in.
    """

    row: Row
    person: int | None
    organization: OrganizationForm | None
    post: PostKey | None


@dataclass(frozen=True, slots=True)
class PreparedQuotation:
    """A quotation's own columns, and the rows that hang on it, without the ids of the database.

    ``topics`` are the rows of its links with the labels of the topics.
    """

    id: str
    row: Row
    nested_in: str | None
    pieces: tuple[Row, ...]
    speakers: tuple[PreparedSpeaker, ...]
    topics: tuple[tuple[str, Row], ...]
    stances: tuple[Row, ...]
    vector: bytes | None


@dataclass(frozen=True, slots=True)
class PreparedTerm:
    """A term's own columns, the place of its person, and the body it is at."""

    row: Row
    person: int
    organization: OrganizationForm | None


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that is known of an article and was found in it, ready to be written.

    ``run`` are the columns of what found it; ``article`` are those of the article's row and
    ``details`` those of them that may be known only later, all but the row of ``outlet``.
    ``bands`` and ``credits`` are what copies of the article are found by.
    """

    run: Row
    address: str
    outlet: str | None
    article: Row
    details: Row
    people: tuple[ArticlePerson, ...]
    organizations: tuple[ArticleOrganization, ...]
    quotations: tuple[PreparedQuotation, ...]
    bands: tuple[int, ...]
    credits: tuple[Credit, ...]
    vector_model: str | None
    terms: tuple[PreparedTerm, ...] = ()
    renamings: tuple[Row, ...] = ()


def prepare(extraction: Extraction) -> Findings:
    """The findings of an extraction."""
    extraction = _with_layout(extraction)
    article = extraction.article
    people = everyone(extraction)
    index = _by_name(people)
    quotations = tuple(_quotation(it, article.text, index) for it in extraction.quotations)
    posts = [[_post(post, article) for post in person.affiliations] for person in people]
    organizations = _organizations(extraction, people)
    names = [_names(person) for person in people]
    keys = [_keys(person) for person in people]
    profiles = new_profiles(
        article,
        people,
        frozenset(
            row["folded"]
            for body in organizations
            for row in body.names
            if not row["name"].islower()
        ),
        extraction.vector,
    )
    details = {
        "title": article.title,
        "published": article.published,
        "language": article.language,
        "extractor": article.extractor,
        "authors": list(article.authors),
    }
    return Findings(
        run={
            "program": extraction.program,
            "model": extraction.model,
            "settings": extraction.settings,
        },
        address=article.address,
        outlet=article.outlet,
        article={
            "public_id": article.id,
            "source": article.source,
            "url": article.url,
            "sha256": article.sha256,
            "text": article.text,
            **details,
        },
        details={column: value for column, value in details.items() if value},
        people=tuple(
            ArticlePerson(
                name=person.name,
                folded=forms[0]["folded"],
                names=forms,
                keys=own,
                posts=tuple(held),
                profile=profile,
            )
            for person, forms, own, held, profile in zip(
                people, names, keys, posts, profiles, strict=True
            )
        ),
        organizations=organizations,
        quotations=quotations,
        bands=extraction.bands or (),
        credits=extraction.credits or (),
        vector_model=extraction.vector_model,
        terms=tuple(
            _term(term, at, article) for at, person in enumerate(people) for term in person.terms
        ),
        renamings=tuple(
            {
                "old": it.old,
                "new": it.new,
                "day": it.day,
                **_evidence(it.evidence, article),
            }
            for it in extraction.renamings
        ),
    )


def _with_layout(extraction: Extraction) -> Extraction:
    """The extraction with what only a layout of the text shows, where nobody looked for it."""
    article, quotations = extraction.article, extraction.quotations
    looked_for = extraction.bands is not None and extraction.credits is not None
    if looked_for and all(quotation.context is not None for quotation in quotations):
        return extraction
    layout = Layout.of(article.text)
    return replace(
        extraction,
        quotations=tuple(replace(it, context=layout.context_of(it.pieces)) for it in quotations),
        credits=credits_of(article, layout),
        bands=tuple(bands(shingles(article.text, layout))),
    )


def everyone(extraction: Extraction) -> list[Person]:
    """The people of an extraction, and the speakers that are missing among them.

    A post that only a speaker shows is given to the person too.
    """
    people = list(extraction.people)
    index = _by_name(people)
    for quotation in extraction.quotations:
        for speaker in quotation.speakers:
            if speaker.type != "person":
                continue
            if speaker.name not in index:
                index[speaker.name] = len(people)
                people.append(Person(speaker.name))
            person = people[index[speaker.name]]
            if speaker.affiliation and speaker.affiliation not in person.affiliations:
                posts = (*person.affiliations, speaker.affiliation)
                people[index[speaker.name]] = replace(person, affiliations=posts)
    return people


def _by_name(people: Sequence[Person]) -> dict[str, int]:
    """The first person of each name, by index; a full name goes before a like alias."""
    backwards = list(enumerate(people))[::-1]
    index = {alias: at for at, person in backwards for alias in person.aliases}
    return index | {person.name: at for at, person in backwards}


def _keys(person: Person) -> tuple[str, ...]:
    """What a person's whole names are found by."""
    full = {name for name in (person.name, *person.aliases) if is_full(fold_person(name))}
    return tuple(sorted(frozenset[str]().union(*(index_keys(parse(name)) for name in full))))


def _names(person: Person) -> tuple[Row, ...]:
    """The rows of a person's names, the full one first."""
    kinds: dict[str, NameKind] = {person.name: "full"}
    for name in person.aliases:
        kinds.setdefault(name, "alias")
    folded = {name: fold_person(name) for name in kinds}
    return tuple(
        {"name": name, "folded": folded[name], "surname": surname(folded[name]), "kind": kind}
        for name, kind in kinds.items()
    )


def _post(post: Affiliation, article: Article) -> ArticlePost:
    return ArticlePost(
        key=_post_key(post),
        row={
            "role": post.role or None,
            "unit": post.unit or None,
            "evidence_start": post.evidence.start,
            "evidence_end": post.evidence.end,
            "evidence": post.evidence.of(article.text),
            "first_day": article.published,
            "last_day": article.published,
            "origin": "machine",
            "status": post.status,
            "party": post.party,
            "country": post.country,
        },
    )


def _term(term: ToldTerm, person: int, article: Article) -> PreparedTerm:
    return PreparedTerm(
        {
            "kind": term.kind,
            "role": term.role,
            "organization": term.organization,
            "status": term.status,
            "began": term.began,
            "ended": term.ended,
            **_evidence(term.evidence, article),
        },
        person,
        _form(term.organization),
    )


def _evidence(span: Span, article: Article) -> Row:
    return {
        "evidence_start": span.start,
        "evidence_end": span.end,
        "evidence": span.of(article.text),
    }


def _post_key(post: Affiliation) -> PostKey:
    return post.role or None, _form(post.organization, post.country), post.unit or None


def _form(name: str | None, place: str | None = None) -> OrganizationForm | None:
    return (fold_organization(name), place) if name else None


def _organizations(
    extraction: Extraction, people: Sequence[Person]
) -> tuple[ArticleOrganization, ...]:
    """The organisations of an extraction, and those that only speak or have people in post."""
    bodies = list(extraction.organizations)
    named = {fold_organization(form) for body in bodies for form in body.forms}
    names = [post.organization for person in people for post in person.affiliations]
    for quotation in extraction.quotations:
        for speaker in quotation.speakers:
            if speaker.type == "organization":
                names.append(speaker.name)
            elif speaker.affiliation:
                names.append(speaker.affiliation.organization)
    for name in names:
        if name and fold_organization(name) not in named:
            bodies.append(Organization(name))
            named.add(fold_organization(name))
    made: list[ArticleOrganization] = []
    count: Counter[str] = Counter()
    for body in bodies:
        folded = {form: fold_organization(form) for form in dict.fromkeys(body.forms)}
        keys = keys_of(body)
        made.append(
            ArticleOrganization(
                name=body.name,
                folded=folded[body.name],
                ordinal=count[folded[body.name]],
                place=body.place,
                names=tuple(
                    {"name": form, "folded": folded[form], "kind": form_kind(form, body)}
                    for form in folded
                ),
                keys=keys,
                former=keys - keys_of(replace(body, former_names=())),
                parent=fold_organization(body.parent) if body.parent else None,
            )
        )
        count[folded[body.name]] += 1
    return tuple(made)


def _quotation(quotation: Quotation, text: str, people: dict[str, int]) -> PreparedQuotation:
    cue, why, context = quotation.cue, quotation.why, quotation.context
    stances = {it.target: it for it in sorted(quotation.stances, key=lambda it: it.score)}
    speakers = tuple(
        _speaker(speaker, ordinal, text, people)
        for ordinal, speaker in enumerate(quotation.speakers)
    )
    return PreparedQuotation(
        id=quotation.id,
        row={
            "public_id": quotation.id,
            "kind": quotation.kind,
            "act": quotation.act,
            "status": quotation.status,
            "text": quotation.text(text),
            "context_start": context.start if context else None,
            "context": context.of(text) if context else None,
            "cue_start": cue.start if cue else None,
            "cue_end": cue.end if cue else None,
            "confidence": quotation.confidence,
            "origin": "machine",
            "why_reason": why.reason if why else None,
            "why_certainty": why.certainty if why else None,
            "why_rivals": [{"name": it.name, "chance": it.chance} for it in why.rivals]
            if why
            else None,
        },
        nested_in=quotation.nested_in,
        pieces=tuple(
            {"ordinal": ordinal, "start": piece.start, "end": piece.end}
            for ordinal, piece in enumerate(quotation.pieces)
        ),
        speakers=speakers,
        topics=tuple(
            (link.topic, {"origin": "machine", "score": link.score, "method": link.origin})
            for link in quotation.topics
        ),
        stances=tuple(
            {
                "target": stance.target,
                "folded": fold_target(stance.target),
                "polarity": stance.polarity,
                "score": stance.score,
                "origin": "machine",
                "words_start": stance.words.start if stance.words else None,
                "words_end": stance.words.end if stance.words else None,
            }
            for stance in stances.values()
        ),
        vector=quotation.vector,
    )


_ANONYMITY = ("number", "group", "organization", "position", "reason", "grade", "collective")


def _speaker(speaker: Speaker, ordinal: int, text: str, people: dict[str, int]) -> PreparedSpeaker:
    post, mention, anonymity = speaker.affiliation, speaker.mention, speaker.anonymity
    if speaker.type == "organization":
        organization = _form(speaker.name)
    elif post and post.organization:
        organization = _form(post.organization, post.country)
    else:
        organization = _form(anonymity.organization if anonymity else None)
    unnamed = {f"unnamed_{field}": getattr(anonymity, field, None) for field in _ANONYMITY}
    if anonymity is not None and anonymity.number == "several":
        unnamed["unnamed_number"] = None
    return PreparedSpeaker(
        row={
            "ordinal": ordinal,
            "type": speaker.type,
            "name": speaker.name,
            "mention_start": mention.start if mention else None,
            "mention_end": mention.end if mention else None,
            "mention": mention.of(text) if mention else None,
            "role": post.role if post else None,
            "organization": post.organization if post else None,
            "unit": post.unit if post else None,
            "status": post.status if post else None,
            "party": post.party if post else None,
            "country": post.country if post else None,
            **unnamed,
        },
        person=people[speaker.name] if speaker.type == "person" else None,
        organization=organization,
        post=_post_key(post) if post and speaker.type == "person" else None,
    )
