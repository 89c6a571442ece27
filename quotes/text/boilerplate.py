"""The furniture of a page: passages that are not the article.

Share links, teasers of other articles, cookie notes, newsletter forms, readers' comments. Each
paragraph is judged by itself and by those beside it: no line ends the article, because "Related",
"Most read" or "941 comments" stands above, within or below it, as the page was cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.types import Span

_SITES = r"(?:facebook|twitter|x|whatsapp|linked-?in|e-?mail|print|pinterest|reddit|telegram|sms"
_SITES += r"|tumblr|flipboard|messenger|bluesky|threads|pocket|line|copy\s+(?:this\s+)?link)"

_LINE = re.compile(
    rf"""^\W*(?:
        share\b(?:\s+(?:this|on|via|with|to|full)\b[^“”"]*)? (?:\W+{_SITES})*
        | (?:share|save|tweet|like|pin|post|send|comments?|{_SITES})
            (?:[\s|/·•,]+(?:share|save|tweet|like|pin|comments?|{_SITES}))*
        | advertisement(?:\s*[-–—:]\s*(?:story|article)\s+continues\s+below)? | ad | sponsored
        | (?:story|article)\s+continues\s+(?:below|after)\b.* | report\s+(?:this\s+)?ad
        | scroll\s+(?:down\s+)?for\s+more\b.* | loading | play\s+video | text\s+size\b.*
        | listen\s+to\s+(?:this|the)\s+(?:article|story)\b.* | \d+\s*-?\s*min(?:ute)?s?\s+read
        | (?:click|tap)\s+here\b.* | sign\s+up\b.* | subscribe\b.* | unsubscribe\b.*
        | (?:get|receive)\s+(?:our|the)\s+.*(?:newsletter|in(?:to)?\s+your\s+inbox).*
        | .*\b(?:delivered|straight|direct(?:ly)?)\s+(?:\S+\s+)?(?:in)?to\s+your\s+inbox\b.*
        | you\s+can\s+unsubscribe\b.* | by\s+(?:signing|subscribing|submitting)\b.*\bagree\b.*
        | (?:enter|type)\s+your\s+e-?mail\b.*
        | thank(?:s|\s+you)\s+for\s+(?:subscribing|signing\s+up)\b.*
        | (?:support|donate\s+to)\s+(?:our|independent)\s+journalism\b.*
        | log\s*in\b.* | skip\s+to\b.* | already\s+(?:a\s+)?(?:subscriber|member|registered)\b.*
        | follow\s+(?:us|@|him|her|them)\b.* | (?:this|our)\s+(?:web)?site\s+uses\s+cookies\b.*
        | (?:we|our\s+partners)\s+(?:and\s+(?:\S+\s+){{1,6}})?(?:use|store|value)\s+
            (?:cookies|your\s+privacy)\b.*
        | by\s+(?:continuing|using|clicking)\s.*cookies?.*
        | (?:accept|reject|allow)(?:\s+all)?(?:\s+cookies)? | manage\s+(?:cookies|preferences)\b.*
        | (?:cookie|privacy)\s+(?:policy|settings|preferences|notice)\b.{{0,60}}
        | (?:read|see|watch|listen)(?:\s+(?:more|also|next))?\s*:.*
        | (?:also\s+(?:read|see|watch)|related(?:\s+\S+)?|more\s+(?:on|from)\s+this|don[’']?t\s+miss
            |up\s+next|in\s+pictures|recommended|trending|most\s+read|must\s+read)\s*[:|>»].*
        | read\s+(?:more|the\s+rest|on|here|next|the\s+full\s+(?:story|article))\b.*
        | (?:tags?|filed\s+under|categories|category|topics)\s*:.* | (?:©|copyright\b).*
        | all\s+rights\s+reserved\b.* | your\s+e-?mail\s+address\b.* | required\s+fields\b.*
        | save\s+my\s+name\b.*
        | view\s+(?:all\s+)?(?:\d+\s+)?comments? | (?:show|hide|load)\s+comments?
        | (?:be\s+the\s+first\s+to\s+|log\s*in\s+to\s+|sign\s+in\s+to\s+)(?:comment|reply)\b.*
        | (?:name|e-?mail|website|comment|post\s+comment|submit|search|menu|home)\s*\*?
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""A paragraph that is furniture wherever it stands."""

_AGO = r"\d+\s*(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?|[hdwm])\s+ago"
_WHEN = re.compile(
    rf"""^\W*(?: (?:\S+(?:\s\S+){{0,3}}\W+)?{_AGO} | just\s+now | yesterday
        | (?:\S+(?:\s\S+){{0,3}}\s+says:?\s+)? (?:(?:on|posted|updated|published)\s+)*(?:at\s+)?
          (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?
          (?: \d{{1,2}}(?:st|nd|rd|th)?\s+[A-Z][a-z]{{2,8}}\.?,?\s+\d{{4}}
            | [A-Z][a-z]{{2,8}}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}
            | \d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}} )
          (?:[\s,·|–-]*(?:at\s+)?\d{{1,2}}[:.]\d{{2}}(?:\s*[ap]\.?m\.?)?)?
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""The day and time of a teaser or a comment, with no more than a name before it."""

_TEASERS = re.compile(
    r"""^(?!.*\.$)\W*(?:
        (?:recent|latest|popular|trending|related|recommended|similar|more|other|top|featured
            |promoted|sponsored|suggested|breaking|today[’']?s|further|editor[’']?s)
            (?:\s+(?:local|world|national|on\s+this))?\s+
            (?:posts?|stories|story|articles?|news|headlines?|coverage|reading|content|links|topics
            |videos?|picks?|choice|reads)
        | related | recommended(?:\s+for\s+you)? | trending(?:\s+now)?
        | more\s+(?:from|in|on|like\s+this)\b.{0,60} | in\s+other\s+news | elsewhere | see\s+also
        | most\s+(?:read|popular|viewed|shared|watched|commented|recent)\b.{0,40}
        | (?:read|up|what\s+to\s+read|watch)\s+next\b.{0,40}
        | popular\s+(?:now\b.{0,40}|on\b.{0,40})
        | (?:you|readers)\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy|be\s+interested)\b.{0,40}
        | (?:stories|articles|things)\s+you\s+(?:may|might)\s+\b.{0,40}
        | also\s+(?:read|in\s+the\s+news|on\s+\S+(?:\s\S+)?) | don[’']?t\s+miss | must\s+reads?
        | around\s+the\s+web | from\s+(?:around\s+)?(?:the|our)\s+(?:web|partners|archives?)
        | editor[’']?s[’']?\s+picks? | explore\s+(?:more|further)\b.{0,40}
        | (?:read|see|watch)\s+more
        | what\s+others\s+are\s+reading | paid\s+content | partner\s+content
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""A heading under which other articles are advertised."""

_COMMENTS = re.compile(
    r"""^(?!.*\.$)\W*(?:
        (?:leave|post|write|add)\s+a\s+(?:reply|comment)\b.{0,60}
        | (?:\d[\d,.]*\s*k?\s+)?(?:readers?[’']?s?[’']?\s+)?(?:comments?|repl(?:y|ies)|responses?
            |thoughts)(?:\s*\(\d[\d,.]*\))?(?:\s+(?:on|to)\s.{1,90})?
        | join\s+the\s+(?:conversation|discussion|debate)\b.{0,60} | have\s+your\s+say\b.{0,60}
        | what\s+do\s+you\s+think\? | (?:sort|order)(?:ed)?\s+by\b.{0,40}
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""A heading under which readers comment, or the bare number of their comments."""
_BUTTON = re.compile(
    r"""^\W*(?:reply|report|like|upvote|downvote|flag|quote|permalink|log\s*in\s+to\s+reply)
        (?:[\s|/·•,()\d]+(?:reply|report|like|share|upvote|downvote|flag|quote|permalink))*[\W\d]*$""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a reader presses below a comment."""

_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[\u2026\]|\[\.\.\.\])$")
_SENTENCE_END = re.compile(r"[.!?:;,][\"'“”‘’»)\]]*$")
_TAG_BEHIND = re.compile(r"[\[(](?:video|photos?|pictures|watch|insight|reaction|[A-Z]{4,})[\])]$")
_ASKS = re.compile(r"[?!]$")
SUMMARY = 240
"""Characters of a teaser's summary at most."""
HEADLINE = 140
"""Characters of a headline at most."""
ROWS = 2
"""So often must headline and summary, or day and comment, take turns to be a list of them."""
COMMENT = 4
"""Paragraphs of a reader's comment at most, between the lines that frame it."""


def boilerplate(text: str, blocks: Sequence[Span]) -> tuple[Span, ...]:
    """The paragraphs of a text to pass over, in reading order."""
    lines = [block.of(text) for block in blocks]
    passed: set[int] = set()
    for at, line in enumerate(lines):
        if _LINE.match(line) or _BUTTON.match(line):
            passed.add(at)
        if at and _TEASERS.match(line):
            passed.update(range(at, _end_of_teasers(lines, at + 1)))
        elif at and _COMMENTS.match(line):
            passed.update(range(at, _end_of_comments(lines, at + 1)))
    return tuple(blocks[at] for at in sorted(passed))


def _end_of_teasers(lines: Sequence[str], begin: int) -> int:
    """Behind the headlines that stand here, and behind their summaries where there are several.

    One sentence below one headline may as well be the article going on.
    """
    first = at = _end_of_headlines(lines, begin)
    rows = 0
    while at > begin and at < len(lines) and len(lines[at]) <= SUMMARY:
        after = _end_of_headlines(lines, at + 1)
        if after == at + 1 < len(lines):
            break
        rows += 1
        at = after
    return at if rows >= ROWS else first


def _end_of_headlines(lines: Sequence[str], begin: int) -> int:
    return next((at for at in range(begin, len(lines)) if not _is_headline(lines[at])), len(lines))


def _is_headline(line: str) -> bool:
    """Whether a line says no whole sentence: a headline, a day, a teaser that is cut off."""
    if _CUT_OFF.search(line) or _WHEN.match(line) or _LINE.match(line) or _TAG_BEHIND.search(line):
        return True
    if len(line) > HEADLINE:
        return False
    return bool(_ASKS.search(line)) or not _SENTENCE_END.search(line)


def _end_of_comments(lines: Sequence[str], begin: int) -> int:
    """Behind the last comment below a heading; the heading's own end where no comment is framed by
    its day and the buttons below it."""
    end, frames, shown = begin, 0, False
    for at in range(begin, len(lines)):
        if at - end > COMMENT:
            break
        if pressed := _BUTTON.match(lines[at]) or _WHEN.match(lines[at]):
            shown |= any(_SENTENCE_END.search(line) for line in lines[end:at])
            frames += 1 if pressed.re is _WHEN else ROWS
            end = at + 1
    if not shown:
        return end
    if frames < ROWS:
        return begin
    return min(len(lines), end + (not _BUTTON.match(lines[end - 1])))
