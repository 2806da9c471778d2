"""A workflow whose contract has no template for its id, started without one."""

from __future__ import annotations

from contracts.acme_orders_v1 import OrdersClient, ReportRequest


async def call(orders: OrdersClient) -> None:
    await orders.nightly_report(ReportRequest(region="eu"))  # mypy[call-arg] pyright[reportCallIssue]
