"""Small closed classes of English words that a comparison weighs or tells apart."""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    "a an the this that these those i you he she it we they me him her us them my your his its our "
    "their mine yours hers ours theirs myself yourself himself herself itself ourselves themselves "
    "who whom whose which what where when why how there here and or but nor so yet if then than as "
    "of at by for with about into through to from in on off over under up down out is am are was "
    "were be been being do does did done have has had having will would shall should can could may "
    "might must 's 'd not no just also very too well now".split()
)
FILLERS = frozenset("um umm uh uhh er erm ah hmm mm mhm eh uhm".split())
NEGATORS = frozenset(
    "not no never none nobody nothing neither nor nowhere without hardly scarcely barely cannot "
    "ain't unable fail fails failed failing refuse refuses refused refusing lack lacks lacked deny "
    "denies denied".split()
)
OPPOSITES = {
    word: other
    for pair in (
        "increase decrease",
        "rise fall",
        "raise lower",
        "grow shrink",
        "support oppose",
        "accept reject",
        "approve reject",
        "allow forbid",
        "allow ban",
        "permit prohibit",
        "more less",
        "more fewer",
        "most least",
        "always never",
        "all none",
        "everyone nobody",
        "everybody nobody",
        "everything nothing",
        "something nothing",
        "with without",
        "for against",
        "good bad",
        "better worse",
        "best worst",
        "high low",
        "higher lower",
        "win lose",
        "open close",
        "true false",
        "right wrong",
        "safe dangerous",
        "able unable",
        "possible impossible",
        "begin end",
        "start stop",
        "before after",
        "agree disagree",
        "yes no",
        "guilty innocent",
        "friend enemy",
        "success failure",
        "succeed fail",
        "include exclude",
        "strengthen weaken",
        "improve worsen",
        "love hate",
        "easy hard",
        "confirm deny",
        "up down",
        "gain loss",
        "cheap expensive",
        "strong weak",
        "early late",
        "public secret",
        "many few",
    )
    for word, other in (pair.split(), pair.split()[::-1])
}
"""Words beside a word of the opposite sense; a word of several opposites keeps one of them."""

NEGATIVE_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
NO_OPPOSITES = frozenset(
    "form press cover come side deed vest tend stall port part pose play charge patch card pact "
    "plant prove print pulse fold rest stance habit dent land till ease miss take fire cite count "
    "tact".split()
)
"""Words that one of these prefixes makes another word of, and not the opposite."""
MONTHS = frozenset(
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sept sep oct nov dec".split()
)
MODALS = {
    "will": "will",
    "would": "will",
    "can": "can",
    "could": "can",
    "shall": "shall",
    "should": "shall",
    "may": "may",
    "might": "may",
    "'d": "will",
}
"""Modal verbs with the one that they are a form of."""

PAST = {
    "rose": "rise",
    "left": "leave",
    "felt": "feel",
    "thought": "think",
    "bore": "bear",
    "shot": "shoot",
    "won": "win",
    "broke": "break",
    "shook": "shake",
    "swore": "swear",
    "gone": "go",
    "bent": "bend",
}
"""Past forms that are words of their own too, with their verb."""

AUXILIARIES = frozenset({"be", "have", "do", "will", "shall", "'d"})
"""The base forms of verbs that make a tense of another."""

QUANTITIES = frozenset(
    "double doubled triple tripled treble trebled quadruple twice thrice dozens hundreds thousands "
    "millions billions trillions couple".split()
)
"""Words that give a number without being one."""
