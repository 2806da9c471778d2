"""A variant of a union is forgotten, also that of later versions."""

from __future__ import annotations

from typing_extensions import assert_never

from contracts.acme_orders_v1 import (
    PaymentMethod,
    PaymentMethodBankTransfer,
    PaymentMethodCard,
    PaymentMethodStoreCredit,
    Wallet,
)


def call(method: PaymentMethod) -> str:
    match method:
        case PaymentMethodCard():
            return method.last4
        case PaymentMethodBankTransfer():
            return method.iban
        case PaymentMethodStoreCredit() | Wallet():
            return ""
        case _:
            assert_never(method)  # mypy[arg-type] pyright[reportArgumentType]
