"""Serves task queues with versions of the contract.

    python serve.py ADDRESS QUEUE=VERSION...

A version is a folder. Says `serving` and serves until its standard input ends.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from pathlib import Path
from typing import Any

from temporalio.client import Client
from versions import Version


async def main() -> None:
    _, address, *places = sys.argv
    threading.Thread(target=end_with_standard_input, daemon=True).start()
    client = await Client.connect(address)
    workers: list[Any] = []
    for place in places:
        queue, _, folder = place.partition("=")
        workers.append(Version(Path(folder)).worker(client, queue))
    print("serving", flush=True)
    await asyncio.gather(*(worker.run() for worker in workers))


def end_with_standard_input() -> None:
    """Ends this process when whoever started it has closed the pipe, or is gone."""
    sys.stdin.buffer.read()
    os._exit(0)


asyncio.run(main())
