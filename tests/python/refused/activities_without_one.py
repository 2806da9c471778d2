"""An activity is missing where the class is made use of."""

from __future__ import annotations

from contracts.acme_orders_v1 import PackRequest, PackResult, OrdersActivities


class Packing(OrdersActivities):
    def pack_order(self, input: PackRequest) -> PackResult:
        raise NotImplementedError


packing = Packing()  # mypy[abstract] pyright[reportAbstractUsage]

# TypeError: Can't instantiate abstract class Packing
