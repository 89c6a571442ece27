"""English words that say little of what a text is about."""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    "a about against all also am an and any are as at be because been but by can could did do does "
    "for from had has have he her him his how i if in into is it its just may me might more most "
    "my no nor not of on one only or our out over said say says she should so some such than that "
    "the their them then there these they this those to too under up us was we were what when "
    "where which who why will with would you your".split()
)
