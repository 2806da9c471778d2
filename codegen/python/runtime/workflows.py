"""What makes a plain class a Temporal workflow.

The SDK is given functions of ours, which it finds on the class, and the methods of the
user's class stay as they are. So inputs are read as the contract says, whatever the
annotations of the methods, and a definition may have several names.
"""

from __future__ import annotations

import inspect
import sys
import types
from abc import ABC
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, ClassVar, TypeAlias, TypeVar, cast

from temporalio import workflow
from temporalio.common import VersioningBehavior
from temporalio.exceptions import ApplicationError
from typing_extensions import TypedDict

from .arguments import read_arguments, write_output
from .definitions import Query, Signal, Update, Workflow
from .mistakes import Expected, find_mistakes, refuse
from .payload import NOTHING, Payload

T = TypeVar("T")

MaybeAwaitable: TypeAlias = T | Awaitable[T]
"""What a handler gives that may be `def` or `async def`."""


class WorkflowBase(ABC):
    """Base of the generated classes that implementers of workflows derive from."""

    _tempoc_contract: ClassVar[Workflow[Any, Any]]
    _tempoc_options: ClassVar[_Options]

    def __init_subclass__(
        cls,
        *,
        contract: Workflow[Any, Any] | None = None,
        served_as: str | None = None,
        sandboxed: bool = True,
        failure_exception_types: Sequence[type[BaseException]] = (),
        versioning_behavior: VersioningBehavior = VersioningBehavior.UNSPECIFIED,
    ) -> None:
        """Registers a class of a user with the SDK.

        The last three keywords are those of `workflow.defn`. `contract` is for
        generated classes, and `served_as` for the variants that are made here.
        """
        super().__init_subclass__()
        if contract is not None:
            cls._tempoc_contract = contract
            return
        contract = cls._tempoc_contract
        cls._tempoc_options = {
            "sandboxed": sandboxed,
            "failure_exception_types": failure_exception_types,
            "versioning_behavior": versioning_behavior,
        }
        if served_as is None:
            if not workflow.unsafe.in_sandbox():
                # The sandbox makes the class again for each execution.
                _check(cls, contract, sandboxed=sandboxed)
            _register_messages(cls, contract)
            _register_init(cls, contract)
        _register_run(cls, contract)
        workflow.defn(name=served_as or contract.name, **cls._tempoc_options)(cls)
        if served_as is None and _has_versioned_workers:
            _put_versioned_into_module(cls, contract)


class _Options(TypedDict):
    """What `workflow.defn` is told about a class."""

    sandboxed: bool
    failure_exception_types: Sequence[type[BaseException]]
    versioning_behavior: VersioningBehavior


_has_versioned_workers = False
"""Whether a worker of this process is versioned: the sandbox makes no class in vain."""


def workflow_types(classes: Sequence[type], *, versioned: bool = False) -> list[type]:
    """What a worker registers for some classes: a class for each name of a workflow.

    What the contract says about versioning is for versioned workers only, as the server
    refuses it from others.
    """
    global _has_versioned_workers
    _has_versioned_workers |= versioned
    registered: list[type] = []
    for cls in classes:
        contract = contract_of(cls)
        if contract is None:
            registered.append(cls)
            continue
        behavior = contract.versioning if versioned else _UNSPECIFIED
        for name in (contract.name, *contract.aliases):
            registered.append(_variant(cls, contract, name, behavior))
    return registered


def contract_of(cls: type) -> Workflow[Any, Any] | None:
    """The workflow that a class implements, if it is one of a contract."""
    return getattr(cls, "_tempoc_contract", None)


def workflow_id() -> str:
    """The id of the workflow that runs."""
    return workflow.info().workflow_id


_UNSPECIFIED = VersioningBehavior.UNSPECIFIED


def _variant(
    cls: type, contract: Workflow[Any, Any], name: str, behavior: VersioningBehavior
) -> type:
    """The class itself, or one like it: the SDK has one name and one behavior for each.

    The sandbox imports a class by its name. So a variant for another name of a workflow
    is called like the class, and one for another behavior is put into its module.
    """
    options: _Options = getattr(cls, "_tempoc_options")  # noqa: B009
    own = options["versioning_behavior"]
    if own is not _UNSPECIFIED:
        behavior = own
    if name == contract.name and behavior is own:
        return cls
    class_name = cls.__name__
    if behavior is not own:
        class_name += f"__{behavior.name.lower()}"
    keywords = {**options, "versioning_behavior": behavior, "served_as": name}
    body = {"__module__": cls.__module__, "__qualname__": class_name}
    return types.new_class(
        class_name, (cls,), keywords, lambda namespace: namespace.update(body)
    )


def _put_versioned_into_module(cls: type, contract: Workflow[Any, Any]) -> None:
    variant = _variant(cls, contract, contract.name, contract.versioning)
    setattr(sys.modules[cls.__module__], variant.__name__, variant)


def _register_run(cls: type, contract: Workflow[Any, Any]) -> None:
    method = inspect.getattr_static(cls, "run")

    async def run(self: Any, *given: Any) -> Any:
        arguments = read_arguments(contract.input, given)
        return write_output(contract.output, await method(self, *arguments))

    _dress(run, cls, "run", contract.input, contract.output)
    registered: Any = cls
    registered._tempoc_run = workflow.run(run)


