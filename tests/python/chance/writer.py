"""What workflow code writes: what it wrote, as far as a version has room for it."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from temporalio.exceptions import ApplicationError

from chance.values import make_value

if TYPE_CHECKING:
    from chance.contracts import AnyType, Contract
    from chance.execution import Execution
    from chance.objects import Objects


class Writer:
    """Writes payloads and errors of a version."""

    def __init__(self, old: Contract, objects: Objects) -> None:
        self.old = old
        self.new = objects.contract
        self.objects = objects

    def payload(
        self,
        execution: Execution,
        old: AnyType | None,
        new: AnyType | None,
        seed: int,
    ) -> Any:
        """What is written: as it was, or made up where nothing was."""
        if new is None:
            return None
        if old is None:
            value = make_value(self.new, new, Random(seed))
        else:
            value = execution.build(old, seed)
        return self.objects.object(new, value)

    def arguments(
        self,
        execution: Execution,
        old: AnyType | None,
        new: AnyType | None,
        seed: int,
    ) -> tuple[Any, ...]:
        """What is given to something that has an input, or none."""
        return () if new is None else (self.payload(execution, old, new, seed),)

    def error(self, execution: Execution, key: str, seed: int) -> Exception:
        """A declared error, or another where it is declared no more."""
        if key not in self.new.errors:
            return ApplicationError("declared no more", non_retryable=True)
        fields = {
            each.key: execution.build(each.type, seed, each.limits)
            for each in self.old.errors[key].fields
        }
        made: Exception = self.objects.record(
            self.objects.generated.error(key), self.new.errors[key].fields, fields
        )
        return made
