"""What a query returns, taken for something else."""

from __future__ import annotations

from contracts.acme_orders_v1 import ProcessOrderHandle


async def call(order: ProcessOrderHandle) -> int:
    return await order.state()  # mypy[return-value] pyright[reportReturnType]
