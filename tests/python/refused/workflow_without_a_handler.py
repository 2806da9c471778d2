"""A handler is missing."""

from __future__ import annotations

from typing import final

from contracts.acme_orders_v1 import ShipOrderWorkflow


@final
class Shipping(ShipOrderWorkflow):  # mypy[misc] pyright[reportGeneralTypeIssues]
    pass

# TypeError: Shipping.run is missing: write `async def run(self, input: ShipRequest) -> str`
