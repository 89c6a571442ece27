"""Verdicts and doubts as sentences that an editor may read."""

from __future__ import annotations

from collections.abc import Iterable

from quotes.check.ladder import Finding
from quotes.check.match import Match
from quotes.check.rows import Claim, Turn
from quotes.check.speakers import Sought, names_of
from quotes.store.rows import QuotationRow

DAYS = 7
"""Days after the day claimed within which an article may well report it."""

_TURNS: dict[Turn, str] = {
    "negation": "they deny what is left",
    "condition": "they set a condition for what is left",
    "question": "they make it a question",
    "hedge": "they make it less certain",
    "contrast": "they speak against what is left",
    "quantity": "they limit what is left",
}


def why(claim: Claim, finding: Finding) -> str:
    """The reason for a verdict, in one sentence."""
    if not finding.found:
        return _not_found(claim)
    first, guards = finding.found[0]
    who, where = names_of(first.row), _where(first.row)
    if finding.verdict == "verbatim":
        return f"These are the words of {who}, {where}."
    if finding.verdict == "trimmed":
        return f"These are words of {who}, {where}, but some are left out: {_missing(first)}."
    if finding.verdict == "altered":
        return f"The words of {who}, {where}, differ: {_changes(first)}."
    if finding.verdict == "stitched":
        return f"It is put together from several quotations: {_sources(finding)}."
    if finding.verdict == "indirect":
        return f"It is only reported, not quoted, of {who}, {where}."
    if finding.verdict == "other-speaker":
        return _by_others(claim, first)
    if finding.verdict == "out-of-context":
        return (
            f"These are words of {who}, {where}, but the claim leaves out what they stand in. "
            + (" ".join(one.sentence for one in guards))
        )
    return f"Nobody is quoted with these words; {who}, {where}, says something like it."


def doubts(claim: Claim, sought: Sought | None, finding: Finding) -> tuple[str, ...]:
    """What a verdict cannot be sure of, a sentence each."""
    return (*_of_name(sought, finding), *_of_speaker(sought, finding), *_of_day(claim, finding))


def _of_name(sought: Sought | None, finding: Finding) -> Iterable[str]:
    if sought is None:
        return
    if not sought.called and not any(match.by == "same" for match, _ in finding.found):
        yield f"Nobody called {sought.name} is in the archive."
    if len(sought.called) > 1:
        listed = ", ".join(f"{one.name} ({one.id})" for one in sought.called[:5])
        more = len(sought.called) - 5
        listed += f" and {more} more" if more > 0 else ""
        yield f"{sought.name} may be one of {len(sought.called)} people in the archive: {listed}."


def _of_speaker(sought: Sought | None, finding: Finding) -> Iterable[str]:
    for match, _ in finding.found[:1]:
        unsure = sought and match.by == "same" and not match.echoed
        if sought and unsure and sought.only_perhaps(match.row):
            yield f"The article calls the speaker {names_of(match.row)}, who may be somebody else."
        if sought and sought.is_rival(match.row):
            yield (
                f"Who speaks is not sure in the article: {names_of(match.row)} is the likeliest, "
                f"but it may be {sought.name}."
            )
        elif match.echoed and match.by == "same":
            yield f"The words come from {names_of(match.row)}, who repeats them."
        if sought and match.by == "unnamed":
            yield f"The article does not name the speaker, who may be {sought.name}."
        if match.row.confidence < 0.5:
            yield (
                f"The program is not sure of this quotation and its speaker "
                f"(confidence {match.row.confidence:.2f})."
            )


def _of_day(claim: Claim, finding: Finding) -> Iterable[str]:
    days = [
        match.row.article.published for match, _ in finding.found if match.row.article.published
    ]
    if claim.on is None or not days:
        return
    nearest = min(days, key=lambda day: abs((day - claim.on).days) if claim.on else 0)
    apart = (nearest - claim.on).days
    if not 0 <= apart <= DAYS:
        when = "after" if apart > 0 else "before"
        yield (
            f"The article closest to {claim.on.isoformat()} is of {nearest.isoformat()}, "
            f"{abs(apart)} days {when} that day."
        )


def _where(row: QuotationRow) -> str:
    article = row.article
    outlet = article.outlet or article.title or article.source
    return f"in {outlet}" + (f" on {article.published.isoformat()}" if article.published else "")


def _missing(match: Match) -> str:
    parts = [one for one in match.comparison.differences if one.kind == "missing"]
    said = "; ".join(
        f"“{_short(one.said)}”" + (f" ({_TURNS[one.turns]})" if one.turns else "") for one in parts
    )
    return said or "at the ends"


def _changes(match: Match) -> str:
    return "; ".join(
        _change(one.kind, one.claim, one.said)
        for one in match.comparison.differences
        if not one.harmless and (one.kind != "missing" or one.turns)
    )


def _change(kind: str, claim: str, said: str) -> str:
    label = "" if kind in ("word", "added", "missing") else f"{kind}: "
    if not said:
        return f"{label}“{_short(claim)}” is not there"
    if not claim:
        return f"{label}“{_short(said)}” is left out"
    return f"{label}“{_short(claim)}” for “{_short(said)}”"


def _sources(finding: Finding) -> str:
    found = (f"{names_of(match.row)}, {_where(match.row)}" for match, _ in finding.found)
    return "; ".join(dict.fromkeys(found))


def _by_others(claim: Claim, match: Match) -> str:
    where, who = _capital(_where(match.row)), names_of(match.row)
    if match.echoed:
        return f"{where}, {who} only repeats these words, which are somebody else's."
    if match.by == "unnamed":
        return f"{where}, these are the words of {who}, whom it does not name as {claim.by}."
    return f"{where}, these are the words of {who}, not of {claim.by}."


def _not_found(claim: Claim) -> str:
    whom = f" of {claim.by}" if claim.by else ""
    return f"Nothing like it is stored{whom}, which does not mean that it was never said."


def _short(text: str, most: int = 120) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
