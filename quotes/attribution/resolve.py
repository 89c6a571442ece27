"""From the words beside a quotation to the people, organisations and groups that they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quotes.attribution.antecedents import (
    Antecedents,
    EarlierQuotation,
    Score,
    people_before,
    rivals,
    speaker_of,
)
from quotes.attribution.bodies import PREPOSITIONS
from quotes.attribution.cast import Cast, CastMember
from quotes.attribution.organizations import OrganizationCluster
from quotes.attribution.person_mentions import is_title
from quotes.attribution.post_patterns import title_start
from quotes.attribution.source_phrases import (
    NUMBERS,
    SourcePhrase,
    is_human,
    is_plural,
    phrase_of,
    source_of,
)
from quotes.attribution.words import Words
from quotes.lexicon import (
    ABBREVIATED,
    DOCUMENT_NOUNS,
    FEMALE_NOUNS,
    KIN,
    MALE_NOUNS,
    ORGANIZATION_NOUNS,
    POSTNOMINALS,
    UTTERANCES,
)
from quotes.reader.reading import Reading
from quotes.text.layout import lies_in
from quotes.types import Rival, Span, Speaker

# Which of the people named in a source mention are its heads.
#
# In "a spokesman for Governor Smith" nobody named speaks; in "Mr Smith's lawyer, Ann Lee" it is
# Ann Lee; in "A and B" both.


_LINKS = PREPOSITIONS | {"by", "than", "about", "against", "like", "under"}


def head_people(words: Words, tokens: range, owners: Mapping[int, int]) -> list[int]:
    """The numbers of the cast's members who head the mention, in the order of the text.

    ``owners`` gives the member of each token that belongs to a name.
    """
    end = _clause_start(words, tokens)
    heads: list[int] = []
    dependent = False
    at = tokens.start
    while at < end:
        if at not in owners:
            at += 1
            continue
        stop = at + 1
        while stop < end and owners.get(stop) == owners[at]:
            stop += 1
        number = owners[at]
        possessive = stop < end and words[stop].is_possessive
        if possessive:
            alone = stop + 1 == end
            if not heads and (alone or words.lower(stop + 1) in UTTERANCES):
                heads.append(number)
            dependent = True
        elif _is_modifier(words, stop, end):
            dependent = False
        elif _is_head(words, tokens.start, at, bool(heads), dependent):
            if number not in heads:
                heads.append(number)
            dependent = False
        else:
            dependent = True
        at = stop
    return heads


def person_behind(words: Words, tokens: range, owners: Mapping[int, int]) -> int | None:
    """The person whose name, between commas, follows a mention: "One early donor, Ann Lee, ..."."""
    comma = tokens.stop
    if comma + 1 >= len(words) or words[comma].text != ",":
        return None
    name = comma + 1
    while words.joined(name) and name not in owners and is_title(words.lower(name)):
        name += 1
    owner = owners.get(name)
    stop = name
    while owner is not None and owners.get(stop) == owner:
        stop += 1
    return owner if stop < len(words) and words[stop].text in (",", ".", "(") else None


def _is_modifier(words: Words, stop: int, end: int) -> bool:
    """Whether a name only says whose the noun behind it is: "a Quist supporter"."""
    for at in range(stop, min(stop + 3, end)):
        word = words[at]
        if not words.joined(at - 1) or word.pos not in ("NOUN", "PROPN", "ADJ"):
            return False
        lower = word.lower
        if lower in POSTNOMINALS or lower in UTTERANCES:
            return False
        if is_human(lower) or is_plural(lower) or lower in ORGANIZATION_NOUNS | DOCUMENT_NOUNS:
            return True
    return False


def _clause_start(words: Words, tokens: range) -> int:
    return next(
        (at for at in tokens if words.lower(at) in ("who", "whose", "which") and at > tokens.start),
        tokens.stop,
    )


def _is_head(words: Words, start: int, at: int, has_head: bool, dependent: bool) -> bool:
    title = max(start, title_start(words, at))
    if title == start:
        return True
    before = words.lower(title - 1)
    if before in ("and", "&", "or"):
        return (has_head and not dependent) or (not has_head and not dependent)
    if before in (",", "—", "–", "-", ":", "both", "("):
        return not has_head or _is_listed(words, at)
    if before in _LINKS:
        return before == "to" and has_head and not dependent
    if before in ("including", "with", "told", "said"):
        return not has_head
    return not has_head


def _is_listed(words: Words, at: int) -> bool:
    """Whether a name behind a comma goes on a list: "A, B and C"."""
    stop = at
    while stop < len(words) and words.joined(stop) and words[stop].is_capitalised:
        stop += 1
    return (
        stop < len(words)
        and words.lower(stop) in ("and", ",")
        and (words.lower(at - 1) == "," and words[at].is_capitalised)
    )


# What the resolution of a source has before it, and what it answers with.


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who speaks: the speakers, the chance in [0, 1] that they are right, why, and who else was
    weighed, the likeliest first."""

    speakers: tuple[Speaker, ...]
    certainty: float
    reason: str
    rivals: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceMention:
    """The words beside a quotation that are to be resolved.

    ``before`` has the mention (or the first piece) and the speakers of every quotation earlier
    in the text, in the order of the text; ``content`` the pieces of this quotation, inside which
    no antecedent is looked for.
    """

    mention: Span
    before: Sequence[EarlierQuotation]
    content: Sequence[Span]


