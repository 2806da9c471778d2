"""An activity is called with the input of another one."""

from __future__ import annotations

from contracts.acme_orders_v1 import PackRequest, activities


async def call(request: PackRequest) -> None:
    await activities.charge_card(request)  # mypy[arg-type] pyright[reportArgumentType]
