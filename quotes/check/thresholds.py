"""The thresholds of a check, a draft and a trace, each with how it was chosen.

*Check set* gives how many of the 333 claims of tests/checks get the right verdict with a lower and
with a higher value, all else as it is; 306 do as it stands (``python -m
scripts.evaluation.thresholds NAME VALUE...``). The scores of an alignment stand with it in
:mod:`quotes.check.align`.
"""

from __future__ import annotations

# A claim's words beside those of a quotation.

ALTERED = 0.6
"""The similarity from which words are an altered form of a quotation.

Check set: 303 with 0.5, 303 with 0.7."""
REPORTED = 0.7
"""The similarity from which words are those of an indirect quotation.

Check set: 306 with 0.6, 302 with 0.8."""
MOST_FRAME = 25
"""Words of a frame at most; what is longer are words with marks inside them.

By hand."""
NEARBY = 5
"""Words behind those kept in which a negation or a hedge still speaks of them.

By hand."""
LONG = 6
"""Units put in, from which on they are only told as added: another quotation's, mostly.

By hand."""
EDGE = 4
"""Unmatched words at an end of the claim that are taken to stand for the quotation's there.

By hand, as ``LONGER``."""
LONGER = 2
"""How many units longer than its replacement a stretch of the quotation may be."""
LARGEST_TABLE = 2_000_000
"""Cells of the largest table that is filled; beyond it the longest common subsequence has to do.

A bound on memory: four tables of numbers of 8 bytes take 64 MB then."""

# The ladder of verdicts.

COMPARED = 16
"""Candidates whose wording is compared in full.

By hand."""
CONTINUED = 3
"""Matches that are looked at for whether the speech goes on in the next quotation.

By hand."""
MOST_READ = 4
"""Matches at most whose context is read for a claim.

By hand."""
NEARLY = 0.8
"""The similarity from which a claim is one quotation with words changed, not several.

Check set: 306 with 0.7, 305 with 0.9."""
CLEARLY = 0.1
"""How much closer the words of others must be than altered ones of the speaker claimed.

By hand."""
BY_OTHERS = 0.85
"""The similarity from which altered or reported words of others answer a claim.

Check set: 306 with 0.75, 306 with 0.95."""
LEAST_STITCHED_WORDS = 4
"""Words that a part of a stitched claim has at least.

By hand."""
CLOSE = 0.85
"""How much of a part must stand in its quotation.

By hand."""
LEFT = 0.25
"""The share of the claim's words that may stand in none of the quotations.

By hand."""
MOST_STITCHED_PARTS = 4
"""Parts of a stitched claim at most; a bound on the work."""

# The same in other words.

NEAR = 8
"""Quotations near in meaning whose own words are compared.

By hand."""
PASSAGES = 8
"""Passages that are read together with the claim, the closest in meaning.

By hand."""
COSINE_WEIGHT = 6.0
"""How much the cosine counts beside the log-odds that both say the same.

By hand."""
LEAST_PARAPHRASE = 5.2
"""The sum of both from which two texts say the same.

Check set: 304 with 4.2, 301 with 6.2."""
CHANCE_BOUND = 1e-4
"""The chance, and the one less than certainty, at which log-odds are cut off.

So that a chance of 0 or 1 has log-odds at all."""

# Who said it.

SHORTEST_FORM = 3
"""Letters of a given name from which a shorter one may be its short form: Des, Desmond.

By hand."""
SURE = 0.8
"""The certainty of a speaker from which it is said that somebody else was not the speaker.

Check set: 302 with 0.6, 306 with 0.95."""
RIVAL_CHANCE = 0.1
"""The chance from which a rival of the speaker found may be the speaker after all.

By hand."""
REACH = 120
"""Characters before and after inner marks in which it is said whose words they are.

By hand."""
LEAST_REPEATED_WORDS = 4
"""Words in inner marks that are an utterance and no mere term.

By hand."""

# What stands around it.

SENTENCES_AFTER = 2
"""Sentences after the quotation in which somebody may take it back.

By hand."""
SENTENCES_BEFORE = 4
"""Sentences before the quotation in which what it is about may be named.

By hand."""
GAP = 120
"""Characters between two quotations of one speech at most: room for an attribution.

By hand."""
LONGEST_MARK = 2
"""Characters of an opening mark at most: ``''``."""

# What is shown.

SHOWN = 5
"""Quotations that are shown as evidence at most; room on the page."""
DAYS = 7
"""Days after the day claimed within which an article may well report it; by hand."""
MOST_NAMESAKES = 5
"""Namesakes that a doubt lists by name; room on the page."""
MOST_SHOWN = 120
"""Characters of words that an explanation shows; room on the page."""

# A draft.

SHORT = 2
"""Words that anybody may have said: with no more than these, nothing alarms; by hand."""
CERTAIN = 0.5
"""The chance that the draft's speaker is read rightly, below which another's words alarm nobody."""
COVERED = 0.8
"""The part of a direct quotation that stands in the marks found, if these are its own; by hand."""

# A trace.

TRACED = 400
"""Stored quotations whose wording is compared; a bound on the work."""
CLUSTERS_SEARCHED = 10
"""Clusters of whose first article copies are looked for in which no quotation was found; a bound on
the work."""
COPIED = 0.4
"""So much of the shorter text, without what is quoted, must stand in the other one.

Of 924 articles, versions of one score 0.71 or more and others 0.28 at most (docs/checking.md)."""
LEAST_SHARED = 12
"""Runs of words that two copies have in common at least; by hand, against chance in short texts."""
LONGEST_SHORT_FORM = 5
"""Letters of the short form of an outlet's name at most: AFP, PTI, ANSA."""
SHARE = 0.6
"""Of the shorter wording so much must stand in the other one, in its order; as ``ALTERED``."""
RUN = 8
"""So many words on end make two wordings cuts of one quotation, however long the rest is.

By hand, as all that follow; no figure of the choice was kept."""
SURE_SHARE, SURE_RUN = 0.8, 12
"""What it takes instead where somebody else is said to have said it."""
FEWEST = 6
"""Words of a fragment that tells by itself, without its speaker, which quotation it is of."""
BARELY = 3
"""Words of a fragment at least, unless it is the other wording as a whole."""
LEAST_BLOCK = 3
"""Words on end that count as in common."""
