"""What a contract says about each definition, in constants.

The generated `definitions` module has one of these for every workflow, signal, query,
update and activity. Everything else in this package takes them, so that the SDK is
called here, once, and never in generated code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from temporalio.common import VersioningBehavior
from temporalio.workflow import ActivityConfig, HandlerUnfinishedPolicy

from .errors import DeclaredError
from .options import WithStartOptions
from .payload import Payload

InputT = TypeVar("InputT")
OutputT = TypeVar("OutputT")


@dataclass(frozen=True, kw_only=True)
class Signal(Generic[InputT]):
    """A signal of a workflow."""

    name: str
    """Its name on the wire."""
    method: str
    """The method that handles it."""
    input: Payload[InputT]
    aliases: tuple[str, ...] = ()
    """Other names that it is handled under."""
    unfinished: HandlerUnfinishedPolicy = HandlerUnfinishedPolicy.WARN_AND_ABANDON
    """What happens to a handler that still runs when the workflow ends."""
    description: str | None = None


@dataclass(frozen=True, kw_only=True)
class Query(Generic[InputT, OutputT]):
    """A query of a workflow."""

    name: str
    """Its name on the wire."""
    method: str
    """The method that answers it."""
    input: Payload[InputT]
    output: Payload[OutputT]
    aliases: tuple[str, ...] = ()
    """Other names that it is answered under."""
    description: str | None = None


@dataclass(frozen=True, kw_only=True)
class Update(Generic[InputT, OutputT]):
    """An update of a workflow."""

    name: str
    """Its name on the wire."""
    method: str
    """The method that handles it."""
    input: Payload[InputT]
    output: Payload[OutputT]
    errors: tuple[type[DeclaredError], ...] = ()
    """The errors that it declares."""
    validator: str | None = None
    """The method that looks at it before it is accepted, if a class has one."""
    id: Callable[[InputT], str] | None = None
    """The update id that the contract makes of an input."""
    aliases: tuple[str, ...] = ()
    """Other names that it is handled under."""
    unfinished: HandlerUnfinishedPolicy = HandlerUnfinishedPolicy.WARN_AND_ABANDON
    """What happens to a handler that still runs when the workflow ends."""
    description: str | None = None


@dataclass(frozen=True, kw_only=True)
class Workflow(Generic[InputT, OutputT]):
    """A workflow of a contract."""

    schema: str
    """Its name in the schema."""
    name: str
    """The workflow type on the wire."""
    input: Payload[InputT]
    output: Payload[OutputT]
    task_queue: str
    """The task queue whose worker serves it."""
    errors: tuple[type[DeclaredError], ...] = ()
    """The errors that it declares."""
    id: Callable[[InputT], str] | None = None
    """The workflow id that the contract makes of an input."""
    aliases: tuple[str, ...] = ()
    """Other workflow types that a worker serves it under."""
    options: WithStartOptions = field(default_factory=WithStartOptions)
    """How it is started unless the caller says otherwise."""
    versioning: VersioningBehavior = VersioningBehavior.UNSPECIFIED
    """Which deployment a running one stays with."""
    signals: tuple[Signal[Any], ...] = ()
    queries: tuple[Query[Any, Any], ...] = ()
    updates: tuple[Update[Any, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Activity(Generic[InputT, OutputT]):
    """An activity of a contract."""

    name: str
    """The activity type on the wire."""
    method: str
    """The method that runs it."""
    input: Payload[InputT]
    output: Payload[OutputT]
    task_queue: str | None
    """The task queue whose worker serves it."""
    errors: tuple[type[DeclaredError], ...] = ()
    """The errors that it declares."""
    aliases: tuple[str, ...] = ()
    """Other activity types that a worker serves it under."""
    options: ActivityConfig = field(default_factory=ActivityConfig)
    """How it is called unless the caller says otherwise."""
