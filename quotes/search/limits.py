"""How far the search goes: what ranks, and how much is looked at for one answer."""

from __future__ import annotations

# What is about a query, by words and by meaning: chosen with the 202 queries in view whose figures
# docs/meaning.md gives (tests/retrieval), so expect somewhat less elsewhere.

DEPTH = 1000
"""Quotations of each ranking that count."""
FEW_LISTED = 20_000
"""Candidates that are listed before vectors are compared; of more, the best are tried in turn."""
LEAST_COSINE = 0.2
"""The cosine below which nothing is about what is asked."""
SURE_COSINE = 0.28
"""The cosine that one has to have; where none has it, there is nothing about it."""
COSINE_PART = 0.4
"""The part of the highest cosine below which the others are not about it."""
FLATNESS = 5
"""How little the first ranks stand out from the next."""
WORDS, MEANING = 0.5, 1.0
"""How much the two rankings count."""
SHORTLIST = 300
"""Quotations whose vectors are compared where those closest to a claim are asked for."""

# What a claim may come from: bounds on the work, so that a claim is looked up in the same time
# in a small archive and in a large one (docs/speed.md); by hand.

LONGEST_PART = 10
"""Words of a part."""
SHORTEST_PART = 3
"""Words that a part should have; what is shorter is joined to what comes before."""
MOST_PARTS = 12
"""Parts of a claim; the parts of a very long one are longer."""
ENOUGH = 30
"""Quotations found for a part, after which no looser expression is tried."""
MOST_FOUND = 200
"""Quotations found for a part at most."""
MISSPELLED = 4
"""Words of a claim, at most, that no quotation has and that are looked for by their trigrams."""
FEW_OF_PERSON = 400
"""Quotations of a person that are all compared; of more, those with one of the terms are."""
MOST_ANY = 16
"""Terms of which one is enough in the quotations of a person."""
MOST_TERMS = 5
"""Terms of a part that are looked for together, the rarest."""
MOST_OF_ALL = 7
"""Terms of the whole claim that are looked for together, and ..."""
MISSING = 1
"""... how many of them a quotation may lack."""
RARE = 1000
"""Quotations of a term that is looked for alone, at most."""
HARDLY_ANY = 2
"""Terms of a part, at most, whose words are looked for one after the other, and ..."""
WINDOW = 3
"""... so many of them at a time if all of them are not found so."""
SHORTEST_MISSPELLED = 5
"""Letters of a word that no quotation has, and that is looked for by its beginning and end."""
MISSPELLED_SHARE = 0.6
"""The part of such a word that is looked for."""
CLOSER = 3
"""How many times as many as wanted are compared letter by letter."""
