"""Values that are the whole of a payload, for every data converter of the SDK."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Generic, TypeVar, cast
from uuid import UUID as _UUID

from temporalio.api.common.v1 import Payload as _SdkPayload
from temporalio.converter import (
    CompositePayloadConverter,
    DataConverter,
    DefaultPayloadConverter,
    JSONPlainPayloadConverter,
    TransferTypeConverter,
    transfer_type_convertible,
)
from temporalio.exceptions import ApplicationError

from . import scalars
from .wire import DEEPEST, WireError, too_deep

T = TypeVar("T")
C = TypeVar("C", bound=type[Any])


def payload_error(error: WireError) -> ApplicationError:
    """What an unreadable payload is to the SDK: a workflow fails of it, for good."""
    return ApplicationError(
        str(error), type="PayloadValidationError", non_retryable=True
    )


def message(cls: C) -> C:
    """Lets a generated class be the whole of a payload, with any data converter."""
    transfer_type_convertible(_MessageConverter)(cls)
    return cls


def deep_message(cls: C) -> C:
    """As `message`, for a class whose values may be nested without end."""
    transfer_type_convertible(_DeepMessageConverter)(cls)
    return cls


def read_message(cls: type[T], value: Any) -> T:
    """Reads the whole of a payload; an absent one is an object without fields."""
    read: Callable[[Any], T] = cast(Any, cls).from_wire
    return read({} if value is None and not issubclass(cls, Enum) else value)


class Payload(Generic[T]):
    """What a definition reads and writes as the whole of a payload."""

    def __init__(
        self,
        annotation: Any,
        hint: Any,
        read: Callable[[Any], T],
        write: Callable[[T], Any],
    ) -> None:
        """See the attributes; `read` and `write` convert from and to JSON values."""
        self.annotation: Final = annotation
        """What the parameter of a user's method is annotated with."""
        self.hint: Final = hint
        """What the SDK is told to read; what it gives then is a value of T."""
        self._read = read
        self._write = write

    def from_wire(self, value: Any) -> T:
        """Reads a JSON value."""
        return self._read(value)

    def to_payload(self, value: T) -> Any:
        """What the SDK is given to write."""
        return self._write(value)


def of(cls: type[T]) -> Payload[T]:
    """A record or an enum: the SDK reads and writes it by itself."""

    def write(value: T) -> T:
        if isinstance(value, cls):
            return value
        found = f"a value of type {type(value).__name__}"
        raise WireError(f"expected {cls.__name__}", found)

    return Payload(cls, cls, lambda value: read_message(cls, value), write)


def newtype(
    annotation: Callable[[Any], T],
    read: Callable[[Any], T],
    write: Callable[[T], Any],
) -> Payload[T]:
    """A newtype, by the functions that read and write it."""
    return Payload(annotation, _hint(str(annotation), read), read, write)


def _scalar(
    annotation: type[T], name: str, read: Callable[[Any], T], write: Callable[[T], Any]
) -> Payload[T]:
    return Payload(annotation, _hint(name, read), read, write)


def _hint(name: str, read: Callable[[Any], Any]) -> type[Any]:
    """A class that the SDK takes for the type, and that hands what it reads to us."""

    class Converter(TransferTypeConverter[Any, Any]):
        transfer_type = None

        def to_transfer_type(self, value: Any) -> Any:
            return value

        def from_transfer_type(self, value: Any, type_hint: type[Any]) -> Any:
            try:
                return read(value)
            except WireError as error:
                raise payload_error(error) from None

    hint: type[Any] = type(name, (), {})
    transfer_type_convertible(Converter)(hint)
    return hint


class _MessageConverter(TransferTypeConverter[Any, Any]):
    transfer_type = None

    def to_transfer_type(self, value: Any) -> Any:
        return value.to_wire()

    def from_transfer_type(self, value: Any, type_hint: type[Any]) -> Any:
        try:
            return read_message(type_hint, value)
        except WireError as error:
            raise payload_error(error) from None


class _DeepMessageConverter(_MessageConverter):
    def from_transfer_type(self, value: Any, type_hint: type[Any]) -> Any:
        if _is_too_deep(value):
            raise payload_error(too_deep())
        return super().from_transfer_type(value, type_hint)


def _is_too_deep(value: Any) -> bool:
    level: list[Any] = [[value]]
    # The first level is our own.
    for _ in range(DEEPEST + 1):
        level = [
            item
            for part in level
            for item in (cast(Any, part).values() if type(part) is dict else part)
            if type(item) is dict or type(item) is list
        ]
        if not level:
            return False
    return True


class _JsonConverter(JSONPlainPayloadConverter):
    """Says of what is no JSON that it is unreadable.

    Otherwise the SDK would try the workflow task again for ever.
    """

    def from_payload(
        self, payload: _SdkPayload, type_hint: type[Any] | None = None
    ) -> Any:
        try:
            value = json.loads(payload.data)
        except RecursionError:
            raise payload_error(too_deep()) from None
        except ValueError as error:
            raise payload_error(WireError(f"not valid JSON: {error}")) from None
        # Types of ours come without a hint, and read the value by themselves.
        return super().from_payload(payload, type_hint) if type_hint else value


class _PayloadConverter(CompositePayloadConverter):
    def __init__(self) -> None:
        theirs = DefaultPayloadConverter.default_encoding_payload_converters
        super().__init__(*theirs[:-1], _JsonConverter())


DATA_CONVERTER: Final = dataclasses.replace(
    DataConverter.default, payload_converter_class=_PayloadConverter
)
"""A data converter that also fails a workflow whose input is no JSON at all.

Generated types need none: they work with the SDK's default one, the one for pydantic,
and others.
"""


def _nothing(value: Any) -> None:
    return None


NOTHING: Final[Payload[None]] = Payload(None, None, _nothing, _nothing)
"""No input, or no output."""

BOOL: Final = _scalar(bool, "bool", scalars.boolean, scalars.boolean)
INT32: Final = _scalar(int, "int32", scalars.int32, scalars.int32)
INT64: Final = _scalar(int, "int64", scalars.int64, scalars.int64)
UINT32: Final = _scalar(int, "uint32", scalars.uint32, scalars.uint32)
UINT64: Final = _scalar(int, "uint64", scalars.uint64, scalars.uint64)
FLOAT32: Final = _scalar(float, "float32", scalars.read_float32, scalars.write_float32)
FLOAT64: Final = _scalar(float, "float64", scalars.read_float64, scalars.write_float64)
STRING: Final = _scalar(str, "string", scalars.string, scalars.string)
TIMESTAMP: Final = _scalar(
    datetime, "timestamp", scalars.read_timestamp, scalars.write_timestamp
)
DATE: Final = _scalar(date, "date", scalars.read_date, scalars.write_date)
DURATION: Final = _scalar(
    timedelta, "duration", scalars.read_duration, scalars.write_duration
)
DECIMAL: Final = _scalar(
    Decimal, "decimal", scalars.read_decimal, scalars.write_decimal
)
UUID: Final = _scalar(_UUID, "uuid", scalars.read_uuid, scalars.write_uuid)
