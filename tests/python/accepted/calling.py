"""A caller, with everything that a client and its handles offer."""

from __future__ import annotations

from datetime import timedelta

from contracts.acme_orders_v1 import (
    Address,
    Approval,
    CancelRequest,
    CardDeclined,
    NotCancellable,
    OrderInput,
    OrderResult,
    OrdersClient,
    OrderState,
    Page,
    ProcessOrderHandle,
    ReportRequest,
)
from temporalio.client import Client
from temporalio.common import RetryPolicy, WorkflowIDConflictPolicy


async def connect() -> OrdersClient:
    return OrdersClient(await Client.connect("localhost:7233"))


async def connect_from_env() -> OrdersClient:
    return await OrdersClient.connect_from_env()


async def start(orders: OrdersClient, order: OrderInput) -> ProcessOrderHandle:
    await orders.nightly_report(ReportRequest(region="eu"), id="report")
    return await orders.process_order(
        order,
        id="vip/7",
        task_queue="vip",
        execution_timeout=timedelta(days=2),
        run_timeout=None,
        retry_policy=RetryPolicy(maximum_attempts=3),
        id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
        static_summary="an order of somebody important",
    )


async def start_otherwise(
    orders: OrdersClient, order: OrderInput, approval: Approval
) -> tuple[OrderResult, OrderState]:
    approved: ProcessOrderHandle = await orders.process_order.with_approve(
        order, approval
    )
    await approved.sdk.cancel()
    handle, state = await orders.process_order.with_cancel(
        order, CancelRequest(reason="late")
    )
    await handle.pause()
    return await orders.process_order.execute(order), state


async def talk(orders: OrdersClient, approval: Approval, address: Address) -> str:
    order = orders.process_order.by_id("order/ord_42")
    await order.approve(approval)
    await order.add_note("fragile")
    state: OrderState = await order.state()
    page = await order.items(Page(offset=10))
    try:
        state = await order.change_address(address)
        update = await order.cancel.start(CancelRequest(reason="late"), id="once")
        state = await update.result()
        await order.add_note(update.id)
    except NotCancellable as refused:
        state = refused.state
    try:
        result = await order.result()
    except CardDeclined as declined:
        return f"{declined.code}: {declined.message}"
    return f"{order.id} {order.run_id} {state} {page.total} {result.state}"
