"""What an update returns, taken for something else."""

from __future__ import annotations

from contracts.acme_orders_v1 import CancelRequest, OrderResult, ProcessOrderHandle


async def call(order: ProcessOrderHandle) -> OrderResult:
    return await order.cancel(CancelRequest(reason="late"))  # mypy[return-value] pyright[reportReturnType]
