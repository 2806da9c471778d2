"""Whether code of a new version reads what code of the old one has read."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from chance.contracts import (
    Enum,
    ListOf,
    MapOf,
    Named,
    Newtype,
    Record,
    Scalar,
    Union,
)
from chance.values import EnumValue, MapValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chance.contracts import AnyType, Contract, Field

NUMBERS: Final = (
    *("int32", "int64", "uint32", "uint64"),
    *("float32", "float64"),
)


class Comparison:
    """Holds values of two versions against each other.

    What the new version has no word for, a field that it lost or a type of another
    kind, is not compared: whoever moves code to it sees that.
    """

    def __init__(self, old: Contract, new: Contract) -> None:
        self.old = old
        self.new = new

    def differences(
        self,
        at: str,
        old_type: AnyType,
        old: Any,
        new_type: AnyType,
        new: Any,
    ) -> Iterator[str]:
        """What is read otherwise, in sentences, each with its place."""
        old_type, new_type = plain(self.old, old_type), plain(self.new, new_type)
        if old is None or new is None:
            if old is not new:
                yield f"{at}: recorded {old!r}, reads {new!r}"
            return
        match old_type, new_type:
            case ListOf(), ListOf():
                if len(old) != len(new):
                    yield f"{at}: recorded {len(old)} items, reads {len(new)}"
                for number, (one, other) in enumerate(zip(old, new, strict=False)):
                    yield from self.differences(
                        f"{at}[{number}]", old_type.item, one, new_type.item, other
                    )
            case MapOf(), MapOf():
                yield from self._of_maps(at, old_type, old, new_type, new)
            case Named(), Named():
                yield from self._of_declared(at, old_type, old, new_type, new)
            case _:
                old_text, new_text = (
                    comparable(old_type, old),
                    comparable(new_type, new),
                )
                is_same_kind = type(old_text) is type(new_text)
                if is_same_kind and old_text is not None and old_text != new_text:
                    yield f"{at}: recorded {old!r}, reads {new!r}"

    def of_fields(
        self,
        at: str,
        old_fields: Sequence[Field],
        old: dict[str, Any],
        new_fields: Sequence[Field],
        new: dict[str, Any],
    ) -> Iterator[str]:
        """Those that both versions have."""
        kept = {field.key: field for field in new_fields}
        for field in old_fields:
            if field.key in kept:
                yield from self.differences(
                    f"{at}.{field.name}",
                    field.type,
                    old[field.key],
                    kept[field.key].type,
                    new[field.key],
                )

    def _of_maps(
        self, at: str, old_type: MapOf, old: Any, new_type: MapOf, new: Any
    ) -> Iterator[str]:
        if len(old.entries) != len(new.entries):
            yield f"{at}: recorded {len(old.entries)} entries, reads {len(new.entries)}"
            return
        pairs = zip(old.entries, new.entries, strict=True)
        for (old_name, old_item), (new_name, new_item) in pairs:
            yield from self.differences(
                f"{at} key", old_type.key, old_name, new_type.key, new_name
            )
            yield from self.differences(
                f"{at}[{old_name!r}]", old_type.item, old_item, new_type.item, new_item
            )

    def _of_declared(
        self, at: str, old_type: Named, old: Any, new_type: Named, new: Any
    ) -> Iterator[str]:
        match self.old.declared(old_type), self.new.declared(new_type):
            case Record() as old_record, Record() as new_record:
                yield from self.of_fields(
                    at, old_record.fields, old, new_record.fields, new
                )
            case Enum(), Enum() as new_enum:
                is_kept = old.key in [member.key for member in new_enum.members]
                if old.key != new.key if is_kept else old.text != new.text:
                    yield f"{at}: recorded {old!r}, reads {new!r}"
            case Union() as old_union, Union() as new_union:
                old_fields = {each.key: each.fields for each in old_union.variants}
                new_fields = {each.key: each.fields for each in new_union.variants}
                if old.key not in new_fields:
                    return
                if old.key != new.key:
                    yield f"{at}: recorded {old!r}, reads {new!r}"
                elif old.key in old_fields:
                    yield from self.of_fields(
                        at,
                        old_fields[old.key],
                        old.fields,
                        new_fields[new.key],
                        new.fields,
                    )
            case _:
                pass


def plain(contract: Contract, type_: AnyType) -> AnyType:
    """What a newtype is."""
    declared = contract.declared(type_) if isinstance(type_, Named) else None
    return declared.base if isinstance(declared, Newtype) else type_


def comparable(type_: AnyType, value: Any) -> Any:
    """What scalars of one meaning are equal in, or `None` for what has no like."""
    match value:
        case _ if type_ == Scalar("json"):
            return value
        case EnumValue():
            return value.text
        case MapValue() | list() | dict():
            return None
        case _ if isinstance(type_, Scalar) and type_.name in NUMBERS:
            return Decimal(value)
        case uuid.UUID():
            return str(value)
        case _:
            return value if isinstance(type_, Scalar) else None
