"""`tempoc verify-history --query`, on a real server by way of the Temporal CLI."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from app.activities import Packing
from app.orders import make_order
from app.workflows import Processing, Report, Shipping
from compiler import built
from contracts.acme_orders_v1 import Address, OrdersClient, orders_worker
from dev_server import REPOSITORY, find_cli
from temporalio.client import Client

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def waiting(server_address: str) -> AsyncIterator[str]:
    """The id of an order that has got an update, and waits for its approval."""
    client = await Client.connect(server_address)
    workflows = [Processing, Shipping, Report]
    async with orders_worker(client, workflows=workflows, activities=Packing()):
        order = await OrdersClient(client).process_order(make_order(uuid4().hex[:12]))
        await order.change_address(Address(line1="a", city="Madrid", country="ES"))
        # What the server lists follows what it does after a while.
        while (await client.count_workflows(running(order.id))).count != 1:
            await asyncio.sleep(0.05)
        yield order.id
        await client.get_workflow_handle(order.id).terminate()


def running(workflow_id: str) -> str:
    """The list filter for an execution that has not ended."""
    return f'WorkflowId="{workflow_id}" AND ExecutionStatus="Running"'


def verify(
    folder: Path, server_address: str, query: str
) -> tuple[int, dict[str, Any], str]:
    """The exit status, the report, and what else is said."""
    run = subprocess.run(
        [
            built(),
            "verify-history",
            f"--query={query}",
            f"--address={server_address}",
            f"--contract={folder / 'order.tempoc.yaml'}",
            "--format=json",
        ],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "TEMPORAL_CLI": str(find_cli())},
    )
    return run.returncode, json.loads(run.stdout), run.stderr


def contract(folder: Path, change: tuple[str, str]) -> Path:
    """The contract with a part replaced."""
    for name in ("common.tempoc.yaml", "order.tempoc.yaml"):
        text = (REPOSITORY / "schemas" / name).read_text()
        (folder / name).write_text(text.replace(*change))
    return folder


async def test_what_is_open_fits_the_contract_or_is_counted(
    waiting: str, server_address: str, tmp_path: Path
) -> None:
    query = running(waiting)
    same = contract(tmp_path, ("", ""))
    status, report, said = verify(same, server_address, query)
    assert (status, report["findings"], report["completed"]) == (0, [], True)
    assert (report["histories"], report["payloads"]) == (1, 3)
    assert said.endswith("no findings\n")

    changed = contract(tmp_path, ("      change_address:", "      move_to:"))
    status, report, _ = verify(changed, server_address, query)
    assert status == 1
    (finding,) = report["findings"]
    assert finding["code"] == "undeclared-update"
    assert finding["file"].startswith(waiting)
    assert any(
        note.startswith("1 execution that it touches is still open, since 20")
        for note in finding["notes"]
    )


def test_a_query_that_matches_nothing_or_is_none_is_no_pass(
    server_address: str, tmp_path: Path
) -> None:
    same = contract(tmp_path, ("", ""))
    for query, code in (
        ('WorkflowId="nobody"', "no-history"),
        ("this is no query", "history-server"),
    ):
        status, report, _ = verify(same, server_address, query)
        assert (status, report["completed"]) == (2, False)
        assert [finding["code"] for finding in report["findings"]] == [code]
