"""A signal is sent the input of another one."""

from __future__ import annotations

from contracts.acme_orders_v1 import CancelRequest, ProcessOrderHandle


async def call(order: ProcessOrderHandle) -> None:
    await order.approve(CancelRequest(reason="late"))  # mypy[arg-type] pyright[reportArgumentType]
