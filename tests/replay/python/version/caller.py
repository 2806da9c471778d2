"""A client of whichever version of the contract is beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from temporalio.client import Client

from .contracts.tests_histories_v1 import (
    Amendment,
    Approval,
    HistoriesClient,
    Page,
    Request,
)


async def call(client: Client, queue: str, patience: float) -> str:
    """Starts an exercise and sends it everything.

    Says what went wrong, in the order of the calls, or nothing.
    """
    problems: list[str] = []

    async def attempt(what: str, doing: Awaitable[Any]) -> Any:
        try:
            return await asyncio.wait_for(doing, patience)
        except asyncio.TimeoutError:
            problems.append(f"{what} never came")
        except Exception as error:
            problems.append(f"{what}: {innermost(error)}")
        return None

    request = Request(name=queue, region="north", note="short")
    histories = HistoriesClient(client)
    exercise = await histories.exercise(request, id=queue, task_queue=queue)
    await attempt("the signal `nudge`", exercise.nudge())
    await attempt("the query `mood`", exercise.mood())
    await attempt("the query `page`", exercise.page(Page(offset=1)))
    await attempt("the update `amend`", exercise.amend(Amendment(text="better")))
    await attempt("the signal `approve`", exercise.approve(Approval(by="bo")))
    await attempt("the result", exercise.result())
    return "; ".join(problems)


def innermost(error: BaseException) -> str:
    while error.__cause__ is not None:
        error = error.__cause__
    return f"{type(error).__name__}: {error}"
