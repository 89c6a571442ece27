"""Small passages written for this project: whose post is told, and who is meant by a source.

Each line of ``tests/passages/posts.jsonl`` has a text, the name of a person and the posts that the
text tells of them; of ``speakers.jsonl`` a text, the sources of its quotations in order, and who
the last of them is. What a sentence says beside a source is taken for the quotation.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.attribution.cast import find_cast
from quotes.attribution.pairs import PairScorer
from quotes.attribution.resolve import Resolution, Resolver
from quotes.attribution.speakers import drafted
from quotes.pipeline import Extractor
from quotes.reader.reading import Reading
from quotes.text.normalize import fold
from quotes.types import Article, Span
from scripts.evaluation.floor import Floor

FOLDER = Path("tests/passages")

Read = Callable[[str], Reading]
Post = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class PostPassage:
    """A text and the posts (role, organisation, unit) that it tells of the person of a name."""

    text: str
    name: str
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class SpeakerPassage:
    """A text, the sources of its quotations, and type and name of whom the last of them means."""

    text: str
    mentions: tuple[str, ...]
    speakers: tuple[tuple[str, str], ...]


def post_passages(folder: Path = FOLDER) -> list[PostPassage]:
    """The passages on posts."""
    lines = (folder / "posts.jsonl").read_text("utf8").splitlines()
    given = [json.loads(line) for line in lines]
    return [
        PostPassage(one["text"], one["name"], tuple((a, b, c) for a, b, c in one["posts"]))
        for one in given
    ]


def speaker_passages(folder: Path = FOLDER) -> list[SpeakerPassage]:
    """The passages on sources."""
    lines = (folder / "speakers.jsonl").read_text("utf8").splitlines()
    given = [json.loads(line) for line in lines]
    return [
        SpeakerPassage(
            one["text"], tuple(one["mentions"]), tuple((a, b) for a, b in one["speakers"])
        )
        for one in given
    ]


def posts_of(reading: Reading, name: str) -> tuple[Post, ...]:
    """The posts that a reading gives to the person of a name; none where it finds nobody."""
    found = [person for person in find_cast(reading).people if person.name == name]
    return tuple((p.role, p.organization, p.unit) for one in found for p in one.affiliations)


def resolved(
    reading: Reading, mentions: Sequence[str], scorer: PairScorer | None = None
) -> Resolution:
    """The resolution of the last of the sources, by the shipped score where none is given."""
    text = reading.text
    drafts = []
    at = 0
    for phrase in mentions:
        start = text.index(phrase, at)
        mention = Span(start, start + len(phrase))
        (sentence,) = (s for s in reading.doc.sents if s.start_char <= start < s.end_char)
        before, behind = (sentence.start_char, start), (mention.end, sentence.end_char)
        beside = Span(*max(before, behind, key=lambda edges: edges[1] - edges[0]))
        drafts.append(drafted([beside], mention, None))
        at = mention.end
    resolver = Resolver(reading, find_cast(reading), drafts, scorer)
    return [resolver.resolve(number) for number in range(len(drafts))][-1]


def is_told(passage: PostPassage, found: tuple[Post, ...]) -> bool:
    """Whether the posts found are those that the passage tells, whatever their capitals."""

    def folded(posts: tuple[Post, ...]) -> list[tuple[str, ...]]:
        return sorted(tuple(fold(part or "") for part in post) for post in posts)

    return folded(passage.posts) == folded(found)


def is_meant(passage: SpeakerPassage, found: Resolution) -> bool:
    """Whether the speakers found are those that the passage means, person or not."""

    def folded(speakers: Iterator[tuple[str, str]]) -> set[tuple[bool, str]]:
        return {(kind == "person", fold(name)) for kind, name in speakers}

    meant = folded(iter(passage.speakers))
    return meant == folded((one.type, one.name) for one in found.speakers)


def _read(extractor: Extractor) -> Read:
    return lambda text: extractor.read(Article(text=text, source="-"))


@dataclass(frozen=True, slots=True)
class Faults:
    """What is found wrong on each set, in words: the passages on posts, those on sources."""

    posts: tuple[str, ...]
    speakers: tuple[str, ...]


def faults(extractor: Extractor) -> Faults:
    """Read all passages and tell what is found wrong."""
    read = _read(extractor)
    posts = []
    for one in post_passages():
        found = posts_of(read(one.text), one.name)
        if not is_told(one, found):
            posts.append(f"{one.text!r}: {one.name} is {one.posts}, found {found}")
    speakers = []
    for passage in speaker_passages():
        who = resolved(read(passage.text), passage.mentions)
        if not is_meant(passage, who):
            names = [(one.type, one.name) for one in who.speakers]
            speakers.append(
                f"{passage.text!r}: {passage.mentions[-1]!r} is {passage.speakers}, found {names}"
            )
    return Faults(tuple(posts), tuple(speakers))


def floor_figures(found: Faults) -> Floor:
    """The shares of right passages in percent, by their names in the floor."""
    return {
        "post_passages": round(100 * (1 - len(found.posts) / len(post_passages())), 1),
        "speaker_passages": round(100 * (1 - len(found.speakers) / len(speaker_passages())), 1),
    }