@dataclass(frozen=True, slots=True)
class ResolutionContext:
    """One article: its words and cast, the passages inside quotation marks, the member whose name
    each token belongs to, and who may be pointed back to."""

    words: Words
    cast: Cast
    quoted: tuple[Span, ...]
    owners: Mapping[int, int]
    antecedents: Antecedents = field(repr=False)

    def source(self, phrase: SourcePhrase, mention: Span) -> tuple[Speaker, float, str]:
        """A noun phrase as a speaker that is no named person, with certainty and reason."""
        kind, name, sure, reason = source_of(self.words, phrase, self.cast.organizations)
        return Speaker(kind, name, mention), sure, reason

    def unresolved(self, mention: Span, sure: float, reason: str) -> Resolution:
        """Nobody that the article names."""
        return Resolution((Speaker("unknown", mention.of(self.words.text), mention),), sure, reason)


def again(speaker: Speaker, mention: Span) -> Speaker:
    """The same speaker under another mention."""
    return Speaker(speaker.type, speaker.name, mention, speaker.affiliation)


# Whom "they", "both" and "the two experts" mean as the source of a quotation.


_PARTS_OF_PHRASE = ("ADJ", "NOUN", "PROPN", "DET", "NUM")
_PLURALS_OPENING = 8
"""Words at the start of the sentence before among which its subject stands."""


def plural(scene: ResolutionContext, asked: SourceMention, number: int | None) -> Resolution:
    """The people, or the body, spoken of last; ``number`` is how many, where that is told."""
    mention = asked.mention
    earlier = [turn for turn in asked.before if turn[0].start < mention.start]
    index = scene.words.tokens(mention)[0]
    sure = 0.85
    if number is None:
        last = earlier[-1][1] if earlier else ()
        if len(last) > 1 or (last and last[0].type in ("group", "organization")):
            speakers = tuple(again(speaker, mention) for speaker in last)
            return Resolution(speakers, 0.8, "a plural: those who spoke last")
        subject = _plural_subject(scene, index)
        if subject is not None and not (subject.number and counts_people(subject)):
            speaker = scene.source(subject, mention)[0]
            return Resolution((speaker,), 0.65, "a plural: the plural noun before it")
        number = subject.number if subject is not None else None
        sure = 0.6 if number else 0.5
        number = number or 2
    chosen = _chosen(scene, asked, number, index, number_stated=sure > 0.8)
    if len(chosen) < number:
        group = Speaker("group", mention.of(scene.words.text), mention)
        return Resolution((group,), 0.4, "a plural, and too few people before that it can mean")
    chosen.sort(key=lambda member: scene.cast.members.index(member))
    speakers = tuple(speaker_of(member, mention) for member in chosen)
    return Resolution(speakers, sure, "a plural: those who spoke or were named last")


