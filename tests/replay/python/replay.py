"""Replays histories with versions of the contract.

    python replay.py HISTORIES VERSION...

The first is a folder of histories, the others are folders of versions. Says a line of
JSON for each version and history: what became of it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from temporalio.client import WorkflowHistory
from temporalio.runtime import Runtime, TelemetryConfig
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner
from temporalio.workflow import NondeterminismError
from versions import Version


async def main() -> None:
    _, histories, *folders = sys.argv
    recorded = {
        path.stem: read(path) for path in sorted(Path(histories).glob("*.json"))
    }
    # Signals that are dropped, tasks that fail and what they leave behind are what is
    # looked for.
    logging.disable()
    warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
    runtime = Runtime(telemetry=TelemetryConfig(logging=None))
    with ThreadPoolExecutor(2) as executor:
        for folder in map(Path, folders):
            replayer = Replayer(
                workflows=Version(folder).workflows(),
                # The generated modules would be loaded anew for each execution.
                workflow_runner=UnsandboxedWorkflowRunner(),
                workflow_task_executor=executor,
                runtime=runtime,
            )
            for name, history in recorded.items():
                result = await replayer.replay_workflow(
                    history, raise_on_replay_failure=False
                )
                outcome = {
                    "version": folder.name,
                    "history": name,
                    **outcome_of(result.replay_failure),
                }
                print(json.dumps(outcome), flush=True)


def outcome_of(failure: Exception | None) -> dict[str, str]:
    match failure:
        case None:
            return {"outcome": "replays", "message": ""}
        case NondeterminismError():
            return {"outcome": "diverges", "message": str(failure)}
        case _:
            return {"outcome": "fails", "message": str(failure)}


def read(path: Path) -> WorkflowHistory:
    history = json.loads(path.read_text())
    started = history["events"][0]["workflowExecutionStartedEventAttributes"]
    return WorkflowHistory.from_json(started["workflowId"], history)


asyncio.run(main())
# A thread of the SDK (1.35) may still report to an interpreter that ends: a crash.
sys.stdout.flush()
os._exit(0)
