"""What a workflow returns, taken for something else."""

from __future__ import annotations

from contracts.acme_orders_v1 import OrderInput, OrdersClient, OrderState


async def call(orders: OrdersClient, order: OrderInput) -> OrderState:
    return await orders.process_order.execute(order)  # mypy[return-value] pyright[reportReturnType]