def counts_people(phrase: SourcePhrase) -> bool:
    """Whether a phrase like "the two experts" counts people rather than bodies."""
    if phrase.head.removesuffix("s") in ORGANIZATION_NOUNS:
        return False
    return is_plural(phrase.head) or phrase.head in NUMBERS


def _chosen(
    scene: ResolutionContext, asked: SourceMention, number: int, index: int, *, number_stated: bool
) -> list[CastMember]:
    """So many people: of this paragraph where the text does not tell their number and it has
    enough, else who spoke last, else who was named last."""
    near = people_before(scene.cast, asked.mention, asked.content, scene.quoted)
    members = {member.person.name: member for member in scene.cast.members}
    here = [member for member in near if _is_in_paragraph(scene, member, index)]
    speaking: list[str] = []
    for span, speakers in reversed(asked.before):
        for speaker in reversed(speakers):
            if span.start < asked.mention.start and speaker.type == "person":
                speaking.append(speaker.name)
    if not number_stated and len(here) >= number:
        speaking = [member.person.name for member in here]
    speaking = list(dict.fromkeys(speaking))
    chosen = [members[name] for name in speaking[:number] if name in members]
    return chosen + [member for member in near if member not in chosen][: number - len(chosen)]


def _is_in_paragraph(scene: ResolutionContext, member: CastMember, index: int) -> bool:
    paragraph = scene.words[index].paragraph
    return any(
        naming.tokens[0] < index and scene.words[naming.tokens[0]].paragraph == paragraph
        for naming in member.individual.namings
    )


def _plural_subject(scene: ResolutionContext, index: int) -> SourcePhrase | None:
    """A plural noun phrase for people before an index, in its sentence or at the start of the one
    before."""
    words = scene.words
    this = words.sentence_of(index)
    spans = [range(this.start, index)]
    if this.start:
        spans.append(words.sentence_of(this.start - 1)[:_PLURALS_OPENING])
    for span in spans:
        for at in span:
            if lies_in(scene.quoted, words[at].span) or not is_plural(words.lower(at)):
                continue
            start = at
            while start > span.start and words[start - 1].pos in _PARTS_OF_PHRASE:
                start -= 1
            return phrase_of(words, range(start, at + 1))
    return None


# Whom "he", "she", "it" and "I" mean as the source of a quotation.


SINGULAR = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}
NEUTER = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our"})

LEAST = 0.25
"""Chance below which nobody is named: a missed name is better than a wrong one."""
_FAR = 4
"""Sentences after which "it" no longer means the body that spoke last."""


def singular(scene: ResolutionContext, asked: SourceMention, gender: str) -> Resolution:
    """ "he" or "she": the likeliest of those who were named or spoke before."""
    ranked = scene.antecedents.rank(asked.mention, gender, asked.before, asked.content)
    if not ranked:
        return scene.unresolved(asked.mention, 0.3, "a pronoun, and nobody before whom it can mean")
    best = ranked[0]
    if best.chance < LEAST:
        return scene.unresolved(asked.mention, 0.3, "a pronoun, and nobody before fits it well")
    reason = "a pronoun, and the only person before whom it can mean"
    if len(ranked) > 1:
        reason = "a pronoun, and the likeliest of those before whom it can mean"
    return Resolution((best.speaker,), best.chance, reason, rivals(ranked))


def first_person(scene: ResolutionContext, asked: SourceMention) -> Resolution:
    """ "I" or "we": inside a quotation the one who says it, else the author."""
    inside = lies_in(scene.quoted, asked.mention)
    if inside and asked.before and len(asked.before[-1][1]) == 1:
        last = asked.before[-1][1][0]
        reason = "first person inside a quotation: the one quoted"
        return Resolution((again(last, asked.mention),), 0.5, reason)
    return scene.unresolved(asked.mention, 0.6, "first person outside of quotations: the author")


