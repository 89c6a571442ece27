from __future__ import annotations

from collections.abc import Callable

import pytest

from quotes.attribution.coreference import (
    NOWHERE,
    Agreement,
    Form,
    GrammaticalRole,
    Mention,
    Mentions,
)
from quotes.attribution.words import words_of
from quotes.reader.reading import Reading
from quotes.types import Span

Read = Callable[[str], Reading]

TEXT = (
    "Ines Okafor met the two engineers on Monday. “Her plan will fail,” said Paul Rennick’s "
    "sister, who had read it. She left early.\n"
)


def mention(read: Read, phrase: str, text: str = TEXT) -> Mention:
    words = words_of(read(text))
    start = text.index(phrase)
    inside = text.index("Her plan")
    contents = [Span(inside, inside + len("Her plan will fail"))]
    make = Mentions(words, contents, [Span(text.index("Paul"), text.index(", who"))])
    return make.at(words.tokens(Span(start, start + len(phrase))))


@pytest.mark.parametrize(
    ("phrase", "form", "agreement"),
    [
        ("Ines Okafor", Form.NAME, Agreement.FEMALE),
        ("Paul Rennick", Form.NAME, Agreement.MALE),
        ("the two engineers", Form.DESCRIPTION, Agreement.PLURAL),
        ("Paul Rennick’s sister", Form.DESCRIPTION, Agreement.FEMALE),
        ("She", Form.PRONOUN, Agreement.FEMALE),
        ("it", Form.PRONOUN, Agreement.THING),
    ],
)
def test_form_and_agreement(read: Read, phrase: str, form: Form, agreement: Agreement) -> None:
    found = mention(read, phrase)
    assert (found.form, found.agreement) == (form, agreement)


def test_how_a_mention_stands(read: Read) -> None:
    assert mention(read, "Ines Okafor").role == GrammaticalRole.SUBJECT
    assert mention(read, "Paul Rennick").possessive
    assert not mention(read, "Ines Okafor").possessive
    assert mention(read, "Her").content == 0
    assert mention(read, "She").content == NOWHERE
    assert mention(read, "Paul Rennick").is_source
    assert not mention(read, "Ines Okafor").is_source
