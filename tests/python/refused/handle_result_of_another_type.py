"""What the workflow returns, taken for something else."""

from __future__ import annotations

from contracts.acme_orders_v1 import OrderState, ProcessOrderHandle


async def call(order: ProcessOrderHandle) -> OrderState:
    return await order.result()  # mypy[return-value] pyright[reportReturnType]
