"""Workers, which refuse to be made while something of their contract is missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from temporalio.client import Client
from temporalio.worker import Worker

from .activities import ActivitiesBase, activities_of, is_sync
from .definitions import Activity
from .options import WorkerOptions
from .workflows import contract_of, workflow_types


@dataclass(frozen=True, kw_only=True)
class Queue:
    """What a contract declares for a task queue."""

    name: str
    workflows: tuple[type, ...] = ()
    """The generated classes of its workflows."""
    activities: type | None = None
    """The generated class of its activities."""


def make_worker(
    queue: Queue,
    client: Client,
    *,
    workflows: Sequence[type] = (),
    activities: ActivitiesBase | Sequence[ActivitiesBase | Callable[..., Any]] = (),
    task_queue: str,
    options: WorkerOptions,
) -> Worker:
    """The SDK's worker for a task queue of a contract.

    Raises a `TypeError` that names all that is missing. Workflows and activities that
    are not part of the contract may be served with it. Activities that are not
    asynchronous get threads to run in, unless the options bring an executor.
    """
    given = [activities] if isinstance(activities, ActivitiesBase) else activities
    _refuse_missing(queue, workflows, given)
    functions: list[Callable[..., Any]] = []
    for each in given:
        if isinstance(each, ActivitiesBase):
            functions += activities_of(each)
        else:
            functions.append(each)
    config: dict[str, Any] = {**options}
    if "activity_executor" not in config and any(map(is_sync, functions)):
        config["activity_executor"] = ThreadPoolExecutor(
            config.get("max_concurrent_activities") or 100,
            thread_name_prefix=f"activities-{queue.name}",
        )
    return Worker(
        client,
        task_queue=task_queue,
        workflows=workflow_types(workflows, versioned=_is_versioned(options)),
        activities=functions,
        **config,
    )


def _is_versioned(options: WorkerOptions) -> bool:
    deployment = options.get("deployment_config")
    return deployment is not None and deployment.use_worker_versioning


def _refuse_missing(
    queue: Queue, workflows: Sequence[type], activities: Sequence[Any]
) -> None:
    missing: list[str] = []
    for base in queue.workflows:
        contract = contract_of(base)
        found = [cls for cls in workflows if issubclass(cls, base) and cls is not base]
        if contract is not None and not found:
            missing.append(
                f"the workflow `{contract.schema}`: add a class that derives from "
                f"{base.__name__} to `workflows`"
            )
        if contract is not None and len(found) > 1:
            classes = " and ".join(cls.__qualname__ for cls in found)
            missing.append(
                f"one class for the workflow `{contract.schema}`: {classes} are several"
            )
    served = queue.activities
    if served is not None and not any(isinstance(each, served) for each in activities):
        names = ", ".join(f"`{method}`" for method in _methods(served))
        missing.append(
            f"the activities {names}: give `activities` an object of a class that "
            f"derives from {served.__name__}"
        )
    if missing:
        start = f"the worker of the task queue `{queue.name}` lacks:"
        raise TypeError("\n  - ".join([start, *missing]))


def _methods(base: type) -> list[str]:
    contract: tuple[Activity[Any, Any], ...] = getattr(base, "_tempoc_contract", ())
    return [each.method for each in contract]
