"""An article in which everything that can go wrong in a format does; its people are made up."""

from __future__ import annotations

from datetime import date

from quotes.store.store import Store
from quotes.types import (
    Affiliation,
    Anonymity,
    Article,
    Extraction,
    Organization,
    Person,
    Quotation,
    QuotationIds,
    Speaker,
    Stance,
    TopicLink,
)
from tests.cli.samples import ferry, place, water

ODD = """😀 Odd words at the quay

“=HYPERLINK("https://evil.example"; "quay")”, Ana Beck wrote. “- [[not]] a *list*

# nor a heading <b>, $5 & more”, she added.

The harbour office said +1 is a number. A senior official said “@SUM(A1)” was a typo. Villagers \
feared the\u2028tide. Two said so.
"""

NAMES = ("../x", "a|b", "[[x]]", "Ana\nBeck", "CON", "...", "é" * 150)


def odd(**given: object) -> Extraction:
    """Neither URL nor day nor title; names that no file may have, formulas, several speakers."""
    article = Article(ODD, "C:\\odd.txt", authors=("@cmd", "Associated Press"), **given)  # type: ignore[arg-type]
    post = Affiliation("chief = boss", "Harbour Office", "Unit|9", place(ODD, "Ana Beck"))

    def quotation(*words: str, kind: str, speakers: tuple[Speaker, ...]) -> Quotation:
        pieces = tuple(place(ODD, one) for one in words)
        return Quotation(
            QuotationIds(article).next(pieces),
            kind,  # type: ignore[arg-type]
            "statement",
            pieces,
            None,
            speakers,
            0.5,
            topics=(TopicLink("=topic; [one]", 0.5, "vocabulary"), TopicLink("2026", 0.4)),
            stances=(Stance("the quay", "oppose", 0.6),),
        )

    source = Anonymity(1, "official", None, "senior", None, 1)
    crowd = Anonymity("several", "villagers", None, None, None, 0, collective=True)
    ana = Speaker("person", "Ana\nBeck", place(ODD, "Ana Beck"), post)
    several = tuple(Speaker("person", name) for name in NAMES)
    office = Affiliation(None, "Harbour Office", None, place(ODD, "The harbour office"))
    return Extraction(
        article,
        people=tuple(Person(name, (), (post,) if name == "Ana\nBeck" else ()) for name in NAMES),
        quotations=(
            quotation(
                '“=HYPERLINK("https://evil.example"; "quay")”',
                "“- [[not]] a *list*\n\n# nor a heading <b>, $5 & more”",
                kind="direct",
                speakers=(ana,),
            ),
            quotation(
                "+1 is a number",
                kind="indirect",
                speakers=(Speaker("organization", "Harbour Office", None, office),),
            ),
            quotation(
                "“@SUM(A1)” was a typo",
                kind="mixed",
                speakers=(Speaker("unknown", "A senior official", anonymity=source),),
            ),
            quotation(
                "the\u2028tide",
                kind="indirect",
                speakers=(Speaker("group", "Villagers", anonymity=crowd),),
            ),
            quotation("Two said so", kind="indirect", speakers=several),
        ),
        organizations=(Organization("Harbour Office", ("HO",), ("Quay Office",), None, "Kenya"),),
        program="0.1.0",
        model="0" * 64,
    )


def fill(store: Store) -> None:
    """Two plain articles and the odd one, once without and once with a day and an odd URL."""
    store.add(water())
    store.add(ferry())
    store.add(odd())
    store.add(
        odd(
            published=date(2026, 4, 1),
            url="https://odd.example/a b?q=<ü>",
            outlet="@Odd",
            title="=1+1",
        )
    )
