"""An option that is a number."""

from __future__ import annotations

from contracts.acme_orders_v1 import OrderInput, OrdersClient


async def call(orders: OrdersClient, order: OrderInput) -> None:
    await orders.process_order(order, execution_timeout=30)  # mypy[arg-type] pyright[reportArgumentType]
