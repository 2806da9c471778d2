"""Workers with options of the SDK: versions, processes, and no sandbox."""

from __future__ import annotations

import asyncio
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from app.activities import Packing, Payments
from app.orders import make_order
from app.workflows import Processing, Report, Shipping
from contracts.acme_orders_v1 import (
    CancelRequest,
    CardDeclined,
    ChargeRequest,
    OrdersClient,
    OrderState,
    orders_worker,
    payments_worker,
)
from contracts.runtime import activities_of, workflow_types
from temporalio.api.enums.v1 import VersioningBehavior as Behavior
from temporalio.api.workflowservice.v1 import (
    SetWorkerDeploymentCurrentVersionRequest,
)
from temporalio.common import VersioningBehavior, WorkerDeploymentVersion
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError
from temporalio.testing import ActivityEnvironment
from temporalio.worker import (
    SharedStateManager,
    UnsandboxedWorkflowRunner,
    WorkerDeploymentConfig,
)

if TYPE_CHECKING:
    from temporalio.client import Client

EVERY: list[type] = [Processing, Shipping, Report]


def charge(last4: str) -> ChargeRequest:
    order = make_order(uuid4().hex[:12], last4=last4)
    return ChargeRequest(
        order_id=order.order_id,
        amount=order.items[0].unit_price,
        method=order.payment,
        idempotency_key=UUID(int=7),
    )


async def test_a_workflow_runs_without_the_sandbox(client: Client) -> None:
    queue = f"plain-{uuid4()}"
    worker = orders_worker(
        client,
        workflows=EVERY,
        activities=[Packing()],
        task_queue=queue,
        workflow_runner=UnsandboxedWorkflowRunner(),
    )
    async with worker:
        _, state = await OrdersClient(client).process_order.with_cancel(
            make_order(uuid4().hex[:12]), CancelRequest(reason="late"), task_queue=queue
        )
    assert state is OrderState.CANCELLED


async def test_a_versioned_worker_versions_as_the_contract_says(
    client: Client,
) -> None:
    queue = f"versioned-{uuid4()}"
    version = WorkerDeploymentVersion(deployment_name=queue, build_id="1")
    worker = orders_worker(
        client,
        workflows=EVERY,
        activities=Packing(),
        task_queue=queue,
        deployment_config=WorkerDeploymentConfig(
            version=version,
            use_worker_versioning=True,
            default_versioning_behavior=VersioningBehavior.AUTO_UPGRADE,
        ),
    )
    async with worker:
        await make_current(client, version)
        order = make_order(uuid4().hex[:12])
        started, _ = await OrdersClient(client).process_order.with_cancel(
            order, CancelRequest(reason="late"), task_queue=queue
        )
        # By its other name as well.
        other = await client.start_workflow(
            "ProcessOrder",
            order,
            id=f"other-{uuid4()}",
            task_queue=queue,
            start_signal="pause",
        )
        await OrdersClient(client).process_order.by_id(other.id).state()
        for handle in (started.sdk, other):
            described = await handle.describe()
            info = described.raw_description.workflow_execution_info.versioning_info
            assert info.behavior == Behavior.VERSIONING_BEHAVIOR_PINNED
        await other.terminate()


async def make_current(client: Client, version: WorkerDeploymentVersion) -> None:
    """Lets new workflows start on a version, once its worker has shown up."""
    request = SetWorkerDeploymentCurrentVersionRequest(
        namespace=client.namespace,
        deployment_name=version.deployment_name,
        build_id=version.build_id,
    )
    for attempt in range(100):
        try:
            await client.workflow_service.set_worker_deployment_current_version(request)
        except RPCError:
            if attempt == 99:
                raise
            await asyncio.sleep(0.1)
        else:
            return


async def test_activities_run_in_processes(client: Client) -> None:
    queue = f"processes-{uuid4()}"
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, ProcessPoolExecutor(2, context) as pool:
        worker = payments_worker(
            client,
            activities=Payments(),
            task_queue=queue,
            activity_executor=pool,
            shared_state_manager=SharedStateManager.create_from_multiprocessing(
                manager
            ),
        )
        async with worker:
            charged = await client.execute_activity(
                "acme.orders.v1.ChargeCard",
                charge("4242"),
                id=str(uuid4()),
                task_queue=queue,
                start_to_close_timeout=timedelta(seconds=20),
            )
            assert charged["fee_minor"] == 30
            declined = await client.start_activity(
                "acme.orders.v1.ChargeCard",
                charge("0000"),
                id=str(uuid4()),
                task_queue=queue,
                start_to_close_timeout=timedelta(seconds=20),
            )
            with pytest.raises(Exception, match="failed") as caught:
                await declined.result()
    cause = caught.value.__cause__
    assert isinstance(cause, ApplicationError)
    assert (cause.type, cause.non_retryable) == ("CardDeclined", True)
    assert cause.details == ({"code": "stolen", "message": "ask for another card"},)


async def test_an_activity_runs_without_a_worker() -> None:
    environment = ActivityEnvironment()
    charged = environment.run(Payments().charge_card, charge("4242"))
    assert charged.fee_minor == 30
    with pytest.raises(CardDeclined):
        environment.run(Payments().charge_card, charge("0000"))


def test_a_declared_error_is_copied() -> None:
    error = CardDeclined(code="stolen", message="ask for another card")
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), copy.code, copy.message) == (
        CardDeclined,
        error.code,
        error.message,
    )


def test_what_the_sdk_registers_is_at_hand() -> None:
    names = [cls.__name__ for cls in workflow_types(EVERY)]
    assert names == ["Processing", "Processing", "Shipping", "Report"]
    assert len(activities_of(Packing())) == 3
