"""A running workflow is sent the input of another signal."""

from __future__ import annotations

from contracts.acme_orders_v1 import external


async def call() -> None:
    await external.process_order("order/ord_1").approve("ana")  # mypy[arg-type] pyright[reportArgumentType]
