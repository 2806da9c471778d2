"""Calls the contract, and says for each step what was sent and what came back.

It never sees an implementation: the worker may be this language's or the other one's.
"""

import asyncio
import os
import sys
import time
from datetime import datetime, timedelta, timezone

from contracts.acme_common_v1 import CustomerId, Money
from contracts.acme_orders_v1 import (
    Address,
    Approval,
    CancelRequest,
    CardDeclined,
    LineItem,
    NotCancellable,
    OrderId,
    OrderInput,
    OrdersClient,
    Page,
    PaymentMethodCard,
)

GOOD_CARD = "4242"
"""A card that every charge is fine with."""

BAD_CARD = "0000"
"""A card that none is."""


async def main() -> None:
    orders = await OrdersClient.connect_from_env()
    await approve_and_ship(orders)
    await decline_a_card(orders)
    await run_out_of_time(orders)
    await cancel(orders)


async def approve_and_ship(orders: OrdersClient) -> None:
    """A query, two updates of which one is rejected, and an approval by signal."""
    order = await orders.process_order(new_order("approved", GOOD_CARD))
    print(f"start         order {order.id} -> run {order.run_id}")
    print(f"query         state -> {await order.state()}")
    page = await order.items(Page(limit=1))
    print(f"query         items, at most 1 -> {len(page.items)} of {page.total}")

    try:
        await order.change_address(address("McMurdo Station", "AQ"))
    except NotCancellable as error:
        print(f"update        change_address to AQ -> rejected: {error}")
    else:
        raise AssertionError("the validator should have rejected the address")
    state = await order.change_address(address("Oslo", "NO"))
    print(f"update        change_address to NO -> {state}")

    await order.approve(approval())
    print("signal        approve")
    result = await order.result()
    print(f"result        {result.order_id} -> {result.state}, {result.tracking}")


async def decline_a_card(orders: OrdersClient) -> None:
    """A signal that starts its workflow, and a typed error of an activity."""
    order = await orders.process_order.with_approve(
        new_order("declined", BAD_CARD), approval()
    )
    print(f"with signal   approve, order {order.id}")
    try:
        await order.result()
    except CardDeclined as declined:
        print(f"result        {order.id} -> declined: {declined.code}")
    else:
        raise AssertionError("the card should have been declined")


async def run_out_of_time(orders: OrdersClient) -> None:
    """An order that nobody approves in time."""
    order = new_order("forgotten", GOOD_CARD)
    order.promised_within = timedelta(milliseconds=500)
    result = await orders.process_order.execute(
        order, execution_timeout=timedelta(minutes=1)
    )
    print(f"timeout       nobody approves {result.order_id} -> {result.state}")


async def cancel(orders: OrdersClient) -> None:
    """An update that starts its workflow."""
    order, state = await orders.process_order.with_cancel(
        new_order("cancelled", GOOD_CARD), CancelRequest(reason="changed my mind")
    )
    print(f"with update   cancel, order {order.id} -> {state}")
    result = await orders.process_order.by_id(order.id).result()
    print(f"result        {result.order_id} -> {result.state}")


def new_order(name: str, card: str) -> OrderInput:
    price = Money(amount_minor=1_250)
    return OrderInput(
        order_id=OrderId(f"ord_{name}{time.time_ns() // 1_000_000}"),
        customer=CustomerId("cus_12345678"),
        items=[
            LineItem(sku="book", unit_price=price, quantity=2),
            LineItem(sku="pen", unit_price=price),
        ],
        payment=PaymentMethodCard(last4=card),
        ship_to=address("Bergen", "NO"),
    )


def address(city: str, country: str) -> Address:
    return Address(line1="Strandgaten 1", city=city, country=country)


def approval() -> Approval:
    return Approval(by="ana", at=datetime.now(timezone.utc))


if __name__ == "__main__":
    asyncio.run(main())
    # A thread of the SDK (1.35) may still report to an interpreter that ends: a crash.
    sys.stdout.flush()
    os._exit(0)
