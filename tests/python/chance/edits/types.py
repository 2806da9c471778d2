"""Edits of what fields, inputs and outputs are: their types and limits."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Final

from chance.contracts import Enum, ListOf, MapOf, Named, Newtype, Record, Scalar
from chance.inventor import INT32, INT64, STRING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chance.contracts import Limits
    from chance.edits.draft import Draft, Weighted

# The scalars that are like one, more or less.
ALIKE: Final = {
    "int32": ("int64", "float64", "uint32"),
    "int64": ("int32", "uint64", "float64"),
    "uint32": ("int64", "int32", "uint64"),
    "uint64": ("int64", "uint32"),
    "float32": ("float64", "int32"),
    "float64": ("int64", "int32", "float32"),
    "string": ("bytes", "uuid", "json"),
    "json": ("string", "bool"),
    "timestamp": ("string", "date"),
    "duration": ("string",),
    "decimal": ("string", "float64"),
    "bytes": ("string",),
    "uuid": ("string",),
    "date": ("string", "timestamp"),
    "bool": ("string",),
}

OF_LISTS: Final[Sequence[Limits]] = (
    *({"max_items": 1}, {"max_items": 9}),
    *({"min_items": 1}, {"unique": True}),
)
OF_STRINGS: Final[Sequence[Limits]] = (
    *({"max_length": 2}, {"max_length": 30}),
    *({"min_length": 1}, {"pattern": "^[a-z]*$"}),
)
OF_INTEGERS: Final[Sequence[Limits]] = (
    *({"min": 0, "max": 20}, {"min": -100000, "max": 100000}),
    *({"min": 0}, {"max": 5}),
)


def change_type(draft: Draft) -> str:
    field = draft.one_of(draft.fields())
    is_list = draft.inventor.happens(0.3)
    type_ = draft.inventor.type(draft.contract)
    field.type = ListOf(field.type) if is_list else type_
    if field.presence == "default":
        field.presence, field.default = "required", None
    keeps_limits = draft.inventor.happens(0.5)
    field.limits = draft.inventor.limits(field.type) if keeps_limits else {}
    return f"field `{field.name}` has another type: {draft.text(field.type)}"


def change_scalar(draft: Draft) -> str:
    fields = [each for each in draft.all_fields() if isinstance(each.type, Scalar)]
    field = draft.one_of(fields)
    old = field.type
    assert isinstance(old, Scalar)
    field.type = Scalar(draft.one_of(ALIKE[old.name]))
    if field.type not in (INT32, INT64):
        field.limits = {}
    return f"field `{field.name}` is {field.type.name}, and was {old.name}"


def name_type(draft: Draft) -> str:
    """A scalar is a newtype."""
    found = [
        (field, key)
        for key in draft.contract.keys_of(Newtype)
        for field in draft.all_fields()
        if is_base(draft, key, field.type)
    ]
    field, key = draft.one_of(found)
    field.type, field.limits = Named(key), {}
    return f"field `{field.name}` is of the newtype `{draft.contract.types[key].name}`"


def is_base(draft: Draft, key: str, type_: object) -> bool:
    declared = draft.contract.types[key]
    return isinstance(declared, Newtype) and declared.base == type_


def inline_type(draft: Draft) -> str:
    """A newtype is its scalar, with or without its limits."""
    found = [
        (field, declared)
        for field in draft.all_fields()
        if isinstance(field.type, Named)
        and isinstance(declared := draft.contract.declared(field.type), Newtype)
    ]
    field, declared = draft.one_of(found)
    keeps_limits = draft.inventor.happens(0.5)
    field.type, field.limits = (
        declared.base,
        dict(declared.limits) if keeps_limits else {},
    )
    return f"field `{field.name}` is {declared.base.name}, limits {field.limits}"


def change_between_enum_and_string(draft: Draft) -> str:
    enums = draft.contract.keys_of(Enum)
    field = draft.one_of(
        [
            each
            for each in draft.all_fields()
            if each.presence != "default"
            and each.type in [STRING, *(Named(key) for key in enums)]
        ]
    )
    field.type = Named(draft.one_of(enums)) if field.type == STRING else STRING
    field.limits = {}
    return f"field `{field.name}` is {draft.text(field.type)}"


def change_limits(draft: Draft) -> str:
    limited = (STRING, INT32, INT64)
    field = draft.one_of(
        [
            each
            for each in draft.all_fields()
            if each.type in limited or isinstance(each.type, ListOf)
        ]
    )
    if isinstance(field.type, ListOf):
        choices = OF_LISTS
    else:
        choices = OF_STRINGS if field.type == STRING else OF_INTEGERS
    field.limits = draft.limits(choices)
    return f"field `{field.name}` has the limits {field.limits}"


def change_map_key(draft: Draft) -> str:
    field = draft.one_of(
        [
            each
            for each in draft.all_fields()
            if isinstance(each.type, MapOf) and each.presence != "default"
        ]
    )
    assert isinstance(field.type, MapOf)
    to_string = field.type.key != STRING and draft.inventor.happens(0.5)
    key = STRING if to_string else draft.inventor.map_key(draft.contract)
    field.type = MapOf(key, field.type.item)
    return f"field `{field.name}` has keys of {draft.text(key)}"


def change_encoding(draft: Draft) -> str:
    field = draft.one_of([each for each in draft.all_fields() if each.type == INT64])
    field.is_text = not field.is_text
    return f"field `{field.name}` is a {'string' if field.is_text else 'number'}"


def change_newtype(draft: Draft) -> str:
    newtype = draft.one_of(draft.contract.newtypes())
    if draft.inventor.happens(0.3):
        newtype.base = draft.one_of([STRING, INT32, INT64])
        newtype.limits = {}
        return f"newtype `{newtype.name}` is {newtype.base.name}"
    choices = OF_STRINGS if newtype.base == STRING else OF_INTEGERS
    newtype.limits = draft.limits(choices)
    return f"newtype `{newtype.name}` has the limits {newtype.limits}"


def rename_type(draft: Draft) -> str:
    declared = draft.one_of(list(draft.contract.types.values()))
    old, declared.name = declared.name, draft.inventor.type_name("ty")
    return f"type `{old}` is called `{declared.name}`"


def swap_type_names(draft: Draft) -> str:
    one, other = draft.two_of(list(draft.contract.types.values()))
    one.name, other.name = other.name, one.name
    return f"types `{one.name}` and `{other.name}` have each other's name"


def copy_type(draft: Draft) -> str:
    """A type like another takes its place in some inputs."""
    contract = draft.contract
    key = draft.one_of(list(contract.types))
    copied = copied_as(draft, key)
    inputs = [*contract.activities.values(), *contract.messages("signals", "updates")]
    for operation in inputs:
        if operation.input == Named(key) and draft.inventor.happens(0.6):
            operation.input = Named(copied)
    return f"a copy of type `{contract.types[key].name}` is the input of some"


def replace_record(draft: Draft) -> str:
    """A record like another takes its place in all fields."""
    contract = draft.contract
    key = draft.one_of(contract.keys_of(Record))
    copied = copied_as(draft, key)
    for field in draft.all_fields():
        if field.type == Named(key):
            field.type = Named(copied)
    return f"a copy of record `{contract.types[key].name}` is in its fields"


def copied_as(draft: Draft, key: str) -> str:
    copied = draft.inventor.key("t")
    draft.contract.types[copied] = copy.deepcopy(draft.contract.types[key])
    draft.contract.types[copied].name = draft.inventor.type_name("cp")
    return copied


def move_to_library(draft: Draft) -> str:
    contract = draft.contract
    key = draft.one_of(list(contract.types))
    name = contract.types[key].name
    if key in contract.library:
        contract.library.remove(key)
        return f"type `{name}` comes out of the library"
    contract.library.append(key)
    return f"type `{name}` goes into the library"


EDITS: Final[Sequence[Weighted]] = (
    (3, change_type),
    (3, change_scalar),
    (2, name_type),
    (2, inline_type),
    (2, change_between_enum_and_string),
    (3, change_limits),
    (2, change_map_key),
    (2, change_encoding),
    (2, change_newtype),
    (1, rename_type),
    (1, swap_type_names),
    (1, copy_type),
    (1, replace_record),
    (3, move_to_library),
)
