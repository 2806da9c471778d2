"""Serves task queues with versions of the contract.

    python serve.py ADDRESS QUEUE[@BUILD]=VERSION...

A version is a folder. With a build, its workers are those of a deployment, of which it
is the current one. Says `serving` and serves until its standard input ends.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from pathlib import Path

from temporalio.client import Client
from temporalio.common import WorkerDeploymentVersion
from versions import Version, make_current


async def main() -> None:
    _, address, *places = sys.argv
    threading.Thread(target=end_with_standard_input, daemon=True).start()
    client = await Client.connect(address)
    serving: list[asyncio.Task[None]] = []
    for place in places:
        at, _, folder = place.partition("=")
        queue, _, build = at.partition("@")
        version = Version(Path(folder))
        if not build:
            serving.append(asyncio.create_task(version.worker(client, queue).run()))
            continue
        deployed = WorkerDeploymentVersion("histories", build)
        worker = version.worker(client, queue, deployed)
        serving.append(asyncio.create_task(worker.run()))
        await make_current(client, deployed)
    print("serving", flush=True)
    await asyncio.gather(*serving)


def end_with_standard_input() -> None:
    """Ends this process when whoever started it has closed the pipe, or is gone."""
    sys.stdin.buffer.read()
    os._exit(0)


asyncio.run(main())
