"""Starting workflows of workers in both languages: ids, options, signals, updates."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from suite_contract.tests_suite_v1 import (
    Booking,
    Full,
    Note,
    Rename,
    Settings,
    SuiteClient,
    Task,
)
from temporalio.client import WorkflowExecutionStatus
from temporalio.common import (
    Priority,
    RetryPolicy,
    SearchAttributeKey,
    SearchAttributePair,
    TypedSearchAttributes,
    WorkflowIDConflictPolicy,
    WorkflowIDReusePolicy,
)
from temporalio.exceptions import WorkflowAlreadyStartedError

if TYPE_CHECKING:
    from suite_stage import Stage
    from temporalio.client import WorkflowHandle


async def started(sdk: WorkflowHandle[Any, Any]) -> Any:
    """The first event of a workflow."""
    history = await sdk.fetch_history()
    return history.events[0].workflow_execution_started_event_attributes


async def test_starting_takes_the_id_of_the_contract(alone: Stage) -> None:
    desk = await alone.desk()
    assert desk.id == f"desk/{alone.name}"
    assert desk.run_id
    errand = await alone.errand("say a")
    assert str(UUID(errand.id.removeprefix("errand/"))) in errand.id
    assert (await alone.errand("say a")).id != errand.id

    bare = await alone.suite.bare(id=f"bare/{alone.name}", task_queue=alone.queue)
    assert bare.id == f"bare/{alone.name}"
    description = await bare.sdk.describe()
    assert description.workflow_type == "tests.suite.v1.Bare"
    assert description.task_queue == alone.queue


async def test_executing_gives_the_output(stage: Stage) -> None:
    task = Task(what="say no more")
    assert await stage.suite.errand.execute(task) == "no more 0"
    await stage.suite.bare.execute(
        id=f"bare/{stage.name}", task_queue="suite", run_timeout=timedelta(minutes=1)
    )


async def test_the_options_of_the_contract_are_the_default(alone: Stage) -> None:
    handle = await alone.suite.configured_start(Settings(name=alone.name))
    assert handle.id == f"configured/{alone.name}"

    event = await started(handle.sdk)
    assert event.task_queue.name == "suite-configured"
    assert event.workflow_type.name == "tests.suite.v1.ConfiguredStart"
    assert event.workflow_execution_timeout.seconds == 3 * 60 * 60
    assert event.workflow_run_timeout.seconds == 2 * 60 * 60
    assert event.workflow_task_timeout.seconds == 7
    assert event.cron_schedule == "0 3 * * *"
    retry = event.retry_policy
    assert retry.initial_interval.seconds == 2
    assert retry.backoff_coefficient == 3.0
    assert retry.maximum_interval.seconds == 60
    assert retry.maximum_attempts == 5
    assert list(retry.non_retryable_error_types) == ["Gone"]
    assert event.priority.priority_key == 4
    assert event.priority.fairness_key == "tenant"
    assert event.priority.fairness_weight == 3.0

    description = await handle.sdk.describe()
    assert await description.static_summary() == "As the contract says."
    assert await description.static_details() == "In some lines."

    # `id_conflict: use_existing`
    same = await alone.suite.configured_start(Settings(name=alone.name))
    assert same.run_id == handle.run_id
    await handle.sdk.terminate()


async def test_every_option_of_the_contract_gives_way_to_one_of_the_call(
    alone: Stage,
) -> None:
    customer = SearchAttributeKey.for_keyword("Customer")
    amount = SearchAttributeKey.for_int("Amount")
    id = f"chosen/{alone.name}"
    handle = await alone.suite.configured_start(
        Settings(name=alone.name),
        id=id,
        task_queue=alone.queue,
        id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
        execution_timeout=timedelta(minutes=30),
        run_timeout=timedelta(minutes=20),
        task_timeout=timedelta(seconds=5),
        retry_policy=RetryPolicy(
            initial_interval=timedelta(seconds=9), maximum_attempts=2
        ),
        priority=Priority(priority_key=1),
        cron_schedule="30 4 * * *",
        memo={"channel": Settings(name="phone")},
        search_attributes=TypedSearchAttributes(
            [SearchAttributePair(customer, "ana"), SearchAttributePair(amount, 12)]
        ),
        static_summary="Another summary.",
        static_details="Other details.",
        rpc_timeout=timedelta(seconds=10),
    )
    assert handle.id == id

    event = await started(handle.sdk)
    assert event.task_queue.name == alone.queue
    assert event.workflow_execution_timeout.seconds == 1800
    assert event.workflow_run_timeout.seconds == 1200
    assert event.workflow_task_timeout.seconds == 5
    assert event.cron_schedule == "30 4 * * *"
    assert event.retry_policy.initial_interval.seconds == 9
    assert event.retry_policy.maximum_attempts == 2
    assert not event.retry_policy.non_retryable_error_types
    assert event.priority.priority_key == 1
    description = await handle.sdk.describe()
    assert await description.memo() == {"channel": {"name": "phone"}}
    assert description.typed_search_attributes[customer] == "ana"
    assert description.typed_search_attributes[amount] == 12
    assert await description.static_summary() == "Another summary."
    assert await description.static_details() == "Other details."

    # `id_conflict` and `id_reuse` of the call, of a running one and of a closed one
    for _ in range(2):
        with pytest.raises(WorkflowAlreadyStartedError):
            await alone.suite.configured_start(
                Settings(name=alone.name),
                id=id,
                id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
                id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
            )
        if (await handle.sdk.describe()).status is WorkflowExecutionStatus.RUNNING:
            await handle.sdk.terminate()

    # The contract's own `allow_duplicate_failed_only` allows another after that.
    again = await alone.suite.configured_start(Settings(name="other"), id=id)
    assert again.run_id != handle.run_id
    await again.sdk.terminate()


async def test_a_workflow_that_runs_already_is_an_error_or_the_existing_one(
    alone: Stage,
) -> None:
    first = await alone.desk()
    with pytest.raises(WorkflowAlreadyStartedError) as raised:
        await alone.desk()
    assert raised.value.run_id == first.run_id
    with pytest.raises(WorkflowAlreadyStartedError):
        await alone.suite.desk.execute(alone.opening(), task_queue=alone.queue)

    existing = await alone.suite.desk(
        alone.opening(),
        task_queue=alone.queue,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
    )
    assert existing.run_id == first.run_id
    replaced = await alone.suite.desk(
        alone.opening(),
        task_queue=alone.queue,
        id_conflict_policy=WorkflowIDConflictPolicy.TERMINATE_EXISTING,
    )
    assert replaced.run_id != first.run_id


async def test_a_signal_starts_its_workflow_or_reaches_the_running_one(
    stage: Stage,
) -> None:
    first = await stage.suite.desk.with_note(stage.opening(), Note(text="one"))
    second = await stage.suite.desk.with_note(stage.opening(), Note(text="two"))
    assert second.id == first.id == f"desk/{stage.name}"
    await first.close()
    assert (await second.result()).notes == ["one", "two"]


async def test_an_update_starts_its_workflow_or_reaches_the_running_one(
    stage: Stage,
) -> None:
    start = stage.suite.desk
    desk, ticket = await start.with_book(stage.opening(), Booking(guest="ana", seats=1))
    assert ticket.number == 1

    booking = start.with_book(
        stage.opening(), Booking(guest="bo", seats=1), update_id="second"
    )
    same, update = await booking.start()
    assert same.id == desk.id
    assert update.id == "second"
    assert (await update.result()).number == 2

    with pytest.raises(Full) as full:
        await start.with_book(stage.opening(), Booking(guest="cy", seats=9))
    assert full.value.left == 1
    with pytest.raises(WorkflowAlreadyStartedError):
        await start.with_book(
            stage.opening(),
            Booking(guest="di", seats=1),
            id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
        )
    await desk.close()
    await desk.result()


async def test_an_update_with_start_has_the_id_of_the_contract(stage: Stage) -> None:
    rename = stage.suite.desk.with_rename(stage.opening(), Rename(to="front"))
    desk, update = await rename.start()
    assert update.id == "rename/front"
    assert await update.result() == stage.name
    await desk.sdk.terminate()


async def test_a_handle_by_id_is_as_good_as_any(stage: Stage) -> None:
    started = await stage.desk()
    found = stage.suite.desk.by_id(started.id)
    assert found.run_id is None
    await found.note(Note(text="by id"))
    await found.close()
    assert (await found.result()).notes == ["by id"]
    run = stage.suite.desk.by_id(started.id, run_id=started.run_id)
    assert (await run.result()).notes == ["by id"]


async def test_a_client_connects_from_the_environment(
    server_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEMPORAL_ADDRESS", server_address)
    monkeypatch.setenv("TEMPORAL_NAMESPACE", "python")
    suite = await SuiteClient.connect_from_env()
    assert suite.sdk.namespace == "python"
    assert (await suite.sdk.count_workflows()).count >= 0
