"""What a query returns, not waited for."""

from __future__ import annotations

from contracts.acme_orders_v1 import OrderState, ProcessOrderHandle


async def call(order: ProcessOrderHandle) -> OrderState:
    return order.state()  # mypy[return-value] pyright[reportReturnType]
