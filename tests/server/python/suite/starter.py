"""Starts workflows of given inputs, or finds those that run already.

    python -m suite.starter ADDRESS QUEUE [desk JSON | relay JSON]...

Says the run and the id of each, and `done` at the end.
"""

from __future__ import annotations

import asyncio
import json
import sys

from suite_contract.tests_suite_v1 import (
    DeskHandle,
    Load,
    Opening,
    RelayHandle,
    SuiteClient,
)
from temporalio.client import Client
from temporalio.exceptions import WorkflowAlreadyStartedError


async def start(
    suite: SuiteClient, queue: str, workflow: str, text: str
) -> tuple[str, str | None]:
    started: DeskHandle | RelayHandle
    value = json.loads(text)
    try:
        if workflow == "desk":
            opening = Opening.from_wire(value)
            started = await suite.desk(opening, task_queue=queue)
        else:
            load = Load.from_wire(value)
            started = await suite.relay(load, task_queue=queue)
    except WorkflowAlreadyStartedError as error:
        return error.workflow_id, error.run_id
    return started.id, started.run_id


async def main() -> None:
    address, queue, *inputs = sys.argv[1:]
    suite = SuiteClient(await Client.connect(address))
    for workflow, text in zip(inputs[::2], inputs[1::2], strict=True):
        id, run_id = await start(suite, queue, workflow, text)
        print(run_id, json.dumps(id))
    print("done")


if __name__ == "__main__":
    asyncio.run(main())
