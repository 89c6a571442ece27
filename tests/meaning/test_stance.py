from __future__ import annotations

import pytest

from quotes.article import Stance
from quotes.meaning import understand
from tests.meaning.parses import doc_of, quotation

PLAN = "the|DET|{0}|det harbour|NOUN|{0}|compound plan|NOUN|{1}|{2}"


def stances(text: str, *, kind: str = "direct", cue: str | None = None) -> list[tuple[str, str]]:
    """Targets and polarities of one sentence, all of it quoted but the cue and what is before."""
    doc = doc_of(text)
    quoted = doc.text if cue is None else doc.text.partition(cue)[2].strip()
    (said,) = understand(doc, [quotation(doc, quoted, cue=cue, kind=kind)])
    assert all(0.5 <= stance.score <= 0.9 for stance in said.stances)
    return [(stance.target, stance.polarity) for stance in said.stances]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("We|PRON|2|nsubj support|VERB|0|root " + PLAN.format(5, 2, "obj"), "support"),
        ("We|PRON|2|nsubj reject|VERB|0|root " + PLAN.format(5, 2, "obj"), "oppose"),
        (
            "We|PRON|4|nsubj do|AUX|4|aux n’t|PART|4|advmod support|VERB|0|root "
            + PLAN.format(7, 4, "obj"),
            "oppose",
        ),
        (
            "I|PRON|2|nsubj want|VERB|0|root to|PART|4|mark ban|VERB|2|xcomp "
            + PLAN.format(7, 4, "obj"),
            "oppose",
        ),
        (
            "We|PRON|2|nsubj call|VERB|0|root for|ADP|6|case " + PLAN.format(6, 2, "obl"),
            "support",
        ),
        (
            "I|PRON|3|nsubj am|AUX|3|cop opposed|ADJ|0|root to|ADP|7|case "
            + PLAN.format(7, 3, "obl"),
            "oppose",
        ),
        (
            "We|PRON|6|nsubj are|AUX|6|cop against|ADP|6|case " + PLAN.format(6, 0, "root"),
            "oppose",
        ),
        (
            "We|PRON|4|nsubj are|AUX|4|cop in|ADP|4|case favour|NOUN|0|root of|ADP|8|case "
            + PLAN.format(8, 4, "nmod"),
            "support",
        ),
        (
            "I|PRON|3|nsubj am|AUX|3|cop neutral|ADJ|0|root on|ADP|7|case "
            + PLAN.format(7, 3, "obl"),
            "neutral",
        ),
        (PLAN.format(3, 6, "nsubj") + " is|AUX|6|cop a|DET|6|det mistake|NOUN|0|root", "oppose"),
        (
            PLAN.format(3, 7, "nsubj")
            + " is|AUX|7|cop a|DET|7|det good|ADJ|7|amod idea|NOUN|0|root",
            "support",
        ),
        (
            PLAN.format(3, 6, "nsubj") + " is|AUX|6|cop not|PART|6|advmod necessary|ADJ|0|root",
            "oppose",
        ),
        (
            PLAN.format(3, 6, "nsubj:pass")
            + " must|AUX|6|aux be|AUX|6|aux:pass rejected|VERB|0|root",
            "oppose",
        ),
        (
            "I|PRON|4|nsubj do|AUX|4|aux not|PART|4|advmod think|VERB|0|root "
            "the|DET|7|det harbour|NOUN|7|compound plan|NOUN|9|nsubj is|AUX|9|cop wise|ADJ|4|ccomp",
            "oppose",
        ),
    ],
)
def test_clear_sides(text: str, polarity: str) -> None:
    assert stances(text) == [("harbour plan", polarity)]


