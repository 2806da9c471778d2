"""Declared errors that are read, of which not all may be written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from suite_contract.runtime import DeclaredError, WireError
from temporalio.exceptions import ApplicationError


@dataclass
class _NarrowFields:
    """As of a detail `code` with `max_length: 2` and `enforce: write`."""

    code: str

    @classmethod
    def from_wire(cls, value: Any) -> _NarrowFields:
        return cls(code=value["code"])

    def to_wire(self) -> dict[str, Any]:
        if len(self.code) > 2:
            raise WireError("too long")
        return {"code": self.code}


class Narrow(DeclaredError):
    TYPE: ClassVar[str] = "Narrow"
    RETRYABLE: ClassVar[bool] = False
    FIELDS: ClassVar[Any] = _NarrowFields

    def __init__(self, *, code: str) -> None:
        fields = _NarrowFields(code=code)
        super().__init__("narrow", fields)
        self.code = fields.code


def test_an_error_is_read_where_it_may_be_written_no_more() -> None:
    read = Narrow.from_wire({"code": "long"})
    assert read.code == "long"
    assert read.to_wire() == {"code": "long"}


def test_an_error_is_not_made_of_what_may_not_be_written() -> None:
    Narrow.from_wire({"code": "long"})
    with pytest.raises(ApplicationError, match="too long"):
        Narrow(code="long")
