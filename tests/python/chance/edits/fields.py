"""Edits of fields: their names, whether they have to be given, and where they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chance.contracts import Error, Record
    from chance.edits.draft import Draft, Weighted


def rename(draft: Draft) -> str:
    field = draft.one_of(draft.fields())
    old, wire = field.name, field.wire_name
    field.name = draft.inventor.name("f")
    how = draft.one_of(["as before on the wire", "with an alias", "without a trace"])
    field.wire = wire if how == "as before on the wire" else None
    if how == "with an alias":
        field.aliases = [*field.aliases, wire]
    return f"field `{old}` is called `{field.name}`, {how}"


def add(draft: Draft) -> str:
    lists = list(draft.contract.field_lists())
    fields = draft.one_of(lists)
    field = draft.inventor.field(draft.contract)
    fields.insert(draft.random.randint(0, len(fields)), field)
    return f"a field `{field.name}`, {field.presence}"


def remove(draft: Draft) -> str:
    fields = draft.fields()
    field = fields.pop(draft.random.randrange(len(fields)))
    return f"field `{field.name}` is gone"


def move(draft: Draft) -> str:
    giver, taker = draft.fields(), draft.fields()
    field = giver.pop(draft.random.randrange(len(giver)))
    taker.append(field)
    return f"field `{field.name}` is in another place"


def change_presence(draft: Draft) -> str:
    field = draft.one_of(draft.fields())
    old = field.presence
    others = [each for each in ("required", "optional", "default") if each != old]
    draft.inventor.give_presence(draft.contract, field, draft.one_of(others))
    return f"field `{field.name}` is {field.presence}, and was {old}"


def change_default(draft: Draft) -> str:
    field = draft.one_of(
        [each for each in draft.all_fields() if each.presence == "default"]
    )
    field.default = draft.inventor.default(draft.contract, field.type)
    return f"field `{field.name}` has the default {field.default!r}"


def swap(draft: Draft) -> str:
    """Two fields change names, in code or on the wire."""
    one, other = draft.two_of(draft.fields())
    return draft.swap_names(one, other, (one.wire_name, other.wire_name))


def reorder(draft: Draft) -> str:
    fields = draft.fields()
    draft.random.shuffle(fields)
    return f"{len(fields)} fields are in another order"


def change_alias(draft: Draft) -> str:
    field = draft.one_of(draft.fields())
    field.aliases = [] if field.aliases else [draft.inventor.name("al")]
    return f"field `{field.name}` has the aliases {field.aliases}"


def pass_on_alias(draft: Draft) -> str:
    """What was an alias of a field is something else."""
    fields = draft.one_of(
        [
            fields
            for fields in draft.contract.field_lists()
            if any(field.aliases for field in fields)
        ]
    )
    field = draft.one_of([each for each in fields if each.aliases])
    others = [each for each in fields if each is not field]
    how = draft.one_of(["its wire name", "gone", "a new field", "that of another"])
    wire, alias = field.wire_name, field.aliases.pop(0)
    if how == "its wire name":
        field.wire = alias
        field.aliases.append(wire)
    elif how == "a new field":
        new = draft.inventor.field(draft.contract)
        new.wire = alias
        fields.append(new)
    elif how == "that of another" and others:
        other = draft.one_of(others)
        other.aliases = [*other.aliases, alias]
    return f"the alias `{alias}` of field `{field.name}` is {how}"


def change_unknown(draft: Draft) -> str:
    declared: list[Record | Error] = [*draft.contract.records()]
    declared += draft.contract.errors.values()
    changed = draft.one_of(declared)
    changed.unknown = draft.one_of(["ignore", "preserve", "reject"])
    return f"`{changed.name}` does {changed.unknown} unknown fields"


EDITS: Final[Sequence[Weighted]] = (
    (3, rename),
    (3, add),
    (2, remove),
    (2, move),
    (4, change_presence),
    (2, change_default),
    (2, swap),
    (2, reorder),
    (2, change_alias),
    (3, pass_on_alias),
    (2, change_unknown),
)
