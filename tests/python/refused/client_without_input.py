"""A client is not given the input."""

from __future__ import annotations

from contracts.acme_orders_v1 import OrdersClient


async def call(orders: OrdersClient) -> None:
    await orders.process_order()  # mypy[call-arg] pyright[reportCallIssue]
