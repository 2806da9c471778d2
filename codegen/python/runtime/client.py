"""The client of a contract, and how it connects."""

from __future__ import annotations

from typing import Any

from temporalio.client import Client
from temporalio.envconfig import ClientConfig
from typing_extensions import Self


class ContractClient:
    """Base of the generated clients."""

    def __init__(self, sdk: Client) -> None:
        """A client on a connection that is already made."""
        self.sdk = sdk
        """The SDK's own client."""

    @classmethod
    async def connect_from_env(cls) -> Self:
        """Connects to where the environment and `temporal.toml` say.

        That is a server on this machine if they say nothing.
        """
        return cls(await connect_from_env())


async def connect_from_env() -> Client:
    """The SDK's client of where the environment and `temporal.toml` say.

    That is a server on this machine if they say nothing.
    """
    config: dict[str, Any] = {
        "target_host": "localhost:7233",
        **ClientConfig.load_client_connect_config(),
    }
    return await Client.connect(**config)
