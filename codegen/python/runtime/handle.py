"""A workflow that runs or has run."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar

from temporalio.client import WorkflowHandle

from .arguments import write_arguments
from .definitions import InputT, OutputT, Query, Signal, Workflow
from .errors import outcome


class Handle(Generic[OutputT]):
    """A workflow that runs or has run, by its id.

    Generated classes add its signals, queries and updates. Names of ours are only `id`,
    `run_id`, `result` and `sdk`, so that a contract may use all others.
    """

    _tempoc_contract: ClassVar[Workflow[Any, Any]]

    def __init_subclass__(cls, *, contract: Workflow[Any, Any]) -> None:
        """Takes the workflow that a generated class is for."""
        super().__init_subclass__()
        cls._tempoc_contract = contract

    def __init__(self, sdk: WorkflowHandle[Any, Any]) -> None:
        """The workflow behind one of the SDK's handles."""
        self.sdk = sdk
        """The SDK's own handle, with cancel, terminate, describe and the history."""

    @property
    def id(self) -> str:
        """Its workflow id."""
        return self.sdk.id

    @property
    def run_id(self) -> str | None:
        """Its run id, where it is known: of a workflow that this handle started."""
        return self.sdk.run_id or self.sdk.result_run_id

    async def result(self) -> OutputT:
        """Waits until it closes, through retries and continue-as-new.

        Gives its output, or raises an error that it declares, or the SDK's
        `WorkflowFailureError` for any other failure.
        """
        result: OutputT = await outcome(self.sdk.result(), self._tempoc_contract.errors)
        return result


HandleT = TypeVar("HandleT", bound="Handle[Any]")


async def send_signal(
    handle: Handle[Any], signal: Signal[InputT], input: InputT
) -> None:
    """Sends a signal to a workflow."""
    await handle.sdk.signal(signal.name, args=write_arguments(signal.input, input))


async def ask_query(
    handle: Handle[Any], query: Query[InputT, OutputT], input: InputT
) -> OutputT:
    """Asks a workflow a query."""
    answer: OutputT = await handle.sdk.query(
        query.name,
        args=write_arguments(query.input, input),
        result_type=query.output.hint,
    )
    return answer
