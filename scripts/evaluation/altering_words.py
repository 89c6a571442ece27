"""The word lists by which quotations are altered; none of them comes from the program itself."""

from __future__ import annotations

from collections.abc import Mapping

TURNING = frozenset(
    """
    not no never none nobody nothing nowhere nor neither without cannot hardly barely scarcely
    if unless whether provided only rather instead
    """.split()
)
"""Words that deny or set a condition; short forms in "n't" come on top."""

HEDGING = frozenset(
    """
    may might perhaps maybe probably think thinks thought believe believes say says said saying
    tell tells told claim claims seem seems guess suppose hope
    """.split()
)
"""Words that make of what follows a guess, an opinion or somebody else's words."""

MAGNITUDES = frozenset("hundred thousand million billion trillion percent per dozen".split())
"""Words that a number goes on with."""

AUXILIARIES = frozenset("is are was were will would can could should must may might am".split())

LINKING = AUXILIARIES | frozenset("be been being have has had do does did having".split())
"""Words without which a verb has another tense, or none."""

DENYING = frozenset("deny denies denied denying reject rejects rejected dispute disputed".split())
"""Words that report what somebody does not say."""

TENSES: Mapping[str, str] = {
    "is": "was",
    "are": "were",
    "was": "is",
    "were": "are",
    "has": "had",
    "have": "had",
    "will": "would",
    "does": "did",
    "do": "did",
    "did": "do",
    "says": "said",
    "means": "meant",
    "knows": "knew",
    "know": "knew",
    "thinks": "thought",
    "think": "thought",
    "wants": "wanted",
    "want": "wanted",
    "needs": "needed",
    "need": "needed",
    "goes": "went",
    "makes": "made",
    "takes": "took",
    "gives": "gave",
    "costs": "will cost",
}

_SMALL = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

NUMBERS: Mapping[str, int] = {
    **{word: value for value, word in enumerate(_SMALL, start=1)},
    **{word: 10 * value for value, word in enumerate(_TENS, start=2)},
    **{
        f"{ten}-{word}": 10 * value + unit
        for value, ten in enumerate(_TENS, start=2)
        for unit, word in enumerate(_SMALL[:9], start=1)
    },
}

NAMES = (
    "Halvorsen",
    "Brightwater",
    "Okonjo",
    "Marlowby",
    "Tessaly",
    "Vandermeer",
    "Corrigan",
    "Pellworth",
    "Yardley Bay",
    "Ostrava",
    "Quillfeather",
    "Rosmead",
)

_BRITISH_AND_AMERICAN = """
    labour labor, favour favor, favoured favored, favourite favorite, colour color,
    honour honor, honoured honored, neighbour neighbor, neighbours neighbors, behaviour behavior,
    harbour harbor, rumour rumor, centre center, centres centers, theatre theater, metre meter,
    metres meters, litre liter, fibre fiber, defence defense, offence offense, licence license,
    organise organize, organised organized, organisation organization, realise realize,
    realised realized, recognise recognize, recognised recognized, apologise apologize,
    criticise criticize, criticised criticized, emphasise emphasize, modernise modernize,
    prioritise prioritize, analyse analyze, programme program, programmes programs,
    cheque check, grey gray, travelled traveled, travelling traveling, cancelled canceled,
    modelling modeling, towards toward, learnt learned, ageing aging, storey story,
    storeys stories, mould mold, plough plow, tonne ton, jewellery jewelry, sceptical skeptical
"""

_PAIRS = [pair.split() for pair in _BRITISH_AND_AMERICAN.split(",")]

SPELLINGS: Mapping[str, str] = {
    **{british: american for british, american in _PAIRS if british not in ("tonne", "storey")},
    **{
        american: british
        for british, american in _PAIRS
        if american not in ("ton", "story", "stories", "meter", "meters", "check", "program")
    },
}
"""One spelling for the other; words that may mean something else are left out."""

