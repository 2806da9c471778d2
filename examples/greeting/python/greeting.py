"""The whole of it: a contract, a workflow, an activity, a worker and a caller."""

import asyncio
from typing import final

from contracts.acme_greeting_v1 import (
    GreetingActivities,
    GreetingClient,
    GreetWorkflow,
    activities,
    greeting_worker,
)


@final
class Greeter(GreetWorkflow):
    async def run(self, input: str) -> str:
        return await activities.compose_greeting(input)


class Composer(GreetingActivities):
    def compose_greeting(self, input: str) -> str:
        return f"Hello, {input}!"


async def main() -> None:
    client = await GreetingClient.connect_from_env()
    async with greeting_worker(client.sdk, workflows=[Greeter], activities=Composer()):
        print(await client.greet.execute("Temporal"))


if __name__ == "__main__":
    asyncio.run(main())