def neuter(scene: ResolutionContext, asked: SourceMention) -> Resolution:
    """ "it": the body that spoke last, else the organisation named last."""
    words, mention = scene.words, asked.mention
    sentence = words[words.tokens(mention)[0]].sentence
    for span, speakers in reversed(asked.before):
        if span.start >= mention.start or len(speakers) != 1:
            continue
        if sentence - words[words.tokens(span)[0]].sentence > _FAR:
            break
        if speakers[0].type != "person" and not _is_one_human(speakers[0]):
            return Resolution((again(speakers[0], mention),), 0.8, "a pronoun: the body before it")
    named = _organizations_before(scene, asked)
    if named:
        speaker = Speaker("organization", named[0].name, mention)
        return Resolution((speaker,), 0.6, "a pronoun: the organisation named last")
    return scene.unresolved(mention, 0.3, "a pronoun, and no body before that it can mean")


def _organizations_before(
    scene: ResolutionContext, asked: SourceMention
) -> list[OrganizationCluster]:
    last: list[tuple[int, OrganizationCluster]] = []
    for organization in scene.cast.organizations:
        starts = [
            span.start
            for span in organization.mentions
            if span.end <= asked.mention.start
            and not lies_in(scene.quoted, span)
            and not any(piece.holds(span) for piece in asked.content)
        ]
        if starts:
            last.append((max(starts), organization))
    return [organization for _, organization in sorted(last, key=lambda pair: -pair[0])]


def _is_one_human(speaker: Speaker) -> bool:
    return speaker.type == "unknown" and any(is_human(w.lower()) for w in speaker.name.split())


_RESOLVE_OPENING = 6
"""Paragraphs, title and byline included, in which "a prosecutor" may announce a named person."""
_PLURAL = frozenset({"they", "them", "their", "both"})
_RELATIVE = frozenset({"who", "which", "that"})
_LONGEST_SUBJECT = 8
"""Words that are read back from "who" to the start of what it stands for."""
SURE_DESCRIPTION = 0.55
"""Chance from which a description that no role fits is taken for a named person."""
SURE_OPENING = 0.9
"""The same, where the description stands before what it says."""
LAST_SPEAKER_DESCRIBED = 0.55
"""Chance that "the" and a noun alone mean the one who spoke last, where that is the likeliest."""


