"""The frozen dataclasses that all rooms hand to one another.

Offsets everywhere are Unicode characters of :attr:`Article.text`, end exclusive.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import count, pairwise
from typing import Literal

Kind = Literal["direct", "mixed", "indirect"]
Act = Literal["statement", "attitude"]
QuotationStatus = Literal["said", "denied", "refused", "hypothetical"]
"""Whether the text says that the words were said; only those that were speak for or against."""
SpeakerType = Literal["person", "organization", "group", "unknown"]
CreditKind = Literal["agency", "republished", "release"]
Polarity = Literal["support", "oppose", "neutral"]
SIDES: tuple[Polarity, ...] = ("support", "oppose", "neutral")
TopicOrigin = Literal["entity", "phrase", "vocabulary", "similarity", "human"]
PostStatus = Literal["current", "former", "acting", "elect"]
ToldKind = Literal["held", "left", "died"]

ID_LENGTH = 16
PIECE_JOINER = " … "
STANDARD_INPUT = "-"


def digest(*parts: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 over the parts, parted by newlines."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: ``text[start:end]``, in Unicode characters, end exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}, {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The piece of the text that the span names."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it is stored, with where it came from.

    ``text`` is never changed after this point: plain text stands as it was decoded, text taken
    out of a page stands as ``extractor`` (name and version) gave it. ``source`` is the path or
    URL it was read from, or ``-``; ``url`` is its canonical address where one is known.
    """

    text: str
    source: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    published: date | None = None
    language: str = "en"
    url: str | None = None
    extractor: str | None = None
    sha256: str = field(init=False, repr=False, compare=False)
    """Hexadecimal SHA-256 of the text in UTF-8."""
    id: str = field(init=False, repr=False, compare=False)
    """16 hexadecimal digits, the same for the same text under the same address."""
    address: str = field(init=False, repr=False, compare=False)
    """Where the article stands, which stays when its text is edited: its URL, else its file.

    What came through standard input without a URL ("-", or "-:3" for its third record) stands
    nowhere but in its own text.
    """

    def __post_init__(self) -> None:
        sha256 = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        own = digest(self.url or "", sha256)
        piped = self.source.partition(":")[0] == STANDARD_INPUT
        if self.url or piped:
            address = self.url or own
        else:
            web = "://" in self.source
            address = self.source if web else os.path.abspath(self.source)  # noqa: PTH100
        object.__setattr__(self, "sha256", sha256)
        object.__setattr__(self, "id", own)
        object.__setattr__(self, "address", address)


@dataclass(frozen=True, slots=True)
class Affiliation:
    """What a person is at an organisation, as the article says it; ``evidence`` is where.

    ``status`` tells a post held on the day of the article from one held before ("former"), in
    another's stead ("acting") or not yet ("elect"); ``party`` and ``country`` are those that the
    article gives with the post.
    """

    role: str | None
    organization: str | None
    unit: str | None
    evidence: Span
    status: PostStatus = "current"
    party: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class ToldTerm:
    """What an article tells of the time in which a person held a post.

    ``began`` and ``ended`` are partial dates of ISO 8601, as exact as the text is: "2009",
    "2014-03", "2015-10-01"; ``ended`` is the last day of it. "held": the post is or was held, and
    ``status`` says whether it is on the day of the article; "left": every post at the organization,
    or that of the role, has ended; "died": every post has. ``evidence`` is the sentence.
    """

    kind: ToldKind
    evidence: Span
    role: str | None = None
    organization: str | None = None
    status: PostStatus = "current"
    began: str | None = None
    ended: str | None = None


@dataclass(frozen=True, slots=True)
class Renaming:
    """That an article says a body of one name to go on under another, and since when."""

    old: str
    new: str
    day: str | None
    evidence: Span