@pytest.mark.parametrize(
    "text",
    [
        "The|DET|2|det mayor|NOUN|3|nsubj supports|VERB|0|root " + PLAN.format(6, 3, "obj"),
        "We|PRON|2|nsubj support|VERB|0|root it|PRON|2|obj",
        "We|PRON|2|nsubj saw|VERB|0|root " + PLAN.format(5, 2, "obj"),
        "Do|AUX|3|aux we|PRON|3|nsubj support|VERB|0|root "
        + PLAN.format(6, 3, "obj")
        + " ?|PUNCT|3|punct",
        "If|SCONJ|3|mark we|PRON|3|nsubj reject|VERB|8|advcl "
        + PLAN.format(6, 3, "obj")
        + " they|PRON|8|nsubj leave|VERB|0|root",
        "Critics|NOUNS|2|nsubj say|VERB|0|root "
        "the|DET|5|det harbour|NOUN|5|compound plan|NOUN|7|nsubj is|AUX|7|cop wrong|ADJ|2|ccomp",
        PLAN.format(3, 6, "nsubj:pass")
        + " was|AUX|6|aux:pass quickly|ADV|6|advmod rejected|VERB|0|root",
        PLAN.format(3, 6, "nsubj") + " is|AUX|6|cop less|ADV|6|advmod good|ADJ|0|root",
        "We|PRON|2|nsubj urge|VERB|0|root the|DET|4|det council|NOUN|2|obj to|PART|6|mark "
        "act|VERB|2|xcomp",
        "We|PRON|2|nsubj support|VERB|0|root all|DET|4|det people|NOUNS|2|obj",
        "Their|PRON|2|nmod:poss opposition|NOUN|0|root to|ADP|6|case " + PLAN.format(6, 2, "nmod"),
    ],
)
def test_it_abstains_where_there_is_doubt(text: str) -> None:
    assert stances(text) == []


def test_two_sides_towards_one_target_are_none() -> None:
    text = (
        "We|PRON|2|nsubj support|VERB|0|root the|DET|4|det plan|NOUN|2|obj and|CCONJ|7|cc "
        "we|PRON|7|nsubj oppose|VERB|2|conj the|DET|9|det plan|NOUN|7|obj"
    )
    assert stances(text) == []


def test_targets_joined_by_and() -> None:
    text = (
        "We|PRON|2|nsubj welcome|VERB|0|root the|DET|4|det vote|NOUN|2|obj and|CCONJ|7|cc "
        "the|DET|7|det report|NOUN|4|conj"
    )
    assert stances(text) == [("vote", "support"), ("report", "support")]


def test_the_target_keeps_its_owner_and_what_it_is_of() -> None:
    text = (
        "We|PRON|2|nsubj condemn|VERB|0|root the|DET|4|det council|NOUN|6|nmod:poss ’s|PART|4|case "
        "use|NOUN|2|obj of|ADP|8|case force|NOUN|6|nmod"
    )
    assert stances(text) == [("council’s use of force", "oppose")]


def test_the_cue_takes_a_side() -> None:
    praise = "Fenwick|PROPN|2|nsubj praised|VERB|0|root " + PLAN.format(5, 2, "obj")
    assert stances(praise, cue="praised", kind="indirect") == [("harbour plan", "support")]
    denial = (
        "Fenwick|PROPN|4|nsubj did|AUX|4|aux not|PART|4|advmod welcome|VERB|0|root "
        + PLAN.format(7, 4, "obj")
    )
    assert stances(denial, cue="welcome", kind="indirect") == [("harbour plan", "oppose")]
    warning = "Fenwick|PROPN|2|nsubj warned|VERB|0|root against|ADP|4|case haste|NOUN|2|obl"
    assert stances(warning, cue="warned", kind="indirect") == [("haste", "oppose")]


def test_the_first_noun_of_the_content_where_the_parse_has_no_object() -> None:
    text = "Fenwick|PROPN|2|nsubj condemned|VERB|0|root the|DET|4|det attack|NOUN|2|dep"
    doc = doc_of(text)
    (said,) = understand(doc, [quotation(doc, "the attack", cue="condemned", kind="indirect")])
    assert said.stances == (Stance("attack", "oppose", 0.7),)


def test_the_pronoun_of_reported_speech_is_the_speaker() -> None:
    text = "he|PRON|2|nsubj opposes|VERB|0|root " + PLAN.format(5, 2, "obj")
    assert stances(text, kind="indirect") == [("harbour plan", "oppose")]
    assert stances(text, kind="direct") == []


def test_a_speaker_is_no_target() -> None:
    text = "We|PRON|2|nsubj support|VERB|0|root Fenwick|PROPN|2|obj"
    assert stances(text) == []


def test_an_entity_is_a_whole_target() -> None:
    doc = doc_of(
        "We|PRON|2|nsubj applaud|VERB|0|root the|DET|4|det Church|PROPN|2|obj of|ADP|6|case "
        "Tern|PROPN|4|nmod",
        ents={"Church of Tern": "ORG"},
    )
    (said,) = understand(doc, [quotation(doc, doc.text)])
    assert said.stances == (Stance("Church of Tern", "support", 0.8),)
