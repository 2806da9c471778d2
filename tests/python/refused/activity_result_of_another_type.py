"""What an activity returns, taken for something else."""

from __future__ import annotations

from contracts.acme_orders_v1 import ChargeRequest, PackResult, activities


async def call(request: ChargeRequest) -> PackResult:
    return await activities.charge_card(request)  # mypy[return-value] pyright[reportReturnType]
