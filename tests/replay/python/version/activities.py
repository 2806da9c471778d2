"""What the workflows call, for the recording and for live workers."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import final

from temporalio import activity

from .contracts.tests_histories_v1 import (
    Guess,
    HistoriesActivities,
    Ore,
    Progress,
    Purity,
    Reading,
    Refused,
    Sample,
    Spoilt,
    Task,
    Worn,
)

READING = Path(__file__).with_name("reading.json")


@final
class Activities(HistoriesActivities):
    def measure(self, input: Sample) -> Reading:
        return Reading.from_wire(json.loads(READING.read_text()))

    def guess(self, input: Sample) -> Guess:
        return Guess(value=7)

    def attempt(self, input: Sample) -> None:
        raise Refused(code="no")

    def walk(self, input: Progress) -> int:
        activity.heartbeat(Progress(done=1))
        return input.done

    def tick(self) -> None:
        pass

    def assay(self, input: Ore) -> Purity:
        if input.name == "dross":
            raise Spoilt(reason="dross")
        return Purity(share=50, mark="fine")

    def wear(self, input: Task) -> None:
        raise Worn(by="time")

    def grind(self, input: Task) -> None:
        raise Worn(by="sand")

    async def linger(self, input: Task) -> None:
        await until_cancelled()

    async def linger_on(self, input: Task) -> None:
        await until_cancelled()

    async def linger_off(self, input: Task) -> None:
        await until_cancelled()

    def anchor(self) -> None:
        pass

    async def dawdle(self, input: Task) -> None:
        await asyncio.Event().wait()


async def until_cancelled() -> None:
    while True:
        activity.heartbeat()
        await asyncio.sleep(0.1)
