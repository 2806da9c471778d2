"""The classes of workflows and activities, as users would derive them."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from chance.activities import ActivityProgram
    from chance.program import Program


def workflow_classes(program: Program) -> list[type]:
    """What a worker or a replayer is given for the workflows of a version."""
    classes = [workflow_class(program, key) for key in program.new.workflows]
    registered: list[type] = program.generated.runtime.workflow_types(classes)
    return registered


def workflow_class(program: Program, key: str) -> type:
    def begin(self: Any) -> None:
        self.execution = program.begin(key)

    async def run(self: Any, *given: Any) -> Any:
        return await program.run(self.execution, *given or (None,))

    methods: dict[str, Any] = {"__init__": begin, "run": run}
    declared = program.new.workflows[key]
    for kind in ("signals", "queries", "updates"):
        for message, operation in declared.messages(kind).items():
            methods[operation.name] = handler(program, key, kind, message)
    base = program.generated.workflow_base(key)
    # The sandbox would want it at the top of a module.
    return derived(f"Code{key}", base, methods, sandboxed=False)


def handler(program: Program, key: str, kind: str, message: str) -> Callable[..., Any]:
    async def wait(self: Any, *given: Any) -> Any:
        return await program.handle(self.execution, kind, message, *given or (None,))

    def answer(self: Any, *given: Any) -> Any:
        return program.handle_at_once(self.execution, kind, message, *given or (None,))

    is_async = kind != "queries" and program.waits(key, message)
    return wait if is_async else answer


def activity_functions(program: ActivityProgram) -> list[Any]:
    """What a worker is given for the activities."""
    keys = {each.name: key for key, each in program.contract.activities.items()}
    functions: list[Any] = []
    for base in program.generated.activity_bases():
        methods = {
            name: activity(program, keys[name]) for name in base.__abstractmethods__
        }
        implementer = derived(f"Code{base.__name__}", base, methods)()
        functions += program.generated.runtime.activities_of(implementer)
    return functions


def activity(program: ActivityProgram, key: str) -> Callable[..., Any]:
    async def run(self: Any, *given: Any) -> Any:
        return program.run(key)

    return run


def derived(name: str, base: Any, methods: dict[str, Any], **options: Any) -> type:
    for method in methods.values():
        # These would be held against the contract, and are the same for all of it.
        method.__annotations__ = {}
    body = {"__module__": __name__, **methods}
    return types.new_class(name, (base,), options, lambda space: space.update(body))
