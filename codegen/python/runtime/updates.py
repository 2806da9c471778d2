"""Updates of a workflow: calls that may be awaited or started, and what was started."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, Generic

from temporalio.client import (
    Client,
    WithStartWorkflowOperation,
    WorkflowUpdateHandle,
    WorkflowUpdateStage,
)

from .arguments import write_arguments
from .definitions import InputT, OutputT, Update
from .errors import outcome
from .handle import Handle, HandleT


class UpdateHandle(Generic[OutputT]):
    """An update that a workflow has accepted."""

    def __init__(
        self, sdk: WorkflowUpdateHandle[Any], definition: Update[Any, OutputT]
    ) -> None:
        """The update behind one of the SDK's handles."""
        self.sdk = sdk
        """The SDK's own handle."""
        self.definition = definition

    @property
    def id(self) -> str:
        """Its id."""
        return self.sdk.id

    async def result(self) -> OutputT:
        """Waits for the answer.

        Raises an error that it declares, or the SDK's `WorkflowUpdateFailedError`.
        """
        answer: OutputT = await outcome(self.sdk.result(), self.definition.errors)
        return answer


class UpdateCall(Generic[InputT, OutputT]):
    """An update of a workflow, to be called or started."""

    def __init__(
        self, handle: Handle[Any], definition: Update[InputT, OutputT]
    ) -> None:
        """An update of the workflow of a handle."""
        self.handle = handle
        self.definition = definition

    async def __call__(self, input: InputT, *, id: str | None = None) -> OutputT:
        """Sends it and waits for the answer.

        A second call with the same id gets the answer of the first. Raises an error
        that it declares, or the SDK's `WorkflowUpdateFailedError`.
        """
        return await (await self.start(input, id=id)).result()

    async def start(
        self, input: InputT, *, id: str | None = None
    ) -> UpdateHandle[OutputT]:
        """Sends it and waits until the workflow has accepted it."""
        return await start_update(self.handle, self.definition, input, id)


class UpdateCallWithoutInput(Generic[OutputT]):
    """An update without input, to be called or started."""

    def __init__(self, handle: Handle[Any], definition: Update[None, OutputT]) -> None:
        """An update of the workflow of a handle."""
        self.handle = handle
        self.definition = definition

    async def __call__(self, *, id: str | None = None) -> OutputT:
        """Sends it and waits for the answer.

        A second call with the same id gets the answer of the first. Raises an error
        that it declares, or the SDK's `WorkflowUpdateFailedError`.
        """
        return await (await self.start(id=id)).result()

    async def start(self, *, id: str | None = None) -> UpdateHandle[OutputT]:
        """Sends it and waits until the workflow has accepted it."""
        return await start_update(self.handle, self.definition, None, id)


class UpdateWithStart(Generic[HandleT, OutputT]):
    """An update that starts its workflow unless that runs already.

    Await it for the handle of the workflow and the answer, or `start` it.
    """

    def __init__(
        self,
        client: Client,
        operation: WithStartWorkflowOperation[Any, Any],
        handle: type[HandleT],
        definition: Update[Any, OutputT],
        arguments: list[Any],
        id: str | None,
    ) -> None:
        """An update of a workflow that is not started yet."""
        self._client = client
        self._operation = operation
        self._handle = handle
        self._definition = definition
        self._arguments = arguments
        self._id = id

    def __await__(self) -> Generator[Any, Any, tuple[HandleT, OutputT]]:
        return self._execute().__await__()

    async def _execute(self) -> tuple[HandleT, OutputT]:
        handle, update = await self.start()
        return handle, await update.result()

    async def start(self) -> tuple[HandleT, UpdateHandle[OutputT]]:
        """Sends it and waits until the workflow runs and has accepted it."""
        client: Any = self._client
        starting = client.start_update_with_start_workflow(
            self._definition.name,
            args=self._arguments,
            start_workflow_operation=self._operation,
            wait_for_stage=WorkflowUpdateStage.ACCEPTED,
            id=self._id,
            result_type=self._definition.output.hint,
        )
        sdk = await outcome(starting, self._definition.errors)
        handle = self._handle(await self._operation.workflow_handle())
        return handle, UpdateHandle(sdk, self._definition)


async def start_update(
    handle: Handle[Any],
    definition: Update[InputT, OutputT],
    input: InputT,
    id: str | None,
) -> UpdateHandle[OutputT]:
    """Sends an update and waits until the workflow has accepted it."""
    sdk: Any = handle.sdk
    starting = sdk.start_update(
        definition.name,
        args=write_arguments(definition.input, input),
        wait_for_stage=WorkflowUpdateStage.ACCEPTED,
        id=update_id(definition, input, id),
        result_type=definition.output.hint,
    )
    started = await outcome(starting, definition.errors)
    return UpdateHandle(started, definition)


def update_id(
    definition: Update[InputT, Any], input: InputT, id: str | None
) -> str | None:
    """The id of an update: the caller's, or the contract's, or a random one."""
    if id is None and definition.id is not None:
        return definition.id(input)
    return id
