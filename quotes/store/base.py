"""What all tables share: named constraints, and the checks that several of them have."""

from __future__ import annotations

from typing import ClassVar, Literal, get_args

from sqlalchemy import CheckConstraint, MetaData, Text
from sqlalchemy.orm import DeclarativeBase

Origin = Literal["machine", "human"]

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """What all tables share: named constraints, and text without a length for strings."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar = {str: Text()}


def one_of(column: str, values: object) -> CheckConstraint:
    """The column holds one of the values of a ``Literal``."""
    listed = ", ".join(f"'{value}'" for value in get_args(values))
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def share(column: str) -> CheckConstraint:
    """The column holds a number in [0, 1]."""
    return CheckConstraint(f"{column} BETWEEN 0 AND 1", name=column)


def span(name: str, start: str, end: str) -> CheckConstraint:
    """The two columns are a span of at least one character."""
    return CheckConstraint(f"0 <= {start} AND {start} < {end}", name=name)


def optional_span(name: str, start: str, end: str) -> CheckConstraint:
    """The two columns are a span, or both are empty."""
    return CheckConstraint(
        f"({start} IS NULL AND {end} IS NULL) OR (0 <= {start} AND {start} < {end})", name=name
    )
