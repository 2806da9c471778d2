"""Has the workers of a task queue make the histories, and writes them down.

    python record.py ADDRESS QUEUE PINNED FOLDER

The task queue `PINNED` has what is pinned, where the SDK can pin it.

Names on the wire are those of the recorded version, written out: the aliases are among
them, which no generated client sends. Says a line for each history: its name, its
workflow id and its run id.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from temporalio.client import Client, WorkflowHandle

PACKAGE = "tests.histories.v1"


class Recorder:
    def __init__(self, client: Client, queue: str, pinned: str, folder: Path) -> None:
        self._client = client
        self._queue = queue
        self._pinned = pinned
        self._folder = folder

    async def start(
        self, type_: str, name: str, *arguments: Any, queue: str | None = None
    ) -> Any:
        return await self._client.start_workflow(
            type_,
            args=arguments,
            id=f"{self._queue}/{name}",
            task_queue=queue or self._queue,
        )

    async def exercise(self) -> None:
        exercise = await self.start(
            f"{PACKAGE}.Exercise",
            "exercise",
            {"name": "ana", "zone": "north", "note": "short", "more": 1},
        )
        await exercise.signal("nudge")
        await exercise.execute_update("amend", {"text": "better"})
        await exercise.signal("approve", {"by": "bo"})
        await exercise.result()
        await self.write("exercise", exercise)
        helper = f"{exercise.id}/help/ana"
        await self.write("help", self._client.get_workflow_handle(helper))
        await self.write("lost", self._client.get_workflow_handle("again/lost-ana"))

    async def old_exercise(self) -> None:
        """By the names that are aliases now."""
        exercise = await self.start(
            "OldExercise",
            "old-exercise",
            {"name": "cy", "region": "south", "rounds": 2, "hint": "a hint"},
        )
        await exercise.execute_update("oldAmend", {"text": "better"})
        await exercise.signal("oldApprove", {"by": "di"})
        await exercise.result()
        await self.write("old-exercise", exercise)

    async def others(self) -> None:
        count = await self.start(f"{PACKAGE}.Count", "count", {"left": 1})
        await count.result()
        first = self._client.get_workflow_handle(
            count.id, run_id=count.first_execution_run_id
        )
        await self.write("count", first)
        await self.write("count-again", self._client.get_workflow_handle(count.id))
        bare = await self.start(f"{PACKAGE}.Bare", "bare")
        await bare.result()
        await self.write("bare", bare)

    async def pinned(self) -> None:
        """By workers of a deployment, where the SDK can pin what they run."""
        left = {"left": 3}
        held = await self.start(f"{PACKAGE}.Held", "held", left, queue=self._pinned)
        await held.result()
        await self.write("held", held)
        moored = await self.start(
            f"{PACKAGE}.Moored", "moored", left, queue=self._pinned
        )
        await moored.signal("sail", {"from": "north"})
        await moored.result()
        await self.write("moored", moored)

    async def cancelling(self) -> None:
        """Of what cancels its calls: activities, local ones and children."""
        for what in ["activities", "local activities", "children"]:
            name = f"quit-{what.replace(' ', '-')}"
            quit_ = await self.start(f"{PACKAGE}.Quit", name, {"what": what})
            await quit_.result()
            await self.write(name, quit_)

    async def failing(self) -> None:
        """Of what catches errors: of a local activity, and undeclared ones."""
        for type_ in ["Smelt", "Brave"]:
            name = type_.lower()
            handle = await self.start(f"{PACKAGE}.{type_}", name, {"name": "ed"})
            await handle.result()
            await self.write(name, handle)
        frail = self._client.get_workflow_handle("frail/ed")
        await self.write("frail", frail)

    async def write(self, name: str, handle: WorkflowHandle[Any, Any]) -> None:
        history = await handle.fetch_history()
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{name}.json"
        path.write_text(f"{history.to_json()}\n")
        print(name, history.workflow_id, history.run_id, flush=True)


async def main() -> None:
    _, address, queue, pinned, folder = sys.argv
    client = await Client.connect(address)
    recorder = Recorder(client, queue, pinned, Path(folder))
    await recorder.exercise()
    await recorder.old_exercise()
    await recorder.others()
    await recorder.pinned()
    await recorder.cancelling()
    await recorder.failing()


asyncio.run(main())
# A thread of the SDK (1.35) may still report to an interpreter that ends: a crash.
sys.stdout.flush()
os._exit(0)
