"""What stands around the verbs of a sentence: to whom, as what, on which day."""

from __future__ import annotations

import re

from quotes.attribution.tagged import Role, Sentence
from quotes.attribution.told_frames import COMPLEMENT, OBJECT, STARTS
from quotes.attribution.told_memory import SINGLE, Memory, day_before, is_whole, status_of
from quotes.attribution.told_verbs import Verb
from quotes.types import PostStatus

_AND_OTHER = re.compile(
    r"(?:,| and|, and)(?: with)?(?: (?:the|its|their|his|her))?(?: <R(\d+)>,?)? <P(\d+)>"
)


class Clauses(Memory):
    """Reads the clause of a verb and takes in what it tells of one person or of two."""

    def _complement(self, sentence: Sentence, text: str, at: int, stop: int) -> Role | None:
        """The role right behind a verb or a name, "as" or not."""
        match = COMPLEMENT.match(text, at)
        if match is None or match.start(1) > stop + 1:
            return None
        number = int(match[1])
        return self._role(sentence, text, number, text.index(f"<R{number}>", at))

    def _object(self, sentence: Sentence, text: str, verb: Verb) -> tuple[int | None, int]:
        """Whom a verb is done to, and where that ends."""
        match = OBJECT.match(text, verb.end)
        if match is None:
            return None, verb.end
        if match[1]:
            return sentence.people[int(re.sub(r"\D", "", match[1]))], match.end()
        own = self._subject_of(sentence, text, verb.start)
        person = self._pronoun(sentence, text[: verb.start], verb.start, match[2], own)
        return person, match.end()

    def _others(self, sentence: Sentence, text: str, at: int) -> list[tuple[int, int | None]]:
        """Who is listed behind a person: "and with director X", each with the number of a role."""
        found: list[tuple[int, int | None]] = []
        while match := _AND_OTHER.match(text, at):
            found.append((sentence.people[int(match[2])], int(match[1]) if match[1] else None))
            at = match.end()
        return found

    def _starts(self, sentence: Sentence, text: str, at: int) -> str | None:
        """The day from which something is told to be so, behind a place."""
        match = STARTS.search(text, at)
        return sentence.days[int(match[1])].when if match else None

    def _day_of(self, sentence: Sentence, text: str, verb: Verb, stop: int) -> str | None:
        """The day of a verb: behind it in its clause, else the only one that is told."""
        day = self._day_in(sentence, text, verb.end, stop)
        if day is None and len([it for it in sentence.days if not it.length]) == 1:
            day = self._day_in(sentence, text, 0, len(text))
        return day

    def _past(self, role: Role) -> PostStatus:
        return "acting" if status_of(role.name) == "acting" else "former"

    def _fresh(self, role: Role) -> Role:
        return Role(re.sub(r"^(?:next|new) ", "", role.name), role.organization)

    def _own_body(self, sentence: Sentence, text: str) -> str | None:
        """The body that fills a post: "The Forum of Isles has appointed ..." """
        first = re.match(r"(?:The )?<O(\d+)> (?:has|have|had|will|on|appoint|name|elect|ch)", text)
        return sentence.bodies[int(first[1])] if first else None

    def _title_of(self, person: int) -> Role | None:
        """The title that somebody bears, if it is that of a whole office."""
        title = self._titles.get(person)
        if title is None or status_of(title.name) != "current":
            return None
        words = title.name.lower().split()
        below = {"deputy", "vice", "assistant", "first", "second", "councillor", "minister"}
        return title if words[-1] in SINGLE and not below & set(words) else None

    def _titles_borne(self, person: int) -> Role | None:
        borne = [role for who, role in self._borne if who == person]
        return borne[0] if len(borne) == 1 else None

    def _handed(self, sentence: Sentence, person: int, role: Role, day: str | None) -> None:
        """Somebody's post went to another on a day: it ended on the day before."""
        ended = day_before(day) if day else None
        name = re.sub(r"^(?:acting|interim|caretaker|new|next|first) ", "", role.name)
        self._add(
            sentence, person, Role(name, role.organization), ended=ended, status="former", rank=2
        )

    def _passed(
        self, sentence: Sentence, old: int | None, new: int, role: Role | None, day: str | None
    ) -> bool:
        """A post that goes from one to another."""
        if role is None or old == new:
            return False
        role = self._fresh(role)
        self._add(sentence, new, role, began=day, rank=3 if day else 1)
        self._pending[new] = role
        if old is not None:
            self._handed(sentence, old, role, day)
        return True

    def _end(self, sentence: Sentence, person: int, role: Role | None, day: str | None) -> None:
        """A post ended on a day, or all."""
        if role is None:
            role = self._title_of(person)
        if role is not None:
            if is_whole(role.name):
                self._new = role
            self._add(sentence, person, role, ended=day, status="former", rank=3)
        else:
            when = day or self._published.isoformat()
            self._add(sentence, person, None, kind="left", ended=when, status="former", rank=2)

    def _role_behind(self, sentence: Sentence, text: str, at: int, stop: int) -> Role | None:
        """The post that is left: "as director", "the office of mayor"; rather a whole office."""
        roles = list(
            re.finditer(
                r"(?:as|post of|office of|role of|job of|position of|half of the post of|be|being)"
                r"(?: the| an?| its| their)? <R(\d+)>",
                text[at:stop],
            )
        )
        if not roles:
            return None
        whole = [it for it in roles if is_whole(sentence.roles[int(it[1])].name)]
        number = int((whole or roles)[0][1])
        return self._role(sentence, text, number, text.index(f"<R{number}>", at))

    def _title_before(self, sentence: Sentence, text: str, verb: Verb, person: int) -> Role | None:
        """The title with which somebody is named right before the verb."""
        title = re.search(r"<R(\d+)>,? (?:[A-Z]\w+ )?<P(\d+)>[^<]*$", text[: verb.start])
        if title and sentence.people[int(title[2])] == person:
            number = int(title[1])
            if status_of(sentence.roles[number].name) in ("current", "acting"):
                return self._role(sentence, text, number, title.start())
        return None

    def _of_subject(self) -> Role | None:
        """The post of whom the sentences before spoke."""
        if self._subject is None:
            return None
        return self._titles.get(self._subject) or self._leads.get(self._subject)
