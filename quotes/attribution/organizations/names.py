"""The organisations of an article: which of the names in it belong to one body."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from quotes.article import Span
from quotes.attribution.organizations.lookup import Organization
from quotes.attribution.organizations.mentions import mentions, passed_over
from quotes.attribution.organizations.public_bodies import place_of
from quotes.attribution.organizations.short_forms import (
    LEGAL_FORMS,
    is_abbreviation,
    is_kind_of,
    is_short_form,
    key_words,
)
from quotes.attribution.organizations.ties import Tie, ties
from quotes.attribution.people.names import folded
from quotes.attribution.words import Words


@dataclass(slots=True)
class _Body:
    """Names of one body, the fullest first, and those that it no longer bears."""

    names: list[str]
    former: list[str] = field(default_factory=list)

    @property
    def all_names(self) -> list[str]:
        return self.names + self.former


def find_organizations(
    words: Words, skip: Sequence[Span] = (), people: Iterable[str] = ()
) -> list[Organization]:
    """Every organisation named in the text, in the order of the first mention.

    Found are the model's entities, and further places where a known name or its short form
    stands. ``people`` are the names of the article's people: a word of these is nobody's short
    form. No name is taken from inside ``skip``.
    """
    forms: dict[str, list[Span]] = {}
    taken: set[int] = set()
    for places in mentions(words, skip):
        if key_words(words.phrase(places)):
            forms.setdefault(words.phrase(places), []).append(words.span(places))
            taken.update(places)
    told = list(ties(words.text, {span: form for form in forms for span in forms[form]}))
    _add(forms, taken, words, skip, {name for tie in told for name in (tie.name, tie.of)})
    bodies = _bodies(forms, told)
    _add(forms, taken, words, skip, _unseen_short_forms(bodies, people) | set(forms))
    bodies = _bodies(forms, told)
    found = [_organization(words, body, forms, told, bodies) for body in bodies]
    return sorted(found, key=lambda organization: organization.mentions[0])


def _add(
    forms: dict[str, list[Span]],
    taken: set[int],
    words: Words,
    skip: Sequence[Span],
    wanted: Collection[str],
) -> None:
    """Add the places where one of the wanted names stands and none is known yet."""
    for form, places in passed_over(words, wanted, taken, skip):
        forms.setdefault(form, []).append(words.span(places))
        taken.update(places)


def _bodies(forms: dict[str, list[Span]], told: Sequence[Tie]) -> list[_Body]:
    """The names gathered by what the text tells of them, and by their words."""
    abbreviated = {tie.name: tie.of for tie in told if tie.relation == "abbreviation"}
    apart = {frozenset((tie.name, tie.of)) for tie in told if tie.relation == "parent"}
    bodies: list[_Body] = []
    kinds: list[str] = []
    for form in sorted(forms, key=lambda form: (-len(key_words(form)), forms[form][0])):
        told_home = abbreviated.get(form)
        homes = [body for body in bodies if told_home in body.names] or [
            body
            for body in bodies
            if is_short_form(form, body.names[0])
            and not any(frozenset((form, name)) in apart for name in body.names)
        ]
        if len(homes) == 1:
            homes[0].names.append(form)
        elif any(is_kind_of(form, other) for other in forms):
            kinds.append(form)
        else:
            bodies.append(_Body([form]))
    for form in kinds:
        homes = [body for body in bodies if is_kind_of(form, body.names[0])]
        if len(homes) == 1:
            homes[0].names.append(form)
        else:
            bodies.append(_Body([form]))
    return _renamed(bodies, told)


def _renamed(bodies: list[_Body], told: Sequence[Tie]) -> list[_Body]:
    """The bodies, with those made one that the text says are one under an older name."""
    for tie in told:
        if tie.relation != "former":
            continue
        old = next((body for body in bodies if tie.name in body.all_names), None)
        new = next((body for body in bodies if tie.of in body.all_names), None)
        if old is None or new is None or old is new:
            continue
        new.former += [name for name in old.all_names if name not in new.former]
        bodies = [body for body in bodies if body is not old]
    return bodies


def _unseen_short_forms(bodies: Sequence[_Body], people: Iterable[str]) -> set[str]:
    """Short forms by which a body may be called, each of them fitting no other body."""
    human = {folded(word) for name in people for word in name.split()}
    known = {name for body in bodies for name in body.all_names}
    found: dict[str, int] = {}
    for body in bodies:
        for short in {short for name in body.all_names for short in _short_forms(name)}:
            found[short] = found.get(short, 0) + 1
    return {
        short
        for short, number in found.items()
        if number == 1 and short not in known and not human.intersection(map(folded, short.split()))
    }


def _short_forms(name: str) -> set[str]:
    """The name without its legal form, and its first word where that can stand for it."""
    if is_abbreviation(name):
        return set()
    parts = name.split()
    shorts = {parts[0]}
    while len(parts) > 1 and folded(parts[-1]) in LEGAL_FORMS:
        parts = parts[:-1]
        shorts.add(" ".join(parts))
    return {short for short in shorts if short != name and is_short_form(short, name)}


def _organization(
    words: Words,
    body: _Body,
    forms: dict[str, list[Span]],
    told: Sequence[Tie],
    bodies: Sequence[_Body],
) -> Organization:
    spans = sorted(span for name in body.all_names for span in forms[name])
    places = (place_of(words, words.places(span)) for span in spans)
    return Organization(
        name=body.names[0],
        aliases=tuple(body.names[1:]),
        mentions=tuple(spans),
        former_names=tuple(body.former),
        parent=_parent(body, told, bodies),
        place=next((place for place in places if place), None),
    )


def _parent(body: _Body, told: Sequence[Tie], bodies: Sequence[_Body]) -> str | None:
    """The name of the body that this one is told to be a part of, None where it is its own."""
    wholes = (
        other.names[0]
        for tie in told
        if tie.relation == "parent" and tie.of in body.all_names
        for other in bodies
        if other is not body and tie.name in other.all_names
    )
    return next(wholes, None)
