"""The workflows that others start."""

from __future__ import annotations

from typing import final

from suite_contract.tests_shared_v1 import AuditWorkflow, Money, Refused, Subject
from suite_contract.tests_suite_v1 import (
    BareWorkflow,
    ConfiguredStartWorkflow,
    HelperWorkflow,
    Load,
    Note,
    RelayWorkflow,
    Settings,
    activities,
)
from temporalio import workflow
from temporalio.exceptions import ApplicationError


@final
class Clerk(HelperWorkflow):
    """A helper that collects pokes until it is dismissed.

    The one called `refuser` fails at once with a declared error, and `breaker` with
    another.
    """

    def __init__(self) -> None:
        self._pokes: list[str] = []
        self._is_dismissed = False

    async def run(self, input: Subject) -> str:
        match input.name:
            case "refuser":
                raise Refused(code="no", message="not today")
            case "breaker":
                raise ApplicationError("the pencil broke")
            case _:
                pass
        await workflow.wait_condition(lambda: self._is_dismissed)
        return f"{input.name}: {','.join(self._pokes)}"

    def poke(self, input: Note) -> None:
        self._pokes.append(input.text)

    def dismiss(self) -> None:
        self._is_dismissed = True


@final
class Auditor(AuditWorkflow):
    """An audit, done at once."""

    async def run(self, input: Subject) -> Money:
        if input.name == "refuser":
            raise Refused(code="audit", message="the books are closed")
        return Money(amount_minor=len(input.name))


@final
class Relay(RelayWorkflow):
    """A relay that may be told to use another queue."""

    async def run(self, input: Load) -> Load:
        if input.elsewhere is None:
            return await activities.carry(input)
        return await activities.carry(input, task_queue=input.elsewhere)


@final
class Idle(BareWorkflow):
    """What has nothing to do."""

    async def run(self) -> None:
        pass


@final
class Configured(ConfiguredStartWorkflow):
    """What has nothing to do but to say its name."""

    async def run(self, input: Settings) -> str:
        return input.name
