"""What is wrong with a value on the wire, and where."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from typing import Any, TypeAlias, TypeVar, cast

T = TypeVar("T")

Json: TypeAlias = Any
"""Any JSON value: None, bool, int, float, str, and lists and dicts of them."""

JsonObject: TypeAlias = dict[str, Any]
"""A JSON object, as generated types read and write it."""

DEEPEST = 128
"""How many lists and objects may stand in one another."""

_SHOWN = 60
"""The most characters of a value that a message repeats."""


_INVISIBLE = frozenset(
    [
        *[0xAD, 0x61C, 0x180E, 0xFEFF],
        *[*range(0x200B, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070)],
        *[*range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)],
    ]
)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class WireError(ValueError):
    """The first thing that is wrong with a value to be read or written, and its path.

    `str()` of it is like `OrderInput.items[3].quantity: expected uint32, found "two"`.
    Values are shown in part; those of sensitive fields are not shown at all.
    """

    def __init__(self, problem: str, found: str = "", kind: str = "") -> None:
        """A problem, what was found instead, and what that may be called."""
        super().__init__(problem)
        self._problem = problem
        self._found = found
        self._kind = kind
        self._root = ""
        # From the innermost out: they are added while the error travels outwards.
        self._path: list[str] = []

    @property
    def path(self) -> str:
        """Where it is, like `OrderInput.items[3].quantity`; empty for the whole."""
        path = self._root + "".join(reversed(self._path))
        return path.removeprefix(".")

    @property
    def problem(self) -> str:
        """What is wrong, like `expected uint32, found "two"`."""
        return f"{self._problem}, found {self._found}" if self._found else self._problem

    def __str__(self) -> str:
        path = self.path
        return f"{path}: {self.problem}" if path else self.problem

    def at_index(self, index: int) -> WireError:
        """The same error, seen from the list whose item it is in."""
        self._root = ""
        self._path.append(f"[{index}]")
        return self

    def at_key(self, key: str) -> WireError:
        """The same error, seen from the map whose entry it happened in."""
        self._root = ""
        self._path.append(f"[{quoted(key)}]")
        return self

    def at_field(self, name: str) -> WireError:
        """The same error, seen from the record whose field it happened in."""
        self._path.append(f".{name}")
        return self

    def within(self, root: str) -> WireError:
        """The same error, seen from the type that it happened in."""
        self._root = root
        return self

    def reading(
        self,
        root: str,
        name: str,
        value: JsonObject,
        sensitive: Collection[str] = (),
    ) -> WireError:
        """The same error, seen from the record whose field was being read."""
        if not self._path and self._found == "null" and name not in value:
            expected = self._problem.removeprefix("expected ")
            self._problem = f"missing, expected {expected}"
            self._found = self._kind = ""
        return self.writing(root, name, sensitive)

    def writing(
        self, root: str, name: str, sensitive: Collection[str] = ()
    ) -> WireError:
        """The same error, seen from the record whose field was being written."""
        if name in sensitive:
            self.redacted()
        return self.at_field(name).within(root)

    def redacted(self) -> WireError:
        """The same error, without anything that repeats a part of a sensitive value."""
        self._found = self._kind
        self._path = ["[…]" if part.startswith('["') else part for part in self._path]
        if self._problem.startswith("unknown field"):
            self._problem = "unknown field"
        return self


def expected(what: str, value: object) -> WireError:
    """`expected {what}, found …`, for a value of another type."""
    if value is None:
        return WireError(f"expected {what}", "null", "null")
    if value is True or value is False:
        return WireError(f"expected {what}", "true" if value else "false", "a bool")
    if isinstance(value, (int, float)):
        return WireError(f"expected {what}", number_text(value), "a number")
    if isinstance(value, str):
        return expected_text(what, value)
    if isinstance(value, (list, tuple)):
        return WireError(f"expected {what}", "a list", "a list")
    if isinstance(value, dict):
        return WireError(f"expected {what}", "an object", "an object")
    # Only code of ours comes here, as JSON has nothing else.
    kind = f"a value of type {type(value).__name__}"
    return WireError(f"expected {what}", kind, kind)


def expected_text(what: str, text: str) -> WireError:
    """`expected {what}, found "{text}"`, for a string of another content."""
    return WireError(f"expected {what}", quoted(text), "a string")


def expected_one_of(names: Collection[str], text: str) -> WireError:
    """`expected one of …, found "{text}"`, for a closed enum or union."""
    return expected_text(f"one of {', '.join(map(quoted, names))}", text)


def too_deep() -> WireError:
    """For a value with more lists and objects in one another than may be."""
    return WireError(f"nested deeper than {DEEPEST} lists and objects")


def number_text(value: float) -> str:
    """A number as a message shows it."""
    if isinstance(value, float) and not math.isfinite(value):
        # Python's parsers take these words, so they may be what stood there.
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    try:
        text = repr(value)
    except ValueError:
        # So many digits that Python refuses to print them.
        return "a very large number"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def quoted(text: str) -> str:
    """A string as it may stand in a message: in quotes, on one line, not too long."""
    shown = "".join(map(_shown, text[:_SHOWN]))
    return f'"{shown}"…' if len(text) > _SHOWN else f'"{shown}"'


def _shown(character: str) -> str:
    code = ord(character)
    if character in _ESCAPES:
        return _ESCAPES[character]
    is_control = code < 0x20 or 0x7F <= code < 0xA0
    is_surrogate = 0xD800 <= code < 0xE000
    if is_control or is_surrogate or code in _INVISIBLE:
        return f"\\u{code:04x}"
    return character


def read_list(value: object, read: Callable[[Any], T]) -> list[T]:
    """Reads a list, each item with `read`."""
    if type(value) is not list:
        raise expected("list", value)
    items: list[Any] = cast(Any, value)
    made: list[T] = []
    try:
        # What was made before an error stays in the list, and so says where it is.
        made.extend(map(read, items))
    except WireError as error:
        raise error.at_index(len(made)) from None
    return made


def write_list(value: object, write: Callable[[Any], Any]) -> list[Any]:
    """Writes a list, each item with `write`."""
    if not isinstance(value, (list, tuple)):
        raise expected("list", value)
    items: list[Any] = list(cast(Any, value))
    made: list[Any] = []
    try:
        made.extend(map(write, items))
    except WireError as error:
        raise error.at_index(len(made)) from None
    return made


def read_map(
    value: object, read_key: Callable[[str], Any], read: Callable[[Any], T]
) -> dict[Any, T]:
    """Reads a map, each key with `read_key` and each value with `read`."""
    if type(value) is not dict:
        raise expected("map", value)
    entries: JsonObject = cast(Any, value)
    made: dict[Any, T] = {}
    for name, item in entries.items():
        try:
            key = read_key(name)
            made[key] = read(item)
        except WireError as error:
            raise error.at_key(name) from None
    return made


def write_map(
    value: object, write_key: Callable[[Any], str], write: Callable[[Any], Any]
) -> JsonObject:
    """Writes a map, each key with `write_key` and each value with `write`."""
    if not isinstance(value, dict):
        raise expected("map", value)
    entries: dict[Any, Any] = cast(Any, value)
    made: JsonObject = {}
    for key, item in entries.items():
        try:
            name = write_key(key)
        except WireError as error:
            raise error.at_key(str(key)) from None
        try:
            made[name] = write(item)
        except WireError as error:
            raise error.at_key(name) from None
    return made