@dataclass(frozen=True, slots=True)
class Person:
    """A named individual of one article: the fullest name, the other forms, the posts.

    ``terms`` are what the article tells of when posts began and ended, also of such as are not
    among ``affiliations``.
    """

    name: str
    aliases: tuple[str, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    terms: tuple[ToldTerm, ...] = ()


@dataclass(frozen=True, slots=True)
class Organization:
    """A body that an article names: its fullest name there, and every other form.

    ``aliases`` are short forms and abbreviations; ``former_names`` those that it no longer bears;
    ``parent`` is the body that the article says it is a unit, part or subsidiary of; ``place`` the
    country, region or town whose public body it is ("Kenya" for "Kenya's health ministry").
    """

    name: str
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    parent: str | None = None
    place: str | None = None
    forms: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """Every name of it, the fullest first, former names last."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "forms", (self.name, *self.aliases, *self.former_names))


@dataclass(frozen=True, slots=True)
class Anonymity:
    """What an article tells of a source that it does not name.

    ``number`` is how many speak, "several" where the article only says more than one;
    ``group`` the people they belong to ("officials"), ``organization`` the body, ``position`` the
    words that place them in it ("senior", "close to the talks"), ``reason`` why they are not
    named. ``grade`` counts what is told, from 0 (nothing: "sources said") to 3: one each for who
    they are (a telling group or a position), for the organisation, and for the reason.
    ``collective`` tells people at large ("voters", "critics"), whom nobody promised anonymity,
    from sources to whom somebody spoke.
    """

    number: int | Literal["several"]
    group: str | None
    organization: str | None
    position: str | None
    reason: str | None
    grade: int
    collective: bool = False


@dataclass(frozen=True, slots=True)
class Rival:
    """Somebody else whom a mention may have meant, with the chance in [0, 1] of it."""

    name: str
    chance: float


@dataclass(frozen=True, slots=True)
class Why:
    """Why a quotation's speakers are who they are said to be.

    ``reason`` is one phrase for a human; ``certainty`` the chance in [0, 1] that the speakers are
    right, given the quotation; ``rivals`` who else was weighed, the likeliest first.
    """

    reason: str
    certainty: float
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """The source of a quotation after resolution.

    ``name`` is what the mention resolves to ("he" resolves to a person's fullest name in the
    article); ``mention`` is the span of the words as they stand beside the quotation, None where
    the speaker goes on without one. ``affiliation`` is the post that the article gives the
    speaker, the most telling one where there are several. ``anonymity`` is set for unnamed
    sources only.
    """

    type: SpeakerType
    name: str
    mention: Span | None = None
    affiliation: Affiliation | None = None
    anonymity: Anonymity | None = None


UNKNOWN_SPEAKER = Speaker("unknown", "unknown")
"""Who says a quotation for which no source was found."""


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A topic of a quotation with a score in [0, 1]; ``origin`` says what found it.

    "entity": a name in it or beside it; "phrase": a noun phrase; "vocabulary": a word or pattern of
    a curated topic; "similarity": a curated topic close in meaning; "human": somebody said so.
    """

    topic: str
    score: float
    origin: TopicOrigin = "phrase"


@dataclass(frozen=True, slots=True)
class Stance:
    """The side that a quotation takes towards a target, with a score in [0, 1].

    ``words`` is where the words stand in the article that carry the side most, if any do;
    ``origin`` says whether a machine found it or a human decided it.
    """

    target: str
    polarity: Polarity
    score: float
    words: Span | None = None
    origin: Literal["machine", "human"] = "machine"


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: pieces in reading order, its cue, its speakers.

    ``confidence`` in [0, 1] is the estimated chance that its words, its speakers and its status are
    right; ``sure`` that it is high enough for what quotations shown as sure promise (see
    :mod:`quotes.attribution.confidence`). ``status`` tells words that were said from those that the
    text says were denied, refused or only supposed. ``nested_in`` is the id of the quotation around
    this one. ``vector`` is its meaning as signed bytes, comparable with those of the same model
    (see :mod:`quotes.meaning.vectors`). ``context`` are the paragraphs around it; None where they
    were not looked for.
    """

    id: str
    kind: Kind
    act: Act
    pieces: tuple[Span, ...]
    cue: Span | None
    speakers: tuple[Speaker, ...]
    confidence: float
    nested_in: str | None = None
    why: Why | None = None
    topics: tuple[TopicLink, ...] = ()
    stances: tuple[Stance, ...] = ()
    vector: bytes | None = field(default=None, repr=False)
    context: Span | None = None
    status: QuotationStatus = "said"
    sure: bool = False

    def text(self, article_text: str) -> str:
        """The pieces of the quotation, joined by an ellipsis."""
        return PIECE_JOINER.join(piece.of(article_text) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Credit:
    """Whose text an article says that it is; ``name`` is None for a release without a plain sender.

    ``evidence`` is where the text says so, None where the list of authors does.
    """

    kind: CreditKind
    name: str | None
    evidence: Span | None = None


def quotation_id(address: str, words: str, ordinal: int = 0) -> str:
    """The stable id of a quotation: where its article stands, its words, its place among equals.

    Neither changes when another sentence of the page is edited.

    :param address: :attr:`Article.address`.
    :param words: the text of the quotation; white space counts as one blank.
    :param ordinal: how many quotations of the same words stand before it in the article.
    """
    return digest(address, " ".join(words.split()), str(ordinal))


class QuotationIds:
    """Gives the quotations of one article their ids, in reading order; no two are the same."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._given: set[str] = set()

    def next(self, pieces: Iterable[Span]) -> str:
        """The id of the next quotation, which has these pieces."""
        words = PIECE_JOINER.join(piece.of(self._article.text) for piece in pieces)
        numbered = (quotation_id(self._article.address, words, ordinal) for ordinal in count())
        made = next(identifier for identifier in numbered if identifier not in self._given)
        self._given.add(made)
        return made


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that was found in one article, and what found it.

    ``program`` is the version of this package, ``model`` the SHA-256 of the weights that read the
    article and judged its stances, ``vector_model`` that of the model which the quotations'
    vectors come from, if they have any. By ``credits``, whose text the article says that it is,
    and ``bands`` (see :mod:`quotes.text.shingles`) its copies are found; None where they were not
    looked for. ``vector`` is what the article is about, as ``vector_model`` sees its first lines.
    """

    article: Article
    people: tuple[Person, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    program: str = ""
    model: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    organizations: tuple[Organization, ...] = ()
    vector_model: str | None = None
    credits: tuple[Credit, ...] | None = None
    bands: tuple[int, ...] | None = field(default=None, repr=False)
    vector: bytes | None = field(default=None, repr=False)
    renamings: tuple[Renaming, ...] = ()

    def displacy(self, style: Literal["span", "ent"] = "span") -> str:
        """The article as HTML with its quotations, cues and speakers marked, by spaCy's displaCy.

        :param style: "span" draws lines below the words, also where marked words overlap; "ent"
            boxes around them, the longest where they do.
        """
        from spacy import displacy

        lines = [
            _drawn(Span(match.start(), match.end()), self.article.text, self._marked(), style)
            for match in re.finditer(r"\S.*", self.article.text)
        ]
        html: str = displacy.render(lines, style=style, manual=True, jupyter=False)
        return html

    def _marked(self) -> set[tuple[Span, str]]:
        found = {(piece, _label(it)) for it in self.quotations for piece in it.pieces}
        found |= {(it.cue, "CUE") for it in self.quotations if it.cue}
        speakers = (speaker for it in self.quotations for speaker in it.speakers)
        return found | {(it.mention, it.name) for it in speakers if it.mention}

    def _repr_html_(self) -> str:
        return self.displacy()


def _label(quotation: Quotation) -> str:
    """What stands at a quotation: its kind, and that its words were not said if that is so."""
    how = quotation.kind if quotation.status == "said" else f"{quotation.kind}, {quotation.status}"
    return how.upper()


def _drawn(
    line: Span, text: str, marked: Iterable[tuple[Span, str]], style: Literal["span", "ent"]
) -> dict[str, object]:
    """A line of an article as displaCy takes it, with what is marked in it."""
    inside = sorted(
        (Span(max(span.start, line.start), min(span.end, line.end)), label)
        for span, label in marked
        if span.meets(line)
    )
    if style == "ent":
        apart: list[tuple[Span, str]] = []
        for span, label in sorted(inside, key=lambda it: -len(it[0])):
            if not any(span.meets(other) for other, _ in apart):
                apart.append((span, label))
        ents = [
            {"start": span.start - line.start, "end": span.end - line.start, "label": label}
            for span, label in sorted(apart)
        ]
        return {"text": line.of(text), "ents": ents}
    edges = {edge for span, _ in inside for edge in (span.start, span.end)}
    spaces = (line.start + match.end() for match in re.finditer(r"\s+", line.of(text)))
    cuts = sorted({line.start, line.end, *edges, *spaces})
    spans = [
        {"start_token": cuts.index(span.start), "end_token": cuts.index(span.end), "label": label}
        for span, label in inside
    ]
    tokens = [text[start:end].rstrip() for start, end in pairwise(cuts)]
    return {"text": line.of(text), "tokens": tokens, "spans": spans}


# Claims: what somebody is said to have said, as lists and drafts give them to be checked.


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that somebody is claimed to have said.

    ``by`` is the name of the person (or the number of their record), ``on`` the day they are
    claimed to have said it. ``quoted`` is False where the claim itself only reports what was said,
    in other words, as an indirect quotation of a draft does.
    """

    text: str
    by: str | None = None
    on: date | None = None
    quoted: bool = True


# People as a newsroom's own list has them: what is read from a file and kept by the store.


@dataclass(frozen=True, slots=True)
class ContactPost:
    """A post as a list gives it, held from ``start`` to ``end``, both included.

    ``status`` is None where the list says nothing of it; ``organization_qid`` is the Wikidata
    identifier of the organisation ("Q42"); ``line`` is where the post stands, from 1.
    """

    role: str | None
    organization: str | None
    unit: str | None
    status: PostStatus | None = None
    start: date | None = None
    end: date | None = None
    organization_qid: str | None = None
    line: int = 1


@dataclass(frozen=True, slots=True)
class Contact:
    """A person of a list, with a Wikidata identifier where it has one; ``line`` counts from 1."""

    name: str
    aliases: tuple[str, ...] = ()
    posts: tuple[ContactPost, ...] = ()
    qid: str | None = None
    line: int = 1


# A topic of a curated vocabulary: what is read from a file and kept by the store.


@dataclass(frozen=True, slots=True)
class CuratedTopic:
    """A topic that somebody named, with the words that tell it.

    ``synonyms`` are other names of it; ``patterns`` only find it in texts (their syntax is that of
    :func:`quotes.meaning.vocabulary.pattern`). ``parent`` is the label of the topic above
    it, ``code`` its IPTC Media Topic, such as "medtop:06000000"; ``line`` is where it stood in a
    file, from 1.
    """

    label: str
    synonyms: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    parent: str | None = None
    code: str | None = None
    line: int = 1

    @property
    def names(self) -> tuple[str, ...]:
        """The label and the synonyms."""
        return (self.label, *self.synonyms)


# An official register of offices, as it is read from its files.


@dataclass(frozen=True, slots=True)
class RegisterName:
    """A name of a person of a register, and the days on which it is borne."""

    person: str
    name: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class RegisterOffice:
    """An office of a register: its key, its names, the body; ``groups`` make offices one."""

    key: str
    name: str
    body: str | None
    rank: str | None
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterTerm:
    """That a person held an office from a day to a day; without an end: still."""

    person: str
    office: str
    start: date
    end: date | None
    acting: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """A register of offices; ``renamings`` are old name, new name and the day of the change.

    ``digest`` is the same for the same files.
    """

    source: str
    digest: str
    names: tuple[RegisterName, ...]
    offices: tuple[RegisterOffice, ...]
    terms: tuple[RegisterTerm, ...]
    renamings: tuple[tuple[str, str, date], ...]
