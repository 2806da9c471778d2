"""A field that may be absent is used as if it were there."""

from __future__ import annotations

from contracts.acme_orders_v1 import OrderResult


def call(result: OrderResult) -> str:
    return result.tracking.upper()  # mypy[union-attr] pyright[reportOptionalMemberAccess]
