"""An activity returns another type."""

from __future__ import annotations

from contracts.acme_orders_v1 import (
    ChargeRequest,
    PackResult,
    PaymentsActivities,
)


class Payments(PaymentsActivities):
    def charge_card(self, input: ChargeRequest) -> PackResult:  # mypy[override] pyright[reportIncompatibleMethodOverride]
        raise NotImplementedError

# TypeError: Payments.charge_card returns PackResult: write `def charge_card(self, input: ChargeRequest) -> ChargeResult`
