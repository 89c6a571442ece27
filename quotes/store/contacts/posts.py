"""Posts of contact lists: as they are stored, compared, weighed and shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from quotes.article import Organization, PostStatus
from quotes.contacts import ContactPost
from quotes.store import listed
from quotes.store.folding import fold, fold_organization
from quotes.store.identity.body_keys import keys_of
from quotes.store.identity.profile import Tenure
from quotes.store.occupancy import PostReport


class PostKey(NamedTuple):
    """What makes two posts of lists one post."""

    role: str
    organization: str
    unit: str
    status: PostStatus
    start: date | None
    end: date | None


def status_of(post: ContactPost) -> PostStatus:
    """The status given; without one, what has an end is a former post."""
    return post.status or ("former" if post.end else "current")


def key_of(post: ContactPost) -> PostKey:
    """The key of a post of a list."""
    return PostKey(
        fold(post.role or ""),
        fold_organization(post.organization or ""),
        fold(post.unit or ""),
        status_of(post),
        post.start,
        post.end,
    )


def organization_key(name: str | None) -> str | None:
    """What organisations of this name are known by, None where the name tells too little."""
    keys = keys_of(Organization(name), None) if name else ()
    return next((key.key for key in keys if key.kind == "name"), None)


def tenure_of(post: ContactPost) -> Tenure:
    """The post as it is weighed: held between its days where both are given, else at any time."""
    where = post.role, post.organization, post.unit
    status = status_of(post)
    if post.start and post.end:
        return Tenure(*where, "current" if status == "former" else status, post.start, post.end)
    return Tenure(*where, status, None, None)


def as_listed(post: listed.ContactPost) -> ContactPost:
    """A stored post as the list had it."""
    return ContactPost(
        role=post.role,
        organization=post.organization,
        unit=post.unit,
        status=post.status,
        start=post.first_day,
        end=post.last_day,
        organization_qid=post.organization_qid,
        line=post.line,
    )


def reports_of(post: listed.ContactPost, body: int | None, name: str | None) -> list[PostReport]:
    """What a stored post tells: that it was held on its days, and had ended on the day after.

    :param body: the organisation across articles, with its ``name``; None where none is known.
    """
    source = post.source
    evidence = f"{source.file}, line {post.line}, imported by {source.by} on {source.at:%Y-%m-%d}"

    def report(status: PostStatus, day: date | None) -> PostReport:
        return PostReport(
            role=post.role,
            organization=name or post.organization,
            body=body or (fold_organization(post.organization) if post.organization else None),
            unit=post.unit,
            status=status,
            party=None,
            country=None,
            day=day,
            evidence=evidence,
            article_id=None,
        )

    held = [day for day in (post.first_day, post.last_day) if day]
    if post.status != "former":
        return [report(post.status, day) for day in held] or [report(post.status, None)]
    ended = post.last_day + timedelta(days=1) if post.last_day else None
    return [*(report("current", day) for day in held), report("former", ended)]
