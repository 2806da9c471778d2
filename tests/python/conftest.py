"""What the tests share: a server, and the compiler."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dev_server import dev_server
from suite_stage import (
    CASTS,
    NAMESPACES,
    SEARCH_ATTRIBUTES,
    Stage,
    serving_in_python,
    serving_in_rust,
)
from temporalio.client import Client

if TYPE_CHECKING:
    from collections.abc import Generator


@pytest.fixture(scope="session")
def server_address(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    """Where a real Temporal server listens, which all tests share."""
    with dev_server(
        tmp_path_factory.mktemp("server") / "log.txt",
        namespaces=NAMESPACES,
        search_attributes=SEARCH_ATTRIBUTES,
    ) as address:
        yield address


@pytest.fixture
async def client(server_address: str) -> Client:
    """A client of the SDK to that server, as a user would connect one."""
    return await Client.connect(server_address)


@pytest.fixture(scope="session")
def suite_workers(server_address: str) -> Generator[None]:
    """The workers of all casts."""
    with serving_in_rust(server_address), serving_in_python(server_address):
        yield


@pytest.fixture
async def alone(server_address: str) -> Stage:
    """A stage whose queue nobody serves."""
    return await Stage.alone(server_address)


@pytest.fixture(params=["rust", "python", "pydantic"])
async def stage(
    request: pytest.FixtureRequest, server_address: str, suite_workers: None
) -> Stage:
    """A stage for what a client sees of a worker, in each language."""
    return await Stage.of(CASTS[request.param], server_address)


@pytest.fixture(params=list(CASTS))
async def cast_stage(
    request: pytest.FixtureRequest, server_address: str, suite_workers: None
) -> Stage:
    """A stage for what passes through several workers, in each language and across."""
    return await Stage.of(CASTS[request.param], server_address)