def _register_init(cls: type, contract: Workflow[Any, Any]) -> None:
    """Lets a user's `__init__` take the input, by the mark of `workflow.init`."""
    init: Any = inspect.getattr_static(cls, "__init__")
    if not _init_takes_input(cls):
        return

    def __init__(self: Any, *given: Any) -> None:
        init(self, *read_arguments(contract.input, given))

    _dress(__init__, cls, "__init__", contract.input, NOTHING)
    registered: Any = cls
    registered.__init__ = workflow.init(__init__)


def _register_messages(cls: type, contract: Workflow[Any, Any]) -> None:
    for signal in contract.signals:
        for name in (signal.name, *signal.aliases):
            _register_signal(cls, signal, name)
    for query in contract.queries:
        for name in (query.name, *query.aliases):
            _register_query(cls, query, name)
    for update in contract.updates:
        for name in (update.name, *update.aliases):
            _register_update(cls, update, name)


def _register_signal(cls: type, signal: Signal[Any], name: str) -> None:
    method = inspect.getattr_static(cls, signal.method)

    async def handle(self: Any, *given: Any) -> None:
        try:
            arguments = read_arguments(signal.input, given)
        except ApplicationError as error:
            # As the SDK does with an argument that it cannot decode.
            workflow.logger.error(f"dropping the signal `{name}`: {error}")
            return
        await _wait(method(self, *arguments))

    _dress(handle, cls, signal.method, signal.input, NOTHING)
    register = workflow.signal(
        name=name, unfinished_policy=signal.unfinished, description=signal.description
    )
    setattr(cls, f"_tempoc_signal_{name}", register(handle))


def _register_query(cls: type, query: Query[Any, Any], name: str) -> None:
    method = inspect.getattr_static(cls, query.method)

    def handle(self: Any, *given: Any) -> Any:
        arguments = read_arguments(query.input, given)
        return write_output(query.output, method(self, *arguments))

    _dress(handle, cls, query.method, query.input, query.output)
    register = workflow.query(name=name, description=query.description)
    setattr(cls, f"_tempoc_query_{name}", register(handle))


def _register_update(cls: type, update: Update[Any, Any], name: str) -> None:
    method = inspect.getattr_static(cls, update.method)

    async def handle(self: Any, *given: Any) -> Any:
        arguments = read_arguments(update.input, given)
        return write_output(update.output, await _wait(method(self, *arguments)))

    _dress(handle, cls, update.method, update.input, update.output)
    register: Any = workflow.update(
        name=name, unfinished_policy=update.unfinished, description=update.description
    )
    handler = register(handle)
    if update.validator is not None:
        validator = inspect.getattr_static(cls, update.validator)

        def validate(self: Any, *given: Any) -> None:
            validator(self, *read_arguments(update.input, given))

        _dress(validate, cls, update.validator, update.input, NOTHING)
        handler.validator(validate)
    setattr(cls, f"_tempoc_update_{name}", handler)


async def _wait(result: Any) -> Any:
    return await result if inspect.isawaitable(result) else result


def _dress(
    function: Callable[..., Any],
    cls: type,
    name: str,
    given: Payload[Any],
    returned: Payload[Any],
) -> None:
    """Gives a function of ours the look of a method of the user's class.

    The SDK takes the types of arguments from its annotations, and wants them to be the
    same for `__init__` and `run`, and for an update and its validator.
    """
    dressed = cast(Any, function)
    parameters = [inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)]
    annotations: dict[str, Any] = {"return": returned.hint}
    if given is not NOTHING:
        annotations["input"] = given.hint
        parameters.append(
            inspect.Parameter(
                "input",
                inspect.Parameter.POSITIONAL_OR_KEYWORD,
                annotation=given.hint,
            )
        )
    dressed.__annotations__ = annotations
    dressed.__signature__ = inspect.Signature(parameters)
    dressed.__name__ = name
    dressed.__qualname__ = f"{cls.__name__}.{name}"
    dressed.__module__ = cls.__module__


def _init_takes_input(cls: type) -> bool:
    init = inspect.getattr_static(cls, "__init__")
    return inspect.isfunction(init) and len(inspect.signature(init).parameters) > 1


def _check(cls: type, contract: Workflow[Any, Any], *, sandboxed: bool) -> None:
    mistakes: list[str] = []
    if sandboxed and cls.__qualname__ != cls.__name__:
        mistakes.append(
            f"{cls.__qualname__} is not at the top of its module, where the sandbox "
            "looks for it: move it there"
        )
    mistakes += find_mistakes(cls, _expected(contract))
    if _init_takes_input(cls):
        init = Expected(
            method="__init__",
            input=contract.input,
            output=NOTHING,
            may_be_async=False,
        )
        mistakes += find_mistakes(cls, [init])
    refuse(
        f"{cls.__qualname__} does not implement the workflow `{contract.schema}`",
        mistakes,
    )


def _expected(contract: Workflow[Any, Any]) -> list[Expected]:
    """The methods of a class that implements a workflow."""
    run = Expected(
        method="run", input=contract.input, output=contract.output, must_be_async=True
    )
    signals = [
        Expected(method=signal.method, input=signal.input, output=NOTHING)
        for signal in contract.signals
    ]
    queries = [
        Expected(
            method=query.method,
            input=query.input,
            output=query.output,
            may_be_async=False,
        )
        for query in contract.queries
    ]
    updates: list[Expected] = []
    for update in contract.updates:
        updates.append(
            Expected(method=update.method, input=update.input, output=update.output)
        )
        if update.validator is not None:
            updates.append(
                Expected(
                    method=update.validator,
                    input=update.input,
                    output=NOTHING,
                    may_be_async=False,
                )
            )
    return [run, *signals, *queries, *updates]
