"""How clients start workflows, with the options of the contract."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from temporalio.client import Client, WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy
from typing_extensions import Unpack

from .arguments import write_arguments
from .definitions import InputT, OutputT, Signal, Update, Workflow
from .handle import HandleT
from .options import StartOptions, WithStartOptions
from .updates import UpdateWithStart, update_id

MessageT = TypeVar("MessageT")
AnswerT = TypeVar("AnswerT")


class _Start(Generic[InputT, OutputT, HandleT]):
    def __init__(
        self,
        client: Client,
        definition: Workflow[InputT, OutputT],
        handle: type[HandleT],
    ) -> None:
        """Starts a workflow through a client."""
        self.client = client
        self.definition = definition
        self.handle = handle

    def by_id(self, id: str, *, run_id: str | None = None) -> HandleT:
        """One that was started before, by its id: its latest run, or the one given."""
        sdk = self.client.get_workflow_handle(
            id, run_id=run_id, result_type=self.definition.output.hint
        )
        return self.handle(sdk)

    async def _start(
        self, input: InputT, id: str | None, options: StartOptions
    ) -> HandleT:
        return await self._start_with(input, id, dict(options))

    async def _execute(
        self, input: InputT, id: str | None, options: StartOptions
    ) -> OutputT:
        handle = await self._start(input, id, options)
        result: OutputT = await handle.result()
        return result

    async def _with_signal(
        self,
        signal: Signal[MessageT],
        message: MessageT,
        input: InputT,
        id: str | None,
        options: StartOptions,
    ) -> HandleT:
        """Starts it with a signal, or sends the signal to the one that runs already."""
        started_by = {
            "start_signal": signal.name,
            "start_signal_args": write_arguments(signal.input, message),
        }
        return await self._start_with(input, id, {**options, **started_by})

    def _with_update(
        self,
        update: Update[MessageT, AnswerT],
        message: MessageT,
        id_of_update: str | None,
        input: InputT,
        id: str | None,
        options: WithStartOptions,
    ) -> UpdateWithStart[HandleT, AnswerT]:
        """An update that starts it, or goes to the one that runs already.

        It goes there also where neither the contract nor the caller says what to do
        with one that runs, as a signal would.
        """
        config = self._config(input, id, dict(options))
        config.setdefault("id_conflict_policy", WorkflowIDConflictPolicy.USE_EXISTING)
        operation: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
            self.definition.name, **config
        )
        return UpdateWithStart(
            self.client,
            operation,
            self.handle,
            update,
            write_arguments(update.input, message),
            update_id(update, message, id_of_update),
        )

    async def _start_with(
        self, input: InputT, id: str | None, options: dict[str, Any]
    ) -> HandleT:
        config = self._config(input, id, options)
        return self.handle(
            await self.client.start_workflow(self.definition.name, **config)
        )

    def _config(
        self, input: InputT, id: str | None, options: dict[str, Any]
    ) -> dict[str, Any]:
        """What the SDK is given: the contract's options, and the caller's over them."""
        definition = self.definition
        if id is None:
            if definition.id is None:
                raise TypeError(f"the workflow `{definition.schema}` needs an `id`")
            id = definition.id(input)
        return {
            "args": write_arguments(definition.input, input),
            "id": id,
            "task_queue": definition.task_queue,
            "result_type": definition.output.hint,
            **definition.options,
            **options,
        }


class Start(_Start[InputT, OutputT, HandleT]):
    """Starts and finds a workflow whose id the contract makes."""

    async def __call__(
        self, input: InputT, *, id: str | None = None, **options: Unpack[StartOptions]
    ) -> HandleT:
        """Starts it and gives its handle. Options go before those of the contract."""
        return await self._start(input, id, options)

    async def execute(
        self, input: InputT, *, id: str | None = None, **options: Unpack[StartOptions]
    ) -> OutputT:
        """Starts it and waits for its output."""
        return await self._execute(input, id, options)


class StartWithId(_Start[InputT, OutputT, HandleT]):
    """Starts and finds a workflow whose id the caller chooses."""

    async def __call__(
        self, input: InputT, *, id: str, **options: Unpack[StartOptions]
    ) -> HandleT:
        """Starts it and gives its handle. Options go before those of the contract."""
        return await self._start(input, id, options)

    async def execute(
        self, input: InputT, *, id: str, **options: Unpack[StartOptions]
    ) -> OutputT:
        """Starts it and waits for its output."""
        return await self._execute(input, id, options)


class StartWithoutInput(_Start[None, OutputT, HandleT]):
    """Starts and finds a workflow without input whose id the contract makes."""

    async def __call__(
        self, *, id: str | None = None, **options: Unpack[StartOptions]
    ) -> HandleT:
        """Starts it and gives its handle. Options go before those of the contract."""
        return await self._start(None, id, options)

    async def execute(
        self, *, id: str | None = None, **options: Unpack[StartOptions]
    ) -> OutputT:
        """Starts it and waits for its output."""
        return await self._execute(None, id, options)


class StartWithoutInputWithId(_Start[None, OutputT, HandleT]):
    """Starts and finds a workflow without input whose id the caller chooses."""

    async def __call__(self, *, id: str, **options: Unpack[StartOptions]) -> HandleT:
        """Starts it and gives its handle. Options go before those of the contract."""
        return await self._start(None, id, options)

    async def execute(self, *, id: str, **options: Unpack[StartOptions]) -> OutputT:
        """Starts it and waits for its output."""
        return await self._execute(None, id, options)