class Resolver:
    """Resolves source mentions of one article against its cast."""

    def __init__(self, reading: Reading, cast: Cast, score: Score | None = None) -> None:
        """``score`` weighs antecedents; the shipped one where none is given."""
        if reading.text != cast.words.text:
            raise ValueError("the reading and the cast are of two different texts")
        marked = tuple(q.span for q in cast.words.layout.marks)
        owners = {
            index: number
            for number, member in enumerate(cast.members)
            for naming in member.individual.namings
            for index in naming.tokens
        }
        antecedents = Antecedents(reading, cast, score)
        self._scene = ResolutionContext(cast.words, cast, marked, owners, antecedents)
        self._words = cast.words

    def resolve(
        self, mention: Span, before: Sequence[EarlierQuotation], content: Sequence[Span]
    ) -> Resolution:
        """Who the mention beside a quotation means.

        ``before`` has the mention (or the first piece) and the speakers of every quotation
        earlier in the text, in the order of the text; ``content`` the pieces of this quotation,
        inside which no antecedent is looked for.
        """
        tokens = self._words.tokens(mention)
        if not tokens:
            return self._scene.unresolved(mention, 0.2, "no words")
        asked = SourceMention(mention, before, content)
        heads = head_people(self._words, tokens, self._scene.owners)
        if heads:
            return self._named(heads, tokens, mention)
        first = self._words.lower(tokens[0])
        if len(tokens) == 1 or (len(tokens) == 2 and self._is_view(tokens)):
            found = self._pronoun(first, asked)
            if found is not None:
                return found
        if first in ("they", "we") and len(tokens) == 2:
            return plural(self._scene, asked, 2)
        return self._described(tokens, asked)

    def _is_view(self, tokens: range) -> bool:
        return self._words.lower(tokens[1]) in UTTERANCES | {"own", "himself", "herself"}

    def _named(self, heads: Sequence[int], tokens: range, mention: Span) -> Resolution:
        words, scene = self._words, self._scene
        speakers = [speaker_of(scene.cast.members[number], mention) for number in heads]
        stop = max(at for at in tokens if scene.owners.get(at) == heads[-1]) + 1
        rest = range(stop + 1, tokens.stop)
        if len(rest) > 1 and words.lower(stop) == "and":
            phrase = phrase_of(words, rest)
            if phrase and (is_plural(phrase.head) or words[phrase.core[-1]].label == "ORG"):
                speakers.append(scene.source(phrase, mention)[0])
        text = mention.of(words.text)
        if any(speaker.name in text for speaker in speakers):
            return Resolution(tuple(speakers), 0.98, "named in full beside the quotation")
        return Resolution(tuple(speakers), 0.95, "named beside the quotation by a shorter form")

    def _pronoun(self, word: str, asked: SourceMention) -> Resolution | None:
        if word in SINGULAR:
            return singular(self._scene, asked, SINGULAR[word])
        if word in FIRST:
            return first_person(self._scene, asked)
        if word in NEUTER:
            return neuter(self._scene, asked)
        if word in _RELATIVE:
            return self._relative(asked)
        if word in _PLURAL:
            return plural(self._scene, asked, 2 if word == "both" else None)
        return None

    def _relative(self, asked: SourceMention) -> Resolution:
        """ "who" and "which": what stands right before, a comma left aside."""
        words, scene = self._words, self._scene
        index = words.tokens(asked.mention)[0]
        end = index - 1 if words.lower(index - 1) == "," else index
        sentence = words.sentence_of(index)
        before = range(sentence.start, end)
        owner = next((scene.owners[at] for at in reversed(before) if at in scene.owners), None)
        if owner is not None and words.lower(index) != "which":
            speaker = speaker_of(scene.cast.members[owner], asked.mention)
            return Resolution((speaker,), 0.85, "a relative clause behind the name")
        start = end
        while start > max(sentence.start, end - _LONGEST_SUBJECT):
            if words[start - 1].pos in ("VERB", "AUX", "PUNCT"):
                break
            start -= 1
        if start < end:
            return self._described(range(start, end), asked)
        return scene.unresolved(asked.mention, 0.3, "a relative clause behind nobody named")

    def _described(self, tokens: range, asked: SourceMention) -> Resolution:
        scene, mention = self._scene, asked.mention
        phrase = phrase_of(self._words, tokens)
        if phrase is None:
            return scene.unresolved(mention, 0.3, "words that name nobody")
        if phrase.number and phrase.definite and counts_people(phrase):
            return plural(scene, asked, phrase.number)
        if is_human(phrase.head):
            person = self._described_person(phrase, tokens, asked)
            if person is not None:
                return person
        pair = self._pair(phrase)
        if pair:
            speakers = tuple(scene.source(part, mention)[0] for part in pair)
            return Resolution(speakers, 0.85, "two organisations")
        speaker, sure, reason = scene.source(phrase, mention)
        return Resolution((speaker,), sure, reason)

    def _described_person(
        self, phrase: SourcePhrase, tokens: range, asked: SourceMention
    ) -> Resolution | None:
        scene, mention = self._scene, asked.mention
        apposed = person_behind(self._words, tokens, scene.owners)
        if apposed is not None:
            speaker = speaker_of(scene.cast.members[apposed], mention)
            return Resolution((speaker,), 0.9, "the name stands in apposition")
        fitting = self._fitting(phrase, mention)
        if len(fitting) == 1:
            speaker = speaker_of(fitting[0], mention)
            return Resolution((speaker,), 0.85, "the only person here whom the article calls so")
        gender = _gender_of(phrase)
        if fitting:
            ranked = scene.antecedents.rank(mention, gender, (), asked.content, fitting)
            if ranked:
                reason = "the likeliest of those whom the article calls so"
                return Resolution((ranked[0].speaker,), 0.6, reason, rivals(ranked))
            return Resolution((speaker_of(fitting[0], mention),), 0.6, "called so later on")
        known = self._same_description(phrase, asked.before)
        if known is not None:
            return Resolution((again(known, mention),), 0.8, "an unnamed source called so before")
        if not phrase.definite or phrase.possessed:
            return None
        ranked = scene.antecedents.rank(mention, gender, asked.before, asked.content)
        if not ranked:
            return None
        best, chance = ranked[0], ranked[0].chance
        told_behind = self._stands_behind(asked)
        bare = len(phrase.tokens) == len(phrase.core) + 1 == 2
        last = scene.antecedents.last_speaker(mention, asked.before)
        if bare and told_behind and best.speaker.name == last:
            chance = max(chance, LAST_SPEAKER_DESCRIBED)
        if chance < (SURE_DESCRIPTION if told_behind else SURE_OPENING):
            return None
        reason = "a description, and the likeliest of those before whom it can mean"
        return Resolution((best.speaker,), chance, reason, rivals(ranked))

    def _stands_behind(self, asked: SourceMention) -> bool:
        """Whether the mention follows words of its quotation: "...," said the engineer. There it
        seldom brings in somebody new, as "The judge said ..." does."""
        index = self._words.tokens(asked.mention).start
        sentence = self._words.span(self._words.sentence_of(index))
        return any(
            piece.end <= asked.mention.start and sentence.meets(piece) for piece in asked.content
        )

    def _fitting(self, phrase: SourcePhrase, mention: Span) -> list[CastMember]:
        """The people whom a description fits, the one named last first."""
        words, members = self._words, self._scene.cast.members
        opening = words[phrase.core[0]].paragraph <= _RESOLVE_OPENING
        if phrase.possessed or not (phrase.definite or opening):
            return []
        wanted = {
            ABBREVIATED.get(plain, plain).lower()
            for at in phrase.core
            if (plain := words.lower(at).rstrip("."))
        }
        fitting = [m for m in members if wanted <= m.described]
        if phrase.core.stop < phrase.tokens.stop:
            rest = {
                words.lower(at)
                for at in range(phrase.core.stop, phrase.tokens.stop)
                if words[at].is_capitalised
            }
            fitting = [m for m in fitting if rest <= m.described]
        if not phrase.definite:
            ahead = all(m.individual.namings[0].span.start > mention.start for m in fitting)
            return fitting if len(fitting) == 1 and ahead else []

        def last(member: CastMember) -> tuple[bool, int]:
            starts = [n.span.start for n in member.individual.namings]
            earlier = [start for start in starts if start < mention.start]
            return (bool(earlier), max(earlier) if earlier else -min(starts))

        return sorted(fitting, key=last, reverse=True)

    def _same_description(
        self, phrase: SourcePhrase, before: Sequence[EarlierQuotation]
    ) -> Speaker | None:
        """The unnamed source whom an earlier quotation called by the same noun."""
        if not phrase.definite:
            return None
        for _, speakers in reversed(before[-4:]):
            for speaker in speakers:
                if speaker.type == "unknown" and phrase.head in speaker.name.lower().split():
                    return speaker
        return None

    def _pair(self, phrase: SourcePhrase) -> tuple[SourcePhrase, SourcePhrase] | None:
        """Two organisations joined by "and": "both the Harbour Board and the City Council"."""
        words = self._words
        for at in phrase.core[1:-1]:
            if words.lower(at) != "and":
                continue
            left, right = words[at - 1], words[at + 1]
            behind = right if right.lower != "the" else words[min(at + 2, len(words) - 1)]
            sure = right.lower == "the" or not any(
                words.lower(p) in PREPOSITIONS for p in range(phrase.core.start, at)
            )
            if sure and left.label == behind.label == "ORG" and left.entity != behind.entity:
                first = phrase_of(words, range(phrase.core.start, at))
                second = phrase_of(words, range(at + 1, phrase.core.stop))
                if first and second:
                    return first, second
        return None


def _gender_of(phrase: SourcePhrase) -> str | None:
    """What the noun of a description shows: "the chairwoman", "the father"."""
    if phrase.head in MALE_NOUNS or phrase.head in FEMALE_NOUNS:
        return "male" if phrase.head in MALE_NOUNS else "female"
    return KIN.get(phrase.head) or None
