"""Signal-with-start with the input of another signal."""

from __future__ import annotations

from contracts.acme_orders_v1 import OrderInput, OrdersClient


async def call(orders: OrdersClient, order: OrderInput) -> None:
    await orders.process_order.with_approve(order, "a note")  # mypy[arg-type] pyright[reportArgumentType]
