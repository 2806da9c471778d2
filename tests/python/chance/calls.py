"""What workflow code calls: activities and children."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from temporalio import workflow
from temporalio.exceptions import ApplicationError, FailureError

from chance.execution import Seen

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from chance.contracts import Contract, Operation
    from chance.execution import Execution
    from chance.generated import Generated
    from chance.reader import Reader
    from chance.scripts import Call, Start
    from chance.writer import Writer

# What a workflow fails of that wrote what the contract does not let it write.
UNWRITABLE: Final = "PayloadValidationError"


class Calls:
    """Calls by the stubs of a version, as the script has it."""

    def __init__(
        self, old: Contract, generated: Generated, reader: Reader, writer: Writer
    ) -> None:
        self.old = old
        self.new = generated.contract
        self.generated = generated
        self.reader = reader
        self.writer = writer

    async def call(self, execution: Execution, place: str, call: Call) -> None:
        """Calls an activity, if there still is one."""
        new = self.new.activities.get(call.activity)
        if new is None:
            return
        old = self.old.activities[call.activity]
        place = f"{place}, activity `{old.name}`"
        stub = self.generated.activity(call.activity)
        arguments = self.writer.arguments(execution, old.input, new.input, call.seed)

        async def output() -> Any:
            if not call.is_cancelled:
                return await stub(*arguments)
            task = stub.start(*arguments)
            await asyncio.sleep(0)
            task.cancel()
            return await task

        await self._see(execution, place, old, new, output(), call.passes_on)

    async def start(self, execution: Execution, place: str, step: Start) -> None:
        """Starts a child, if there still is one."""
        was = self.old.workflows[execution.workflow].children[step.child]
        found = self.generated.child(execution.workflow, step.child, was.workflow)
        if found is None:
            return
        key, stub = found
        place = f"{place}, child `{was.name}`"
        old, new = self.old.workflows[was.workflow], self.new.workflows[key]
        arguments = self.writer.arguments(execution, old.input, new.input, step.seed)
        keywords: dict[str, str] = {}
        if stub.id is None:
            keywords["id"] = given_id(execution, place)
        id_ = stub.id(*arguments or (None,)) if stub.id else keywords["id"]
        self.reader.see(execution, f"{place}, id", Seen("id", id_))

        async def output() -> Any:
            if step.is_cancelled:
                task = asyncio.ensure_future(stub(*arguments, **keywords))
                await workflow.sleep(0.03)
                task.cancel()
                return await task
            started = await stub.start(*arguments, **keywords)
            if step.signal in new.signals:
                receiver = started
                if step.is_sent_by_id:
                    receiver = self.generated.external(key, started.id)
                was, is_ = old.signals[step.signal], new.signals[step.signal]
                await getattr(receiver, is_.name)(
                    *self.writer.arguments(
                        execution, was.input, is_.input, step.seed + 1
                    )
                )
            return await started.result()

        await self._see(execution, place, old, new, output(), step.passes_on)

    async def _see(
        self,
        execution: Execution,
        place: str,
        old: Operation,
        new: Operation,
        output: Coroutine[Any, Any, Any],
        passes_on: bool,
    ) -> None:
        """Waits for what was called, and sees what comes of it."""
        try:
            value = await output
        except FailureError as error:
            if isinstance(error, ApplicationError) and error.type == UNWRITABLE:
                raise
            if self.reader.see_failure(execution, place, error, new) and passes_on:
                raise
        except asyncio.CancelledError:
            self.reader.see(execution, place, Seen("cancelled"))
        else:
            self.reader.see_value(execution, place, value, old.output, new.output)


def given_id(execution: Execution, place: str) -> str:
    """The id of a child whose id is left to code: the one that it had."""
    recorded = (execution.recorded or {}).get(f"{place}, id")
    return f"{execution.id}/{place}" if recorded is None else recorded.value
