"""Recording: executions of all workflows of a contract, on a real server."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any, Final

from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowHistory
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from chance.activities import ActivityProgram
from chance.caller import PATIENCE, Caller
from chance.classes import activity_functions, workflow_classes

if TYPE_CHECKING:
    from temporalio.api.history.v1 import HistoryEvent
    from temporalio.client import Client, WorkflowHandle

    from chance.program import Program

# Executions of each workflow, beside those that are started as children.
EXECUTIONS: Final = 2

ENDS: Final = (
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED,
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED,
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TIMED_OUT,
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CANCELED,
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED,
    EventType.EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW,
)


@dataclass(frozen=True)
class Recorded:
    """A history, or the beginning of one."""

    name: str
    # The key of its workflow.
    workflow: str
    history: WorkflowHistory


async def record(program: Program, client: Client) -> list[Recorded]:
    """Executes everything, and gives the histories with some of their beginnings."""
    contract = program.old
    queues = {contract.queue}
    queues |= {each.queue for each in contract.activities.values() if each.queue}
    activities = activity_functions(ActivityProgram(program.generated))
    async with AsyncExitStack() as stack:
        for queue in sorted(queues):
            worker = Worker(
                client,
                task_queue=queue,
                workflows=workflow_classes(program),
                activities=activities,
                workflow_runner=UnsandboxedWorkflowRunner(),
                # A busy machine is no deadlock.
                debug_mode=True,
            )
            await stack.enter_async_context(worker)
        callers = [
            Caller(program.generated, client, key, f"{contract.queue}-{key}-{number}")
            for key in contract.workflows
            for number in range(EXECUTIONS)
        ]
        await asyncio.gather(*[caller.call() for caller in callers])
        histories = await closed_histories(program, client)
    recorded: list[Recorded] = []
    for number, (key, history) in enumerate(histories, 1):
        recorded.append(Recorded(f"{number}-{key}", key, history))
        beginning = beginning_of(history, Random(number))
        if beginning is not None:
            recorded.append(Recorded(f"{number}-{key}-beginning", key, beginning))
    return recorded


async def closed_histories(
    program: Program, client: Client
) -> list[tuple[str, WorkflowHistory]]:
    """The histories of all that was executed, in an order that is the same always."""
    found: list[tuple[str, int, str, WorkflowHistory]] = []
    for run_id, execution in list(program.executions.items()):
        handle = client.get_workflow_handle(execution.id, run_id=run_id)
        history = await asyncio.wait_for(closed_history(handle), PATIENCE)
        started = history.events[0].event_time.ToNanoseconds()
        found.append((execution.id, started, execution.workflow, history))
    found.sort(key=lambda each: each[:2])
    return [(key, history) for _, _, key, history in found]


async def closed_history(handle: WorkflowHandle[Any, Any]) -> WorkflowHistory:
    """The history of an execution that has ended: a child may outlive its parent."""
    while True:
        history = await handle.fetch_history()
        if history.events[-1].event_type in ENDS:
            return history
        await asyncio.sleep(0.1)


def beginning_of(history: WorkflowHistory, random: Random) -> WorkflowHistory | None:
    """What a worker was given that went on with the execution in the middle.

    Not of an execution with local activities: a replay of its beginning would run those
    that it has no end of, and a replayer has no activities.
    """
    started = [
        number
        for number, event in enumerate(history.events, 1)
        if event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED
    ]
    if len(started) < 2 or any(map(ends_local_activity, history.events)):
        return None
    # Not what follows the last task, which is the whole of it.
    cut = random.choice(started[:-1])
    return WorkflowHistory(history.workflow_id, list(history.events)[:cut])


def ends_local_activity(event: HistoryEvent) -> bool:
    marker = event.marker_recorded_event_attributes.marker_name
    return marker == "core_local_activity"
