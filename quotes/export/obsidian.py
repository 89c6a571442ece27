"""Markdown notes for Obsidian: one a person, with YAML front matter.

Whatever articles say is escaped, so that it is shown as it stands and nothing of it acts as markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from quotes.answer import Json
from quotes.db.rows import ArticleRow, PostRow, QuotationRow
from quotes.export.annotations import web_address
from quotes.report.records import cue_text
from quotes.report.wording import (
    count,
    iso,
    one_line,
    period,
    post_line,
    status_line,
    unsure_words,
    visible,
)

if TYPE_CHECKING:
    from quotes.search.selection import QuotedPerson, Selection

LONGEST = 80
"""Characters of a file name without its ending and number; 80 of 4 bytes and more fit into 255."""

_FORBIDDEN = re.compile(r"""[\\/:*?"<>|#^\[\]%`]""")
_RESERVED = {"con", "prn", "aux", "nul", "com0", "lpt0"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"
}
"""Names that Windows keeps for devices."""
_IN_TAG = re.compile(r"[^\w/-]+")
_LONGEST_BYTES = 200


def file_names(people: Mapping[int, str]) -> dict[int, str]:
    """A file name without ending for each person, by their ids; no two differ in case alone.

    Where several people have one name, each has the number of the person behind it.
    """
    plain = {person: file_name(name) for person, name in people.items()}
    often = Counter(map(_folded, plain.values()))
    chosen: dict[int, str] = {}
    taken: set[str] = set()
    for person, name in sorted(
        plain.items(), key=lambda item: (often[_folded(item[1])] > 1, item[0])
    ):
        unique = name if often[_folded(name)] == 1 else f"{name} ({person})"
        while _folded(unique) in taken:
            unique = f"{unique} ({person})"
        taken.add(_folded(unique))
        chosen[person] = unique
    return chosen


def file_name(name: str) -> str:
    """The name as a file may be called, on one line and without what leads into other folders."""
    kept = "".join(
        " " if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else char
        for char in unicodedata.normalize("NFC", name)
    )
    words = " ".join(_FORBIDDEN.sub(" ", kept).split())[:LONGEST]
    while len(words.encode()) > _LONGEST_BYTES:
        words = words[:-1]
    words = words.strip(" .")
    if not words or words.split(".")[0].lower() in _RESERVED:
        return f"person {words}".strip()
    return words


def tag(label: str) -> str | None:
    """The label as a tag of letters, digits, ``-``, ``_`` and ``/``; None without a letter."""
    made = _IN_TAG.sub("-", unicodedata.normalize("NFC", label)).strip("-/")
    return made.lower() if any(char.isalpha() for char in made) else None


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())


_MOST_TAGS = 20
"""How many topics of a person become tags at most."""

_CURATED = ("vocabulary", "similarity", "human")
_MARKUP = re.compile(r"[\\`*_\[\]<>#|~$^%=&!]")
_LIST = re.compile(r"^(\s*)(?:([-+:])|(\d+)([.)]))")


def person_notes(selection: Selection) -> Iterator[tuple[str, str]]:
    """The name of each file, and the note."""
    names = file_names(selection.names())
    for quoted in selection.people():
        yield f"{names[quoted.person.id]}.md", note(quoted, names)


def note(quoted: QuotedPerson, names: Mapping[int, str]) -> str:
    """The note on a person.

    :param names: the names of the files of people, by their ids.
    """
    title = escaped(one_line(quoted.person.name))
    parts = [f"---\n{_yaml(_front_matter(quoted))}---\n\n# {title}\n"]
    if quoted.person.posts:
        parts.append("\n## Posts\n\n")
        parts += [f"- {escaped(_post(post))}\n" for post in quoted.person.posts]
    parts.append("\n## Quotations\n")
    parts += [_quotation(row, quoted.person.id) for row in quoted.quotations]
    if quoted.beside:
        parts.append("\n## Quoted in the same articles\n\n")
        parts += [
            f"- [[{names[other]}]] ({count(articles, 'article')})\n"
            for other, articles in quoted.beside
        ]
    return "".join(parts)


def escaped(text: str) -> str:
    """The text with a backslash before whatever Markdown would take for markup."""
    plain = _MARKUP.sub(r"\\\g<0>", visible(text))
    return _LIST.sub(lambda match: _unlisted(*match.groups()), plain)


def block_quote(text: str) -> str:
    """The text as a block quote of plain paragraphs."""
    lines = (escaped(line.strip()) for line in text.strip().splitlines())
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _unlisted(before: str, sign: str | None, number: str | None, after: str | None) -> str:
    return f"{before}\\{sign}" if sign else f"{before}{number}\\{after}"


def _front_matter(quoted: QuotedPerson) -> Json:
    """What Obsidian shows as properties; the figures count what was said of the note."""
    person = quoted.person
    rows = [row for row in quoted.quotations if row.status == "said"]
    days = sorted(row.article.published for row in rows if row.article.published)
    properties = {
        "name": person.name,
        "aliases": list(person.aliases),
        "organization": _each(post.organization for post in person.posts if post.ended is None),
        "posts": _each(_post(post) for post in person.posts),
        "wikidata": person.qid,
        "first_quoted": days[0] if days else None,
        "last_quoted": days[-1] if days else None,
        "quotations": len(rows),
        "articles": len({row.article.id for row in rows}),
        "tags": _each(map(tag, _topics(rows)))[:_MOST_TAGS],
    }
    return {key: value for key, value in properties.items() if value not in (None, [])}


def _topics(rows: Iterable[QuotationRow]) -> list[str]:
    """The topics of the vocabulary and those of several quotations, the most frequent first."""
    links = [link for row in rows for link in row.topics]
    often = Counter(link.topic for link in links)
    curated = {link.topic for link in links if link.origin in _CURATED}
    return [topic for topic, number in often.most_common() if number > 1 or topic in curated]


def _each(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _yaml(front_matter: Json) -> str:
    import yaml

    class Plain(yaml.SafeDumper):  # type: ignore[misc]
        """Writes equal values out each time, without references to one another."""

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
            return True

    made: str = yaml.dump(
        front_matter, Dumper=Plain, allow_unicode=True, sort_keys=False, width=float("inf")
    )
    return made


def _post(post: PostRow) -> str:
    days = period(post.first_seen, post.last_seen)
    return f"{post_line(post)} ({days})" if post.first_seen else post_line(post)


def _quotation(row: QuotationRow, person: int) -> str:
    """A block quote under its id, with where it stands and what else is known of it."""
    speaker = next(speaker for speaker in row.speakers if speaker.person_id == person)
    not_said = status_line(row.status, cue_text(row))
    marked = f"**{escaped(not_said)}**" if not_said else None
    how = ", ".join(filter(None, (f"{row.kind} {row.act}", marked, escaped(post_line(speaker)))))
    topics = ", ".join(escaped(one_line(link.topic)) for link in row.topics)
    sure = unsure_words(row.confidence) or f"sure ({row.confidence:.2f})"
    below = [_source(row.article), f"{how}; {sure}"]
    if topics:
        below.append(f"about {topics}")
    listed = "".join(f"- {line}\n" for line in below)
    return f"\n{block_quote(row.text)}\n\n^{row.id}\n\n{listed}"


def _source(article: ArticleRow) -> str:
    title = escaped(one_line(article.title or article.outlet or "article"))
    address = web_address(article.url)
    linked = f"[{title}](<{address}>)" if address else title
    outlet = escaped(one_line(article.outlet)) if article.outlet else None
    return ", ".join(filter(None, (linked, outlet, iso(article.published) or "undated")))
