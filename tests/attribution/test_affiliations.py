"""Posts as the reader marks them, given to those who hold them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from quotes.attribution.affiliations import SURE, held_posts
from quotes.attribution.words import Words, words_of
from quotes.reader.reading import PostSpans, Reading
from quotes.types import Affiliation, Span

Read = Callable[[str], Reading]


def span(text: str, phrase: str | None) -> Span | None:
    if phrase is None:
        return None
    start = text.index(phrase)
    return Span(start, start + len(phrase))


def post(
    text: str,
    role: str | None,
    employer: str | None = None,
    unit: str | None = None,
    holder: str | None = None,
    confidence: float = 0.9,
) -> PostSpans:
    parts = [span(text, phrase) for phrase in (role, employer, unit, holder)]
    return PostSpans(*parts, confidence)


def owners(words: Words, text: str, names: Sequence[str]) -> Mapping[int, int]:
    """The number of the name that each of its words belongs to."""
    found: dict[int, int] = {}
    for number, name in enumerate(names):
        where = span(text, name)
        assert where is not None
        found |= dict.fromkeys(words.tokens(where), number)
    return found


def held(
    read: Read, text: str, names: Sequence[str], *posts: PostSpans
) -> dict[int, tuple[Affiliation, ...]]:
    words = words_of(read(text))
    return held_posts(words, posts, owners(words, text, names), ())


def told(found: Sequence[Affiliation]) -> list[tuple[str | None, str | None, str | None]]:
    return [(one.role, one.organization, one.unit) for one in found]


MAYOR = "Ines Okafor, the former mayor of Tern Bay, met Paul Reyes."


def test_a_role_with_its_body_and_its_status(read: Read) -> None:
    found = held(read, MAYOR, ["Ines Okafor"], post(MAYOR, "mayor", "Tern Bay", None, "Ines"))
    (only,) = found[0]
    assert (only.role, only.organization, only.status) == ("former mayor", "Tern Bay", "former")
    assert only.evidence.of(MAYOR) == "Ines Okafor, the former mayor of Tern Bay"


def test_what_the_model_doubts_is_left_out(read: Read) -> None:
    doubted = post(MAYOR, "mayor", "Tern Bay", None, "Ines", confidence=SURE / 2)
    assert not held(read, MAYOR, ["Ines Okafor"], doubted)


def test_a_post_without_a_holder_is_nobodys(read: Read) -> None:
    assert not held(read, MAYOR, ["Paul Reyes"], post(MAYOR, "mayor", "Tern Bay"))


def test_a_description_that_means_somebody_tells_their_post(read: Read) -> None:
    text = "The harbour master said no."
    found = held(read, text, ["The harbour master"], post(text, "harbour master"))
    assert told(found[0]) == [("harbour master", None, None)]


def test_a_role_in_the_plural_is_held_by_all_behind_it(read: Read) -> None:
    text = "Senators Ann Lee and Paul Reyes said no."
    found = held(read, text, ["Ann Lee", "Paul Reyes"], post(text, "Senators", holder="Ann"))
    assert told(found[0]) == told(found[1]) == [("Senator", None, None)]


def test_the_adjective_of_a_country_is_the_country(read: Read) -> None:
    text = "Kenyan President Amina Otieno said no."
    found = held(read, text, ["Amina Otieno"], post(text, "President", "Kenyan", None, "Amina"))
    (only,) = found[0]
    assert (only.organization, only.country) == ("Kenya", "Kenya")


def test_a_party_stands_beside_the_office_that_it_fills(read: Read) -> None:
    text = "Sen. Judith Arkwell (D-Ohio) said no."
    posts = (
        post(text, "Sen.", holder="Judith"),
        post(text, None, "D-Ohio", None, "Judith"),
    )
    office, party = held(read, text, ["Judith Arkwell"], *posts)[0]
    assert (party.role, party.organization, party.party) == (None, "Democrat", "Democrat")
    assert (office.role, office.party) == ("Senator", "Democrat")


def test_a_role_and_a_body_of_one_sentence_are_one_post(read: Read) -> None:
    text = "Brightwell Energy chief Ann Lee said no."
    posts = (
        post(text, "chief", holder="Ann"),
        post(text, None, "Brightwell Energy", None, "Ann"),
    )
    assert told(held(read, text, ["Ann Lee"], *posts)[0]) == [("chief", "Brightwell Energy", None)]


def test_a_body_at_another_is_its_part(read: Read) -> None:
    text = "Ann Lee, director of the Tides Programme at the Calder University, said no."
    posts = (
        post(text, "director", "Tides Programme", None, "Ann"),
        post(text, None, "Calder University", None, "Ann"),
    )
    expected = [("director", "Calder University", "Tides Programme")]
    assert told(held(read, text, ["Ann Lee"], *posts)[0]) == expected


@pytest.mark.parametrize(
    ("employer", "shown"),
    [
        ("the Coastal Trust", "Coastal Trust"),
        ("Coastal Trust’s", "Coastal Trust"),
        ("Coastal Trust (CT)", "Coastal Trust"),
    ],
)
def test_a_body_without_its_article_and_mark(read: Read, employer: str, shown: str) -> None:
    text = f"Ann Lee leads {employer} office as director."
    found = held(read, text, ["Ann Lee"], post(text, "director", employer, None, "Ann"))
    assert told(found[0]) == [("director", shown, None)]


def test_the_same_post_stands_once(read: Read) -> None:
    text = "Coastal Trust director Ann Lee said no. The director waved."
    posts = (
        post(text, "director", "Coastal Trust", None, "Ann"),
        post(text, "director", None, None, "Ann"),
    )
    assert told(held(read, text, ["Ann Lee"], *posts)[0]) == [("director", "Coastal Trust", None)]
