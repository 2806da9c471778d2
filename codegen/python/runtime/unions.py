"""Records with a tag that says which one it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, cast

from typing_extensions import Self

from .scalars import json, string
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
        # Those that refuse or keep what they do not know, which the tag is not.
        self._minding: frozenset[type[Record]] = frozenset()

    def from_wire(self, value: object) -> U:
        """Reads one; raises a WireError if it is none."""
        if type(value) is not dict:
            raise expected("object", value).within(self._name)
        fields: JsonObject = cast(Any, value)
        tag: Any = fields.get(self._tag)
        record = self._by_tag().get(tag) if type(tag) is str else None
        if record is None:
            return cast(U, self._unknown(tag, fields))
        if record in self._minding:
            fields = {name: item for name, item in fields.items() if name != self._tag}
        return cast(U, record.from_wire(fields))

    def to_wire(self, value: object) -> JsonObject:
        """Writes one, with its tag."""
        records = self._by_tag()
        tag = self._tags.get(cast(Any, type(value)))
        if tag is not None:
            return self._tagged(tag, cast(Record, value))
        if isinstance(value, UnknownVariant) and not self._closed:
            made: JsonObject = json(dict(value.fields))
            return made
        for tag, record in records.items():
            if isinstance(value, record):
                return self._tagged(tag, value)
        raise expected(self._name, value)

    def _tagged(self, tag: str, value: Record) -> JsonObject:
        made: JsonObject = {self._tag: tag, **value.to_wire()}
        # No field that the record does not know is the tag.
        made[self._tag] = tag
        return made

    def _by_tag(self) -> Mapping[str, type[Record]]:
        if self._records is None:
            self._records = self._variants()
            self._tags = {record: tag for tag, record in self._records.items()}
            self._minding = frozenset(
                record for record in self._tags if hasattr(record, "_known")
            )
        return self._records

    def _unknown(self, tag: Any, fields: JsonObject) -> UnknownVariant:
        try:
            text = string(tag)
            if self._closed:
                raise expected_one_of(list(self._by_tag()), text)
        except WireError as error:
            raise error.reading(self._name, self._tag, fields) from None
        return UnknownVariant(text, json(fields))
