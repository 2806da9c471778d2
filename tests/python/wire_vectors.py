"""The wire vectors in `tests/wire`; their README says what an entry means."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

from dev_server import REPOSITORY
from temporalio.api.common.v1 import Payload
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import DataConverter, PayloadConverter
from temporalio.exceptions import ApplicationError

if TYPE_CHECKING:
    from collections.abc import Mapping

WIRE: Final = REPOSITORY / "tests" / "wire"

# Of the SDK's own, of its extra for pydantic, and the one that is generated.
CONVERTERS: Final = ("default", "pydantic", "generated")

# The word of an entry for what the parser of a converter refuses, in words of its own.
NOT_JSON: Final = "not valid JSON"


@dataclass(frozen=True)
class Written:
    """It is read, and this JSON is written."""

    text: str


@dataclass(frozen=True)
class NotRead:
    """It is refused when it is read."""

    path: str
    message: str


@dataclass(frozen=True)
class NotWritten:
    """It is read, and refused when it is written."""

    path: str
    message: str


Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

Outcome: TypeAlias = Written | NotRead | NotWritten


@dataclass(frozen=True)
class Vector:
    """An entry."""

    name: str
    keys: Mapping[str, Any]

    def __str__(self) -> str:
        return self.name

    @property
    def type(self) -> str:
        return str(self.keys["type"])

    @property
    def text(self) -> str:
        """The JSON to read."""
        return text_of(self.keys, "text", "json")

    @property
    def outcomes(self) -> list[Outcome]:
        """What may come of it in Python: one, or two where parsers differ."""
        if "python" not in self.keys:
            return [self._outcome(self.keys)]
        assert self.keys["python"]["why"]
        mine = self._outcome(self.keys["python"])
        # Some parsers refuse what others leave to the field.
        all_parse = self.keys.get("error") != NOT_JSON
        return [mine] if all_parse else [mine, NotRead("", NOT_JSON)]

    def _outcome(self, keys: Mapping[str, Any]) -> Outcome:
        path = keys.get("path", "")
        if "error" in keys:
            return NotRead(path, keys["error"])
        if "write_error" in keys:
            return NotWritten(keys.get("write_path", ""), keys["write_error"])
        if "again" in keys or "again_text" in keys:
            return Written(text_of(keys, "again_text", "again"))
        return Written(self.text)


def vectors(folder: str) -> list[Vector]:
    """All entries of a folder, by their file and their number in it."""
    return [
        Vector(f"{file.stem}-{number}", entry)
        for file in sorted((WIRE / folder).glob("*.json"))
        for number, entry in enumerate(read_json(file.read_text("utf-8")), start=1)
    ]


def payload_outcome(text: str, converter: str, root: Root, runtime: Any) -> Outcome:
    """What comes of JSON that arrives in a payload, and of its value when it leaves."""
    sdk = payload_converter(converter, runtime)
    payload = Payload(metadata={"encoding": b"json/plain"}, data=text.encode())
    try:
        (value,) = sdk.from_payloads([payload], [root.hint])
    except ApplicationError as error:
        if error.type != "PayloadValidationError" or not error.non_retryable:
            raise
        return NotRead(*split(error.message))
    except (RuntimeError, ValueError):
        # What no type of ours has seen, as a converter of the SDK could not parse it.
        if converter == "generated":
            raise
        return NotRead("", NOT_JSON)
    try:
        (written,) = sdk.to_payloads([root.to_payload(value)])
    except runtime.WireError as error:
        return NotWritten(*split(str(error)))
    assert written.metadata == {"encoding": b"json/plain"}
    return Written(written.data.decode())


def payload_converter(name: str, runtime: Any) -> PayloadConverter:
    if name == "generated":
        converter: DataConverter = runtime.DATA_CONVERTER
        return converter.payload_converter
    known = {"default": DataConverter.default, "pydantic": pydantic_data_converter}
    return known[name].payload_converter


class Root(Protocol):
    """What a definition reads and writes, `Payload` of the generated runtime."""

    @property
    def hint(self) -> type[Any]: ...

    def to_payload(self, value: Any, /) -> Any: ...


def split(text: str) -> tuple[str, str]:
    """The path and the message of what was raised; keys in a path are quoted."""
    found = PATH.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


PATH: Final = re.compile(r'((?:\w|[.…\[\]]|"(?:[^"\\]|\\.)*")+): ')


def is_one_of(expected: list[Outcome], found: Outcome) -> bool:
    """Whether what came of an entry is what it says."""
    return any(is_same(outcome, found) for outcome in expected)


def is_same(expected: Outcome, found: Outcome) -> bool:
    if isinstance(expected, Written) and isinstance(found, Written):
        return is_same_json(json.loads(expected.text), json.loads(found.text))
    if isinstance(expected, NotRead) and expected.message == NOT_JSON:
        return isinstance(found, NotRead) and found.message.startswith(NOT_JSON)
    return expected == found


def is_same_json(expected: Json, found: Json) -> bool:
    """Whether they are the same in kind and value: `1` is not `1.0`."""
    if type(expected) is not type(found):
        return False
    if isinstance(expected, dict) and isinstance(found, dict):
        return expected.keys() == found.keys() and all(
            is_same_json(expected[key], found[key]) for key in expected
        )
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(is_same_json, expected, found))
    if isinstance(expected, float) and isinstance(found, float):
        return expected == found and math.copysign(1, expected) == math.copysign(
            1, found
        )
    return expected == found


class Number(str):
    """A number by its text."""


def read_json(text: str) -> Any:
    """JSON in which every number is a `Number`."""
    return json.loads(text, parse_int=Number, parse_float=Number)


def text_of(keys: Mapping[str, Any], text: str, value: str) -> str:
    """The JSON text under one key, or that of the value under the other."""
    if text in keys:
        return str(keys[text])
    return write_json(keys[value])


def write_json(value: Json) -> str:
    """The text of what `read_json` has read."""
    if isinstance(value, Number):
        return value
    if isinstance(value, list):
        return f"[{','.join(map(write_json, value))}]"
    if isinstance(value, dict):
        fields = (
            f"{json.dumps(key)}:{write_json(item)}" for key, item in value.items()
        )
        return f"{{{','.join(fields)}}}"
    return json.dumps(value)
