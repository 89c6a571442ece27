"""FollowTheMoney entities (https://followthemoney.tech), one a line, as Aleph loads them.

An article is an ``Article``, whoever is quoted in it a ``Person``, ``Organization`` or
``PublicBody``. A ``Mention`` ties the name in the article to them, a ``Documentation`` says that
they are quoted there, and a ``Note`` holds the words of each quotation; its name tells of those
that were not said, or are not sure. A post is an ``Occupancy`` of a ``Position``; who belongs to a
body without a role is tied to it by ``UnknownLink``. The days of a post are those of the articles
that tell of it, not its beginning and end: they are ``date``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from quotes.answer import Json
from quotes.db.engine import chunks
from quotes.db.rows import ArticleRow, OrganizationRow, PersonRow, PostRow, QuotationRow, SpeakerRow
from quotes.export.annotations import web_address
from quotes.export.tabular import lines
from quotes.report.records import caveats
from quotes.report.wording import iso, one_line, visible
from quotes.text.normalize import fold
from quotes.types import digest

if TYPE_CHECKING:
    from quotes.search.selection import KnownEntities, QuotedArticle, Selection

_LANGUAGES = {"en": "eng"}

Values = Iterable[str | None]


def ftm_entities(selection: Selection) -> Iterator[str]:
    """The entities; each comes once, and before those that point to it."""
    return lines(_Graph().entities(selection))


class _Graph:
    """The entities of several articles written so far, and the keys of people and bodies."""

    def __init__(self) -> None:
        self._written: set[str] = set()
        self._people: dict[int, str] = {}
        self._bodies: dict[int, str] = {}

    def entities(self, selection: Selection) -> Iterator[Json]:
        for articles in chunks(selection.articles()):
            rows = [row for article in articles for row in article.quotations]
            people = {s.person_id for row in rows for s in row.speakers if s.person_id is not None}
            bodies = {
                s.organization_id
                for row in rows
                for s in row.speakers
                if s.type == "organization" and s.organization_id is not None
            }
            known = selection.known(people - self._people.keys(), bodies - self._bodies.keys())
            yield from _once(self._of_known(known), self._written)
            for quoted in articles:
                yield from _once([article_entity(quoted.article)], self._written)
                yield from _once(self._of_article(quoted), set())

    def _of_known(self, known: KnownEntities) -> Iterator[Json]:
        self._people.update(known.person_keys)
        self._bodies.update(known.organization_keys)
        yield from map(article_entity, known.articles.values())
        for number, body in known.organizations.items():
            yield _body(self._bodies[number], body)
        for number, person in known.people.items():
            yield _person(self._people[number], person)
            for post in person.posts:
                yield from self._post(self._people[number], post)

    def _post(self, holder: str, post: PostRow) -> Iterator[Json]:
        if post.organization is None:
            return
        body = self._bodies.get(post.organization_id) if post.organization_id else None
        if body is None:
            body = digest("organization", fold(post.organization))
            yield _entity("Organization", body, name=[post.organization])
        properties: dict[str, Values] = {
            "date": [iso(post.first_seen), iso(post.last_seen)],
            "status": [post.status],
            "summary": [post.evidence],
            "proof": [post.article_id and _article_id(post.article_id)],
        }
        since = iso(post.first_seen) or ""
        if post.role is None:
            link = digest("link", holder, body, post.status, since)
            properties |= {"subject": [holder], "object": [body], "role": ["affiliated"]}
            yield _entity("UnknownLink", link, **properties)
            return
        position = digest("position", body, fold(post.role), fold(post.unit or ""))
        name = ", ".join(filter(None, (post.role, post.unit, post.organization)))
        yield _entity("Position", position, name=[name], organization=[body])
        yield _entity(
            "Occupancy",
            digest("occupancy", holder, position, post.status, since),
            **{
                **properties,
                "holder": [holder],
                "post": [position],
                "politicalGroup": [post.party],
            },
        )

    def _of_article(self, quoted: QuotedArticle) -> Iterator[Json]:
        article = quoted.article
        for row in quoted.quotations:
            speakers = [(s, key) for s in row.speakers if (key := self._key(s))]
            for speaker, key in speakers:
                yield _entity(
                    "Mention",
                    digest("mention", article.id, key, speaker.name),
                    document=[_article_id(article.id)],
                    name=[speaker.name],
                    resolved=[key],
                )
                if row.status != "said":
                    continue
                yield _entity(
                    "Documentation",
                    digest("documentation", article.id, key),
                    document=[_article_id(article.id)],
                    entity=[key],
                    role=["quoted"],
                    date=[iso(article.published)],
                    sourceUrl=[web_address(article.url)],
                    publisher=[article.outlet],
                )
            yield _note(row, [key for _, key in speakers])

    def _key(self, speaker: SpeakerRow) -> str | None:
        if speaker.person_id is not None:
            return self._people.get(speaker.person_id)
        if speaker.type == "organization" and speaker.organization_id is not None:
            return self._bodies.get(speaker.organization_id)
        return None


def _once(entities: Iterable[Json], written: set[str]) -> Iterator[Json]:
    """The entities that are not among those written, to which they are added."""
    for entity in entities:
        if entity["id"] not in written:
            written.add(entity["id"])
            yield entity


def article_entity(article: ArticleRow) -> Json:
    """An article as an ``Article``."""
    return _entity(
        "Article",
        _article_id(article.id),
        title=[article.title],
        author=article.authors,
        publisher=[article.outlet],
        publishedAt=[iso(article.published)],
        sourceUrl=[web_address(article.url)],
        language=[_LANGUAGES.get(article.language)],
    )


def _note(row: QuotationRow, speakers: list[str]) -> Json:
    names = " and ".join(one_line(speaker.name) for speaker in row.speakers if speaker.name)
    title = ", ".join(
        filter(
            None,
            (
                f"Quotation of {names or 'unknown'}",
                caveats(row),
                iso(row.article.published),
            ),
        )
    )
    note = _entity(
        "Note",
        digest("quotation", row.id),
        name=[title],
        entity=speakers,
        keywords=[link.topic for link in row.topics],
        proof=[_article_id(row.article.id)],
        sourceUrl=[web_address(row.article.url)],
        publisher=[row.article.outlet],
    )
    note["properties"]["description"] = ["\n".join(visible(row.text).splitlines())]
    return note


def _person(key: str, person: PersonRow) -> Json:
    return _entity(
        "Person",
        key,
        name=[person.name],
        alias=person.aliases,
        position=[post.role for post in person.posts],
        wikidataId=[person.qid],
    )


def _body(key: str, body: OrganizationRow) -> Json:
    return _entity(
        "PublicBody" if body.place else "Organization",
        key,
        name=[body.name],
        alias=body.aliases,
        previousName=body.former_names,
        summary=[body.place and f"Public body of {body.place}"],
        wikidataId=[body.qid],
    )


def _article_id(public_id: str) -> str:
    return digest("article", public_id)


def _entity(schema: str, key: str, **properties: Values) -> Json:
    """An entity with the values that are there, each on one line and once."""
    given = {
        name: list(dict.fromkeys(line for value in values if value and (line := one_line(value))))
        for name, values in properties.items()
    }
    return {"id": key, "schema": schema, "properties": {n: v for n, v in given.items() if v}}
