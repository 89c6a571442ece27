"""Words that a speaker only repeats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.check.claim_context import (
    ClaimContext,
    ClaimedSpeaker,
    RepeatedSpeech,
    VerdictFinding,
    repeated_speech,
)
from quotes.check.context import SourceArticles
from quotes.check.match import Match, claim_readings, match_quotation, match_repeated
from quotes.check.results import SaidBy
from quotes.check.verdict import LEAST_STITCHED_WORDS, decide_verdict, stitched
from quotes.search.claims import PersonCandidate
from quotes.store.store import Store
from quotes.text.tokens import tokens
from quotes.types import Article, Claim, Extraction, Kind, Span
from tests.check.made import place, quotation
from tests.store.made import quotation as stored_quotation

FENWICK = ClaimedSpeaker("Odo Fenwick", ())
WORDS = "not one plank will be sold"


def repeated_by(text: str, by: SaidBy = "same") -> RepeatedSpeech | None:
    row = quotation(text, text[: text.rindex("”") + 1], offset=30)
    return repeated_speech(match_quotation(WORDS, row, by), FENWICK)


def test_words_of_somebody_else() -> None:
    text = "“The mayor told us, ‘not one plank will be sold,’ and then she sold it,” Fenwick said."
    found = repeated_by(text)
    inner = place(text, "not one plank will be sold,")
    assert found == RepeatedSpeech(Span(inner.start + 30, inner.end + 30), "other")


def test_the_speakers_own_words_of_another_day() -> None:
    text = "“I told them, ‘not one plank will be sold,’ and none was,” Fenwick said."
    assert repeated_by(text) is None


def test_another_repeats_the_words_of_the_one_sought() -> None:
    text = "“Fenwick promised, ‘not one plank will be sold,’ and left,” Ilse Brandvold said."
    found = repeated_by(text, by="other")
    assert found is not None
    assert found.said_by == "same"


def test_another_repeats_the_words_of_a_third() -> None:
    text = "“The mayor promised, ‘not one plank will be sold,’ and left,” Ilse Brandvold said."
    assert repeated_by(text, by="other") is None


def test_a_nested_quotation_is_its_own_speakers() -> None:
    text = "“The mayor told us, ‘not one plank will be sold,’ and left,” Ilse Brandvold said."
    row = quotation(text, "‘not one plank will be sold,’", offset=30)
    assert repeated_speech(match_quotation(WORDS, row, "same"), FENWICK) is None


@pytest.mark.parametrize(
    "text",
    [
        "“We know that not one plank will be sold,” Fenwick said.",
        "“The ‘plank tax’ is dead and not one plank will be sold,” Fenwick said.",
    ],
)
def test_words_outside_of_inner_marks_are_the_speakers(text: str) -> None:
    assert repeated_by(text) is None


def test_the_match_is_then_with_the_inner_words_alone() -> None:
    text = "“The mayor told us, ‘not one plank will be sold,’ and then she sold it,” Fenwick said."
    row = quotation(text, text[: text.rindex("”") + 1], offset=30)
    found = repeated_speech(match_quotation(WORDS, row, "same"), FENWICK)
    assert found is not None
    again = match_repeated(match_quotation(WORDS, row, "same"), WORDS, found.inner, found.said_by)
    assert (again.level, again.said_by, again.is_repeated) == ("same", "other", True)
    assert [text[one.start - 30 : one.end - 30] for one in again.article_spans] == [WORDS]


CLAIMED = "We will not sell the mill to anybody"
EXACT = f"“{CLAIMED},” Fenwick said."
CHANGED = "“We will not sell the pub to anybody,” Fenwick said."
REPORT = "we will not sell the mill to anybody"

JOKED = f"“{CLAIMED},” Fenwick joked."
LONGER = f"“{CLAIMED} who cannot bake bread on a Sunday,” Fenwick said."
PUB = "“The pub belongs to anybody,” Fenwick said."
WHALES = "“Whales sing at noon,” Fenwick said."
TEXTS = (EXACT, CHANGED, REPORT, JOKED, LONGER, PUB, WHALES)

Decide = Callable[..., VerdictFinding | None]


def extraction(text: str) -> Extraction:
    """An article of one paragraph, in which all that is in marks, or all of it, is quoted."""
    article = Article(text, f"{TEXTS.index(text)}.txt")
    kind: Kind = "direct" if "”" in text else "indirect"
    words = text[: text.rindex("”") + 1] if "”" in text else text
    return Extraction(article, (), (stored_quotation(article, words, kind=kind),), "1", "m")


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Decide]:
    """The finding for a claim by Odo Fenwick and quotations: in which text, and whose they are."""
    speaker = ClaimedSpeaker("Odo Fenwick", (PersonCandidate(1, "Odo Fenwick", 1),))
    with Store(str(tmp_path_factory.mktemp("mill") / "quotes.db")) as store:
        stored = {}
        for text in TEXTS:
            made = extraction(text)
            store.add(made)
            (stored[text],) = store.lookup.of_article(made.article.id)

        def decided(
            words: str, *said: tuple[str, SaidBy], denied: tuple[tuple[str, SaidBy], ...] = ()
        ) -> VerdictFinding | None:
            matches = [match_quotation(words, stored[text], by) for text, by in said]
            matches += [
                match_quotation(words, replace(stored[text], status="denied"), by)
                for text, by in denied
            ]
            claim = Claim(words, "Odo Fenwick")
            context = ClaimContext(
                claim, claim_readings(words)[-1], speaker, SourceArticles(store.lookup)
            )
            return decide_verdict(context, sorted(matches, key=lambda one: one.sort_key))

        yield decided


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
def test_the_order(decided: Decide, said: list[tuple[str, SaidBy]], expected: str | None) -> None:
    finding = decided(CLAIMED, *said)
    assert (finding.verdict if finding else None) == expected


@pytest.mark.parametrize(
    ("denied", "said", "expected"),
    [
        ([(EXACT, "same")], [], "out-of-context"),
        ([(REPORT, "same")], [], "out-of-context"),
        ([(EXACT, "same")], [(LONGER, "same")], "trimmed"),
        ([(EXACT, "same")], [(EXACT, "other")], "out-of-context"),
        ([(REPORT, "same")], [(EXACT, "other")], "other-speaker"),
        ([(REPORT, "same")], [(CHANGED, "same")], "out-of-context"),
        ([(REPORT, "same")], [(REPORT, "same")], "indirect"),
        ([(CHANGED, "same")], [], None),
        ([(EXACT, "other")], [], None),
        ([(EXACT, "unnamed")], [], None),
    ],
)
def test_denied_words_never_bear_a_claim_out(
    decided: Decide,
    denied: list[tuple[str, SaidBy]],
    said: list[tuple[str, SaidBy]],
    expected: str | None,
) -> None:
    finding = decided(CLAIMED, *said, denied=tuple(denied))
    assert (finding.verdict if finding else None) == expected
    if finding and said and expected != "out-of-context":
        assert all(match.is_said for match, _ in finding.matches)
        assert [match.is_said for match in finding.not_said] == [False]


def test_denied_words_make_no_patchwork(decided: Decide) -> None:
    words = f"{CLAIMED} and whales sing at noon"
    finding = decided(words, (EXACT, "same"), (WHALES, "same"))
    assert finding is not None
    assert finding.verdict == "stitched"
    finding = decided(words, (EXACT, "same"), denied=((WHALES, "same"),))
    assert finding is None or finding.verdict != "stitched"


def test_out_of_context_only_where_it_is_so_everywhere(decided: Decide) -> None:
    alone = decided(CLAIMED, (JOKED, "same"))
    assert alone is not None
    assert alone.verdict == "out-of-context"
    finding = decided(CLAIMED, (JOKED, "same"), (EXACT, "same"))
    assert finding is not None
    assert finding.verdict == "verbatim"
    assert [len(warnings) for _, warnings in finding.matches] == [0, 1]


def test_a_whole_sentence_comes_before_a_part_of_one(decided: Decide) -> None:
    part = decided(CLAIMED, (LONGER, "same"))
    assert part is not None
    assert part.verdict == "trimmed"
    finding = decided(CLAIMED, (LONGER, "same"), (EXACT, "same"))
    assert finding is not None
    assert finding.verdict == "verbatim"
    assert finding.matches[0][0].row.context == EXACT


def test_one_word_changed_is_no_patchwork(decided: Decide) -> None:
    finding = decided(CLAIMED.replace("mill", "pub"), (EXACT, "same"), (PUB, "same"))
    assert finding is not None
    assert finding.verdict == "altered"


FIRST = "“We will not sell the mill to anybody who cannot bake.”"
SECOND = "“The council has never read the lease it signed.”"


def matches(words: str, *texts: str) -> list[Match]:
    """The claim against quotations that stand one after the other."""
    rows, start = [], 0
    for text in texts:
        rows.append(quotation(text, offset=start))
        start += len(text) + 100
    return [match_quotation(words, row, "same") for row in rows]


def test_two_halves() -> None:
    words = "We will not sell the mill and the council has never read the lease."
    parts = stitched(words, matches(words, SECOND, FIRST))
    assert [one.span.of(words) for one in parts] == [
        "We will not sell the mill",
        "the council has never read the lease",
    ]
    assert [one.match.row.context for one in parts] == [FIRST, SECOND]


def test_all_of_one_quotation_is_no_patchwork() -> None:
    words = "We will not sell the mill to anybody who cannot bake."
    assert stitched(words, matches(words, FIRST, SECOND)) == ()


def test_one_quotation_twice_is_none() -> None:
    words = "We will not sell the mill and anybody who cannot bake will not sell the mill"
    assert stitched(words, matches(words, FIRST)) == ()


def test_too_much_that_nobody_said() -> None:
    words = (
        "We will not sell the mill, whales sing opera at noon in every harbour of the northern "
        "sea, the council has never read the lease"
    )
    assert stitched(words, matches(words, FIRST, SECOND)) == ()


def test_nothing_at_all() -> None:
    assert stitched("", []) == ()
    assert stitched("We will not sell", []) == ()


STITCHED = st.lists(
    st.sampled_from("we will not sell the mill council has never read lease whales".split()),
    max_size=14,
).map(" ".join)


@given(STITCHED, st.lists(STITCHED.filter(bool), max_size=4))
def test_parts_lie_in_the_claim_and_do_not_overlap(words: str, texts: list[str]) -> None:
    parts = stitched(words, matches(words, *(f"“{text}.”" for text in texts)))
    assert len(parts) != 1
    assert all(one.span.end <= after.span.start for one, after in pairwise(parts))
    for one in parts:
        assert one.span.end <= len(words)
        assert len(tokens(one.span.of(words))) >= LEAST_STITCHED_WORDS
    assert len({one.match.row.id for one in parts}) == len(parts)
