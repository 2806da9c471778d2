"""Edits of how activities, workflows and children are started."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chance.edits.draft import Draft, Weighted

ACTIVITY_OPTIONS: Final = (
    ("start_to_close", "5s"),
    ("start_to_close", "60s"),
    ("cancellation", "try_cancel"),
    ("cancellation", "abandon"),
    ("cancellation", "wait_cancellation_completed"),
    ("retry", {"max_attempts": 1}),
    ("retry", {"max_attempts": 5}),
)

WORKFLOW_OPTIONS: Final = (
    ("execution_timeout", "2h"),
    ("run_timeout", "1h"),
    ("task_timeout", "7s"),
    ("retry", {"max_attempts": 1}),
    ("id_reuse", "reject_duplicate"),
    ("versioning", "auto_upgrade"),
)

CHILD_OPTIONS: Final = (
    ("parent_close", "abandon"),
    ("parent_close", "request_cancel"),
    ("parent_close", "terminate"),
    ("cancellation", "abandon"),
    ("cancellation", "try_cancel"),
    ("cancellation", "wait_cancellation_completed"),
)


def change_activity(draft: Draft) -> str:
    activity = draft.one_of(list(draft.contract.activities.values()))
    option, value = draft.one_of(ACTIVITY_OPTIONS)
    activity.options = {**activity.options, option: value}
    return f"`{activity.name}` has `{option}: {value}`"


def change_activity_queue(draft: Draft) -> str:
    activity = draft.one_of(
        [each for each in draft.contract.activities.values() if not each.is_local]
    )
    activity.queue = None if activity.queue else f"{draft.contract.queue}y"
    return f"`{activity.name}` has the task queue {activity.queue}"


def change_locality(draft: Draft) -> str:
    activity = draft.one_of(list(draft.contract.activities.values()))
    activity.is_local = not activity.is_local
    activity.options = {}
    return f"`{activity.name}` is {'local' if activity.is_local else 'not local'}"


def change_all_activities(draft: Draft) -> str:
    draft.contract.activity_options = {
        "start_to_close": "20s",
        "retry": {"initial": "20ms", "max_attempts": 3},
    }
    return "all activities have other defaults"


def change_workflow(draft: Draft) -> str:
    workflow = draft.workflow()
    option, value = draft.one_of(WORKFLOW_OPTIONS)
    workflow.options = {**workflow.options, option: value}
    return f"`{workflow.name}` has `{option}: {value}`"


def list_activities(draft: Draft) -> str:
    workflow = draft.workflow()
    workflow.lists_activities = not workflow.lists_activities
    says = "says" if workflow.lists_activities else "does not say"
    return f"`{workflow.name}` {says} what it calls"


def change_queue(draft: Draft) -> str:
    draft.contract.queue += "z"
    return f"the task queue is `{draft.contract.queue}`"


def change_child(draft: Draft) -> str:
    workflow = draft.workflow()
    child = draft.one_of(list(workflow.children.values()))
    option, value = draft.one_of(CHILD_OPTIONS)
    child.options = {**child.options, option: value}
    return f"child `{child.name}` of `{workflow.name}` has `{option}: {value}`"


EDITS: Final[Sequence[Weighted]] = (
    (2, change_activity),
    (1, change_activity_queue),
    (1, change_locality),
    (1, change_all_activities),
    (2, change_workflow),
    (1, list_activities),
    (1, change_queue),
    (1, change_child),
)
