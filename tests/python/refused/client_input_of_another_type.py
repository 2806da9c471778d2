"""A client is given the input of another workflow."""

from __future__ import annotations

from contracts.acme_orders_v1 import OrdersClient, ReportRequest


async def call(orders: OrdersClient) -> None:
    await orders.process_order(ReportRequest(region="eu"))  # mypy[arg-type] pyright[reportArgumentType]
