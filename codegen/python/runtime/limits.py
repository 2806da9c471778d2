"""What a value may be, beyond its type."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final, cast

from .wire import WireError, expected_text, number_text


class Limits:
    """The limits of a value; those that do not speak of its type are not given."""

    def __init__(
        self,
        *,
        min: float | None = None,
        max: float | None = None,
        min_length: int = 0,
        max_length: int | None = None,
        pattern: str | None = None,
        min_items: int = 0,
        max_items: int | None = None,
        unique: Callable[[Any], Any] | None = None,
    ) -> None:
        """`unique` writes an item: no two of them may be written the same."""
        self._min: Final = min
        self._max: Final = max
        self._lengths: Final = (min_length, max_length)
        self._has_lengths: Final = min_length > 0 or max_length is not None
        # The dialect of both languages: classes are ASCII, and `$` is the very end.
        self._pattern: Final = pattern
        self._regex: Final = (
            re.compile(_at_the_end(pattern), re.ASCII) if pattern else None
        )
        self._items: Final = (min_items, max_items)
        self._unique: Final = unique

    def check(self, value: Any) -> None:
        """Raises a WireError if the value is outside of the limits."""
        if isinstance(value, str):
            if self._has_lengths:
                _check_count(len(value), self._lengths, "character", "characters")
            if self._regex is not None and self._regex.search(value) is None:
                raise expected_text(f"text that matches `{self._pattern}`", value)
        elif isinstance(value, (bytes, bytearray)):
            _check_count(len(value), self._lengths, "byte", "bytes")
        elif isinstance(value, (list, tuple)):
            items: list[Any] = cast(Any, value)
            _check_count(len(items), self._items, "item", "items")
            if self._unique is not None:
                _check_unique(items, self._unique)
        elif isinstance(value, dict):
            entries: dict[Any, Any] = cast(Any, value)
            _check_count(len(entries), self._items, "entry", "entries")
        elif isinstance(value, (int, float)):
            self._check_number(value)

    def _check_number(self, value: float) -> None:
        if self._min is not None and value < self._min:
            raise WireError(f"expected at least {self._min}", number_text(value))
        if self._max is not None and value > self._max:
            raise WireError(f"expected at most {self._max}", number_text(value))


class FieldLimits:
    """The limits of a field of a record."""

    def __init__(
        self,
        name: str,
        limits: Limits,
        *,
        attribute: str | None = None,
        sensitive: bool = False,
        only_on_write: bool = False,
    ) -> None:
        """The name on the wire, and that of the attribute where it is another one."""
        self.name: Final = name
        self.attribute: Final = attribute or name
        self.limits: Final = limits
        self.sensitive: Final = sensitive
        self.only_on_write: Final = only_on_write


class RecordLimits:
    """The limits of the fields of a record, which are checked in their order."""

    def __init__(self, root: str, *fields: FieldLimits) -> None:
        """The name of the record, for the paths of errors."""
        self._root = root
        self._fields = fields

    def check_read(self, record: object) -> None:
        """Raises a WireError if a record that was read is outside of its limits."""
        for field in self._fields:
            if not field.only_on_write:
                self._check(field, record)

    def check_written(self, record: object) -> None:
        """Raises a WireError if a record to be written is outside of its limits."""
        for field in self._fields:
            self._check(field, record)

    def _check(self, field: FieldLimits, record: object) -> None:
        try:
            field.limits.check(getattr(record, field.attribute))
        except WireError as error:
            if field.sensitive:
                error.redacted()
            raise error.at_field(field.name).within(self._root) from None


def _at_the_end(pattern: str) -> str:
    """Python lets `$` match before a last newline, which no other language does."""
    made, escaped, in_class = "", False, False
    for character in pattern:
        if character == "$" and not escaped and not in_class:
            made += r"\Z"
        else:
            made += character
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "[":
            in_class = True
        elif character == "]":
            in_class = False
    return made


def _check_count(
    count: int, bounds: tuple[int, int | None], one: str, many: str
) -> None:
    least, most = bounds
    if count < least:
        problem = f"expected at least {least} {one if least == 1 else many}"
    elif most is not None and count > most:
        problem = f"expected at most {most} {one if most == 1 else many}"
    else:
        return
    raise WireError(problem, str(count))


def _check_unique(items: list[Any], write: Callable[[Any], Any]) -> None:
    seen: set[str] = set()
    for index, item in enumerate(items):
        try:
            # The order of keys is none of a value; payloads have sorted keys.
            text = json.dumps(write(item), separators=(",", ":"), sort_keys=True)
        except WireError as error:
            raise error.at_index(index) from None
        if text in seen:
            problem = "expected items that all differ, found one a second time"
            raise WireError(problem).at_index(index)
        seen.add(text)
