"""JSON objects with fields of known types."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, Final, TypeVar, cast

from .scalars import json
from .unions import Record
from .wire import JsonObject, WireError, expected, quoted

R = TypeVar("R", bound=Record)
T = TypeVar("T")

_ABSENT: Final = object()


def fields(value: object, root: str) -> JsonObject:
    """A JSON object that a record is to be read from."""
    if type(value) is dict:
        made: JsonObject = cast(Any, value)
        return made
    raise expected("object", value).within(root)


def read_records(value: object, record: type[R]) -> list[R]:
    """Reads a list of records."""
    if type(value) is not list:
        raise expected("list", value)
    items: list[Any] = cast(Any, value)
    made: list[R] = []
    try:
        # What was made before an error stays in the list, and so says where it is.
        made.extend(map(record.from_wire, items))
    except WireError as error:
        raise error.at_index(len(made)) from None
    return made


def write_record(value: object, record: type[Record]) -> JsonObject:
    """Writes a record, after seeing to it that it is one."""
    if isinstance(value, record):
        return value.to_wire()
    raise expected(record.__name__, value)


def write_records(value: object, record: type[Record]) -> list[Any]:
    """Writes a list of records."""
    if not isinstance(value, (list, tuple)):
        raise expected("list", value)
    items: list[Any] = list(cast(Any, value))
    made: list[Any] = []
    add = made.append
    try:
        for item in items:
            add(item.to_wire() if type(item) is record else write_record(item, record))
    except WireError as error:
        raise error.at_index(len(made)) from None
    return made


def rename(value: JsonObject, aliases: Mapping[str, tuple[str, ...]]) -> JsonObject:
    """The object with its fields under their present names, which win."""
    made = value
    for name, older in aliases.items():
        for alias in older:
            if alias in value:
                if made is value:
                    made = dict(value)
                made.setdefault(name, made.pop(alias))
    return made


def required_json(value: JsonObject, name: str) -> Any:
    """The value of a field that may be null, but not absent."""
    if name not in value:
        raise WireError("missing, expected json")
    return json(value[name])


def read_optional(value: Any, read: Callable[[Any], T]) -> T | None:
    """Reads the value of a field that may be absent."""
    return None if value is None else read(value)


def read_or(value: Any, default: Callable[[], T], read: Callable[[Any], T]) -> T:
    """Reads the value of a field that has a default."""
    return default() if value is None else read(value)


def write_optional(value: T | None, write: Callable[[T], Any]) -> Any:
    """Writes the value of a field that may be absent, for `present`."""
    return _ABSENT if value is None else write(value)


def present(value: JsonObject) -> JsonObject:
    """The fields that are there."""
    return {name: item for name, item in value.items() if item is not _ABSENT}


def unknown_fields(value: JsonObject, known: Collection[str]) -> JsonObject:
    """The fields that the contract does not know."""
    rest = {name: item for name, item in value.items() if name not in known}
    return json(rest) if rest else rest


def refuse_unknown(value: JsonObject, known: Collection[str], root: str) -> None:
    """Raises a WireError if there is a field that the contract does not know."""
    for name in value:
        if name not in known:
            raise WireError(f"unknown field {quoted(name)}").within(root)
