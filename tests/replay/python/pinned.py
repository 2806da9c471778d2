"""Keeps pinned executions running while another version is deployed.

    python pinned.py ADDRESS RECORDED VERSION...

All are folders of versions. An execution begins with the recorded one, which serves on
while the workers of each other version become the current ones; then it goes on. Says a
line of JSON for each: its name, and what went wrong, or nothing.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

from temporalio.api.enums.v1 import VersioningBehavior
from temporalio.client import Client
from temporalio.common import WorkerDeploymentVersion
from temporalio.runtime import Runtime, TelemetryConfig
from versions import Version, make_current

PATIENCE = 20.0
"""Seconds that an execution may take: what fails for ever is tried until then."""


async def main() -> None:
    _, address, recorded, *folders = sys.argv
    # Tasks that fail are what is looked for.
    logging.disable()
    runtime = Runtime(telemetry=TelemetryConfig(logging=None))
    client = await Client.connect(address, runtime=runtime)
    for folder in map(Path, folders):
        problem = await deploy(client, Version(Path(recorded)), Version(folder))
        line = {"name": folder.name, "problems": problem}
        print(json.dumps(line), flush=True)


async def deploy(client: Client, old: Version, new: Version) -> str:
    queue = f"pinned-{uuid4().hex[:12]}"
    before = WorkerDeploymentVersion(queue, "old")
    after = WorkerDeploymentVersion(queue, "new")
    async with old.worker(client, queue, before):
        await make_current(client, before)
        execution = await client.start_workflow(
            "tests.histories.v1.Moored", {"left": 3}, id=queue, task_queue=queue
        )
        await wait_until_pinned(execution)
        async with new.worker(client, queue, after):
            await make_current(client, after)
            await execution.signal("sail", {"from": "north"})
            try:
                await asyncio.wait_for(execution.result(), PATIENCE)
            except Exception as error:
                await execution.terminate()
                return f"{type(error).__name__}: {error}"
    return ""


async def wait_until_pinned(execution: Any) -> None:
    for _ in range(100):
        described = await execution.describe()
        info = described.raw_description.workflow_execution_info
        pinned = VersioningBehavior.VERSIONING_BEHAVIOR_PINNED
        if info.versioning_info.behavior == pinned:
            return
        await asyncio.sleep(0.1)
    raise TimeoutError("the server pins nothing")


asyncio.run(main())
# A thread of the SDK (1.35) may still report to an interpreter that ends: a crash.
sys.stdout.flush()
os._exit(0)
