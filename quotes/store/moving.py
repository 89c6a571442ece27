"""Moving bodies between organisations, with everything that refers to them kept in step."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, delete, exists, update

from quotes.store.bodies import Body, OrganizationAlias
from quotes.store.chunks import chunks
from quotes.store.models import Decision, Organization, Post, Speaker


def settle_in(
    connection: Connection, bodies: Collection[int], organization: int, *, home: bool
) -> None:
    """Let bodies be an organisation's, with the posts and speakers that name them.

    :param home: whether the machine takes them for that one, rather than a human.
    """
    values = {"organization_id": organization} | ({"home_id": organization} if home else {})
    for part in chunks(bodies):
        connection.execute(update(Body).where(Body.id.in_(part)).values(values))
        for model in (Post, Speaker):
            connection.execute(
                update(model).where(model.body_id.in_(part)).values(organization_id=organization)
            )


def drop_empty(connection: Connection, organizations: Collection[int]) -> None:
    """Delete those of the organisations that nothing refers to any more."""
    for part in chunks(organizations):
        connection.execute(
            delete(Organization).where(
                Organization.id.in_(part),
                ~exists().where(Body.organization_id == Organization.id),
                ~exists().where(Body.home_id == Organization.id),
                ~exists().where(Post.organization_id == Organization.id),
                ~exists().where(Speaker.organization_id == Organization.id),
                ~exists().where(OrganizationAlias.organization_id == Organization.id),
                ~exists().where(Decision.organization_id == Organization.id),
                ~exists().where(Decision.other_organization_id == Organization.id),
            )
        )
