from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.check.differences import gloss_kind, is_harmless, kind_of, opposed
from quotes.check.match import WordComparison, compare
from quotes.check.units import units
from quotes.types import PIECE_JOINER

DAM = (
    "The dam is safe and it will be for the next twenty-five years. We don't think that anyone in "
    "Harlow should worry about it."
)
WORDS = st.lists(
    st.sampled_from(
        "the dam of is not safe will never Harlow Denton don't it's two 5% twenty-five if , . ? … "
        "“yes” [it] um colour long-term we'll Friday because but".split()
    ),
    max_size=30,
).map(" ".join)


def told(claim: str, said: str) -> list[tuple[str, str, str]]:
    """The differences that are not harmless: kind, words of the claim, words of the quotation."""
    found = compare(claim, said).differences
    return [(one.kind, one.claim, one.said) for one in found if not one.harmless]


def harmless(claim: str, said: str) -> list[tuple[str, str, str]]:
    found = compare(claim, said).differences
    return [(one.kind, one.claim, one.said) for one in found if one.harmless]


@pytest.mark.parametrize(
    ("claim", "said", "kind"),
    [
        ("THE DAM IS SAFE", "The dam is safe", "case"),
        ("‘it’ is safe", "'it' is safe", "marks"),
        ("It is safe - really", "It is safe — really", "marks"),
        ("we re-open the cafe", "we re-open the café", "marks"),
        ("a long term plan", "a long-term plan", "marks"),
        ("we cooperate", "we co-operate", "spelling"),
        ("good healthcare for all", "good health care for all", "spelling"),
        ("the labor program", "the labour programme", "spelling"),
        ("I am gonna win", "I am going to win", "contraction"),
        ("I don't know", "I do not know", "contraction"),
        ("we'll win", "we will win", "contraction"),
        ("it's over", "it is over", "contraction"),
        ("it's been hard", "it has been hard", "contraction"),
        ("he'd go", "he would go", "contraction"),
        ("he'd gone", "he had gone", "contraction"),
        ("we can not wait", "we cannot wait", "contraction"),
        ("25 people came", "twenty-five people came", "figure"),
        ("it cost $5 million", "it cost five million dollars", "figure"),
        ("a 5% rise", "a five per cent rise", "figure"),
        ("the 1st time", "the first time", "figure"),
        ("we met on May 5", "we met on May 5th", "figure"),
        ("[the dam] is safe", "it is safe", "bracket"),
        ("[the dam] is safe", "the dam is safe", "bracket"),
        ("[T]he dam is safe", "the dam is safe", "bracket"),
        ("it [the dam] is safe", "it is safe", "bracket"),
        ("[Mayor Harlow] went home", "the mayor went home", "bracket"),
        ("he told [Harlow] so", "he told the owner so", "bracket"),
        ("we [are] ready", "we were ready", "bracket"),
        ("it is safe", "it [the dam] is safe", "bracket"),
        ("the United States acted", "the U.S. acted", "spelling"),
        ("salt & water", "salt and water", "spelling"),
        ("it is … safe", "it is safe", "ellipsis"),
    ],
)
def test_writing_is_no_alteration(claim: str, said: str, kind: str) -> None:
    found = compare(claim, said)
    assert {one.kind for one in found.differences} == {kind}
    assert (found.similarity, found.whole, found.altered) == (1.0, True, False)


