"""``quotes person --why``, and how links of the machine and decisions of humans are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from quotes.api import AppearanceWhy, DecisionRow, LinkRow, MaybeRow, PersonRow, PersonWhy
from quotes.cli.decisions import decision_record, sentence
from quotes.cli.layout import Column, show_facts, show_table
from quotes.cli.output import Json, Listing
from quotes.export.tabular import BETWEEN, Cell
from quotes.report.records import person_record
from quotes.report.wording import chance_shown, chance_words, count, iso, one_line

VERDICTS = {"same": "the same person", "maybe": "may be the same person"}


def link_record(link: LinkRow) -> Json:
    """A link as a JSON object."""
    return {
        "person_id": link.person_id,
        "name": link.name,
        "verdict": link.verdict,
        "score": chance_shown(link.score),
        "evidence": evidence_records(link),
    }


def evidence_records(link: LinkRow | MaybeRow) -> list[Json]:
    """What speaks for and against two being one, as JSON objects."""
    return [{"kind": seen.kind, "detail": seen.detail} for seen in link.evidence]


def decision_line(decision: DecisionRow) -> str:
    """A decision with who made it, when and why."""
    reason = f": {decision.why}" if decision.why else ""
    return f"{sentence(decision)}, by {decision.by}, {decision.at:%Y-%m-%d}{reason}"


@dataclass(frozen=True, slots=True)
class ExplainedPerson:
    """A person, and why each article that is on the person is."""

    person: PersonRow
    why: PersonWhy


def _record(explained: ExplainedPerson) -> Json:
    return {
        **person_record(explained.person),
        "why": [
            {
                "article": {
                    "id": appearance.article.id,
                    "outlet": appearance.article.outlet,
                    "published": iso(appearance.article.published),
                    "title": appearance.article.title,
                },
                "name": appearance.name,
                "links": list(map(link_record, appearance.links)),
                "decisions": list(map(decision_record, appearance.decisions)),
            }
            for appearance in explained.why.appearances
        ],
        "decisions": list(map(decision_record, explained.why.decisions)),
    }


def _cells(explained: ExplainedPerson) -> Iterator[tuple[Cell, ...]]:
    """A row a link, one without any where there is none."""
    person = explained.person
    for appearance in explained.why.appearances:
        decisions = BETWEEN.join(map(decision_line, appearance.decisions)) or None
        article = appearance.article
        first = person.id, person.name, article.id, iso(article.published), appearance.name
        for link in appearance.links:
            told = BETWEEN.join(f"{seen.kind}: {seen.detail}" for seen in link.evidence)
            score = chance_shown(link.score)
            yield (*first, link.person_id, link.name, link.verdict, score, told, decisions)
        if not appearance.links:
            yield (*first, None, None, None, None, None, decisions)


def _where(appearance: AppearanceWhy) -> Text:
    article = appearance.article
    text = Text(one_line(article.outlet or article.title or article.source))
    text.append(f"\n{iso(article.published) or 'undated'}")
    return text.append(f"\n{article.id}", style="dim")


def _reasons(appearance: AppearanceWhy) -> Text:
    return Text("\n").join(map(Text, _reason_lines(appearance)))


def _reason_lines(appearance: AppearanceWhy) -> Iterator[str]:
    """What put the person of an article here, a line each: first the machine, then humans."""
    for link in appearance.links:
        told = "; ".join(one_line(seen.detail) for seen in link.evidence) or "no evidence kept"
        chance = chance_words(link.score)
        name = one_line(link.name)
        yield f"{VERDICTS[link.verdict]} as {link.person_id}, {name} (chance {chance}): {told}"
    if not any(link.verdict == "same" for link in appearance.links):
        yield "by itself tied to nobody of another article"
    for decision in appearance.decisions:
        yield f"human: {decision_line(decision)}"


def _show(explanations: Iterable[ExplainedPerson], terminal: Console) -> None:
    columns: tuple[Column[AppearanceWhy], ...] = (
        Column("Article", _where),
        Column("Name there", lambda appearance: appearance.name),
        Column("Why it is this person", _reasons, weight=4),
    )
    for number, explained in enumerate(explanations):
        if number:
            terminal.print()
        person, why = explained.person, explained.why
        heading = Text(one_line(person.name), style="bold")
        named = count(len(why.appearances), "article")
        heading.append(f"  person {person.id}, named in {named}", style="not bold dim")
        terminal.print(heading)
        terminal.print()
        show_table(why.appearances, columns, terminal, below=1)
        show_facts((("Human", decision_line(row)) for row in why.decisions), terminal)


WHYS: Listing[ExplainedPerson] = Listing(
    record=_record,
    columns=tuple(
        "person_id person article published name linked_id linked verdict score evidence "
        "decisions".split()
    ),
    cells=_cells,
    show=_show,
)
