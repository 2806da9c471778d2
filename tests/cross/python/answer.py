"""The Python side of the test across languages: reads values and writes them again.

A line of JSON comes in for each value, and one goes out: what was written, or what is
wrong and where. The first argument is the folder that holds the generated packages.
"""

from __future__ import annotations

import functools
import importlib
import json
import sys
from collections.abc import Callable
from typing import Any

from temporalio.api.common.v1 import Payload
from temporalio.converter import DataConverter
from temporalio.exceptions import ApplicationError

CONVERTER = DataConverter.default.payload_converter
"""What a user has who configures nothing."""


def main() -> None:
    sys.path.insert(0, sys.argv[1])
    for line in sys.stdin:
        question = json.loads(line)
        try:
            made = answer(question)
        except Exception as error:
            made = {"path": "", "message": f"{type(error).__name__}: {error}"}
        print(json.dumps(made), flush=True)


def answer(question: dict[str, str]) -> dict[str, str]:
    kind, name, text = question["kind"], question["name"], question["text"]
    package = f"{question['contract']}.{question['module']}"
    error_type = load(f"{question['contract']}.runtime").WireError
    if kind == "payload":
        cls = getattr(load(f"{package}.types"), name)
        return pass_payload(cls, text, error_type)
    if kind == "part":
        types = load(f"{package}.types")
        read, write = (getattr(types, f"{name}_{way}_wire") for way in ("from", "to"))
        return pass_part(read, write, text, error_type)
    if kind == "error":
        # What is read is written at once, as the details of a failure.
        declared = getattr(load(f"{package}.errors"), name)
        return pass_part(declared.from_wire, declared.to_wire, text, error_type)
    definition = getattr(load(f"{package}.definitions"), name)
    return render_id(definition, text, error_type)


@functools.cache
def load(name: str) -> Any:
    """A generated module; why it cannot be imported is found out once."""
    try:
        return importlib.import_module(name)
    except Exception as error:
        return Broken(error)


class Broken:
    """Stands for a module that cannot be imported."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __getattr__(self, name: str) -> Any:
        raise self.error


def pass_payload(
    cls: type[Any], text: str, error_type: type[Exception]
) -> dict[str, str]:
    """Through the SDK's converter, as an argument or a result comes and goes."""
    payload = Payload(metadata={"encoding": b"json/plain"}, data=text.encode())
    try:
        [value] = CONVERTER.from_payloads([payload], [cls])
    except ApplicationError as error:
        return refused_payload(cls, text, error, error_type)
    except RuntimeError as error:
        return {"path": "", "message": f"not valid JSON: {error.__cause__}"}
    try:
        [written] = CONVERTER.to_payloads([value])
    except error_type as error:
        return refused(error)
    if written.metadata["encoding"] != b"json/plain":
        return {"path": "", "message": f"written as {written.metadata}"}
    return {"written": written.data.decode()}


def refused_payload(
    cls: type[Any], text: str, error: ApplicationError, error_type: type[Exception]
) -> dict[str, str]:
    """The path of an error that is only a text, of the same error made anew."""
    if error.type != "PayloadValidationError" or not error.non_retryable:
        return {"path": "", "message": f"an error of type {error.type}: {error}"}
    value = json.loads(text)
    try:
        cls.from_wire({} if value is None else value)
    except error_type as again:
        if str(again) == error.message:
            return refused(again)
    return {"path": "", "message": error.message}


def pass_part(
    read: Callable[[Any], Any],
    write: Callable[[Any], Any],
    text: str,
    error_type: type[Exception],
) -> dict[str, str]:
    """Through the functions of a type that is always a part of something."""
    try:
        value = json.loads(text)
    except ValueError as error:
        return {"path": "", "message": f"not valid JSON: {error}"}
    try:
        return {"written": json.dumps(write(read(value)))}
    except error_type as error:
        return refused(error)


def render_id(
    definition: Any, text: str, error_type: type[Exception]
) -> dict[str, str]:
    """The id that a workflow or an update is given for an input."""
    try:
        value = definition.input.from_wire(json.loads(text))
    except error_type as error:
        return refused(error)
    except ValueError as error:
        return {"path": "", "message": f"not valid JSON: {error}"}
    return {"written": definition.id(value)}


def refused(error: Any) -> dict[str, str]:
    """A WireError of whichever contract."""
    return {"path": error.path, "message": error.problem}


main()
