"""CPU of storing articles that are read already: ``python -m scripts.benchmark.storing``.

The articles are made: some 750 words each, with people whose names are drawn by Zipf's law, so that
few stand in most of the articles and most in few, as in an archive. Each has a dozen quotations by
six people in posts, and four people who are only named. They come in the order of their days, but
not of their ids within a day, so that many are a little late; nobody reads them, so that only
storing is measured. Beside each point the same articles' words are folded and counted in Python, a
measure of the machine in that minute, which other work on it slows down too.
"""

from __future__ import annotations

import argparse
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import mean

from quotes.ingest.credits import credits_of
from quotes.lexicon import word_set
from quotes.store.store import Store
from quotes.text.layout import Layout
from quotes.text.shingles import bands, shingles
from quotes.types import (
    Affiliation,
    Article,
    Extraction,
    Organization,
    Person,
    Quotation,
    Span,
    Speaker,
    Stance,
    TopicLink,
    digest,
)
from scripts.benchmark.crowd import SEED

PEOPLE = 20_000
"""People who may be named."""
BODIES = 2_000
QUOTED, NAMED, QUOTATIONS = 6, 4, 12
"""People of an article who are quoted, who are only named, and its quotations."""
LENGTH = 750
"""Words of an article."""
DAYS = 2500
FIRST_DAY = date(2019, 1, 1)
AROUND = 100
"""Articles whose mean is told at each point."""
AT = (500, 2000, 5000, 10_000)
WORDS = sorted(word_set("common_words"))
_SYLLABLES = "ba den fa gol hi jar ka lun mo nes or pel qui ras sol tur ul ven wik yar zo".split()
_ROLES = (
    "director|spokeswoman|professor|chair|secretary|mayor|engineer|head of research|economist"
).split("|")


