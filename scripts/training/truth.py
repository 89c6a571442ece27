"""Marked articles and written passages as examples: quotations, their status, posts, speakers.

A marking has the form of shared/marked (see its README): persons with ``affiliations`` and
``mentions``, ``bodies``, ``quotes`` with spans. What it does not say is masked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.attribution.cast import Cast, find_cast
from quotes.attribution.speakers import Asked, Entity, SpeakerQuestions, drafted
from quotes.lexicon import COUNTRY_OF, country
from quotes.names.organization import key_words
from quotes.names.person import fold_word
from quotes.names.person import parse as parse_name
from quotes.reader.component import Reader, reading_of
from quotes.reader.encode import Ints, blank_english
from quotes.reader.reading import (
    ENTITY_TAGS,
    INNER_LAYER,
    LINKS,
    POST_LAYERS,
    SPAN_LAYERS,
    STATUSES,
)
from quotes.types import Span
from scripts.training.data import (
    MASK,
    NONE,
    Example,
    add_attribution,
    empty_example,
    holds,
    places_of,
    words_of_span,
)
from scripts.training.marked import passages

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Marking:
    """A text with its marking; ``complete`` where every person with a post is marked."""

    text: str
    truth: Json
    complete: bool = True


def marked(folder: Path, *, complete: bool = True) -> Iterator[Marking]:
    """The articles of a folder in the form of shared/marked."""
    for path in sorted(folder.glob("*.json")):
        text = (folder / "articles" / f"{path.stem}.txt").read_bytes().decode()
        yield Marking(text, json.loads(path.read_text("utf8")), complete)


def written() -> Iterator[Marking]:
    """The passages that were written for this project."""
    for passage in passages():
        yield Marking(passage["text"], passage)


# --- tags and links --------------------------------------------------------------------------


def quotes_of(truth: Json) -> list[Json]:
    """The quotations of a marking with words, in reading order; refusals without words are none."""
    found = [quote for quote in truth["quotes"] if quote.get("content_spans")]
    return sorted(
        found, key=lambda quote: (quote["content_spans"][0][0], bool(quote.get("nested")))
    )


def fill(example: Example, marking: Marking, starts: Ints, ends: Ints) -> None:
    """Set the targets of a marking on an empty example."""
    for name in (*SPAN_LAYERS, INNER_LAYER, *POST_LAYERS):
        example.tags[name][:] = 0
    quotes = quotes_of(marking.truth)
    contents = [_content_spans(quote, marking.text) for quote in quotes]
    for quote, content in zip(quotes, contents, strict=True):
        parts = {
            "content": content,
            "source": [quote["mention_span"]] if quote.get("mention_span") else [],
            "cue": [quote["cue_span"]] if quote.get("cue_span") else [],
        }
        inner = any(holds(other, content) for other in contents)
        add_attribution(example, parts, starts, ends, inner=inner)
        if not inner:
            for span in content:
                words = words_of_span(span, starts, ends)
                status = STATUSES.index(quote.get("status", "said"))
                example.tags["status"][words.start : words.stop] = status
    _fill_posts(example, marking, starts, ends)


def _content_spans(quote: Json, text: str) -> list[list[int]]:
    """The content with the "that" before it, as PolNeAR marks it."""
    spans = [list(span) for span in quote["content_spans"]]
    before = re.search(r"\bthat\s$", text[: spans[0][0]])
    if quote["kind"] != "direct" and before:
        spans[0][0] = before.start()
    return spans


# --- posts -------------------------------------------------------------------------------------


def _places(text: str, wanted: str) -> list[Span]:
    """Where a string stands in a text as whole words."""
    pattern = rf"(?<!\w){re.escape(wanted)}(?!\w)"
    return [Span(*match.span()) for match in re.finditer(pattern, text)]


def _nearest(found: Sequence[Span], evidence: Span, reach: int) -> Span | None:
    """The place inside the evidence, else the nearest one within reach, one before it first."""
    inside = [span for span in found if evidence.holds(span)]
    if inside:
        return inside[0]

    def far(span: Span) -> int:
        before = evidence.start - span.end
        return before if before >= 0 else 2 * (span.start - evidence.end)

    near = [span for span in found if far(span) <= reach]
    return min(near, key=far, default=None)


def _name_forms(person: Json) -> list[str]:
    """The forms of a person's name, the longest first, without their titles."""
    own = set(parse_name(person["name"], titled=False).words)
    forms = {person["name"]}
    for mention in person.get("mentions") or ():
        bare = mention
        while bare and fold_word(bare.split()[0]) not in own:
            bare = bare.partition(" ")[2]
        if bare and {fold_word(word) for word in bare.split()} <= own:
            forms.add(bare)
    return sorted(forms, key=len, reverse=True)


