"""A declared error is raised without one of its fields."""

from __future__ import annotations

from contracts.acme_orders_v1 import CardDeclined


def call() -> None:
    raise CardDeclined(code="x")  # mypy[call-arg] pyright[reportCallIssue]