CONTRACTIONS = (
    ("I'm", "I am"),
    ("I've", "I have"),
    ("I'll", "I will"),
    ("we're", "we are"),
    ("We're", "We are"),
    ("we've", "we have"),
    ("We've", "We have"),
    ("we'll", "we will"),
    ("they're", "they are"),
    ("They're", "They are"),
    ("it's", "it is"),
    ("It's", "It is"),
    ("that's", "that is"),
    ("That's", "That is"),
    ("isn't", "is not"),
    ("aren't", "are not"),
    ("wasn't", "was not"),
    ("weren't", "were not"),
    ("don't", "do not"),
    ("doesn't", "does not"),
    ("didn't", "did not"),
    ("won't", "will not"),
    ("can't", "cannot"),
    ("couldn't", "could not"),
    ("wouldn't", "would not"),
    ("shouldn't", "should not"),
    ("gonna", "going to"),
)

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "able": ("capable",),
    "actually": ("in fact",),
    "also": ("too",),
    "answer": ("reply",),
    "anyone": ("anybody",),
    "ask": ("request",),
    "bad": ("poor",),
    "begin": ("start",),
    "best": ("finest",),
    "big": ("large",),
    "build": ("construct",),
    "building": ("constructing",),
    "buy": ("purchase",),
    "certain": ("sure",),
    "chance": ("opportunity",),
    "change": ("alteration",),
    "children": ("youngsters",),
    "choices": ("selections",),
    "clear": ("plain", "obvious"),
    "competition": ("contest",),
    "cost": ("price",),
    "country": ("nation",),
    "decision": ("ruling", "choice"),
    "difficult": ("hard", "tough"),
    "end": ("finish",),
    "enough": ("sufficient",),
    "entire": ("whole",),
    "every": ("each",),
    "exercise": ("drill",),
    "extremely": ("exceedingly",),
    "fast": ("quick",),
    "find": ("discover",),
    "first": ("initial",),
    "fix": ("repair",),
    "foolhardy": ("reckless",),
    "forced": ("compelled",),
    "get": ("obtain",),
    "girls": ("young women",),
    "good": ("fine",),
    "great": ("grand",),
    "greatest": ("largest",),
    "happy": ("glad",),
    "hard": ("tough",),
    "harsh": ("severe",),
    "help": ("assist",),
    "home": ("house",),
    "hoping": ("wishing",),
    "huge": ("enormous",),
    "important": ("significant",),
    "interested": ("curious",),
    "job": ("task",),
    "jobs": ("posts",),
    "keep": ("retain",),
    "kids": ("children",),
    "large": ("big",),
    "lie": ("tell untruths",),
    "life": ("existence",),
    "look": ("gaze",),
    "make": ("produce",),
    "many": ("numerous",),
    "maybe": ("perhaps",),
    "money": ("cash",),
    "near": ("close to",),
    "need": ("require",),
    "never": ("at no time",),
    "new": ("fresh",),
    "old": ("aged",),
    "opportunity": ("chance",),
    "people": ("persons", "folk"),
    "perfect": ("ideal",),
    "perhaps": ("maybe",),
    "place": ("location",),
    "plan": ("scheme",),
    "possible": ("feasible",),
    "price": ("cost",),
    "problem": ("difficulty",),
    "punishment": ("penalty",),
    "quick": ("fast",),
    "quickly": ("rapidly",),
    "real": ("genuine",),
    "really": ("truly",),
    "remarkable": ("notable",),
    "risk": ("danger",),
    "road": ("street",),
    "sad": ("unhappy",),
    "schools": ("colleges",),
    "serious": ("grave",),
    "should": ("ought to",),
    "show": ("display",),
    "small": ("little",),
    "speak": ("talk",),
    "start": ("begin",),
    "stop": ("halt",),
    "strong": ("firm",),
    "sure": ("certain",),
    "talk": ("speak",),
    "talks": ("negotiations",),
    "thank": ("express gratitude to",),
    "think": ("believe",),
    "time": ("period",),
    "told": ("informed",),
    "town": ("city",),
    "tremendous": ("enormous",),
    "truth": ("facts",),
    "try": ("attempt",),
    "understand": ("grasp",),
    "use": ("employ",),
    "very": ("extremely",),
    "want": ("wish",),
    "whole": ("entire",),
    "work": ("labour",),
    "world": ("globe",),
    "wrong": ("mistaken",),
    "years": ("twelvemonths",),
}

FOREIGN = tuple(
    line.strip()
    for line in """
    The robots will be shipped home by sea and put on show in the national library.
    A judge in the contest told us that the winning gear box was borrowed.
    Every child who builds a radio should be given a place at a summer camp.
    I keep the old clock on my desk and I have never once wound it.
    The school bell was replaced twice in a single winter.
    Our lawyers have asked for the diaries to be read out in open court.
    He handed me the keys, the uniform and a one-way ticket to Denver.
    The cruise line has sold two of its oldest ships to a scrapyard in Turkey.
    A flag with a fern on it would look splendid above the stadium.
    The ballot papers were printed on the wrong shade of green.
    My grandmother cured every cough with onions and a wool scarf.
    The pharmacy had run out of the ointment by Tuesday evening.
    The loudspeakers play nothing but weather reports and love songs.
    Both generals agreed to open the border for the harvest festival.
    A rocket engine on a plinth will greet visitors at the airport.
    The museum's roof leaks whenever the wind comes from the east.
    We grew tomatoes on the space station and they tasted of nothing.
    The sauna tax was the stupidest idea this parliament ever voted on.
    Pensioners will find a cheque for forty crowns in the post.
    Tax inspectors should be made to ride the bus like everybody else.
    The glacier has lost the length of a football pitch since my wedding.
    Ice cores from the lake bed were left to melt in a broken freezer.
    We measured the wind on the ridge with a kite and a bathroom scale.
    The goalkeeper had a fever and still asked to play.
    The referee apologised to both captains in the car park.
    Half of the season tickets were bought by one dentist.
    The embassy garden was full of spies and very good cheese.
    Moscow's orchestra cancelled its spring tour for want of visas.
    A treaty that nobody has read cannot keep anybody awake.
    The sanctions list has more spelling mistakes than names.
    The turbines were painted black so that the geese would notice them.
    A dam without a fish ladder is a wall with a view.
    The reservoir is so low that you can read the gravestones of the old village.
    Nurses on the third floor share one working lift with the kitchen.
    The two hospitals could not even agree on a font for the door signs.
    A drone delivered my neighbour's insulin to the wrong balcony.
    Pilots ought to carry a licence for anything heavier than a goose.
    The contract was signed in a karaoke bar at four in the morning.
    The auditor found nine invoices for the same photocopier.
    Our striker learned to head the ball from a retired acrobat.
    The cup is made of tin and the ribbons are from a florist.
    The ferry will carry bicycles free of charge until Easter.
    No committee of mine has ever met on a Friday afternoon.
    Beavers did more for this valley than the whole ministry.
    The vote was delayed because the clerk had lost her glasses.
    A good library is cheaper than a bad prison.
    The mayor promised us a swimming pool and sent us a plaque.
    We tested the water with a kit meant for aquariums.
    The tram drivers want heated seats and a longer lunch.
    Bees do not care who owns the orchard.
    """.strip().splitlines()
)
"""Sentences written for this list, on subjects near those of the articles, that nobody said."""
