"""Implements the contract: workflows and activities, on both of its task queues.

python orders_worker.py                  # serves `orders` and `payments`
python orders_worker.py payments         # serves one of them
"""

import asyncio
import signal
import sys
from datetime import timedelta
from typing import final

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
    OrdersClient,
    OrderState,
    PackRequest,
    PackResult,
    Page,
    PaymentMethodCard,
    PaymentsActivities,
    ProcessOrderWorkflow,
    Progress,
    ReportRequest,
    ShipOrderWorkflow,
    ShipRequest,
    activities,
    children,
    orders_worker,
    payments_worker,
)
from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.worker import Worker

APPROVAL = timedelta(days=30)
"""How long an order waits for its approval unless it says otherwise."""


@final
class Processing(ProcessOrderWorkflow):
    """An order on its way."""

    def __init__(self, input: OrderInput) -> None:
        self._state = OrderState.RECEIVED
        self._items = input.items
        self._address = input.ship_to
        self._approval: Approval | None = None
        self._is_cancelled = False
        self._notes = [input.note] if input.note else []

    async def run(self, input: OrderInput) -> OrderResult:
        total = await activities.compute_totals(input)

        try:
            await workflow.wait_condition(
                lambda: self._approval is not None or self._is_cancelled,
                timeout=input.promised_within or APPROVAL,
            )
        except asyncio.TimeoutError:
            self._is_cancelled = True
        if self._is_cancelled:
            self._state = OrderState.CANCELLED
            return OrderResult(order_id=input.order_id, state=self._state)
        workflow.logger.info("approved")

        # A CardDeclined goes on to the client as it is: the workflow declares it, too.
        charge = await activities.charge_card(
            ChargeRequest(
                order_id=input.order_id,
                amount=total,
                method=input.payment,
                idempotency_key=workflow.uuid4(),
            ),
            summary="charge the card",
        )
        workflow.logger.info("charged as %s", charge.charge_id)
        self._state = OrderState.PAID

        await activities.pack_order(
            PackRequest(order_id=input.order_id, items=self._items)
        )
        parcel = await children.process_order.ship.start(
            ShipRequest(order_id=input.order_id, address=self._address)
        )
        tracking = await parcel.result()
        self._state = OrderState.SHIPPED
        return OrderResult(
            order_id=input.order_id, state=self._state, tracking=tracking
        )

    def approve(self, input: Approval) -> None:
        self._approval = input

    def pause(self) -> None:
        self._notes.append("paused")

    def add_note(self, input: str) -> None:
        self._notes.append(input)

    def state(self) -> OrderState:
        return self._state

    def items(self, input: Page) -> ItemPage:
        shown = self._items[input.offset : input.offset + input.limit]
        return ItemPage(items=shown, total=len(self._items))

    def change_address(self, input: Address) -> OrderState:
        self._address = input
        return self._state

    def validate_change_address(self, input: Address) -> None:
        # Parcels to Antarctica would have to be packed in another way.
        if input.country == "AQ" or self._state != OrderState.RECEIVED:
            raise NotCancellable(state=self._state)

    def cancel(self, input: CancelRequest) -> OrderState:
        if self._state != OrderState.RECEIVED and not input.force:
            raise NotCancellable(state=self._state)
        self._is_cancelled = True
        return OrderState.CANCELLED


@final
class Shipping(ShipOrderWorkflow):
    """A parcel on its way."""

    async def run(self, input: ShipRequest) -> str:
        return f"parcel-of-{input.order_id}"


@final
class Report(NightlyReportWorkflow):
    """What a region sold yesterday."""

    async def run(self, input: ReportRequest) -> str:
        return f"nothing was sold in {input.region}"


class Warehouse(OrdersActivities):
    """The activities of the warehouse, on the task queue `orders`."""

    async def pack_order(self, input: PackRequest) -> PackResult:
        for done in range(len(input.items)):
            activity.heartbeat(Progress(done=done, of=len(input.items)))
        return PackResult(parcels=[f"box-of-{input.order_id}"])

    async def compute_totals(self, input: OrderInput) -> Money:
        prices = (item.unit_price.amount_minor * item.quantity for item in input.items)
        return Money(amount_minor=sum(prices))


class Payments(PaymentsActivities):
    """The activities of the payment provider, on the task queue `payments`."""

    def charge_card(self, input: ChargeRequest) -> ChargeResult:
        match input.method:
            case PaymentMethodCard(last4="0000"):
                message = "the bank refused the charge"
                raise CardDeclined(code="do_not_honor", message=message)
            case _:
                return ChargeResult(charge_id=f"charge-of-{input.order_id}")


def workers(client: Client, queues: list[str]) -> list[Worker]:
    """The workers of the task queues."""
    made: list[Worker] = []
    if "orders" in queues:
        workflows = [Processing, Shipping, Report]
        made.append(orders_worker(client, workflows=workflows, activities=Warehouse()))
    if "payments" in queues:
        made.append(payments_worker(client, activities=Payments()))
    return made


async def main() -> None:
    client = (await OrdersClient.connect_from_env()).sdk
    serving = workers(client, sys.argv[1:] or ["orders", "payments"])
    names = " and ".join(f"`{worker.task_queue}`" for worker in serving)
    print(f"worker: serves {names}, in Python", flush=True)

    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop.set)
    running = [asyncio.create_task(worker.run()) for worker in serving]
    await asyncio.wait(
        [*running, asyncio.create_task(stop.wait())],
        return_when=asyncio.FIRST_COMPLETED,
    )
    await asyncio.gather(*(worker.shutdown() for worker in serving))
    await asyncio.gather(*running)


if __name__ == "__main__":
    asyncio.run(main())