def _holder(text: str, forms: Sequence[str], evidence: Span) -> Span | None:
    for form in forms:
        inside = [span for span in _places(text, form) if evidence.holds(span)]
        if inside:
            return inside[0]
    return None


_DEMONYMS: dict[str, list[str]] = {}
for _word in COUNTRY_OF:
    _DEMONYMS.setdefault(country(_word), []).append(_word.title())
_BETWEEN = re.compile(r"[\s,(]*(?:(?:the|a|an|its|his|her|their)\s+)?", re.IGNORECASE)
_REACH = 400


def _fill_posts(example: Example, marking: Marking, starts: Ints, ends: Ints) -> None:
    text = marking.text
    roles = set()
    for person in marking.truth["persons"]:
        forms = _name_forms(person)
        for affiliation in person.get("affiliations") or ():
            if affiliation.get("role"):
                roles.add(affiliation["role"])
            evidences = _evidences(text, affiliation)
            for evidence in evidences[:1]:
                _fill_post(example, text, affiliation, evidence, forms, starts, ends)
            role = affiliation.get("role")
            if role and evidences:
                _repeat(example, text, affiliation, evidences[0], forms, starts, ends)
    layer = example.tags["role"]
    for role in roles:
        for span in _places(text, role):
            words = words_of_span([span.start, span.end], starts, ends)
            if (layer[words.start : words.stop] == 0).all():
                layer[words.start : words.stop] = MASK
    if not marking.complete:
        for name in POST_LAYERS:
            example.tags[name][example.tags[name] == 0] = MASK


def _evidences(text: str, affiliation: Json) -> list[Span]:
    span = affiliation.get("evidence_span")
    if span:
        return [Span(*span)]
    return [Span(m.start(), m.end()) for m in re.finditer(re.escape(affiliation["evidence"]), text)]


def _fill_post(
    example: Example,
    text: str,
    affiliation: Json,
    evidence: Span,
    forms: Sequence[str],
    starts: Ints,
    ends: Ints,
) -> None:
    parts = {}
    for layer, key in (("role", "role"), ("employer", "organization"), ("unit", "unit")):
        value = affiliation.get(key)
        place = _nearest(_places(text, value), evidence, _REACH) if value else None
        if value and (place is None or not evidence.holds(place)):
            people = [span for word in _DEMONYMS.get(value, ()) for span in _places(text, word)]
            place = next((span for span in people if evidence.holds(span)), place)
        if place is not None:
            words = words_of_span([place.start, place.end], starts, ends)
            if len(words):
                parts[layer] = words
    holder = _holder(text, forms, evidence)
    _set_post(example, parts, holder, starts, ends)


