"""What an update returns, once started, taken for something else."""

from __future__ import annotations

from contracts.acme_orders_v1 import CancelRequest, OrderResult, ProcessOrderHandle


async def call(order: ProcessOrderHandle) -> OrderResult:
    update = await order.cancel.start(CancelRequest(reason="late"))
    return await update.result()  # mypy[return-value] pyright[reportReturnType]
