"""Sentences with their names, roles and days replaced by marks, so that a rule reads their frame.

"Nadia Holt was sworn in as mayor of Tarn on 2 May" is ``<P0> was sworn in as <R0> <D0>``. What
stands in quotation marks is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from quotes.lexicon import (
    DETERMINING,
    HONORIFICS,
    INSTITUTION_NOUNS,
    ORGANIZATION_NOUNS,
    PORTFOLIOS,
    POST_MODIFIERS,
    STOP_WORDS,
    is_listed_post,
    is_post_plural,
    word_set,
    word_table,
)
from quotes.text.days import ToldDay, told_days
from quotes.text.marks import quoted
from quotes.text.paragraphs import paragraph_sentences
from quotes.types import Organization, Person, Span

_WORD = r"[^\W\d_][\w’'.-]*"
_STATUSES = frozenset(word_table("post_statuses"))
_BEFORE_ROLE = (
    POST_MODIFIERS
    | PORTFOLIOS
    | _STATUSES
    | frozenset("sporting sitting new last departing youth assistant".split())
)
_SECOND = word_set("office_words", "second")
_NO_ROLES = frozenset("member winner writer leader guest".split()) - {"leader"}
_LINK = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?")
_PLACE = re.compile(r"\s+(?:of|at|in|for|with)\s+(?:the\s+)?")
_LED = re.compile(
    r"(?:on|since|in|from|until|till|of|between|by|to|and|for|after|last|that)\s+", re.IGNORECASE
)
"""What leads to a day and tells what it is of: it stays a word."""
_COUNTS = word_set("office_words", "counted")
_NO_FIELDS = frozenset(word_table("numbers")) | frozenset(
    "both good many all same whole new big small".split()
)
"""What stands behind "of" and is no field of an office: "mayor of both towns"."""
_NAMED_BODY = re.compile(
    r"(?<![.!?“\"] )(?<!^)(?<!\n)[^\W\d_a-z][\w’'-]*(?: (?:(?:of|for|on) (?:the"
    r" )?)?[^\W\d_a-z][\w’'-]*)+"
    r"|(?<![\w])(?<=[Tt]he )[^\W\d_a-z][\w’'-]*(?: (?:(?:of|for|on) (?:the"
    r" )?)?[^\W\d_a-z][\w’'-]*)+"
)
"""A name of several words inside a sentence."""
_BODY_WORDS = ORGANIZATION_NOUNS | INSTITUTION_NOUNS
_PLAIN_BODY = re.compile(
    r"(?!(?:same|whole|its|their|his|her|this|that|both|all|the|an?|any|no|our) )[a-z][\w-]+"
    r" [a-z][\w-]+(?! [a-z]+ (?:office|board|agency))(?![\w-])"
)
"""A body by its kind: "tax office"."""
_NEVER_ROLES = word_set("not_posts") | frozenset(
    {
        "voice",
        "face",
        "guest",
        "incumbent",
        "challenger",
        "namesake",
        "successor",
        "predecessor",
        "colleague",
    }
)
_FULL_STOP = re.compile(r"[.]$")


@dataclass(frozen=True, slots=True)
class Role:
    """A role as it stands, and the body that is named with it."""

    name: str
    organization: str | None


@dataclass(slots=True)
class Sentence:
    """A sentence as marks and words; the numbers of the marks are places in the lists.

    ``people`` are places in the people of the article, ``bodies`` names.
    """

    span: Span
    text: str
    opens: bool
    people: list[int] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    days: list[ToldDay] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    number: int


def tagged(
    text: str,
    people: Sequence[Person],
    organizations: Sequence[Organization],
    published: date,
) -> Iterator[Sentence]:
    """The sentences of a text with their marks, in reading order; ``opens`` begins a paragraph."""
    plain = _without_quotations(text)
    names = _names(people)
    bodies = _bodies(organizations, text, names)
    marked = _marked_roles(people, text)
    phrases = tuple(sorted(_phrases(people), key=len, reverse=True))
    before: str | None = None
    for block in paragraph_sentences(text):
        for number, span in enumerate(block):
            sentence = _tag(
                plain, span, names, bodies, marked, phrases, published, before, number == 0
            )
            exact = [day.when for day in sentence.days if len(day.when) == 10 and not day.length]
            before = exact[-1] if exact else before
            yield sentence


def _without_quotations(text: str) -> str:
    """The text with every quotation made a row of dots, as long as it was."""
    parts, at = [], 0
    for quote in quoted(text):
        if quote.span.start < at:
            continue
        parts += [text[at : quote.span.start], "·" * len(quote.span)]
        at = quote.span.end
    return "".join(parts) + text[at:]


def _names(people: Sequence[Person]) -> list[tuple[re.Pattern[str], int]]:
    """What finds the people: their names, and a last name that one of them alone has."""
    forms: dict[str, set[int]] = {}
    for number, person in enumerate(people):
        own = {person.name, *person.aliases}
        own |= {name.split()[-1] for name in own if len(name.split()) > 1}
        for form in own:
            forms.setdefault(form, set()).add(number)
    ordered = sorted(forms, key=len, reverse=True)
    return [
        (re.compile(rf"(?<!\w){re.escape(form)}(?![\w-])"), next(iter(forms[form])))
        for form in ordered
        if len(forms[form]) == 1 and form[:1].isupper()
    ]


def _marked_roles(people: Sequence[Person], text: str) -> frozenset[str]:
    """The last words of the roles that the reader marks, which may be on no list: "intendant"."""
    found: set[str] = set()
    for person in people:
        for post in person.affiliations:
            words = (post.role or "").lower().split()
            if words and words[-1].isalpha() and post.role and post.role in text:
                found.add(words[-1])
    return frozenset(found - _NEVER_ROLES - HONORIFICS)


def _phrases(people: Sequence[Person]) -> set[str]:
    """The roles of several words that the reader marks."""
    roles = {(post.role or "").lower() for person in people for post in person.affiliations}
    parts = {role: role.split() for role in roles}
    return {
        role
        for role, words in parts.items()
        if len(words) > 1
        and "of" not in words
        and words[0] not in STOP_WORDS
        and not _is_stay(words[0])
    }


def _bodies(
    organizations: Sequence[Organization],
    text: str,
    names: Sequence[tuple[re.Pattern[str], int]],
) -> list[tuple[re.Pattern[str], str]]:
    """What finds the bodies: those that the reader marks, and names that end in a word for one."""
    forms = {form: body.name for body in organizations for form in body.forms if form[:1].isupper()}
    for match in _NAMED_BODY.finditer(text):
        name = match.group()
        if name in forms or any(pattern.search(name) for pattern, _ in names):
            continue
        words = {word.lower() for word in name.split()}
        if words & _BODY_WORDS and len(words) > 1:
            known = next((own for form, own in forms.items() if name in form), name)
            forms[name] = known
    ordered = sorted(forms, key=len, reverse=True)
    return [(re.compile(rf"(?<!\w){re.escape(form)}(?!\w)"), forms[form]) for form in ordered]


def _tag(
    plain: str,
    span: Span,
    names: Iterable[tuple[re.Pattern[str], int]],
    bodies: Iterable[tuple[re.Pattern[str], str]],
    marked: frozenset[str],
    phrases: Sequence[str],
    published: date,
    before: str | None,
    opens: bool,
) -> Sentence:
    text = span.of(plain)
    made = Sentence(span, "", opens)
    marks: list[_Mark] = []

    def add(start: int, end: int, kind: str, number: int) -> bool:
        if any(start < mark.end and mark.start < end for mark in marks):
            return False
        marks.append(_Mark(start, end, kind, number))
        return True

    for pattern, person in names:
        for match in pattern.finditer(text):
            if add(match.start(), match.end(), "P", len(made.people)):
                made.people.append(person)
    for day in told_days(text, published, before):
        led = _LED.match(text, day.start)
        start = led.end() if led else day.start
        if add(start, day.end, "L" if day.length else "D", len(made.days)):
            made.days.append(day)
    for pattern, name in bodies:
        for match in pattern.finditer(text):
            if add(match.start(), match.end(), "O", len(made.bodies)):
                made.bodies.append(name)
    for start, end, role in _roles(text, marks, made.bodies, marked, phrases):
        # A body that stands with its role is told by the mark of the role.
        marks[:] = [mark for mark in marks if not (mark.kind == "O" and start <= mark.start < end)]
        if add(start, end, "R", len(made.roles)):
            made.roles.append(role)
    at, parts = 0, []
    for mark in sorted(marks, key=lambda mark: mark.start):
        parts += [text[at : mark.start], f"<{mark.kind}{mark.number}>"]
        at = mark.end
    made.text = " ".join(("".join(parts) + text[at:]).split())
    return made


def _roles(
    text: str,
    marks: Sequence[_Mark],
    bodies: Sequence[str],
    marked: frozenset[str],
    phrases: Sequence[str],
) -> list[tuple[int, int, Role]]:
    """The roles of a sentence with where they stand, each with the body that follows it."""
    taken = sorted((mark.start, mark.end, mark) for mark in marks)
    words = [
        match
        for match in re.finditer(_WORD, text)
        if not any(start <= match.start() < end for start, end, _ in taken)
    ]
    found: list[tuple[int, int, Role]] = []
    at = 0
    while at < len(words):
        word = _lower(words[at])
        mine = at > 0 and _lower(words[at - 1]) in ("his", "her", "their")
        if (
            not (_is_post(word) or word in marked)
            or word in _NO_ROLES
            or (word == "chair" and mine)
            or _is_verb(text, words, at)
        ):
            at += 1
            continue
        first = at
        while first and _joined(text, words, first - 1) and _is_modifier(words[first - 1]):
            first -= 1
        if (
            first == at
            and word == "minister"
            and first
            and _joined(text, words, first - 1)
            and _lower(words[first - 1]) not in STOP_WORDS | DETERMINING
            and not _lower(words[first - 1]).endswith(("'s", "’s"))
            and not _is_stay(_lower(words[first - 1]))
        ):
            first -= 1
            if first and _joined(text, words, first - 1) and _lower(words[first - 1]) in _STATUSES:
                first -= 1
        last = at
        ahead = at
        while ahead + 1 < len(words) and _joined(text, words, ahead):
            ahead += 1
            if _lower(words[ahead]) in _SECOND or _is_post(_lower(words[ahead])):
                last = ahead
            elif not _is_modifier(words[ahead]):
                break
        end = _FULL_STOP.sub("", text[: words[last].end()])
        # The reader may mark words of it that are on no list: "data protection commissioner".
        for phrase in phrases:
            more = phrase.count(" ") + 1
            if last - more + 1 < first and last - more + 1 >= 0 and end.lower().endswith(phrase):
                first = last - more + 1
                break
        stop = len(end)
        stop, name = _with_portfolio(text, words, words[first].start(), last, stop, taken)
        stop, organization = _with_body(text, stop, taken, bodies)
        found.append((words[first].start(), stop, Role(name, organization)))
        at = last + 1
        while at < len(words) and words[at].start() < stop:
            at += 1
    return found


def _is_verb(text: str, words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a word for a post stands where a verb does: "who chairs the board"."""
    if _lower(words[at]) not in (
        "chair",
        "chairs",
        "head",
        "heads",
        "captain",
        "captains",
        "chaired",
    ):
        return False
    before = text[: words[at].start()].rstrip()
    behind = text[words[at].end() :]
    led = re.search(
        r"(?:\b(?:who|to|will|would|shall|should|may|can|now|also|still|then)|\bhe|\bshe|[\w.-]+)$",
        before,
        re.IGNORECASE,
    )
    if not led or not re.match(r" (?:the|its|a|an|it|this|that|of the|[A-Z])", behind):
        return False
    word = led.group()
    plain = word.lower() in _BEFORE_VERB
    return plain or (word[:1].isupper() and word.lower() not in ("the", "its", "a", "an", "their"))


