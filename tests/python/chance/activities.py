"""What the code of activities does, in the version that is recorded."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

from temporalio import activity

from chance.objects import Objects
from chance.values import make_fields, make_value

if TYPE_CHECKING:
    from chance.generated import Generated


class ActivityProgram:
    """The code of all activities: it answers something, or fails."""

    def __init__(self, generated: Generated) -> None:
        self.contract = generated.contract
        self.generated = generated
        self.objects = Objects(generated)

    def run(self, key: str) -> Any:
        info = activity.info()
        random = Random(f"{info.workflow_id} {info.activity_id} {info.attempt} {key}")
        declared = self.contract.activities[key]
        if declared.errors and random.random() < 0.3:
            raise self._error(random.choice(declared.errors), random)
        if declared.output is None:
            return None
        value = make_value(self.contract, declared.output, random)
        return self.objects.object(declared.output, value)

    def _error(self, key: str, random: Random) -> Exception:
        """An error that it declares."""
        fields = self.contract.errors[key].fields
        values = make_fields(self.contract, fields, random)
        made: Exception = self.objects.record(self.generated.error(key), fields, values)
        return made
