"""Contracts as descriptions.

Everything has a key that stays the same whatever an edit does to its name, so that the
same code can be written for every version of a contract.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Scalar:
    """A type that the schema language brings."""

    name: str


@dataclass(frozen=True)
class Named:
    """A type that the contract declares, by its key there."""

    key: str


@dataclass(frozen=True)
class ListOf:
    item: AnyType


@dataclass(frozen=True)
class MapOf:
    key: Scalar | Named
    item: AnyType


AnyType: TypeAlias = Scalar | Named | ListOf | MapOf

Limits: TypeAlias = dict[str, Any]


class OnWire:
    """What may have a name of its own on the wire."""

    name: str
    wire: str | None

    @property
    def wire_name(self) -> str:
        return self.wire or self.name


@dataclass
class Field(OnWire):
    key: str
    name: str
    type: AnyType
    # `required`, `optional` or `default`.
    presence: str = "required"
    # A plain value, as `values` has them.
    default: Any = None
    limits: Limits = field(default_factory=dict[str, Any])
    aliases: list[str] = field(default_factory=list[str])
    wire: str | None = None
    # Whether an integer is a string on the wire.
    is_text: bool = False


@dataclass
class Record:
    name: str
    fields: list[Field]
    # What becomes of unknown fields: ignored, `preserve` or `reject`.
    unknown: str | None = None


@dataclass
class EnumMember(OnWire):
    key: str
    name: str
    wire: str | None = None


@dataclass
class Enum:
    name: str
    members: list[EnumMember]
    is_closed: bool = False


@dataclass
class Variant(OnWire):
    key: str
    name: str
    fields: list[Field]
    wire: str | None = None


@dataclass
class Union:
    name: str
    tag: str
    variants: list[Variant]
    is_closed: bool = False


@dataclass
class Newtype:
    name: str
    base: Scalar
    limits: Limits


Declared: TypeAlias = Record | Enum | Union | Newtype


@dataclass
class Error(OnWire):
    name: str
    fields: list[Field]
    wire: str | None = None
    is_retryable: bool = False
    unknown: str | None = None


@dataclass
class Operation:
    """A workflow, an activity or a message."""

    name: str
    input: AnyType | None = None
    output: AnyType | None = None
    wire: str | None = None
    aliases: list[str] = field(default_factory=list[str])
    # By their keys.
    errors: list[str] = field(default_factory=list[str])
    # As the schema has them.
    options: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass
class Activity(Operation):
    is_local: bool = False
    # Where it is not that of the contract.
    queue: str | None = None


@dataclass
class IdTemplate:
    """How an id is made of an input.

    The path has the keys of fields, and none of them is the input itself; without a
    path, the id is the prefix.
    """

    prefix: str
    path: list[str] | None


@dataclass
class Child:
    name: str
    # The key of the workflow that it is.
    workflow: str
    # Without one, that of the workflow holds.
    id: IdTemplate | None
    options: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass
class Workflow(Operation):
    id: IdTemplate | None = None
    signals: dict[str, Operation] = field(default_factory=dict[str, Operation])
    queries: dict[str, Operation] = field(default_factory=dict[str, Operation])
    updates: dict[str, Operation] = field(default_factory=dict[str, Operation])
    children: dict[str, Child] = field(default_factory=dict[str, Child])
    # The keys of those that it calls.
    activities: list[str] = field(default_factory=list[str])
    # Whether the contract says which those are.
    lists_activities: bool = False

    def messages(self, kind: str) -> dict[str, Operation]:
        """Those of a kind: `signals`, `queries` or `updates`."""
        found: dict[str, Operation] = getattr(self, kind)
        return found


@dataclass
class Contract:
    package: str
    queue: str
    types: dict[str, Declared] = field(default_factory=dict[str, Declared])
    errors: dict[str, Error] = field(default_factory=dict[str, Error])
    activities: dict[str, Activity] = field(default_factory=dict[str, Activity])
    workflows: dict[str, Workflow] = field(default_factory=dict[str, Workflow])
    # The types that are declared in a package of their own.
    library: list[str] = field(default_factory=list[str])
    # What holds for every activity.
    activity_options: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def library_package(self) -> str:
        return self.package.replace("acme.", "acme.library.")

    def declared(self, type_: Named) -> Declared:
        return self.types[type_.key]

    def records(self) -> list[Record]:
        return [each for each in self.types.values() if isinstance(each, Record)]

    def enums(self) -> list[Enum]:
        return [each for each in self.types.values() if isinstance(each, Enum)]

    def unions(self) -> list[Union]:
        return [each for each in self.types.values() if isinstance(each, Union)]

    def newtypes(self) -> list[Newtype]:
        return [each for each in self.types.values() if isinstance(each, Newtype)]

    def keys_of(self, kind: type[Declared]) -> list[str]:
        """The types of a kind, by their keys."""
        return [key for key, each in self.types.items() if isinstance(each, kind)]

    def is_record(self, type_: AnyType | None) -> bool:
        return isinstance(type_, Named) and isinstance(self.types[type_.key], Record)

    def fields_of_record(self, type_: AnyType) -> list[Field]:
        """The fields of a type, if it is a record."""
        declared = self.types[type_.key] if isinstance(type_, Named) else None
        return declared.fields if isinstance(declared, Record) else []

    def field_lists(self) -> Iterator[list[Field]]:
        """The fields of all records, variants and errors that have some."""
        for record in self.records():
            yield record.fields
        for union in self.unions():
            for variant in union.variants:
                yield variant.fields
        for error in self.errors.values():
            yield error.fields

    def messages(self, *kinds: str) -> list[Operation]:
        """Those of all workflows, of some kinds."""
        return [
            message
            for workflow in self.workflows.values()
            for kind in kinds
            for message in workflow.messages(kind).values()
        ]

    def with_errors(self) -> list[Operation]:
        """What may declare errors."""
        return [
            *self.activities.values(),
            *self.workflows.values(),
            *self.messages("updates"),
        ]


def pascal(name: str) -> str:
    """A name as classes and types on the wire have it."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))
