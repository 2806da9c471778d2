"""What the workflows call, for the recording and for live workers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import final

from temporalio import activity

from .contracts.tests_histories_v1 import (
    Guess,
    HistoriesActivities,
    Progress,
    Reading,
    Refused,
    Sample,
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
