"""Edits of which activities, workflows and messages there are, and of payloads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from chance.invented import invent_activity, invent_workflow
from chance.inventor import STRING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chance.edits.draft import Draft, Weighted

KINDS: Final = ("signals", "updates", "queries")


def add_message(draft: Draft) -> str:
    kind = draft.one_of(KINDS)
    message = draft.inventor.message(draft.contract, kind)
    draft.workflow().messages(kind)[draft.inventor.key("new")] = message
    return f"one more of the {kind}: `{message.name}`"


def remove_message(draft: Draft) -> str:
    messages = draft.workflow().messages(draft.one_of(KINDS))
    message = messages.pop(draft.one_of(list(messages)))
    return f"`{message.name}` is gone"


def change_message_kind(draft: Draft) -> str:
    """What was a signal is an update of the same name, and the like."""
    workflow = draft.workflow()
    old, new = draft.one_of(
        [
            ("signals", "updates"),
            ("updates", "signals"),
            ("updates", "queries"),
            ("queries", "updates"),
        ]
    )
    messages = workflow.messages(old)
    message = messages.pop(draft.one_of(list(messages)))
    if new != "updates":
        message.errors = []
    if new == "signals":
        message.output = None
    if new == "queries":
        message.output = message.output or STRING
    workflow.messages(new)[draft.inventor.key("new")] = message
    return f"`{message.name}` of the {old} is one of the {new}"


def change_message_input(draft: Draft) -> str:
    message = draft.one_of(draft.contract.messages(*KINDS))
    message.input = draft.inventor.payload(draft.contract, nothing=0.3)
    return f"`{message.name}` has the input {draft.text(message.input)}"


def change_message_output(draft: Draft) -> str:
    kind = draft.one_of(["updates", "updates", "queries"])
    message = draft.one_of(draft.contract.messages(kind))
    nothing = 0 if kind == "queries" else 0.3
    message.output = draft.inventor.payload(draft.contract, nothing=nothing)
    return f"`{message.name}` has the output {draft.text(message.output)}"


def change_activity_payload(draft: Draft) -> str:
    activity = draft.one_of(list(draft.contract.activities.values()))
    payload = draft.inventor.payload(draft.contract, nothing=0.3)
    if draft.inventor.happens(0.5):
        activity.input = payload
        return f"`{activity.name}` has the input {draft.text(payload)}"
    activity.output = payload
    return f"`{activity.name}` has the output {draft.text(payload)}"


def change_workflow_payload(draft: Draft) -> str:
    """With another input, ids are made of that."""
    contract = draft.contract
    key = draft.one_of(list(contract.workflows))
    workflow = contract.workflows[key]
    payload = draft.inventor.payload(contract, nothing=0.3)
    if draft.inventor.happens(0.5):
        workflow.output = payload
        return f"`{workflow.name}` has the output {draft.text(payload)}"
    workflow.input = payload
    workflow.id = draft.inventor.id_template(contract, payload, "of-another")
    for parent in contract.workflows.values():
        for child in parent.children.values():
            if child.workflow == key:
                child.id = draft.inventor.id_template(contract, payload, child.name)
    return f"`{workflow.name}` has the input {draft.text(payload)}"


def add_activity(draft: Draft) -> str:
    activity = invent_activity(draft.inventor, draft.contract)
    draft.contract.activities[draft.inventor.key("a")] = activity
    return f"an activity `{activity.name}`"


def remove_activity(draft: Draft) -> str:
    activities = draft.contract.activities
    activity = activities.pop(draft.one_of(list(activities)))
    return f"the activity `{activity.name}` is gone"


def add_workflow(draft: Draft) -> str:
    key = draft.inventor.key("w")
    workflow = invent_workflow(draft.inventor, draft.contract, key, {})
    draft.contract.workflows[key] = workflow
    return f"a workflow `{workflow.name}`"


def remove_workflow(draft: Draft) -> str:
    workflows = draft.contract.workflows
    key = draft.one_of(list(workflows) if len(workflows) > 1 else [])
    workflow = workflows.pop(key)
    for other in workflows.values():
        other.children = {
            name: child
            for name, child in other.children.items()
            if child.workflow != key
        }
    return f"the workflow `{workflow.name}` is gone"


EDITS: Final[Sequence[Weighted]] = (
    (2, add_message),
    (2, remove_message),
    (2, change_message_kind),
    (2, change_message_input),
    (2, change_message_output),
    (3, change_activity_payload),
    (1, change_workflow_payload),
    (1, add_activity),
    (1, remove_activity),
    (1, add_workflow),
    (1, remove_workflow),
)
