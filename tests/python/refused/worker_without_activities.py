"""A worker is not given the activities of its task queue."""

from __future__ import annotations

from temporalio.client import Client

from contracts.acme_orders_v1 import orders_worker


def call(client: Client) -> None:
    orders_worker(client, workflows=[])  # mypy[call-arg] pyright[reportCallIssue]
