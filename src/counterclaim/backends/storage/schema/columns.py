"""Columns that many tables have."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def text_column(name: str) -> Column[str]:
    """A text that is always there, empty where nothing is known."""
    return Column(name, Text, nullable=False)


def key_column(name: str) -> Column[str]:
    """A text of the primary key."""
    return Column(name, Text, primary_key=True)


def position_column(name: str = "position") -> Column[int]:
    """A number of the primary key: the place in an order."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


def list_column(name: str) -> Column[list[str]]:
    """A short list of strings, as JSON."""
    return Column(name, JSON, nullable=False)


def owner_column(target: str, name: str, *, primary: bool = True) -> Column[str]:
    """The row that this one belongs to and goes with."""
    return Column(name, ForeignKey(target, ondelete="CASCADE"), primary_key=primary, nullable=False)


def passage_columns(*, nullable: bool = False) -> list[Column[object]]:
    """Place and words of a passage; its document stands beside it."""
    return [
        Column("start_offset", Integer, nullable=nullable),
        Column("end_offset", Integer, nullable=nullable),
        Column("quote", Text, nullable=nullable),
        Column("prefix", Text, nullable=nullable),
        Column("suffix", Text, nullable=nullable),
    ]
