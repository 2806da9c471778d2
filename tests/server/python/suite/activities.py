"""The activities: each goes as its input says."""

from __future__ import annotations

import asyncio
from typing import Any

from suite_contract.tests_shared_v1 import Refused, SharedActivities, Subject
from suite_contract.tests_suite_v1 import (
    Busy,
    Load,
    Progress,
    SuiteActivities,
    SuiteElsewhereActivities,
    Task,
    Trouble,
    activities,
)
from temporalio import activity
from temporalio.exceptions import ApplicationError


class Office(SuiteActivities):
    """The activities of the queue `suite`."""

    async def greet(self, input: Task) -> str:
        alias = activity.info().activity_type.rpartition(".")[2]
        return f"{alias}: {input.what} {input.number}"

    def ping(self) -> None:
        pass

    def attempt(self, input: Trouble) -> int:
        attempt = activity.info().attempt
        if attempt >= input.until:
            return attempt
        match input.kind:
            case "refused":
                raise refusal(attempt)
            case "busy":
                raise Busy(queue=f"attempt {attempt}")
            case "passed on":
                try:
                    raise OSError("the lamp is broken")
                except OSError as error:
                    raise RuntimeError("no light") from error
            case "final":
                raise ApplicationError("never again", non_retryable=True)
            case "malformed":
                raise otherwise_than_declared()
            case "misshapen":
                raise otherwise_than_declared({"code": 7})
            case _:
                raise RuntimeError(f"attempt {attempt} failed")

    async def walk(self, input: Progress) -> int:
        progress = activities.walk.last_heartbeat()
        if progress is not None:
            return progress.done
        activities.walk.heartbeat(Progress(done=input.done))
        raise RuntimeError("stumbled")

    async def carry(self, input: Load) -> Load:
        return input

    async def linger(self) -> str:
        while True:
            activity.heartbeat()
            await asyncio.sleep(0.1)

    async def compute(self, input: Trouble) -> int:
        attempt = activity.info().attempt
        if attempt >= input.until:
            return attempt
        match input.kind:
            case "refused":
                raise refusal(attempt)
            case "busy":
                raise Busy(queue=f"attempt {attempt}")
            case _:
                raise RuntimeError(f"attempt {attempt} failed")


class Elsewhere(SuiteElsewhereActivities):
    """The activities of the queue `suite-elsewhere`."""

    async def configured(self) -> str:
        return activity.info().task_queue


class PostOffice(SharedActivities):
    """The activities of the queue `shared`."""

    def notify(self, input: Subject) -> str:
        if input.name == "nobody":
            raise Refused(code="unknown", message="nobody lives there")
        return f"told {input.name}"


def refusal(attempt: int) -> Refused:
    return Refused(code="no", message=f"refused in attempt {attempt}")


def otherwise_than_declared(*details: Any) -> ApplicationError:
    """With the type of a declared error, and details that are something else."""
    return ApplicationError(
        "not as declared", *details, type=Refused.TYPE, non_retryable=True
    )
