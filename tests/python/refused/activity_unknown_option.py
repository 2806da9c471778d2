"""An option that no activity has."""

from __future__ import annotations

from datetime import timedelta

from contracts.acme_orders_v1 import ChargeRequest, activities


async def call(request: ChargeRequest) -> None:
    await activities.charge_card(request, timeout=timedelta(1))  # mypy[call-arg] pyright[reportCallIssue]
