"""Runs an exercise with a client, workflows and activities of several versions.

    python live.py ADDRESS NAME=CLIENT,WORKFLOWS,ACTIVITIES...

The three are folders of versions. Each has a task queue of its own. Says a line of JSON
for each: its name, and what went wrong, or nothing.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from temporalio.client import Client
from temporalio.runtime import Runtime, TelemetryConfig
from temporalio.service import RPCError
from temporalio.worker import UnsandboxedWorkflowRunner, Worker
from versions import Version

AT_ONCE = 8
"""How many run at once."""

PATIENCE = 20.0
"""Seconds that a call may take: what fails for ever is tried until then."""


async def main() -> None:
    _, address, *places = sys.argv
    # Tasks that fail are what is looked for.
    logging.disable()
    runtime = Runtime(telemetry=TelemetryConfig(logging=None))
    client = await Client.connect(address, runtime=runtime)
    turns = asyncio.Semaphore(AT_ONCE)

    async def take_turn(place: str) -> None:
        async with turns:
            await run(client, executor, place)

    with ThreadPoolExecutor(32) as executor:
        await asyncio.gather(*map(take_turn, places))


async def run(client: Client, executor: ThreadPoolExecutor, place: str) -> None:
    name, _, folders = place.partition("=")
    caller, workflows, activities = map(Version, map(Path, folders.split(",")))
    queue = f"{name}-{uuid4().hex[:12]}"
    workers = [
        Worker(
            client,
            task_queue=queue,
            workflows=workflows.workflows(),
            # The local ones.
            activities=workflows.activities(),
            activity_executor=executor,
            no_remote_activities=True,
            workflow_runner=UnsandboxedWorkflowRunner(),
            workflow_task_executor=executor,
        ),
        Worker(
            client,
            task_queue=queue,
            activities=activities.activities(),
            activity_executor=executor,
        ),
    ]
    async with workers[0], workers[1]:
        problems = await caller.call(client, queue, PATIENCE)
        if problems:
            # It may have ended already.
            with suppress(RPCError):
                await client.get_workflow_handle(queue).terminate()
    print(json.dumps({"name": name, "problems": problems}), flush=True)


asyncio.run(main())
# A thread of the SDK (1.35) may still report to an interpreter that ends: a crash.
sys.stdout.flush()
os._exit(0)
