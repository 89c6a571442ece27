from __future__ import annotations

import pytest

from quotes.pipeline import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor.load(1)
