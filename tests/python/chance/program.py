"""What the code of workflows does, in every version of a contract.

It is the script of the recorded version, done with the stubs and the classes of another
one: as whoever moves the code to that version would have it.
"""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING, Any

from temporalio import workflow
from temporalio.exceptions import ApplicationError, FailureError

from chance.execution import Execution, Failure, Seen
from chance.objects import Objects
from chance.reading import Comparison
from chance.scripts import Await, Call, CallTogether, Script, Start, Steer
from chance.values import make_value

if TYPE_CHECKING:
    from chance.contracts import AnyType, Operation
    from chance.generated import Generated
    from chance.invented import Invented
    from chance.scripts import Step

# What a workflow fails of that wrote what the contract does not let it write.
UNWRITABLE = "PayloadValidationError"


class Program:
    """The code of all workflows, for a version of the contract."""

    def __init__(self, invented: Invented, generated: Generated) -> None:
        self.scripts = invented.scripts
        self.old = invented.contract
        self.new = generated.contract
        self.generated = generated
        self.objects = Objects(generated)
        self.comparison = Comparison(self.old, self.new)
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

    async def run(self, execution: Execution, key: str, given: Any) -> Any:
        old, new = self.old.workflows.get(key), self.new.workflows[key]
        if old is None:
            return None
        if old.input is not None and new.input is not None:
            value = self.objects.value(new.input, given)
            self.see(execution, "input", Seen("value", value), old.input, new.input)
        script = self.scripts[key]
        for number, step in enumerate(script.steps, 1):
            await self.take(execution, key, f"step {number}", step)
        await workflow.wait_condition(workflow.all_handlers_finished)
        info = workflow.info()
        is_first = info.continued_run_id is None and info.parent is None
        if script.continues_as_new and is_first:
            workflow.continue_as_new(
                *self.arguments(execution, old.input, new.input, script.seed)
            )
        if script.fails and execution.is_odd():
            raise self.error(execution, old.errors[0], script.seed)
        return self.answer(execution, old.output, new.output, script.seed)

    async def take(
        self, execution: Execution, key: str, place: str, step: Step
    ) -> None:
        match step:
            case Call():
                await self.call(execution, place, step)
            case CallTogether():
                calls = [
                    self.call(execution, f"{place}, {each}", Call(each, step.seed))
                    for each in step.activities
                ]
                await asyncio.gather(*calls)
            case Steer():
                activity = step.activity if execution.is_odd() else step.other
                await self.call(execution, place, Call(activity, step.seed))
            case Start():
                await self.start(execution, key, place, step)
            case Await():
                await self.wait_for(execution, key, place, step.message)
            case _:
                await workflow.sleep(0.02)

    async def wait_for(
        self, execution: Execution, key: str, place: str, message: str
    ) -> None:
        is_child = workflow.info().parent is not None
        if is_child and message in self.old.workflows[key].updates:
            # Nobody has the id of a child to send it one.
            return
        try:
            await workflow.wait_condition(
                lambda: message in execution.received, timeout=0.2 if is_child else 0.6
            )
        except asyncio.TimeoutError:
            self.see(execution, place, Seen("timeout"))

    async def call(self, execution: Execution, place: str, call: Call) -> None:
        """Calls an activity, if there still is one."""
        new = self.new.activities.get(call.activity)
        if new is None:
            return
        old = self.old.activities[call.activity]
        stub = self.generated.activity(call.activity)
        arguments = self.arguments(execution, old.input, new.input, call.seed)

        async def output() -> Any:
            if not call.is_cancelled:
                return await stub(*arguments)
            task = stub.start(*arguments)
            await asyncio.sleep(0)
            task.cancel()
            return await task

        await self.wait(execution, place, old, new, output(), call.passes_on)

    async def start(
        self, execution: Execution, key: str, place: str, step: Start
    ) -> None:
        """Starts a child, if there still is one."""
        child = self.new.workflows[key].children.get(step.child)
        new = None if child is None else self.new.workflows.get(child.workflow)
        if child is None or new is None:
            return
        old_key = self.old.workflows[key].children[step.child].workflow
        old = self.old.workflows[old_key]
        stub = self.generated.child(key, step.child)
        arguments = self.arguments(execution, old.input, new.input, step.seed)
        keywords: dict[str, str] = {}
        if stub.id is None:
            keywords["id"] = self.given_id(execution, place, step.child)
        id_ = stub.id(*arguments or (None,)) if stub.id else keywords["id"]
        self.see(execution, f"{place}, id", Seen("id", id_))

        async def output() -> Any:
            if step.is_cancelled:
                task = asyncio.ensure_future(stub(*arguments, **keywords))
                await workflow.sleep(0.03)
                task.cancel()
                return await task
            started = await stub.start(*arguments, **keywords)
            signal = new.signals.get(step.signal or "")
            if signal is not None:
                was = old.signals[step.signal or ""]
                receiver = started
                if step.is_sent_by_id:
                    receiver = self.generated.external(child.workflow, started.id)
                await getattr(receiver, signal.name)(
                    *self.arguments(execution, was.input, signal.input, step.seed + 1)
                )
            return await started.result()

        await self.wait(execution, place, old, new, output(), step.passes_on)

    def given_id(self, execution: Execution, place: str, child: str) -> str:
        """The id of a child that the contract leaves to code: what it always was."""
        recorded = (execution.recorded or {}).get(f"{place}, id")
        return recorded.value if recorded else f"{workflow.info().workflow_id}/{child}"

    async def wait(
        self,
        execution: Execution,
        place: str,
        old: Operation,
        new: Operation,
        output: Any,
        passes_on: bool,
    ) -> None:
        """Waits for what was called, and sees what comes of it."""
        try:
            value = await output
        except FailureError as error:
            if isinstance(error, ApplicationError) and error.type == UNWRITABLE:
                raise
            failure = Seen("failure", self.failure(error))
            going_on = self.see_failure(execution, place, failure, old, new)
            if passes_on and going_on and going_on.kind == "failure":
                raise
        except asyncio.CancelledError:
            self.see(execution, place, Seen("cancelled"))
        else:
            self.see_value(execution, place, value, old.output, new.output)

    def receive(
        self, execution: Execution, key: str, old: Operation, new: Operation, given: Any
    ) -> str:
        """Sees a message, and says where."""
        count = execution.received.get(key, 0) + 1
        execution.received[key] = count
        place = f"{key}, number {count}"
        self.see_value(execution, place, given, old.input, new.input)
        return place

    async def handle(
        self, execution: Execution, workflow_key: str, kind: str, key: str, given: Any
    ) -> Any:
        """What is done with a signal or an update, as far as it waits."""
        script, old, new = self.message(workflow_key, kind, key)
        if old is None or script is None:
            return self.answer(execution, None, new.output, 1)
        place = self.receive(execution, key, old, new, given)
        handler = script.handlers[key]
        if handler.activity is not None:
            await self.call(
                execution, place + ", call", Call(handler.activity, handler.seed)
            )
        return self.answer_message(execution, key, script, old, new)

    def handle_at_once(
        self, execution: Execution, workflow_key: str, kind: str, key: str, given: Any
    ) -> Any:
        """What is done with a message by code that does not wait."""
        script, old, new = self.message(workflow_key, kind, key)
        if old is None or script is None or kind == "queries":
            return self.answer(execution, None, new.output, 1)
        self.receive(execution, key, old, new, given)
        return self.answer_message(execution, key, script, old, new)

    def message(
        self, workflow_key: str, kind: str, key: str
    ) -> tuple[Script | None, Operation | None, Operation]:
        """A message: the script of its workflow, and what it was and is."""
        new = self.new.workflows[workflow_key].messages(kind)[key]
        old = self.old.workflows.get(workflow_key)
        was = None if old is None else old.messages(kind).get(key)
        return self.scripts.get(workflow_key), was, new

    def answer_message(
        self,
        execution: Execution,
        key: str,
        script: Script,
        old: Operation,
        new: Operation,
    ) -> Any:
        handler = script.handlers[key]
        if handler.fails and old.errors and execution.is_odd():
            raise self.error(execution, old.errors[0], handler.seed)
        return self.answer(execution, old.output, new.output, handler.seed)

    def is_async(self, workflow_key: str, key: str) -> bool:
        """Whether code waits where it handles a message."""
        script = self.scripts.get(workflow_key)
        handler = script.handlers.get(key) if script else None
        return handler is not None and handler.is_async

    def arguments(
        self,
        execution: Execution,
        old: AnyType | None,
        new: AnyType | None,
        seed: int,
    ) -> tuple[Any, ...]:
        return () if new is None else (self.answer(execution, old, new, seed),)

    def answer(
        self,
        execution: Execution,
        old: AnyType | None,
        new: AnyType | None,
        seed: int,
    ) -> Any:
        """What is written: as it was, or made up where nothing was."""
        if new is None:
            return None
        if old is None:
            value = make_value(self.new, new, Random(seed))
        else:
            value = execution.build(old, seed)
        return self.objects.object(new, value)

    def error(self, execution: Execution, key: str, seed: int) -> Exception:
        """A declared error, or another where it is declared no more."""
        if key not in self.new.errors:
            return ApplicationError("declared no more", non_retryable=True)
        fields = {
            each.key: execution.build(each.type, seed, each.limits)
            for each in self.old.errors[key].fields
        }
        class_ = self.generated.error(key)
        made: Exception = self.objects.record(
            class_, self.new.errors[key].fields, fields
        )
        return made

    def failure(self, error: FailureError) -> Failure:
        for key, declared in self.new.errors.items():
            if type(error) is self.generated.error(key):
                fields = self.objects.fields_value(declared.fields, error)
                return Failure(key, fields, declared.name)
        cause = error.__cause__
        text = f"{type(error).__name__}: {type(cause).__name__}"
        if isinstance(cause, ApplicationError):
            text += f" {cause.type}"
        return Failure(None, {}, text)

    def see_value(
        self,
        execution: Execution,
        place: str,
        given: Any,
        old: AnyType | None,
        new: AnyType | None,
    ) -> None:
        if old is None or new is None:
            self.see(execution, place, Seen("nothing"))
        else:
            value = self.objects.value(new, given)
            self.see(execution, place, Seen("value", value), old, new)

    def see(
        self,
        execution: Execution,
        place: str,
        seen: Seen,
        old: AnyType | None = None,
        new: AnyType | None = None,
    ) -> None:
        """Sees something, and holds it against what was recorded."""
        was = execution.go_on(place, seen, old)
        if was is None or was is seen:
            return
        if was.kind == seen.kind == "value" and old is not None and new is not None:
            execution.differences += self.comparison.differences(
                place, old, was.value, new, seen.value
            )
        elif was != seen and "nothing" not in (was.kind, seen.kind):
            execution.differences.append(f"{place}: recorded {was}, sees {seen}")

    def see_failure(
        self,
        execution: Execution,
        place: str,
        seen: Seen,
        old: Operation,
        new: Operation,
    ) -> Seen | None:
        """Sees an error, and holds it against what was recorded."""
        was = execution.go_on(place, seen, None)
        if was is None or was is seen:
            return was
        failure: Failure = seen.value
        if was.kind != "failure":
            execution.differences.append(f"{place}: recorded {was}, sees {seen}")
            return was
        recorded: Failure = was.value
        if recorded.key is None or recorded.key in new.errors:
            if (recorded.key, recorded.text if recorded.key is None else "") != (
                failure.key,
                failure.text if failure.key is None else "",
            ):
                execution.differences.append(f"{place}: recorded {was}, sees {seen}")
            elif recorded.key is not None:
                execution.differences += self.comparison.of_fields(
                    place,
                    self.old.errors[recorded.key].fields,
                    recorded.fields,
                    self.new.errors[recorded.key].fields,
                    failure.fields,
                )
        return was
