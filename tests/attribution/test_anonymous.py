"""Whether a source asked not to be named, and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quotes.attribution.anonymous import Terms, is_hidden, masked, terms_in, with_anonymity
from quotes.attribution.attribute import attribute
from quotes.attribution.cast import find_cast
from quotes.reader.reading import Reading
from quotes.types import Anonymity, Article, Quotation, Span, Speaker, SpeakerType, quotation_id


@pytest.mark.parametrize(
    ("passage", "reason"),
    [
        (
            "A porter who asked not to be named because he was not allowed to speak to the press",
            "he was not allowed to speak to the press",
        ),
        (
            "spoke on condition of anonymity because the talks were private, said",
            "the talks were private",
        ),
        (
            "speaking on the condition of anonymity to discuss a sealed bid",
            "to discuss a sealed bid",
        ),
        (
            "who requested anonymity to speak freely about the board",
            "to speak freely about the board",
        ),
        ("who declined to be named, citing fear of losing her job", "fear of losing her job"),
        ("He declined to give his name for fear of reprisals.", "fear of reprisals"),
        ("She asked not to be identified, fearing for her licence.", "fearing for her licence"),
        ("Citing the risk of a lawsuit, he asked not to be identified.", "the risk of a lawsuit"),
        ("The girl, who cannot be named for legal reasons, wept.", "legal reasons"),
        ("whose name is being withheld for her own safety", "her own safety"),
        (
            "A clerk who was not authorised to speak publicly said",
            "not authorised to speak publicly",
        ),
        ("They weren't authorized to discuss the merger.", "not authorized to discuss the merger"),
        ("who had no permission to talk to reporters", "no permission to talk to reporters"),
        ("who asked that he not be named", None),
        ("who spoke on condition of anonymity", None),
        ("who wished to remain anonymous", None),
        ("on condition that her name not be used", None),
        ("who did not want to be quoted by name", None),
    ],
)
def test_a_source_that_is_not_to_be_named(passage: str, reason: str | None) -> None:
    assert terms_in(passage) == Terms(asked=True, reason=reason)


@pytest.mark.parametrize(
    "passage",
    [
        "A senior official said the bridge was unsafe.",
        "The new school will be named after the founder.",
        "She declined to comment because the case is open.",
        "The painter was not allowed to enter the hall.",
        "An anonymous letter reached the paper.",
        "Cars are not permitted on the quay.",
    ],
)
def test_nothing_about_names(passage: str) -> None:
    assert terms_in(passage) == Terms(asked=False, reason=None)


def test_a_reason_ends_where_something_else_is_told() -> None:
    text = "A guard who asked not to be named because he feared reprisals warned: “Go home.”"
    cue = text.index("warned")
    passage = masked(text, Span(0, len(text)), [(cue, cue + 6), (cue + 8, len(text))])
    assert terms_in(passage).reason == "he feared reprisals"


def test_what_is_covered_says_nothing() -> None:
    text = "He said “I was not authorised to speak to you” and left."
    passage = masked(text, Span(0, len(text)), [(text.index("“"), text.index("”") + 1)])
    assert not terms_in(passage).asked
    assert not is_hidden(passage)
    assert is_hidden(masked(text, Span(0, len(text)), [(0, len(text))]))


Read = Callable[[str], Reading]

SAID = " said the quay would be closed."


def span_of(text: str, phrase: str, start: int = 0) -> Span:
    at = text.index(phrase, start)
    return Span(at, at + len(phrase))


def told(read: Read, text: str, mention: str, type: SpeakerType) -> Anonymity | None:
    """What is told of one mention, whose quotation is the words behind "said"."""
    (quotation,) = told_of(read, text, (mention, type))
    return quotation.speakers[0].anonymity


def told_of(read: Read, text: str, *mentions: tuple[str, SpeakerType]) -> tuple[Quotation, ...]:
    """The quotations of mentions in the order of the text; each says the rest of its sentence."""
    reading = read(text)
    quotations = []
    at = 0
    for phrase, type in mentions:
        mention = span_of(text, phrase, at)
        cue = span_of(text, "said", mention.end)
        content = Span(cue.end + 1, text.index(".", cue.end))
        speaker = Speaker(type, phrase.removeprefix("A ").removeprefix("The "), mention)
        quotations.append(
            Quotation(
                quotation_id("a", content.of(text)),
                "indirect",
                "statement",
                (content,),
                cue,
                (speaker,),
                1,
            )
        )
        at = mention.end
    return with_anonymity(quotations, find_cast(reading))


@pytest.mark.parametrize(
    ("mention", "number", "group", "organization", "position", "grade"),
    [
        ("A source", 1, "source", None, None, 0),
        ("A man", 1, "man", None, None, 0),
        ("One person", 1, "person", None, None, 0),
        ("An unnamed source", 1, "source", None, None, 0),
        ("A neighbour", 1, "neighbour", None, None, 1),
        ("An official", 1, "official", None, None, 1),
        ("A senior official", 1, "official", None, "senior", 1),
        ("A source close to the talks", 1, "source", None, "close to the talks", 1),
        ("A person familiar with the matter", 1, "person", None, "familiar with the matter", 1),
        ("A former employee", 1, "employee", None, "former", 1),
        ("A senior defence ministry official", 1, "official", "defence ministry", "senior", 2),
        ("An official at the ministry", 1, "official", "ministry", None, 2),
        ("A clerk at the Harbour Office", 1, "clerk", "Harbour Office", None, 2),
        ("A spokeswoman for the Harbour Office", 1, "spokeswoman", "Harbour Office", None, 2),
        ("A city council official", 1, "official", "city council", None, 2),
        ("The ministry’s spokesman", 1, "spokesman", "ministry", None, 2),
        ("One of the officials", 1, "officials", None, None, 1),
    ],
)
def test_one_source(
    read: Read,
    mention: str,
    number: int,
    group: str,
    organization: str | None,
    position: str | None,
    grade: int,
) -> None:
    assert told(read, mention + SAID, mention, "unknown") == Anonymity(
        number, group, organization, position, None, grade
    )


@pytest.mark.parametrize(
    ("mention", "number", "group", "organization", "position", "grade"),
    [
        ("Sources", "several", "sources", None, None, 0),
        ("Officials", "several", "officials", None, None, 1),
        ("Two officials", 2, "officials", None, None, 1),
        ("At least three residents", 3, "residents", None, None, 1),
        ("Several residents", "several", "residents", None, None, 1),
        ("A couple of residents", 2, "residents", None, None, 1),
        ("A dozen employees", 12, "employees", None, None, 1),
        ("Two people familiar with the matter", 2, "people", None, "familiar with the matter", 1),
        ("People briefed on the plan", "several", "people", None, "briefed on the plan", 1),
        ("Sources close to the talks", "several", "sources", None, "close to the talks", 1),
        ("Current and former officials", "several", "officials", None, "current and former", 1),
        ("Her aides", "several", "aides", None, None, 1),
        ("Officials at the Harbour Office", "several", "officials", "Harbour Office", None, 2),
        ("Several council officials", "several", "officials", "council", None, 2),
    ],
)
def test_several_sources(
    read: Read,
    mention: str,
    number: int | str,
    group: str,
    organization: str | None,
    position: str | None,
    grade: int,
) -> None:
    assert told(read, mention + SAID, mention, "group") == Anonymity(
        number,  # type: ignore[arg-type]
        group,
        organization,
        position,
        None,
        grade,
    )


@pytest.mark.parametrize(
    "mention",
    [
        "Voters",
        "Residents",
        "Critics",
        "Democrats",
        "Scientists",
        "Many",
        "Some",
        "Some residents",
        "Most farmers",
        "Thousands of protesters",
        "Other companies",
        "Critics of the plan",
    ],
)
def test_people_at_large_are_a_collective(read: Read, mention: str) -> None:
    found = told(read, mention + SAID, mention, "group")
    assert found is not None
    assert found.collective
    assert found.number == "several"


def test_a_crowd_that_asks_not_to_be_named_is_none(read: Read) -> None:
    text = "Residents, who asked not to be named for fear of reprisals, said the quay was shut."
    found = told(read, text, "Residents", "group")
    assert found == Anonymity("several", "residents", None, None, "fear of reprisals", 2)


@pytest.mark.parametrize(
    ("mention", "type"),
    [
        ("He", "unknown"),
        ("It", "unknown"),
        ("They", "group"),
        ("A report", "unknown"),
        ("The statement", "unknown"),
        ("Recent reports", "group"),
        ("The mayor", "unknown"),
        ("The finance minister", "unknown"),
        ("The city", "unknown"),
        ("Nobody", "unknown"),
        ("No one", "unknown"),
    ],
)
def test_no_unnamed_source(read: Read, mention: str, type: SpeakerType) -> None:
    assert told(read, mention + SAID, mention, type) is None


@pytest.mark.parametrize("type", ["person", "organization"])
def test_whoever_is_named_has_no_anonymity(read: Read, type: SpeakerType) -> None:
    assert told(read, "The Harbour Office" + SAID, "The Harbour Office", type) is None


@pytest.mark.parametrize(
    ("text", "mention", "reason"),
    [
        (
            "A senior defence ministry official who asked not to be named because he was not "
            "allowed to speak to the press said the quay was shut.",
            "A senior defence ministry official",
            "he was not allowed to speak to the press",
        ),
        (
            "A clerk, who spoke on condition of anonymity to discuss a sealed bid, said the quay "
            "was shut.",
            "A clerk",
            "to discuss a sealed bid",
        ),
        (
            "A clerk said the quay was shut. She declined to be named, citing fear of losing her "
            "job.",
            "A clerk",
            "fear of losing her job",
        ),
        (
            "A clerk said the quay was shut. The clerk was not authorised to speak publicly.",
            "A clerk",
            "not authorised to speak publicly",
        ),
        (
            "A clerk said the quay was shut. Boats lay idle. The clerk spoke on condition of "
            "anonymity because the talks were private.",
            "A clerk",
            "the talks were private",
        ),
        (
            "A clerk said the quay was shut. Mayor Ida Brandt was not authorised to speak.",
            "A clerk",
            None,
        ),
        ("A clerk said that he was not allowed to speak at the meeting.", "A clerk", None),
    ],
)
def test_the_reason(read: Read, text: str, mention: str, reason: str | None) -> None:
    found = told(read, text, mention, "unknown")
    assert found is not None
    assert found.reason == reason


def test_the_best_grade_tells_who_for_whom_and_why(read: Read) -> None:
    text = (
        "Two officials at the Harbour Office, who spoke on condition of anonymity because they "
        "feared for their jobs, said the quay was shut."
    )
    assert told(read, text, "Two officials at the Harbour Office", "group") == Anonymity(
        2, "officials", "Harbour Office", None, "they feared for their jobs", 3
    )


def test_an_organisation_has_the_name_that_the_article_gives_it(read: Read) -> None:
    text = (
        "The Harbour Safety Agency (HSA) closed the quay on Monday.\n\n"
        "An HSA official said the piles were rotten."
    )
    found = told(read, text, "An HSA official", "unknown")
    assert found is not None
    assert found.organization == "Harbour Safety Agency"


def test_what_is_told_once_holds_for_the_same_source(read: Read) -> None:
    text = (
        "A senior defence ministry official said the quay was shut. Boats lay idle.\n\n"
        "The official said it would stay so."
    )
    first, second = told_of(
        read,
        text,
        ("A senior defence ministry official", "unknown"),
        ("The official", "unknown"),
    )
    assert first.speakers[0].anonymity == second.speakers[0].anonymity
    assert first.speakers[0].anonymity == Anonymity(
        1, "official", "defence ministry", "senior", None, 2
    )


def test_another_source_of_the_same_noun_is_not_the_first(read: Read) -> None:
    text = (
        "A senior defence ministry official said the quay was shut.\n\n"
        "Another official said it was open."
    )
    _, second = told_of(
        read,
        text,
        ("A senior defence ministry official", "unknown"),
        ("Another official", "unknown"),
    )
    assert second.speakers[0].anonymity == Anonymity(1, "official", None, None, None, 1)


def test_a_woman_brought_in_without_a_name_is_a_source(read: Read) -> None:
    text = (
        "A young woman was pulled from the water on Monday.\n\n"
        "The woman said the railing had been loose."
    )
    assert told(read, text, "The woman", "unknown") is not None


def test_a_source_goes_on_without_a_mention(read: Read) -> None:
    text = "A neighbour said the quay was shut. “Nobody told us.”"
    (first,) = told_of(read, text, ("A neighbour", "unknown"))
    speaker = first.speakers[0]
    pieces = (span_of(text, "“Nobody told us.”"),)
    second = Quotation(
        "b", "direct", "statement", pieces, None, (Speaker("unknown", speaker.name),), 1
    )
    both = with_anonymity((first, second), find_cast(read(text)))
    assert both[1].speakers[0].anonymity == speaker.anonymity


def test_the_whole_way(read: Read) -> None:
    text = (
        "HALVEN - The ferry will stop in May, according to two people familiar with the plan.\n\n"
        "“We have no choice,” said Mara Lindqvist, director of the Harbour Office.\n\n"
        "“It is a disgrace,” said a dock worker who asked not to be named because he feared for "
        "his job.\n"
    )
    quotations = attribute(read(text), Article(text, "ferry.txt")).quotations
    grades = {
        speaker.name: speaker.anonymity and speaker.anonymity.grade
        for quotation in quotations
        for speaker in quotation.speakers
    }
    assert grades["Mara Lindqvist"] is None
    assert sorted(grade for grade in grades.values() if grade is not None) == [1, 2]
