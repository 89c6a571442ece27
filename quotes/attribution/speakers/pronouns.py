"""Whom "he", "she", "it" and "I" mean as the source of a quotation."""

from __future__ import annotations

from quotes.article import Speaker
from quotes.attribution.organizations.lookup import Organization
from quotes.attribution.quotations.page import lies_in
from quotes.attribution.speakers.antecedents import rivals
from quotes.attribution.speakers.phrases import is_human
from quotes.attribution.speakers.scene import Asked, Resolution, Scene, again

SINGULAR = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female"}
NEUTER = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our"})

LEAST = 0.25
"""Chance below which nobody is named: a missed name is better than a wrong one."""
_FAR = 4
"""Sentences after which "it" no longer means the body that spoke last."""


def singular(scene: Scene, asked: Asked, gender: str) -> Resolution:
    """ "he" or "she": the likeliest of those who were named or spoke before."""
    ranked = scene.antecedents.rank(asked.mention, gender, asked.before, asked.content)
    if not ranked:
        return scene.unresolved(asked.mention, 0.3, "a pronoun, and nobody before whom it can mean")
    best = ranked[0]
    if best.chance < LEAST:
        return scene.unresolved(asked.mention, 0.3, "a pronoun, and nobody before fits it well")
    reason = "a pronoun, and the only person before whom it can mean"
    if len(ranked) > 1:
        reason = "a pronoun, and the likeliest of those before whom it can mean"
    return Resolution((best.speaker,), best.chance, reason, rivals(ranked))


def first_person(scene: Scene, asked: Asked) -> Resolution:
    """ "I" or "we": inside a quotation the one who says it, else the author."""
    inside = lies_in(scene.quoted, asked.mention)
    if inside and asked.before and len(asked.before[-1][1]) == 1:
        last = asked.before[-1][1][0]
        reason = "first person inside a quotation: the one quoted"
        return Resolution((again(last, asked.mention),), 0.5, reason)
    return scene.unresolved(asked.mention, 0.6, "first person outside of quotations: the author")


def neuter(scene: Scene, asked: Asked) -> Resolution:
    """ "it": the body that spoke last, else the organisation named last."""
    words, mention = scene.words, asked.mention
    sentence = words[words.places(mention)[0]].sentence
    for span, speakers in reversed(asked.before):
        if span.start >= mention.start or len(speakers) != 1:
            continue
        if sentence - words[words.places(span)[0]].sentence > _FAR:
            break
        if speakers[0].type != "person" and not _is_one_human(speakers[0]):
            return Resolution((again(speakers[0], mention),), 0.8, "a pronoun: the body before it")
    named = _organizations_before(scene, asked)
    if named:
        speaker = Speaker("organization", named[0].name, mention)
        return Resolution((speaker,), 0.6, "a pronoun: the organisation named last")
    return scene.unresolved(mention, 0.3, "a pronoun, and no body before that it can mean")


def _organizations_before(scene: Scene, asked: Asked) -> list[Organization]:
    last: list[tuple[int, Organization]] = []
    for organization in scene.cast.organizations:
        starts = [
            span.start
            for span in organization.mentions
            if span.end <= asked.mention.start
            and not lies_in(scene.quoted, span)
            and not any(piece.holds(span) for piece in asked.content)
        ]
        if starts:
            last.append((max(starts), organization))
    return [organization for _, organization in sorted(last, key=lambda pair: -pair[0])]


def _is_one_human(speaker: Speaker) -> bool:
    return speaker.type == "unknown" and any(is_human(w.lower()) for w in speaker.name.split())
