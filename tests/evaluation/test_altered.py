from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.evaluation import altering
from scripts.evaluation.altered_claims import (
    Altered,
    Marked,
    Said,
    claims,
    marked,
    sentences,
    sources,
)
from scripts.evaluation.altering import spelled
from scripts.evaluation.altering_words import FOREIGN, NUMBERS

WORDS = """
    the harbour Harbour dues will rise by 12 1,250 3.5 twelve percent, not never unless we have
    aren't can't people want Keller Ada's is was “quick” They going to (perhaps) — decision. towns
    building, favour
""".split()
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map(" ".join)
rngs = st.integers(0, 10_000).map(Random)
POOL = ("ferries", "wonder", "singing", "painted", "slowly", "station")

SAID = "The harbour dues will rise by 12 percent, and Ada Keller has not told two people why."


def is_subsequence(part: Sequence[str], whole: Sequence[str]) -> bool:
    left = iter(whole)
    return all(word in left for word in part)


def changed_words(one: str, other: str) -> list[tuple[str, str]]:
    return [(a, b) for a, b in zip(one.split(), other.split(), strict=True) if a != b]


@given(texts, rngs)
def test_what_is_cut_leaves_the_rest_in_order(text: str, rng: Random) -> None:
    for alter in (altering.drop_end, altering.drop_middle):
        cut = alter(text, rng)
        if cut is not None:
            assert len(cut.split()) < len(text.split())
            assert is_subsequence(cut.split(), text.split())
            assert altering.turns(cut.split()) == altering.turns(text.split())
            assert len(cut.split()) >= altering.LEAST


@given(texts, rngs)
def test_a_cut_end_leaves_one_stretch(text: str, rng: Random) -> None:
    cut = altering.drop_end(text, rng)
    assert cut is None or text.startswith(cut) or text.endswith(cut)


@given(texts, rngs)
def test_a_cut_with_an_ellipsis_shows_where(text: str, rng: Random) -> None:
    cut = altering.drop_middle(text, rng, "…")
    if cut is not None:
        before, after = cut.split(" … ")
        assert text.startswith(before)
        assert text.endswith(after)


@given(texts, rngs)
def test_a_changed_number_has_another_value(text: str, rng: Random) -> None:
    changed = altering.change_number(text, rng)
    if changed is None:
        return
    ((old, new),) = changed_words(text, changed)
    assert value(old) != value(new)


def value(word: str) -> float:
    plain = altering.core(word).casefold()
    return float(NUMBERS.get(plain) or plain.replace(",", ""))


@given(texts, rngs)
def test_a_number_written_otherwise_has_the_same_value(text: str, rng: Random) -> None:
    changed = altering.rewrite_number(text, rng)
    if changed is not None:
        ((old, new),) = changed_words(text, changed)
        assert value(old) == value(new)
        assert altering.core(old).isdigit() != altering.core(new).isdigit()


@given(texts, rngs)
def test_a_negation_put_in_can_be_taken_out(text: str, rng: Random) -> None:
    negated = altering.negate(text, rng)
    if negated is not None:
        assert len(negated.split()) == len(text.split()) + 1
        assert is_subsequence(text.split(), negated.split())
        assert altering.drop_negation(negated, rng) is not None


@given(texts, rngs)
def test_one_word_is_swapped_for_one_of_the_pool(text: str, rng: Random) -> None:
    swapped = altering.swap_word(text, rng, POOL)
    if swapped is not None:
        ((old, new),) = changed_words(text, swapped)
        assert altering.core(new) in POOL
        assert new.replace(altering.core(new), "") == old.replace(altering.core(old), "")


@given(texts, rngs)
def test_marks_and_case_change_no_word(text: str, rng: Random) -> None:
    for alter in (altering.restyle_marks, altering.restyle_case):
        styled = alter(text, rng)
        if styled is not None:
            assert styled != text
            assert spelled(styled) == spelled(text)


@given(texts, rngs)
def test_every_change_changes_something(text: str, rng: Random) -> None:
    for alter in (
        partial(altering.swap_word, pool=POOL),
        altering.change_name,
        altering.change_tense,
        altering.drop_negation,
        altering.contract,
        altering.respell,
        altering.paraphrase,
    ):
        changed = alter(text, rng)
        assert changed is None or spelled(changed) != spelled(text)


@pytest.mark.parametrize(
    ("alter", "text", "expected"),
    [
        (altering.drop_negation, "It can't be so", "It can be so"),
        (altering.drop_negation, "There is no doubt", "There is doubt"),
        (altering.negate, "The dues will rise", "The dues will not rise"),
        (altering.negate, "The dues will not rise", None),
        (altering.change_tense, "It is late", "It was late"),
        (altering.change_tense, "It would have rained", None),
        (altering.respell, "A matter of honour.", "A matter of honor."),
        (altering.contract, "They aren’t here", "They are not here"),
        (altering.rewrite_number, "after 12 days", "after twelve days"),
        (altering.rewrite_number, "after Twenty-one days", "after 21 days"),
        (altering.restyle_marks, "it’s “so”", 'it\'s "so"'),
        (altering.restyle_marks, "it's so", "it’s so"),
        (altering.change_name, "the harbour dues", None),
        (altering.change_name, "I’m here and I said I’m staying", None),
        (altering.change_number, "one of the dues", None),
        (altering.paraphrase, "Dues fell.", None),
    ],
)
def test_alterations(alter: altering.Alteration, text: str, expected: str | None) -> None:
    assert alter(text, Random(1)) == expected


