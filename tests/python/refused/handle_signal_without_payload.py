"""A signal that carries nothing is sent something."""

from __future__ import annotations

from contracts.acme_orders_v1 import ProcessOrderHandle


async def call(order: ProcessOrderHandle) -> None:
    await order.pause("now")  # mypy[call-arg] pyright[reportCallIssue]