@pytest.mark.parametrize(
    ("claim", "said", "expected"),
    [
        ("five people died", "three people died", [("number", "five", "three")]),
        ("it cost $5 million", "it cost $5 billion", [("number", "$5 million", "$5 billion")]),
        ("it fell by half", "it fell by 40%", [("number", "half", "40%")]),
        ("it doubled in May", "it tripled in May", [("number", "doubled", "tripled")]),
        ("we hired 20 people", "we hired people", [("number", "20", "")]),
        ("we will not build it", "we will build it", [("negation", "not", "")]),
        ("we will build it", "we will not build it", [("negation", "", "not")]),
        ("we will build it", "we won't build it", [("negation", "will", "won't")]),
        ("he never came here", "he always came here", [("negation", "never", "always")]),
        ("rain is unlikely today", "rain is likely today", [("negation", "unlikely", "likely")]),
        ("we raise taxes", "we lower taxes", [("negation", "raise", "lower")]),
        ("it is illegal", "it is legal", [("negation", "illegal", "legal")]),
        ("they inform us", "they form us", [("word", "inform", "form")]),
        ("prices decreased", "prices increased", [("negation", "decreased", "increased")]),
        ("the [bridge] is safe", "the dam is safe", [("word", "[bridge]", "dam")]),
        ("we met [Denton]", "we met Harlow", [("name", "[Denton]", "Harlow")]),
        (
            "it cost [5] dollars a day",
            "it cost 6 dollars a day",
            [("number", "[5] dollars", "6 dollars")],
        ),
        ("a notable man", "a not able man", [("negation", "notable", "not able")]),
        ("in the 1980s", "in the 1990s", [("number", "1980s", "1990s")]),
        ("it was -5 degrees", "it was 5 degrees", [("number", "-5", "5")]),
        ("We [never] build it", "We build it", [("negation", "[never]", "")]),
        ("we met in Denton", "we met in Harlow", [("name", "Denton", "Harlow")]),
        ("we meet on Monday", "we meet on Friday", [("name", "Monday", "Friday")]),
        ("Harlow has to pay", "Denton has to pay", [("name", "Harlow", "Denton")]),
        ("we met in denton", "we met in Harlow", [("name", "denton", "Harlow")]),
        ("we would build it", "we will build it", [("tense", "would", "will")]),
        ("it was safe", "it is safe", [("tense", "was", "is")]),
        ("they build dams", "they built dams", [("tense", "build", "built")]),
        ("they have built it", "they built it", [("tense", "have", "")]),
        ("it could be safe", "it is safe", [("word", "could be", "is")]),
        ("it has been built", "it was built", [("tense", "has been", "was")]),
        ("we will build it", "we built it", [("tense", "will build", "built")]),
        ("prices rise again", "prices rose again", [("tense", "rise", "rose")]),
        ("the old schools close", "the old school close", [("word", "schools", "school")]),
        ("he will never go", "he will not go", [("word", "never", "not")]),
        ("the dike is safe", "the dam is safe", [("word", "dike", "dam")]),
        ("the old mill is safe", "the big dam is safe", [("word", "old mill", "big dam")]),
        ("the big dam is very safe", "the big dam is safe", [("added", "very", "")]),
        ("the dam is safe", "the big dam is safe", [("missing", "", "big")]),
    ],
)
def test_alterations_are_named(claim: str, said: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(claim, said) == expected
    assert not compare(claim, said).whole


@pytest.mark.parametrize(
    ("claim", "said", "missing", "turns"),
    [
        ("the dam is safe", "If it rains, the dam is safe.", "If it rains", "condition"),
        ("the dam is safe", "I don't think the dam is safe.", "I don't think", "negation"),
        ("The dam is safe", "The dam is safe, but not for long.", "but not for long", "contrast"),
        ("The dam is safe", "The dam is safe, isn't it?", "isn't it", "question"),
        ("The dam is safe.", "The dam is safe?", "?", "question"),
        ("The dam fails", "The dam perhaps fails", "perhaps", "hedge"),
        ("dams are safe", "some of the dams are safe", "some of the", "quantity"),
        ("it will … be built", "it will certainly never be built", "certainly never", "negation"),
        ("The dam is safe", "The dam is safe and new", "and new", None),
        ("The dam … is new", "The dam we built is new", "we built", None),
        ("It is safe", "It is, um, safe", "um", None),
    ],
)
def test_words_left_out(claim: str, said: str, missing: str, turns: str | None) -> None:
    found = [one for one in compare(claim, said).differences if one.kind == "missing"]
    assert [(one.said, one.polarity_change) for one in found] == [(missing, turns)]
    assert not compare(claim, said).altered


def test_a_question_may_be_quoted_without_its_mark() -> None:
    assert told("Is the dam safe", "Is the dam safe?") == []
    assert [kind for kind, _, _ in told("Is the dam safe.", "Is the dam safe?")] == ["missing"]


def test_a_sentence_of_several_is_whole() -> None:
    found = compare("We do not think that anyone in Harlow should worry about it.", DAM)
    assert (found.whole, found.starts_sentence, found.ends_sentence, found.similarity) == (
        True,
        True,
        True,
        1.0,
    )
    assert [span.of(DAM) for span in found.said_spans] == [
        "We don't think that anyone in Harlow should worry about it"
    ]


def test_a_part_of_a_sentence_is_not_whole() -> None:
    found = compare("the dam is safe", DAM)
    assert (found.whole, found.starts_sentence, found.ends_sentence) == (False, True, False)
    assert told("the dam is safe", DAM) == [
        ("missing", "", "and it will be for the next twenty-five years")
    ]


def test_a_sentence_left_out_between_two_turns_nothing() -> None:
    said = "The dam is safe. We never built another. The town is dry."
    found = compare("The dam is safe. The town is dry.", said)
    assert [(one.kind, one.said, one.polarity_change) for one in found.differences] == [
        ("missing", "We never built another", None)
    ]
    assert not found.whole


def test_filled_pauses_may_be_left_out() -> None:
    found = compare("The dam is safe", "Um, the dam is, uh, safe.")
    assert found.whole
    assert not found.altered


def test_pieces_are_joined_without_a_trace() -> None:
    said = f"“The dam is safe,{PIECE_JOINER}and it will stay so.”"
    found = compare("The dam is safe and it will stay so", said)
    assert found.differences == ()
    assert found.whole
    assert [span.of(said) for span in found.said_spans] == [
        "The dam is safe",
        "and it will stay so",
    ]


def test_a_contraction_is_told_as_a_whole() -> None:
    assert told("We do think so", "We don't think so") == [("negation", "do", "don't")]
    assert harmless("We do think so", "We don't think so") == []


def test_a_claim_longer_than_the_quotation() -> None:
    claim = "The dam is safe and it will hold. Nobody has to leave the valley this winter."
    found = compare(claim, "I tell you the dam is safe and it will hold.")
    assert [span.of(claim) for span in found.claim_spans] == ["The dam is safe and it will hold"]
    assert [one.kind for one in found.differences if not one.harmless] == ["missing", "added"]
    assert 0.3 < found.similarity < 0.7


def test_the_better_of_two_like_places() -> None:
    said = "We build, we build dams, we build them well."
    assert [span.of(said) for span in compare("we build them", said).said_spans] == [
        "we build them"
    ]


@pytest.mark.parametrize("claim", ["", "“”", "…", "[sic]", "nothing alike", "zebra", "\u200b"])
def test_nothing_in_common(claim: str) -> None:
    found = compare(claim, DAM)
    assert (found.similarity, found.claim_spans, found.said_spans) == (0.0, (), ())
    assert (found.whole, found.starts_sentence, found.ends_sentence) == (False, False, False)


def test_a_claim_of_function_words() -> None:
    assert compare("it will be", DAM).similarity == 1.0
    assert compare("um", "um").similarity == 1.0


def _sound(found: WordComparison, claim: str, said: str) -> None:
    assert 0.0 <= found.similarity <= 1.0
    for spans, text in ((found.claim_spans, claim), (found.said_spans, said)):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.end <= two.start for one, two in pairwise(spans))
    for one in found.differences:
        assert one.claim == (one.claim_span.of(claim) if one.claim_span else "")
        assert one.said == (one.said_span.of(said) if one.said_span else "")
        assert one.polarity_change is None or one.kind == "missing"
    assert all(PIECE_JOINER not in span.of(said) for span in found.said_spans)


