"""Score answers of ``quotes extract`` against hand-marked articles in the format of tests/gold.

A predicted quotation is right if it shares more than half of its characters, and of the
gold's, with a gold quotation, one to one; attributed, if its speakers are right too.
Quotations of attitude may be found but need not be. Affiliations are pairs of person and
organisation.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]

_SMALL = frozenset({"the", "a", "an", "of", "for", "and"})
_TITLES = frozenset(
    "mr mrs ms dr prof professor sir dame president sen senator rep gov governor minister".split()
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 in percent."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        total = self.precision + self.recall
        return round(2 * self.precision * self.recall / total, 1) if total else 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """The figures over a set of articles; ``speakers`` and ``people`` are shares in percent."""

    quotes: Figures
    attributed: Figures
    affiliation: Figures
    speakers: float
    people: float


def gold_articles(folder: Path) -> list[Json]:
    """The marked articles of a folder."""
    return [json.loads(path.read_text("utf8")) for path in sorted(folder.glob("*.json"))]


def words(name: str | None) -> tuple[str, ...]:
    """The words of a name for comparing: no accents, case, possessives or small words."""
    plain = unicodedata.normalize("NFKD", name or "").casefold().replace("’", "'")
    found = re.findall(r"\w+", re.sub(r"'s?\b", "", plain))
    return tuple(word for word in found if word not in _SMALL)


def same_person(a: str, b: str) -> bool:
    """Whether two full names agree but for titles, one perhaps with more parts than the other."""
    x, y = (tuple(word for word in words(name) if word not in _TITLES) for name in (a, b))
    return (bool(x) and x == y) or (
        len(x) > 1 < len(y) and x[-1] == y[-1] and (set(x) <= set(y) or set(y) <= set(x))
    )


def same_organization(a: str | None, b: str | None) -> bool:
    """Whether two names share two thirds of the words of the shorter."""
    x, y = set(words(a)), set(words(b))
    return bool(x and y) and 3 * len(x & y) >= 2 * min(len(x), len(y))


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is right of a quotation that was found.

    ``found``: it is a marked one; only then its ``speakers`` and ``status`` can be right.
    ``status`` is None where the marks do not tell it. ``names_another``: it names a person who is
    none of the marked speakers. ``core``: speech or writing, which has to be found.
    """

    found: bool
    speakers: bool = False
    status: bool | None = None
    names_another: bool = False
    core: bool = False

    @property
    def right(self) -> bool:
        """Whether all that can be judged is right."""
        return self.found and self.speakers and self.status is not False


def judgements(doc: Json, answer: Json) -> list[Judgement]:
    """A judgement for each quotation of the answer to a marked article."""
    names = {person["id"]: person["name"] for person in doc["persons"]}
    marked = {j: doc["quotes"][i] for i, j in _pairs(doc["quotes"], answer["quotes"]).items()}
    return [
        _judged(marked[j], quote, names) if j in marked else Judgement(False)
        for j, quote in enumerate(answer["quotes"])
    ]


def _judged(want: Json, given: Json, names: dict[str, str]) -> Judgement:
    return Judgement(
        found=True,
        speakers=_right_speakers(want["speakers"], given["speakers"], names),
        status=want["status"] == given["status"] if "status" in want else None,
        names_another=_names_another(want["speakers"], given["speakers"], names),
        core=want.get("core", True),
    )


def _names_another(wanted: Sequence[Any], given: Sequence[Json], names: dict[str, str]) -> bool:
    """Whether a person is given who shares no word with the name of any speaker wanted."""
    right = [
        set(words(names.get(want, want) if isinstance(want, str) else want["group"]))
        for want in wanted
    ]
    said = [set(words(s["name"])) - _TITLES for s in given if s["type"] == "person"]
    return any(name and not any(name & other for other in right) for name in said)


def score(gold: Iterable[Json], answers: Iterable[Json]) -> Result:
    """All figures; an answer belongs to the gold whose ``doc`` is the stem of its source."""
    by_stem = {Path(answer["article"]["source"]).stem: answer for answer in answers}
    core = found = predicted = useful = right = right_predicted = named = met = 0
    want_posts = have_posts = hit_posts = 0
    for doc in gold:
        answer = by_stem.get(Path(doc["doc"]).name, {"quotes": [], "people": []})
        names = {person["id"]: person["name"] for person in doc["persons"]}
        pairs = _pairs(doc["quotes"], answer["quotes"])
        predicted += len(answer["quotes"])
        useful += len(pairs)
        for i, quote in enumerate(doc["quotes"]):
            is_core = quote.get("core", True)
            core += is_core
            if i in pairs:
                ok = _right_speakers(
                    quote["speakers"], answer["quotes"][pairs[i]]["speakers"], names
                )
                found += is_core
                right += ok and is_core
                right_predicted += ok
        for person in doc["persons"]:
            known = next(
                (p for p in answer["people"] if same_person(p["name"], person["name"])), None
            )
            named += 1
            met += known is not None
            want = _organizations(person)
            have = _organizations(known or {})
            want_posts += len(want)
            have_posts += len(have)
            hit_posts += sum(any(same_organization(w, h) for h in have) for w in want)
    return Result(
        quotes=Figures(_share(useful, predicted), _share(found, core)),
        attributed=Figures(_share(right_predicted, predicted), _share(right, core)),
        affiliation=Figures(_share(hit_posts, have_posts), _share(hit_posts, want_posts)),
        speakers=_share(right, found),
        people=_share(met, named),
    )


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _organizations(person: Json) -> list[str]:
    posts = person.get("affiliations", [])
    return sorted({post["organization"] for post in posts if post.get("organization")})


def _chars(spans: Iterable[Sequence[int]]) -> set[int]:
    return {i for start, end in spans for i in range(start, end)}


def _pairs(gold: Sequence[Json], predicted: Sequence[Json]) -> dict[int, int]:
    wanted = [_chars(quote["content_spans"]) for quote in gold]
    given = [_chars((p["start"], p["end"]) for p in quote["pieces"]) for quote in predicted]
    candidates = sorted(
        (
            (-len(w & g) / len(w | g), i, j)
            for i, w in enumerate(wanted)
            for j, g in enumerate(given)
            if 2 * len(w & g) > len(w) and 2 * len(g - w) < len(g)
        ),
    )
    pairs: dict[int, int] = {}
    for _, i, j in candidates:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _right_speakers(wanted: Sequence[Any], given: Sequence[Json], names: dict[str, str]) -> bool:
    left = list(given)
    for want in wanted:
        match = next((speaker for speaker in left if _is_speaker(want, speaker, names)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _is_speaker(want: Any, speaker: Json, names: dict[str, str]) -> bool:
    if isinstance(want, str):
        return speaker["type"] == "person" and same_person(names[want], speaker["name"])
    mention = (speaker["mention"] or {}).get("text")
    return (speaker["type"] != "person" or bool(want.get("unnamed"))) and (
        same_organization(want["group"], speaker["name"])
        or same_organization(want["group"], mention)
    )