def _name(number: int) -> str:
    """A name of two words, another one for each number."""
    size = len(_SYLLABLES)
    parts = [_SYLLABLES[number // size**place % size] for place in range(4)]
    return f"{parts[0]}{parts[1]}".title() + " " + f"{parts[2]}{parts[3]}r".title()


def _body(number: int) -> str:
    return f"{_name(number * 7 + 3).split()[1]} {_name(number * 11 + 5).split()[0]} Office"


def extractions(count: int, seed: int = SEED) -> Iterator[Extraction]:
    """The extractions of made articles, by day."""
    chance = Random(seed)
    ranks = [1 / rank for rank in range(1, PEOPLE + 1)]
    for number in range(count):
        drawn: list[int] = []
        while len(drawn) < QUOTED + NAMED:
            (one,) = chance.choices(range(PEOPLE), ranks)
            drawn += [one] if one not in drawn else []
        yield _as_read(_extraction(number, count, drawn, chance))


def _extraction(number: int, count: int, people: Sequence[int], chance: Random) -> Extraction:
    text = ""
    spoken: list[tuple[Span, Span, Span, int, Affiliation]] = []
    posts = {one: _post(one) for one in people[:QUOTED]}

    def put(words: str) -> Span:
        nonlocal text
        start = len(text)
        text += words
        return Span(start, len(text))

    for turn in range(QUOTATIONS):
        one = people[turn % QUOTED]
        role, body = posts[one]
        piece = put(f"“{_sentence(chance)}”")
        put(" ")
        cue = put("said")
        put(" ")
        mention = put(_name(one))
        post = put(f", {role} of the {body}")
        put(f". {_sentence(chance)} {_sentence(chance)}\n\n")
        spoken.append((piece, cue, mention, one, Affiliation(role, body, None, post)))
    for one in people[QUOTED:]:
        put(f"{_sentence(chance)} {_name(one)} {_sentence(chance)}\n\n")
    while len(text.split()) < LENGTH:
        put(f"{_sentence(chance)}\n")
    article = Article(
        text=text,
        source=f"made/{number}.txt",
        title=_sentence(chance),
        outlet=f"{_name(number % 40)} Post",
        published=FIRST_DAY + timedelta(days=number * DAYS // count),
    )
    held = {one: post for _, _, _, one, post in spoken}
    found = tuple(
        Person(_name(one), (_name(one).split()[1],), (held[one],) if one in held else ())
        for one in people
    )
    quotations = tuple(
        Quotation(
            id=digest(article.id, str(piece.start)),
            kind="direct",
            act="statement",
            pieces=(piece,),
            cue=cue,
            speakers=(Speaker("person", _name(one), mention, post),),
            topics=tuple(TopicLink(topic, 0.5, "phrase") for topic in chance.sample(WORDS, 2)),
            stances=(Stance(chance.choice(WORDS), "support", 0.9),) if index % 4 == 0 else (),
            confidence=0.9,
            vector=chance.randbytes(384),
        )
        for index, (piece, cue, mention, one, post) in enumerate(spoken)
    )
    return Extraction(
        article=article,
        people=found,
        quotations=quotations,
        program="bench",
        model="bench",
        organizations=tuple(
            Organization(body) for body in sorted({body for _, body in posts.values()})
        ),
        vector_model="0" * 64,
        vector=chance.randbytes(384),
    )


def _as_read(extraction: Extraction) -> Extraction:
    """The extraction with what the reader finds beside: contexts, credits and bands."""
    layout = Layout.of(extraction.article.text)
    return replace(
        extraction,
        quotations=tuple(
            replace(it, context=layout.context_of(it.pieces)) for it in extraction.quotations
        ),
        credits=credits_of(extraction.article, layout),
        bands=tuple(bands(shingles(extraction.article.text, layout))),
    )


def _post(person: int) -> tuple[str, str]:
    return _ROLES[person % len(_ROLES)], _body(person % BODIES)


def _sentence(chance: Random) -> str:
    words = chance.choices(WORDS, k=chance.randint(9, 16))
    return " ".join(words).capitalize() + "."


@dataclass(frozen=True, slots=True)
class Stored:
    """The CPU of storing an article after so many ``articles``, and of the machine's measure beside
    it, both in milliseconds."""

    articles: int
    spent: float
    beside: float


def measure(points: Sequence[int]) -> list[Stored]:
    """What storing an article costs at each of the points, the mean of the articles before it."""
    spent: list[tuple[float, float]] = []
    found: list[Stored] = []
    with tempfile.TemporaryDirectory() as folder, Store(str(Path(folder) / "bench.db")) as store:
        for extraction in extractions(max(points)):
            begun = time.process_time()
            store.add(extraction)
            done = time.process_time()
            _fold(extraction.article.text)
            spent.append((1000 * (done - begun), 1000 * (time.process_time() - done)))
            if len(spent) in points:
                own, beside = (mean(part) for part in zip(*spent[-AROUND:], strict=True))
                found.append(Stored(len(spent), own, beside))
                print(f"{len(spent)}: {own:.1f} ms, {beside:.2f} ms beside", flush=True)
    return found


def _fold(text: str) -> None:
    """The measure of the machine: all words of a text folded and counted, several times."""
    for _ in range(_FOLDS):
        Counter(unicodedata.normalize("NFKD", word.casefold()) for word in text.split())


_FOLDS = 8


def section(found: Sequence[Stored]) -> list[str]:
    """The table of docs/speed.md."""
    first = found[0]
    return [
        f"Storing an article of {LENGTH} words that is read already, with {QUOTATIONS} quotations "
        f"and {QUOTED + NAMED} people whose names are",
        "drawn by Zipf's law, after so many others (`python -m scripts.benchmark.storing`). Beside "
        "it the words of the same",
        "articles are folded and counted in Python; the last column is how many times dearer "
        "storing one became, in that measure.",
        "",
        "| stored before | CPU of one more, ms | folding and counting, ms | of the first |",
        "|---|---|---|---|",
        *(
            f"| {it.articles:,} | {it.spent:.0f} | {it.beside:.1f} "
            f"| {it.spent / it.beside * first.beside / first.spent:.2f} |"
            for it in found
        ),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--at", type=int, nargs="+", default=AT, help="articles (%(default)s)")
    args = parser.parse_args()
    print("\n".join(section(measure(sorted(args.at)))))


if __name__ == "__main__":
    main()
