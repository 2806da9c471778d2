"""An activity takes another type."""

from __future__ import annotations

from contracts.acme_orders_v1 import (
    ChargeResult,
    PackRequest,
    PaymentsActivities,
)


class Payments(PaymentsActivities):
    def charge_card(self, input: PackRequest) -> ChargeResult:  # mypy[override] pyright[reportIncompatibleMethodOverride]
        raise NotImplementedError

# TypeError: Payments.charge_card takes PackRequest: write `def charge_card(self, input: ChargeRequest) -> ChargeResult`
