"""Base forms of words, by the library simplemma."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc

KNOWN_WORDS = 20_000
"""Words whose base form is kept from one document to the next."""

_WITHOUT_FORMS = frozenset({"NUM", "PROPN", "PUNCT", "SPACE", "SYM", "X"})


@lru_cache(maxsize=KNOWN_WORDS)
def lemma(word: str, pos: str) -> str:
    """The base form of an English word of a universal part of speech: "said", "VERB" -> "say".

    Names, numbers and signs are their own base form; what the library does not know comes back in
    lower case. Its list of words is loaded with the first word.
    """
    if pos in _WITHOUT_FORMS:
        return word
    from simplemma import lemmatize

    base: str = lemmatize(word.lower(), lang="en")
    return base


def set_lemmas(doc: Doc) -> None:
    """Set ``token.lemma_`` of every token of a document whose parts of speech are set."""
    for token in doc:
        token.lemma_ = lemma(token.text, token.pos_)
