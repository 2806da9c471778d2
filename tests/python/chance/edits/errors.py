"""Edits of errors, and of what declares them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chance.edits.draft import renamed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chance.edits.draft import Draft, Weighted


def rename(draft: Draft) -> str:
    error = draft.one_of(list(draft.contract.errors.values()))
    old, text = error.name, error.wire_name
    if draft.inventor.happens(0.5):
        error.wire = text
    error.name = draft.inventor.type_name("er")
    return renamed("error", old, error)


def change_wire_name(draft: Draft) -> str:
    error = draft.one_of(list(draft.contract.errors.values()))
    error.wire = draft.inventor.name("Type")
    return f"error `{error.name}` is `{error.wire}` on the wire"


def change_retryable(draft: Draft) -> str:
    error = draft.one_of(list(draft.contract.errors.values()))
    error.is_retryable = not error.is_retryable
    return f"error `{error.name}` may be retried: {error.is_retryable}"


def swap(draft: Draft) -> str:
    one, other = draft.two_of(list(draft.contract.errors.values()))
    return draft.swap_names(one, other, (one.wire_name, other.wire_name))


def declare(draft: Draft) -> str:
    """Something declares an error, or declares it no more."""
    operation = draft.one_of(draft.contract.with_errors())
    key = draft.one_of(list(draft.contract.errors))
    error = draft.contract.errors[key]
    if key in operation.errors:
        operation.errors = [each for each in operation.errors if each != key]
        return f"`{operation.name}` does not declare `{error.name}` any more"
    operation.errors = [*operation.errors, key]
    return f"`{operation.name}` declares `{error.name}`"


def remove(draft: Draft) -> str:
    errors = draft.contract.errors
    key = draft.one_of(list(errors))
    error = errors.pop(key)
    for operation in draft.contract.with_errors():
        operation.errors = [each for each in operation.errors if each != key]
    return f"error `{error.name}` is gone"


EDITS: Final[Sequence[Weighted]] = (
    (2, rename),
    (1, change_wire_name),
    (1, change_retryable),
    (1, swap),
    (2, declare),
    (1, remove),
)
