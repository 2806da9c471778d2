"""What workflow code does, in terms of keys: the same for every version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Call:
    """Calls an activity."""

    activity: str
    seed: int
    is_cancelled: bool = False
    # Whether the workflow fails of an error that the activity declares.
    passes_on: bool = False


@dataclass(frozen=True)
class CallTogether:
    """Calls activities at the same time."""

    activities: list[str]
    seed: int


@dataclass(frozen=True)
class Steer:
    """Calls an activity or another, as what was read so far has it."""

    activity: str
    other: str
    seed: int


@dataclass(frozen=True)
class Start:
    """Starts a child, perhaps sends it a signal, and waits for it or cancels it."""

    child: str
    seed: int
    signal: str | None = None
    # Whether the signal goes to whatever runs under the id of the child.
    is_sent_by_id: bool = False
    is_cancelled: bool = False
    passes_on: bool = False


@dataclass(frozen=True)
class Await:
    """Waits for a message, for some time."""

    message: str


@dataclass(frozen=True)
class Sleep:
    pass


Step: TypeAlias = Call | CallTogether | Steer | Start | Await | Sleep


@dataclass(frozen=True)
class Handler:
    """What is done with a signal or an update."""

    seed: int
    is_async: bool
    # Called by asynchronous ones.
    activity: str | None
    # Whether it may fail, of an error that the update declares.
    fails: bool = False


@dataclass(frozen=True)
class Script:
    steps: list[Step]
    # By the keys of messages.
    handlers: dict[str, Handler]
    seed: int
    continues_as_new: bool
    # Whether it may fail, of an error that the workflow declares.
    fails: bool
