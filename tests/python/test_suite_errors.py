"""Declared errors, and those that are not, on every way to a client in Python."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from suite_contract.tests_shared_v1 import Refused
from suite_contract.tests_suite_v1 import (
    Booking,
    Busy,
    Full,
    Gone,
    Note,
    Opening,
    Rename,
    WireError,
)
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowFailureError, WorkflowUpdateFailedError
from temporalio.exceptions import ActivityError, ApplicationError

if TYPE_CHECKING:
    from suite_contract.tests_suite_v1 import DeskHandle
    from suite_stage import Stage


async def test_an_error_of_an_activity_is_caught_by_its_type_in_the_workflow(
    cast_stage: Stage,
) -> None:
    execute = cast_stage.execute_errand
    said = await asyncio.gather(
        execute("attempt refused", 9),
        execute("compute refused", 9),
        execute("attempt busy", 9),
        execute("attempt plain", 3),
    )
    refused = "no: refused in attempt 1"
    assert [*said] == [refused, refused, "busy: attempt 3", "attempt 3"]


@pytest.mark.parametrize("kind", ["malformed", "misshapen"])
async def test_what_is_malformed_is_another_error_in_the_workflow(
    cast_stage: Stage, kind: str
) -> None:
    said = await cast_stage.execute_errand(f"attempt {kind}", 9)
    assert said.startswith("other: ")
    assert "not as declared" in said


async def test_an_error_of_an_activity_goes_through_the_workflow_to_the_client(
    cast_stage: Stage,
) -> None:
    with pytest.raises(Refused) as refused:
        await cast_stage.execute_errand("pass-on refused")
    assert refused.value.code == "no"
    assert refused.value.message == "refused in attempt 1"
    assert refused.value.non_retryable
    failure = refused.value.__cause__
    assert isinstance(failure, WorkflowFailureError)
    assert failure.cause is not None

    # An activity of another package, and the workflow's own.
    with pytest.raises(Refused) as refused:
        await cast_stage.execute_errand("pass-on shared")
    assert refused.value.code == "unknown"
    with pytest.raises(Busy) as busy:
        await cast_stage.execute_errand("pass-on own")
    assert busy.value.queue == "own"


@pytest.mark.parametrize("kind", ["malformed", "misshapen"])
async def test_what_is_malformed_is_another_error_at_the_client(
    cast_stage: Stage, kind: str
) -> None:
    with pytest.raises(WorkflowFailureError) as raised:
        await cast_stage.execute_errand(f"pass-on {kind}")
    cause = cause_of(raised.value)
    assert cause.type == "Refused"
    assert "not as declared" in cause.message


async def test_an_error_that_is_not_declared_is_another(cast_stage: Stage) -> None:
    with pytest.raises(WorkflowFailureError) as raised:
        await cast_stage.execute_errand("pass-on final")
    assert isinstance(raised.value.cause, (ActivityError, ApplicationError))
    assert "never again" in cause_of(raised.value).message


async def test_an_error_of_a_child_goes_through_its_parent_to_the_client(
    cast_stage: Stage,
) -> None:
    said = await cast_stage.execute_errand("fail refuser")
    assert said == "refused: no, not today"
    assert "the pencil broke" in await cast_stage.execute_errand("fail breaker")
    with pytest.raises(Refused) as refused:
        await cast_stage.execute_errand("fail refuser", 1)
    assert (refused.value.code, refused.value.message) == (
        "audit",
        "the books are closed",
    )


async def test_an_error_of_a_workflow_arrives_at_the_client(stage: Stage) -> None:
    id = f"desk/{stage.name}/gone"
    desk = await stage.suite.desk(Opening(name="gone"), id=id)
    await desk.close()
    with pytest.raises(Gone) as gone:
        await desk.result()
    assert gone.value.message == "gone"


async def test_errors_of_updates_arrive_typed(stage: Stage) -> None:
    desk = await stage.desk()
    with pytest.raises(Full) as full:
        await desk.book(Booking(guest="ana", seats=9))
    assert full.value.left == 3
    assert isinstance(full.value.__cause__, WorkflowUpdateFailedError)
    started = await desk.book_slowly.start(Booking(guest="late", seats=1))
    late, again, strange = await asyncio.gather(
        desk.book_slowly(Booking(guest="late", seats=1)),
        started.result(),
        desk.book_slowly(Booking(guest="strange", seats=1)),
        return_exceptions=True,
    )
    assert isinstance(late, Full)
    assert late.left == 0
    assert isinstance(again, Full)
    assert isinstance(strange, WorkflowUpdateFailedError)
    assert "who is that?" in cause_of(strange).message
    # A failed update does not fail its workflow.
    await desk.close()
    await desk.result()


async def test_an_update_that_its_validator_rejects_is_not_in_the_history(
    stage: Stage,
) -> None:
    desk = await stage.desk()
    with pytest.raises(Refused) as refused:
        await desk.rename(Rename(to="x", reason="validator"))
    assert refused.value.code == stage.name
    assert refused.value.message == "the name stays"
    with pytest.raises(Full) as full:
        await desk.book_slowly(Booking(guest="ana", seats=99))
    assert full.value.left == 3
    update = await desk.book_slowly.start(Booking(guest="ana", seats=99))
    with pytest.raises(Full):
        await update.result()
    assert await accepted_updates(desk) == 0

    # One that the handler refuses was accepted first.
    with pytest.raises(Gone):
        await desk.rename(Rename(to="y", reason="handler"))
    assert await accepted_updates(desk) == 1
    await desk.close()


async def accepted_updates(desk: DeskHandle) -> int:
    history = await desk.sdk.fetch_history()
    return sum(
        event.event_type == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED
        for event in history.events
    )


async def test_an_input_that_does_not_fit_is_refused_before_it_is_sent(
    alone: Stage,
) -> None:
    opening = Opening(name=alone.name, seats=-1)
    with pytest.raises(Exception) as raised:  # noqa: PT011
        await alone.suite.desk(opening, task_queue=alone.queue)
    assert "Opening.seats" in str(raised.value)
    desk = await alone.desk()
    with pytest.raises(Exception) as raised:  # noqa: PT011
        await desk.note(Note(text=7))  # type: ignore[arg-type]
    assert "Note.text: expected string" in str(raised.value)
    assert isinstance(WireError("x", "y"), ValueError)


def cause_of(
    error: WorkflowFailureError | WorkflowUpdateFailedError,
) -> ApplicationError:
    """The first application failure among the causes."""
    cause: BaseException | None = error.cause
    while not isinstance(cause, ApplicationError):
        assert cause is not None
        cause = cause.__cause__
    return cause
