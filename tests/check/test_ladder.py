"""Which verdict comes first where several quotations answer a claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from quotes.article import Article, Extraction, Kind
from quotes.check.case import Case
from quotes.check.claimed import readings
from quotes.check.context.scene import Scenes
from quotes.check.ladder import Finding, climb
from quotes.check.match import match
from quotes.check.rows import Claim, SaidBy
from quotes.check.speakers import Sought
from quotes.store import Store
from quotes.store.lookup.rows import Called
from tests.store.made import quotation

WORDS = "We will not sell the mill to anybody"
EXACT = f"“{WORDS},” Fenwick said."
CHANGED = "“We will not sell the pub to anybody,” Fenwick said."
REPORT = "we will not sell the mill to anybody"

JOKED = f"“{WORDS},” Fenwick joked."
LONGER = f"“{WORDS} who cannot bake bread on a Sunday,” Fenwick said."
PUB = "“The pub belongs to anybody,” Fenwick said."
WHALES = "“Whales sing at noon,” Fenwick said."
TEXTS = (EXACT, CHANGED, REPORT, JOKED, LONGER, PUB, WHALES)

Climb = Callable[..., Finding | None]


def extraction(text: str) -> Extraction:
    """An article of one paragraph, in which all that is in marks, or all of it, is quoted."""
    article = Article(text, f"{TEXTS.index(text)}.txt")
    kind: Kind = "direct" if "”" in text else "indirect"
    words = text[: text.rindex("”") + 1] if "”" in text else text
    return Extraction(article, (), (quotation(article, words, kind=kind),), "1", "m")


@pytest.fixture(scope="module")
def climbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Climb]:
    """The finding for a claim by Odo Fenwick and quotations: in which text, and whose they are."""
    sought = Sought("Odo Fenwick", (Called(1, "Odo Fenwick", 1),))
    with Store.create(str(tmp_path_factory.mktemp("mill") / "quotes.db")) as store:
        stored = {}
        for text in TEXTS:
            made = extraction(text)
            store.add(made)
            (stored[text],) = store.lookup.of_article(made.article.id)

        def climbed(words: str, *said: tuple[str, SaidBy]) -> Finding | None:
            matches = [match(words, stored[text], by) for text, by in said]
            claim = Claim(words, "Odo Fenwick")
            case = Case(claim, readings(words)[-1], sought, Scenes(store.lookup))
            return climb(case, sorted(matches, key=lambda one: one.order))

        yield climbed


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([(EXACT, "same")], "verbatim"),
        ([(EXACT, "other")], "other-speaker"),
        ([(EXACT, "unnamed")], "other-speaker"),
        ([(JOKED, "other"), (EXACT, "same")], "verbatim"),
        ([(EXACT, "other"), (CHANGED, "same")], "other-speaker"),
        ([(CHANGED, "same")], "altered"),
        ([(REPORT, "same")], "indirect"),
        ([(REPORT, "other")], "other-speaker"),
        ([(CHANGED, "same"), (REPORT, "same")], "indirect"),
        ([(WHALES, "same")], None),
        ([], None),
    ],
)
def test_the_order(climbed: Climb, said: list[tuple[str, SaidBy]], expected: str | None) -> None:
    finding = climbed(WORDS, *said)
    assert (finding.verdict if finding else None) == expected


def test_out_of_context_only_where_it_is_so_everywhere(climbed: Climb) -> None:
    alone = climbed(WORDS, (JOKED, "same"))
    assert alone is not None
    assert alone.verdict == "out-of-context"
    finding = climbed(WORDS, (JOKED, "same"), (EXACT, "same"))
    assert finding is not None
    assert finding.verdict == "verbatim"
    assert [len(guards) for _, guards in finding.found] == [0, 1]


def test_a_whole_sentence_comes_before_a_part_of_one(climbed: Climb) -> None:
    part = climbed(WORDS, (LONGER, "same"))
    assert part is not None
    assert part.verdict == "trimmed"
    finding = climbed(WORDS, (LONGER, "same"), (EXACT, "same"))
    assert finding is not None
    assert finding.verdict == "verbatim"
    assert finding.found[0][0].row.context == EXACT


def test_one_word_changed_is_no_patchwork(climbed: Climb) -> None:
    finding = climbed(WORDS.replace("mill", "pub"), (EXACT, "same"), (PUB, "same"))
    assert finding is not None
    assert finding.verdict == "altered"
