"""A child workflow is started with the input of another one."""

from __future__ import annotations

from contracts.acme_orders_v1 import ReportRequest, children


async def call() -> None:
    await children.process_order.ship(ReportRequest(region="eu"))  # mypy[arg-type] pyright[reportArgumentType]
