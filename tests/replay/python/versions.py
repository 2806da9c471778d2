"""Versions of the contract, each in a package that the tests have generated."""

from __future__ import annotations

import asyncio
import importlib
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from temporalio.api.workflowservice.v1 import SetWorkerDeploymentCurrentVersionRequest
from temporalio.client import Client
from temporalio.common import VersioningBehavior, WorkerDeploymentVersion
from temporalio.service import RPCError
from temporalio.worker import WorkerDeploymentConfig


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

    def worker(
        self, client: Any, queue: str, build: WorkerDeploymentVersion | None = None
    ) -> Any:
        """The worker of the contract, of a build of its deployment where it has one."""
        package = self._module("contracts.tests_histories_v1")
        return package.histories_worker(
            client,
            workflows=self._module("exerciser").WORKFLOWS,
            activities=self._module("activities").Activities(),
            task_queue=queue,
            deployment_config=None if build is None else deployed(build),
        )

    async def call(self, client: Any, queue: str, patience: float) -> str:
        """What goes wrong when the client of the contract calls everything."""
        problems: str = await self._module("caller").call(client, queue, patience)
        return problems

    def _module(self, name: str) -> Any:
        return importlib.import_module(f"{self._name}.{name}")


def deployed(build: WorkerDeploymentVersion) -> WorkerDeploymentConfig:
    """What a worker of a build is told. What is not pinned moves to newer ones."""
    return WorkerDeploymentConfig(
        version=build,
        use_worker_versioning=True,
        default_versioning_behavior=VersioningBehavior.AUTO_UPGRADE,
    )


async def make_current(client: Client, build: WorkerDeploymentVersion) -> None:
    """Gives new executions to a build, once the server knows of its workers."""
    request = SetWorkerDeploymentCurrentVersionRequest(
        namespace=client.namespace,
        deployment_name=build.deployment_name,
        build_id=build.build_id,
        ignore_missing_task_queues=True,
    )
    for _ in range(100):
        with suppress(RPCError):
            await client.workflow_service.set_worker_deployment_current_version(request)
            return
        await asyncio.sleep(0.1)
    raise TimeoutError(f"the server knows of no worker of {build}")
