"""Passages of a page that are not the article: share links, teasers, cookie notes, comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.types import Span

_ENDS_ARTICLE = re.compile(
    r"""^\W*(?:
        (?:recent|latest|popular|trending|related|recommended|similar|more|other|top|featured)\s+
            (?:posts?|stories|story|articles?|news|headlines?|coverage|reading|content|links)
        | related | more\s+from\b.* | most\s+(?:read|popular|viewed|shared)\b.* | read\s+next\b.*
        | you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy)\b.* | also\s+(?:read|in\s+the\s+news)\b.*
        | (?:leave|post|write|add)\s+a\s+(?:reply|comment)\b.* | (?:\d+\s+)?comments?(?:\s*\(\d+\))?
        | join\s+the\s+(?:conversation|discussion)\b.* | around\s+the\s+web | sponsored\s+content
        | from\s+(?:around\s+)?the\s+web | editor[’']?s[’']?\s+picks?
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_LINE = re.compile(
    r"""^\W*(?:
        share\b(?:\s+(?:this|on|via|with)\b.*)?
            (?:\W+(?:facebook|twitter|x|whatsapp|email|linkedin|print))*
        | (?:facebook|twitter|whatsapp|linkedin|e-?mail|print|pinterest|reddit|copy\s+link|telegram)
            (?:[\s|/·•,]+(?:facebook|twitter|x|whatsapp|linkedin|e-?mail|print|pinterest|reddit
            |copy\s+link|telegram))*
        | advertisement | ad | sponsored | (?:click|tap)\s+here\b.* | sign\s+up\b.* | subscribe\b.*
        | (?:get|receive)\s+(?:our|the)\s+.*newsletter.* | log\s*in\b.* | skip\s+to\b.*
        | follow\s+(?:us|@|him|her|them)\b.* | (?:this|our)\s+(?:web)?site\s+uses\s+cookies\b.*
        | (?:we|our\s+partners)\s+(?:and\s+\S+\s+)*use\s+cookies\b.*
        | by\s+(?:continuing|using)\s.*cookies?.*
        | accept(?:\s+all)?(?:\s+cookies)? | manage\s+(?:cookies|preferences)\b.*
        | (?:read|see|watch|listen)(?:\s+(?:more|also))?\s*:.*
        | read\s+(?:more|the\s+rest|on|here)\b.*
        | (?:tags?|filed\s+under|categories|category|topics)\s*:.* | (?:©|copyright\b).*
        | all\s+rights\s+reserved\b.* | your\s+e-?mail\s+address\b.* | required\s+fields\b.*
        | save\s+my\s+name\b.* | \d+\s+(?:min(?:ute)?s?|hours?|days?|weeks?)\s+ago
        | (?:name|e-?mail|website|comment|post\s+comment|submit|search|menu|home)\s*\*?
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_TRUNCATED = re.compile(r"(?:…|\.\.\.|\[\u2026\]|\[\.\.\.\])$")
LONG = 180
"""Characters of a paragraph that is surely prose and no teaser."""
PROSE = 3
"""So many long paragraphs in a row after a heading of teasers are the article going on."""


def boilerplate(text: str, blocks: Sequence[Span]) -> list[Span]:
    """The passages of a text with these paragraphs to pass over, in reading order."""
    found: list[Span] = []
    at = 0
    while at < len(blocks):
        line = blocks[at].of(text)
        if at and _ENDS_ARTICLE.match(line):
            after = _article_goes_on(text, blocks, at + 1)
            found += blocks[at:after]
            at = after
            continue
        if _LINE.match(line):
            found.append(blocks[at])
        at += 1
    return found


def _article_goes_on(text: str, blocks: Sequence[Span], begin: int) -> int:
    """Where the article takes up again behind a heading of teasers; the end where it does not."""
    for at in range(begin, len(blocks)):
        coming = [block.of(text) for block in blocks[at : at + PROSE]]
        if len(coming) == PROSE and all(
            len(line) >= LONG and not _TRUNCATED.search(line) for line in coming
        ):
            return at
    return len(blocks)
