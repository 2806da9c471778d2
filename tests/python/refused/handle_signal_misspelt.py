"""A signal is misspelt."""

from __future__ import annotations

from contracts.acme_orders_v1 import ProcessOrderHandle


async def call(order: ProcessOrderHandle) -> None:
    await order.add_notes("fragile")  # mypy[attr-defined] pyright[reportAttributeAccessIssue, reportUnknownMemberType]
