"""Lists and maps of strings: most contracts have them, so they are read in one go."""

from __future__ import annotations

from typing import Any, cast

from .scalars import read_string_key, string
from .wire import WireError, expected, read_list, read_map, write_list, write_map


def read_strings(value: object) -> list[str]:
    """Reads a list of strings."""
    if type(value) is not list:
        raise expected("list", value)
    items: list[Any] = cast(Any, value)
    try:
        return _strings(items)
    except WireError:
        # Which item it is, is only looked for when there is an error.
        return read_list(items, string)


def write_strings(value: object) -> list[str]:
    """Writes a list of strings."""
    if not isinstance(value, (list, tuple)):
        raise expected("list", value)
    items: list[Any] = list(cast(Any, value))
    try:
        return _strings(items)
    except WireError:
        return write_list(items, string)


def read_string_map(value: object) -> dict[str, str]:
    """Reads a map of strings by strings."""
    if type(value) is not dict:
        raise expected("map", value)
    entries: dict[Any, Any] = cast(Any, value)
    try:
        return _string_map(entries)
    except WireError:
        return read_map(entries, read_string_key, string)


def write_string_map(value: object) -> dict[str, str]:
    """Writes a map of strings by strings."""
    if not isinstance(value, dict):
        raise expected("map", value)
    entries: dict[Any, Any] = cast(Any, value)
    try:
        return _string_map(entries)
    except WireError:
        return write_map(entries, string, string)


def _strings(items: list[Any]) -> list[str]:
    return [
        item if type(item) is str and item.isascii() else string(item) for item in items
    ]


def _string_map(entries: dict[Any, Any]) -> dict[str, str]:
    return {
        name if type(name) is str and name.isascii() else string(name): (
            item if type(item) is str and item.isascii() else string(item)
        )
        for name, item in entries.items()
    }
