"""Pairs of appearances of which it is known whether they are one person.

There are two sources: the cases of ``tests/identity`` (half ``dev``), and real news, in which two
appearances of one full name are taken for one person, and two of different names for two people
who were given one name (the conflation of Bagga and Baldwin, 1998; Gooi and Allan, 2004).
"""

from __future__ import annotations

import gzip
import json
import pickle
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from quotes.entities.clustering import PersonAppearance
from quotes.entities.post_match import match_roles
from quotes.entities.profile import Profile, is_full
from quotes.entities.score import Observations, observations_of, rarity
from quotes.entities.weights import Rarity
from quotes.names.person import surname
from quotes.names.person_match import Degree, likeness
from quotes.pipeline import Extractor
from quotes.store.prepare import prepare
from quotes.types import Article, Extraction
from scripts.evaluation.identity import load
from scripts.evaluation.score import words

CASES = Path("tests/identity/cases")
MOST_OF_NAME = 10
"""Pairs of one name that are taken at most, so that a few names don't make the weights."""
OF_ONE_TRADE = 0.4
"""The share of the pairs of two people who are in one trade."""
FEWEST_APART = 1500
"""Pairs of two people of a corpus at least."""


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """What is seen of two appearances, and whether they are ``same``.

    ``group`` tells pairs that stand or fall together; ``degree`` and ``rare`` are of the name, None
    for real news, where names tell nothing.
    """

    group: str
    same: bool
    seen: Observations
    degree: Degree | None = None
    rare: Rarity | None = None


def case_pairs() -> list[LabelledPair]:
    """The pairs of people of the dev cases that a careful reader is sure of."""
    extractor = Extractor.load(vectors=True)
    pairs: list[LabelledPair] = []
    for case in load(CASES):
        if case.half != "dev":
            continue
        found = [prepare(extraction).people for extraction in extractor.extract_many(case.articles)]
        for pair in case.pairs:
            if pair.of != "person" or (pair.verdict == "same" and not pair.sure):
                continue
            profiles = [
                person.profile
                for mention in (pair.left, pair.right)
                for person in found[mention.article - 1]
                if words(mention.name) in [words(name["name"]) for name in person.names]
            ]
            if len(profiles) != 2:
                continue
            left, right = profiles
            name = likeness(left.name, right.name)
            if name.degree != "none":
                rare = _least(rarity(left.name), rarity(right.name))
                seen = observations_of(left, right)
                pairs.append(LabelledPair(case.id, pair.verdict == "same", seen, name.degree, rare))
    return pairs


def _least(left: Rarity, right: Rarity) -> Rarity:
    order: tuple[Rarity, ...] = ("rare", "ordinary", "common")
    return max(left, right, key=order.index)


def news_pairs(shared: Path, cache: Path, seed: int = 5) -> list[LabelledPair]:
    """Pairs of the training articles of PolNeAR and of the Worldwide corpus.

    :param cache: where the extractions are kept, since reading takes a quarter of an hour.
    """
    chance = random.Random(seed)
    pairs: list[LabelledPair] = []
    for corpus in ("attribution/polnear.train", "world/original.train"):
        ones = [
            one
            for number, extraction in enumerate(read_corpus(shared, cache, corpus))
            for one in _appearances(extraction, number)
        ]
        same = list(_of_one_name(ones, chance))
        apart = list(_of_two_names(ones, max(len(same), FEWEST_APART), chance))
        pairs += [LabelledPair(corpus, True, observations_of(*pair)) for pair in same]
        pairs += [LabelledPair(corpus, False, observations_of(*pair)) for pair in apart]
    return pairs


def read_corpus(shared: Path, cache: Path, corpus: str) -> Iterator[Extraction]:
    """The extractions of the articles of a corpus, kept in the cache once they are made."""
    folder = cache / corpus.replace("/", "-")
    folder.mkdir(parents=True, exist_ok=True)
    extractor = Extractor.load(vectors=True)
    with gzip.open(shared / "data" / f"{corpus}.jsonl.gz", "rt", encoding="utf8") as lines:
        for number, line in enumerate(lines):
            file = folder / f"{number:05}.pickle"
            if not file.exists():
                row = json.loads(line)
                day = row.get("date")
                article = Article(
                    text=row["text"],
                    source=f"{corpus}/{number}",
                    outlet=row.get("publisher"),
                    published=date.fromisoformat(day[:10]) if day else None,
                )
                file.write_bytes(pickle.dumps(extractor.extract(article)))
            yield pickle.loads(file.read_bytes())


def _appearances(extraction: Extraction, article: int) -> list[PersonAppearance]:
    at = extraction.article.published or date.min, 1, extraction.article.id
    return [
        PersonAppearance(0, article, (*at, person.folded, 0), 0, person.profile)
        for person in prepare(extraction).people
        if is_full(person.folded)
    ]


def _of_one_name(
    ones: Sequence[PersonAppearance], chance: random.Random
) -> Iterator[tuple[Profile, Profile]]:
    by_name: dict[str, dict[int, Profile]] = defaultdict(dict)
    for one in ones:
        by_name[one.folded][one.article] = one.profile
    for bearers in by_name.values():
        profiles = list(bearers.values())
        pairs = [(a, b) for index, a in enumerate(profiles) for b in profiles[index + 1 :]]
        yield from chance.sample(pairs, min(len(pairs), MOST_OF_NAME))


def _of_two_names(
    ones: Sequence[PersonAppearance], count: int, chance: random.Random
) -> Iterator[tuple[Profile, Profile]]:
    """Pairs of two people under one name, some of them in one trade."""
    beside: dict[int, set[str]] = defaultdict(set)
    for one in ones:
        beside[one.article].add(one.folded)
    in_post = [one for one in ones if one.profile.posts]
    made = 0
    while made < count:
        in_trade = chance.random() < OF_ONE_TRADE
        left, right = chance.sample(in_post if in_trade else ones, 2)
        apart = (
            left.article != right.article
            and surname(left.folded) != surname(right.folded)
            and left.folded not in beside[right.article]
            and right.folded not in beside[left.article]
        )
        if not apart or (in_trade and not _in_one_trade(left.profile, right.profile)):
            continue
        name = left.profile.name
        yield _named(left.profile, name), _named(right.profile, name)
        made += 1


def _named(profile: Profile, name: str) -> Profile:
    return replace(profile, name=name, names=frozenset({name}))


def _in_one_trade(left: Profile, right: Profile) -> bool:
    return any(
        match_roles(ours.role, theirs.role) in ("same", "trade", "rank")
        for ours in left.posts
        for theirs in right.posts
        if ours.role and theirs.role
    )