def _set_post(
    example: Example, parts: dict[str, range], holder: Span | None, starts: Ints, ends: Ints
) -> None:
    named = words_of_span([holder.start, holder.end], starts, ends).start if holder else NONE
    for layer, words in parts.items():
        if any(layer != other and set(words) & set(taken) for other, taken in parts.items()):
            continue
        example.tags[layer][words.start] = 1
        example.tags[layer][words.start + 1 : words.stop] = 2
    anchor = parts.get("role") or parts.get("employer") or parts.get("unit")
    if anchor is None:
        return
    rows = slice(anchor.start, anchor.stop)
    example.links[rows, LINKS.index("holder")] = named
    for layer in ("employer", "unit"):
        target = parts[layer].start if layer in parts and parts[layer] != anchor else NONE
        example.links[rows, LINKS.index(layer)] = target


def _repeat(
    example: Example,
    text: str,
    affiliation: Json,
    evidence: Span,
    forms: Sequence[str],
    starts: Ints,
    ends: Ints,
) -> None:
    """Mark the role again where it stands right beside another naming of its holder."""
    for place in _places(text, affiliation["role"]):
        if evidence.meets(place):
            continue
        for form in forms:
            beside = next(
                (
                    span
                    for span in _places(text, form)
                    if (span.start > place.end and _BETWEEN.fullmatch(text[place.end : span.start]))
                    or (span.end < place.start and _BETWEEN.fullmatch(text[span.end : place.start]))
                ),
                None,
            )
            if beside is not None:
                words = words_of_span([place.start, place.end], starts, ends)
                if len(words):
                    _set_post(example, {"role": words}, beside, starts, ends)
                    index = [LINKS.index(name) for name in ("employer", "unit")]
                    example.links[words.start : words.stop, index] = MASK
                break


# --- who speaks --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions of one text with their candidates, all rows of words of the example.

    ``asks`` (questions, 2), ``weight`` (questions,); of each pair ``question``, ``first`` and
    ``head`` (pairs,), ``features`` (pairs, groups), and ``right``: the number of the right answer
    that the candidate is, or -1. ``task`` is 0 for antecedents, 1 for speakers.
    """

    asks: Ints
    weight: NDArray[np.float32]
    question: Ints
    first: Ints
    head: Ints
    features: Ints
    right: Ints
    task: int


def same_name(a: str, b: str) -> bool:
    """Whether two full names are of one person, as endtoend.py compares them."""
    first, second = (list(parse_name(name, titled=False).words) for name in (a, b))
    if not first or not second:
        return False
    fewer, more = sorted((set(first), set(second)), key=len)
    return first == second or (
        first[-1] == second[-1] and fewer <= more and min(len(first), len(second)) > 1
    )


def answers(quote: Json, cast: Cast, names: dict[str, str]) -> list[Entity | str]:
    """The speakers of a marked quotation: people and bodies of the cast, others as they stand."""
    found: list[Entity | str] = []
    for speaker in quote["speakers"]:
        if isinstance(speaker, str):
            name = names[speaker]
            exact = [n for n, m in enumerate(cast.members) if same_name(name, m.person.name)]
            found.append(("person", exact[0]) if exact else name)
        else:
            number = None if speaker.get("unnamed") else _body(speaker["group"], cast)
            found.append(speaker["group"] if number is None else ("body", number))
    return found


_SAME = 0.6
"""Share of the words of two names of a body that are common at least."""


def _body(group: str, cast: Cast) -> int | None:
    """The number of the cast's body that a marked group is."""
    wanted = set(key_words(re.sub(r"\(.*?\)", " ", group)))
    alike = [
        (max(_alike(wanted, set(key_words(form))) for form in body.forms), -number)
        for number, body in enumerate(cast.organizations)
    ]
    best, number = max(alike, default=(0.0, 0))
    return -number if best >= _SAME else None


def _alike(a: set[str], b: set[str]) -> float:
    """The words that two names share, as a share of all their words (Jaccard)."""
    return len(a & b) / max(1, len(a | b))


