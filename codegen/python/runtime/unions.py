"""Records with a tag that says which one it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, cast

from typing_extensions import Self

from .scalars import string
from .wire import JsonObject, WireError, expected, expected_one_of


class Record(Protocol):
    """A generated record."""

    def to_wire(self) -> JsonObject:
        """Writes it."""
        ...

    @classmethod
    def from_wire(cls, value: Any) -> Self:
        """Reads it."""
        ...


U = TypeVar("U")


@dataclass(frozen=True)
class UnknownVariant:
    """A variant that this version of the contract does not know, kept as it came."""

    tag: str
    """What the tag says."""
    fields: JsonObject
    """All fields as they came, the tag among them."""


class UnionType(Generic[U]):
    """How the variants of a union are told apart."""

    def __init__(
        self,
        name: str,
        tag: str,
        variants: Callable[[], Mapping[str, type[Record]]],
        *,
        closed: bool = False,
    ) -> None:
        """The variants by their tags are asked for once, when all records are there."""
        self._name = name
        self._tag = tag
        self._variants = variants
        self._closed = closed
        self._records: Mapping[str, type[Record]] | None = None
        self._tags: dict[type[Record], str] = {}

    def from_wire(self, value: object) -> U:
        """Reads one; raises a WireError if it is none."""
        if type(value) is not dict:
            raise expected("object", value).within(self._name)
        fields: JsonObject = cast(Any, value)
        tag: Any = fields.get(self._tag)
        record = self._by_tag().get(tag) if type(tag) is str else None
        if record is None:
            return cast(U, self._unknown(tag, fields))
        return cast(U, record.from_wire(fields))

    def to_wire(self, value: object) -> JsonObject:
        """Writes one, with its tag."""
        records = self._by_tag()
        tag = self._tags.get(cast(Any, type(value)))
        if tag is not None:
            return {self._tag: tag, **cast(Record, value).to_wire()}
        if isinstance(value, UnknownVariant) and not self._closed:
            return dict(value.fields)
        for tag, record in records.items():
            if isinstance(value, record):
                return {self._tag: tag, **value.to_wire()}
        raise expected(self._name, value)

    def _by_tag(self) -> Mapping[str, type[Record]]:
        if self._records is None:
            self._records = self._variants()
            self._tags = {record: tag for tag, record in self._records.items()}
        return self._records

    def _unknown(self, tag: Any, fields: JsonObject) -> UnknownVariant:
        try:
            text = string(tag)
            if self._closed:
                raise expected_one_of(list(self._by_tag()), text)
        except WireError as error:
            raise error.reading(self._name, self._tag, fields) from None
        return UnknownVariant(text, fields)
