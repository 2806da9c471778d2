"""The fields of errors: their limits, and those that a contract does not know."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from compiler import Contracts, generate
from temporalio.exceptions import ApplicationError

if TYPE_CHECKING:
    from pathlib import Path

CONTRACT = """
tempoc: 1
package: fields.v1
errors:
  Loose: {fields: {code: {type: string, max_length: 3, enforce: write}}}
  Strict: {fields: {code: {type: string, max_length: 3}}}
  Kept: {unknown: preserve, fields: {code: string}}
  KeptAlone: {unknown: preserve}
  Refused: {unknown: reject, fields: {code: string}}
"""


@pytest.fixture(scope="module")
def contracts(tmp_path_factory: pytest.TempPathFactory) -> Contracts:
    folder: Path = tmp_path_factory.mktemp("fields")
    schema = folder / "fields.tempoc.yaml"
    schema.write_text(CONTRACT)
    return Contracts(generate(folder, [schema]))


def test_what_was_written_before_a_limit_is_read_and_raised_again(
    contracts: Contracts,
) -> None:
    loose: Any = contracts.module("fields_v1").Loose.from_wire({"code": "long"})
    assert loose.code == "long"
    assert loose.details == ({"code": "long"},)
    assert copy.copy(loose).code == "long"


def test_a_limit_holds_for_what_is_raised(contracts: Contracts) -> None:
    package: Any = contracts.module("fields_v1")
    for error in [package.Loose, package.Strict]:
        with pytest.raises(Exception, match=r"code: .*3"):
            error(code="long")
    # One that was read before does not let another one through.
    package.Loose.from_wire({"code": "long"})
    with pytest.raises(Exception, match=r"code: .*3"):
        package.Loose(code="long")


def test_a_limit_for_both_holds_for_what_is_read(contracts: Contracts) -> None:
    package: Any = contracts.module("fields_v1")
    with pytest.raises(contracts.runtime.WireError, match=r"code: .*3"):
        package.Strict.from_wire({"code": "long"})


def test_unknown_fields_are_kept_and_raised_again(contracts: Contracts) -> None:
    package: Any = contracts.module("fields_v1")
    for error, known in [(package.Kept, {"code": "a"}), (package.KeptAlone, {})]:
        carried = {**known, "bank": {"id": 1}}
        failure = ApplicationError("", carried, type=error.TYPE)
        found: Any = contracts.runtime.errors.find_error(failure, [error])
        assert type(found) is error
        assert found.unknown_fields == {"bank": {"id": 1}}
        assert found.to_wire() == carried
        assert copy.copy(found).unknown_fields == {"bank": {"id": 1}}
        assert error(**known).unknown_fields == {}
        assert error(**known, unknown_fields={"bank": 2}).to_wire()["bank"] == 2


def test_unknown_fields_are_refused(contracts: Contracts) -> None:
    package: Any = contracts.module("fields_v1")
    with pytest.raises(contracts.runtime.WireError, match="bank"):
        package.Refused.from_wire({"code": "a", "bank": 1})
