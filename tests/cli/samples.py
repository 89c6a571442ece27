"""Hand-made extractions, as the pipeline would hand them over, about made-up people."""

from __future__ import annotations

from datetime import date

from quotes.types import (
    Affiliation,
    Article,
    Extraction,
    Person,
    Polarity,
    Quotation,
    QuotationIds,
    QuotationStatus,
    Span,
    Speaker,
    Stance,
    TopicLink,
)

WATER = """Tidewater to pay more for water

The council of Tidewater raised the price of water by a tenth on Monday.

“Nobody asked the people who pay,” said Maren Okonedo, director of the Harbour Institute. “This \
is a tax by another name.”

Ilse Brandvold, the mayor, said the pipes would not last another winter.
"""

FERRY = """Ferry line may close

Maren Okonedo, a nurse at Saint Olave Hospital, said the last ferry leaves before her shift ends.
"""


SURE = 0.99
"""A confidence with which a quotation is shown as sure."""


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def water(source: str = "water.txt") -> Extraction:
    """Two quotations: a direct one in two pieces, and an indirect one."""
    article = Article(
        WATER,
        source,
        title="Tidewater to pay more for water",
        authors=("Jon Petrel",),
        outlet="Harbour Gazette",
        published=date(2026, 3, 2),
        url="https://gazette.example/water",
    )
    director = Affiliation(
        "director",
        "Harbour Institute",
        None,
        place(WATER, "Maren Okonedo, director of the Harbour Institute"),
    )
    mayor = Affiliation("mayor", None, None, place(WATER, "Ilse Brandvold, the mayor"))
    first = (
        place(WATER, "“Nobody asked the people who pay,”"),
        place(WATER, "“This is a tax by another name.”"),
    )
    second = (place(WATER, "the pipes would not last another winter"),)
    return Extraction(
        article,
        people=(
            Person("Maren Okonedo", ("Okonedo",), (director,)),
            Person("Ilse Brandvold", (), (mayor,)),
        ),
        quotations=(
            Quotation(
                QuotationIds(article).next(first),
                "direct",
                "statement",
                first,
                place(WATER, "said"),
                (Speaker("person", "Maren Okonedo", place(WATER, "Maren Okonedo"), director),),
                0.93,
                topics=(TopicLink("water price", 0.8, "phrase"),),
                stances=(Stance("water price", "oppose", 0.7),),
            ),
            Quotation(
                QuotationIds(article).next(second),
                "indirect",
                "statement",
                second,
                Span(second[0].start - 5, second[0].start - 1),
                (Speaker("person", "Ilse Brandvold", place(WATER, "Ilse Brandvold"), mayor),),
                0.61,
            ),
        ),
        program="0.1.0",
        model="0" * 64,
    )


def ferry() -> Extraction:
    """Another person of the same name, with a post elsewhere."""
    article = Article(
        FERRY,
        "ferry.txt",
        title="Ferry line may close",
        outlet="Fjord Observer",
        published=date(2026, 5, 20),
    )
    nurse = Affiliation(
        "nurse",
        "Saint Olave Hospital",
        None,
        place(FERRY, "Maren Okonedo, a nurse at Saint Olave Hospital"),
    )
    pieces = (place(FERRY, "the last ferry leaves before her shift ends"),)
    return Extraction(
        article,
        people=(Person("Maren Okonedo", (), (nurse,)),),
        quotations=(
            Quotation(
                QuotationIds(article).next(pieces),
                "indirect",
                "statement",
                pieces,
                place(FERRY, "said"),
                (Speaker("person", "Maren Okonedo", place(FERRY, "Maren Okonedo"), nurse),),
                0.77,
            ),
        ),
        program="0.1.0",
        model="0" * 64,
    )


MILL = """Mill may close

“We will keep the mill,” said Rune Askvik, chairman of the Mill Trust.

Askvik denied that the mill would be sold to Corven Holdings. He would not say whether forty jobs \
were at risk. Petra Lund, the mayor, might say that the mill was safe.
"""


def mill(source: str = "mill.txt") -> Extraction:
    """Words that were said, denied, refused and only supposed, all with a side on the sale."""
    article = Article(
        MILL,
        source,
        title="Mill may close",
        outlet="Harbour Gazette",
        published=date(2026, 5, 4),
        url="https://gazette.example/mill",
    )
    chairman = Affiliation(
        "chairman", "Mill Trust", None, place(MILL, "Rune Askvik, chairman of the Mill Trust")
    )
    mayor = Affiliation("mayor", None, None, place(MILL, "Petra Lund, the mayor"))
    ids = QuotationIds(article)

    def quotation(
        words: str, who: str, mention: str, cue: str, status: QuotationStatus, side: Polarity
    ) -> Quotation:
        pieces = (place(MILL, words),)
        return Quotation(
            ids.next(pieces),
            "direct" if status == "said" else "indirect",
            "statement",
            pieces,
            place(MILL, cue),
            (
                Speaker(
                    "person", who, place(MILL, mention), mayor if who == "Petra Lund" else chairman
                ),
            ),
            SURE,
            status=status,
            topics=(TopicLink("mill", 0.8, "vocabulary"),),
            stances=(Stance("sale of the mill", side, 0.9),),
        )

    rune, petra = "Rune Askvik", "Petra Lund"
    sold, jobs = "the mill would be sold to Corven Holdings", "whether forty jobs were at risk"
    return Extraction(
        article,
        people=(Person(rune, ("Askvik",), (chairman,)), Person(petra, (), (mayor,))),
        quotations=(
            quotation("“We will keep the mill,”", rune, rune, "said", "said", "oppose"),
            quotation(sold, rune, "Askvik", "denied", "denied", "support"),
            quotation(jobs, rune, "He", "would not say", "refused", "support"),
            quotation("the mill was safe", petra, petra, "might say", "hypothetical", "oppose"),
        ),
        program="1",
        model="m",
    )
