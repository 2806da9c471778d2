"""The order contract on a real server: a client, workflows and activities in Python."""

from __future__ import annotations

import logging
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from app.activities import Packing, Payments
from app.orders import make_order
from app.workflows import Processing, Report, Shipping
from contracts.acme_orders_v1 import (
    DATA_CONVERTER,
    Address,
    Approval,
    CancelRequest,
    CardDeclined,
    NotCancellable,
    OrdersClient,
    OrderState,
    Page,
    ReportRequest,
    ShipRequest,
    WireError,
    activities,
    orders_worker,
    payments_worker,
)
from contracts.runtime import workflow_types
from temporalio.client import (
    Client,
    WorkflowFailureError,
    WorkflowUpdateFailedError,
)
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import DataConverter
from temporalio.exceptions import ActivityError, ApplicationError
from temporalio.worker import Replayer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CONVERTERS = {
    "default": DataConverter.default,
    "pydantic": pydantic_data_converter,
    "ours": DATA_CONVERTER,
}


# The SDK forgets a coroutine of its own when an input cannot be read.
pytestmark = pytest.mark.filterwarnings(
    "ignore:.*run_workflow.*:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(scope="module", params=list(CONVERTERS))
async def orders(
    request: pytest.FixtureRequest, server_address: str
) -> AsyncIterator[OrdersClient]:
    client = await Client.connect(
        server_address, data_converter=CONVERTERS[request.param]
    )
    served = orders_worker(
        client,
        workflows=[Processing, Shipping, Report],
        activities=Packing(),
        max_cached_workflows=20,
    )
    charged = payments_worker(client, activities=Payments())
    async with AsyncExitStack() as workers:
        await workers.enter_async_context(served)
        await workers.enter_async_context(charged)
        yield OrdersClient(client)


def new_name() -> str:
    return uuid4().hex[:12]


def approval() -> Approval:
    return Approval(by="ana", at=datetime(2026, 1, 2, tzinfo=timezone.utc))


async def test_an_order_is_approved_charged_packed_and_shipped(
    orders: OrdersClient,
) -> None:
    name = new_name()
    order = await orders.process_order(make_order(name))
    assert order.id == f"order/ord_{name}"
    assert order.run_id
    assert await order.state() is OrderState.RECEIVED
    await order.pause()
    await order.add_note("leave it at the door")
    items = await order.items(Page(limit=1))
    assert (items.total, items.items[0].sku) == (1, "lamp")
    moved = Address(line1="Gran Via 1", city="Madrid", country="ES")
    assert await order.change_address(moved) is OrderState.RECEIVED
    await order.approve(approval())
    result = await order.result()
    assert result.state is OrderState.SHIPPED
    assert result.tracking == (
        f"ch_ord_{name}, lamp x 2, from 1 of 2, track Madrid, leave it at the door"
    )


async def test_a_running_workflow_is_found_by_its_id(orders: OrdersClient) -> None:
    name = new_name()
    started = await orders.process_order(make_order(name))
    found = orders.process_order.by_id(f"order/ord_{name}")
    assert found.run_id is None
    assert await found.cancel(CancelRequest(reason="late")) is OrderState.CANCELLED
    assert (await started.result()).state is OrderState.CANCELLED
    run = orders.process_order.by_id(started.id, run_id=started.run_id)
    assert (await run.result()).state is OrderState.CANCELLED


async def test_options_of_a_caller_go_before_those_of_the_contract(
    orders: OrdersClient,
) -> None:
    order = await orders.process_order(
        make_order(new_name()),
        id=f"vip/{new_name()}",
        execution_timeout=timedelta(days=2),
        static_summary="a lamp",
    )
    assert order.id.startswith("vip/")
    described = await order.sdk.describe()
    config = described.raw_description.execution_config
    assert config.workflow_execution_timeout.seconds == 2 * 24 * 3600
    assert config.workflow_run_timeout.seconds == 2 * 24 * 3600
    assert config.default_workflow_task_timeout.seconds == 10
    assert await described.static_summary() == "a lamp"
    await order.sdk.terminate()


async def test_a_second_start_of_an_id_gives_the_one_that_runs(
    orders: OrdersClient,
) -> None:
    input = make_order(new_name())
    first = await orders.process_order(input)
    second = await orders.process_order(input)
    assert first.run_id == second.run_id
    await first.sdk.terminate()


async def test_a_scalar_is_the_whole_of_an_output(orders: OrdersClient) -> None:
    order = make_order(new_name())
    shipped = await orders.ship_order.execute(
        ShipRequest(order_id=order.order_id, address=order.ship_to)
    )
    assert shipped == "track Berlin"


async def test_a_signal_starts_the_workflow(orders: OrdersClient) -> None:
    order = await orders.process_order.with_approve(
        make_order(new_name()), approval(), task_queue="orders"
    )
    assert (await order.result()).state is OrderState.SHIPPED


async def test_an_update_starts_the_workflow(orders: OrdersClient) -> None:
    order, state = await orders.process_order.with_cancel(
        make_order(new_name()), CancelRequest(reason="late"), update_id="u-1"
    )
    assert state is OrderState.CANCELLED
    assert (await order.result()).state is OrderState.CANCELLED


async def test_an_update_that_starts_may_be_waited_for_later(
    orders: OrdersClient,
) -> None:
    input = make_order(new_name())
    order, update = await orders.process_order.with_cancel(
        input, CancelRequest(reason="never")
    ).start()
    with pytest.raises(NotCancellable) as caught:
        await update.result()
    assert caught.value.state == OrderState.unknown("lost")
    await order.sdk.terminate()


async def test_an_update_is_started_and_answers_later(orders: OrdersClient) -> None:
    order = await orders.process_order(make_order(new_name()))
    update = await order.cancel.start(CancelRequest(reason="late"), id="cancel-1")
    assert update.id == "cancel-1"
    assert await update.result() is OrderState.CANCELLED
    again = await order.cancel(CancelRequest(reason="later"), id="cancel-1")
    assert again is OrderState.CANCELLED


async def test_the_id_of_an_update_comes_from_the_contract(
    orders: OrdersClient,
) -> None:
    order = await orders.process_order(make_order(new_name()))
    moved = Address(line1="Gran Via 1", city="Madrid", country="ES")
    update = await order.change_address.start(moved)
    assert update.id == "addr/ES/Madrid"
    await order.sdk.terminate()


async def test_a_declared_error_of_an_update(orders: OrdersClient) -> None:
    order = await orders.process_order(make_order(new_name()))
    with pytest.raises(NotCancellable) as caught:
        await order.cancel(CancelRequest(reason="never"))
    assert str(caught.value.state) == "lost"
    assert isinstance(caught.value.__cause__, WorkflowUpdateFailedError)
    await order.sdk.terminate()


async def test_a_validator_rejects_with_a_declared_error_or_any_other(
    orders: OrdersClient,
) -> None:
    order = await orders.process_order(make_order(new_name()))
    nowhere = Address(line1="1", city="nowhere", country="DE")
    with pytest.raises(NotCancellable) as caught:
        await order.change_address(nowhere)
    assert caught.value.state is OrderState.RECEIVED
    with pytest.raises(WorkflowUpdateFailedError) as other:
        await order.change_address(Address(line1="", city="x", country="DE"))
    assert "first line" in str(other.value.cause)
    history = await order.sdk.fetch_history()
    kinds = [event.event_type for event in history.events]
    assert not any("UPDATE" in str(kind) for kind in kinds)
    await order.sdk.terminate()


async def test_an_error_of_an_activity_arrives_at_the_client(
    orders: OrdersClient,
) -> None:
    order = await orders.process_order.with_approve(
        make_order(new_name(), last4="0000"), approval()
    )
    with pytest.raises(CardDeclined) as caught:
        await order.result()
    assert (caught.value.code, caught.value.message) == (
        "stolen",
        "ask for another card",
    )
    failure = caught.value.__cause__
    assert isinstance(failure, WorkflowFailureError)
    assert isinstance(failure.cause, ApplicationError)
    assert failure.cause.type == "CardDeclined"
    assert failure.cause.non_retryable
    assert isinstance(failure.cause.cause, ActivityError)


async def test_a_failure_with_odd_details_stays_as_it_came(
    orders: OrdersClient,
) -> None:
    order = await orders.process_order.with_approve(
        make_order(new_name(), last4="0002"), approval()
    )
    with pytest.raises(WorkflowFailureError) as caught:
        await order.result()
    assert isinstance(caught.value.cause, ActivityError)
    assert isinstance(caught.value.cause.cause, ApplicationError)
    assert caught.value.cause.cause.details == ({"code": 7},)


async def test_an_error_of_a_child_arrives_at_its_parent(
    orders: OrdersClient,
) -> None:
    name = new_name()
    report = await orders.nightly_report.execute(
        ReportRequest(region=f"child {name}"), id=f"report-{name}"
    )
    assert report == f"order/ord_{name}: stolen, ask for another card"


async def test_a_workflow_signals_another(orders: OrdersClient) -> None:
    order = await orders.process_order(make_order(new_name()))
    report = await orders.nightly_report.execute(
        ReportRequest(region=f"signal {order.id}"), id=f"report-{new_name()}"
    )
    assert report == "signalled"
    await order.approve(approval())
    tracking = (await order.result()).tracking
    assert tracking is not None
    assert tracking.endswith("from afar")


async def test_the_sandbox_shares_what_is_generated(orders: OrdersClient) -> None:
    said = await orders.nightly_report.execute(
        ReportRequest(region="shared"), id=f"report-{new_name()}"
    )
    module, error, own = map(int, said.split())
    assert (module, error) == (id(activities), id(WireError))
    assert own != id(Report)


async def test_an_unreadable_input_fails_the_workflow_at_once(
    orders: OrdersClient,
) -> None:
    unreadable: list[tuple[list[Any], str]] = [
        ([{"order_id": "ord_1"}], "OrderInput.customer"),
        ([{"order_id": "nope"}], "OrderInput.order_id"),
        ([], "OrderInput.order_id"),
        ([None], "OrderInput.order_id"),
        ([{"order_id": "ord_1"}, 2], "OrderInput.customer"),
        ([7], "expected"),
    ]
    for args, path in unreadable:
        handle = await orders.sdk.start_workflow(
            "acme.orders.v1.ProcessOrder",
            args=args,
            id=new_name(),
            task_queue="orders",
        )
        with pytest.raises(WorkflowFailureError) as caught:
            await handle.result()
        cause = caught.value.cause
        assert isinstance(cause, ApplicationError)
        assert (cause.type, cause.non_retryable) == ("PayloadValidationError", True)
        assert path in cause.message


async def test_more_arguments_than_the_contract_has_are_ignored(
    orders: OrdersClient,
) -> None:
    input = make_order(new_name())
    handle = await orders.sdk.start_workflow(
        "acme.orders.v1.ProcessOrder",
        args=[input, "more"],
        id=new_name(),
        task_queue="orders",
    )
    order = orders.process_order.by_id(handle.id)
    await order.sdk.signal("approve", args=[approval(), 1])
    await order.sdk.signal("pause", args=[1])
    assert (await order.result()).state is OrderState.SHIPPED


async def test_an_unreadable_signal_is_dropped_and_logged(
    orders: OrdersClient, caplog: pytest.LogCaptureFixture
) -> None:
    order = await orders.process_order(make_order(new_name()))
    with caplog.at_level(logging.ERROR):
        await order.sdk.signal("add_note", 7)
        await order.sdk.signal("add_note", args=[7, 8])
        await order.sdk.signal("add_note")
        assert await order.state() is OrderState.RECEIVED
    dropped = [each for each in caplog.messages if "dropping the signal" in each]
    assert len(dropped) == 3
    await order.sdk.terminate()


async def test_an_unreadable_update_is_rejected_and_a_query_fails(
    orders: OrdersClient,
) -> None:
    order = await orders.process_order(make_order(new_name()))
    untyped: Any = order.sdk
    for args in ([7], [], [{"reason": 1}, 2]):
        with pytest.raises(WorkflowUpdateFailedError) as caught:
            await untyped.execute_update("cancel", args=args)
        assert isinstance(caught.value.cause, ApplicationError)
        assert caught.value.cause.type == "PayloadValidationError"
    with pytest.raises(Exception, match="expected uint32"):
        await order.sdk.query("items", {"offset": "two"})
    await order.sdk.terminate()


async def test_an_unreadable_input_of_an_activity_is_not_tried_again(
    orders: OrdersClient,
) -> None:
    handle = await orders.sdk.start_activity(
        "acme.orders.v1.PackOrder",
        {"order_id": "ord_1", "items": [{"sku": 1}]},
        id=new_name(),
        task_queue="orders",
        start_to_close_timeout=timedelta(seconds=20),
    )
    with pytest.raises(Exception, match="failed") as caught:
        await handle.result()
    cause = caught.value.__cause__
    assert isinstance(cause, ApplicationError)
    assert (cause.type, cause.non_retryable) == ("PayloadValidationError", True)
    assert cause.message.startswith("PackRequest.items[0].sku: expected string")


async def test_everything_is_served_under_its_other_names(
    orders: OrdersClient,
) -> None:
    handle = await orders.sdk.start_workflow(
        "ProcessOrder", make_order(new_name()), id=new_name(), task_queue="orders"
    )
    order = orders.process_order.by_id(handle.id)
    await order.sdk.signal("addNote", "by another name")
    assert await order.state() is OrderState.RECEIVED
    await order.approve(approval())
    tracking = (await order.result()).tracking
    assert tracking is not None
    assert tracking.endswith("by another name")
    packed: Any = await orders.sdk.execute_activity(
        "PackOrderV1",
        {"order_id": "ord_1", "items": []},
        id=new_name(),
        task_queue="orders",
        start_to_close_timeout=timedelta(seconds=20),
    )
    assert packed == {"parcels": ["from 1 of 2"]}


async def test_a_workflow_that_has_run_is_replayed(orders: OrdersClient) -> None:
    order = await orders.process_order.with_approve(make_order(new_name()), approval())
    await order.result()
    history = await order.sdk.fetch_history()
    replayer = Replayer(
        workflows=workflow_types([Processing]),
        data_converter=orders.sdk.data_converter,
    )
    await replayer.replay_workflow(history)


async def test_what_breaks_the_contract_on_its_way_out_fails_at_once(
    orders: OrdersClient,
) -> None:
    for region, says in [
        ("bad output", "expected string"),
        ("bad call", "ShipRequest.order_id"),
    ]:
        report = await orders.nightly_report(
            ReportRequest(region=region), id=f"report-{new_name()}"
        )
        with pytest.raises(WorkflowFailureError) as caught:
            await report.result()
        cause = caught.value.cause
        assert isinstance(cause, ApplicationError)
        assert (cause.type, cause.non_retryable) == ("PayloadValidationError", True)
        assert says in cause.message
    with pytest.raises(WireError, match="OrderInput"):
        await orders.process_order(replace(make_order("x"), items=[]))
