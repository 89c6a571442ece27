"""The closed lists of words that tell of unnamed sources; all written for `quotes`."""

from __future__ import annotations

from quotes.attribution.wordlists import (
    CONSTITUENCY_OFFICES,
    PARTIES,
    PUBLIC_OFFICES,
    SHARED_POSTS,
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"both": 2, "couple": 2, "pair": 2, "duo": 2, "trio": 3, "dozen": 12, "half-dozen": 6}
DOZENS = _set("dozen half-dozen")
COUNTING_NOUNS = _set("couple pair duo trio dozen half-dozen")
"""Numbers that are nouns, and count what stands behind them with "of"."""

FEW = _set("several few handful")
MASSES = _set(
    "many most some all dozens scores hundreds thousands millions number majority half lots plenty "
    "percent % group crowd chorus few"
)
"""Quantities of people at large."""

BEFORE_NUMBERS = _set(
    "while but although though and as if because only just even at least more than nearly about "
    "around almost roughly over meanwhile still however yet also like according to so not for "
    "fully"
)

SOURCES = _set("source sources person people individual individuals")
SILENT = SOURCES | _set(
    "man men woman women boy girl one ones insider insiders figure figures everyone everybody "
    "anyone anybody others"
)
"""Nouns that tell nothing of who somebody is."""

INSIDERS = _set(
    "sources officials aides advisers advisors insiders diplomats staffers staff executives "
    "witnesses investigators commanders officers negotiators envoys bankers traders strategists "
    "operatives confidants associates friends relatives colleagues neighbours neighbors ministers "
    "spokesmen spokeswomen spokespeople representatives assistants delegates employees attendees "
    "participants respondents"
)
"""Plural nouns for people to whom reporters speak one by one."""

ONE_OF_MANY = _set(
    "source person individual official aide adviser advisor insider diplomat staffer executive "
    "witness investigator officer negotiator trader strategist operative confidant associate "
    "spokesman spokeswoman spokesperson representative neighbour neighbor resident villager "
    "passer-by bystander passenger employee worker staff man woman driver caller tenant clerk"
)
"""Singular nouns that name nobody in particular, even with "the" before them."""

MORE_PEOPLE = _set(
    "staffer operative confidant attendee respondent participant shopper commuter mourner refugee "
    "migrant detainee inmate prisoner hostage recruit fighter militant rebel worshipper churchgoer "
    "individual tenant householder motorist bidder applicant parishioner evacuee islander figure "
    "dockworker grandparent classmate roommate flatmate housemate mate buyer seller questioner "
    "regular local landlord landlady lawmaker subcontractor whistleblower"
)
"""Nouns for one person beside those of :mod:`quotes.attribution.wordlists`."""

EVERYBODY = _set("everyone everybody anyone anybody public crowd family")

PEOPLE_ENDINGS = ("ers", "ors", "ists", "ants", "ans", "ees", "men", "women", "folk", "people")
"""How plural nouns for people end that no list has."""

UNIQUE_OFFICES = (
    PUBLIC_OFFICES | SHARED_POSTS | CONSTITUENCY_OFFICES | PARTIES | _set("nominee candidate mogul")
) - ONE_OF_MANY
"""With "the" before them they mean one person whom the reader knows, or can look up."""

NO_MEMBERS = _set(
    "critics critic opponents opponent supporters supporter defenders backers proponents "
    "detractors fans fan victims victim survivors survivor users user customers customer readers "
    "viewers rivals foes friends friend relatives relative neighbours neighbours neighbor "
    "neighbors admirers residents resident skeptics sceptics advocates enemies parents"
)
"""People "of" a body who do not belong to it."""

KNOWING = _set(
    "familiar close briefed aware privy present involved knowledgeable acquainted near inside "
    "connected opposed allied loyal working based living"
)
"""Words behind a noun that say how its people come to know."""
KNOWLEDGE = _set("knowledge insight access involvement experience ties links")

RELATIVE = _set("who whom")
CLAUSE_STARTS = _set(
    "which that whose where when speaking said says told including such because citing like after "
    "before during while since"
)
BEING = _set("was were is are has had have")
PLACED = _set("in at on among inside near present briefed involved familiar close part privy aware")
"""What stands behind "who was" where a clause tells of somebody's place."""
PLACING = _set(
    "works worked serves served lives lived attended heads headed runs ran knows knew witnessed "
    "helped owns owned studies studied advises advised represents represented teaches taught "
    "participated handles handled oversees oversaw"
)
"""Verbs behind "who" that tell of somebody's place."""

EMPTY = _set(
    "unnamed anonymous unidentified undisclosed unspecified nameless other another separate same "
    "single certain various different particular second third more additional own fellow"
)
"""Words before a noun that tell nothing of its people."""
RANKS = _set(
    "senior top former current high-ranking high-level longtime long-time retired leading junior "
    "chief prominent veteran key low-level mid-level well-placed well-connected local serving "
    "deputy then and or high ranking placed"
)
NO_BODIES = _set(
    "state industry industries news force practice prosecution movement section project program "
    "programme service group house operator manufacturer developer patrol order league"
)
"""Nouns for bodies that before another noun rather tell of its kind."""
