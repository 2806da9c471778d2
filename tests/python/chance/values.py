"""Values of a contract, in terms of its keys, and how they are made up."""

from __future__ import annotations

import datetime
import re
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from chance.contracts import Enum, ListOf, MapOf, Newtype, Record, Scalar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from chance.contracts import AnyType, Contract, Field, Limits

# Scalars are as Python has them, lists are lists, and a record is what its fields have
# by their keys: `None` for an optional one that has no value.


@dataclass(frozen=True)
class EnumValue:
    """A value of an enum; one that is not declared has no key."""

    key: str | None
    text: str


@dataclass(frozen=True)
class VariantValue:
    """A value of a union; one of a variant that is not declared has no key."""

    key: str | None
    fields: dict[str, Any]


@dataclass(frozen=True)
class MapValue:
    entries: tuple[tuple[Any, Any], ...]


@dataclass(frozen=True)
class LeftOut:
    """What stands for a field that is not given, as it has a default."""

    default: Any


WORDS: Final = ("", "a", "bb", "ccc", "zz", "éé", "word", "four words of text")

BOUNDS: Final = {
    "uint32": (0, 2**32 - 1),
    "int32": (-(2**31), 2**31 - 1),
    # Beyond, a float is another number.
    "int64": (-(2**53), 2**53),
    "uint64": (0, 2**53),
}


def make_value(
    contract: Contract,
    type_: AnyType,
    random: Random,
    limits: Limits | None = None,
) -> Any:
    """A value of a type, within limits."""
    limits = limits or {}
    match type_:
        case Scalar():
            return make_scalar(type_.name, random, limits)
        case ListOf():
            least, most = limits.get("min_items", 0), limits.get("max_items", 2)
            count = max(least, random.randint(0, min(2, most)))
            items = [make_value(contract, type_.item, random) for _ in range(count)]
            return distinct(items) if "unique" in limits else items
        case MapOf(key=Scalar(name="string")):
            keys = sorted({random.choice("klm") for _ in range(random.randint(0, 2))})
        case MapOf():
            has_entry = random.random() < 0.6
            keys = [make_value(contract, type_.key, random)] if has_entry else []
        case _:
            return make_declared(contract, type_.key, random)
    return MapValue(
        tuple((key, make_value(contract, type_.item, random)) for key in keys)
    )


def make_declared(contract: Contract, key: str, random: Random) -> Any:
    declared = contract.types[key]
    match declared:
        case Newtype():
            return make_value(contract, declared.base, random, declared.limits)
        case Enum():
            if not declared.is_closed and random.random() < 0.06:
                return EnumValue(None, "not_declared")
            member = random.choice(declared.members)
            return EnumValue(member.key, member.wire_name)
        case Record():
            return make_fields(contract, declared.fields, random)
        case _:
            variant = random.choice(declared.variants)
            fields = make_fields(contract, variant.fields, random)
            return VariantValue(variant.key, fields)


def make_fields(
    contract: Contract, fields: Sequence[Field], random: Random
) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for field in fields:
        if field.presence != "required" and random.random() < 0.4:
            is_optional = field.presence == "optional"
            made[field.key] = None if is_optional else LeftOut(field.default)
        else:
            made[field.key] = make_value(contract, field.type, random, field.limits)
    return made


def make_scalar(name: str, random: Random, limits: Limits) -> Any:
    match name:
        case "string":
            words = [word for word in WORDS if keeps(word, limits)]
            return random.choice(words or ["a" * limits.get("min_length", 1)])
        case "int32" | "int64" | "uint32" | "uint64":
            least, most = BOUNDS[name]
            least = max(least, limits.get("min", least))
            most = min(most, limits.get("max", most))
            small = min(most, max(least, random.randint(0, 9)))
            return random.choice([least, most, small, small])
        case "float32" | "float64":
            return random.choice([0.0, 1.0, 1.5, -2.25, 3.0])
        case "bool":
            return random.random() < 0.5
        case "timestamp":
            day, hour = random.randint(1, 28), random.randint(0, 23)
            return datetime.datetime(2024, 1, day, hour, tzinfo=datetime.timezone.utc)
        case "duration":
            return datetime.timedelta(seconds=random.choice([0, 1, 90, 3600]))
        case "decimal":
            return Decimal(random.choice(["0", "1.50", "-3", "10"]))
        case "bytes":
            return random.choice([b"", b"abc", b"\xff\x00"])
        case "uuid":
            return uuid.UUID(int=random.getrandbits(128))
        case "date":
            return datetime.date(2024, 1, random.randint(1, 28))
        case "json":
            return random.choice([True, 3, "text", [1, "b"], {"name": "a"}])
        case _:
            raise ValueError(f"no scalar is called `{name}`")


def keeps(value: Any, limits: Limits) -> bool:
    """Whether a value is within limits."""
    for limit, bound in limits.items():
        match limit:
            case "min_length" | "min_items" if len(value) < bound:
                return False
            case "max_length" | "max_items" if len(value) > bound:
                return False
            case "min" if value < bound:
                return False
            case "max" if value > bound:
                return False
            case "pattern" if not re.search(bound, value):
                return False
            case "unique" if len(distinct(value)) < len(value):
                return False
            case _:
                pass
    return True


def distinct(items: list[Any]) -> list[Any]:
    kept: list[Any] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept
