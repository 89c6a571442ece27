"""What the verbs of a sentence tell of leaving a post: death, resignation, dismissal."""

from __future__ import annotations

import re

from quotes.attribution.tagged import Role, Sentence
from quotes.attribution.told_clauses import Clauses
from quotes.attribution.told_frames import MOVES_TO, TITLED, TO_PERSON
from quotes.attribution.told_memory import day_before, is_whole, plain, status_of
from quotes.attribution.told_verbs import Verb
from quotes.lexicon import any_of, word_set

_OFFICE_NOUNS = re.compile(rf"\b{any_of(word_set('office_nouns', 'left'))}\b")


class Leaving(Clauses):
    """Reads the verbs that end posts."""

    def _dies(self, sentence: Sentence, text: str, verb: Verb, stop: int) -> bool:
        person = self._subject_of(sentence, text, verb.start)
        if person is None or verb.passive or text[verb.end :].startswith(" of whom"):
            return False
        day = self._day_in(sentence, text, verb.end, stop)
        when = day or self._published.isoformat()
        self._add(sentence, person, None, kind="died", ended=when, rank=5)
        return True

    def _killed(self, sentence: Sentence, text: str, verb: Verb, stop: int) -> bool:
        return verb.passive and self._dies(
            sentence,
            text,
            Verb(**{**{k: getattr(verb, k) for k in verb.__slots__}, "passive": False}),
            stop,
        )

    def _dismissed(self, sentence: Sentence, text: str, verb: Verb, stop: int) -> bool:
        if verb.passive:
            person = self._subject_of(sentence, text, verb.start)
            role = self._role_behind(sentence, text, verb.end, stop) if person is not None else None
        else:
            person, at = self._object(sentence, text, verb)
            if person is None:
                title = re.match(
                    r" (?:with )?(?:the|its|their|her|his) <R(\d+)>(?! <P|, <P)", text[verb.end :]
                )
                if title is None:
                    return False
                number = int(title[1])
                where = text.index(f"<R{number}>", verb.end)
                role = self._role(sentence, text, number, where)
                self._new = role
                person = self._titled(sentence, number)
            else:
                before = re.search(r"<R(\d+)>", text[verb.end : at])
                role = self._role_behind(sentence, text, at, stop)
                if role is None and before:
                    number = int(before[1])
                    role = self._role(sentence, text, number, text.index(f"<R{number}>", verb.end))
                if role is not None and role.organization is None and sentence.bodies:
                    role = Role(role.name, sentence.bodies[0])
                day = self._day_of(sentence, text, verb, stop) or self._published.isoformat()
                for other, named in self._others(sentence, text, at):
                    mark = f"<R{named}>"
                    told = (
                        self._role(sentence, text, named, text.index(mark))
                        if named is not None
                        else self._titles.get(other)
                    )
                    if told is not None and told.organization is None and sentence.bodies:
                        told = Role(told.name, sentence.bodies[0])
                    self._end(sentence, other, told, day)
        if person is None or (
            verb.tense == "future" and not self._day_of(sentence, text, verb, stop)
        ):
            return False
        role = role or self._title_before(sentence, text, verb, person)
        day = self._day_of(sentence, text, verb, stop) or self._published.isoformat()
        self._end(sentence, person, role, day)
        return True

    def _ends(self, sentence: Sentence, text: str, verb: Verb, stop: int) -> bool:
        person = self._subject_of(sentence, text, verb.start)
        if person is None and (
            title := re.search(r"(?:whose|[Ii]ts|[Tt]he) <R(\d+)> $", text[: verb.start])
        ):
            self._new = self._role(sentence, text, int(title[1]), title.end() - len(title[1]) - 4)
        if person is None or verb.passive:
            return False
        day = self._day_of(sentence, text, verb, stop)
        role = self._role_behind(sentence, text, verb.head, stop) or self._title_before(
            sentence, text, verb, person
        )
        leaves = verb.base in ("leave", "depart", "go", "quit", "drop out")
        if day is None:
            out = verb.base.startswith(("be out", "no longer")) and verb.tense != "future"
            if verb.tense != "past" and not out:
                return False
            if verb.base != "retire" or role is not None:
                day = self._published.isoformat()
        body = re.search(r"<O(\d+)>", text[verb.end : stop])
        if role is None and body is not None and self._title_of(person) is None:
            name = sentence.bodies[int(body[1])]
            when = day or self._published.isoformat()
            self._add(
                sentence, person, Role("", name), kind="left", ended=when, status="former", rank=2
            )
            return True
        if (
            role is None
            and leaves
            and body is None
            and not _OFFICE_NOUNS.search(text[verb.end : stop])
        ):
            return False
        if (
            role is None
            and verb.base == "give up"
            and body is None
            and not _OFFICE_NOUNS.search(text[verb.end : stop])
        ):
            return False
        self._end(sentence, person, role, day)
        return True

    def _moves(self, sentence: Sentence, text: str, verb: Verb, _stop: int) -> bool:
        match = MOVES_TO.match(text, verb.end)
        if match is None:
            return False
        if verb.passive:
            person = self._subject_of(sentence, text, verb.start)
        else:
            person = self._subject_of(sentence, text, verb.start)
        if person is None:
            return False
        told = self._day_in(sentence, text, match.end(), len(text)) or self._effect
        if told is None and not match[2]:
            return False
        day = told or self._published.isoformat()
        body = sentence.bodies[int(match[1])]
        title = self._titles.get(person)
        if match[2]:
            role: Role | None = Role(sentence.roles[int(match[2])].name, body)
        elif title and "minister" in title.name.lower() and body.startswith("Ministry"):
            role = Role("minister", body)
        else:
            role = None
        if verb.base == "join" and role is None:
            return False
        self._add(
            sentence, person, None, kind="left", ended=day_before(day), status="former", rank=2
        )
        if role:
            self._pending[person] = role
            self._add(sentence, person, role, began=day, rank=2)
        return True

    def _passes(self, sentence: Sentence, text: str, verb: Verb, stop: int) -> bool:
        old = self._subject_of(sentence, text, verb.start)
        if old is None or verb.passive:
            return False
        to = re.search(TO_PERSON.pattern, text[verb.end : stop + 40])
        day = self._day_of(sentence, text, verb, stop)
        role = self._title_before(sentence, text, verb, old) or self._titles.get(old)
        role = role or self._titles_borne(old) or self._new
        if to is None:
            if (
                verb.base == "hand over"
                and role
                and re.search(r"\boffice\b", text[verb.end : stop])
            ):
                self._add(sentence, old, role, ended=day, status="former", rank=3)
                return True
            return False
        new = sentence.people[int(re.sub(r"\D", "", to[1]))]
        return self._passed(sentence, old, new, role, day)

    def _stands_in(self, sentence: Sentence, text: str, verb: Verb, stop: int) -> bool:
        """ "X has filled in since May": an office that is held in somebody's stead"""
        person = self._subject_of(sentence, text, verb.start)
        if person is None or verb.passive:
            return False
        role = self._role_behind(sentence, text, verb.end, stop)
        own = self._titles.get(person)
        gone = re.match(rf" for (?:(her|him)\b|{TITLED})", text[verb.end :])
        if role is None and gone:
            other = (
                self._pronoun(sentence, text[: verb.start], verb.start, gone[1], person)
                if gone[1]
                else sentence.people[int(re.sub(r"\D", "", gone[2]))]
            )
            if other is not None:
                role = self._pending.get(other) or self._titles.get(other) or self._leads.get(other)
        role = role or self._pending.get(person)
        if role is None:
            others = [it for who, it in self._borne if who != person and is_whole(it.name)]
            role = self._new or (others[0] if len({plain(it.name) for it in others}) == 1 else None)
        if role is None or not is_whole(plain(role.name) or "x"):
            return False
        if own and plain(own.name) == plain(role.name) and person not in self._pending:
            return False
        if {"deputy", "vice"} & set(role.name.lower().split()):
            return False
        if status_of(role.name) != "acting":
            role = Role(f"acting {plain(role.name)}", role.organization)
        day = self._day_in(sentence, text, verb.end, len(text))
        over = verb.tense == "past" and not (
            verb.perfect and not text[verb.start :].startswith("had")
        )
        self._add(
            sentence,
            person,
            role,
            began=day,
            ended=self._published.isoformat() if over and not day else None,
            status="acting",
            rank=2,
        )
        return True
