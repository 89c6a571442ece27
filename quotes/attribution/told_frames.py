"""The frames of sentences that tell when posts begin, end and pass on.

Names, roles, days, lengths of time and bodies stand in them as marks: ``<P0>``, ``<R0>``, ``<D0>``,
``<L0>``, ``<O0>`` (see :mod:`quotes.attribution.tagged`).
"""

from __future__ import annotations

import re

PERSON = r"<P\d+>"
HEARSAY = re.compile(
    r"\breported (?:on <D\d+> )?that\b|\bhave told\b|\breportedly\b|\bsaid to be\b|\brumou?rs?\b"
    r"|\bhad written\b|\bwe reported\b|\bis thought to\b|\bdenied a report\b|\bwants? to\b"
    r"|\bhopes? to\b|\bwould (?:be|become|take)\b|\bif (?:he|she|<P)"
)
BEGIN = re.compile(
    r"\b(?:took over|takes over|take over|took command|takes command|took charge|takes charge"
    r"|took office|takes office|take office|sworn in|took the oath|takes the oath|taken the oath"
    r"|started|starts"
    r"|began|begins|will begin|takes the chair|took the chair|moved in|took up (?:his|her) post"
    r"|takes up (?:his|her) post|took the reins|sat down at the desk|led the team for the first"
    r" time|took the helm|takes the helm|assumed office|assumes office|entered office"
    r"|came into office|took (?:his|her) seat|inaugurated|installed|enthroned|consecrated"
    r"|started work|starts work|began work|begins work|is in office|been in office)\b"
)
APPOINT = re.compile(
    r"\b(?:appointed|appoints|named|names|elected|elects|chosen|chose|made|confirmed|hired|called"
    r"|promoted|reinstated|re-elected|reappointed|picked|nominated)\b"
)
BECOME = re.compile(
    r"\b(?:becomes?|became|will be|is to be|is|has been|had been|was|stays|remains?"
    r"|stays on|continues|will remain|shares the (?:post|job|office) of)(?: back)?"
    r"(?: once more| still| again| now)?(?: as)?"
    r"(?: the| an?| its| their| his| her)? ?<R(\d+)>"
)
END = re.compile(
    r"\b(?:resigned|resigns|stepped down|steps down|retired|retires|quits?|dismissed|sacked|fired"
    r"|leaves|left|leaving|will leave|gave up|gives up|(?:has|have) given up|laid down|lays down"
    r"|parted with|parts with|lost (?:his|her) (?:post|job)|lost (?:his|her) ministry|ousted"
    r"|lost a vote|stood down|stands down|steps aside|stepped aside|removed|voted out|deposed"
    r"|hands over|handed over|has left|had left|died in office"
    r"|will no longer be|ends (?:his|her) career|bowed? out|is no longer)\b"
)
UNTIL = re.compile(
    r"<R(\d+)>(?: of [\w ]+?| there| here)?,? (?:until|till|to) (?:the election in )?(?:the )?"
    r"(?:end of )?<D(\d+)>"
)
SPAN = re.compile(
    r"<R(\d+)>(?: to the [\w’' ]+?| here| there| in [\w ]+?)?,? (?:from|since) <D(\d+)>"
    r" (?:to|until|till) "
    r"(?:the end of )?<D(\d+)>"
)
SINCE = re.compile(r"<R(\d+)>(?: of [\w ]+?| in [A-Z]\w+)?,? (?:since|from|as of) <D(\d+)>")
FOR_YEARS = re.compile(r"<R(\d+)> (?:for|after) <L(\d+)>")
LED = re.compile(
    r"\b(?P<verb>led|headed|heads|leads|runs|run|ran|chairs|chaired|presided over)"
    r" (?:the |over )?(?:<O(?P<body>\d+)>|(?P<it>it|the \w+|this \w+))"
)
LED_BY = re.compile(
    r"<O(\d+)> (?:has been|is|is now) (?:led|headed|run)(?: since <D(\d+)>)? by <P(\d+)>"
)
FROM_PERSON = re.compile(rf",? from (?:[\w().]+ )*?(?:<R\d+> )?(?:\(\w+\.?\) )?({PERSON})")
FOLLOWS = re.compile(
    r"\b(?:follows?|followed|succeeds?|succeeded|replaces?|replaced|takes? the place of"
    r"|took the place of|takes? over from|took over from|will succeed|to succeed|has succeeded"
    r"|will replace) (?:[A-Z]\w+ )*?(<P\d+>|him|her)"
)
FOLLOWED_BY = re.compile(
    r"<P(\d+)> (?:was|is|has been|will be|is to be) (?:succeeded|replaced|followed)"
    r"(?: as (?:the )?<R(\d+)>)?(?: (?:on|in|from) <D(\d+)>)? by (?:[A-Z]\w+ )*?<P(\d+)>"
)
HANDS_OVER = re.compile(
    r"<P(\d+)> (?:hands|handed|will hand) (?:over|(?:his|her) \w+(?: over)?) to"
    r" (?:[A-Z]\w+ )*?<P(\d+)>"
    r"(?: (?:on|in) <D(\d+)>)?"
)
DIED = re.compile(
    r"(?:<P\d+>|\b[Hh]e|\b[Ss]he|\bwho|,)(?:, \d+,)?(?: had| has)? died\b(?! of whom)"
)
TERM_ENDS = re.compile(r"\b(?:[Hh]is|[Hh]er|whose) (?:term|contract)s? (?:ends?|ended|had ended)\b")
PORTFOLIO = re.compile(r"\b(?:takes|took) over (?:the )?(\w+)\b")
MOVES = re.compile(r"\b(?:moves|moved|has moved) to (?:the )?(?:[\w ]+ )?<O(\d+)>(?: as <R(\d+)>)?")
FUTURE = re.compile(r"\b(?:will|shall|is to|are to|going to)\b")
AWAITS = re.compile(
    r"\b(?:will be sworn in|will take (?:office|over)|takes? (?:office|over) on|is to take"
    r"|until then|-elect\b|starts? on|begins? on|will (?:start|begin))"
)
NEW_ROLE = re.compile(r"\b(?:new|next)\b")
PRONOUN = re.compile(r"\b([Hh]e|[Ss]he|[Hh]im|[Hh]er)\b")
MARK = re.compile(r"<([PRDLO])(\d+)>")
EFFECT = re.compile(r"\b(?:take|takes|took) effect (?:on )?<D(\d+)>")
