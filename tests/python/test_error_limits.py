"""Limits of an error's fields, which are for what is written or for both."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from compiler import Contracts, generate

if TYPE_CHECKING:
    from pathlib import Path

CONTRACT = """
tempoc: 1
package: limits.v1
errors:
  Loose: {fields: {code: {type: string, max_length: 3, enforce: write}}}
  Strict: {fields: {code: {type: string, max_length: 3}}}
"""


@pytest.fixture(scope="module")
def contracts(tmp_path_factory: pytest.TempPathFactory) -> Contracts:
    folder: Path = tmp_path_factory.mktemp("limits")
    schema = folder / "limits.tempoc.yaml"
    schema.write_text(CONTRACT)
    return Contracts(generate(folder, [schema]))


def test_what_was_written_before_a_limit_is_read_and_raised_again(
    contracts: Contracts,
) -> None:
    loose: Any = contracts.module("limits_v1").Loose.from_wire({"code": "long"})
    assert loose.code == "long"
    assert loose.details == ({"code": "long"},)
    assert copy.copy(loose).code == "long"


def test_a_limit_holds_for_what_is_raised(contracts: Contracts) -> None:
    package: Any = contracts.module("limits_v1")
    for error in [package.Loose, package.Strict]:
        with pytest.raises(Exception, match=r"code: .*3"):
            error(code="long")
    # One that was read before does not let another one through.
    package.Loose.from_wire({"code": "long"})
    with pytest.raises(Exception, match=r"code: .*3"):
        package.Loose(code="long")


def test_a_limit_for_both_holds_for_what_is_read(contracts: Contracts) -> None:
    package: Any = contracts.module("limits_v1")
    with pytest.raises(contracts.runtime.WireError, match=r"code: .*3"):
        package.Strict.from_wire({"code": "long"})
