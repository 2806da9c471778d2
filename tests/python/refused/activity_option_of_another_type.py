"""An option that is a number."""

from __future__ import annotations

from contracts.acme_orders_v1 import ChargeRequest, activities


async def call(request: ChargeRequest) -> None:
    await activities.charge_card(request, start_to_close_timeout=5)  # mypy[arg-type] pyright[reportArgumentType]
