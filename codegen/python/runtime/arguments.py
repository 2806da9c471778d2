"""Between the arguments of a definition and the payloads of the SDK.

An input is one payload, and no input is none. A reader ignores payloads after the
first, and reads an absent one as an object without fields, so that a definition may
gain an input whose fields are all optional.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, TypeVar

from .payload import NOTHING, Payload, payload_error
from .wire import WireError

T = TypeVar("T")


def write_arguments(payload: Payload[T], value: T) -> list[Any]:
    """What the SDK is given for an input."""
    return [] if payload is NOTHING else [payload.to_payload(value)]


@contextmanager
def unwritable_fails() -> Generator[None, None, None]:
    """In a workflow, what cannot be written fails it at once, and for good.

    Otherwise its task would be tried again, with the same outcome.
    """
    try:
        yield
    except WireError as error:
        raise payload_error(error) from None


def write_output(payload: Payload[T], value: T) -> Any:
    """The JSON value of what a handler gave, which the SDK is given for it."""
    with unwritable_fails():
        written = payload.to_payload(value)
        to_wire = getattr(written, "to_wire", None)
        return written if to_wire is None else to_wire()


def read_arguments(payload: Payload[Any], given: tuple[Any, ...]) -> tuple[Any, ...]:
    """What a handler is given for the arguments that the SDK has decoded.

    The SDK uses the hint of the payload if there is exactly one argument. Otherwise it
    gives JSON values.
    """
    if payload is NOTHING:
        return ()
    if len(given) == 1:
        return given
    return read_wire(payload, given)


def read_wire(payload: Payload[Any], given: tuple[Any, ...]) -> tuple[Any, ...]:
    """What a handler is given for arguments that are JSON values."""
    if payload is NOTHING:
        return ()
    try:
        return (payload.from_wire(given[0] if given else None),)
    except WireError as error:
        if not given and not error.path:
            error = WireError("expected an argument, found none")
        raise payload_error(error) from None
    except RecursionError:
        raise payload_error(WireError("nested too deeply")) from None
