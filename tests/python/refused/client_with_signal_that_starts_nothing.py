"""A signal that the contract does not let start the workflow."""

from __future__ import annotations

from contracts.acme_orders_v1 import OrderInput, OrdersClient


async def call(orders: OrdersClient, order: OrderInput) -> None:
    await orders.process_order.with_add_note(order, "a note")  # mypy[attr-defined] pyright[reportAttributeAccessIssue, reportUnknownMemberType]
