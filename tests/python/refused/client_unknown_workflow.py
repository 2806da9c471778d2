"""A workflow that the contract does not have."""

from __future__ import annotations

from contracts.acme_orders_v1 import OrderInput, OrdersClient


async def call(orders: OrdersClient, order: OrderInput) -> None:
    await orders.process_orders(order)  # mypy[attr-defined] pyright[reportAttributeAccessIssue, reportUnknownMemberType]
