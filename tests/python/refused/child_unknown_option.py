"""An option that no child workflow has."""

from __future__ import annotations

from contracts.acme_orders_v1 import ShipRequest, children


async def call(request: ShipRequest) -> None:
    await children.process_order.ship(request, timeout=5)  # mypy[call-arg] pyright[reportCallIssue]
