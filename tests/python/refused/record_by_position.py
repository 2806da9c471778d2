"""A record is filled by position."""

from __future__ import annotations

from contracts.acme_orders_v1 import Progress

progress = Progress(1, 2)  # mypy[call-arg] pyright[reportCallIssue]
