"""The organisations of an article: their names, short forms, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quotes.article import Span
from quotes.attribution.names import folded
from quotes.attribution.wordlists import INSTITUTION_NOUNS, ORGANIZATION_NOUNS, is_post
from quotes.attribution.words import NO_ENTITY, Words

_SMALL = frozenset({"the", "a", "an", "of", "and", "for", "on", "in", "&"})
_GENERIC = frozenset(
    "agency association body broadcaster bureau charity church club commission committee company "
    "council department district firm foundation group institute institution league ministry "
    "nonprofit organisation organization paper party newspaper partnership publisher service "
    "society team trust union university watchdog website centre center coalition board bank "
    "federation alliance authority".split()
)
"""Nouns that can stand for an organisation named before, whatever its own name is."""
_STRICT = frozenset(
    "bank broadcaster church club council league newspaper paper party publisher team university "
    "website".split()
)
"""Those of them that fit no organisation whose name says that it is of another kind."""


@dataclass(frozen=True, slots=True)
class Organization:
    """An organisation: its fullest name, its other forms, and the spans of all of them."""

    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms of the name, the fullest first."""
        return (self.name, *self.aliases)


def key_words(phrase: str) -> tuple[str, ...]:
    """The words of a name for comparing: folded, without small words and possessives."""
    plain = phrase.replace("’", "'").replace("'s ", " ").removesuffix("'s")
    return tuple(
        word for part in plain.split() if part.lower() not in _SMALL and (word := folded(part))
    )


def initials(phrase: str) -> str:
    """The initials of the words of a name, small words left out."""
    return "".join(word[0] for word in key_words(phrase.replace("-", " ")))


def find_organizations(words: Words, skip: Sequence[Span] = ()) -> list[Organization]:
    """Everything that the model calls an organisation, in the order of the first mention."""
    forms: dict[str, list[Span]] = {}
    for places in _entities(words):
        span = words.span(places)
        if not any(span.meets(other) for other in skip):
            forms.setdefault(words.phrase(places), []).append(span)
    short_for = _introduced(words, forms)
    groups: list[list[str]] = []
    for form in sorted(forms, key=lambda form: (-len(key_words(form)), forms[form][0])):
        if not key_words(form):
            continue
        home = next((g for g in groups if _is_short_form(form, g[0], short_for)), None)
        if home is None:
            groups.append([form])
        else:
            home.append(form)
    found = [
        Organization(group[0], tuple(group[1:]), tuple(sorted(s for f in group for s in forms[f])))
        for group in groups
    ]
    return sorted(found, key=lambda organization: organization.mentions[0])


def named(phrase: str, organizations: Sequence[Organization]) -> Organization | None:
    """The organisation that a phrase names by any of its forms, or by its last words."""
    wanted = key_words(phrase)
    if not wanted:
        return None
    for organization in organizations:
        if any(key_words(form) == wanted for form in organization.forms):
            return organization
    ending = [
        organization
        for organization in organizations
        if len(key := key_words(organization.name)) > len(wanted) and key[-len(wanted) :] == wanted
    ]
    return ending[0] if len(ending) == 1 else None


def described(
    noun: str, before: int, organizations: Sequence[Organization]
) -> tuple[Organization | None, bool]:
    """The organisation meant by "the NOUN" at a place in the text, and whether that is sure.

    One whose name holds the noun; else, for a noun like "company", the one named last.
    """
    earlier = [o for o in organizations if o.mentions[0].start < before]

    def last(organization: Organization) -> int:
        return max(span.start for span in organization.mentions if span.start < before)

    holding = [o for o in earlier if folded(noun) in key_words(o.name)]
    if holding:
        return max(holding, key=last), len(holding) == 1
    fitting = [o for o in earlier if noun not in _STRICT or not _is_of_another_kind(noun, o)]
    if noun in _GENERIC and fitting:
        return max(fitting, key=last), False
    return None, False


def _is_of_another_kind(noun: str, organization: Organization) -> bool:
    """Whether the name says that it is no such thing: a college is not "the newspaper"."""
    kind = key_words(organization.name)[-1]
    return kind != folded(noun) and kind in ORGANIZATION_NOUNS | INSTITUTION_NOUNS


def subject_before(words: Words, place: int) -> str | None:
    """The organisation that the sentence before the one at the place begins with."""
    this = words.sentence_of(place).start
    if this == 0 or words[this - 1].paragraph != words[this].paragraph:
        return None
    sentence = words.sentence_of(this - 1)
    start = sentence.start
    if words.lower(start) in _SMALL:
        start += 1
    end = start
    while end < sentence.stop and end - start < 10:
        word = words[end]
        if not (word.text[0].isalnum() or word.is_possessive or word.text == "&"):
            break
        if word.pos in ("VERB", "AUX") and not word.is_capitalised:
            break
        end += 1
    while end > start and words[end - 1].is_possessive:
        end -= 1
    if start >= end:
        return None
    last = words[end - 1]
    if last.label == "ORG" or last.lower in ORGANIZATION_NOUNS:
        return words.phrase(range(start, end))
    return None


def _entities(words: Words) -> list[range]:
    found: list[range] = []
    place = 0
    while place < len(words):
        word = words[place]
        if word.label != "ORG" or word.entity == NO_ENTITY:
            place += 1
            continue
        start = place
        while place < len(words) and words[place].entity == word.entity:
            place += 1
        end = place
        while start < end and (words.lower(start) in _SMALL or words[start].is_possessive):
            start += 1
        while end > start and (
            words[end - 1].is_possessive or not words[end - 1].text[-1].isalnum()
        ):
            end -= 1
        start = _with_first_part(words, start)
        if start < end and any(words[at].is_capitalised for at in range(start, end)):
            found.append(range(start, end))
    return found


def _with_first_part(words: Words, start: int) -> int:
    """Where a name cut behind "of" or "for" begins: "Center for | American Studies"."""
    head = start - 2
    if (
        head >= 0
        and words.lower(start - 1) in ("of", "for", "on")
        and words[head].is_capitalised
        and words.lower(head) in ORGANIZATION_NOUNS
        and words.joined(head)
        and words.joined(start - 1)
    ):
        while (
            head and words[head - 1].is_capitalised and words[head - 1].label == words[head].label
        ):
            if words.lower(head - 1) in _SMALL or not words.joined(head - 1):
                break
            head -= 1
        return head
    return start


def _introduced(words: Words, forms: dict[str, list[Span]]) -> dict[str, str]:
    """Acronym -> the name it is introduced for: "Chinese Communist Party (CCP)"."""
    found: dict[str, str] = {}
    for form, spans in forms.items():
        for span in spans:
            after = words.places(span).stop
            if after + 2 < len(words) and words[after].text in "([":
                inside = words[after + 1].text
                if words[after + 2].text in ")]" and inside.isupper():
                    found.setdefault(inside, form)
    return found


def _is_short_form(form: str, full: str, introduced: dict[str, str]) -> bool:
    short, long = key_words(form), key_words(full)
    if introduced.get(form) == full or short == long:
        return True
    if len(short) == 1 and form.isupper() and len(form) > 2:
        return initials(full) == short[0]
    if len(short) >= len(long) or len(short) < 1:
        return False
    if len(short) == 1 and short[0] in ORGANIZATION_NOUNS | INSTITUTION_NOUNS:
        return False
    if any(is_post(word) for word in long[len(short) :]):
        return False
    return short in (long[: len(short)], long[-len(short) :])
