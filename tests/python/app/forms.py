"""Definitions of the forms that the order contract has none of, and what they do.

They are written as tempoc would generate them, but for the classes that it would add.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from decimal import Decimal
from typing import Final

from contracts import runtime as rt
from contracts.acme_orders_v1 import Progress
from temporalio import workflow

QUEUE: Final = "forms"

PING: Final = rt.Activity(
    name="forms.Ping",
    method="ping",
    input=rt.NOTHING,
    output=rt.NOTHING,
    task_queue=QUEUE,
    options={"start_to_close_timeout": timedelta(seconds=10)},
)
COUNT: Final = rt.Activity(
    name="forms.Count",
    method="count",
    input=rt.NOTHING,
    output=rt.INT64,
    task_queue=QUEUE,
    options={"start_to_close_timeout": timedelta(seconds=10)},
)
HALVE: Final = rt.Activity(
    name="forms.Halve",
    method="halve",
    input=rt.INT64,
    output=rt.FLOAT64,
    task_queue=QUEUE,
    options={
        "start_to_close_timeout": timedelta(seconds=10),
        "heartbeat_timeout": timedelta(seconds=5),
        "priority": rt.Priority(priority_key=1),
    },
)
ADD: Final = rt.Signal(name="add", method="add", input=rt.INT64)
STOP: Final = rt.Signal(name="stop", method="stop", input=rt.NOTHING)
TOTAL: Final = rt.Query(name="total", method="total", input=rt.NOTHING, output=rt.INT64)
RESET: Final = rt.Update(
    name="reset", method="reset", input=rt.NOTHING, output=rt.NOTHING
)
SETTLE: Final = rt.Update(
    name="settle",
    method="settle",
    input=rt.NOTHING,
    output=rt.DURATION,
    id=lambda _: f"settle/{rt.uuid4()}",
)
TALLY: Final = rt.Workflow(
    schema="tally",
    name="forms.Tally",
    input=rt.NOTHING,
    output=rt.DECIMAL,
    id=lambda _: f"tally/{rt.uuid4()}",
    task_queue=QUEUE,
    signals=(ADD, STOP),
    queries=(TOTAL,),
    updates=(RESET, SETTLE),
)
EVERY: Final = rt.Workflow(
    schema="every",
    name="forms.Every",
    input=rt.NOTHING,
    output=rt.STRING,
    task_queue=QUEUE,
)

ping: Final = rt.ActivityStubWithoutInput(PING)
count: Final = rt.HeartbeatStubWithoutInput(COUNT, rt.of(Progress))
halve: Final = rt.ActivityStub(HALVE)
local_ping: Final = rt.LocalActivityStubWithoutInput(PING)
local_halve: Final = rt.LocalActivityStub(HALVE)


class TallyHandle(rt.Handle[Decimal], contract=TALLY):
    """The workflow `tally`."""


class TallyChild(rt.StartedChild[Decimal], contract=TALLY):
    """A workflow `tally` that this workflow has started."""


class EveryHandle(rt.Handle[str], contract=EVERY):
    """The workflow `every`."""


made_id: Final = rt.ChildStubWithoutInput(
    TALLY, TallyChild, id=lambda _: f"{rt.workflow_id()}/made"
)
given_id: Final = rt.ChildStubWithoutInputWithId(
    TALLY,
    TallyChild,
    options={"parent_close_policy": rt.ParentClosePolicy.REQUEST_CANCEL},
)


class FormsActivities(rt.ActivitiesBase, contract=(PING, COUNT, HALVE)):
    """The activities, which one class implements at once."""


class TallyWorkflow(rt.WorkflowBase, contract=TALLY):
    """The workflow `tally`."""


class EveryWorkflow(rt.WorkflowBase, contract=EVERY):
    """The workflow `every`."""


class Forms(FormsActivities):
    """Activities without input, output, or both."""

    def __init__(self) -> None:
        self.pings = 0

    async def ping(self) -> None:
        self.pings += 1

    async def count(self) -> int:
        if count.last_heartbeat() is None:
            count.heartbeat(Progress(done=1, of=2))
            raise RuntimeError("once more")
        return self.pings

    def halve(self, input: int) -> float:
        return input / 2


class Tally(TallyWorkflow):
    """Adds up what it is sent, until it is stopped."""

    def __init__(self) -> None:
        self._total = 0
        self._stopped = False

    async def run(self) -> Decimal:
        await workflow.wait_condition(lambda: self._stopped)
        return Decimal(self._total)

    def add(self, input: int) -> None:
        self._total += input

    async def stop(self) -> None:
        self._stopped = True

    def total(self) -> int:
        return self._total

    def reset(self) -> None:
        self._total = 0

    async def settle(self) -> timedelta:
        await asyncio.sleep(0.01)
        return timedelta(seconds=self._total)


class Every(EveryWorkflow):
    """Makes calls of every form."""

    async def run(self) -> str:
        await asyncio.gather(ping(), ping.start(), ping.local(), local_ping())
        await asyncio.gather(local_ping.start(), local_ping.remote())
        halves = await asyncio.gather(
            halve(1), halve.start(3), halve.local(5), local_halve(7)
        )
        more = await asyncio.gather(local_halve.start(9), local_halve.remote(11))
        counted = await count(
            retry_policy=rt.RetryPolicy(initial_interval=timedelta(milliseconds=10))
        )
        cancelled = halve.start(13)
        cancelled.cancel()
        await workflow.wait([cancelled])
        made = await made_id.start()
        await rt.signal_child(made, ADD, 5)
        await rt.signal_child(made, STOP, None)
        given = asyncio.create_task(given_id(id=f"{rt.workflow_id()}/given"))
        await asyncio.sleep(0.1)
        external = rt.External(f"{rt.workflow_id()}/given")
        await rt.signal_external(external, ADD, 6)
        await rt.signal_external(external, STOP, None)
        totals = [await made.result(), await given]
        said = [*halves, *more, counted, cancelled.cancelled(), *totals, made.id]
        return " ".join(map(str, said))
