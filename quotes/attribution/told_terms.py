"""What an article tells of when posts begin, end and pass on, read sentence by sentence.

"Nadia Holt took over on 1 May from Emil Brandt, who had been director since 2002": she holds the
post from that day, he held it from 2002 until the day before. Sentences in which somebody else
reports it ("people close to the board have said") tell nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quotes.attribution.tagged import Role, Sentence, tagged
from quotes.attribution.told_frames import (
    APPOINT,
    BECOME,
    BEGIN,
    DIED,
    END,
    FOLLOWED_BY,
    FOLLOWS,
    FOR_YEARS,
    FROM_PERSON,
    FUTURE,
    HANDS_OVER,
    HEARSAY,
    LED,
    LED_BY,
    MOVES,
    PORTFOLIO,
    SINCE,
    SPAN,
    TERM_ENDS,
    UNTIL,
)
from quotes.attribution.told_memory import (
    SINGLE,
    Found,
    Memory,
    day_before,
    is_whole,
    plain,
    status_of,
)
from quotes.attribution.told_renamings import renamings
from quotes.lexicon import PORTFOLIOS, word_set
from quotes.types import Extraction, ToldTerm


def with_terms(extraction: Extraction) -> Extraction:
    """The extraction with what its article tells of terms and of renamings.

    An article without a day is left as it is: nothing in it can be dated.
    """
    article = extraction.article
    if article.published is None:
        return extraction
    sentences = list(
        tagged(article.text, extraction.people, extraction.organizations, article.published)
    )
    reading = _Reading(extraction.people, article.published)
    reading.expect(sentences)
    for sentence in sentences:
        reading.read(sentence)
    people = tuple(
        replace(person, terms=tuple(reading.terms_of(number)))
        for number, person in enumerate(extraction.people)
    )
    renamed = tuple(renamings(sentences, article.published))
    return replace(extraction, people=people, renamings=renamed)


_BODY_NOUNS = tuple(sorted(word_set("office_words", "body")))
_OFFICE_WORDS = r"\b(?:office|cabinet|post|ministry|company|club|job)\b"


class _Reading(Memory):
    """Goes through the sentences of an article, with all rules."""

    def read(self, sentence: Sentence) -> None:
        """Take in a sentence."""
        if not sentence.text.strip(" ·.,"):
            return
        text = sentence.text
        if not HEARSAY.search(text):
            self._read(sentence, text)
        self._remember(sentence, text)

    def _read(self, sentence: Sentence, text: str) -> None:
        self._adjacent(sentence, text)
        self._spans(sentence, text)
        self._died(sentence, text)
        self._ends(sentence, text)
        self._appointed(sentence, text)
        self._becomes(sentence, text)
        self._begins(sentence, text)
        self._led(sentence, text)
        self._follows(sentence, text)
        self._moves(sentence, text)

    def _adjacent(self, sentence: Sentence, text: str) -> None:
        """A role beside a name: who holds it on the day of the article."""
        for match in re.finditer(
            r"<R(\d+)>,? (?:Dr |Professor |Justice |Sir |Dame |Lord |Lady )*<P(\d+)>", text
        ):
            self._title(sentence, text, int(match[1]), match.start(), int(match[2]))
        for match in re.finditer(
            r"<P(\d+)>(?:, \d+)?, (?:(?:the|an?|its|his|her|their|still|now|until now|"
            r"<O\d+>(?:'s|’s)|the \w+['’]s)"
            r" )*<R(\d+)>",
            text,
        ):
            at = text.index(f"<R{match[2]}>", match.start())
            self._title(sentence, text, int(match[2]), at, int(match[1]))
        for match in re.finditer(r"<R(\d+)>, (?:Dr )?<P(\d+)> and (?:Dr )?<P(\d+)>", text):
            for person in match.groups()[1:]:
                self._title(sentence, text, int(match[1]), match.start(), int(person))
        for match in re.finditer(
            r"\b(?:[Ii]ts|[Tt]heir|[Tt]he) <R(\d+)> is (?:Dr |Sir )?<P(\d+)>", text
        ):
            self._title(
                sentence, text, int(match[1]), text.index("<R", match.start()), int(match[2])
            )

    def _title(self, sentence: Sentence, text: str, role: int, at: int, person: int) -> None:
        told = self._role(sentence, text, role, at)
        holder = sentence.people[person]
        self._titles.setdefault(holder, told)
        self._add(sentence, holder, told, rank=0)

    def _spans(self, sentence: Sentence, text: str) -> None:
        """ "director from 2009 to 2012", "director since 2009", "director until 2012" """
        done: set[int] = set()
        for pattern in (SPAN, SINCE, UNTIL, FOR_YEARS):
            for match in pattern.finditer(text):
                number = int(match[1])
                if number in done or (pattern is FOR_YEARS and APPOINT.search(text)):
                    continue
                person = self._holder(sentence, text, match.start())
                role = self._role(sentence, text, number, match.start())
                if person is None:
                    continue
                done.add(number)
                days = [sentence.days[int(day)].when for day in match.groups()[1:]]
                if pattern is SPAN:
                    self._add(sentence, person, role, began=days[0], ended=days[1], rank=4)
                elif pattern is UNTIL:
                    self._add(sentence, person, role, ended=days[0], rank=3)
                else:
                    self._add(sentence, person, role, began=days[0], rank=3)

    def _holder(self, sentence: Sentence, text: str, at: int) -> int | None:
        """Whose role stands at a place: who is said to be it, or is named just behind it."""
        return self._person_before(sentence, text, at)

    def _died(self, sentence: Sentence, text: str) -> None:
        for match in DIED.finditer(text):
            person = self._person_before(sentence, text, match.end())
            day = self._day_in(sentence, text, match.end(), len(text))
            when = day or self._published.isoformat()
            self._add(sentence, person, None, kind="died", ended=when, rank=5)

    def _ends(self, sentence: Sentence, text: str) -> None:
        for match in END.finditer(text):
            stop = self._clause(text, match.end())
            word = match.group()
            person, role = self._who_ends(sentence, text, match, stop)
            if person is None:
                continue
            day = self._day_in(sentence, text, match.end(), stop)
            if day is None and len(sentence.days) == 1:
                day = self._day_in(sentence, text, 0, len(text))
            future = bool(FUTURE.search(text[max(0, match.start() - 20) : match.end()]))
            if day is None:
                if future or word in ("leaves", "leaving", "will no longer be"):
                    continue
                day = None if word in ("retired", "left") else self._published.isoformat()
            body = re.search(r"<O(\d+)>", text[match.end() : stop])
            if (
                role is None
                and body is None
                and word in ("leaves", "left", "leaving", "will leave")
                and not re.search(_OFFICE_WORDS, text[match.end() : stop])
            ):
                continue
            if role is None and body is not None:
                role_or_body = Role("", sentence.bodies[int(body[1])])
                self._found.append(
                    Found(
                        person,
                        ToldTerm(
                            "left",
                            sentence.span,
                            None,
                            role_or_body.organization,
                            "former",
                            None,
                            day or self._published.isoformat(),
                        ),
                        2,
                    )
                )
                continue
            if role is not None:
                if is_whole(role.name):
                    self._new = role
                self._add(sentence, person, role, ended=day, status="former", rank=3)
                if day is None:
                    continue
            else:
                self._add(
                    sentence,
                    person,
                    None,
                    kind="left",
                    ended=day or self._published.isoformat(),
                    status="former",
                    rank=2,
                )
        for match in TERM_ENDS.finditer(text):
            person = self._person_before(sentence, text, match.start())
            person = self._subject if person is None else person
            day = self._day_in(sentence, text, match.end(), self._clause(text, match.end()))
            if day:
                self._add(sentence, person, None, kind="left", ended=day, status="former", rank=2)

    def _who_ends(
        self, sentence: Sentence, text: str, match: re.Match[str], stop: int
    ) -> tuple[int | None, Role | None]:
        """Who leaves, and which post: "sacked their manager, P", "P resigned as R", "R P left"."""
        before, after = text[: match.start()], text[match.end() : stop]
        passive = re.search(r"\b(?:was|were|been|be|is|being)(?: \w+ly)? $", before)
        transitive = match.group() in (
            "dismissed",
            "sacked",
            "fired",
            "ousted",
            "parted with",
            "parts with",
        )
        if transitive and not passive:
            told = re.search(r"(?:<R(\d+)>,? )?(?:\w+ )?<P(\d+)>", text[match.end() :])
            if told is None:
                return None, None
            role = re.search(r"<R(\d+)>", after)
            number = int(told[1]) if told[1] else int(role[1]) if role else None
            who = sentence.people[int(told[2])]
            if number is None:
                return who, None
            at = text.index(f"<R{number}>")
            found = self._role(sentence, text, number, at)
            if found.organization is None and sentence.bodies:
                found = Role(found.name, sentence.bodies[0])
            return who, found
        person = self._person_before(sentence, text, match.start())
        if person is None:
            return None, None
        roles = list(
            re.finditer(r"(?:as|post of|office of|role of|be)(?: the| an?| its)? <R(\d+)>", after)
        )
        if roles:
            whole = [it for it in roles if is_whole(sentence.roles[int(it[1])].name)]
            role = (whole or roles)[0]
            at = match.end() + role.start()
            return person, self._role(sentence, text, int(role[1]), text.index("<R", at))
        title = re.search(r"<R(\d+)>,? <P(\d+)>[^<]*$", before)
        if (
            title
            and sentence.people[int(title[2])] == person
            and status_of(sentence.roles[int(title[1])].name) == "current"
        ):
            return person, self._role(sentence, text, int(title[1]), title.start())
        return person, None

    def _appointed(self, sentence: Sentence, text: str) -> None:
        for match in APPOINT.finditer(text):
            stop = self._clause(text, match.end())
            before = text[: match.start()]
            passive = re.search(r"\b(?:was|were|been|be|is|being)(?: \w+)? $", before)
            if passive:
                person = self._person_before(sentence, text, match.start())
                role = self._role_in(sentence, text, match.end(), stop)
            else:
                told = re.search(r"(?:<P(\d+)>|\b(him|her)\b)(.*)", text[match.end() : stop])
                if told is None:
                    continue
                person = (
                    sentence.people[int(told[1])]
                    if told[1]
                    else self._pronoun(sentence, text[: match.start()], re.match(r"(\w+)", told[2]))  # type: ignore[arg-type]
                )
                at = match.end() + told.start(3)
                role = self._role_in(sentence, text, at, stop)
            if person is None or role is None:
                if person is not None and match.group() == "confirmed" and passive:
                    role = self._titles.get(person) or self._last
                    role = role and Role(plain(role.name), role.organization)
                if person is None or role is None:
                    continue
            role = Role(
                re.sub(r"^(?:next|new) ", "", role.name),
                role.organization or self._own_body(sentence, text),
            )
            self._pending[person] = role
            self._new = role
            start = re.search(
                r"(?:from|as of|effect from|begins on|starts on|on) <D(\d+)>", text[match.end() :]
            )
            day = (
                sentence.days[int(start[1])].when
                if start
                else self._day_in(sentence, text, 0, len(text))
            )
            if day is None:
                done = passive and not self._awaits and match.group() != "called"
                self._add(sentence, person, role, status=None if done else "elect", rank=1)
            else:
                firm = bool(start and not start.group().startswith("on"))
                self._add(sentence, person, role, began=day, rank=3 if firm else 1)

    def _own_body(self, sentence: Sentence, text: str) -> str | None:
        """The body that fills a post: "The Forum of Isles has appointed ..." """
        first = re.match(r"(?:The )?<O(\d+)> (?:has|have|had|will)\b", text)
        return sentence.bodies[int(first[1])] if first else None

    def _becomes(self, sentence: Sentence, text: str) -> None:
        for match in BECOME.finditer(text):
            person = self._person_before(sentence, text, match.start())
            if person is None:
                continue
            number = int(match[1])
            role = self._role(sentence, text, number, text.index(f"<R{number}>", match.start()))
            verb = match.group().split(" <")[0]
            stop = self._clause(text, match.end())
            start = re.match(
                r"(?:[^<;]|<[PO]\d+>)*?\b(?:from|since|as of|on|with effect from) <D(\d+)>",
                text[match.end() : stop],
            )
            bare = re.match(r"[^<;]{0,30}<D(\d+)>", text[match.end() : stop])
            end = re.match(
                r"[^<;]*?\buntil (?:the )?(?:end of )?<D(\d+)>", text[match.end() : stop]
            )
            day = sentence.days[int((start or bare)[1])].when if start or bare else None  # type: ignore[index]
            if end:
                day = None
            if verb.startswith(("was", "had been")):
                if end or re.search(
                    r"appointed|elected|named|made|chosen", text[match.start() : match.end()]
                ):
                    continue
                if not start:
                    self._was(sentence, person, role)
                continue
            future = verb.startswith(("will be", "is to be", "becomes")) and not verb.startswith(
                "will remain"
            )
            if end:
                self._add(sentence, person, role, ended=sentence.days[int(end[1])].when, rank=3)
            elif future and day is None and self._effect:
                self._add(sentence, person, role, began=self._effect, rank=2)
            elif future and day is None:
                self._pending[person] = role
                self._add(sentence, person, role, status="elect", rank=1)
            elif verb.startswith(("will be", "is to be", "become", "became")) or start:
                self._pending[person] = role
                self._new = role
                self._add(sentence, person, role, began=day, rank=3)
            else:
                if "again" in match.group() or "again" in text[match.end() : match.end() + 8]:
                    self._pending[person] = role
                self._add(sentence, person, role, rank=1)

    def _was(self, sentence: Sentence, person: int, role: Role) -> None:
        """A post that was held before; one held for others, between their days if told."""
        if status_of(role.name) != "acting":
            self._add(sentence, person, role, status="former", rank=1)
            return
        own = plain(role.name)
        ends = [
            it.term.ended
            for it in self._found
            if it.term.evidence == sentence.span and it.person != person and it.term.ended
        ]
        begins = [
            it.term.began
            for it in self._found
            if it.person != person and it.term.role and plain(it.term.role) == own and it.term.began
        ]
        ended = day_before(begins[-1]) if begins else self._published.isoformat()
        began = ends[-1] if ends else None
        self._add(sentence, person, role, status="acting", began=began, ended=ended, rank=2)

    def _begins(self, sentence: Sentence, text: str) -> None:
        for match in BEGIN.finditer(text):
            portfolio = PORTFOLIO.match(text, match.start())
            stop = self._clause(text, match.end())
            person = self._person_before(sentence, text, match.start())
            if person is None and re.search(r"\b[Bb]oth\b", text[: match.start()]):
                continue
            if person is None:
                continue
            day = self._day_in(sentence, text, match.end(), stop)
            if day is None and len([d for d in sentence.days if not d.length]) == 1:
                day = self._day_in(sentence, text, 0, len(text))
            if portfolio and portfolio[1] in PORTFOLIOS:
                title = self._titles.get(person)
                if title and "minister" in title.name.lower():
                    when = day or self._published.isoformat()
                    self._add(
                        sentence, person, Role(f"{portfolio[1]} minister", None), began=when, rank=3
                    )
                    self._add(sentence, person, title, ended=when, status="former", rank=3)
                continue
            role = re.search(r"\bas (?:the |an? |its |their )?<R(\d+)>", text[match.end() : stop])
            if role:
                told: Role | None = self._role(
                    sentence, text, int(role[1]), text.index("<R", match.end() + role.start())
                )
            else:
                told = self._pending.get(person) or self._title_of(person) or self._new
            if told is None:
                continue
            told = Role(re.sub(r"^(?:next|new) ", "", told.name), told.organization)
            self._pending[person] = told
            self._add(sentence, person, told, began=day, rank=4 if day else 1)
            gave = FROM_PERSON.search(text, match.end())
            if gave and gave.start() <= stop + 40:
                other = sentence.people[int(re.sub(r"\D", "", gave[1]))]
                if other != person:
                    self._handed(sentence, other, told, day)

    def _title_of(self, person: int) -> Role | None:
        """The title that somebody bears, if it is that of a whole office."""
        title = self._titles.get(person)
        if title is None or status_of(title.name) != "current":
            return None
        words = title.name.lower().split()
        below = {"deputy", "vice", "assistant", "first", "second", "councillor", "minister"}
        return title if words[-1] in SINGLE and not below & set(words) else None

    def _handed(self, sentence: Sentence, person: int, role: Role, day: str | None) -> None:
        """Somebody's post went to another on a day: it ended on the day before."""
        ended = day_before(day) if day else None
        plain = re.sub(r"^(?:acting|interim|caretaker) ", "", role.name)
        self._add(
            sentence, person, Role(plain, role.organization), ended=ended, status="former", rank=2
        )

    def _led(self, sentence: Sentence, text: str) -> None:
        for match in LED_BY.finditer(text):
            day = sentence.days[int(match[2])].when if match[2] else None
            led = Role("head", sentence.bodies[int(match[1])])
            self._add(sentence, sentence.people[int(match[3])], led, began=day, rank=3)
        for match in LED.finditer(text):
            person = self._person_before(sentence, text, match.start())
            if person is None:
                continue
            body: str | None = sentence.bodies[int(match["body"])] if match["body"] else self._body
            it = match["it"] or ""
            if it.startswith(("the ", "this ")) and not it.endswith(_BODY_NOUNS):
                continue
            if body is None and match["verb"] != "presided over":
                continue
            name = "chair" if match["verb"].startswith("chair") else "head"
            if match["verb"] == "presided over":
                title = self._titles.get(person)
                name = title.name if title else "head"
                body = title.organization if title else None
            tail = text[match.end() : match.end() + 80]
            since = re.match(r"[^<]*?\bsince (?:it was founded in )?<D(\d+)>", tail)
            since = since or re.match(r"[^<]*?\bfor <L(\d+)>", tail)
            until = re.match(r"[^<]*?\buntil (?:the end of )?<D(\d+)>", tail)
            past = match["verb"] in ("ran", "led", "headed", "chaired") and not re.search(
                r"\b(?:has|have)(?: \w+)? $", text[: match.start()]
            )
            self._add(
                sentence,
                person,
                Role(name, body),
                began=sentence.days[int(since[1])].when if since else None,
                ended=sentence.days[int(until[1])].when if until else None,
                status="former" if past else "current",
                rank=3 if since or until else 1,
            )

    def _follows(self, sentence: Sentence, text: str) -> None:
        for match in FOLLOWS.finditer(text):
            person = self._person_before(sentence, text, match.start())
            if person is None:
                continue
            mark = re.fullmatch(r"<P(\d+)>", match[1])
            if mark:
                other: int | None = sentence.people[int(mark[1])]
            else:
                other = self._subject if self._subject != person else None
            stop = self._clause(text, match.end())
            day = self._day_in(sentence, text, match.end(), stop)
            role = re.search(r"^ as (?:the |its )?<R(\d+)>", text[match.end() :])
            if role:
                told: Role | None = self._role(
                    sentence, text, int(role[1]), text.index("<R", match.end())
                )
            else:
                told = self._pending.get(person) or self._new
            if told is None:
                continue
            self._add(
                sentence,
                person,
                told,
                began=day,
                rank=3 if day else 1,
                status=None if day else "elect" if FUTURE.search(text[: match.start()]) else None,
            )
            if other is not None and other != person:
                self._handed(sentence, other, told, day)

        for match in FOLLOWED_BY.finditer(text):
            old, new = (sentence.people[int(match[at])] for at in (1, 4))
            day = sentence.days[int(match[3])].when if match[3] else None
            held = (
                self._role(sentence, text, int(match[2]), text.index("<R", match.start()))
                if match[2]
                else self._titles.get(old) or self._new
            )
            self._passed(sentence, old, new, held, day)
        for match in HANDS_OVER.finditer(text):
            old, new = (sentence.people[int(match[at])] for at in (1, 2))
            day = sentence.days[int(match[3])].when if match[3] else None
            self._passed(sentence, old, new, self._titles.get(old) or self._new, day)

    def _passed(
        self, sentence: Sentence, old: int, new: int, role: Role | None, day: str | None
    ) -> None:
        """A post that goes from one to another."""
        if role is None or old == new:
            return
        self._add(sentence, new, role, began=day, rank=3 if day else 1)
        self._handed(sentence, old, role, day)

    def _moves(self, sentence: Sentence, text: str) -> None:
        for match in MOVES.finditer(text):
            person = self._person_before(sentence, text, match.start())
            if person is None:
                continue
            day = (
                self._day_in(sentence, text, match.end(), len(text))
                or self._effect
                or self._published.isoformat()
            )
            body = sentence.bodies[int(match[1])]
            title = self._titles.get(person)
            if match[2]:
                role: Role | None = Role(sentence.roles[int(match[2])].name, body)
            elif title and "minister" in title.name.lower() and body.startswith("Ministry"):
                role = Role("minister", body)
            else:
                role = None
            self._add(
                sentence, person, None, kind="left", ended=day_before(day), status="former", rank=2
            )
            if role:
                self._pending[person] = role
                self._add(sentence, person, role, began=day, rank=2)
