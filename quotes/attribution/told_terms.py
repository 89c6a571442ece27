"""What an article tells of when posts begin, end and pass on, read sentence by sentence.

"Nadia Holt took over on 1 May from Emil Brandt, who had been director since 2002": she holds the
post from that day, he held it from 2002 until the day before. Sentences in which somebody else
reports it ("people close to the board have said") tell nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from quotes.attribution.tagged import Role, Sentence, tagged
from quotes.attribution.told_changes import Changes
from quotes.attribution.told_frames import (
    FOR_YEARS,
    HEARSAY,
    LED_BY,
    SINCE,
    SPAN,
    TERM_ENDS,
    TITLED,
    UNTIL,
)
from quotes.attribution.told_memory import is_whole, plain
from quotes.attribution.told_renamings import renamings
from quotes.attribution.told_verbs import verbs_of
from quotes.types import Extraction


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
    reading.look_ahead(sentences)
    for sentence in sentences:
        reading.read(sentence)
    reading.place_roles()
    people = tuple(
        replace(person, terms=tuple(reading.terms_of(number)))
        for number, person in enumerate(extraction.people)
    )
    renamed = tuple(renamings(sentences, article.published))
    return replace(extraction, people=people, renamings=renamed)


_BEFORE_NAME = re.compile(rf"<R(\d+)>(?:, (?:a|an) [\w-]+)?,? {TITLED}(?!(?:'s|’s))")
_BEHIND_NAME = re.compile(
    r"<P(\d+)>(?: \([^)]*\))?(?:, \d+)?,? (?:(?:who is|who was|the|an?|its|his|her|their|still|now"
    r"|until now|until <D\d+>|also|once|currently|at present|so far|for <L\d+>|for many years"
    r"|<O\d+>(?:'s|’s)|the [\w-]+['’]s|[\w-]+['’]s) )*"
    r"<R(\d+)>"
)
_LISTED = re.compile(r"<R(\d+)>,? (?:Dr )?<P(\d+)> and (?:Dr )?<P(\d+)>")
_IS_NAMED = re.compile(
    rf"\b(?:[Ii]ts|[Tt]heir|[Tt]he|[Hh]is|[Hh]er|<O\d+>(?:'s|’s)|[\w-]+['’]s) (?:[a-z]+ )?<R(\d+)>"
    r"(?: of (?:the|its) [\w-]+(?: [\w-]+)?)?"
    rf" (?:(?P<now>is|remains|is now)|(?P<then>will be|is to be)|has (?:since )?been)(?: the|"
    rf" its)? {TITLED}"
)


class _Reading(Changes):
    """Goes through the sentences of an article, with all rules."""

    def look_ahead(self, sentences: Sequence[Sentence]) -> None:
        """See who bears which title anywhere, and by which pronoun each is meant."""
        self.expect(sentences)
        votes: dict[int, Counter[str]] = {}
        alone: int | None = None
        for sentence in sentences:
            for role, at, person in self._beside(sentence.text):
                told = self._role(sentence, sentence.text, role, at)
                self._borne.append((sentence.people[person], told))
            people = set(sentence.people)
            said = re.search(r"\b([Hh]e|[Ss]he)\b", sentence.text)
            who = next(iter(people)) if len(people) == 1 else None if people else alone
            if said and who is not None:
                gender = "male" if said[1].lower() == "he" else "female"
                votes.setdefault(who, Counter())[gender] += 1
            alone = who
        for person, count in votes.items():
            (first, times), *others = count.most_common()
            if not others or times > 2 * others[0][1]:
                self._genders[person] = first
        self._bodies.clear()

    def read(self, sentence: Sentence) -> None:
        """Take in a sentence."""
        if not sentence.text.strip(" ·.,"):
            return
        text = sentence.text
        if not HEARSAY.search(text):
            self._adjacent(sentence, text)
            self._spans(sentence, text)
            self.change(sentence, text, list(verbs_of(text)))
            self._terms_end(sentence, text)
        self._remember(sentence, text)

    @staticmethod
    def _beside(text: str) -> list[tuple[int, int, int]]:
        """The roles beside names: the role, where it stands, and the person."""
        found: dict[int, tuple[int, int, int]] = {}
        for match in _BEFORE_NAME.finditer(text):
            number, person = int(match[1]), int(re.sub(r"\D", "", match[2]))
            found.setdefault(number, (number, match.start(), person))
        for match in _BEHIND_NAME.finditer(text):
            number = int(match[2])
            at = text.index(f"<R{number}>", match.start())
            found.setdefault(number, (number, at, int(match[1])))
        return list(found.values())

    def _adjacent(self, sentence: Sentence, text: str) -> None:
        """A role beside a name: who holds it on the day of the article."""
        for role, at, person in self._beside(text):
            self._title(sentence, text, role, at, person)
        for match in _LISTED.finditer(text):
            for listed in match.groups()[1:]:
                self._title(sentence, text, int(match[1]), match.start(), int(listed))
        for match in _IS_NAMED.finditer(text):
            number, person = int(match[1]), int(re.sub(r"\D", "", match[4]))
            at = text.index(f"<R{number}>", match.start())
            if match["then"]:
                told = self._role(sentence, text, number, at)
                self._pending[sentence.people[person]] = told
                day = self._starts(sentence, text, match.end())
                status = None if day else "elect"
                self._add(sentence, sentence.people[person], told, began=day, status=status, rank=3)  # type: ignore[arg-type]
            else:
                self._title(sentence, text, number, at, person)

    def _title(self, sentence: Sentence, text: str, role: int, at: int, person: int) -> None:
        told = self._role(sentence, text, role, at)
        holder = sentence.people[person]
        before = text[max(0, at - 25) : at]
        if re.search(r"\b(?:once|who was|formerly|then)(?: the| an?| its)? $", before):
            told = Role(f"former {plain(told.name)}", told.organization)
        until = re.search(r"\buntil <D(\d+)>(?: the| an?| its)? $", before)
        if until:
            self._add(sentence, holder, told, ended=sentence.days[int(until[1])].when, rank=3)
            return
        if re.search(r"\b(?:first|next|new)\b", told.name) and re.search(
            r"\b(?:will|is to|are to)\b", text[:at]
        ):
            self._add(sentence, holder, told, status="elect", rank=1)
            return
        if re.search(r"\buntil now(?: the| an?| its)? $", before):
            # Whose other post is told beside it goes on until that begins.
            self._add(sentence, holder, told, rank=0)
            return
        self._titles.setdefault(holder, told)
        self._add(sentence, holder, told, rank=0)

    def _spans(self, sentence: Sentence, text: str) -> None:
        """ "director from 2009 to 2012", "director since 2009", "director until 2012" """
        done: set[int] = set()
        for pattern in (SPAN, SINCE, UNTIL, FOR_YEARS):
            for match in pattern.finditer(text):
                number = int(match[1])
                if number in done:
                    continue
                before = text[: match.start()]
                if pattern is FOR_YEARS and re.search(
                    r"\b(?:had been|was|appoint\w*|elect\w*|named|chosen|as)(?: [a-z]+)? $", before
                ):
                    self._for_years(sentence, text, match)
                    continue
                person = self._holder(sentence, text, match.start(), number)
                role = self._role(sentence, text, number, match.start())
                if person is None:
                    continue
                if pattern is SINCE and re.search(r"<P\d+> in ", match.group()):
                    continue
                done.add(number)
                days = [sentence.days[int(day)].when for day in match.groups()[1:]]
                was = re.search(r"\b(?:had been|was)(?: [a-z]+){0,2} $", before)
                if pattern is SPAN:
                    self._add(sentence, person, role, began=days[0], ended=days[1], rank=4)
                elif pattern is UNTIL:
                    self._add(sentence, person, role, ended=days[0], rank=3)
                elif was and pattern is SINCE:
                    self._add(
                        sentence, person, role, began=days[0], status=self._past(role), rank=3
                    )
                elif days[0] > self._published.isoformat():
                    self._add(sentence, person, role, began=days[0], rank=3)
                else:
                    self._add(sentence, person, role, began=days[0], rank=3)

    def _for_years(self, sentence: Sentence, text: str, match: re.Match[str]) -> None:
        """ "had been director for nine years and retired on 1 May" """
        ends = [day.when for day in sentence.days if not day.length]
        person = self._holder(sentence, text, match.start(), int(match[1]))
        if (
            len(ends) != 1
            or person is None
            or not re.search(r"\bbeen (?:[a-z]+ )?$|\bwas (?:[a-z]+ )?$", text[: match.start()])
        ):
            return
        role = self._role(sentence, text, int(match[1]), match.start())
        years = self._published.year - int(sentence.days[int(match[2])].when)
        began = str(int(ends[0][:4]) - years)
        self._add(sentence, person, role, began=began, ended=ends[0], status="former", rank=3)

    def _holder(self, sentence: Sentence, text: str, at: int, number: int) -> int | None:
        """Whose role stands at a place: who is named beside it, or is said to be it."""
        beside = [person for role, _, person in self._beside(text) if role == number]
        if beside:
            return sentence.people[beside[0]]
        return self._subject_of(sentence, text, at)

    def _terms_end(self, sentence: Sentence, text: str) -> None:
        for match in TERM_ENDS.finditer(text):
            named = re.match(r"<P(\d+)>", match.group())
            person: int | None
            if named:
                person = sentence.people[int(named[1])]
            elif match.group().startswith("whose"):
                last = re.findall(r"<P(\d+)>", text[: match.start()])
                person = sentence.people[int(last[-1])] if last else None
            else:
                word = "he" if match.group().lower().startswith("his") else "she"
                person = self._pronoun(sentence, text[: match.start()], match.start(), word)
            day = self._day_in(sentence, text, match.end(), self._clause(text, match.end()))
            if person is None or not day:
                continue
            title = self._title_of(person)
            if title is not None and is_whole(title.name):
                self._add(sentence, person, title, ended=day, rank=3)
            else:
                self._add(sentence, person, None, kind="left", ended=day, status="former", rank=2)
        for match in LED_BY.finditer(text):
            day = sentence.days[int(match[2])].when if match[2] else None
            led = Role("head", sentence.bodies[int(match[1])])
            self._add(sentence, sentence.people[int(match[3])], led, began=day, rank=3)
