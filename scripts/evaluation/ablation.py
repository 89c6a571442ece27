"""What each rule of attribution is worth: ``python -m scripts.evaluation.ablation FOLDER``.

``FOLDER`` has the form of shared/marked. Every article is read once; then the attribution is made
with all rules, and with each of them left out. A rule whose row is not worse than the first one
does not earn its place. Some rules are for kinds that news has seldom: for these, the last two
columns are of shared/cases (cases right, wrong names).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from quotes.answer import extraction_answer
from quotes.archive import read_article
from quotes.attribution import affiliations, person_clusters, resolve, spans
from quotes.attribution import attribute as attribution
from quotes.ingest.header import byline_spans, line_notices
from quotes.reader.component import Reader, reading_of
from quotes.reader.encode import blank_english
from quotes.reader.model import Model
from quotes.reader.reading import Reading
from quotes.types import Article, Extraction
from scripts.evaluation.run import Json
from scripts.evaluation.score import gold_articles
from scripts.evaluation.shared import MarkedArticles, case_figures, case_paths, news_figures


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and what stands in its place where it is left out."""

    name: str
    place: Any
    attribute: str
    without: Any


def _first(*given: Any) -> Any:
    return given[0]


def _second(*given: Any) -> Any:
    return given[1]


def _never(*_: Any) -> bool:
    return False


def _always(*_: Any) -> bool:
    return True


def _nothing(*_: Any) -> list[Any]:
    return []


RULES = (
    Rule("gender and kind of the pronoun", resolve.Resolver, "_disagrees", _never),
    Rule(
        "the inside of the quotation",
        resolve,
        "standing_of",
        lambda features: features[:, 0] * 0 - 1,
    ),
    Rule(
        "whose people a source is, by the parse or a preposition",
        resolve.Resolver,
        "_depends",
        _never,
    ),
    Rule("whose people a source is, by a preposition", resolve.Resolver, "_belongs", _never),
    Rule("a name is nobody unnamed", resolve.Resolver, "_is_loose", _never),
    Rule("labels of transcripts, and who", resolve.Resolver, "_only", lambda *_: None),
    Rule("all names of a source that is nothing else", resolve.Resolver, "_conjoined", _nothing),
    Rule("how many speak", resolve.Resolver, "_number", lambda *_: 1),
    Rule("what nobody says", attribution, "_is_nobodys", _never),
    Rule("appositions tell namesakes apart", person_clusters, "told_alike", lambda *_: 0),
    Rule("a relative's family name", person_clusters, "spouses", _nothing),
    Rule("posts of descriptions", attribution, "with_described", _first),
    Rule("role and body of one holder are one post", affiliations, "_whole", _second),
    Rule("signatures", attribution, "with_signatures", _first),
    Rule("quoted sentences without an attribution", attribution, "with_utterances", _first),
    Rule("transcripts", attribution, "transcript_turns", _nothing),
    Rule("marks within marks", attribution, "nested", _nothing),
    Rule("contents within contents", spans, "_inside", lambda *_: None),
    Rule("whole phrases of sources", spans, "whole_phrase", _second),
    Rule("a heading is no piece", spans, "_without_strays", _first),
    Rule("a quotation says something", spans, "_says_something", _always),
    Rule("paragraphs are quotations of their own", spans, "_parted", lambda draft, _: [draft]),
)


@contextmanager
def without(rule: Rule | None) -> Iterator[None]:
    """While this lasts, the rule is not applied; with None all are."""
    if rule is None:
        yield
        return
    with patch.object(rule.place, rule.attribute, rule.without):
        yield


def answers(given: Sequence[tuple[Article, Reading]]) -> Iterator[Json]:
    """What is found in articles that are read."""
    for article, reading in given:
        found = attribution.attribute(reading, article, byline_spans(line_notices(article.text)))
        yield extraction_answer(
            Extraction(
                article,
                people=found.people,
                organizations=found.organizations,
                quotations=found.quotations,
            )
        )


COLUMNS: dict[str, Callable[[Json], float]] = {
    "quotes F1": lambda it: it["quotes"]["f1"],
    "attributed F1": lambda it: it["attributed"]["f1"],
    "speakers": lambda it: it["speakers"],
    "affiliation F1": lambda it: it["affiliation"]["f1"],
    "role F1": lambda it: it["role"]["f1"],
}


def _read(articles: Iterable[Article]) -> list[tuple[Article, Reading]]:
    reader, english = Reader(Model.shipped()), blank_english()
    return [(article, reading_of(reader(english.make_doc(article.text)))) for article in articles]


def table(folder: Path, shared: Path) -> Iterator[str]:
    """The rows of the table, as they are made."""
    docs = gold_articles(folder)
    paths = [folder / "articles" / f"{Path(doc['doc']).name}.txt" for doc in docs]
    news = _read(Article(path.read_bytes().decode(), str(path)) for path in paths)
    passages = _read(read_article(path) for path in case_paths(shared))
    yield f"| without | {' | '.join(COLUMNS)} | cases right | wrong names |"
    yield f"|---|{'---:|' * (len(COLUMNS) + 2)}"
    for rule in (None, *RULES):
        with without(rule):
            figures = news_figures(shared, MarkedArticles(docs, list(answers(news))))
            cases = case_figures(shared, list(answers(passages)))
        cells = [f"{value(figures):.1f}" for value in COLUMNS.values()]
        cells += [str(cases["ok"]), str(cases["wrong_names"])]
        yield f"| {rule.name if rule else '(all rules)'} | {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    args = parser.parse_args()
    for row in table(args.folder, args.shared):
        print(row, flush=True)


if __name__ == "__main__":
    main()
