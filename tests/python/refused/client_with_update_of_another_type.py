"""Update-with-start with the input of another update."""

from __future__ import annotations

from contracts.acme_orders_v1 import Address, OrderInput, OrdersClient


async def call(orders: OrdersClient, order: OrderInput, address: Address) -> None:
    await orders.process_order.with_cancel(order, address)  # mypy[arg-type] pyright[reportArgumentType]
