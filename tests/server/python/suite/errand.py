"""An errand that does what its input says.

The first word of `what` says which way to go, and the rest is up to that. The words are
those of `src/errand.rs`.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final, final

from suite_contract.runtime import ChildOptions
from suite_contract.tests_shared_v1 import Refused, Subject
from suite_contract.tests_shared_v1 import activities as shared
from suite_contract.tests_suite_v1 import (
    Busy,
    ErrandWorkflow,
    Note,
    Progress,
    Task,
    Trouble,
    activities,
    children,
    external,
)
from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import (
    ActivityError,
    ApplicationError,
    ChildWorkflowError,
    FailureError,
    TimeoutError,
    WorkflowAlreadyStartedError,
    is_cancelled_exception,
)
from temporalio.workflow import (
    ActivityCancellationType,
    ActivityConfig,
    ParentClosePolicy,
)


@final
class Errands(ErrandWorkflow):
    """The errand of all workers that several tests share."""

    async def run(self, input: Task) -> str:
        way, _, rest = input.what.partition(" ")
        if way == "again" and input.number > 0:
            workflow.continue_as_new(
                dataclasses.replace(input, number=input.number - 1)
            )
        if way not in WAYS:
            raise ApplicationError(f"no way to {way}", non_retryable=True)
        return await WAYS[way](Order(rest, input))


class Order:
    """What an errand is to do."""

    def __init__(self, rest: str, input: Task) -> None:
        self.rest = rest
        self.number = input.number
        # The queue that the errand was told to use, and the options that say so.
        self.elsewhere = input.elsewhere
        self.call: ActivityConfig = {}
        self.child: ChildOptions = {}
        if input.elsewhere is not None:
            self.call["task_queue"] = input.elsewhere
            self.child["task_queue"] = input.elsewhere


async def say(order: Order) -> str:
    return f"{order.rest} {order.number}"


async def again(order: Order) -> str:
    return f"done as {workflow.info().workflow_id}"


async def greet(order: Order) -> str:
    task = Task(what=order.rest, number=order.number)
    greeting = await activities.greet(task, **order.call)
    await activities.ping(**order.call)
    told = await shared.notify(Subject(name="ana"))
    return f"{greeting}, {told}"


async def locally(order: Order) -> str:
    local = await activities.compute(Trouble(kind="plain", until=2))
    remote = await activities.compute.remote(
        Trouble(kind="plain", until=1), **order.call
    )
    made_local = await activities.attempt.local(Trouble(kind="plain", until=3))
    return f"{local} {remote} {made_local}"


async def configured(order: Order) -> str:
    if order.rest != "otherwise":
        return await activities.configured()
    try:
        return await activities.configured(
            task_queue="nobody serves this",
            schedule_to_close_timeout=timedelta(seconds=3),
            schedule_to_start_timeout=timedelta(seconds=1),
            start_to_close_timeout=timedelta(seconds=2),
            heartbeat_timeout=timedelta(seconds=1),
            retry_policy=RetryPolicy(maximum_attempts=9),
            cancellation_type=ActivityCancellationType.TRY_CANCEL,
            summary="As the call says.",
        )
    except ActivityError as error:
        if isinstance(error.cause, TimeoutError):
            return "timeout"
        raise


async def walk(order: Order) -> str:
    walked = await activities.walk(Progress(done=42), **order.call)
    return f"walked {walked}"


async def select(order: Order) -> str:
    lingering = activities.linger.start(**order.call)
    timer = asyncio.create_task(asyncio.sleep(0.3))
    await workflow.wait([lingering, timer], return_when=asyncio.FIRST_COMPLETED)
    if lingering.done():
        return lingering.result()
    quick = activities.ping.start(**order.call)
    slow = asyncio.create_task(asyncio.sleep(60))
    await workflow.wait([quick, slow], return_when=asyncio.FIRST_COMPLETED)
    if slow.done():
        return "the timer was quicker"
    slow.cancel()
    lingering.cancel()
    outcome = await asyncio.gather(lingering, return_exceptions=True)
    failed = str(isinstance(outcome[0], BaseException)).lower()
    return f"still lingering: {failed}"


async def give_up(order: Order) -> str:
    lingering = activities.linger.start(**order.call)
    await asyncio.sleep(0.3)
    lingering.cancel()
    try:
        return await lingering
    except BaseException as error:
        return "cancelled" if is_cancelled_exception(error) else repr(error)


async def linger(order: Order) -> str:
    """Until the errand is cancelled; if `shielded` from that, until it says so."""
    lingering = activities.linger.start(**order.call)
    if order.rest != "shielded":
        return await lingering
    try:
        return await asyncio.shield(lingering)
    except asyncio.CancelledError:
        lingering.cancel()
        return await lingering


async def delegate(order: Order) -> str:
    helper = await children.errand.helper.start(Subject(name="ana"), **order.child)
    await helper.poke(Note(text="one"))
    await helper.poke(Note(text="two"))
    await helper.dismiss()
    runs = str(bool(helper.run_id)).lower()
    return f"{await helper.result()} as {helper.id}, {runs}"


async def audit(order: Order) -> str:
    money = await children.errand.audit(Subject(name="books"))
    return f"{money.amount_minor} {money.currency}"


async def options(order: Order) -> str:
    helper = await children.errand.left_alone.start(
        Subject(name="bo"),
        id=f"{workflow.info().workflow_id}/chosen",
        task_queue=order.elsewhere,
        run_timeout=timedelta(seconds=60),
        execution_timeout=timedelta(seconds=120),
        task_timeout=timedelta(seconds=6),
        parent_close_policy=ParentClosePolicy.TERMINATE,
        static_summary="as the call says",
    )
    return helper.id


async def leave(order: Order) -> str:
    await children.errand.helper.start(Subject(name="with me"), **order.child)
    await children.errand.left_alone.start(Subject(name="alone"), **order.child)
    return "left"


async def dismiss(order: Order) -> str:
    helper = await children.errand.helper.start(Subject(name="cy"), **order.child)
    helper.sdk.cancel()
    try:
        return await helper.result()
    except BaseException as error:
        return "cancelled" if is_cancelled_exception(error) else repr(error)


async def fail(order: Order) -> str:
    """With the number 1, also with an error that the errand declares as well."""
    try:
        said = await children.errand.helper(Subject(name=order.rest), **order.child)
    except Refused as refused:
        said = f"refused: {refused.code}, {refused.message}"
    except ChildWorkflowError as error:
        said = f"other: {chain(error)}"
    if order.number == 1:
        await children.errand.audit(Subject(name="refuser"))
    return said


async def twice(order: Order) -> str:
    first = await children.errand.helper.start(Subject(name="di"), **order.child)
    try:
        await children.errand.helper.start(Subject(name="di"), **order.child)
    except WorkflowAlreadyStartedError:
        said = "not twice"
    else:
        said = "twice"
    await first.dismiss()
    await first.result()
    return said


async def signal(order: Order) -> str:
    desk = external.desk(order.rest)
    try:
        await desk.note(Note(text="from afar"))
    except ApplicationError:
        return "nobody there"
    return f"told {desk.id}"


async def cancel(order: Order) -> str:
    desk = external.desk(order.rest)
    await desk.sdk.cancel(reason="from afar")
    return f"cancelled {desk.id}"


async def attempt(order: Order) -> str:
    trouble = Trouble(kind=order.rest, until=order.number)
    return await outcome_of(activities.attempt(trouble, **order.call))


async def compute(order: Order) -> str:
    """The same with a local activity."""
    trouble = Trouble(kind=order.rest, until=order.number)
    return await outcome_of(activities.compute(trouble))


async def outcome_of(call: Awaitable[int]) -> str:
    try:
        return f"attempt {await call}"
    except Refused as refused:
        return f"{refused.code}: {refused.message}"
    except Busy as busy:
        return f"busy: {busy.queue}"
    except FailureError as error:
        return f"other: {chain(error)}"


async def pass_on(order: Order) -> str:
    match order.rest:
        case "own":
            raise Busy(queue="own")
        case "shared":
            await shared.notify(Subject(name="nobody"))
        case kind:
            await activities.attempt(Trouble(kind=kind), **order.call)
    return "fine"


def chain(error: BaseException) -> str:
    """What an error says, and its causes."""
    said = [str(error)]
    while (cause := error.__cause__) is not None:
        error = cause
        said.append(str(error))
    return ": ".join(said)


WAYS: Final[dict[str, Callable[[Order], Awaitable[str]]]] = {
    "say": say,
    "again": again,
    "greet": greet,
    "locally": locally,
    "configured": configured,
    "walk": walk,
    "select": select,
    "give-up": give_up,
    "linger": linger,
    "delegate": delegate,
    "audit": audit,
    "options": options,
    "leave": leave,
    "dismiss": dismiss,
    "fail": fail,
    "twice": twice,
    "signal": signal,
    "cancel": cancel,
    "attempt": attempt,
    "compute": compute,
    "pass-on": pass_on,
}
