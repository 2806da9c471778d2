"""Replaying histories with a version of the contract."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from temporalio.runtime import Runtime, TelemetryConfig
from temporalio.worker import Replayer, UnsandboxedWorkflowRunner

from chance.classes import workflow_classes

if TYPE_CHECKING:
    from chance.execution import Seen
    from chance.program import Program
    from chance.record import Recorded

# Seconds until a replay has to come to its end, also on a busy machine.
PATIENCE: Final = 60.0

EXECUTOR: Final = ThreadPoolExecutor(2)


@dataclass(frozen=True)
class Replayed:
    """What became of a history."""

    # What its replay failed of.
    failure: str | None
    # What code has read otherwise than it was recorded.
    differences: list[str]
    # What it has read, by place.
    seen: dict[str, Seen]

    @property
    def is_as_recorded(self) -> bool:
        return self.failure is None and not self.differences


class Replays:
    """Replays histories, one after the other."""

    def __init__(self, program: Program, runtime: Runtime) -> None:
        self.program = program
        self.replayer = Replayer(
            workflows=workflow_classes(program),
            # The generated modules would be loaded anew for each execution.
            workflow_runner=UnsandboxedWorkflowRunner(),
            workflow_task_executor=EXECUTOR,
            # A busy machine is no deadlock.
            debug_mode=True,
            runtime=runtime,
        )

    async def replay(
        self, recorded: Recorded, seen: dict[str, Seen] | None
    ) -> Replayed:
        """Replays a history, with what the recorded version has seen in it."""
        program = self.program
        program.recorded = seen
        program.executions.clear()
        failure = await self._failure(recorded)
        execution = program.executions.get(recorded.history.run_id)
        differences = list(execution.differences) if execution else []
        sees = dict(execution.seen) if execution else {}
        if failure is None:
            missing = [place for place in seen or {} if place not in sees]
            differences += [f"{place}: never comes" for place in missing]
        return Replayed(failure, differences, sees)

    async def _failure(self, recorded: Recorded) -> str | None:
        replay = self.replayer.replay_workflow(
            recorded.history, raise_on_replay_failure=False
        )
        try:
            failure = (await asyncio.wait_for(replay, PATIENCE)).replay_failure
        except asyncio.TimeoutError:
            return f"it does not end within {PATIENCE} s"
        return None if failure is None else f"{type(failure).__name__}: {failure}"


def silent_runtime() -> Runtime:
    """Replays that fail are looked for: the SDK's core need not speak of them."""
    return Runtime(telemetry=TelemetryConfig(logging=None))
