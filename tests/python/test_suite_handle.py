"""A running workflow of a worker in either language, at its handle in Python."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from suite_contract.tests_suite_v1 import Booking, Doors, Note, Page, Rename
from temporalio.client import (
    WorkflowExecutionStatus,
    WorkflowFailureError,
)
from temporalio.exceptions import CancelledError, TerminatedError, TimeoutError
from temporalio.service import RPCError, RPCStatusCode

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from suite_contract.tests_suite_v1 import DeskHandle
    from suite_stage import Stage


async def notes(desk: DeskHandle) -> int:
    return (await desk.notes(Page())).total


async def test_signals_with_and_without_input_arrive(stage: Stage) -> None:
    desk = await stage.desk()
    await desk.note(Note(text="hello", by="ana"))
    await desk.note_later(Note(text="bye"))
    await desk.knock()
    while await notes(desk) < 3:
        await asyncio.sleep(0.05)
    await desk.close()
    closing = await desk.result()
    assert closing.notes == ["ana: hello", "knock", "later: bye"]
    assert closing.owner == "nobody"


async def test_queries_with_and_without_input_are_answered(stage: Stage) -> None:
    desk = await stage.desk()
    assert await desk.state() is Doors.OPEN
    for text in ("one", "two", "three"):
        await desk.note(Note(text=text))
    page = await desk.notes(Page(offset=1, limit=1))
    assert (page.notes, page.total) == (["two"], 3)
    await desk.close()
    await desk.result()
    assert await desk.state() is Doors.CLOSED


async def test_updates_are_awaited_or_started(stage: Stage) -> None:
    desk = await stage.desk()
    ticket = await desk.book(Booking(guest="ana", seats=2))
    assert (ticket.number, ticket.price.amount_minor) == (1, 100)
    assert ticket.price.currency == "EUR"
    await desk.touch()
    await desk.tidy()
    assert await notes(desk) == 0

    slow = await desk.book_slowly.start(Booking(guest="bo", seats=1))
    assert slow.id
    assert (await slow.result()).price.amount_minor == 250
    # A second question is answered as the first.
    assert (await slow.result()).number == 1
    assert slow.sdk.workflow_id == desk.id
    touched = await desk.touch.start(id="touch")
    await touched.result()
    assert touched.id == "touch"
    await desk.close()
    assert (await desk.result()).notes == ["touched"]


async def test_an_update_of_the_same_id_gives_the_same_answer(stage: Stage) -> None:
    desk = await stage.desk()

    async def book(id: str) -> int:
        return (await desk.book(Booking(guest="ana", seats=1), id=id)).number

    assert await book("a") == 1
    assert await book("a") == 1
    assert await book("b") == 2

    # The contract's template makes the id, unless the caller gives another.
    rename = await desk.rename.start(Rename(to="front"))
    assert rename.id == "rename/front"
    assert await rename.result() == stage.name
    assert await desk.rename(Rename(to="front")) == stage.name
    assert await desk.rename(Rename(to="front"), id="another") == "front"
    await desk.close()


async def test_an_update_that_waits_for_acceptance_gives_its_handle(
    stage: Stage,
) -> None:
    desk = await stage.desk()
    sweep = await desk.sweep(Note(text="crumbs"))
    await desk.note(Note(text="crumbs"))
    assert await sweep.result() == "swept crumbs"
    await desk.close()


async def test_cancelling_ends_what_waits(stage: Stage) -> None:
    desk = await stage.desk()
    await desk.sdk.cancel()
    with pytest.raises(WorkflowFailureError) as raised:
        await desk.result()
    assert isinstance(raised.value.cause, CancelledError)
    description = await desk.sdk.describe()
    assert description.status is WorkflowExecutionStatus.CANCELED


async def test_terminating_ends_it_at_once(stage: Stage) -> None:
    desk = await stage.desk()
    await desk.sdk.terminate(reason="enough")
    with pytest.raises(WorkflowFailureError) as raised:
        await desk.result()
    assert isinstance(raised.value.cause, TerminatedError)
    await assert_not_found(desk.note(Note(text="late")))


async def test_a_workflow_that_nobody_started_is_not_found(alone: Stage) -> None:
    desk = alone.suite.desk.by_id("desk/never")
    await assert_not_found(desk.close())
    await assert_not_found(desk.state())
    await assert_not_found(desk.touch())
    await assert_not_found(desk.result())


async def assert_not_found(call: Awaitable[object]) -> None:
    with pytest.raises(RPCError) as raised:
        await call
    assert raised.value.status is RPCStatusCode.NOT_FOUND


async def test_the_result_of_a_run_that_timed_out_says_so(alone: Stage) -> None:
    with pytest.raises(WorkflowFailureError) as raised:
        await alone.suite.desk.execute(
            alone.opening(),
            task_queue=alone.queue,
            execution_timeout=timedelta(seconds=1),
        )
    assert isinstance(raised.value.cause, TimeoutError)
