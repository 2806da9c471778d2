"""Declared errors, and how they travel in Temporal's failures.

A declared error is an application failure whose type is its wire name and whose first
detail is its fields. It is found again by its type anywhere in a chain of causes, so
that it survives an activity, a child workflow and an implementer in another language
that passes the failure on as it came.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Awaitable, Sequence
from contextvars import ContextVar
from datetime import timedelta
from typing import Any, ClassVar, TypeVar

from temporalio.exceptions import ApplicationError
from typing_extensions import Self

from .payload import payload_error
from .unions import Record
from .wire import JsonObject, WireError

T = TypeVar("T")

_read: ContextVar[JsonObject | None] = ContextVar("read", default=None)
"""What the error carries that is being read, as it came."""


class DeclaredError(ApplicationError):
    """An error of a contract: raised where it is declared, and caught by callers."""

    TYPE: ClassVar[str]
    """The error type on the wire."""
    RETRYABLE: ClassVar[bool]
    """Whether Temporal may try again."""
    RETRY_DELAY: ClassVar[timedelta | None] = None
    """How long it should wait before it does."""
    FIELDS: ClassVar[type[Record]]
    """The record of what the failure carries."""

    def __init__(self, message: str, fields: Record) -> None:
        """A failure with a message that carries some fields."""
        try:
            details = fields.to_wire()
        except WireError as error:
            read = _read.get()
            if read is None:
                raise payload_error(error) from None
            # What may be written no more is still read.
            details = read
        super().__init__(
            message,
            details,
            type=self.TYPE,
            non_retryable=not self.RETRYABLE,
            next_retry_delay=self.RETRY_DELAY,
        )

    def __str__(self) -> str:
        """Its name in words, and its message if it has one."""
        words = _words(type(self).__name__)
        return words if self.message == words else f"{words}: {self.message}"

    def to_wire(self) -> JsonObject:
        """What the failure carries."""
        fields: JsonObject = self.details[0]
        return fields

    @classmethod
    def from_wire(cls, value: Any) -> Self:
        """The error of what a failure carries; raises a WireError if it is another."""
        fields: Any = cls.FIELDS.from_wire(value)
        names = (each.name for each in dataclasses.fields(fields))
        token = _read.set(value)
        try:
            return cls(**{name: getattr(fields, name) for name in names})
        finally:
            _read.reset(token)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.to_wire())


def _words(name: str) -> str:
    """`card declined` for `CardDeclined`, as the message of one without any is."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name).lower()


def _rebuild(cls: type[DeclaredError], fields: JsonObject) -> DeclaredError:
    return cls.from_wire(fields)


def find_error(
    error: BaseException, declared: Sequence[type[DeclaredError]]
) -> DeclaredError | None:
    """The first declared error in a chain of causes.

    A failure whose details cannot be read is passed over, so that a caller sees it as
    it came.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ApplicationError):
            for candidate in declared:
                if cause.type == candidate.TYPE:
                    try:
                        return candidate.from_wire(
                            cause.details[0] if cause.details else {}
                        )
                    except WireError:
                        break
        cause = cause.__cause__
    return None


async def outcome(awaited: Awaitable[T], declared: Sequence[type[DeclaredError]]) -> T:
    """Waits for an outcome, and raises the declared error that a failure carries."""
    try:
        return await awaited
    except Exception as error:
        found = find_error(error, declared)
        if found is None:
            raise
        raise found from error
