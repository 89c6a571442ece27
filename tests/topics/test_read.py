"""The labels of an article's topics."""

from __future__ import annotations

import shutil
from itertools import permutations
from pathlib import Path

from sqlalchemy import create_engine

from quotes.store.store import Store
from quotes.topics.read import name_topics


def test_labels_that_are_one_in_any_order_make_one_topic(blank: Path, tmp_path: Path) -> None:
    labels = ("Voting Machines", "voting machine", "voting machines")
    for number, order in enumerate(permutations(labels)):
        path = shutil.copy(blank, tmp_path / f"{number}.db")
        with Store.open(str(path)) as store:
            engine = create_engine(store.url)
        with engine.begin() as connection:
            made = name_topics(connection, order)
            assert made.keys() == set(labels)
            assert made["Voting Machines"] == made["voting machines"]
        engine.dispose()
