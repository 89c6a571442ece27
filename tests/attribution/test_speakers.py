"""What a quotation asks, and who may be meant."""

from __future__ import annotations

from collections.abc import Callable

from quotes.attribution.candidates import STANDING, CandidateKind, Standing, group_of
from quotes.attribution.cast import find_cast
from quotes.attribution.speakers import SpeakerQuestions, drafted
from quotes.reader.reading import Reading
from quotes.types import Span

Read = Callable[[str], Reading]

TEXT = (
    "Ines Okafor and Paul Reyes, the harbour master, met on Monday. “We sail at noon,” said "
    "Okafor. “It is late,” he said.\n"
)


def span(text: str, phrase: str, after: str = "") -> Span:
    start = text.index(phrase, text.index(after))
    return Span(start, start + len(phrase))


def questions(read: Read, text: str = TEXT) -> SpeakerQuestions:
    drafts = [
        drafted([span(text, "“We sail at noon,”")], span(text, "Okafor", "said Okafor"), None),
        drafted([span(text, "“It is late,”")], span(text, "he", "late,”"), None),
    ]
    return SpeakerQuestions(find_cast(read(text)), drafts)


def test_people_bodies_and_earlier_sources_are_candidates(read: Read) -> None:
    asker = questions(read)
    first, second = asker.ask(0, {}), asker.ask(1, {0: ("person", 0)})
    assert first is not None
    assert second is not None
    assert CandidateKind.SOURCE not in {one.kind for one in first.candidates}
    sources = [one for one in second.candidates if one.kind == CandidateKind.SOURCE]
    assert [asker.entity(one, {0: ("person", 0)}) for one in sources] == [("person", 0)]
    assert len(first.features) == len(first.candidates)


def test_an_earlier_source_that_nobody_is_stays_itself(read: Read) -> None:
    asker = questions(read)
    second = asker.ask(1, {0: ("draft", 0)})
    assert second is not None
    (source,) = (one for one in second.candidates if one.kind == CandidateKind.SOURCE)
    assert asker.entity(source, {0: ("draft", 0)}) == ("draft", 0)


def test_the_words_that_ask_are_those_of_the_source_or_of_the_quotation(read: Read) -> None:
    reading = read(TEXT)
    cast = find_cast(reading)
    quoted = span(TEXT, "“We sail at noon,”")
    with_source = SpeakerQuestions(
        cast, [drafted([quoted], span(TEXT, "Okafor", "said Okafor"), None)]
    ).ask(0, {})
    without = SpeakerQuestions(cast, [drafted([quoted], None, None)]).ask(0, {})
    assert with_source is not None
    assert without is not None
    assert {cast.words[at].text for at in with_source.rows} == {"Okafor"}
    assert cast.words[without.rows[0]].text == "“"
    assert with_source.has_source
    assert not without.has_source


def test_who_stands_inside_the_quotation_is_told_from_who_stands_outside(read: Read) -> None:
    text = "Ines Okafor frowned. “Paul Reyes is late,” she said.\n"
    quoted = span(text, "“Paul Reyes is late,”")
    cast = find_cast(read(text))
    asked = SpeakerQuestions(cast, [drafted([quoted], span(text, "she"), None)]).ask(0, {})
    assert asked is not None
    standing = dict(
        zip(
            (cast.members[one.number].person.name for one in asked.candidates),
            group_of(asked.features, STANDING).tolist(),
            strict=True,
        )
    )
    assert standing["Paul Reyes"] == Standing.INSIDE
    assert standing["Ines Okafor"] != Standing.INSIDE


def test_a_family_name_that_two_bear_may_be_either(read: Read) -> None:
    text = "Sean Hollis met Patricia Hollis at noon. “We were late,” Hollis said.\n"
    cast = find_cast(read(text))
    drafts = [drafted([span(text, "“We were late,”")], span(text, "Hollis", "late,”"), None)]
    asked = SpeakerQuestions(cast, drafts).ask(0, {})
    assert asked is not None
    meant = {
        cast.members[one.number].person.name
        for one in asked.candidates
        if one.kind == CandidateKind.PERSON and one.mention.tokens.start > asked.rows[0] - 1
    }
    assert meant == {"Sean Hollis", "Patricia Hollis"}


def test_without_words_there_is_no_question(read: Read) -> None:
    cast = find_cast(read("Ines Okafor spoke.   \n"))
    assert SpeakerQuestions(cast, [drafted([Span(18, 20)], None, None)]).ask(0, {}) is None
