"""The closed lists of words in and around names; all written for `quotes`."""

from __future__ import annotations

FIRST_NAME_TITLES = frozenset(
    """
    sir dame sheikh sheikha prince princess king queen emperor emir sultan pope brother sister
    father mother
    """.split()
)
"""Titles that can stand before a given name: "Sir Hugh", "Sister Mary"."""

NAMES_OR_WORDS = frozenset("may will april june august march west north read more still".split())
"""Common words and months that are names too, where the reader takes them for a person's."""

NAMED_BEFORE = frozenset(
    """
    hurricane cyclone typhoon storm lake mount mt fort port camp cape hms uss rms mv operation
    """.split()
)
"""Words that, before a person's name, make it a storm's, a place's or a ship's."""

NOT_PEOPLE = frozenset(
    [
        "al qaeda",
        "al qaida",
        "al shabaab",
        "al shabab",
        "al nusra",
        "al jazeera",
        "al arabiya",
        "al aqsa",
        "al ahram",
        "boko haram",
    ]
)
"""Names of groups, papers and places that have the form of a person's."""

ARTICLE_PREFIXES = frozenset("al el ad ar as ash az".split())
"""Forms of the Arabic article that a hyphen ties to a name: "al-Rashid"."""

ELIDED = frozenset("d l dell".split())
"""Particles that an apostrophe ties to a name: "d'Arcy"."""

COUPLE_WORDS = frozenset(
    """
    brother brothers couple couple's daughter daughters divorced fiancé fiancée grandparents
    husband married marriage newlyweds parents siblings sister sisters son sons spouses twins wed
    wedding wife
    """.split()
)
"""Words that tell of a family: there one family name can stand for two people."""

FIRM_NOUNS = frozenset(
    "bank brand chain company firm group label manufacturer militia retailer studio".split()
)
"""Nouns right before a name that make it a firm's: "the clothing company X"."""

HONOURS = frozenset(
    """
    act award chair fellow fellowship law lecture lecturer medal prize professor professorship
    scholar scholarship trophy
    """.split()
)
"""What is named after people: "the Ellen Whitcombe professor of history"."""
