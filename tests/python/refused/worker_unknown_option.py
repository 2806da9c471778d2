"""An option that no worker has."""

from __future__ import annotations

from temporalio.client import Client

from contracts.acme_orders_v1 import PaymentsActivities, payments_worker


def call(client: Client, payments: PaymentsActivities) -> None:
    payments_worker(client, activities=payments, max_activities=3)  # mypy[call-arg] pyright[reportCallIssue]
