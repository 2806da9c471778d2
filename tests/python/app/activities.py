"""The activities of the order contract, synchronous and asynchronous."""

from __future__ import annotations

from contracts.acme_common_v1 import Money
from contracts.acme_orders_v1 import (
    CardDeclined,
    ChargeRequest,
    ChargeResult,
    OrderInput,
    OrdersActivities,
    PackRequest,
    PackResult,
    PaymentMethodCard,
    PaymentsActivities,
    Progress,
    ProviderUnavailable,
    activities,
)
from temporalio import activity
from temporalio.exceptions import ApplicationError


class Payments(PaymentsActivities):
    """Charges cards; the last four digits say what becomes of it."""

    def __init__(self) -> None:
        self.attempts = 0

    def charge_card(self, input: ChargeRequest) -> ChargeResult:
        self.attempts += 1
        card = input.method if isinstance(input.method, PaymentMethodCard) else None
        last4 = card.last4 if card else ""
        if last4 == "0000":
            raise CardDeclined(code="stolen", message="ask for another card")
        if last4 == "0001" and activity.info().attempt == 1:
            raise ProviderUnavailable(provider="acme pay")
        if last4 == "0002":
            details = {"code": 7}
            raise ApplicationError(
                "odd", details, type="CardDeclined", non_retryable=True
            )
        return ChargeResult(charge_id=f"ch_{input.order_id}", fee_minor=30)


class Packing(OrdersActivities):
    """Packs orders."""

    async def pack_order(self, input: PackRequest) -> PackResult:
        last = activities.pack_order.last_heartbeat()
        if last is None:
            activities.pack_order.heartbeat(Progress(done=1, of=2))
            raise RuntimeError("the parcel broke")
        parcels = [f"{item.sku} x {item.quantity}" for item in input.items]
        return PackResult(parcels=[*parcels, f"from {last.done} of {last.of}"])

    def compute_totals(self, input: OrderInput) -> Money:
        amounts = (item.unit_price.amount_minor * item.quantity for item in input.items)
        return Money(amount_minor=sum(amounts), currency="EUR")
