"""A field that the record does not have."""

from __future__ import annotations

from contracts.acme_orders_v1 import Progress

progress = Progress(done=1, of=2, left=1)  # mypy[call-arg] pyright[reportCallIssue]
