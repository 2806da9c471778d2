"""What a child workflow returns, taken for something else."""

from __future__ import annotations

from contracts.acme_orders_v1 import ShipRequest, children


async def call(request: ShipRequest) -> int:
    ship = await children.process_order.ship.start(request)
    return await ship.result()  # mypy[return-value] pyright[reportReturnType]
