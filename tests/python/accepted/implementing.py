"""The implementer of everything that the contract declares."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import final
from uuid import UUID

from contracts.acme_common_v1 import Money
from contracts.acme_orders_v1 import (
    Address,
    Approval,
    CancelRequest,
    CardDeclined,
    ChargeRequest,
    ChargeResult,
    ItemPage,
    NightlyReportWorkflow,
    NotCancellable,
    OrderInput,
    OrderResult,
    OrdersActivities,
    OrderState,
    PackRequest,
    PackResult,
    Page,
    PaymentsActivities,
    ProcessOrderWorkflow,
    ProviderUnavailable,
    ReportRequest,
    ShipOrderWorkflow,
    ShipRequest,
    activities,
    children,
    external,
    orders_worker,
    payments_worker,
)
from temporalio import workflow
from temporalio.client import Client


@final
class Processing(ProcessOrderWorkflow):
    def __init__(self, input: OrderInput) -> None:
        self._items = input.items
        self._state = OrderState.RECEIVED
        self._approval: Approval | None = None

    async def run(self, input: OrderInput) -> OrderResult:
        try:
            await workflow.wait_condition(
                lambda: self._approval is not None, timeout=timedelta(days=30)
            )
        except asyncio.TimeoutError:
            return OrderResult(order_id=input.order_id, state=OrderState.CANCELLED)
        try:
            await activities.charge_card(
                ChargeRequest(
                    order_id=input.order_id,
                    amount=await activities.compute_totals(input),
                    method=input.payment,
                    idempotency_key=UUID(int=1),
                ),
                summary="charge the card",
                start_to_close_timeout=timedelta(seconds=5),
            )
        except ProviderUnavailable:
            workflow.continue_as_new(input)
        self._state = OrderState.PAID
        request = ShipRequest(order_id=input.order_id, address=input.ship_to)
        parcel = await children.process_order.ship.start(request)
        tracking: str = await parcel.result()
        return OrderResult(
            order_id=input.order_id, state=OrderState.SHIPPED, tracking=tracking
        )

    def approve(self, input: Approval) -> None:
        self._approval = input

    async def pause(self) -> None:
        await asyncio.sleep(1)

    def add_note(self, input: str) -> None:
        pass

    def state(self) -> OrderState:
        return self._state

    def items(self, input: Page) -> ItemPage:
        page = self._items[input.offset : input.offset + input.limit]
        return ItemPage(items=page, total=len(self._items))

    def change_address(self, input: Address) -> OrderState:
        return self._state

    def validate_change_address(self, input: Address) -> None:
        if self._state == OrderState.SHIPPED:
            raise NotCancellable(state=self._state)

    async def cancel(self, input: CancelRequest) -> OrderState:
        if self._state == OrderState.SHIPPED:
            raise NotCancellable(state=self._state)
        return OrderState.CANCELLED


@final
class Shipping(ShipOrderWorkflow):
    async def run(self, input: ShipRequest) -> str:
        await external.process_order(f"order/{input.order_id}").add_note("shipping")
        return "track"


@final
class Report(NightlyReportWorkflow):
    async def run(self, input: ReportRequest) -> str:
        return input.region


class Packing(OrdersActivities):
    async def pack_order(self, input: PackRequest) -> PackResult:
        return PackResult(parcels=[item.sku for item in input.items])

    def compute_totals(self, input: OrderInput) -> Money:
        return input.items[0].unit_price


class Payments(PaymentsActivities):
    def charge_card(self, input: ChargeRequest) -> ChargeResult:
        raise CardDeclined(code="no_funds", message=str(input.amount))


async def work(client: Client) -> None:
    orders = orders_worker(
        client, workflows=[Processing, Shipping, Report], activities=Packing()
    )
    payments = payments_worker(
        client, activities=Payments(), max_concurrent_activities=3
    )
    await asyncio.gather(orders.run(), payments.run())
