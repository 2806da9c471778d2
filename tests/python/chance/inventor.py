"""Names, types and fields by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from chance.contracts import (
    Enum,
    EnumMember,
    Field,
    IdTemplate,
    ListOf,
    MapOf,
    Named,
    Newtype,
    Operation,
    Record,
    Scalar,
    Union,
    Variant,
    pascal,
)
from chance.values import EnumValue

if TYPE_CHECKING:
    from random import Random

    from chance.contracts import AnyType, Contract, Limits

STRING: Final = Scalar("string")
INT32: Final = Scalar("int32")
INT64: Final = Scalar("int64")

FREQUENT: Final = ("string", "string", "int32", "int64", "bool", "float64")
SCALARS: Final = (
    *("string", "int32", "int64", "uint32", "uint64", "float32", "float64", "bool"),
    *("timestamp", "duration", "decimal", "bytes", "uuid", "date", "json"),
)

# What has a text that an id can be made of.
IN_IDS: Final = ("string", "int32", "int64", "uint32", "uint64", "uuid")


class Inventor:
    """Makes up what contracts are made of. The same chance makes up the same."""

    def __init__(self, random: Random, *, first: int = 1) -> None:
        """Keys and names have a number, from the first on."""
        self.random = random
        self._number = first

    def happens(self, probability: float) -> bool:
        return self.random.random() < probability

    def key(self, prefix: str) -> str:
        self._number += 1
        return f"{prefix}{self._number}"

    def name(self, prefix: str) -> str:
        """A name that no other has, and that sorts anywhere among them."""
        self._number += 1
        letters = "".join(self.random.choice("abcdefgh") for _ in range(2))
        return f"{prefix}_{letters}{self._number}"

    def type_name(self, prefix: str) -> str:
        return pascal(self.name(prefix))

    def scalar(self) -> Scalar:
        return Scalar(self.random.choice(FREQUENT if self.happens(0.7) else SCALARS))

    def type(self, contract: Contract, depth: int = 0) -> AnyType:
        chance = self.random.random()
        if chance < 0.4 or depth > 1:
            return self.scalar()
        if chance < 0.75 and contract.types:
            return Named(self.random.choice(list(contract.types)))
        item = self.type(contract, depth + 1)
        if chance < 0.9:
            return ListOf(item)
        key = self.map_key(contract) if self.happens(0.4) else STRING
        return MapOf(key, item)

    def map_key(self, contract: Contract) -> Scalar | Named:
        scalars = ("int32", "int64", "uint32", "uuid")
        keys: list[Scalar | Named] = [Scalar(name) for name in scalars]
        keys += [Named(key) for key in contract.keys_of(Enum)]
        return self.random.choice(keys)

    def limits(self, type_: AnyType) -> Limits:
        if type_ == STRING and self.happens(0.4):
            return {"max_length": self.random.choice([6, 12])}
        if type_ in (INT32, INT64) and self.happens(0.3):
            return {"min": -5, "max": self.random.choice([50, 100])}
        if isinstance(type_, ListOf) and self.happens(0.3):
            return {"max_items": 3}
        return {}

    def default(self, contract: Contract, type_: AnyType) -> Any:
        """A default of a type, or `None` where it can have none."""
        match type_:
            case Scalar(name="string"):
                return self.random.choice(["", "dd", "x"])
            case Scalar(name="int32" | "int64" | "uint32" | "uint64"):
                return self.random.choice([0, 1, 7])
            case Scalar(name="bool"):
                return self.happens(0.5)
            case Scalar(name="float32" | "float64"):
                return 1.5
            case ListOf():
                return []
            case Named():
                declared = contract.declared(type_)
                if isinstance(declared, Newtype):
                    return self.default(contract, declared.base)
                if isinstance(declared, Enum):
                    member = self.random.choice(declared.members)
                    return EnumValue(member.key, member.wire_name)
                return None
            case _:
                return None

    def field(
        self,
        contract: Contract,
        *,
        type_: AnyType | None = None,
        presence: str | None = None,
    ) -> Field:
        type_ = type_ or self.type(contract)
        choices = ["required", "required", "optional", "default"]
        made = Field(
            key=self.key("f"),
            name=self.name("f"),
            type=type_,
            limits=self.limits(type_),
            is_text=type_ == INT64 and self.happens(0.25),
        )
        self.give_presence(contract, made, presence or self.random.choice(choices))
        if self.happens(0.15):
            made.aliases = [self.name("al")]
        if self.happens(0.15):
            made.wire = self.name("wi")
        return made

    def give_presence(self, contract: Contract, field: Field, presence: str) -> None:
        """What cannot have a default is optional instead."""
        field.default = None
        if presence == "default":
            field.default = self.default(contract, field.type)
            if field.default is None:
                presence = "optional"
        field.presence = presence

    def record(self, contract: Contract) -> Record:
        fields = [self.field(contract, type_=STRING, presence="required")]
        fields += [self.field(contract) for _ in range(self.random.randint(0, 4))]
        unknown = self.random.choice([None, None, None, "preserve", "reject"])
        return Record(self.type_name("rec"), fields, unknown)

    def enum(self) -> Enum:
        members = [self.enum_member() for _ in range(self.random.randint(2, 4))]
        return Enum(self.type_name("en"), members, self.happens(0.4))

    def enum_member(self) -> EnumMember:
        wire = self.name("w") if self.happens(0.2) else None
        return EnumMember(self.key("v"), self.name("v"), wire)

    def union(self, contract: Contract) -> Union:
        variants = [self.variant(contract) for _ in range(self.random.randint(2, 3))]
        return Union(self.type_name("un"), "kind", variants, self.happens(0.4))

    def variant(self, contract: Contract) -> Variant:
        fields = [self.field(contract) for _ in range(self.random.randint(0, 2))]
        return Variant(self.key("u"), self.name("va"), fields)

    def newtype(self) -> Newtype:
        base = self.random.choice([STRING, INT32, INT64])
        limits = {"max_length": 10} if base == STRING else {"min": -10, "max": 200}
        return Newtype(self.type_name("nt"), base, limits)

    def payload(self, contract: Contract, *, nothing: float) -> AnyType | None:
        """A type for an input or an output: mostly a record, or nothing."""
        if self.happens(nothing):
            return None
        if self.happens(0.85):
            return Named(self.random.choice(contract.keys_of(Record)))
        others: list[AnyType] = [STRING, INT32]
        others += [Named(key) for key in contract.keys_of(Enum)]
        others += [Named(key) for key in contract.keys_of(Newtype)]
        return self.random.choice(others)

    def id_template(
        self, contract: Contract, input_: AnyType | None, prefix: str
    ) -> IdTemplate | None:
        """How an id is made of an input, if one can be."""
        if input_ is None:
            return None
        if not contract.is_record(input_):
            return IdTemplate(f"{prefix}/", [])
        paths = self._paths(contract, input_)
        return IdTemplate(f"{prefix}/", self.random.choice(paths)) if paths else None

    def _paths(self, contract: Contract, record: AnyType) -> list[list[str]]:
        """The fields that an id can be made of, and twice those of records in it."""
        paths: list[list[str]] = []
        for field in contract.fields_of_record(record):
            if field.presence == "optional":
                continue
            if self._is_in_ids(contract, field.type):
                paths.append([field.key])
            for inner in contract.fields_of_record(field.type):
                if inner.presence != "optional" and self._is_in_ids(
                    contract, inner.type
                ):
                    paths += [[field.key, inner.key]] * 2
        return paths

    def _is_in_ids(self, contract: Contract, type_: AnyType) -> bool:
        match type_:
            case Scalar():
                return type_.name in IN_IDS
            case Named():
                return isinstance(contract.declared(type_), Enum | Newtype)
            case _:
                return False

    def message(
        self, contract: Contract, kind: str, *, prefix: str = "new"
    ) -> Operation:
        """A signal, a query or an update."""
        nothing = 0.5 if kind == "queries" else 0.2
        made = Operation(self.name(prefix), self.payload(contract, nothing=nothing))
        if kind != "signals":
            without = 0 if kind == "queries" else 0.3
            made.output = self.payload(contract, nothing=without)
        return made
