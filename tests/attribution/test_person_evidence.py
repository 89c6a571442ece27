"""Names that the reader takes for places or firms, and whose article says that they are people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from quotes.attribution.person_clusters import find_people
from quotes.attribution.person_evidence import with_people
from quotes.attribution.words import NO_ENTITY, Words, words_of
from quotes.reader.reading import Reading
from quotes.types import Span

Read = Callable[[str], Reading]
ENTITY = 900


def labelled(words: Words, phrase: str, label: str) -> Words:
    """The words as a reader would give them that has this label for the first such phrase."""
    start = words.text.index(phrase)
    tokens = words.tokens(Span(start, start + len(phrase)))
    entity = ENTITY if label else NO_ENTITY
    changed = [
        replace(word, label=label, entity=entity) if at in tokens else word
        for at, word in enumerate(words.words)
    ]
    return replace(words, words=tuple(changed))


def people(words: Words, sources: tuple[str, ...] = ()) -> list[str]:
    starts = [(words.text.index(source), len(source)) for source in sources]
    spans = [Span(start, start + size) for start, size in starts]
    return [person.name for person in find_people(with_people(words, spans), (), spans)]


@pytest.mark.parametrize("label", ["ORG", "LOC"])
@pytest.mark.parametrize(
    "text",
    [
        "Nobody had asked the geologist Ottmar Kvalheim about the slope above the village.",
        "The village head, Ottmar Kvalheim, does not share that fear at all.",
        "They asked Ottmar Kvalheim, regional seismologist at the institute, on Monday.",
        "On Monday Ottmar Kvalheim, 58, walked down to the shore and looked at the boats.",
        "In those years Ottmar Kvalheim was the engineer who closed the valves by hand.",
        "They waited outside Ottmar Kvalheim for an hour. Mr Kvalheim never came.",
    ],
)
def test_a_name_that_the_article_shows_to_be_a_persons(read: Read, text: str, label: str) -> None:
    assert people(labelled(words_of(read(text)), "Ottmar Kvalheim", label)) == ["Ottmar Kvalheim"]


def test_the_name_at_the_end_of_a_source_that_begins_with_a_post(read: Read) -> None:
    source = "The director for pilots in the Harbour Agency Ottmar Kvalheim"
    words = labelled(words_of(read(f"{source} said the mole was safe.")), "Agency", "ORG")
    words = labelled(words, "Ottmar Kvalheim", "ORG")
    assert people(words, (source,)) == ["Ottmar Kvalheim"]


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Officials of Port Verrin, a trawler captain and two divers met.", "Port Verrin", "LOC"),
        ("She lives with the developer Verrin Haldane in the old town.", "Verrin Haldane", "ORG"),
        ("The mayor of Sallow Vale said that the road was closed.", "Sallow Vale", "LOC"),
        ("In Verrin Haldane the rain fell for a week.", "Verrin Haldane", "LOC"),
        ("Volunteer, Verrin Haldane's Night Shelter", "Verrin Haldane", "ORG"),
    ],
)
def test_a_name_of_which_the_article_does_not_say_that(
    read: Read, text: str, name: str, label: str
) -> None:
    source = text.removesuffix(" said that the road was closed.")
    words = labelled(words_of(read(text)), name, label)
    assert name not in people(words, (source,))


def test_a_lone_name_seen_once_is_a_persons_where_it_speaks(read: Read) -> None:
    text = "Kvalheim said the boats would stay in the harbour. The wind blew all night."
    words = labelled(words_of(read(text)), "Kvalheim", "PERSON")
    assert people(words, ("Kvalheim",)) == ["Kvalheim"]
    assert people(words) == []


def test_what_is_named_after_a_person_does_not_speak_against_them(read: Read) -> None:
    text = (
        "The Benedikta Rosvall Foundation and the Rosvall Library were closed. "
        "Benedikta Rosvall came at noon."
    )
    words = labelled(words_of(read(text)), "Benedikta Rosvall Foundation", "ORG")
    words = labelled(words, "Rosvall Library", "ORG")
    start = text.rindex("Benedikta Rosvall")
    tokens = words.tokens(Span(start, start + len("Benedikta Rosvall")))
    changed = [
        replace(word, label="PERSON", entity=ENTITY + 1) if at in tokens else word
        for at, word in enumerate(words.words)
    ]
    assert "Benedikta Rosvall" in people(replace(words, words=tuple(changed)))


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("They want an Ines Okafor-style plan.", "Ines Okafor-style", "Ines Okafor"),
        ("They saw Ines Okafor‘s boat. It sank.", "Ines Okafor‘s", "Ines Okafor"),
        ("The army chief Said Rahmouni came to the port.", "Rahmouni", "Said Rahmouni"),
        ("His sister, Eydna í Garði, kept the boats.", "Eydna í Garði", "Eydna í Garði"),
        ("In the port Prince Harald spoke of the boats.", "Harald", "Prince Harald"),
        ("Twins Aarne Haukivesi won the race.", "Aarne Haukivesi", "Aarne Haukivesi"),
    ],
)
def test_where_a_name_begins_and_ends(read: Read, text: str, name: str, found: str) -> None:
    assert people(labelled(words_of(read(text)), name, "PERSON")) == [found]


def test_a_title_before_a_first_name_that_is_none_of_the_common_ones(read: Read) -> None:
    text = "Charoenrat Wongsakul asked for a bridge. Mr Charoenrat said the old one was unsafe."
    words = labelled(words_of(read(text)), "Charoenrat Wongsakul", "PERSON")
    assert people(words) == ["Charoenrat Wongsakul"]


@pytest.mark.parametrize(
    "text",
    [
        "The sisters Deolinda and Amália Sequeira sold the house.",
        "Deolinda and Amália Sequeira sold the house. Amália kept the key.",
    ],
)
def test_two_of_one_family_name(read: Read, text: str) -> None:
    words = words_of(read(text))
    for name in ("Deolinda", "Amália Sequeira"):
        words = labelled(words, name, "PERSON")
    assert {"Deolinda Sequeira", "Amália Sequeira"} <= set(people(words))
