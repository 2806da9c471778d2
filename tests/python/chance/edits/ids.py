"""Edits of ids, of what they are made of, and of which children there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chance.contracts import Enum, Named, Newtype, Scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chance.contracts import AnyType, Child, Field, IdTemplate
    from chance.edits.draft import Draft, Weighted


def change_workflow_id(draft: Draft) -> str:
    workflow = draft.workflow()
    how = draft.one_of(["prefix", "field", "none", "given"])
    if how == "prefix" and workflow.id is not None:
        workflow.id.prefix += "y-"
    elif how == "none":
        workflow.id = None
    else:
        workflow.id = draft.inventor.id_template(
            draft.contract, workflow.input, draft.contract.queue
        )
    id_ = "no id" if workflow.id is None else f"another id, `{workflow.id.prefix}`"
    return f"`{workflow.name}` has {id_}"


def change_child_id(draft: Draft) -> str:
    child = any_child(draft)
    how = draft.one_of(["prefix", "field", "as the workflow's"])
    if how == "prefix" and child.id is not None:
        child.id.prefix += "y-"
    elif how == "field" and child.workflow in draft.contract.workflows:
        workflow = draft.contract.workflows[child.workflow]
        prefix = f"{child.name}/{{parent.id}}"
        child.id = draft.inventor.id_template(draft.contract, workflow.input, prefix)
    else:
        child.id = None
    id_ = "no id" if child.id is None else f"another id, `{child.id.prefix}`"
    return f"child `{child.name}` has {id_}"


def rename_child(draft: Draft) -> str:
    child = any_child(draft)
    old, child.name = child.name, draft.inventor.name("kid")
    return f"child `{old}` is called `{child.name}`"


def remove_child(draft: Draft) -> str:
    children = draft.workflow().children
    child = children.pop(draft.one_of(list(children)))
    return f"child `{child.name}` is gone"


def change_child_workflow(draft: Draft) -> str:
    child = any_child(draft)
    child.workflow = draft.one_of(list(draft.contract.workflows))
    name = draft.contract.workflows[child.workflow].name
    return f"child `{child.name}` is a `{name}`"


def change_what_an_id_is_made_of(draft: Draft) -> str:
    contract = draft.contract
    made_of = [
        field
        for workflow in contract.workflows.values()
        for field in fields_of(draft, workflow.id, workflow.input)
    ]
    made_of += [
        field
        for workflow in contract.workflows.values()
        for child in workflow.children.values()
        if child.workflow in contract.workflows
        for field in fields_of(
            draft, child.id, contract.workflows[child.workflow].input
        )
    ]
    field = draft.one_of(made_of)
    how = draft.one_of(["type", "default", "enum"])
    type_ = field.type
    if how == "type":
        scalars = ("string", "int64", "int32", "uuid")
        types: list[AnyType] = [Scalar(name) for name in scalars]
        types += [Named(key) for key in contract.keys_of(Enum)]
        types += [Named(key) for key in contract.keys_of(Newtype)]
        field.type = draft.one_of(types)
        field.presence, field.default, field.limits = "required", None, {}
        return (
            f"field `{field.name}` of an id has another type: {draft.text(field.type)}"
        )
    declared = contract.declared(type_) if isinstance(type_, Named) else None
    if how == "enum" and isinstance(declared, Enum):
        member = draft.one_of(declared.members)
        member.wire = draft.inventor.name("w")
        return f"`{member.name}` of an id is `{member.wire}` on the wire"
    draft.inventor.give_presence(contract, field, "default")
    return f"field `{field.name}` of an id has the default {field.default!r}"


def fields_of(
    draft: Draft, template: IdTemplate | None, input_: AnyType | None
) -> list[Field]:
    """The field that an id is made of."""
    found: list[Field] = []
    for key in template.path or [] if template else []:
        if input_ is None:
            break
        found = [
            field
            for field in draft.contract.fields_of_record(input_)
            if field.key == key
        ]
        input_ = found[0].type if found else None
    return found


def any_child(draft: Draft) -> Child:
    return draft.one_of(
        [
            child
            for workflow in draft.contract.workflows.values()
            for child in workflow.children.values()
        ]
    )


EDITS: Final[Sequence[Weighted]] = (
    (3, change_workflow_id),
    (2, change_child_id),
    (1, rename_child),
    (1, remove_child),
    (1, change_child_workflow),
    (3, change_what_an_id_is_made_of),
)
