"""Text stands where an identifier belongs."""

from __future__ import annotations

from contracts.acme_orders_v1 import OrderResult, OrderState

result = OrderResult(order_id="ord_1", state=OrderState.PAID)  # mypy[arg-type] pyright[reportArgumentType]
