"""The last sections: what is in doubt, all quotations, the articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotes.report.blocks import (
    Block,
    Inline,
    Items,
    Paragraph,
    Part,
    Section,
    Text,
)
from quotes.report.expert.doubts import UNSURE, UNSURE_LINK
from quotes.report.expert.quoting import Quoting, article_line
from quotes.report.expert.rows import Clash, ExpertReport
from quotes.report.words import count, one_line, period, post_line
from quotes.store.rows import MaybeRow, Observation, PersonRow, QuotationRow

MOST_QUOTATIONS = 50
MOST_UNSURE = 10


def doubts(report: ExpertReport, quoting: Quoting) -> Section:
    """Namesakes, unsure links and quotations, posts that do not go together."""
    found = report.doubts
    blocks: list[Block | Part] = []
    if found.maybe:
        items = tuple(_maybe(pair, report.person) for pair in found.maybe)
        blocks.append(Part("Others who may be the same person", (Items(items),)))
    if found.namesakes:
        items = tuple(_namesake(one) for one in found.namesakes)
        blocks.append(Part("Other records under this name", (Items(items),)))
    if found.links:
        rule = f"Taken to be on this person with a chance below {UNSURE_LINK:.2f}:"
        items = tuple(
            (
                Text(
                    f"{one_line(link.name)}, chance {link.score:.2f} ({_evidence(link.evidence)}). "
                ),
                *article_line(link.article),
                Text(" "),
                *quoting.references([link.article]),
            )
            for link in found.links
        )
        blocks.append(Part("Articles that may be on somebody else", (_told(rule), Items(items))))
    if found.clashes:
        items = tuple(_clash(clash, quoting) for clash in found.clashes)
        blocks.append(Part("Posts that may not go together", (Items(items),)))
    if found.unsure:
        blocks.append(Part("Quotations that may be wrong", tuple(_unsure(report, quoting))))
    if found.undated:
        undated = count(
            found.undated,
            "quotation stands in an undated article",
            "quotations stand in undated articles",
        )
        rests = "no month, first or latest quotation and no change of mind can rest on that."
        blocks.append(_told(f"{undated}: {rests}"))
    if not blocks:
        blocks.append(_told("None was found: no namesake, no unsure link, no doubtful quotation."))
    return Section("doubts", "Unresolved doubts", tuple(blocks))


def _maybe(pair: MaybeRow, person: PersonRow) -> Inline:
    other, name = (
        (pair.other, pair.other_name)
        if pair.person == person.id
        else (pair.person, pair.person_name)
    )
    return (
        Text(f"{one_line(name)}, record "),
        Text(str(other), "code"),
        Text(f", with a chance of {pair.score:.2f}: {_evidence(pair.evidence)}. Decide with "),
        Text(f"quotes people same {person.id} {other}", "code"),
        Text(" or "),
        Text(f"quotes people different {person.id} {other}", "code"),
        Text("."),
    )


def _evidence(evidence: Iterable[Observation]) -> str:
    return "; ".join(one_line(one.detail) for one in evidence) or "no evidence kept"


def _namesake(one: PersonRow) -> Inline:
    post = f", {post_line(one.posts[0])}" if one.posts else ""
    quoted = f"{count(one.quotations, 'quotation')}, {period(one.first, one.last)}"
    return (
        Text(f"{one_line(one.name)}{post}, record "),
        Text(str(one.id), "code"),
        Text(f": {quoted}. Nothing of them is in this report."),
    )


def _clash(clash: Clash, quoting: Quoting) -> Inline:
    inline: list[Inline] = []
    for held in (clash.one, clash.other):
        seen = period(held.post.first_seen, held.post.last_seen)
        source = quoting.references([held.article]) if held.article else ()
        inline.append((Text(f"{post_line(held.post)} ({seen}) "), *source))
    return (*inline[0], Text(" and "), *inline[1], Text(": told for the same time."))


def _unsure(report: ExpertReport, quoting: Quoting) -> Iterator[Block]:
    unsure = report.doubts.unsure
    shown = unsure[:MOST_UNSURE]
    rule = f"Confidence below {UNSURE:.1f}, more likely wrong than right, in words or speaker."
    if len(shown) < len(unsure):
        rule += f" The {len(shown)} least sure of {len(unsure)}; the JSON has all."
    yield _told(rule)
    for row in shown:
        yield _told(_why(row))
        yield quoting.quote(row)


def _why(row: QuotationRow) -> str:
    told = f"Confidence {row.confidence:.2f}"
    if row.why is None:
        return f"{told}."
    told += f"; how the speaker was found: {one_line(row.why.reason)}."
    rivals = ", ".join(f"{one_line(one.name)} ({one.chance:.2f})" for one in row.why.rivals)
    return f"{told} It may be {rivals}." if rivals else told


def quotations(report: ExpertReport, quoting: Quoting) -> Section:
    """All quotations, the newest first."""
    every = report.quotations
    shown = every[:MOST_QUOTATIONS]
    blocks: list[Block] = []
    if not every:
        blocks.append(_told("No quotation was found."))
    elif len(shown) < len(every):
        blocks.append(
            Paragraph(
                (
                    Text(f"The {len(shown)} latest of {len(every)}, the newest first. "),
                    Text(f"quotes person {report.person.id} --limit 0", "code"),
                    Text(" lists all."),
                )
            )
        )
    else:
        blocks.append(_told(f"{count(len(every), 'quotation')}, the newest first."))
    blocks += map(quoting.quote, shown)
    return Section("quotations", "Quotations", tuple(blocks))


def sources(report: ExpertReport) -> Section:
    """The articles by their numbers."""
    if not report.articles:
        return Section("sources", "Articles", (_told("No article is named in this report."),))
    items = tuple(
        (*article_line(article), Text(" · "), Text(article.id, "code"))
        for article in report.articles
    )
    return Section("sources", "Articles", (Items(items, numbered=True),))


def _told(sentence: str) -> Paragraph:
    return Paragraph((Text(sentence),))