_BEFORE_VERB = (word_set("verb_helpers", "plain") - {"first"}) | frozenset(
    {"who", "to", "will", "would", "shall", "should", "may", "can", "he", "she"}
)


def _is_stay(word: str) -> bool:
    return word in ("remains", "remain", "becomes", "become", "became", "stays", "is", "was", "as")


def _is_post(word: str) -> bool:
    """Whether a word, in parts or in the plural, is a post: "director-general", "directors"."""
    if is_listed_post(word) or is_post_plural(word):
        return True
    first, _, last = word.partition("-")
    if not last:
        return False
    return (is_listed_post(first) and last in _SECOND) or (
        first in _BEFORE_ROLE and is_listed_post(last)
    )


def _lower(word: re.Match[str]) -> str:
    return word.group().lower().rstrip(".")


def _joined(text: str, words: Sequence[re.Match[str]], at: int) -> bool:
    """Whether nothing but a blank or hyphen stands between a word and the next."""
    between = text[words[at].end() : words[at + 1].start()]
    return between in (" ", "-", "\n")


def _is_modifier(word: re.Match[str]) -> bool:
    lower = _lower(word)
    if lower.endswith(("'s", "’s")) or lower in DETERMINING or lower in STOP_WORDS - _BEFORE_ROLE:
        return False
    return (
        lower in _BEFORE_ROLE
        or lower == "fire"
        or is_listed_post(lower)
        or lower.removesuffix("s") in PORTFOLIOS
    )


