"""A child that the contract does not give the workflow."""

from __future__ import annotations

from contracts.acme_orders_v1 import ReportRequest, children


async def call() -> None:
    await children.process_order.nightly_report(ReportRequest(region="eu"))  # mypy[attr-defined] pyright[reportAttributeAccessIssue, reportUnknownMemberType]
