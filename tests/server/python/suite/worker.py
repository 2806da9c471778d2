"""A worker as a process of its own, as the `suite-worker` in Rust is one.

    python -m suite.worker ADDRESS QUEUE@NAMESPACE[=CONVERTER]...

The converter is that of the SDK, `pydantic`, or `contract` for the exported one. Says
`serving` and serves until it is killed or its standard input ends.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from typing import Final

from suite_contract.tests_shared_v1 import shared_worker
from suite_contract.tests_suite_v1 import (
    DATA_CONVERTER,
    suite_configured_worker,
    suite_elsewhere_worker,
    suite_worker,
)
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import DataConverter
from temporalio.worker import Worker

from .activities import Elsewhere, Office, PostOffice
from .desk import FrontDesk
from .errand import Errands
from .helper import Auditor, Clerk, Configured, Idle, Relay

WORKFLOWS: Final = [FrontDesk, Errands, Relay, Clerk, Idle]


def worker(client: Client, queue: str) -> Worker:
    """A queue that the contract does not name is served as `suite` is."""
    match queue:
        case "shared":
            return shared_worker(client, workflows=[Auditor], activities=PostOffice())
        case "suite-elsewhere":
            return suite_elsewhere_worker(client, activities=Elsewhere())
        case "suite-configured":
            return suite_configured_worker(client, workflows=[Configured])
        case _:
            return suite_worker(
                client, workflows=WORKFLOWS, activities=Office(), task_queue=queue
            )


CONVERTERS: Final = {
    "": DataConverter.default,
    "pydantic": pydantic_data_converter,
    "contract": DATA_CONVERTER,
}


async def serve(address: str, places: list[str]) -> None:
    """Serves places until it fails."""
    workers: list[Worker] = []
    for place in places:
        queue, _, rest = place.partition("@")
        namespace, _, converter = rest.partition("=")
        client = await Client.connect(
            address, namespace=namespace, data_converter=CONVERTERS[converter]
        )
        workers.append(worker(client, queue))
    print("serving", flush=True)
    await asyncio.gather(*(each.run() for each in workers))


def end_with_standard_input() -> None:
    """Ends this process when whoever started it has closed the pipe, or is gone."""

    def wait() -> None:
        sys.stdin.buffer.read()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()


def main() -> None:
    _, address, *places = sys.argv
    end_with_standard_input()
    asyncio.run(serve(address, places))


if __name__ == "__main__":
    main()