def _with_portfolio(
    text: str,
    words: Sequence[re.Match[str]],
    start: int,
    last: int,
    stop: int,
    taken: Sequence[tuple[int, int, _Mark]],
) -> tuple[int, str]:
    """The end of the role with what it is of ("of surveys", "of Harbours"), and its name."""
    link = _LINK.match(text, stop)
    if not link:
        return stop, " ".join(text[start:stop].split())
    after = re.compile(rf"{_WORD}(?:(?:,? and|,)?\s+(?:{_WORD}))?").match(text, link.end())
    if not after or any(s <= link.end() < e for s, e, _ in taken):
        return stop, " ".join(text[start:stop].split())
    plain = _PLAIN_BODY.match(text, link.end())
    if plain and plain.group().split()[-1] in _BODY_WORDS:
        return stop, " ".join(text[start:stop].split())
    one = re.compile(_WORD).match(text, link.end())
    assert one is not None
    word = one.group().rstrip(".,").lower()
    singular = word.removesuffix("s")
    if "for" in link.group() and not (word in PORTFOLIOS or singular in PORTFOLIOS):
        return stop, " ".join(text[start:stop].split())
    role = _lower(words[last])
    bodies = ORGANIZATION_NOUNS | INSTITUTION_NOUNS
    small = one.group()[:1].islower() and (word not in bodies or word == "news")
    minister = role in ("minister", "secretary", "inspector")
    if not (word in PORTFOLIOS or singular in PORTFOLIOS or small or minister):
        return stop, " ".join(text[start:stop].split())
    if word in STOP_WORDS or word in DETERMINING or word in _COUNTS or word in _NO_FIELDS:
        return stop, " ".join(text[start:stop].split())
    end = one.end()
    if text[:end].endswith("."):
        end -= 1
    # "Minister of Maritime Affairs", "head of ice physics": a second word of the same case.
    second = re.compile(rf"\s+(?:and\s+)?({_WORD})").match(text, end)
    if second and (
        second.group(1).lower().rstrip(".") in PORTFOLIOS | {"affairs", "works"}
        and not any(s <= second.start(1) < e for s, e, _ in taken)
    ):
        end = second.end() - text[: second.end()].endswith(".")
    return end, " ".join(text[start:end].split())


def _with_body(
    text: str, stop: int, taken: Sequence[tuple[int, int, _Mark]], bodies: Sequence[str]
) -> tuple[int, str | None]:
    """The body that follows a role: a known one, or a name with capital letters."""
    link = _PLACE.match(text, stop)
    if not link:
        return stop, None
    plain = _PLAIN_BODY.match(text, link.end())
    if plain and plain.group().split()[-1] in _BODY_WORDS:
        return plain.end(), plain.group()
    for start, end, mark in taken:
        if start == link.end():
            return (end, bodies[mark.number]) if mark.kind == "O" else (stop, None)
    name = re.compile(r"[^\W\d_a-z][\w’'-]*(?:\s+(?:of\s+(?:the\s+)?)?[^\W\d_a-z][\w’'-]*)*").match(
        text, link.end()
    )
    if name and not any(s < name.end() and link.end() < e for s, e, _ in taken):
        return name.end(), name.group()
    return stop, None
