"""What workflow code reads, held against what it has read before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from temporalio.exceptions import ApplicationError, FailureError

from chance.comparison import Comparison
from chance.execution import Failure, Seen

if TYPE_CHECKING:
    from chance.contracts import AnyType, Contract, Operation
    from chance.execution import Execution
    from chance.objects import Objects


class Reader:
    """Notes what code of a version sees, and what it sees otherwise than recorded."""

    def __init__(self, old: Contract, objects: Objects) -> None:
        self.old = old
        self.objects = objects
        self.generated = objects.generated
        self.comparison = Comparison(old, objects.contract)

    def see(self, execution: Execution, place: str, seen: Seen) -> None:
        """Sees what is no payload."""
        was = execution.go_on(place, seen, None)
        if was is not None and was != seen:
            execution.differences.append(f"{place}: recorded {was}, sees {seen}")

    def see_value(
        self,
        execution: Execution,
        place: str,
        given: Any,
        old: AnyType | None,
        new: AnyType | None,
    ) -> None:
        """Sees a payload of a type, which was of another one."""
        if old is None or new is None:
            execution.go_on(place, Seen("nothing"), old)
            return
        value = self.objects.value(new, given)
        was = execution.go_on(place, Seen("value", value), old)
        if was is None or was.kind == "nothing":
            return
        if was.kind == "value":
            execution.differences += self.comparison.differences(
                place, old, was.value, new, value
            )
        else:
            execution.differences.append(f"{place}: recorded {was}, sees {value!r}")

    def see_failure(
        self,
        execution: Execution,
        place: str,
        error: FailureError,
        new: Operation,
    ) -> bool:
        """Sees an error, and says whether there was one before.

        Where the version does not declare it any more, whoever moves the code catches
        what there is.
        """
        failure = self._failure(error)
        seen = Seen("failure", failure)
        was = execution.go_on(place, seen, None)
        if was is None:
            return False
        recorded: Failure = was.value
        if was.kind != "failure":
            execution.differences.append(f"{place}: recorded {was}, sees {seen}")
            return False
        if recorded.key is not None and recorded.key not in new.errors:
            return True
        if recorded.key != failure.key or (
            recorded.key is None and recorded.text != failure.text
        ):
            execution.differences.append(f"{place}: recorded {was}, sees {seen}")
        elif recorded.key is not None:
            execution.differences += self.comparison.of_fields(
                place,
                self.old.errors[recorded.key].fields,
                recorded.fields,
                self.generated.contract.errors[recorded.key].fields,
                failure.fields,
            )
        return True

    def _failure(self, error: FailureError) -> Failure:
        for key, declared in self.generated.contract.errors.items():
            if type(error) is self.generated.error(key):
                fields = self.objects.fields_value(declared.fields, error)
                return Failure(key, fields, declared.name)
        cause = error.__cause__
        text = f"{type(error).__name__}: {type(cause).__name__}"
        if isinstance(cause, ApplicationError):
            text += f" {cause.type}"
        return Failure(None, {}, text)
