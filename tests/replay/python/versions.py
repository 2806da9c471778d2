"""Versions of the contract, each in a package that the tests have generated."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Any, ClassVar


class Version:
    """A version: its workflows, its activities and its worker."""

    _runtime: ClassVar[Any] = None

    def __init__(self, folder: Path) -> None:
        if str(folder.parent) not in sys.path:
            sys.path.insert(0, str(folder.parent))
        self._name = folder.name
        # The runtime is the same for all, and takes longer to load than the rest.
        runtime = f"{self._name}.contracts.runtime"
        if runtime not in sys.modules and Version._runtime is not None:
            sys.modules[runtime] = Version._runtime
        Version._runtime = self._module("contracts.runtime")

    def workflows(self) -> list[type]:
        """What a worker or a replayer is given, with a class for each name."""
        registered: list[type] = Version._runtime.workflow_types(
            self._module("exerciser").WORKFLOWS
        )
        return registered

    def activities(self) -> list[Any]:
        """What a worker is given for the activities, with their aliases."""
        registered: list[Any] = Version._runtime.activities_of(
            self._module("activities").Activities()
        )
        return registered

    def worker(self, client: Any, queue: str) -> Any:
        """The worker of the contract."""
        package = self._module("contracts.tests_histories_v1")
        return package.histories_worker(
            client,
            workflows=self._module("exerciser").WORKFLOWS,
            activities=self._module("activities").Activities(),
            task_queue=queue,
        )

    async def call(self, client: Any, queue: str, patience: float) -> str:
        """What goes wrong when the client of the contract calls everything."""
        problems: str = await self._module("caller").call(client, queue, patience)
        return problems

    def _module(self, name: str) -> Any:
        return importlib.import_module(f"{self._name}.{name}")
