"""What the verbs of a sentence tell of posts: who gets one, holds it, leaves it, passes it on."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from quotes.attribution.tagged import Role, Sentence
from quotes.attribution.told_frames import (
    ENDING,
    FROM_PERSON,
    OF_ITS_OFFICE,
    PLACE_TAKEN,
    PORTFOLIO,
    POST_FALLS,
    STARTING,
    STARTS,
    TITLED,
    TO_PERSON,
)
from quotes.attribution.told_leaving import Leaving
from quotes.attribution.told_memory import SINGLE, day_before, is_whole, plain, status_of
from quotes.attribution.told_verbs import Verb
from quotes.lexicon import PORTFOLIOS, word_set

_RANKS = word_set("office_words", "title")
_BODY_NOUNS = tuple(sorted(word_set("office_words", "body")))
_LEAVES = re.compile(
    r"\b(?:leaves?|left|leaving|quits?|resign(?:s|ed|ing)?|moves?|moved|goes|went|departs?|departed)\b"
)
_STAYS = frozenset(
    {"remain", "stay", "stay on", "stay on as", "continue", "continue as", "carry on as"}
)
_SERVES = frozenset({"serve as", "act as", "work as", "double as", "function as", "officiate as"})
_LEADS_OVER = re.compile(
    r" (?:the |over |of )*(?:<O(?P<body>\d+)>|(?P<it>it|the [\w-]+|this \w+|its [\w-]+))"
)
_RELATED = re.compile(
    rf"(?:\b(?P<word>[Hh]is|[Hh]er)|<P(?P<whose>\d+)>(?:'s|’s)) (?P<what>successor|predecessor)"
    rf"(?: (?:as|in the post of) (?:the )?<R(?P<role>\d+)>| (?:in|at) (?:the"
    rf" )?(?:<O(?P<at>\d+)>|[A-Z]\S*)| (?:from|since|as of|on) <D(?P<day>\d+)>)*"
    rf"(?:,? (?:is|will be|was|is to be|becomes|became|has been))?,? (?:will be |is )?{TITLED}"
)


class Changes(Leaving):
    """Reads the verbs of a sentence, by their kinds."""

    def change(self, sentence: Sentence, text: str, verbs: Sequence[Verb]) -> None:
        """Take in what the verbs of a sentence tell."""
        self._nouns(sentence, text)
        for at, verb in enumerate(verbs):
            if not verb.sure:
                continue
            stop = self._clause(text, verb.end)
            following = next((it.start for it in verbs[at + 1 :] if it.start < stop), None)
            if verb.is_a("become"):
                stop = min(stop, following or stop)
            for kind, read in self._readers().items():
                if verb.is_a(kind) and self._of_all(read, sentence, text, verb, stop):
                    break

    def _of_all(
        self,
        read: Callable[[Sentence, str, Verb, int], bool],
        sentence: Sentence,
        text: str,
        verb: Verb,
        stop: int,
    ) -> bool:
        """Read a verb of whom it is said; of each, where it is said of several."""
        several = self._several(sentence, text, verb.start)
        done = False
        try:
            for person in several:
                self._forced = person
                done |= read(sentence, text, verb, stop)
        finally:
            self._forced = None
        return done or (not several and read(sentence, text, verb, stop))

    def _readers(self) -> dict[str, Callable[[Sentence, str, Verb, int], bool]]:
        """What reads the verbs of each kind; the first that finds anything ends it."""
        return {
            "die": self._dies,
            "kill": self._killed,
            "appoint": self._appointed,
            "begin": self._begins,
            "dismiss": self._dismissed,
            "become": self._becomes,
            "succeed": self._succeeds,
            "end": self._ends,
            "pass": self._passes,
            "fall": self._falls,
            "lead": self._leads_body,
            "stand": self._stands_in,
            "move": self._moves,
        }

    def _nouns(self, sentence: Sentence, text: str) -> None:
        """ "the resignation of X as director", "the election of X as mayor" """
        for match in ENDING.finditer(text):
            mark = match[1] or match[2]
            person = sentence.people[int(re.sub(r"\D", "", mark))]
            role = re.match(r" as (?:the |its )?<R(\d+)>", text[match.end() :])
            told = (
                self._role(sentence, text, int(role[1]), text.index("<R", match.end()))
                if role
                else self._titles.get(person) or self._titles_borne(person)
            )
            if told is None or status_of(told.name) != "current":
                continue
            self._new = told
            self._add(sentence, person, told, status="former", rank=1)
        for match in STARTING.finditer(text):
            person = sentence.people[int(re.sub(r"\D", "", match[1]))]
            told = self._complement(sentence, text, match.end() - 3, len(text))
            if told is not None:
                self._pending[person] = told
                self._add(sentence, person, told, status="elect", rank=1)

        for match in _RELATED.finditer(text):
            self._relation(sentence, text, match, match["what"] == "successor")
        for match in PLACE_TAKEN.finditer(text):
            self._relation(sentence, text, match, True)

    def _relation(self, sentence: Sentence, text: str, match: re.Match[str], later: bool) -> None:
        """ "her successor from May is X", "his predecessor, X" """
        if match["whose"]:
            subject: int | None = sentence.people[int(match["whose"])]
        else:
            word = "he" if match["word"].lower() == "his" else "she"
            subject = self._pronoun(sentence, text[: match.start()], match.start(), word)
        person = sentence.people[int(re.sub(r"\D", "", match[match.lastindex or 0]))]
        if subject is None or subject == person:
            return
        role: Role | None
        if "role" in match.re.groupindex and match["role"]:
            number = int(match["role"])
            role = self._role(sentence, text, number, text.index(f"<R{number}>", match.start()))
        else:
            role = self._pending.get(subject) or self._titles.get(subject)
            role = role or self._titles_borne(subject) or self._leads.get(subject)
            at = match["at"] if "at" in match.re.groupindex else None
            ministry = sentence.bodies[int(at)] if at else ""
            if "ministry" in ministry.lower():
                role = Role("minister", ministry)
        day = sentence.days[int(match["day"])].when if match["day"] else None
        if later:
            self._passed(sentence, subject, person, role, day)
        elif role is not None:
            self._handed(sentence, person, role, None)

    def _appointed(self, sentence: Sentence, text: str, verb: Verb, _stop: int) -> bool:
        if verb.ing and not verb.passive:
            return False
        if verb.passive or re.match(r", (?:re-)?$", text[verb.start - 2 : verb.start]):
            person = self._subject_of(sentence, text, verb.start)
            at = verb.end
        else:
            person, at = self._object(sentence, text, verb)
        if person is None:
            return False
        role = self._complement(sentence, text, at, len(text))
        if role is not None and verb.is_a("as"):
            role = role if re.match(r"[^<]*\bas\b", text[at:]) else None
        if (
            role is None
            and verb.base == "confirm"
            and re.match(r" in (?:the|that|his|her)", text[at:])
        ):
            role = self._titles.get(person) or self._titles_borne(person) or self._last
            role = role and Role(plain(role.name), role.organization)
        if role is None and re.match(r" in (?:his|her) (?:place|stead)", text[at:]):
            role = self._new
        if role is None and verb.base in ("choose", "elect", "appoint", "reinstate", "pick"):
            spare = [it for it in sentence.roles if self._new is None or it.name != self._new.name]
            role = self._new if not spare and self._new else None
        if role is None:
            return False
        role = self._fresh(Role(role.name, role.organization or self._own_body(sentence, text)))
        self._pending[person] = role
        self._new = None
        firm = self._starts(sentence, text, at)
        is_on = firm and re.search(r"\bon <D", STARTS.search(text, at).group())  # type: ignore[union-attr]
        day = firm or self._day_in(sentence, text, 0, len(text))
        if verb.tense == "future" and verb.passive and not firm:
            self._add(sentence, person, role, status="elect", rank=1)
        elif day is None:
            done = verb.passive and not self._awaits and verb.tense == "past"
            self._add(sentence, person, role, status=None if done else "elect", rank=1)
        else:
            self._add(sentence, person, role, began=day, rank=3 if firm and not is_on else 1)
        return True

    def _begins(self, sentence: Sentence, text: str, verb: Verb, stop: int) -> bool:
        if (
            text[verb.end :].startswith((" from <P", " from the", " from Dr"))
            and verb.base != "take over"
        ):
            return False
        person = self._subject_of(sentence, text, verb.start)
        if person is None:
            return False
        day = self._day_of(sentence, text, verb, stop)
        portfolio = PORTFOLIO.match(text, verb.head)
        if portfolio and portfolio[1] in PORTFOLIOS:
            return self._portfolio(sentence, person, portfolio[1], day)
        role = re.search(r"\bas (?:the |an? |its |their )?<R(\d+)>", text[verb.end : stop])
        office = OF_ITS_OFFICE.match(text, verb.end)
        told: Role | None
        if role:
            if verb.base in ("begin", "start") and not day:
                return False
            at = text.index(f"<R{role[1]}>", verb.end)
            told = self._role(sentence, text, int(role[1]), at)
        elif office and verb.base in ("move into", "move in", "take up"):
            mark = re.fullmatch(r"<R(\d+)>", office["role"])
            told = sentence.roles[int(mark[1])] if mark else Role(office["role"], None)
        else:
            title = self._title_of(person)
            ranked = title is not None and title.name.lower().split()[-1] in _RANKS
            told = (
                self._pending.get(person) or (self._new if ranked else None) or title or self._new
            )
            if told is not None and not is_whole(told.name) and person not in self._pending:
                told = None
        if told is None:
            return False
        told = self._fresh(told)
        there = re.match(r" in (?:<O(\d+)>|((?:[A-Z][\w’'-]+ ?)+))", text[verb.end :])
        if there and told.organization is None:
            place = sentence.bodies[int(there[1])] if there[1] else there[2].strip()
            told = Role(told.name, place)
        self._pending[person] = told
        if verb.tense == "future" and day is None:
            self._add(sentence, person, told, status="elect", rank=1)
        else:
            self._add(sentence, person, told, began=day, rank=4 if day else 1)
        gave = FROM_PERSON.search(text, verb.end)
        if gave and gave.start() <= stop + 40:
            other = sentence.people[int(re.sub(r"\D", "", gave[1]))]
            if other != person:
                self._handed(sentence, other, told, day)
        return True

    def _portfolio(self, sentence: Sentence, person: int, field: str, day: str | None) -> bool:
        """ "takes over finance", of a minister"""
        title = self._titles.get(person)
        if title is None or "minister" not in title.name.lower():
            return False
        when = day or self._published.isoformat()
        self._add(sentence, person, Role(f"{field} minister", None), began=when, rank=3)
        self._add(sentence, person, title, ended=when, status="former", rank=3)
        return True

    def _becomes(self, sentence: Sentence, text: str, verb: Verb, _stop: int) -> bool:
        if verb.passive or text[: verb.start].endswith(("there ", "There ")):
            return False
        role = self._complement(sentence, text, verb.end, len(text))
        if role is None:
            return False
        person = self._subject_of(sentence, text, verb.start)
        if person is None:
            return False
        if verb.to:
            if text[: verb.start].endswith(" used "):
                self._was(sentence, person, role)
                return True
            leaves = _LEAVES.search(text[: verb.start])
            if verb.base == "be" or not leaves:
                return False
        at = text.index("<R", verb.end)
        tail = text[verb.end : self._clause(text, at)]
        begun = re.search(
            r"<R\d+>(?:[^<;.]|<[POL]\d+>)*?\b(?:from|since|as of|on|in|with effect from) <D(\d+)>",
            tail,
        )
        bare = re.search(r"<R\d+>[^<;.]{0,30}<D(\d+)>", tail)
        until = re.search(r"\b(?:until|till) (?:the )?(?:end of )?<D(\d+)>", tail)
        front = re.match(r"(?:(?:In|On|From|Since|As of) )?<D(\d+)>,? ", text)
        when = begun or (None if until else bare) or front
        if when and until and when[1] == until[1]:
            when = None
        day = sentence.days[int(when[1])].when if when else None
        end = sentence.days[int(until[1])].when if until else None
        back = "again" in text[verb.start : verb.end + 10] or "back" in verb.base
        if verb.base in _STAYS:
            self._add(sentence, person, role, ended=end, rank=3 if end else 1)
        elif (
            verb.base == "be"
            and verb.tense == "past"
            and not (verb.perfect and not text[verb.start :].startswith("had"))
        ):
            if not end and not (begun and "since" in begun.group()):
                self._was(sentence, person, role)
        elif verb.base in _SERVES and verb.tense == "past" and not verb.perfect:
            self._add(sentence, person, role, status=self._past(role), rank=1)
        elif end and verb.tense != "future":
            self._add(sentence, person, role, ended=end, rank=3)
        elif verb.base == "be" and verb.tense == "present" and not verb.to:
            if back or re.search(r"\b(?:new|first)\b", role.name):
                self._pending[person] = self._fresh(role)
            since = day if begun else None
            if since is None and "new" in role.name.lower().split() and self._effect:
                since = self._effect
            self._add(sentence, person, role, began=since, rank=3 if since else 1)
        elif verb.base == "be" and verb.perfect:
            since = day if begun and re.search(r"\b(?:since|from|as of)\b", begun.group()) else None
            self._add(sentence, person, role, began=since, rank=3 if since else 1)
        else:
            role = self._fresh(role)
            self._pending[person] = role
            later = verb.tense == "future" or (verb.tense == "present" and verb.base == "become")
            if day is None and verb.to:
                # "leaves at the end of April to become director"
                left = [
                    it.term.ended
                    for it in self._found
                    if it.person == person and it.term.evidence == sentence.span and it.term.ended
                ]
                day = left[-1] if left else None
            if day is None and later and self._effect:
                self._add(sentence, person, role, began=self._effect, rank=2)
            elif day is None and later:
                self._add(sentence, person, role, status="elect", rank=1)
            else:
                self._new = None
                self._add(sentence, person, role, began=day, rank=3)
        return True

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

    def _succeeds(self, sentence: Sentence, text: str, verb: Verb, stop: int) -> bool:
        day = self._day_in(sentence, text, verb.end, stop) or self._day_in(
            sentence, text, 0, verb.start
        )
        if verb.passive:
            old = self._subject_of(sentence, text, verb.start)
            by = re.search(
                r"\bby (?:[A-Z]\w+ |<R\d+>,? |the |an? |[a-z]+ )*?<P(\d+)>",
                text[verb.end : stop + 60],
            )
            if old is None or by is None:
                return False
            new = sentence.people[int(by[1])]
            role = self._role_behind(sentence, text, verb.end, len(text)) or self._titles.get(old)
            return self._passed(
                sentence, old, new, role or self._titles_borne(old) or self._new, day
            )
        person = self._subject_of(sentence, text, verb.start)
        if person is None:
            return False
        other, at = self._object(sentence, text, verb)
        if at == verb.end and verb.base != "take place":
            return False
        told = (
            self._complement(sentence, text, at, len(text))
            if re.match(r" as\b", text[at:])
            else None
        )
        if told is None and other is not None:
            told = self._titles.get(other) or self._pending.get(person) or self._titles_borne(other)
        told = told or self._pending.get(person) or self._new
        if told is None or other == person:
            return False
        if status_of(told.name) == "former":
            told = Role(plain(told.name), told.organization)
        if verb.tense == "future" and day is None:
            self._pending[person] = told
            self._add(sentence, person, self._fresh(told), status="elect", rank=1)
            return True
        return self._passed(sentence, other, person, told, day)

    def _falls(self, sentence: Sentence, text: str, verb: Verb, _stop: int) -> bool:
        """ "the post of treasurer goes to X", "the finance portfolio passed to X" """
        to = TO_PERSON.match(text, verb.end)
        post = POST_FALLS.search(text[: verb.start])
        if to is None or post is None:
            return False
        person = sentence.people[int(re.sub(r"\D", "", to[1]))]
        number = post["of"] or post["own"]
        if number:
            at = text.index(f"<R{number}>")
            role: Role | None = self._role(sentence, text, int(number), at)
        elif post["bare"]:
            before = re.findall(r"<R(\d+)>", text[: post.start()])
            last = int(before[-1]) if before else None
            if last is None:
                role = self._new
            else:
                role = self._role(sentence, text, last, text.index(f"<R{last}>"))
        elif post["field"]:
            if post["field"].lower() not in PORTFOLIOS:
                return False
            role = Role(f"{post['field'].lower()} minister", None)
        elif post["noun"]:
            role = next(
                (
                    it
                    for _, it in self._borne
                    if plain(it.name).split()[:1] == [post["noun"].lower()]
                ),
                Role(post["noun"].lower(), None) if post["noun"].lower() in SINGLE else None,
            )
        else:
            role = (
                self._of_subject()
                or self._new
                or (self._titles.get(self._subject) if self._subject is not None else None)
            )
        if role is None:
            return False
        day = self._day_in(sentence, text, 0, len(text))
        # "Her post of deputy went to X": whose it was has left it.
        owner = re.search(r"\b([Hh]is|[Hh]er) \w+(?: of| as)? (?:<R\d+> )?$", text[: verb.start])
        old = None
        if owner:
            word = "he" if owner[1].lower() == "his" else "she"
            old = self._pronoun(sentence, text[: owner.start()], owner.start(), word)
        return self._passed(sentence, old if old != person else None, person, role, day)

    def _leads_body(self, sentence: Sentence, text: str, verb: Verb, stop: int) -> bool:
        if verb.passive:
            return self._led_by(sentence, text, verb, stop)
        person = self._subject_of(sentence, text, verb.start)
        match = _LEADS_OVER.match(text, verb.end)
        if person is None or match is None:
            return False
        body: str | None = sentence.bodies[int(match["body"])] if match["body"] else self._body
        it = match["it"] or ""
        as_role = None
        if re.match(r" as\b", text[match.end() :]):
            as_role = self._complement(sentence, text, match.end(), stop)
        if it == "it" and verb.base == "chair":
            return False
        if it.startswith(("the ", "this ", "its ")) and as_role is None:
            if not it.endswith(_BODY_NOUNS):
                return False
            body = self._body_with(it.split()[-1]) or body
        title = self._titles.get(person)
        over = verb.base == "preside over"
        if body is None and not over and as_role is None:
            return False
        name = "chair" if verb.base == "chair" else "head"
        if as_role is not None:
            name, body = as_role.name, as_role.organization or body
        elif over:
            name = title.name if title else "head"
            body = title.organization if title else body
        tail = text[match.end() : match.end() + 80]
        since = re.match(r"[^<]*?\b(?:since|from)(?: it was founded in)? <D(\d+)>", tail)
        years = re.match(r"[^<]*?\bfor <L(\d+)>", tail)
        until = re.match(r"[^<]*?\buntil (?:the end of )?<D(\d+)>", tail)
        has = verb.perfect and not text[verb.start :].startswith("had")
        if years and has:
            since = since or years
        past = verb.tense == "past" and not has
        future = verb.tense == "future"
        if future and not since:
            self._add(sentence, person, Role(name, body), status="elect", rank=1)
            return True
        self._add(
            sentence,
            person,
            Role(name, body),
            began=sentence.days[int(since[1])].when if since else None,
            ended=sentence.days[int(until[1])].when if until else None,
            status="former" if past else None,
            rank=3 if since or until else 1,
        )
        return True

    def _led_by(self, sentence: Sentence, text: str, verb: Verb, stop: int) -> bool:
        by = re.search(
            r"\bby (?:[A-Z]\w+ |<R\d+>,? |the |its )*?<P(\d+)>", text[verb.end : stop + 80]
        )
        before = re.findall(r"<O(\d+)>", text[: verb.start])
        if by is None:
            return False
        body = sentence.bodies[int(before[-1])] if before else self._body
        day = self._day_in(sentence, text, verb.end, stop)
        has = verb.tense == "present" or (verb.perfect and not text[verb.start :].startswith("had"))
        name = "chair" if verb.base == "chair" else "head"
        self._add(
            sentence,
            sentence.people[int(by[1])],
            Role(name, body),
            began=day if has else None,
            status=None if has else "former",
            rank=3 if day else 1,
        )
        return True
