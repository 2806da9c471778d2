"""An option that no start has."""

from __future__ import annotations

from datetime import timedelta

from contracts.acme_orders_v1 import OrderInput, OrdersClient


async def call(orders: OrdersClient, order: OrderInput) -> None:
    await orders.process_order(order, timeout=timedelta(1))  # mypy[call-arg] pyright[reportCallIssue]
