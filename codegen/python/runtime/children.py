"""Child workflows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Generic, TypeVar

from temporalio import workflow
from temporalio.workflow import ChildWorkflowHandle
from typing_extensions import Unpack

from .arguments import unwritable_fails, write_arguments
from .definitions import InputT, OutputT, Signal, Workflow
from .errors import outcome
from .options import ChildOptions


class StartedChild(Generic[OutputT]):
    """A child workflow that the server has started.

    Generated classes add its signals.
    """

    _tempoc_contract: ClassVar[Workflow[Any, Any]]

    def __init_subclass__(cls, *, contract: Workflow[Any, Any]) -> None:
        """Takes the workflow that a generated class is for."""
        super().__init_subclass__()
        cls._tempoc_contract = contract

    def __init__(self, sdk: ChildWorkflowHandle[Any, Any]) -> None:
        """The child behind one of the SDK's handles."""
        self.sdk = sdk
        """The SDK's own handle, a task that ends with the child."""

    @property
    def id(self) -> str:
        """Its workflow id."""
        return self.sdk.id

    @property
    def run_id(self) -> str | None:
        """Its run id."""
        return self.sdk.first_execution_run_id

    async def result(self) -> OutputT:
        """Waits until it closes, and gives its output."""
        result: OutputT = await outcome(self.sdk, self._tempoc_contract.errors)
        return result


ChildT = TypeVar("ChildT", bound="StartedChild[Any]")


class _Child(Generic[InputT, OutputT, ChildT]):
    def __init__(
        self,
        definition: Workflow[InputT, OutputT],
        child: Callable[[ChildWorkflowHandle[Any, Any]], ChildT],
        *,
        id: Callable[[InputT], str] | None = None,
        options: ChildOptions | None = None,
    ) -> None:
        """A stub of a child, with the options of the contract."""
        self.definition = definition
        self.child = child
        self.options = options or ChildOptions()
        self.id = id

    async def _start(
        self, input: InputT, id: str | None, options: ChildOptions
    ) -> ChildT:
        """Starts it, as `id`, or as the contract says, or as something random."""
        if id is None and self.id is not None:
            id = self.id(input)
        config: ChildOptions = {**self.options, **options}
        with unwritable_fails():
            started = await workflow.start_child_workflow(
                self.definition.name,
                args=write_arguments(self.definition.input, input),
                result_type=self.definition.output.hint,
                id=id,
                **config,
            )
        return self.child(started)

    async def _execute(
        self, input: InputT, id: str | None, options: ChildOptions
    ) -> OutputT:
        started = await self._start(input, id, options)
        result: OutputT = await started.result()
        return result


class ChildStub(_Child[InputT, OutputT, ChildT]):
    """A workflow, to be started as a child with an id that the contract makes."""

    async def __call__(
        self, input: InputT, *, id: str | None = None, **options: Unpack[ChildOptions]
    ) -> OutputT:
        """Starts it and waits for its output. Options go before the contract's."""
        return await self._execute(input, id, options)

    async def start(
        self, input: InputT, *, id: str | None = None, **options: Unpack[ChildOptions]
    ) -> ChildT:
        """Starts it and waits until the server has."""
        return await self._start(input, id, options)


class ChildStubWithId(_Child[InputT, OutputT, ChildT]):
    """A workflow, to be started as a child with an id of the caller's."""

    async def __call__(
        self, input: InputT, *, id: str, **options: Unpack[ChildOptions]
    ) -> OutputT:
        """Starts it and waits for its output. Options go before the contract's."""
        return await self._execute(input, id, options)

    async def start(
        self, input: InputT, *, id: str, **options: Unpack[ChildOptions]
    ) -> ChildT:
        """Starts it and waits until the server has."""
        return await self._start(input, id, options)


class ChildStubWithoutInput(_Child[None, OutputT, ChildT]):
    """A workflow without input, to be started as a child with an id of the contract."""

    async def __call__(
        self, *, id: str | None = None, **options: Unpack[ChildOptions]
    ) -> OutputT:
        """Starts it and waits for its output. Options go before the contract's."""
        return await self._execute(None, id, options)

    async def start(
        self, *, id: str | None = None, **options: Unpack[ChildOptions]
    ) -> ChildT:
        """Starts it and waits until the server has."""
        return await self._start(None, id, options)


class ChildStubWithoutInputWithId(_Child[None, OutputT, ChildT]):
    """A workflow without input, to be started as a child with an id of the caller's."""

    async def __call__(self, *, id: str, **options: Unpack[ChildOptions]) -> OutputT:
        """Starts it and waits for its output. Options go before the contract's."""
        return await self._execute(None, id, options)

    async def start(self, *, id: str, **options: Unpack[ChildOptions]) -> ChildT:
        """Starts it and waits until the server has."""
        return await self._start(None, id, options)


async def signal_child(
    child: StartedChild[Any], signal: Signal[InputT], input: InputT
) -> None:
    """Sends a signal to a child."""
    with unwritable_fails():
        arguments = write_arguments(signal.input, input)
        await child.sdk.signal(signal.name, args=arguments)
