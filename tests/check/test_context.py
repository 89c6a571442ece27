"""What stands around a quotation and turns what it means, and what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from quotes.check import context as guard_words
from quotes.check.context import (
    ClaimedSubject,
    SourceArticles,
    claimed_subjects,
    context_warnings,
    status_warning,
    subject_warning,
)
from quotes.check.results import ContextWarning
from quotes.db.rows import QuotationRow
from quotes.store.store import Store
from quotes.types import Article, Extraction, Person, QuotationStatus, Speaker
from tests.check.made import around, place, quotation
from tests.store.made import quotation as stored_quotation


def found(text: str, claimed: str, *spoken: str, **known: str) -> list[ContextWarning]:
    """The warnings about claimed words in a text, in which all in marks is of the same speaker."""
    rows = [quotation(text, words, **known) for words in spoken or (f"“{claimed}”",)]  # type: ignore[arg-type]
    where = place(text, claimed)
    row = next(one for one in rows if any(piece.meets(where) for piece in one.pieces))
    return context_warnings(around(text, *rows), row, [where], claimed)


def kinds(*given: str, **known: str) -> list[str]:
    return [one.kind for one in found(*given, **known)]


PLAIN = "The mayor looked up. “We will sell the mill,” said Odo Fenwick. The gulls cried."


@pytest.mark.parametrize(
    ("status", "kind", "sentence"),
    [
        ("denied", "denial", "The article says that the speaker denied it: “said”."),
        ("refused", "refusal", "The article says that the speaker would not say it: “said”."),
        (
            "hypothetical",
            "supposition",
            "The article only supposes that the speaker says it: “said”.",
        ),
    ],
)
def test_words_that_were_not_said(status: QuotationStatus, kind: str, sentence: str) -> None:
    row = replace(quotation(PLAIN, "“We will sell the mill,”", cue="said"), status=status)
    where = place(PLAIN, "We will sell the mill")
    (warning,) = context_warnings(around(PLAIN, row), row, [where], "We will sell the mill")
    assert (warning.kind, warning.sentence) == (kind, sentence)
    assert warning.span == row.cue
    bare = status_warning(replace(row, cue=None), PLAIN)
    assert bare is not None
    assert bare.sentence == sentence.replace(": “said”", "")
    assert status_warning(replace(row, status="said"), PLAIN) is None


def test_a_denial_is_told_once() -> None:
    text = "Fenwick denied that the mill would be sold."
    words = "the mill would be sold"
    row = replace(quotation(text, words, kind="indirect", cue="denied"), status="denied")
    (warning,) = context_warnings(around(text, row), row, [place(text, words)], words)
    assert warning.kind == "denial"


def test_nothing_is_found_where_nothing_is() -> None:
    assert found(PLAIN, "We will sell the mill", "“We will sell the mill,”") == []
    assert (
        context_warnings(around(PLAIN), quotation(PLAIN, "“We will sell the mill,”"), [], "") == []
    )


@pytest.mark.parametrize(
    ("text", "claimed", "spoken", "kind"),
    [
        (
            "“Some people will tell you that the mill is finished. It is not,” Fenwick said.",
            "the mill is finished",
            "“Some people will tell you that the mill is finished. It is not,”",
            "distance",
        ),
        (
            "“First she said the judges would help us,” Fenwick said.",
            "the judges would help us",
            "“First she said the judges would help us,”",
            "distance",
        ),
        (
            "If the levy fails, Fenwick said, “we will sell the mill.”",
            "we will sell the mill",
            "“we will sell the mill.”",
            "condition",
        ),
        (
            "Asked what he would do if the levy failed, he said: “We will sell the mill.”",
            "We will sell the mill",
            "“We will sell the mill.”",
            "condition",
        ),
        (
            "“Suppose the levy fails. We sell the mill,” Fenwick said.",
            "We sell the mill",
            "“Suppose the levy fails. We sell the mill,”",
            "condition",
        ),
        (
            "“Imagine a town without flour. We would leave,” Fenwick said.",
            "We would leave",
            "“Imagine a town without flour. We would leave,”",
            "condition",
        ),
        (
            "“We will sell the mill. Only if the levy fails,” Fenwick said.",
            "We will sell the mill.",
            "“We will sell the mill. Only if the levy fails,”",
            "condition",
        ),
        (
            "“The mill is finished. That is not true,” Fenwick said.",
            "The mill is finished.",
            "“The mill is finished. That is not true,”",
            "denial",
        ),
        (
            "“They say the mill is finished. That is nonsense,” Fenwick said.",
            "They say the mill is finished.",
            "“They say the mill is finished. That is nonsense,”",
            "denial",
        ),
        (
            "“We are finished. Far from it,” Fenwick said.",
            "We are finished.",
            "“We are finished. Far from it,”",
            "denial",
        ),
        (
            "Fenwick denied saying “we will sell the mill.”",
            "we will sell the mill",
            "“we will sell the mill.”",
            "denial",
        ),
        (
            "Fenwick would not say whether “we will sell the mill.”",
            "we will sell the mill",
            "“we will sell the mill.”",
            "denial",
        ),
        (
            "“We will sell the mill,” Fenwick said. He later retracted the remark.",
            "We will sell the mill",
            "“We will sell the mill,”",
            "denial",
        ),
        (
            "“We will sell the mill,” Fenwick joked.",
            "We will sell the mill",
            "“We will sell the mill,”",
            "distance",
        ),
        (
            "“Will we sell the mill?” Fenwick asked.",
            "Will we sell the mill",
            "“Will we sell the mill?”",
            "question",
        ),
    ],
)
def test_what_turns_the_sense(text: str, claimed: str, spoken: str, kind: str) -> None:
    assert kinds(text, claimed, spoken) == [kind]


@pytest.mark.parametrize(
    ("text", "claimed", "spoken"),
    [
        (
            "“We will stay. If they come, we go,” Fenwick said.",
            "We will stay.",
            "“We will stay. If they come, we go,”",
        ),
        (
            "“They shut our school. It was not our fault,” Fenwick said.",
            "They shut our school.",
            "“They shut our school. It was not our fault,”",
        ),
        (
            "“They want the mill. That is wrong,” Fenwick said.",
            "They want the mill.",
            "“They want the mill. That is wrong,”",
        ),
        (
            "“We are not finished. Far from it,” Fenwick said.",
            "We are not finished.",
            "“We are not finished. Far from it,”",
        ),
        (
            "“I said that the mill leaks,” Fenwick said.",
            "the mill leaks",
            "“I said that the mill leaks,”",
        ),
        (
            "“As they say, the mill grinds slowly,” Fenwick said.",
            "the mill grinds slowly",
            "“As they say, the mill grinds slowly,”",
        ),
        (
            "Fenwick rejected the plan, saying “the mill is not for sale.”",
            "the mill is not for sale",
            "“the mill is not for sale.”",
        ),
        (
            "Asked if he was tired, Fenwick said: “We will stay.”",
            "We will stay.",
            "“We will stay.”",
        ),
        (
            "“We will stay,” said Fenwick, if a little wearily.",
            "We will stay",
            "“We will stay,”",
        ),
        (
            "“We will stay,” Fenwick said. The buyer withdrew from the sale.",
            "We will stay",
            "“We will stay,”",
        ),
        (
            "“Who asked us? Nobody did,” Fenwick said.",
            "Nobody did",
            "“Who asked us? Nobody did,”",
        ),
    ],
)
def test_what_does_not(text: str, claimed: str, spoken: str) -> None:
    assert kinds(text, claimed, spoken) == []


def test_a_warning_says_where_it_stands() -> None:
    text = "“The mill is finished. That is  not true,” Fenwick said."
    (one,) = found(text, "The mill is finished.", text[: text.index(" Fenwick")])
    assert one.span.of(text).startswith("That is  not true")
    assert "That is not true" in one.sentence
    assert "  " not in one.words


def test_a_denied_report() -> None:
    text = "Fenwick denied the mill would be sold."
    claimed = "the mill would be sold"
    assert kinds(text, claimed, claimed, kind="indirect", cue="denied") == ["denial"]
    assert (
        kinds(text.replace("denied", "feared"), claimed, claimed, kind="indirect", cue="feared")
        == []
    )


def test_a_question_that_the_claim_asks_as_well() -> None:
    text = "“Will we sell the mill?” Fenwick asked."
    row = quotation(text, "“Will we sell the mill?”")
    where = place(text, "Will we sell the mill")
    assert context_warnings(around(text, row), row, [where], "Will we sell the mill?") == []


def test_what_another_says_next_denies_nothing() -> None:
    text = "“The mill is finished,” Fenwick said. “That is not true,” said Ilse Brandvold."
    row = quotation(text, "“The mill is finished,”")
    other = quotation(text, "“That is not true,”", by="Ilse Brandvold")
    where = place(text, "The mill is finished")
    assert context_warnings(around(text, row, other), row, [where], "The mill is finished") == []


def test_a_condition_of_what_is_reported_after_the_quotation_is_not_its_own() -> None:
    text = "“The pier is safe,” Fenwick said, adding that if the wind rose it would be shut."
    row = quotation(text, "“The pier is safe,”")
    after = quotation(text, "that if the wind rose it would be shut", kind="indirect")
    where = place(text, "The pier is safe")
    assert context_warnings(around(text, row, after), row, [where], "The pier is safe") == []


def test_who_speaks_where() -> None:
    rows = [
        quotation(PLAIN, "“We will sell the mill,”"),
        quotation(PLAIN, "The gulls cried", kind="indirect"),
    ]
    scene = around(PLAIN, *rows)
    assert scene.speakers_at(place(PLAIN, "sell")) == frozenset({"Odo Fenwick"})
    assert scene.speakers_at(place(PLAIN, "The gulls")) is None
    assert scene.speakers_at(place(PLAIN, "The mayor")) is None


FOUND = {
    "HANDED_ON": [
        "Some people will tell you that ",
        "Critics say ",
        "My opponents keep saying that ",
        "They say ",
        "Everybody thinks that ",
        "We are often told that ",
        "You hear that ",
        "Those who want a tunnel claim that ",
        "It is said that ",
        "The story goes that ",
        "I was told that ",
        "I have been told ",
        "The government says ",
        "the minister has told us that ",
    ],
    "PUT_IN_MOUTH": [
        "First she said ",
        "My neighbour says ",
        "The report says ",
        "The law says ",
    ],
    "DENIED_SAYING": [
        "He denied saying ",
        "Rao denied claims that ",
        "He rejected the idea that ",
        "He denied that ",
        "the board denied reports that ",
    ],
    "NOT_SAID": [
        "The minister would not say whether ",
        "She never said ",
        "She did not say that ",
        "declined to say ",
    ],
    "CONDITION": [
        "If the levy fails, ",
        "But only if it rains will we go",
        "unless it stops",
    ],
    "SUPPOSING": [
        "Suppose the levy fails.",
        "What if it rains?",
        "“Let us say the boat sinks.",
    ],
    "ONLY_IF": [
        "Only if it rains.",
        "Unless the council pays.",
        "But that depends on the weather.",
        "Only when the tide is right.",
        "It depends.",
        "As long as the money comes.",
        "Provided it is dry.",
    ],
    "JUDGEMENT": [
        "That is nonsense.",
        "That is not right.",
        "It is wrong.",
        "We cannot accept that.",
        "That is wrong.",
        "That is a fantasy.",
        "That is simply wrong.",
        "It is rubbish.",
        "I do not agree.",
        "It is not our fault.",
    ],
    "DENIAL": [
        "It is not true.",
        "But I do not believe it.",
        "I never said that.",
        "I was joking.",
        "Nonsense.",
        "I do not think so.",
        "It is a dangerous lie.",
        "Not any more.",
        "The figures show the opposite.",
        "That could not be further from the truth.",
        "I was wrong.",
        "I am wrong.",
        "It is just not true.",
        "That is what critics say.",
        "It is a myth.",
        "I do not think that is true.",
        "I did not say that.",
        "I do not believe that for a minute.",
        "I no longer think so.",
        "That isn't true.",
        "Rubbish!",
    ],
    "CONTRARY": [
        "Quite the opposite.",
        "Certainly not.",
        "Far from it.",
        "On the contrary, it is dry.",
    ],
    "TAKEN_BACK": [
        "Rao later retracted the remark.",
        "He apologised for the remark.",
        "He walked it back a day later.",
        "The office later withdrew the statement.",
        "She apologised for saying so.",
        "She took the words back.",
        "He took it back the next day.",
        "He backtracked on Friday.",
    ],
    "NOT_MEANT": [
        "he joked",
        "quipped Rao",
        ", quoting a poet",
        "said Rao, reading from the report",
        "she read aloud from a letter",
        "said Rao, imitating the minister",
        "said Rao, joking",
        "he said, quoting his mother",
        "she recalled her mother saying",
        "said Rao, reading an email",
    ],
    "ASKED_WHAT_IF": [
        "asked what she would do if ",
        "Asked what would happen should the levy fail, ",
    ],
    "ASKED_IF": [
        "asked if",
    ],
    "DENYING": [
        "denied",
        "rejected",
        "disputes",
        "dismissed",
        "refuted",
    ],
    "SAID_BY_OTHERS": [
        "Some people will tell you that we are rich.",
        "The idea that gulls vote is old.",
    ],
    "IMAGINING": [
        "Imagine a pier without a rail.",
    ],
    "TENTATIVE": [
        "We would close.",
        "We'd close.",
    ],
    "NEGATED": [
        "We are not tired.",
        "It isn't so.",
    ],
}
PASSED = {
    "HANDED_ON": [
        "The papers wrote lies, but ",
        "I said that ",
        "I think that ",
        "We believe that ",
        "I told them that ",
        "As I told you, ",
        "As they say, ",
        "I want them to say ",
        "I know what some people say, but ",
        "Whatever critics say, ",
        "Nobody will tell you that ",
        "What I tell people is that ",
        "I will tell you that ",
        "I can tell you this: ",
        "Let me tell you: ",
        "I hear you say ",
        "Do you think ",
        "Do they believe that ",
        "I agree with people who say that ",
        "Residents are right when they say that ",
        "I tell everybody that ",
        "I have always told people ",
        "Our opponents know that ",
        "As the minister said, ",
        "The experts agree with me that ",
        "The truth is that ",
        "I want you to think: ",
        "You know, ",
        "Believe you me, ",
        "Unlike what the media say, ",
        "Contrary to what they say, ",
        "They said it themselves: ",
        "When people tell me that, I say ",
        "People who say no are told ",
        "Would you believe ",
        "Can you say ",
        "If you think ",
        "the fact is, as people say, ",
        "I say to people that ",
    ],
    "PUT_IN_MOUTH": [
        "My grandmother used to say ",
        "he says that he is happy",
        "I said that ",
        "As my father said, ",
        "He is right: ",
    ],
    "DENIED_SAYING": [
        "He rejected the claim, saying ",
        "Rao denied wrongdoing and said ",
        "She dismissed the report and said that ",
        "She rejected the plan, saying that ",
        "The mayor disputed the figures and said ",
        "Denying any fault, she said ",
        "He denies the rumour, adding that ",
        "After rejecting the offer she said: ",
    ],
    "NOT_SAID": [
        "She did not say when, but ",
        "He did not say whether the bridge would close but said ",
    ],
    "CONDITION": [
        "said Rao, if a little wearily",
        "said Rao, if not without a smile",
        ", who is known, if at all, for her hats",
        "he said, and if anything sounded pleased",
        "Assuming office in May, Rao said ",
        "The town has, as long as anyone remembers, had a pier",
        "The company, provided with grants, said ",
    ],
    "SUPPOSING": [
        "If they come, we go.",
        "And if they come, we go.",
        "Pretending is easy.",
        "Assumed names are common.",
        "Assumed, then.",
        "Imagine my surprise.",
        "Imagine that!",
        "I suppose so.",
        "Assume nothing.",
        "Supposedly it was safe.",
    ],
    "ONLY_IF": [
        "If they come, we go.",
        "Only after that did we call the police.",
        "Only once did I see her.",
        "Only when he left did we eat.",
        "Unless you have been there, you cannot know the cold.",
        "As long as I am mayor, the pier stays.",
        "Only if we act now will the town live.",
        "Unless we pay, the quay rots.",
        "Provided we are paid, we work.",
    ],
    "JUDGEMENT": [
        "It rained all day.",
    ],
    "DENIAL": [
        "That is not how we treat people.",
        "It is not our fault.",
        "That is not right and it has to stop.",
        "It was a mistake to close the school.",
        "That is the mistake they made.",
        "I do not think anybody slept.",
        "I never thought I would see it.",
        "We do not believe they will pay.",
        "We cannot accept a pier without a rail.",
        "It is absurd that nobody asked us.",
        "We did not say a word.",
        "It is not going to be easy.",
        "That is not going to work.",
        "It is ridiculous.",
        "It is not so bad.",
        "That is what the council wants.",
        "Not so long ago we had two.",
        "This is a fairy tale come true.",
        "We never share our data.",
        "We do not buy fish from them.",
        "Wrong turns are how we learn.",
        "I never say goodbye.",
        "We never accept gifts.",
        "It could not be further from home.",
        "We no longer hold meetings there.",
        "I was wrong about the gulls.",
        "I am not joking.",
        "I'm not kidding.",
        "That is not a joke.",
        "It is false economy.",
        "That is what my mother says, and she is right.",
        "It is not my fault.",
        "This is not what we voted for.",
        "It is a mistake.",
        "I do not accept excuses.",
        "I do not share my lunch.",
        "I do not agree with the council.",
        "We don't think it will pass.",
        "That is nonsense.",
        "That is wrong.",
    ],
    "CONTRARY": [
        "Far from it being over, we start.",
    ],
    "TAKEN_BACK": [
        "He took back the boat.",
        "She withdrew into her office.",
        "The company withdrew from the tender.",
        "She apologised for the delay.",
        "The minister walked back to her car.",
        "He walked the dog back.",
        "Troops have withdrawn from the town.",
        "The retracted ladder hung there.",
        "He apologised for her absence.",
    ],
    "NOT_MEANT": [
        "said Rao, citing the weather",
        "she said, recalling the storm",
        "said Rao, who read the report twice",
        "said Rao, mocking her critics",
        "he said, recalled from a holiday",
        "he recalled the day",
        "Ironically, said Rao",
        "said Rao, who has cited the rule",
        "he said, quoting the figures",
    ],
    "ASKED_WHAT_IF": [
        "asked how she felt, Rao said",
        "asked what were the odds, Rao said",
        "Asked what should be done, Rao said ",
        "Asked how the wells were doing, ",
    ],
    "DENYING": [
        "dismay",
    ],
    "SAID_BY_OTHERS": [
        "They want to shut our school.",
        "I told the council so.",
    ],
    "IMAGINING": [
        "I can imagine that.",
    ],
    "TENTATIVE": [
        "We close.",
    ],
    "NEGATED": [
        "We are tired.",
    ],
}


def listed(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, words) for name, every in table.items() for words in every]


def pattern(name: str) -> re.Pattern[str]:
    found = getattr(guard_words, name)
    assert isinstance(found, re.Pattern)
    return found


@pytest.mark.parametrize(("name", "words"), listed(FOUND))
def test_found(name: str, words: str) -> None:
    assert pattern(name).search(words)


@pytest.mark.parametrize(("name", "words"), listed(PASSED))
def test_let_pass(name: str, words: str) -> None:
    assert not pattern(name).search(words)


def test_curly_and_straight_marks_are_the_same() -> None:
    for apostrophe in "'’":
        assert guard_words.DENIAL.search(f"I don{apostrophe}t think so.")
    for mark in ("“", '"', ""):
        assert guard_words.ONLY_IF.search(f"{mark}Only if it rains.")
        assert guard_words.HANDED_ON.search(f"Some people say that {mark}")


TEXT = """The mill

