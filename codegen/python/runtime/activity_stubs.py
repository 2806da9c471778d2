"""Calls of activities out of a workflow."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any, Generic, TypeVar, cast

from temporalio import activity, workflow
from temporalio.workflow import ActivityConfig, LocalActivityConfig
from typing_extensions import Unpack

from .arguments import unwritable_fails, write_arguments
from .definitions import Activity, InputT, OutputT
from .errors import outcome
from .payload import Payload
from .wire import WireError
from .workflows import contract_of

DetailsT = TypeVar("DetailsT")


class ActivityStub(Generic[InputT, OutputT]):
    """An activity, to be called in a workflow with the options of the contract."""

    def __init__(self, definition: Activity[InputT, OutputT]) -> None:
        """A stub of an activity."""
        self.definition = definition

    async def __call__(
        self, input: InputT, **options: Unpack[ActivityConfig]
    ) -> OutputT:
        """Calls it and waits for its output. Options go before the contract's."""
        return await outcome(
            _start(self.definition, input, options), self.definition.errors
        )

    def start(
        self, input: InputT, **options: Unpack[ActivityConfig]
    ) -> asyncio.Task[OutputT]:
        """Calls it now. What comes back can be awaited, gathered and cancelled."""
        return _task(self.definition, _start(self.definition, input, options))

    async def local(
        self, input: InputT, **options: Unpack[LocalActivityConfig]
    ) -> OutputT:
        """Runs it in the worker of the workflow, without a task on a queue."""
        return await outcome(
            _start_local(self.definition, input, options), self.definition.errors
        )


class ActivityStubWithoutInput(Generic[OutputT]):
    """An activity without input, to be called in a workflow."""

    def __init__(self, definition: Activity[None, OutputT]) -> None:
        """A stub of an activity."""
        self.definition = definition

    async def __call__(self, **options: Unpack[ActivityConfig]) -> OutputT:
        """Calls it and waits for its output. Options go before the contract's."""
        return await outcome(
            _start(self.definition, None, options), self.definition.errors
        )

    def start(self, **options: Unpack[ActivityConfig]) -> asyncio.Task[OutputT]:
        """Calls it now. What comes back can be awaited, gathered and cancelled."""
        return _task(self.definition, _start(self.definition, None, options))

    async def local(self, **options: Unpack[LocalActivityConfig]) -> OutputT:
        """Runs it in the worker of the workflow, without a task on a queue."""
        return await outcome(
            _start_local(self.definition, None, options), self.definition.errors
        )


class LocalActivityStub(Generic[InputT, OutputT]):
    """An activity that runs in the worker of the workflow that calls it."""

    def __init__(self, definition: Activity[InputT, OutputT]) -> None:
        """A stub of an activity."""
        self.definition = definition

    async def __call__(
        self, input: InputT, **options: Unpack[LocalActivityConfig]
    ) -> OutputT:
        """Calls it and waits for its output. Options go before the contract's."""
        return await outcome(
            _start_local(self.definition, input, options), self.definition.errors
        )

    def start(
        self, input: InputT, **options: Unpack[LocalActivityConfig]
    ) -> asyncio.Task[OutputT]:
        """Calls it now. What comes back can be awaited, gathered and cancelled."""
        return _task(self.definition, _start_local(self.definition, input, options))

    async def remote(self, input: InputT, **options: Unpack[ActivityConfig]) -> OutputT:
        """Runs it through its task queue, though the contract says that it is local."""
        return await outcome(
            _start(self.definition, input, options), self.definition.errors
        )


class LocalActivityStubWithoutInput(Generic[OutputT]):
    """An activity without input that runs in the worker of its caller."""

    def __init__(self, definition: Activity[None, OutputT]) -> None:
        """A stub of an activity."""
        self.definition = definition

    async def __call__(self, **options: Unpack[LocalActivityConfig]) -> OutputT:
        """Calls it and waits for its output. Options go before the contract's."""
        return await outcome(
            _start_local(self.definition, None, options), self.definition.errors
        )

    def start(self, **options: Unpack[LocalActivityConfig]) -> asyncio.Task[OutputT]:
        """Calls it now. What comes back can be awaited, gathered and cancelled."""
        return _task(self.definition, _start_local(self.definition, None, options))

    async def remote(self, **options: Unpack[ActivityConfig]) -> OutputT:
        """Runs it through its task queue, though the contract says that it is local."""
        return await outcome(
            _start(self.definition, None, options), self.definition.errors
        )


class _Heartbeats(Generic[DetailsT]):
    """The heartbeats of an activity, for the code that implements it."""

    details: Payload[DetailsT]

    def heartbeat(self, details: DetailsT) -> None:
        """Tells the server that the activity still runs, and how far it is."""
        activity.heartbeat(self.details.to_payload(details))

    def last_heartbeat(self) -> DetailsT | None:
        """How far the attempt before was, if it said so in a way that can be read."""
        given = activity.info().heartbeat_details
        try:
            return self.details.from_wire(given[0]) if given else None
        except WireError:
            return None


class HeartbeatStub(
    ActivityStub[InputT, OutputT],
    _Heartbeats[DetailsT],
    Generic[InputT, OutputT, DetailsT],
):
    """An activity whose heartbeats say how far it is."""

    def __init__(
        self, definition: Activity[InputT, OutputT], details: Payload[DetailsT]
    ) -> None:
        """A stub of an activity."""
        super().__init__(definition)
        self.details = details


class HeartbeatStubWithoutInput(
    ActivityStubWithoutInput[OutputT],
    _Heartbeats[DetailsT],
    Generic[OutputT, DetailsT],
):
    """An activity without input whose heartbeats say how far it is."""

    def __init__(
        self, definition: Activity[None, OutputT], details: Payload[DetailsT]
    ) -> None:
        """A stub of an activity."""
        super().__init__(definition)
        self.details = details


def _start(
    definition: Activity[InputT, OutputT], input: InputT, options: ActivityConfig
) -> Awaitable[OutputT]:
    config: ActivityConfig = {**definition.options, **options}
    if "task_queue" not in config:
        running: object = workflow.instance()
        caller = contract_of(type(running))
        if caller is None or caller.task_queue != definition.task_queue:
            # Without a queue of its own, the call would go to the queue of the caller.
            config["task_queue"] = definition.task_queue
    with unwritable_fails():
        handle = workflow.start_activity(
            definition.name,
            args=write_arguments(definition.input, input),
            result_type=definition.output.hint,
            **config,
        )
    return cast("Awaitable[OutputT]", handle)


def _start_local(
    definition: Activity[InputT, OutputT], input: InputT, options: LocalActivityConfig
) -> Awaitable[OutputT]:
    of_contract = {
        name: value
        for name, value in definition.options.items()
        if name in LocalActivityConfig.__annotations__
    }
    config = cast(LocalActivityConfig, {**of_contract, **options})
    with unwritable_fails():
        handle = workflow.start_local_activity(
            definition.name,
            args=write_arguments(definition.input, input),
            result_type=definition.output.hint,
            **config,
        )
    return cast("Awaitable[OutputT]", handle)


def _task(
    definition: Activity[Any, OutputT], started: Awaitable[OutputT]
) -> asyncio.Task[OutputT]:
    task = asyncio.create_task(outcome(started, definition.errors))

    def cancel(done: asyncio.Task[OutputT]) -> None:
        # A task that is cancelled before it ran has not passed that on.
        if done.cancelled():
            cast("asyncio.Task[Any]", started).cancel()

    task.add_done_callback(cancel)
    return task