@given(st.text(), st.text())
def test_any_two_texts_compare(claim: str, said: str) -> None:
    _sound(compare(claim, said), claim, said)


@given(WORDS, WORDS)
def test_any_words_compare(claim: str, said: str) -> None:
    _sound(compare(claim, said), claim, said)


@given(WORDS)
def test_a_text_is_whole_in_itself(text: str) -> None:
    found = compare(text, text)
    if found.claim_spans:
        assert found.whole
        assert found.similarity == 1.0
    assert all(is_harmless(one.kind) for one in found.differences)


@given(WORDS.map(lambda text: text.replace("…", "").replace("[it]", "it")))
def test_words_dropped_from_the_end_alter_nothing(text: str) -> None:
    words = text.split()
    for kept in range(1, len(words), 5):
        assert not compare(" ".join(words[:kept]), text).altered


@given(WORDS, WORDS)
def test_case_and_marks_change_nothing(claim: str, said: str) -> None:
    curly = claim.replace("'", "’").replace('"', "“")
    found, other = compare(claim, said), compare(curly, said)
    assert found.similarity == other.similarity
    assert found.altered == other.altered
    assert found.said_spans == other.said_spans
    assert compare(claim.upper(), said).said_spans == found.said_spans


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("likely", "unlikely", True),
        ("agree", "disagree", True),
        ("useful", "useless", True),
        ("rising", "falling", True),
        ("always", "never", True),
        ("form", "inform", False),
        ("dam", "dike", False),
        ("safe", "safe", False),
    ],
)
def test_opposites(one: str, other: str, expected: bool) -> None:
    assert opposed(one, other) is expected
    assert opposed(other, one) is expected


@pytest.mark.parametrize(
    ("claim", "said", "kind"),
    [
        ("five", "six", "number"),
        ("not safe", "safe", "negation"),
        ("on Monday", "on Friday", "name"),
        ("will go", "went", "tense"),
        ("a mill", "the dam", "word"),
    ],
)
def test_kind_of(claim: str, said: str, kind: str) -> None:
    assert kind_of(units(claim), units(said), claim, said) == kind


@pytest.mark.parametrize(
    ("gloss", "other", "kind"),
    [
        ("[the dam]", "it", "bracket"),
        ("[Harlow]", "the mayor", "bracket"),
        ("[built]", "builds", "bracket"),
        ("[the bridge]", "the dam", "word"),
        ("[the mayor]", "told Harlow", "name"),
        ("[not]", "", "negation"),
        ("[five]", "six", "number"),
    ],
)
def test_gloss_kind(gloss: str, other: str, kind: str) -> None:
    assert gloss_kind(units(gloss), units(other), gloss, other) == kind
