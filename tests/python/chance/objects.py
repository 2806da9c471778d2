"""Between plain values and what generated code has for them."""

from __future__ import annotations

import datetime
import json
import uuid
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any, Final, cast

from chance.contracts import (
    Enum,
    ListOf,
    MapOf,
    Named,
    Newtype,
    Record,
    Scalar,
    Union,
    pascal,
)
from chance.values import EnumValue, LeftOut, MapValue, VariantValue, make_value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chance.contracts import AnyType, Contract, Field, Limits
    from chance.generated import Generated

PYTHON: Final[dict[str, type]] = {
    "string": str,
    "int32": int,
    "int64": int,
    "uint32": int,
    "uint64": int,
    "float32": float,
    "float64": float,
    "bool": bool,
    "timestamp": datetime.datetime,
    "duration": datetime.timedelta,
    "decimal": Decimal,
    "bytes": bytes,
    "uuid": uuid.UUID,
    "date": datetime.date,
}


class NotKept(Exception):
    """A value has no like in a type."""


class Objects:
    """Makes objects of generated code, and says what they are.

    A value may be one of another version of the contract. Then as much of it is kept as
    anybody could keep who moves the code, and what the version wants beyond is made up.
    """

    def __init__(self, generated: Generated) -> None:
        self.generated = generated
        self.contract: Contract = generated.contract

    def value(self, type_: AnyType, made: Any) -> Any:
        """The plain value of an object."""
        match type_:
            case Scalar():
                return made
            case ListOf():
                return [self.value(type_.item, item) for item in made]
            case MapOf():
                return MapValue(
                    tuple(
                        (self.value(type_.key, name), self.value(type_.item, item))
                        for name, item in made.items()
                    )
                )
            case _:
                return self._declared_value(type_, made)

    def fields_value(self, fields: Sequence[Field], made: Any) -> dict[str, Any]:
        """The plain values of the fields of a record or of an error."""
        values: dict[str, Any] = {}
        for field in fields:
            item = getattr(made, field.name)
            values[field.key] = None if item is None else self.value(field.type, item)
        return values

    def _declared_value(self, type_: Named, made: Any) -> Any:
        declared = self.contract.declared(type_)
        match declared:
            case Newtype():
                return self.value(declared.base, made)
            case Record():
                return self.fields_value(declared.fields, made)
            case Enum():
                text = made.to_wire()
                keys = {member.wire_name: member.key for member in declared.members}
                return EnumValue(keys.get(text), text)
            case _:
                for variant in declared.variants:
                    if type(made) is self.generated.type(type_, pascal(variant.name)):
                        fields = self.fields_value(variant.fields, made)
                        return VariantValue(variant.key, fields)
                return VariantValue(None, {})

    def object(self, type_: AnyType, value: Any, limits: Limits | None = None) -> Any:
        """An object of a type, with as much of a value as the type has room for."""
        try:
            return self._object(type_, value)
        except NotKept:
            made_up = make_value(self.contract, type_, Random(7), limits)
            return self._object(type_, made_up)

    def _object(self, type_: AnyType, value: Any) -> Any:
        match type_:
            case Scalar():
                return scalar(type_.name, value)
            case ListOf():
                is_list = isinstance(value, list)
                items: list[Any] = cast(Any, value) if is_list else [value]
                return [self.object(type_.item, item) for item in items]
            case MapOf():
                if not isinstance(value, MapValue):
                    raise NotKept
                return {
                    self.object(type_.key, name): self.object(type_.item, item)
                    for name, item in value.entries
                }
            case _:
                return self._declared_object(type_, value)

    def _declared_object(self, type_: Named, value: Any) -> Any:
        declared = self.contract.declared(type_)
        match declared:
            case Newtype():
                return self.object(declared.base, value, declared.limits)
            case Record():
                is_record = isinstance(value, dict)
                fields: dict[str, Any] = cast(Any, value) if is_record else {}
                return self.record(self.generated.type(type_), declared.fields, fields)
            case Enum():
                return self.generated.type(type_)(enum_text(declared, value))
            case _:
                return self._variant(type_, declared, value)

    def _variant(self, type_: Named, union: Union, value: Any) -> Any:
        kept = [
            variant
            for variant in union.variants
            if isinstance(value, VariantValue) and variant.key == value.key
        ]
        variant = kept[0] if kept else union.variants[0]
        fields: dict[str, Any] = value.fields if kept else {}
        class_ = self.generated.type(type_, pascal(variant.name))
        return self.record(class_, variant.fields, fields)

    def record(self, class_: Any, fields: Sequence[Field], values: Any) -> Any:
        """A record, a variant or an error."""
        arguments: dict[str, Any] = {}
        for field in fields:
            value = values.get(field.key)
            if isinstance(value, LeftOut):
                value = value.default if field.presence == "required" else None
            if value is not None:
                made = self.object(field.type, value, field.limits)
            elif field.presence == "required":
                made_up = make_value(self.contract, field.type, Random(3), field.limits)
                made = self.object(field.type, made_up)
            else:
                continue
            arguments[field.name] = made
        return class_(**arguments)


def enum_text(enum: Enum, value: Any) -> str:
    """A member by its key, or else by its text."""
    if isinstance(value, EnumValue):
        for member in enum.members:
            if member.key == value.key:
                return member.wire_name
    text = value.text if isinstance(value, EnumValue) else value
    if not isinstance(text, str):
        raise NotKept
    if enum.is_closed and text not in [member.wire_name for member in enum.members]:
        raise NotKept
    return text


def scalar(name: str, value: Any) -> Any:
    """A value as another scalar, if there is one of the same meaning."""
    if type(value) is PYTHON.get(name):
        return value
    match name:
        case "string" if isinstance(value, EnumValue):
            return value.text
        case "string" if isinstance(value, int | uuid.UUID):
            return str(value)
        case "float32" | "float64" if type(value) is int:
            return float(value)
        case "int32" | "int64" | "uint32" | "uint64" if type(value) in (
            int,
            float,
            str,
        ):
            return whole(value)
        case "uuid" if isinstance(value, str):
            return uuid_of(value)
        case "json" if is_json(value):
            return value
        case _:
            raise NotKept


def whole(value: float | str) -> int:
    try:
        if isinstance(value, str) or value == int(value):
            return int(value)
    except ValueError:
        pass
    raise NotKept


def is_json(value: Any) -> bool:
    try:
        json.dumps(value)
    except TypeError:
        return False
    return True


def uuid_of(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise NotKept from None
