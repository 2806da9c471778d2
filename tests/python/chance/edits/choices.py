"""Edits of enums and unions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chance.contracts import Enum, Union, Variant
from chance.edits.draft import renamed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chance.edits.draft import Draft, Weighted


def add_member(draft: Draft) -> str:
    enum = draft.one_of(draft.contract.enums())
    member = draft.inventor.enum_member()
    enum.members.insert(draft.random.randint(0, len(enum.members)), member)
    return f"enum `{enum.name}` has a value `{member.name}`"


def remove_member(draft: Draft) -> str:
    enum = draft.one_of([e for e in draft.contract.enums() if len(e.members) > 1])
    member = enum.members.pop(draft.random.randrange(len(enum.members)))
    return f"enum `{enum.name}` has no value `{member.name}`"


def rename_member(draft: Draft) -> str:
    member = draft.one_of(draft.one_of(draft.contract.enums()).members)
    old, text = member.name, member.wire_name
    member.name = draft.inventor.name("v")
    member.wire = text if draft.inventor.happens(0.5) else None
    return renamed("enum value", old, member)


def swap_members(draft: Draft) -> str:
    enum = draft.one_of(draft.contract.enums())
    one, other = draft.two_of(enum.members)
    return draft.swap_names(one, other, (one.wire_name, other.wire_name))


def reorder_members(draft: Draft) -> str:
    enum = draft.one_of(draft.contract.enums())
    draft.random.shuffle(enum.members)
    return f"the values of enum `{enum.name}` are in another order"


def close_or_open(draft: Draft) -> str:
    contract = draft.contract
    declarations: list[Enum | Union] = [*contract.enums(), *contract.unions()]
    declared = draft.one_of(declarations)
    declared.is_closed = not declared.is_closed
    return f"`{declared.name}` is {'closed' if declared.is_closed else 'open'}"


def change_union(draft: Draft) -> str:
    union = draft.one_of(draft.contract.unions())
    variant = draft.one_of(union.variants)
    what = draft.one_of(["add", "remove", "rename", "rename in code", "tag", "swap"])
    if what == "add":
        variant = Variant(draft.inventor.key("u"), draft.inventor.name("va"), [])
        union.variants.append(variant)
        return f"union `{union.name}` has a variant `{variant.name}`"
    if what == "remove" and len(union.variants) > 1:
        union.variants.remove(variant)
        return f"union `{union.name}` has no variant `{variant.name}`"
    if what == "swap":
        one, other = draft.two_of(union.variants)
        other.wire, one.wire = one.wire_name, other.wire_name
        return f"`{one.name}` and `{other.name}` have each other's name on the wire"
    if what.startswith("rename"):
        old, text = variant.name, variant.wire_name
        variant.name = draft.inventor.name("va")
        variant.wire = text if what == "rename in code" else None
        return renamed("variant", old, variant)
    union.tag = draft.one_of(["type", "kind", "t"])
    return f"union `{union.name}` has the tag `{union.tag}`"


EDITS: Final[Sequence[Weighted]] = (
    (2, add_member),
    (2, remove_member),
    (2, rename_member),
    (2, swap_members),
    (1, reorder_members),
    (2, close_or_open),
    (2, change_union),
)
