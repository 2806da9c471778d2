"""A workflow cannot query another one."""

from __future__ import annotations

from contracts.acme_orders_v1 import external


async def call() -> None:
    await external.process_order("order/ord_1").state()  # mypy[attr-defined] pyright[reportAttributeAccessIssue, reportUnknownMemberType]
