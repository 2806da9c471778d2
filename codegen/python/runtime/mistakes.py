"""What is wrong with a class of a user, in sentences.

Type checkers find most of it; this is for whoever does not run one. Everything that is
wrong with a class is said at once, when Python makes the class.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from dataclasses import dataclass
from types import FunctionType
from typing import Any, NoReturn, get_type_hints

from typing_extensions import Never

from .payload import NOTHING, Payload

_SDK_DECORATORS = {
    "__temporal_workflow_run": "@workflow.run",
    "__temporal_signal_definition": "@workflow.signal",
    "__temporal_query_definition": "@workflow.query",
    "_defn": "@workflow.update",
    "__temporal_activity_definition": "@activity.defn",
}


@dataclass(frozen=True, kw_only=True)
class Expected:
    """A method that a class is expected to have."""

    method: str
    input: Payload[Any]
    output: Payload[Any]
    must_be_async: bool = False
    may_be_async: bool = True

    @property
    def signature(self) -> str:
        """How it is written: `def approve(self, input: Approval) -> None`."""
        start = "async def" if self.must_be_async else "def"
        parameters = "self"
        if self.input is not NOTHING:
            parameters += f", input: {name_of(self.input.annotation)}"
        return (
            f"{start} {self.method}({parameters}) -> {name_of(self.output.annotation)}"
        )


def refuse(what: str, mistakes: list[str]) -> None:
    """Raises a `TypeError` with all mistakes, if there are any."""
    if mistakes:
        raise TypeError("\n  - ".join([f"{what}:", *mistakes]))


def find_mistakes(cls: type, expected: Iterable[Expected]) -> list[str]:
    """What is wrong with the methods of a class."""
    return [sentence for each in expected for sentence in _find(cls, each)]


def name_of(annotation: Any) -> str:
    """A type as it is written in an annotation."""
    if annotation is None or annotation is type(None):
        return "None"
    return getattr(annotation, "__name__", str(annotation))


def _find(cls: type, expected: Expected) -> Iterable[str]:
    where = f"{cls.__qualname__}.{expected.method}"
    method = inspect.getattr_static(cls, expected.method, None)
    write = f"write `{expected.signature}`"
    if method is None or getattr(method, "__isabstractmethod__", False):
        yield f"{where} is missing: {write}"
        return
    if not isinstance(method, FunctionType):
        yield f"{where} is a {type(method).__name__}, not a method: {write}"
        return
    for attribute, decorator in _SDK_DECORATORS.items():
        if hasattr(method, attribute):
            yield (
                f"{where} is decorated with {decorator}: leave the decorator out, as "
                "the base class registers it, and that of the class as well"
            )
    is_async = inspect.iscoroutinefunction(method)
    if expected.must_be_async and not is_async:
        yield f"{where} is not asynchronous: {write}"
    if not expected.may_be_async and is_async:
        yield f"{where} is asynchronous, and Temporal does not wait for it: {write}"
    wanted = 0 if expected.input is NOTHING else 1
    parameters = list(inspect.signature(method).parameters.values())[1:]
    if not _takes(parameters, wanted):
        found = ", ".join(parameter.name for parameter in parameters) or "nothing"
        yield f"{where} takes {found} besides self: {write}"
        return
    hints = _hints(method)
    if wanted and parameters[0].name in hints:
        hint = hints[parameters[0].name]
        if not _accepts(hint, expected.input.annotation):
            yield f"{where} takes {name_of(hint)}: {write}"
    if "return" in hints and not _returns(hints["return"], expected.output.annotation):
        yield f"{where} returns {name_of(hints['return'])}: {write}"


def _takes(parameters: list[inspect.Parameter], wanted: int) -> bool:
    """Whether a method can be called with that many arguments."""
    positional = [
        parameter
        for parameter in parameters
        if parameter.kind
        in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
    ]
    required = [each for each in positional if each.default is each.empty]
    takes_all = any(each.kind is each.VAR_POSITIONAL for each in parameters)
    named = any(
        each.kind is each.KEYWORD_ONLY and each.default is each.empty
        for each in parameters
    )
    enough = len(required) <= wanted
    return not named and enough and (takes_all or len(positional) >= wanted)


def _hints(method: FunctionType) -> dict[str, Any]:
    try:
        return get_type_hints(method)
    except (NameError, TypeError, AttributeError):
        # Names that only type checkers import; those check them, too.
        return {}


def _accepts(hint: Any, annotation: Any) -> bool:
    if not _is_plain(hint):
        return True
    if isinstance(hint, type) and isinstance(annotation, type):
        return issubclass(annotation, hint)
    return hint is annotation or hint is object


def _returns(hint: Any, annotation: Any) -> bool:
    if not _is_plain(hint) or hint in (NoReturn, Never):
        return True
    if annotation is None:
        return hint is type(None)
    if isinstance(hint, type) and isinstance(annotation, type):
        return issubclass(hint, annotation)
    return hint is annotation


def _is_plain(hint: Any) -> bool:
    """Whether a hint is a class or a new type: others are left to type checkers."""
    return isinstance(hint, type) or hasattr(hint, "__supertype__")
