"""The mapped base of every record, and how a column carries its field."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar
from uuid import NAMESPACE_OID, uuid4, uuid5

from sqlalchemy import JSON, Boolean, Date, Dialect, ForeignKey, Integer, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column
from sqlalchemy.types import TypeEngine

from supervision_desktop.fields.base import Field
from supervision_desktop.fields.kinds import Day, Number, Ref, Tags, YesNo

Values = Mapping[str, Any]
"""The values of one record by attribute name."""

SELF = "00000000-0000-4000-8000-000000000001"
"""The id of the practitioner's own `Person`, so that "not yourself" is a comparison (SUP-03)."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Words(TypeDecorator[tuple[str, ...]]):
    """A tuple of words, stored as a JSON list."""

    impl = JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> Any:
        """Nothing chosen is NULL."""
        return [*value] if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[str, ...] | None:
        """A tuple, so that snapshots can be compared and never changed in place."""
        return tuple(value) if value else None


class Base(DeclarativeBase):
    """Everything that is mapped to a table."""

    metadata = MetaData(naming_convention=NAMING)


class Record(Base):
    """Something a person would call a record; its table name is its kind.

    SEALED_BY names the column that, once set, closes the record to change;
    OPEN_FIELDS stay changeable. SEALED_WITH names the reference to the record whose seal closes this one too.
    UNSEARCHED are texts that nobody would look for: codes, zones, drawings. A FINAL record is written once.
    What names a client goes when the client is erased; STAYS are the references for which this record stays without
    its client (figures do, and what others share), each with the texts that go all the same.
    GOES_WITH are texts that hold the id of a record of any kind, with which this one goes.
    """

    __abstract__ = True
    SEALED_BY: ClassVar[str | None] = None
    OPEN_FIELDS: ClassVar[frozenset[str]] = frozenset()
    SEALED_WITH: ClassVar[str | None] = None
    UNSEARCHED: ClassVar[frozenset[str]] = frozenset()
    FINAL: ClassVar[bool] = False
    STAYS: ClassVar[Mapping[str, frozenset[str]]] = {}
    GOES_WITH: ClassVar[tuple[str, ...]] = ()

    id: Mapped[str] = mapped_column(String(36), primary_key=True)

    @staticmethod
    def problems(values: Values) -> dict[str, str]:
        """Faults between fields: {field: sentence}."""
        return {}

    def __repr__(self) -> str:
        """Kind and id only, so that no log holds what a record says."""
        return f"<{self.__tablename__} {self.id}>"


def stored(field: Field[Any], *, index: bool = False) -> MappedColumn[Any]:
    """A column that carries its field; a reference brings its foreign key and index."""
    info = {"field": field}
    if isinstance(field, Ref):
        # Deferred, so that one gesture may bring rows back in any order.
        target = ForeignKey(f"{field.to}.id", deferrable=True, initially="DEFERRED")
        return mapped_column(String(36), target, nullable=not field.required, index=True, info=info)
    return mapped_column(_sql_type(field), nullable=not field.required, index=index, info=info)


def _sql_type(field: Field[Any]) -> TypeEngine[Any]:
    if isinstance(field, Number):
        return Integer()
    if isinstance(field, Day):
        return Date()
    if isinstance(field, YesNo):
        return Boolean()
    return Words() if isinstance(field, Tags) else String()


def new_id() -> str:
    """A fresh id, made by the client so that undo can bring the same row back."""
    return str(uuid4())


def known_id(*words: str) -> str:
    """An id that is known before there is a record: what was typed finds its way back, and there is one at most.

    The words are kept in people's files by way of the id: another word or order would lose what is there.
    """
    return str(uuid5(NAMESPACE_OID, " ".join(words)))


@cache
def kinds() -> Mapping[str, type[Record]]:
    """Every kind of record by its table name, once `domain.all_records` is imported."""
    found = [m.class_ for m in Base.registry.mappers if issubclass(m.class_, Record)]
    return {cls.__tablename__: cls for cls in sorted(found, key=lambda c: c.__tablename__)}


@cache
def fields_of(record: type[Record]) -> Mapping[str, Field[Any]]:
    """The fields of a kind of record by attribute name, in the order they are declared."""
    return {c.key: c.info["field"] for c in record.__table__.columns if "field" in c.info}


def values_of(record: Record) -> dict[str, Any]:
    """A snapshot's values by attribute name, id left out."""
    return {name: getattr(record, name) for name in fields_of(type(record))}


def label_of(record: type[Record], name: str) -> str:
    """The label of one field."""
    return fields_of(record)[name].label
