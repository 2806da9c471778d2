"""Strings out of a list."""

from __future__ import annotations

from enum import Enum
from typing import Any

from typing_extensions import Self

from .wire import WireError, expected, expected_one_of


class _WireEnum(str, Enum):
    """A string out of a list; it is equal to its text on the wire."""

    def __str__(self) -> str:
        return self.to_wire()

    @property
    def is_known(self) -> bool:
        """Whether this version of the contract declares it."""
        return self._name_ in type(self).__members__

    def to_wire(self) -> str:
        """The text on the wire."""
        text: str = self._value_
        return text


class OpenEnum(_WireEnum):
    """A string out of a list that may grow: what is not known is kept as it came.

    `OrderState("new")` is an unknown one, and equal to every other one of its text.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self:
        if not isinstance(value, str):
            raise expected(cls.__name__, value)
        unknown = str.__new__(cls, value)
        unknown._name_ = value
        unknown._value_ = value
        return unknown

    @classmethod
    def unknown(cls, text: str) -> Self:
        """A value that this version of the contract does not declare."""
        return cls(text)

    @classmethod
    def from_wire(cls, value: Any) -> Self:
        """Reads it; raises a WireError if it is no string."""
        if type(value) is not str:
            raise expected(cls.__name__, value)
        return cls(value)

    @classmethod
    def from_key(cls, name: str) -> Self:
        """Reads a key of a map."""
        return cls(name)


class ClosedEnum(_WireEnum):
    """A string out of a list that does not grow: what is not known is refused."""

    @classmethod
    def from_wire(cls, value: Any) -> Self:
        """Reads it; raises a WireError if it is not one of the list."""
        if type(value) is not str:
            raise expected(cls.__name__, value)
        return cls.from_key(value)

    @classmethod
    def from_key(cls, name: str) -> Self:
        """Reads a key of a map."""
        try:
            return cls(name)
        except ValueError:
            names = [member._value_ for member in cls]
            raise expected_one_of(names, name) from None


def write_enum(value: object, declared: type[_WireEnum]) -> str:
    """Writes a value of an enum, or the text of one."""
    if isinstance(value, str) and not isinstance(value, declared):
        try:
            value = declared(value)
        except (ValueError, WireError):
            raise expected(declared.__name__, value) from None
    if isinstance(value, declared):
        return value.to_wire()
    raise expected(declared.__name__, value)
