"""What the tests share: a server, and the compiler."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from dev_server import dev_server
from temporalio.client import Client

if TYPE_CHECKING:
    from collections.abc import Generator


@pytest.fixture(scope="session")
def server_address(tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    """Where a real Temporal server listens, which all tests share."""
    with dev_server(tmp_path_factory.mktemp("server") / "log.txt") as address:
        yield address


@pytest.fixture
async def client(server_address: str) -> Client:
    """A client of the SDK to that server, as a user would connect one."""
    return await Client.connect(server_address)
