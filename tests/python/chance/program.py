"""What the code of workflows does, in every version of a contract.

It is the script of the recorded version, done with the stubs and the classes of another
one: as whoever moves the code to that version would have it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from temporalio import workflow

from chance.calls import Calls
from chance.execution import Execution, Seen
from chance.objects import Objects
from chance.reader import Reader
from chance.scripts import Await, Call, CallTogether, Sleep, Start
from chance.writer import Writer

if TYPE_CHECKING:
    from chance.contracts import Operation
    from chance.generated import Generated
    from chance.invented import Invented
    from chance.scripts import Handler, Step


class Program:
    """The code of all workflows, for a version of the contract."""

    def __init__(self, invented: Invented, generated: Generated) -> None:
        self.scripts = invented.scripts
        self.old = invented.contract
        self.new = generated.contract
        self.generated = generated
        objects = Objects(generated)
        self.reader = Reader(self.old, objects)
        self.writer = Writer(self.old, objects)
        self.calls = Calls(self.old, generated, self.reader, self.writer)
        # What the execution that is replayed has recorded.
        self.recorded: dict[str, Seen] | None = None
        # By their run ids: the last time that each was run.
        self.executions: dict[str, Execution] = {}

    def begin(self, key: str) -> Execution:
        """A new execution, or the same one from the start."""
        info = workflow.info()
        execution = Execution(key, info.workflow_id, self.old, self.recorded)
        self.executions[info.run_id] = execution
        return execution

    async def run(self, execution: Execution, given: Any) -> Any:
        """What a workflow does."""
        script = self.scripts.get(execution.workflow)
        if script is None:
            raise LookupError("nobody starts a workflow that an edit has added")
        old = self.old.workflows[execution.workflow]
        new = self.new.workflows[execution.workflow]
        self.reader.see_value(execution, "input", given, old.input, new.input)
        for number, step in enumerate(script.steps, 1):
            await self._take(execution, f"step {number}", step)
        await workflow.wait_condition(workflow.all_handlers_finished)
        info = workflow.info()
        is_first = info.continued_run_id is None and info.parent is None
        if script.continues_as_new and is_first:
            workflow.continue_as_new(
                *self.writer.arguments(execution, old.input, new.input, script.seed)
            )
        if script.fails and execution.is_odd():
            raise self.writer.error(execution, old.errors[0], script.seed)
        return self.writer.payload(execution, old.output, new.output, script.seed)

    async def handle(
        self, execution: Execution, kind: str, key: str, given: Any
    ) -> Any:
        """What a signal or an update does, where its code waits."""
        was = self._was(execution, kind, key)
        if was is None:
            return self.handle_at_once(execution, kind, key, given)
        old, handler = was
        place = self._receive(execution, kind, key, given)
        if handler.activity is not None:
            call = Call(handler.activity, handler.seed)
            await self.calls.call(execution, place, call)
        return self._answer(execution, kind, key, old, handler)

    def handle_at_once(
        self, execution: Execution, kind: str, key: str, given: Any
    ) -> Any:
        """What a message does, where its code does not wait."""
        was = self._was(execution, kind, key)
        if was is None:
            output = self._message(execution, kind, key).output
            return self.writer.payload(execution, None, output, 1)
        self._receive(execution, kind, key, given)
        return self._answer(execution, kind, key, *was)

    def waits(self, workflow_key: str, key: str) -> bool:
        """Whether code waits where it handles a message."""
        script = self.scripts.get(workflow_key)
        handler = script.handlers.get(key) if script else None
        return handler is not None and handler.is_async

    async def _take(self, execution: Execution, place: str, step: Step) -> None:
        match step:
            case Call():
                await self.calls.call(execution, place, step)
            case CallTogether():
                calls = [
                    self.calls.call(execution, place, Call(each, step.seed))
                    for each in step.activities
                ]
                await asyncio.gather(*calls)
            case Start():
                await self.calls.start(execution, place, step)
            case Await():
                await self._wait_for(execution, place, step.message)
            case Sleep():
                await workflow.sleep(0.02)
            case _:
                activity = step.activity if execution.is_odd() else step.other
                await self.calls.call(execution, place, Call(activity, step.seed))

    async def _wait_for(self, execution: Execution, place: str, message: str) -> None:
        is_child = workflow.info().parent is not None
        if is_child and message in self.old.workflows[execution.workflow].updates:
            # Nobody has the id of a child to send it one.
            return
        try:
            await workflow.wait_condition(
                lambda: message in execution.received, timeout=0.2 if is_child else 0.6
            )
        except asyncio.TimeoutError:
            self.reader.see(execution, place, Seen("timeout"))

    def _receive(self, execution: Execution, kind: str, key: str, given: Any) -> str:
        """Sees a message, and says where."""
        count = execution.received.get(key, 0) + 1
        execution.received[key] = count
        old = self.old.workflows[execution.workflow].messages(kind)[key]
        place = f"number {count} of {kind} `{old.name}`"
        new = self._message(execution, kind, key)
        self.reader.see_value(execution, place, given, old.input, new.input)
        return place

    def _answer(
        self,
        execution: Execution,
        kind: str,
        key: str,
        old: Operation,
        handler: Handler,
    ) -> Any:
        if handler.fails and old.errors and execution.is_odd():
            raise self.writer.error(execution, old.errors[0], handler.seed)
        output = self._message(execution, kind, key).output
        return self.writer.payload(execution, old.output, output, handler.seed)

    def _was(
        self, execution: Execution, kind: str, key: str
    ) -> tuple[Operation, Handler] | None:
        """What a message was, with what is done with it, if a script has it."""
        script = self.scripts.get(execution.workflow)
        handler = script.handlers.get(key) if script else None
        if handler is None:
            return None
        return self.old.workflows[execution.workflow].messages(kind)[key], handler

    def _message(self, execution: Execution, kind: str, key: str) -> Operation:
        return self.new.workflows[execution.workflow].messages(kind)[key]
