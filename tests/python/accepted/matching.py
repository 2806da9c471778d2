"""Every kind of value, taken apart."""

from __future__ import annotations

from contracts.acme_orders_v1 import (
    OrderId,
    OrderState,
    PaymentMethod,
    PaymentMethodBankTransfer,
    PaymentMethodCard,
    PaymentMethodStoreCredit,
    Wallet,
)
from contracts.runtime import UnknownVariant
from typing_extensions import assert_never


def variant(method: PaymentMethod) -> str:
    match method:
        case PaymentMethodCard(last4=last4):
            return last4
        case PaymentMethodBankTransfer():
            return method.iban
        case Wallet(provider=provider) if provider:
            return provider
        case PaymentMethodStoreCredit() | Wallet():
            return ""
        case UnknownVariant():
            return str(method)
        case _:
            assert_never(method)


def value(state: OrderState) -> str:
    if not state.is_known:
        return f"new: {state}"
    return "done" if state == OrderState.DELIVERED else state.value


known = OrderState.unknown("returned")
order_id = OrderId("ord_1")
