"""One execution of a workflow: what its code has read, and what it makes of that."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any, Literal

from chance.contracts import ListOf, MapOf, Named, Record, Union
from chance.values import LeftOut, MapValue, keeps, make_value

if TYPE_CHECKING:
    from chance.contracts import AnyType, Contract, Limits


@dataclass(frozen=True)
class Failure:
    """An error as workflow code catches it."""

    # Of a declared one.
    key: str | None
    fields: dict[str, Any]
    # What is caught, and the type on the wire of what caused it.
    text: str


@dataclass(frozen=True)
class Seen:
    """What came of something that workflow code waited for or was given."""

    kind: Literal["value", "nothing", "failure", "cancelled", "timeout", "id"]
    value: Any = None


@dataclass
class Execution:
    """An execution, by the places of its code where something is read.

    In a replay, code goes on with what was recorded, whatever it reads itself. So it
    decides and writes what it did, and only the contract makes a difference.
    """

    # The key of its workflow.
    workflow: str
    id: str
    # The version of the contract that the history was recorded with.
    contract: Contract
    recorded: dict[str, Seen] | None
    seen: dict[str, Seen] = field(default_factory=dict[str, Seen])
    differences: list[str] = field(default_factory=list[str])
    # All values that were read, with their types.
    values: list[tuple[AnyType, Any]] = field(
        default_factory=list["tuple[AnyType, Any]"]
    )
    # How often each message came.
    received: dict[str, int] = field(default_factory=dict[str, int])

    def go_on(self, place: str, seen: Seen, type_: AnyType | None) -> Seen | None:
        """Notes what is seen, and says what was: nothing, where nobody came before."""
        self.seen[place] = seen
        going_on = seen if self.recorded is None else self.recorded.get(place)
        if going_on is not None and going_on.kind == "value" and type_ is not None:
            self.values.append((type_, going_on.value))
        return going_on

    def is_odd(self) -> bool:
        """A decision that depends on everything that was read."""
        text = repr([value for _, value in self.values])
        return zlib.crc32(text.encode()) % 2 == 1

    def build(self, type_: AnyType, seed: int, limits: Limits | None = None) -> Any:
        """A value of the recorded version, with parts of what was read."""
        random = Random(seed)
        made = make_value(self.contract, type_, random, limits)
        pool: dict[AnyType, list[Any]] = {}
        for read_type, value in self.values:
            self._collect(pool, read_type, value)
        return self._put(pool, random, type_, made, limits or {})

    def _put(
        self,
        pool: dict[AnyType, list[Any]],
        random: Random,
        type_: AnyType,
        made: Any,
        limits: Limits,
    ) -> Any:
        """Puts values that were read in the places of some of their types."""
        if made is None or isinstance(made, LeftOut):
            return made
        fitting = [value for value in pool.get(type_, []) if keeps(value, limits)]
        if fitting and random.random() < 0.5:
            return random.choice(fitting)
        if not self.contract.is_record(type_):
            return made
        return {
            each.key: self._put(pool, random, each.type, made[each.key], each.limits)
            for each in self.contract.fields_of_record(type_)
        }

    def _collect(
        self, pool: dict[AnyType, list[Any]], type_: AnyType, value: Any
    ) -> None:
        """Gathers a value and all that it consists of, by type."""
        if value is None:
            return
        pool.setdefault(type_, []).append(value)
        match type_:
            case ListOf():
                for item in value:
                    self._collect(pool, type_.item, item)
            case MapOf():
                entries: MapValue = value
                for _, item in entries.entries:
                    self._collect(pool, type_.item, item)
            case Named():
                declared = self.contract.declared(type_)
                if isinstance(declared, Record):
                    for each in declared.fields:
                        self._collect(pool, each.type, value[each.key])
                if isinstance(declared, Union):
                    for variant in declared.variants:
                        for each in variant.fields if variant.key == value.key else []:
                            self._collect(pool, each.type, value.fields[each.key])
            case _:
                pass
