"""A contract that is being edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from chance.contracts import pascal
from chance.schema import MAIN, Document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from chance.contracts import (
        AnyType,
        Contract,
        Field,
        Limits,
        OnWire,
        Operation,
        Workflow,
    )
    from chance.inventor import Inventor

T = TypeVar("T")


class NothingToEdit(Exception):
    """The contract has nothing that an edit could be made of."""


@dataclass
class Draft:
    contract: Contract
    inventor: Inventor

    @property
    def random(self) -> Random:
        return self.inventor.random

    def one_of(self, choices: Sequence[T]) -> T:
        """One of them by chance."""
        if not choices:
            raise NothingToEdit
        return self.random.choice(choices)

    def two_of(self, choices: Sequence[T]) -> tuple[T, T]:
        """Two of them by chance."""
        if len(choices) < 2:
            raise NothingToEdit
        one, other = self.random.sample(choices, 2)
        return one, other

    def limits(self, choices: Sequence[Limits]) -> Limits:
        """One of them, perhaps only for what is written, or none."""
        if self.inventor.happens(0.2):
            return {}
        chosen = dict(self.one_of(choices))
        return chosen | {"enforce": "write"} if self.inventor.happens(0.2) else chosen

    def fields(self) -> list[Field]:
        """A list of fields that is not empty."""
        return self.one_of([each for each in self.contract.field_lists() if each])

    def all_fields(self) -> list[Field]:
        return [field for fields in self.contract.field_lists() for field in fields]

    def workflow(self) -> Workflow:
        return self.one_of(list(self.contract.workflows.values()))

    def named_together(self, *kinds: str) -> list[Operation]:
        """The activities, the workflows, or a workflow's messages of a kind."""
        contract = self.contract
        workflows = list(contract.workflows.values())
        groups: list[list[Operation]] = [
            list(contract.activities.values()),
            list(workflows),
        ]
        groups += [
            list(each.messages(kind).values()) for each in workflows for kind in kinds
        ]
        return self.one_of(groups)

    def swap_names(
        self,
        one: OnWire | Operation,
        other: OnWire | Operation,
        wire_names: tuple[str, str],
    ) -> str:
        """Two change names, in code or on the wire, where they have these."""
        if self.inventor.happens(0.5):
            other.wire, one.wire = wire_names
            return f"`{one.name}` and `{other.name}` have each other's name on the wire"
        one.wire, other.wire = wire_names
        one.name, other.name = other.name, one.name
        return f"`{one.name}` and `{other.name}` have each other's name in code"

    def text(self, type_: AnyType | None) -> str:
        """A type as the schema has it."""
        if type_ is None:
            return "nothing"
        return f"`{Document(self.contract, MAIN).type(type_)}`"

    def wire_name(self, operation: Operation) -> str:
        """What it is called on the wire."""
        if operation.wire:
            return operation.wire
        contract = self.contract
        of_package = [*contract.activities.values(), *contract.workflows.values()]
        if any(operation is each for each in of_package):
            return f"{contract.package}.{pascal(operation.name)}"
        return operation.name


def renamed(what: str, old: str, now: OnWire) -> str:
    return f"{what} `{old}` is called `{now.name}`, on the wire `{now.wire_name}`"


# An edit says what it has done.
Edit: TypeAlias = "Callable[[Draft], str]"

# How often it is made, and the edit.
Weighted: TypeAlias = "tuple[int, Edit]"
