"""Workflows that run elsewhere, by id."""

from __future__ import annotations

from typing import Any

from temporalio import workflow
from temporalio.workflow import ExternalWorkflowHandle

from .arguments import unwritable_fails, write_arguments
from .definitions import InputT, Signal


class External:
    """A workflow that runs elsewhere, by its id.

    Generated classes add its signals.
    """

    def __init__(self, id: str, *, run_id: str | None = None) -> None:
        """The workflow of an id: its latest run, or the one that is given."""
        self.sdk: ExternalWorkflowHandle[Any] = workflow.get_external_workflow_handle(
            id, run_id=run_id
        )
        """The SDK's own handle, with cancel."""

    @property
    def id(self) -> str:
        """Its workflow id."""
        return self.sdk.id

    @property
    def run_id(self) -> str | None:
        """The run that was asked for."""
        return self.sdk.run_id


async def signal_external(
    external: External, signal: Signal[InputT], input: InputT
) -> None:
    """Sends a signal to a workflow that runs elsewhere."""
    with unwritable_fails():
        arguments = write_arguments(signal.input, input)
        await external.sdk.signal(signal.name, args=arguments)