def test_a_name_is_changed_as_a_whole() -> None:
    changed = altering.change_name("We told Ada Keller's board", Random(3))
    assert changed is not None
    assert re.fullmatch(r"We told (?!Ada|Keller)[A-Z][\w ]+'s board", changed)


@given(texts, rngs)
def test_without_its_brackets_a_text_is_as_it_was(text: str, rng: Random) -> None:
    bracketed = altering.add_bracket(text, rng)
    assert bracketed is not None
    plain = bracketed.replace(" [sic]", "").replace("[", "").replace("]", "")
    assert plain != bracketed
    assert plain.casefold() == text.casefold()


def test_two_texts_are_joined() -> None:
    found = {altering.joined("It is late,", "we go home.", Random(seed)) for seed in range(9)}
    assert found == {"It is late … we go home.", "It is late. We go home."}


def article(text: str, quotes: list[tuple[str, list[str], list[str]]], folder: Path) -> Marked:
    """An article marked with kind, pieces and speakers of its quotations."""
    names = sorted({name for _, _, who in quotes for name in who})
    marks = {
        "doc": "harbour",
        "persons": [{"id": name, "name": name} for name in names],
        "quotes": [
            {
                "kind": kind,
                "content_spans": [[text.index(p), text.index(p) + len(p)] for p in pieces],
                "speakers": who,
            }
            for kind, pieces, who in quotes
        ],
    }
    (folder / "harbour.json").write_text(json.dumps(marks), "utf8")
    (folder / "harbour.txt").write_text(text, "utf8")
    return marked(folder, folder, "own")


FILLER = "The council sat for hours and heard the clerk read out letter after letter. " * 5
TEXT = (
    f"“{SAID[:40]},” said Ada Keller, “{SAID[41:]} Nobody in this town can say that it was asked.”"
    f"\n\n{FILLER}\n\nLater Keller called it “a burden on every boat in the bay” and left."
    "\n\nThe mayor, Otto Brandt, said the harbour would be dredged before the winter storms."
)
QUOTES = [
    ("direct", [f"“{SAID[:40]},”", TEXT[TEXT.index("Ada Keller, “") + 12 : TEXT.index("\n")]],
     ["Ada Keller"]),
    ("mixed", ["“a burden on every boat in the bay”"], ["Ada Keller"]),
    ("indirect", ["the harbour would be dredged before the winter storms"], ["Otto Brandt"]),
]  # fmt: skip


@pytest.fixture
def said(tmp_path: Path) -> list[Said]:
    return sources(article(TEXT, QUOTES, tmp_path), {"own/harbour.txt": TEXT})


@pytest.fixture
def made(said: list[Said]) -> list[Altered]:
    return claims(said, {"own/harbour.txt": TEXT})


def test_words_are_taken_from_the_marks(said: list[Said]) -> None:
    assert [one.kind for one in said] == ["direct", "mixed", "indirect"]
    direct, mixed, indirect = said
    assert direct.text.startswith("The harbour dues will rise by 12 percent")
    assert not re.search("[“”]", direct.text)
    assert mixed.text == "a burden on every boat in the bay"
    assert indirect.people == ("Otto Brandt",)
    assert [piece.of(TEXT)[:3] for piece in direct.place.pieces] == ["The", "and"]


def test_sentences_stand_where_they_say(said: list[Said]) -> None:
    for one in sentences(said[0], TEXT):
        (piece,) = one.place.pieces
        assert piece.of(TEXT) == one.text
    assert sentences(said[1], TEXT) == []


def test_a_sentence_over_two_pieces_is_left_out(said: list[Said]) -> None:
    assert [one.text[:6] for one in sentences(said[0], TEXT)] == ["Nobody"]


def test_claims_are_the_same_each_time(said: list[Said], made: list[Altered]) -> None:
    assert made == claims(said, {"own/harbour.txt": TEXT})


def test_every_kind_of_claim_has_its_verdict(made: list[Altered]) -> None:
    verdicts = {one.case.group: one.case.expected for one in made}
    assert verdicts["as it stands"] == "verbatim"
    assert verdicts["cut at an end"] == "trimmed"
    assert verdicts["negated"] == verdicts["number changed"] == "altered"
    assert verdicts["stitched"] == "stitched"
    assert verdicts["other speaker"] == "other-speaker"
    assert verdicts["reported words"] == "indirect"
    assert verdicts["said by nobody"] == "not-found"


def test_another_speaker_is_somebody_who_did_not_say_it(made: list[Altered]) -> None:
    moved = [one.case for one in made if one.case.group == "other speaker"]
    assert {(case.claim.by, case.speaker) for case in moved} == {("Otto Brandt", "Ada Keller")}


def test_an_altered_claim_stands_in_no_article(made: list[Altered]) -> None:
    flat = " ".join(spelled(TEXT))
    for one in made:
        if one.case.verdicts == ("altered",):
            assert " ".join(spelled(one.case.claim.text)) not in flat


def test_an_alteration_that_happens_to_be_true_is_left_out(tmp_path: Path) -> None:
    text = "“The dues will rise soon,” said Ada Keller. He wrote that the dues will not rise soon."
    where = article(text, [("direct", ["“The dues will rise soon,”"], ["Ada Keller"])], tmp_path)
    texts = {"own/harbour.txt": text}
    groups = {one.case.group for one in claims(sources(where, texts), texts)}
    assert "as it stands" in groups
    assert "negated" not in groups


def test_nobody_says_what_is_foreign() -> None:
    assert len(set(FOREIGN)) == len(FOREIGN) >= 40
    assert all(len(spelled(text)) > 6 for text in FOREIGN)
