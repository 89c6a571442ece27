"""Laws and events that bear a name, told by their capitals and by what they are called."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from quotes.lexicon import word_set

HEADS = word_set("named_things", "topic")
"""What laws and events are called, in lower case; the word has a capital in a name."""

_BEFORE = frozenset(("of", "and", "for", "in", "on"))
_AFTER = frozenset(("of", "on", "for", "against", "concerning"))
_NO_NAMES = frozenset(("ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "PRON", "SCONJ"))
_LONGEST = 12


def named_things(doc: Doc) -> list[tuple[int, int]]:
    """The names of laws and events as tokens (first, end), in text order, none over another.

    "the Clean Air Act", "Treaty of Lisbon", "World Cup": a head with a capital, and words with
    capitals before it or, after "of" and the like, behind it.
    """
    found: list[tuple[int, int]] = []
    for token in doc:
        if token.lower_ in HEADS and _is_capital(token) and (not found or found[-1][1] <= token.i):
            start, end = _start(token), _end(token)
            if end - start > 1 and end - start <= _LONGEST and not _is_person(doc, token, end):
                found.append((start, end))
    return found


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() and token.pos_ not in _NO_NAMES


def _is_person(doc: Doc, head: Token, end: int) -> bool:
    """Whether the head is a man called Bill, or a word of a longer name of another kind."""
    return head.ent_type_ == "PERSON" or (
        end == head.i + 1
        and end < len(doc)
        and doc[end].ent_type_ == "PERSON"
        and doc[end].ent_iob_ == "I"
    )


def _start(head: Token) -> int:
    """The first word with a capital right before the head, over single "of", "and" and the like."""
    doc, start = head.doc, head.i
    first = head.sent.start if doc.has_annotation("SENT_START") else 0
    place = start - 1
    while place >= first:
        if _is_capital(doc[place]) and doc[place].ent_type_ != "PERSON":
            start = place
        elif not (_joins(doc[place], _BEFORE) and start == place + 1):
            break
        place -= 1
    return start


def _end(head: Token) -> int:
    """The end of the words with capitals that follow the head after "of" and the like."""
    doc, end = head.doc, head.i + 1
    place = end
    if place < len(doc) and doc[place].lower_ == "prix":
        place = end = place + 1
    if place >= len(doc) or not _joins(doc[place], _AFTER):
        return end
    place += 1
    if place < len(doc) and doc[place].lower_ == "the":
        place += 1
    while place < len(doc) and _is_capital(doc[place]) and doc[place].ent_type_ != "PERSON":
        place += 1
        end = place
    return end


def _joins(token: Token, words: frozenset[str]) -> bool:
    return token.lower_ in words
