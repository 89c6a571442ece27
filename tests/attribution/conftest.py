"""The real reader, loaded once for all tests of this room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.language import Language

from quotes.reader.component import reading_of
from quotes.reader.encode import blank_english
from quotes.reader.reading import Reading


@pytest.fixture(scope="session")
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.tokenizer = blank_english().tokenizer
    pipeline.add_pipe("quotes_reader")
    return pipeline


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[[str], Reading]:
    return lambda text: reading_of(nlp(text))
