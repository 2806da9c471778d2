"""A worker is given the activities of another task queue."""

from __future__ import annotations

from temporalio.client import Client

from contracts.acme_orders_v1 import PaymentsActivities, orders_worker


def call(client: Client, payments: PaymentsActivities) -> None:
    orders_worker(client, workflows=[], activities=payments)  # mypy[arg-type] pyright[reportArgumentType]
