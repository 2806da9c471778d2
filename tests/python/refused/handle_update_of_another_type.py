"""An update is sent the input of another one."""

from __future__ import annotations

from contracts.acme_orders_v1 import Approval, ProcessOrderHandle


async def call(order: ProcessOrderHandle, approval: Approval) -> None:
    await order.cancel(approval)  # mypy[arg-type] pyright[reportArgumentType]
