"""The frames of sentences that tell when posts begin, end and pass on, beside their verbs.

Names, roles, days, lengths of time and bodies stand in them as marks: ``<P0>``, ``<R0>``, ``<D0>``,
``<L0>``, ``<O0>`` (see :mod:`quotes.attribution.tagged`).
"""

from __future__ import annotations

import re

from quotes.lexicon import any_of, word_set

PERSON = r"<P\d+>"
TITLED = rf"(?:(?:Dr|Sir|Dame|Lord|Lady|Mr|Mrs|Ms|Miss|Father|Professor)\.? |<R\d+>,? )*({PERSON})"
"""A person with what stands before the name."""
HEARSAY = re.compile(
    r"\breported (?:on <D\d+> )?that\b|\bhave told\b|\breportedly\b|\bsaid to be\b|\brumou?rs?\b"
    r"|\bhad written\b|\bwe reported\b|\bis thought to\b|\bdenied a report\b|\bwants? to\b"
    r"|\bhopes? to\b|\bwould (?:be|become|take)\b|\bif (?:he|she|<P)|\bdenied that\b"
)
UNTIL = re.compile(
    r"<R(\d+)>(?: of [\w ]+?| there| here)?,? (?:until|till|to) (?:the election in )?(?:the )?"
    r"(?:end of )?<D(\d+)>"
)
SPAN = re.compile(
    r"<R(\d+)>(?: to the [\w’' ]+?| here| there| in [\w ]+?)?,? (?:from|since|between) <D(\d+)>"
    r" (?:to|until|till|and) "
    r"(?:the end of )?<D(\d+)>"
)
SINCE = re.compile(
    r"<R(\d+)>(?: of [\w ]+?| in [A-Z]\w+)?(?:, <P\d+>)?,?"
    r"(?: in (?:the )?(?:post|office|job|charge))? (?:since|from|as of) <D(\d+)>"
)
FOR_YEARS = re.compile(r"<R(\d+)>(?: [a-z]+)? (?:for|after) <L(\d+)>")
LED_BY = re.compile(
    r"<O(\d+)> (?:has been|is|is now) (?:led|headed|run)(?: since <D(\d+)>)? by <P(\d+)>"
)
FROM_PERSON = re.compile(rf",? from (?:[\w().]+ )*?(?:<R\d+> )?(?:\(\w+\.?\) )?({PERSON})")
OBJECT = re.compile(
    rf" (?:(?:the|its|their|his|her|an?|own|sitting|long-serving) )*{TITLED}|\ (him|her)\b"
)
"""Whom a verb is done to, right behind it."""
COMPLEMENT = re.compile(
    r"(?:, [^,<]{0,60}(?:<R\d+>[^,<]{0,40})?, as the|,|\ (?:[a-z]+est|as|to|be|being|become"
    r"|into|back|again|once|more|still|now|in|for|the|an?|its|their"
    r"|his|her|new|next|first|only|sole|office|post|job|role|position|title|of|islands['’]"
    r"|(?:<O\d+>|[\w-]+)(?:'s|’s)|<O\d+>))*\ <R(\d+)>"
)
"""What somebody becomes, right behind the verb or the person."""
OF_ITS_OFFICE = re.compile(
    r" (?:the|its|their) (?P<role>[\w-]+|<R\d+>)(?:'s|’s) (?:office|chair|seat|post|job|desk"
    r"|place)\b"
)
NOUN_OF_END = any_of(word_set("office_nouns", "end"))
NOUN_OF_START = any_of(word_set("office_nouns", "start"))
NOUN_OF_POST = any_of(word_set("office_nouns", "post"))
ENDING = re.compile(
    rf"\b{NOUN_OF_END} of (?:its |the |their )?{TITLED}|({PERSON})(?:'s|’s) {NOUN_OF_END}\b",
    re.IGNORECASE,
)
STARTING = re.compile(rf"\b{NOUN_OF_START} of (?:the )?{TITLED} (?:as|to)\b", re.IGNORECASE)
POST_FALLS = re.compile(
    rf"(?:\b{NOUN_OF_POST} (?:of|as) (?:the |its )?<R(?P<of>\d+)>"
    rf"|<R(?P<own>\d+)>(?:'s|’s) {NOUN_OF_POST}\b"
    rf"|\b[Tt]he (?P<noun>[\w-]+)(?:'s|’s) {NOUN_OF_POST}\b"
    rf"|\b(?P<bare>[Tt]he {NOUN_OF_POST})\b"
    rf"|\b(?:[Hh]is|[Hh]er) {NOUN_OF_POST}\b"
    rf"|^(?:The )?(?P<field>[A-Z]\w+)(?: {NOUN_OF_POST})?\b)[^<;.]*$",
    re.IGNORECASE,
)
"""The post that goes to somebody, before the verb."""
PLACE_TAKEN = re.compile(
    rf"(?:\b(?P<word>[Hh]is|[Hh]er)|<P(?P<whose>\d+)>(?:'s|’s)) {NOUN_OF_POST}"
    rf" (?:is|was|will be|has been|is being) (?:taken(?: over)?|filled)(?: (?:on"
    rf" )?<D(?P<day>\d+)>)? by"
    rf" (?:the |an? )?{TITLED}"
)
TO_PERSON = re.compile(
    rf"(?: (?:on|in|from)? ?<D\d+>)? to (?:the |an? |his |her |its )*(?:\w+ ){{0,3}}?{TITLED}"
)
TERM_ENDS = re.compile(
    r"\b(?:[Hh]is|[Hh]er|whose|<P\d+>(?:'s|’s))(?: \w+)? (?:term|contract|tenure|mandate|time)s?"
    r"(?: in office)? (?:ends?|ended|had ended|expires?|expired|runs out|ran out|is over|was"
    r" over)\b"
)
PORTFOLIO = re.compile(r"\b(?:takes|took|taken) over (?:the )?(\w+)\b")
MOVES_TO = re.compile(r"(?: to)? (?:the )?(?:[\w ]+ )?<O(\d+)>(?: as <R(\d+)>)?")
FUTURE = re.compile(r"\b(?:will|shall|is to|are to|going to)\b")
AWAITS = re.compile(
    r"\b(?:will be sworn in|will take (?:office|over)|takes? (?:office|over) on|is to take"
    r"|until then|-elect\b|starts? on|begins? on|will (?:start|begin))"
)
NEW_ROLE = re.compile(r"\b(?:new|next)\b")
PRONOUN = re.compile(r"\b([Hh]e|[Ss]he|[Hh]im|[Hh]er)\b")
MARK = re.compile(r"<([PRDLO])(\d+)>")
EFFECT = re.compile(r"\b(?:take|takes|took) effect (?:on )?<D(\d+)>")
STARTS = re.compile(
    r"\b(?:from|as of|as from|effect from|effective(?: from)?|begins on|starts on|starting on"
    r"|beginning on|on) <D(\d+)>"
)

# Where the subject of a verb stands.

CLAUSE = re.compile(
    r"; |: |, (?:and|but|while|as|after|before|because|since|though|although|when|so that|until"
    r"|or) "
    r"|(?: and| but)(?= (?:<P|he |she |they |both ))"
    r"|\b(?:said|says|added|announced|confirmed|adds|announces)(?: on <D\d+>)?(?: that)?"
    r" (?=<P|he |she |the |its )"
    r"| that (?=<P|he |she |the )"
    r"| (?:when|while|after|before|because|until|if|whether|once|where|whom) (?=<P|he |she |<R"
    r"|the )"
)
"""Where a clause begins."""
RELATIVE = re.compile(r"(<[PR]\d+>)(?: \([^)]*\))?(?:, \d+)?,? who\b(?!m|se)")
CLOSED = re.compile(r", (?:who|whom|whose|which|where)\b[^,;]*(?=,)")
GOVERNED = re.compile(
    rf"\b{any_of(word_set('office_nouns', 'preposition'))}"
    r" (?:(?:the|an?|its|his|her|their|Dr|Sir|Dame|Mr|Ms|Mrs|Father|late|former|<R\d+>,?) ?)*$",
    re.IGNORECASE,
)
