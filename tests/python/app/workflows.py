"""The workflows of the order contract."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import cast, final

from contracts import runtime
from contracts.acme_orders_v1 import (
    Address,
    Approval,
    CancelRequest,
    CardDeclined,
    ChargeRequest,
    ItemPage,
    NightlyReportWorkflow,
    NotCancellable,
    OrderInput,
    OrderResult,
    OrderState,
    PackRequest,
    Page,
    ProcessOrderWorkflow,
    ReportRequest,
    ShipOrderWorkflow,
    ShipRequest,
    activities,
    children,
    external,
)
from temporalio import workflow
from temporalio.exceptions import ApplicationError

from app.orders import make_order


@final
class Processing(ProcessOrderWorkflow):
    """Waits for an approval, charges, packs and ships."""

    def __init__(self, input: OrderInput) -> None:
        self._input = input
        self._state = OrderState.RECEIVED
        self._approval: Approval | None = None
        self._pauses = 0
        self._notes: list[str] = []

    async def run(self, input: OrderInput) -> OrderResult:
        await workflow.wait_condition(
            lambda: self._approval is not None or self._state is OrderState.CANCELLED
        )
        if self._state is OrderState.CANCELLED:
            return OrderResult(order_id=input.order_id, state=self._state)
        totals = await activities.compute_totals(input)
        charging = activities.charge_card.start(
            ChargeRequest(
                order_id=input.order_id,
                amount=totals,
                method=input.payment,
                idempotency_key=workflow.uuid4(),
            ),
            summary="charge the card",
        )
        charge = await charging
        self._state = OrderState.PAID
        packed = await activities.pack_order(
            PackRequest(order_id=input.order_id, items=input.items),
            heartbeat_timeout=timedelta(seconds=10),
        )
        tracking = await children.process_order.ship(
            ShipRequest(order_id=input.order_id, address=input.ship_to)
        )
        self._state = OrderState.SHIPPED
        await workflow.wait_condition(workflow.all_handlers_finished)
        parts = [charge.charge_id, *packed.parcels, tracking, *self._notes]
        return OrderResult(
            order_id=input.order_id, state=self._state, tracking=", ".join(parts)
        )

    def approve(self, input: Approval) -> None:
        self._approval = input

    async def pause(self) -> None:
        await asyncio.sleep(0)
        self._pauses += 1

    def add_note(self, input: str) -> None:
        self._notes.append(input)

    def state(self) -> OrderState:
        return self._state

    def items(self, input: Page) -> ItemPage:
        page = self._input.items[input.offset : input.offset + input.limit]
        return ItemPage(items=page, total=len(self._input.items))

    def change_address(self, input: Address) -> OrderState:
        self._input.ship_to = input
        return self._state

    def validate_change_address(self, input: Address) -> None:
        if input.city == "nowhere":
            raise NotCancellable(state=self._state)
        if not input.line1:
            raise ValueError("an address has a first line")

    async def cancel(self, input: CancelRequest) -> OrderState:
        await asyncio.sleep(0.01)
        if self._state is not OrderState.RECEIVED and not input.force:
            raise NotCancellable(state=self._state)
        if input.reason == "never":
            raise NotCancellable(state=OrderState.unknown("lost"))
        self._state = OrderState.CANCELLED
        return self._state


@final
class Shipping(ShipOrderWorkflow):
    """Gives a number to a parcel."""

    async def run(self, input: ShipRequest) -> str:
        await workflow.sleep(0.01)
        return f"track {input.address.city}"


@final
class Report(NightlyReportWorkflow):
    """Starts other workflows and signals them; the region says which."""

    async def run(self, input: ReportRequest) -> str:
        match input.region.split():
            case ["child", name]:
                return await self._decline_child(name)
            case ["shared"]:
                return f"{id(activities)} {id(runtime.WireError)} {id(Report)}"
            case ["bad", "output"]:
                return cast("str", 7)
            case ["bad", "call"]:
                order = make_order("Not an id")
                await children.nightly_report.ship_order(
                    ShipRequest(order_id=order.order_id, address=order.ship_to), id="x"
                )
                return "never"
            case ["signal", order]:
                await external.process_order(order).add_note("from afar")
                await external.process_order(order).pause()
                return "signalled"
            case ["unknown"]:
                return "no region of ours"
            case _:
                raise ApplicationError("no such region", non_retryable=True)

    async def _decline_child(self, name: str) -> str:
        child = await children.nightly_report.process_order.start(
            make_order(name, last4="0000"),
            parent_close_policy=workflow.ParentClosePolicy.ABANDON,
        )
        await child.approve(Approval(by="its parent", at=workflow.now()))
        try:
            await child.result()
        except CardDeclined as declined:
            return f"{child.id}: {declined.code}, {declined.message}"
        return "not declined"
