"""Wordings that the context guard looks for, and like ones that it has to let pass.

A false alarm is worse than a missed one: most of these sentences are there to be let pass.
"""

from __future__ import annotations

import re

import pytest

from quotes.check.context import guard_words

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
