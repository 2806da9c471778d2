"""A local activity has no task queue."""

from __future__ import annotations

from contracts.acme_orders_v1 import OrderInput, activities


async def call(order: OrderInput) -> None:
    await activities.compute_totals(order, task_queue="orders")  # mypy[call-arg] pyright[reportCallIssue]
