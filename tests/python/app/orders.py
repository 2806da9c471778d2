"""An order, as the workflows and their callers make one."""

from __future__ import annotations

from contracts.acme_common_v1 import CustomerId, Money
from contracts.acme_orders_v1 import (
    Address,
    LineItem,
    OrderId,
    OrderInput,
    PaymentMethodCard,
)


def make_order(name: str, *, last4: str = "4242") -> OrderInput:
    """An order of two lamps, to be paid by card."""
    return OrderInput(
        order_id=OrderId(f"ord_{name}"),
        customer=CustomerId("cus_12345678"),
        items=[
            LineItem(sku="lamp", quantity=2, unit_price=Money(amount_minor=1999)),
        ],
        payment=PaymentMethodCard(last4=last4),
        ship_to=Address(line1="Unter den Linden 1", city="Berlin", country="DE"),
    )
