"""What makes the methods of a plain class Temporal activities."""

from __future__ import annotations

import inspect
from abc import ABC
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from temporalio import activity

from .arguments import read_wire, write_output
from .definitions import Activity
from .mistakes import Expected, find_mistakes, refuse


class ActivitiesBase(ABC):
    """Base of the generated classes that implementers of activities derive from."""

    _tempoc_contract: ClassVar[tuple[Activity[Any, Any], ...]]

    def __init_subclass__(
        cls, *, contract: Sequence[Activity[Any, Any]] | None = None
    ) -> None:
        """Checks the activities that a class of a user implements.

        A class may leave some of them to the classes that derive from it.
        """
        super().__init_subclass__()
        if contract is not None:
            cls._tempoc_contract = tuple(contract)
            return
        expected = [
            Expected(method=each.method, input=each.input, output=each.output)
            for each in cls._tempoc_contract
            if each.method in cls.__dict__
        ]
        refuse(
            f"{cls.__qualname__} does not implement its activities",
            find_mistakes(cls, expected),
        )


def activities_of(implementer: ActivitiesBase) -> list[Callable[..., Any]]:
    """What the SDK's `Worker` registers for an object: with aliases."""
    registered: list[Callable[..., Any]] = []
    for definition in _contract_of(type(implementer)):
        method = getattr(implementer, definition.method)
        kind = _RunAsync if inspect.iscoroutinefunction(method) else _RunSync
        for name in (definition.name, *definition.aliases):
            registered.append(activity.defn(name=name)(kind(implementer, definition)))
    return registered


def is_sync(registered: Callable[..., Any]) -> bool:
    """Whether an activity that a worker registers needs a thread to run in."""
    call = getattr(registered, "__call__", registered)  # noqa: B004
    return not (
        inspect.iscoroutinefunction(registered) or inspect.iscoroutinefunction(call)
    )


def _contract_of(cls: type[ActivitiesBase]) -> tuple[Activity[Any, Any], ...]:
    return cls._tempoc_contract  # pyright: ignore[reportPrivateUsage]


class _Run:
    """An activity of an object.

    The SDK finds no types on it and gives it JSON values, so that an input that cannot
    be read is a failure of ours, which is not tried again. It can be pickled if the
    object can, for workers that run activities in processes.
    """

    def __init__(
        self, implementer: ActivitiesBase, definition: Activity[Any, Any]
    ) -> None:
        self.implementer = implementer
        self.definition = definition

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickle, (type(self), self.implementer, self.definition.name)


def _unpickle(kind: type[_Run], implementer: ActivitiesBase, name: str) -> _Run:
    for definition in _contract_of(type(implementer)):
        if definition.name == name:
            return kind(implementer, definition)
    raise LookupError(f"{type(implementer).__qualname__} has no activity `{name}`")


class _RunAsync(_Run):
    async def __call__(self, *given: Any) -> Any:
        definition = self.definition
        arguments = read_wire(definition.input, given)
        result = await getattr(self.implementer, definition.method)(*arguments)
        return write_output(definition.output, result)


class _RunSync(_Run):
    def __call__(self, *given: Any) -> Any:
        definition = self.definition
        arguments = read_wire(definition.input, given)
        result = getattr(self.implementer, definition.method)(*arguments)
        return write_output(definition.output, result)
