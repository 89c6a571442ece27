from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.pipeline import Extractor
from scripts.evaluation import floor
from scripts.evaluation.passages import (
    Faults,
    faults,
    floor_figures,
    is_told,
    post_passages,
    speaker_passages,
)


@pytest.fixture(scope="module")
def found() -> Faults:
    return faults(Extractor.load())


@pytest.mark.parametrize("name", ["post_passages", "speaker_passages"])
def test_the_floor_holds(found: Faults, name: str) -> None:
    wrong = found.posts if name == "post_passages" else found.speakers
    assert floor_figures(found)[name] >= floor.held()[name], "\n".join(wrong)


def test_posts_are_told_by_all_of_their_parts() -> None:
    passage = next(one for one in post_passages() if len(one.posts) == 2)
    assert is_told(passage, passage.posts[::-1])
    assert not is_told(passage, passage.posts[:1])
    assert not is_told(passage, (*passage.posts, ("janitor", None, None)))
    assert not is_told(replace(passage, posts=()), passage.posts)


def test_the_passages_hold_what_they_ask_for() -> None:
    for post in post_passages():
        assert post.name in post.text
    for speaker in speaker_passages():
        assert all(mention in speaker.text for mention in speaker.mentions)
        assert speaker.speakers


def test_figures_are_shares() -> None:
    assert floor_figures(Faults((), ())) == {"post_passages": 100.0, "speaker_passages": 100.0}
