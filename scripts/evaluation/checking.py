"""Score answers of a check: cases with the right verdict and evidence, and what came out.

The articles go through the real extractor into a real database; a case is asked as a user would.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Protocol, get_args

import numpy as np

from quotes.check.results import Checked, DifferenceKind, PolarityChange, Verdict, VerdictEvidence
from quotes.ingest.metadata import Failure
from quotes.ingest.registry import read
from quotes.pipeline import Extractor
from quotes.store.store import Store
from quotes.types import Article, Claim
from scripts.evaluation.retrieval_queries import Passage
from scripts.evaluation.score import same_organization, same_person, words
from scripts.evaluation.scorer import Estimate, mean

HEAD = ("percent", "claims", "right verdict", "and evidence", "turn, change, speaker told")


def lines(rows: Sequence[Result], others: Mapping[str, Sequence[Result]]) -> list[Sequence[str]]:
    """The figures of all claims, of other choices of them by name, and of each group."""
    parts = {"all": rows, **others, **groups(rows)}
    return [_line(name, part) for name, part in parts.items()]


def hard_counts(rows: Sequence[Result]) -> dict[str, str]:
    """The counts that must be 0, and the time of a check, by what they are."""
    count = figures(rows)
    return {
        '"verbatim" for an altered claim': str(count.changes_passed),
        '"said by someone else", wrongly, where a namesake is known': str(count.namesakes_blamed),
        "milliseconds a check, median": str(count.milliseconds),
    }


def table(rows: Sequence[Result], others: Mapping[str, Sequence[Result]] | None = None) -> str:
    """All figures, with intervals."""
    counts = [f"{name}: {count}" for name, count in hard_counts(rows).items()]
    return "\n".join([aligned([HEAD, *lines(rows, others or {})]), "", *counts])


def confusion_lines(rows: Sequence[Result]) -> list[Sequence[str]]:
    """A heading and a line for every verdict expected, with how often each was given."""
    counts = confusion(rows)
    expected = [one for one in VERDICTS if any(first == one for first, _ in counts)]
    return [
        ("expected, given:", *VERDICTS),
        *((one, *(str(counts.get((one, given), "")) for given in VERDICTS)) for one in expected),
    ]


def confusion_table(rows: Sequence[Result]) -> str:
    """What was given where each verdict was expected."""
    return aligned(confusion_lines(rows))


def aligned(cells: Iterable[Sequence[str]]) -> str:
    """Cells in columns."""
    kept = list(cells)
    widths = [max(map(len, column)) for column in zip(*kept, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in kept
    )


def _line(name: str, rows: Sequence[Result]) -> Sequence[str]:
    count = figures(rows)
    told = any(row.told is not None for row in rows)
    return (
        name,
        str(len(rows)),
        _percentage(count.right),
        _percentage(count.whole),
        _percentage(count.told) if told else "",
    )


def _percentage(found: Estimate) -> str:
    return f"{found.value:.1f} [{found.low:.1f}, {found.high:.1f}]"


VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class Checks(Protocol):
    """Whatever answers a claim, as :class:`quotes.check.verdict.Checker` does."""

    def check(self, claim: Claim) -> Checked:
        """The verdict on a claim, with its evidence."""
        ...


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with the answer that any reader would give.

    ``group`` is what the figures are split by; ``verdicts`` are the right ones, the first the
    expected one. Every one of ``parts`` has to be shown, by any of its passages. ``turns`` says how
    words that the claim leaves out turn the sense, ``change`` what kind of change must be named,
    ``speaker`` who must be shown to have said it.
    """

    name: str
    group: str
    claim: Claim
    verdicts: tuple[Verdict, ...]
    parts: tuple[tuple[Passage, ...], ...] = ()
    turns: PolarityChange | None = None
    change: DifferenceKind | None = None
    speaker: str | None = None
    note: str = ""

    @property
    def expected(self) -> Verdict:
        """The verdict that is expected."""
        return self.verdicts[0]


