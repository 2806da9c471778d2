"""Edits of what activities, workflows, messages and packages are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chance.contracts import Operation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chance.edits.draft import Draft, Weighted


def rename_activity(draft: Draft) -> str:
    return rename(draft, list(draft.contract.activities.values()))


def rename_workflow(draft: Draft) -> str:
    return rename(draft, list(draft.contract.workflows.values()))


def rename_message(draft: Draft) -> str:
    return rename(draft, draft.contract.messages("signals", "updates", "queries"))


def rename(draft: Draft, operations: Sequence[Operation]) -> str:
    operation = draft.one_of(operations)
    old, wire = operation.name, draft.wire_name(operation)
    operation.name = draft.inventor.name("re")
    how = draft.one_of(
        ["as before on the wire", "with an alias", "as before on the wire", "for good"]
    )
    operation.wire = wire if how == "as before on the wire" else None
    if how == "with an alias":
        operation.aliases = [*operation.aliases, wire]
    return f"`{old}` is called `{operation.name}`, {how}"


def swap(draft: Draft) -> str:
    one, other = draft.two_of(draft.named_together("signals", "updates", "queries"))
    wire_names = draft.wire_name(one), draft.wire_name(other)
    return draft.swap_names(one, other, wire_names)


def give_to_another(draft: Draft) -> str:
    """The name of one is an alias of another."""
    one, other = draft.two_of(draft.named_together("signals", "updates"))
    wire, name = draft.wire_name(one), one.name
    one.name, one.wire = draft.inventor.name("re"), None
    other.aliases = [*other.aliases, wire]
    return f"`{name}` is called `{one.name}`, and `{wire}` an alias of `{other.name}`"


def change_aliases(draft: Draft) -> str:
    operations = draft.named_together("signals", "updates")
    with_aliases = [each for each in operations if each.aliases]
    operation = draft.one_of(with_aliases or operations)
    how = draft.one_of(
        ["no aliases", "its alias as name", "both names", "one more alias"]
    )
    wire = draft.wire_name(operation)
    if how == "one more alias":
        operation.aliases = [*operation.aliases, draft.inventor.name("Al")]
    elif how == "no aliases":
        operation.aliases = []
    elif operation.aliases:
        operation.wire, *_ = operation.aliases
        operation.aliases = [wire] if how == "both names" else []
    return f"`{operation.name}` has {how}"


def pass_on_alias(draft: Draft) -> str:
    """An alias goes to another of its kind, or is the name of a new one."""
    workflow = draft.workflow()
    kind = draft.one_of(["signals", "updates", "workflows"])
    if kind == "workflows":
        operations: list[Operation] = list(draft.contract.workflows.values())
    else:
        operations = list(workflow.messages(kind).values())
    operation = draft.one_of([each for each in operations if each.aliases])
    alias = operation.aliases.pop(0)
    if kind != "workflows" and draft.inventor.happens(0.4):
        new = draft.inventor.message(draft.contract, kind)
        new.wire = alias
        if draft.inventor.happens(0.5):
            new.input = operation.input
        workflow.messages(kind)[draft.inventor.key("new")] = new
        return f"the alias `{alias}` of `{operation.name}` is a new one of the {kind}"
    others = [each for each in operations if each is not operation]
    if not others:
        return f"the alias `{alias}` of `{operation.name}` is gone"
    other = draft.one_of(others)
    other.aliases = [*other.aliases, alias]
    return f"the alias `{alias}` of `{operation.name}` is one of `{other.name}`"


def rename_package(draft: Draft) -> str:
    contract = draft.contract
    contract.package = contract.package.replace(".v1", ".v2")
    return f"the package is `{contract.package}`"


EDITS: Final[Sequence[Weighted]] = (
    (3, rename_activity),
    (2, rename_workflow),
    (4, rename_message),
    (2, swap),
    (2, give_to_another),
    (3, change_aliases),
    (2, pass_on_alias),
    (1, rename_package),
)
