"""A required field is missing."""

from __future__ import annotations

from contracts.acme_orders_v1 import Progress

progress = Progress(done=1)  # mypy[call-arg] pyright[reportCallIssue]
