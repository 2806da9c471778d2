"""A value that the enum does not have."""

from __future__ import annotations

from contracts.acme_orders_v1 import OrderState

state = OrderState.RETURNED  # mypy[attr-defined] pyright[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
