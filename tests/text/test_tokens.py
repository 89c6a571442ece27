from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.text.tokens import common_spelling, fold, tokens


def keys(text: str) -> list[str]:
    return [token.key for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam held.", ["the", "dam", "held"]),
        ("“Don’t panic,” she said", ["don't", "panic", "she", "said"]),
        ("a long-term plan", ["a", "long", "term", "plan"]),
        ("café naïve", ["cafe", "naive"]),
        ("an oﬃce", ["an", "office"]),
        ("soft\u00adware", ["software"]),
        ("cafe\u0301", ["cafe"]),
        ("[T]he U.S. at 5pm", ["the", "us", "at", "5", "pm"]),
        ("laugh[ed] [it] off", ["laughed", "it", "off"]),
        ("1,000 and 2.5 and 3rd", ["1,000", "and", "2.5", "and", "3rd"]),
        ("1,00 or 10,5", ["1", "00", "or", "10", "5"]),
        ("$5 & 5%", ["$", "5", "&", "5", "%"]),
        ("snake_case", ["snake", "case"]),
        ("the dogs' home", ["the", "dogs", "home"]),
        ("…!?—", []),
        ("", []),
    ],
)
def test_keys(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It’s THE “dam”", "it's the 'dam'"),
        ("re-open the café", "re‐open the cafe"),
        ("a\u00a0big\u2009plan", "a big plan"),
        ("The labour programme centre", "the labor program center"),
    ],
)
def test_same_keys(one: str, other: str) -> None:
    assert keys(one) == keys(other)


def test_fold_leaves_letters_alone() -> None:
    assert fold("Ærø’s") == "ærø's"


@given(st.text())
def test_tokens_are_slices_in_order(text: str) -> None:
    found = tokens(text)
    assert all(text[token.start : token.end] == token.text and token.key for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


PAIRS = """
colour color|honoured honored|neighbourhood neighborhood|favourite favorite|labourers laborers
behavioural behavioral|odour odor|vapour vapor|organise organize|organisation organization
realised realized|recognising recognizing|analyse analyze|paralysed paralyzed|centre center
centred centered|theatres theaters|kilometre kilometer|litres liters|fibre fiber|calibre caliber
travelled traveled|cancelling canceling|labelled labeled|counsellor counselor|marvellous marvelous
fuelled fueled|modelling modeling|jewellery jewelry|woollen woolen|fulfil fulfill|enrol enroll
enrolment enrollment|instalments installments|skilful skillful|wilful willful|catalogue catalog
dialogue dialog|analogue analog|defence defense|offences offenses|licence license
practised practiced|programme program|programmes programs|grey gray|kerb curb|tyres tires
cheque check|plough plow|sceptical skeptical|mould mold|moustache mustache|pyjamas pajamas
judgement judgment|acknowledgement acknowledgment|ageing aging|paediatric pediatric
anaemia anemia|leukaemia leukemia|oestrogen estrogen|foetus fetus|haemorrhage hemorrhage
encyclopaedia encyclopedia|archaeologist archeologist|manoeuvre maneuver|manoeuvring maneuvering
aeroplane airplane|aluminium aluminum|sulphur sulfur|artefact artifact|learnt learned
burnt burned|towards toward|whilst while|amongst among|storey story|gaol jail|cosy cozy
adviser advisor|focussed focused|benefitted benefited|enquiry inquiry|yoghurt yogurt|maths math
"""


@pytest.mark.parametrize(
    "pair", [pair for line in PAIRS.strip().splitlines() for pair in line.split("|")]
)
def test_british_and_american(pair: str) -> None:
    british, american = pair.split()
    assert common_spelling(british) == common_spelling(american)


@pytest.mark.parametrize(
    "pair",
    [
        "four for",
        "our or",
        "tour tor",
        "mourning morning",
        "hour hor",
        "fourth forth",
        "prize prise",
        "timbre timber",
        "filled filed",
        "polled poled",
        "skilled skied",
        "rogue rog",
        "tonne ton",
        "metal medal",
        "president precedent",
        "advice advise",
        "device devise",
        "affect effect",
        "raise rise",
        "source sorce",
    ],
)
def test_different_words_stay_apart(pair: str) -> None:
    one, other = pair.split()
    assert common_spelling(one) != common_spelling(other)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14))
def test_any_word_has_a_spelling(word: str) -> None:
    assert common_spelling(word)
