"""Who, what and when the words of a sentence mean, by what those before it told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from quotes.attribution.tagged import Role, Sentence
from quotes.attribution.told_frames import (
    AWAITS,
    CLAUSE,
    CLOSED,
    EFFECT,
    GOVERNED,
    MARK,
    NEW_ROLE,
    RELATIVE,
)
from quotes.lexicon import gender_of, word_set, word_table
from quotes.types import Person, PostStatus, ToldKind, ToldTerm

_STATUS = word_table("post_statuses")
SINGLE = word_set("single_offices")


@dataclass(slots=True)
class Found:
    """A term of a person, and how surely its beginning is that of the post."""

    person: int
    term: ToldTerm
    rank: int


class Memory:
    """Who and what the sentences of an article spoke of last, and what was found in them."""

    def __init__(self, people: Sequence[Person], published: date) -> None:
        self._people = people
        self._published = published
        self._effect: str | None = None
        """The day on which the article says that all changes take effect."""
        self._awaits = False
        """Whether the article tells that somebody is still to take office."""
        self._found: list[Found] = []
        self._subject: int | None = None
        self._body: str | None = None
        self._opening: str | None = None
        """The body that the last sentence opened with."""
        self._new: Role | None = None
        """The post that was last said to be filled anew or left."""
        self._last: Role | None = None
        """The post that was last told at all."""
        self._pending: dict[int, Role] = {}
        """The post that somebody was last said to get."""
        self._titles: dict[int, Role] = {}
        self._leads: dict[int, Role] = {}
        self._borne: list[tuple[int, Role]] = []
        """Who bears which title anywhere in the article."""
        self._genders: dict[int, str] = {}
        self._bodies: list[str] = []
        self._pair: tuple[int, ...] = ()
        """The people of the last sentence that named several."""
        self._forced: int | None = None
        """Of whom a verb that is said of several is read just now."""

    def terms_of(self, person: int) -> list[ToldTerm]:
        """What was found on a person, none of it twice; a told beginning wins over a guessed."""
        own = [found for found in self._found if found.person == person]
        kept: list[Found] = []
        for found in sorted(own, key=lambda it: -it.rank):
            same = [
                at
                for at, other in enumerate(kept)
                if other.term.kind == found.term.kind
                and _same_role(other.term.role, found.term.role)
                and (other.term.status == "acting") == (found.term.status == "acting")
            ]
            clash = [at for at in same if _clash(kept[at].term, found.term)]
            if same and not clash:
                at = same[0]
                kept[at] = _joined(kept[at], found)
            elif not clash:
                kept.append(found)
        return [found.term for found in kept]

    def place_roles(self) -> None:
        """Give roles without a body the one that the article's other roles of that kind have, or
        the only one of which it tells posts at all."""
        told = [it.term for it in self._found if it.term.kind == "held" and it.term.role]
        bodies = {term.organization for term in told if term.organization}
        by_role: dict[str, set[str]] = {}
        for term in told:
            if term.organization:
                by_role.setdefault(_head(term.role or ""), set()).add(term.organization)
        for found in self._found:
            term = found.term
            if term.kind != "held" or term.organization or not term.role:
                continue
            words = set(plain(term.role).split())
            if words & _ABROAD or not words & _OF_BODIES or " of " in term.role:
                continue
            same = by_role.get(_head(term.role), set())
            if len(same) == 1:
                (body,) = same
            elif len(bodies) == 1:
                (body,) = bodies
            else:
                continue
            found.term = replace(term, organization=body)

    def expect(self, sentences: Sequence[Sentence]) -> None:
        """Look ahead for somebody who is still to take office."""
        self._awaits = any(AWAITS.search(sentence.text) for sentence in sentences)
        for sentence in sentences:
            effect = EFFECT.search(sentence.text)
            if effect:
                self._effect = sentence.days[int(effect[1])].when

    def _remember(self, sentence: Sentence, text: str) -> None:
        for mark in MARK.finditer(text):
            if mark[1] == "R":
                role = self._role(sentence, text, int(mark[2]), mark.start())
                self._last = role
                if NEW_ROLE.search(role.name) or "found a <R" in text or "have a <R" in text:
                    self._new = role
        first = re.search(r"<P(\d+)>", text)
        if first and not text[: first.start()].rstrip().endswith((" by", " from", " with")):
            self._subject = sentence.people[int(first[1])]
        several = tuple(dict.fromkeys(sentence.people))
        if len(several) == 2:
            self._pair = several
        opening = re.match(r"(?:<O(\d+)>|The <O(\d+)>|The ([a-z]\w+)\b)", text)
        self._opening = None
        if opening:
            number = opening[1] or opening[2]
            self._opening = (
                sentence.bodies[int(number)]
                if number
                else self._body_with(opening[3]) or opening[3]
            )
        if sentence.bodies:
            self._body = sentence.bodies[0]
            self._bodies += sentence.bodies

    def _several(self, sentence: Sentence, text: str, at: int) -> list[int]:
        """Those whom a verb is said of, where it is said of several: "both", "X and Y"."""
        if self._pair and re.search(
            r"\b(?:[Bb]oth|[Tt]hey|[Tt]he (?:two|pair|couple))\b[^<]*$", text[:at]
        ):
            return list(self._pair)
        joined = re.search(
            r"<P(\d+)> and (?:(?:Dr|Sir|Dame|Professor) )?<P(\d+)>(?: both)?,? (?:[\w]+ ){0,2}$",
            text[:at],
        )
        return [sentence.people[int(it)] for it in joined.groups()] if joined else []

    def _subject_of(self, sentence: Sentence, text: str, at: int) -> int | None:
        """Whom a verb at a place is said of: a name or pronoun of its clause, that no preposition
        governs; within "who ..." the name before it; else whom its title means."""
        if self._forced is not None:
            return self._forced
        opened = None
        for match in RELATIVE.finditer(text, 0, at):
            opened = match
        if opened and not re.search(r",(?! (?:and|or|in|on|as) )", text[opened.end() : at]):
            return self._marked(sentence, opened[1])
        clear = text[:at]
        while closed := CLOSED.search(clear):
            clear = f"{clear[: closed.start()]}{' ' * len(closed.group())}{clear[closed.end() :]}"
        starts = [0, *(match.end() for match in CLAUSE.finditer(clear))]
        for number, start in enumerate(reversed(starts)):
            found = self._subject_in(sentence, clear, start, at)
            if found is not None:
                return found
            # Another subject of the clause, or none, so that the one before it goes on.
            if number == len(starts) - 1 or re.search(r"<[ORP]\d+>|\b[A-Z]", clear[start:at]):
                return None
            if re.search(r"\b(?:the|its|their|a|an|this|that|it|they|nobody)\b", clear[start:at]):
                return None
            at = start
        return None

    def _subject_in(self, sentence: Sentence, text: str, start: int, at: int) -> int | None:
        part = text[start:at]
        # A name that is not known to be anybody's: it is said of that one.
        if re.search(r"\b(?:Mr|Ms|Mrs|Miss|Dr)\.? [A-Z][a-z]", part):
            return None
        for match in re.finditer(r"<P(\d+)>|\b([Hh]e|[Ss]he)\b", part):
            if match[2]:
                return self._pronoun(sentence, text[:at], start + match.start(2), match[2])
            if GOVERNED.search(part[: match.start()]) or part[match.end() :].startswith(
                ("'s", "’s")
            ):
                continue
            return sentence.people[int(match[1])]
        titles = [
            match
            for match in re.finditer(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir) <R(\d+)>", part)
            if not GOVERNED.search(part[: match.start()])
        ]
        if titles:
            return self._titled(sentence, int(titles[0][1]))
        return None

    def _marked(self, sentence: Sentence, mark: str) -> int | None:
        number = int(re.sub(r"\D", "", mark))
        if mark[1] == "P":
            return sentence.people[number]
        return self._titled(sentence, number)

    def _titled(self, sentence: Sentence, number: int) -> int | None:
        """The one person of the article who bears a title."""
        role = sentence.roles[number]
        if status_of(role.name) not in ("current", "acting"):
            return None
        words = set(plain(role.name).split())
        found = {
            person
            for person, title in self._borne
            if words <= set(plain(title.name).split())
            and status_of(title.name) == status_of(role.name)
            and (
                not role.organization
                or not title.organization
                or role.organization == title.organization
            )
        }
        return found.pop() if len(found) == 1 else None

    def _pronoun(
        self, sentence: Sentence, text: str, at: int, word: str, but: int | None = None
    ) -> int | None:
        """Whom a pronoun at a place means: the last before it in the sentence whom it can, else
        whom the sentences before spoke of."""
        gender = "male" if word.lower() in ("he", "him", "his") else "female"
        near = [sentence.people[int(it[1])] for it in re.finditer(r"<P(\d+)>", text[:at])]
        candidates = [*reversed(near), *([] if self._subject is None else [self._subject])]
        for person in candidates:
            if person == but:
                continue
            given = self._genders.get(person) or gender_of(self._people[person].name.split()[0])
            if given is None or given == gender:
                return person
        return None

    def _role(self, sentence: Sentence, text: str, number: int, at: int) -> Role:
        """A role with its body: the one told with it, that it is said to be of, or "its"."""
        role = sentence.roles[number]
        if role.organization:
            return role
        before = text[:at]
        owner = re.search(
            r"<O(\d+)>(?:'s|’s|'|’)? $|<O(\d+)> (?:has|have|had) (?:found )?(?:an? )?$", before
        )
        if owner:
            return Role(role.name, sentence.bodies[int(owner[1] or owner[2])])
        where = re.search(r"<O(\d+)>, where (?:he|she|<P\d+>) [a-z ]*$", before)
        if where:
            return Role(role.name, sentence.bodies[int(where[1])])
        boss = re.search(r"\b(?:[Hh]is|[Hh]er) (?:\w+ )?$", before)
        if boss:
            return self._under(role, sentence, before)
        noun = re.search(r"\b[Tt]he (\w+)['’]s (?:\w+ )?$", before) or re.match(
            r"<R\d+> (?:of|at|for|in) (?:the|its) (\w+)", text[at:]
        )
        if noun and (told := self._body_with(noun[1])):
            return Role(role.name, told)
        front = re.match(r"In (?:<O(\d+)>|((?:[A-Z][\w’'-]+ ?)+)),", text)
        if front and set(plain(role.name).split()) & _ABROAD:
            return Role(role.name, sentence.bodies[int(front[1])] if front[1] else front[2].strip())
        after = re.match(r"<R\d+>[^<,.;]{0,20}? (?:of|at|in|for) (?:the )?<O(\d+)>", text[at:])
        if after:
            return Role(role.name, sentence.bodies[int(after[1])])
        if re.search(r"\b(?:[Ii]ts|[Tt]heir) (?:\w+ )?$", before):
            known = re.findall(r"<O(\d+)>", before)
            if known:
                return Role(role.name, sentence.bodies[int(known[-1])])
            named = re.search(r"\b(?:[Aa]t|of|for) ((?:[A-Z][\w’'-]+ ?)+)", before)
            if named:
                return Role(role.name, named[1].strip())
            if before.startswith("Its"):
                return Role(role.name, self._opening or self._body)
            return Role(role.name, self._body)
        return role

    def _under(self, role: Role, sentence: Sentence, before: str) -> Role:
        """The role of somebody's deputy, with what the one above is: "deputy governor"."""
        near = re.findall(r"<P(\d+)>", before)
        boss = sentence.people[int(near[-1])] if near else self._subject
        title = self._leads.get(boss) if boss is not None else None
        if title is None:
            return role
        if plain(role.name).split()[-1:] == ["deputy"]:
            return Role(f"{role.name} {plain(title.name)}", title.organization)
        return Role(role.name, title.organization)

    def _body_with(self, noun: str) -> str | None:
        """The last body that was named with a noun: "the agency" after "Tarn Rail Agency"."""
        for body in reversed(self._bodies):
            if noun.lower() in body.lower().split():
                return body
        return None

    def _role_in(self, sentence: Sentence, text: str, start: int, stop: int) -> Role | None:
        for match in re.finditer(r"<R(\d+)>", text[start:stop]):
            return self._role(sentence, text, int(match[1]), start + match.start())
        return None

    @staticmethod
    def _day_in(sentence: Sentence, text: str, start: int, stop: int) -> str | None:
        """The first day told in a stretch that is not the end of something."""
        for match in re.finditer(
            r"(\bafter |\buntil |\btill |\bbefore |\bsince )?(?:the end of )?<D(\d+)>",
            text[start:stop],
        ):
            if not match[1] or match[1].strip() == "since":
                return sentence.days[int(match[2])].when
        return None

    @staticmethod
    def _clause(text: str, at: int) -> int:
        """Where the clause of a verb ends."""
        end = re.compile(
            r"; |: |, (?:and|but|after|when|which|who|where|as|because|until) "
            r"|(?<!<)\. | and (?=<P|he |she |took |takes |will |is |was |has )"
        ).search(text, at)
        return end.start() if end else len(text)

    def _add(
        self,
        sentence: Sentence,
        person: int | None,
        role: Role | None,
        *,
        kind: ToldKind = "held",
        began: str | None = None,
        ended: str | None = None,
        status: PostStatus | None = None,
        rank: int = 1,
    ) -> None:
        if person is None or (kind == "held" and role is None):
            return
        if role is not None and role.name and not plain(role.name).startswith("deputy"):
            self._leads.setdefault(person, role)
        told = status or status_of(role.name if role else "")
        if told == "current" and ended and ended < self._published.isoformat()[: len(ended)]:
            told = "former"
        term = ToldTerm(
            kind=kind,
            evidence=sentence.span,
            role=(role.name or None) if role else None,
            organization=role.organization if role else None,
            status=told,
            began=began,
            ended=ended,
        )
        self._found.append(Found(person, term, rank))


