"""The list of organisations that an article is said to name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.article import Organization, Person, Quotation
from quotes.attribution.organizations import lookup as found
from quotes.attribution.organizations.public_bodies import is_public, place_in, without_place


def told_organizations(
    organizations: Sequence[found.Organization],
    people: Sequence[Person],
    quotations: Sequence[Quotation],
) -> tuple[Organization, ...]:
    """The organisations of the cast, then those that only speak or have people in post."""
    told = [_without_owner(organization.told) for organization in organizations]
    known = {(form, one.place) for one in told for form in one.forms}
    named = {form for form, _ in known}
    for name, country in [*_speaking(quotations), *_employing(people, quotations)]:
        place = place_in(name) or (country if is_public(name) else None)
        if (name, place) in known or (place is None and name in named):
            continue
        told.append(Organization(name, without_place(name), place=place))
        known.add((name, place))
        named.add(name)
    return tuple(told)


def _without_owner(organization: Organization) -> Organization:
    """The organisation, found without the country that stands before its name too."""
    short = (form for form in without_place(organization.name) if form not in organization.forms)
    return replace(organization, aliases=(*organization.aliases, *short))


def _speaking(quotations: Sequence[Quotation]) -> Iterator[tuple[str, str | None]]:
    for quotation in quotations:
        for speaker in quotation.speakers:
            if speaker.type == "organization":
                yield speaker.name, None


def _employing(
    people: Sequence[Person], quotations: Sequence[Quotation]
) -> Iterator[tuple[str, str | None]]:
    posts = [post for person in people for post in person.affiliations]
    posts += [
        speaker.affiliation
        for quotation in quotations
        for speaker in quotation.speakers
        if speaker.affiliation
    ]
    for post in posts:
        if post.organization:
            yield post.organization, post.country