“We will not sell,” said Odo Fenwick. “Ask the bakers.” He sat down. “Or the school,” he said.

“Nor will I buy,” said Ilse Brandvold. “It leaks.”

The council met for three hours, and the rain fell, and nobody had brought an umbrella or a coat, \
and in the end the vote was put off until the spring. “I like rain,” Brandvold said.
"""
FENWICK = ("“We will not sell,”", "“Ask the bakers.”", "“Or the school,”")
BRANDVOLD = ("“Nor will I buy,”", "“It leaks.”", "“I like rain,”")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    article = Article(TEXT, "mill.txt")
    odo, ilse = Person("Odo Fenwick"), Person("Ilse Brandvold")
    said = [stored_quotation(article, words, Speaker("person", odo.name)) for words in FENWICK]
    said += [stored_quotation(article, words, Speaker("person", ilse.name)) for words in BRANDVOLD]
    with Store(str(tmp_path_factory.mktemp("mill") / "quotes.db")) as store:
        store.add(Extraction(article, (odo, ilse), tuple(said), "1", "m"))
        yield store


@pytest.fixture(scope="module")
def rows(store: Store) -> dict[str, QuotationRow]:
    found = store.lookup.of_article(Article(TEXT, "mill.txt").id)
    return {row.text: row for row in found}


def test_the_article_and_all_its_quotations(store: Store, rows: dict[str, QuotationRow]) -> None:
    articles = SourceArticles(store.lookup)
    around = articles.of(rows[FENWICK[0]])
    assert around.text == TEXT
    assert [row.text for row in around.quotations] == [*FENWICK, *BRANDVOLD]
    assert articles.of(rows[BRANDVOLD[0]]) is around


@pytest.mark.parametrize(
    ("words", "speech"),
    [
        (FENWICK[0], FENWICK),
        (FENWICK[1], FENWICK),
        (FENWICK[2], FENWICK),
        (BRANDVOLD[0], BRANDVOLD[:2]),
        (BRANDVOLD[2], BRANDVOLD[2:]),
    ],
)
def test_a_speech(
    store: Store, rows: dict[str, QuotationRow], words: str, speech: tuple[str, ...]
) -> None:
    found = SourceArticles(store.lookup).speech(rows[words])
    assert tuple(row.text for row in found) == speech


TEXT_SUBJECT = (
    "“The tunnel has cost us two billion. It is a disgrace,” Meera Rao said.\n\n"
    "Asked about the ferry, she smiled. “It smells of chips,” Rao said."
)
PIECES = [
    place(TEXT_SUBJECT, "“The tunnel has cost us two billion. It is a disgrace,”"),
    place(TEXT_SUBJECT, "“It smells of chips,”"),
]


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        ("Rao called the ferry", ["the ferry"]),
        ("Rao on the old ferry:", ["the old ferry"]),
        ("Rao said of the ferry that sank:", ["the ferry"]),
        ("Rao dismissed the ferry as", ["the ferry"]),
        ("Will the ferry stop? says Rao", ["Will the ferry stop?"]),
        ("said Rao", []),
        ("", []),
    ],
)
def test_what_a_frame_says_it_is_about(frame: str, words: list[str]) -> None:
    assert [one.words for one in claimed_subjects(frame)] == words


def warned(claimed: str, words: str, instead_of: str = "") -> bool:
    subject = ClaimedSubject(words, instead_of)
    found = subject_warning(
        [subject], TEXT_SUBJECT, [place(TEXT_SUBJECT, claimed)], PIECES, ["Meera Rao"]
    )
    if found:
        assert (found.kind, found.span) == ("subject", place(TEXT_SUBJECT, claimed))
        assert f"“{words}”" in found.sentence
    return found is not None


@pytest.mark.parametrize(
    ("claimed", "words", "instead_of"),
    [
        ("is a disgrace", "[The ferry]", "It"),
        ("is a disgrace", "the ferry", ""),
        ("has cost us two billion", "[The ferry]", "The tunnel"),
    ],
)
def test_put_on_another_subject(claimed: str, words: str, instead_of: str) -> None:
    assert warned(claimed, words, instead_of)


@pytest.mark.parametrize(
    ("claimed", "words", "instead_of"),
    [
        ("is a disgrace", "[The tunnel]", "It"),
        ("is a disgrace", "the tunnel", ""),
        ("has cost us two billion", "[The tunnels]", "The tunnel"),
        ("smells of chips", "[The ferry]", "It"),
        ("smells of chips", "the ferries", ""),
        ("is a disgrace", "Meera Rao", ""),
        ("is a disgrace", "it", ""),
    ],
)
def test_on_what_is_spoken_of(claimed: str, words: str, instead_of: str) -> None:
    assert not warned(claimed, words, instead_of)


def test_without_a_gloss_there_is_nothing_to_ask() -> None:
    assert subject_warning([], TEXT_SUBJECT, PIECES, PIECES, []) is None