_ABROAD = word_set("office_words", "abroad")
"""Offices that each country or town has, so that the body named beside them need not be theirs."""


_OF_BODIES = SINGLE | frozenset(
    {"deputy", "vice", "assistant", "spokesman", "spokeswoman", "spokesperson", "chairman"}
    | {"chairwoman", "curator", "librarian"}
)
"""Words of posts that are of the body which an article is about."""


def _head(role: str) -> str:
    words = plain(role).split()
    return words[-1] if words else ""


def _joined(kept: Found, found: Found) -> Found:
    """The surer of two that tell of one term, with what only the other tells."""
    term = kept.term
    return replace(
        kept,
        term=replace(
            term,
            organization=term.organization or found.term.organization,
            began=term.began or found.term.began,
            ended=term.ended or found.term.ended,
            status=found.term.status
            if term.status == "elect" and found.term.status != "elect"
            else term.status,
        ),
    )


def _clash(kept: ToldTerm, found: ToldTerm) -> bool:
    """Whether a surer term tells another day than a less sure one."""
    return bool(kept.began and found.began and kept.began != found.began) or bool(
        kept.ended and found.ended and kept.ended != found.ended
    )


def _same_role(left: str | None, right: str | None) -> bool:
    if left is None or right is None:
        return left is right
    return plain(left) == plain(right)


def plain(role: str) -> str:
    """A role without the words that tell its status."""
    drop = {"new", "next", "last", "sitting", *_STATUS}
    return " ".join(word for word in role.lower().split() if word not in drop)


def is_whole(role: str) -> bool:
    """Whether a role is an office that one person holds at a time."""
    return role.lower().split()[-1] in SINGLE


def status_of(role: str) -> PostStatus:
    """The status that the words of a role tell."""
    words = role.lower().replace("-", " ").split()
    if words[:1] == ["last"]:
        return "former"
    for word in words:
        if word in _STATUS:
            status: PostStatus = _STATUS[word]  # type: ignore[assignment]
            return status
    return "current"


def day_before(day: str | None) -> str | None:
    """The day before an exact day; what is less exact stays as it is."""
    if day is None or len(day) != 10:
        return day
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
