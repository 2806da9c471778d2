"""A record that is no variant of the union."""

from __future__ import annotations

from contracts.acme_orders_v1 import Address, PaymentMethod


def call(address: Address) -> PaymentMethod:
    return address  # mypy[return-value] pyright[reportReturnType]