@dataclass(frozen=True, slots=True)
class Result:
    """What a check gave for a case.

    ``shown`` tells whether the evidence is right, ``told`` whether turn, change and speaker are,
    None where the case names none. ``namesake`` says that the person asked shares a name with
    somebody else in the database.
    """

    case: Case
    verdict: Verdict
    shown: bool
    told: bool | None
    namesake: bool
    why: str
    milliseconds: float

    @property
    def right(self) -> bool:
        """Whether the verdict is right; a case that may be altered too is trimmed only with its
        turn told."""
        if self.verdict == "trimmed" and "altered" in self.case.verdicts:
            return bool(self.told)
        return self.verdict in self.case.verdicts

    @property
    def whole(self) -> bool:
        """Whether verdict and evidence are right."""
        return self.right and self.shown

    @property
    def passes_a_change(self) -> bool:
        """Whether words that were altered are called verbatim."""
        return self.verdict == "verbatim" and "altered" in self.case.verdicts

    @property
    def blames_a_namesake(self) -> bool:
        """Whether words are given to another person, wrongly, where names may have been mixed."""
        return (
            self.verdict == "other-speaker"
            and "other-speaker" not in self.case.verdicts
            and self.namesake
        )


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares in percent with their intervals, the two counts that must be 0, and the time.

    ``told`` is the share of turns, changes and speakers told, where a case names one; 0 without.
    ``milliseconds`` is the median of a check.
    """

    right: Estimate
    whole: Estimate
    told: Estimate
    changes_passed: int
    namesakes_blamed: int
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Archive:
    """Articles in a store: their stored texts, and the article and pieces of each quotation."""

    store: Store
    texts: Mapping[str, str]
    places: Mapping[str, Passage]

    def passage(self, evidence: VerdictEvidence) -> Passage:
        """Where the words stand that a check shows."""
        return Passage(self.places[evidence.quotation.id].doc, evidence.pieces)


def articles(prefix: str, paths: Iterable[Path]) -> dict[str, Article]:
    """The articles of some files and folders, as ``prefix/NAME``, with the line for JSON lines."""
    found: dict[str, Article] = {}
    for article in read([str(path) for path in paths]):
        if isinstance(article, Failure):
            raise ValueError(f"{article.source}: {article.reason}")
        found[f"{prefix}/{Path(article.source).name}"] = article
    return found


def archive(articles: Mapping[str, Article], store: Store, extractor: Extractor) -> Archive:
    """Put articles, by their names, into the store, which has no others."""
    places: dict[str, Passage] = {}
    for doc, found in zip(articles, extractor.extract_many(articles.values()), strict=True):
        store.add(found)
        places |= {one.id: Passage(doc, one.pieces) for one in found.quotations}
    return Archive(store, {doc: article.text for doc, article in articles.items()}, places)


def results(cases: Iterable[Case], checker: Checks, archive: Archive) -> list[Result]:
    """What the checker gives for each case."""
    names = [person.name for person in archive.store.people(limit=None)]
    return [_result(case, checker, archive, names) for case in cases]


def figures(rows: Sequence[Result]) -> Figures:
    """The figures of some results, with 95 % intervals over the claims."""
    told = [row.told for row in rows if row.told is not None]
    return Figures(
        right=_share([row.right for row in rows]),
        whole=_share([row.whole for row in rows]),
        told=_share(told),
        changes_passed=sum(row.passes_a_change for row in rows),
        namesakes_blamed=sum(row.blames_a_namesake for row in rows),
        milliseconds=round(float(np.median([row.milliseconds for row in rows] or [0])), 1),
    )


def groups(rows: Sequence[Result]) -> dict[str, list[Result]]:
    """The results of each group, in the order in which the groups come."""
    found: dict[str, list[Result]] = {}
    for row in rows:
        found.setdefault(row.case.group, []).append(row)
    return found


def confusion(rows: Iterable[Result]) -> dict[tuple[Verdict, Verdict], int]:
    """How often each verdict was given (second) where each was expected (first)."""
    counts: dict[tuple[Verdict, Verdict], int] = {}
    for row in rows:
        pair = row.case.expected, row.verdict
        counts[pair] = counts.get(pair, 0) + 1
    return counts


def faults(rows: Iterable[Result]) -> list[str]:
    """A line for every case with a wrong verdict or evidence, or with a change not told."""
    return [
        f"{row.case.group}: {' or '.join(row.case.verdicts)}, given {row.verdict}"
        f"{_lacking(row)} [{row.case.name}] {row.case.claim.text!r}"
        f"{f' by {row.case.claim.by}' if row.case.claim.by else ''} "
        f"({row.case.note or row.why})"
        for row in rows
        if not row.whole or row.told is False
    ]


def shares_a_name(asked: str | None, names: Iterable[str]) -> bool:
    """Whether somebody else of these names has a surname in common with whom was asked for."""
    if not words(asked):
        return False
    bearers = [name for name in names if words(name)[-1:] == words(asked)[-1:]]
    return len(bearers) > 1 or any(not same_person(asked or "", name) for name in bearers)


def _result(case: Case, checker: Checks, archive: Archive, names: Sequence[str]) -> Result:
    start = perf_counter()
    given = checker.check(case.claim)
    took = 1000 * (perf_counter() - start)
    return Result(
        case=case,
        verdict=given.verdict,
        shown=_shown(case, given, archive),
        told=_told(case, given),
        namesake=shares_a_name(case.claim.by, names),
        why=given.why,
        milliseconds=took,
    )


def _shown(case: Case, given: Checked, archive: Archive) -> bool:
    """Whether every part is in the evidence, and the evidence that comes first is one of them."""
    found = [archive.passage(one) for one in given.evidence]
    first = found[:1] if len(case.parts) == 1 else found
    return all(any(passage.agrees(one) for passage in part for one in first) for part in case.parts)


def _told(case: Case, given: Checked) -> bool | None:
    told: list[bool] = []
    differences = [one for evidence in given.evidence[:1] for one in evidence.differences]
    if case.turns:
        told.append(any(case.turns in (one.polarity_change, one.kind) for one in differences))
    if case.change:
        told.append(any(one.kind == case.change for one in differences))
    if case.speaker:
        told.append(_says(case.speaker, given))
    return all(told) if told else None


def _says(speaker: str, given: Checked) -> bool:
    return any(
        same_person(speaker, one.name) or same_organization(speaker, one.name)
        for evidence in given.evidence[:1]
        for one in evidence.quotation.speakers
    )


def _lacking(row: Result) -> str:
    lacks = ", ".join(
        text
        for text, lacking in (
            ("other evidence", not row.shown),
            ("turn, change or speaker not told", row.told is False),
        )
        if lacking
    )
    return f" ({lacks})" if lacks else ""


def _share(hits: Sequence[bool]) -> Estimate:
    return mean(np.array(hits, np.float64)) if hits else Estimate(0.0, 0.0, 0.0)