def _described(cast: Cast, truth: Json) -> Cast:
    """The cast with the words of the posts that the marking tells, which the reader that is being
    trained does not find yet."""
    members = []
    for member in cast.members:
        posts = [
            post
            for person in truth["persons"]
            if same_name(person["name"], member.person.name)
            for post in person.get("affiliations") or ()
        ]
        texts = [post.get(key) or "" for post in posts for key in ("role", "organization", "unit")]
        told = {word.rstrip(".") for text in texts for word in text.lower().split()}
        members.append(replace(member, described=member.described | told))
    return replace(cast, members=tuple(members))


def questions(marking: Marking, cast: Cast, row_of: Ints) -> Questions | None:
    """The questions of all quotations of a marking, with the answers before them as marked.

    ``row_of`` (tokens,) gives the row of each token of the Doc.
    """
    names = {person["id"]: person["name"] for person in marking.truth["persons"]}
    quotes = quotes_of(marking.truth)

    def span(value: Any) -> Span | None:
        return Span(*value) if value else None

    drafts = [
        drafted(
            [Span(*piece) for piece in quote["content_spans"]],
            span(quote.get("mention_span")),
            span(quote.get("cue_span")),
            nested=bool(quote.get("nested")),
        )
        for quote in quotes
    ]
    asker = SpeakerQuestions(_described(cast, marking.truth), drafts)
    told = [answers(quote, cast, names) for quote in quotes]
    resolved: dict[int, Entity] = {}
    loose: dict[str, Entity] = {}
    found: list[tuple[Asked, list[int]]] = []
    for number, speakers in enumerate(told):
        keys = [
            one if isinstance(one, tuple) else loose.get(one, ("draft", number)) for one in speakers
        ]
        asked = asker.ask(number, resolved)
        if asked is not None:
            right = [
                keys.index(entity) if (entity := asker.entity(one, resolved)) in keys else -1
                for one in asked.candidates
            ]
            found.append((asked, right))
        resolved[number] = keys[0] if keys else ("draft", number)
        for one in speakers:
            if isinstance(one, str):
                loose.setdefault(one, ("draft", number))
    return _arrays(found, cast, row_of)


def _arrays(found: Sequence[tuple[Asked, list[int]]], cast: Cast, row_of: Ints) -> Questions | None:
    if not found:
        return None

    def row(word: int) -> int:
        return int(row_of[cast.words[word].token])

    pairs = [(n, one) for n, (asked, _) in enumerate(found) for one in asked.candidates]
    return Questions(
        asks=np.array([[row(at) for at in asked.rows] for asked, _ in found]),
        weight=np.ones(len(found), np.float32),
        question=np.array([n for n, _ in pairs], dtype=np.int64),
        first=np.array([row(one.mention.tokens.start) for _, one in pairs], dtype=np.int64),
        head=np.array([row(one.mention.head) for _, one in pairs], dtype=np.int64),
        features=np.concatenate([asked.features for asked, _ in found if asked.candidates])
        if pairs
        else np.zeros((0, 0), np.int64),
        right=np.array([right for _, rights in found for right in rights], dtype=np.int64),
        task=1,
    )


# --- whole examples ----------------------------------------------------------------------------


def examples(
    markings: Iterator[Marking], reader: Reader
) -> Iterator[tuple[Example, Questions | None]]:
    """Markings as examples with their questions; ``reader`` finds the names."""
    english = blank_english()
    for marking in markings:
        doc = reader(english.make_doc(marking.text))
        example = empty_example(doc, reader.model.tokenizer)
        example.silver = True
        starts, ends = places_of(doc, example.encoded)
        fill(example, marking, starts, ends)
        tags = [f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else "O" for token in doc]
        for row, token in enumerate(example.encoded.tokens):
            example.entities[row, ENTITY_TAGS.index(tags[int(token)])] = True
        row_of = np.searchsorted(example.encoded.tokens, np.arange(len(doc)))
        cast = find_cast(reading_of(doc))
        yield example, questions(marking, cast, np.minimum(row_of, len(example.encoded) - 1))
