"""What the order contract has none of: no input, no output, ids of callers."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from app import forms
from contracts import runtime as rt
from temporalio.client import Client

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture(scope="module")
async def queue(server_address: str) -> AsyncIterator[str]:
    """A task queue of another name than the contract's, where all is served."""
    client = await Client.connect(server_address)
    name = f"forms-{uuid4()}"
    worker = rt.make_worker(
        rt.Queue(
            name=forms.QUEUE,
            workflows=(forms.TallyWorkflow, forms.EveryWorkflow),
            activities=forms.FormsActivities,
        ),
        client,
        workflows=[forms.Tally, forms.Every],
        activities=forms.Forms(),
        task_queue=name,
        options={},
    )
    async with worker:
        yield name


def tally(client: Client) -> rt.StartWithoutInput[Decimal, forms.TallyHandle]:
    return rt.StartWithoutInput(client, forms.TALLY, forms.TallyHandle)


async def test_calls_without_input_or_output(client: Client, queue: str) -> None:
    start = rt.StartWithoutInputWithId(client, forms.EVERY, forms.EveryHandle)
    id = f"every-{uuid4()}"
    said = await start.execute(id=id, task_queue=queue)
    # Every call went to the queue of the workflow, whatever the contract calls it.
    assert said == f"0.5 1.5 2.5 3.5 4.5 5.5 6 True 5 6 {id}/made"
    again = start.by_id(id)
    assert await again.result() == said


async def test_messages_without_input_or_output(client: Client, queue: str) -> None:
    handle = await tally(client)(task_queue=queue)
    assert handle.id.startswith("tally/")
    await rt.send_signal(handle, forms.ADD, 7)
    assert await rt.ask_query(handle, forms.TOTAL, None) == 7
    settle = rt.UpdateCallWithoutInput(handle, forms.SETTLE)
    update = await settle.start()
    assert update.id.startswith("settle/")
    assert await update.result() == timedelta(seconds=7)
    assert await settle(id="once") == timedelta(seconds=7)
    await rt.UpdateCallWithoutInput(handle, forms.RESET)()
    accepted = await rt.start_update(handle, forms.SETTLE, None, "twice")
    assert (accepted.id, await accepted.result()) == ("twice", timedelta())
    await rt.send_signal(handle, forms.STOP, None)
    assert await handle.result() == Decimal(0)


async def test_an_id_of_the_caller_is_needed_where_the_contract_makes_none(
    client: Client,
) -> None:
    start = rt.StartWithoutInputWithId(client, forms.EVERY, forms.EveryHandle)
    with pytest.raises(TypeError, match="id"):
        await start()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
