"""A field is given text for a number."""

from __future__ import annotations

from contracts.acme_orders_v1 import Progress

progress = Progress(done=1, of="2")  # mypy[arg-type] pyright[reportArgumentType]
