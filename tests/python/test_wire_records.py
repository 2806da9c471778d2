"""Runs the wire vectors in `tests/wire/records`, on what their contract becomes."""

from __future__ import annotations

import json
import shutil

import pytest
from compiler import Contracts, generate
from wire_vectors import (
    CONVERTERS,
    WIRE,
    NotRead,
    NotWritten,
    Outcome,
    Vector,
    Written,
    is_one_of,
    payload_outcome,
    split,
    vectors,
)

VECTORS = vectors("records")

# A union is a field of a record, and never a payload by itself.
UNIONS = {"Method", "Shape"}


@pytest.fixture(scope="module")
def contracts(tmp_path_factory: pytest.TempPathFactory) -> Contracts:
    """What is generated for the contract of the entries."""
    folder = tmp_path_factory.mktemp("records")
    schema = folder / "contract.tempoc.yaml"
    shutil.copy(WIRE / schema.name, schema)
    return Contracts(generate(folder, [schema]))


@pytest.mark.parametrize("converter", CONVERTERS)
@pytest.mark.parametrize(
    "vector", [vector for vector in VECTORS if vector.type not in UNIONS], ids=str
)
def test_payload(vector: Vector, converter: str, contracts: Contracts) -> None:
    root = contracts.root("wire_v1", vector.type)
    found = payload_outcome(vector.text, converter, root, contracts.runtime)
    assert is_one_of(vector.outcomes, found), found


@pytest.mark.parametrize(
    "vector", [vector for vector in VECTORS if vector.type in UNIONS], ids=str
)
def test_union(vector: Vector, contracts: Contracts) -> None:
    found = union_outcome(vector, contracts)
    assert is_one_of(vector.outcomes, found), found


def union_outcome(vector: Vector, contracts: Contracts) -> Outcome:
    from_wire, to_wire = contracts.functions("wire_v1", vector.type)
    try:
        value = from_wire(json.loads(vector.text))
    except contracts.runtime.WireError as error:
        return NotRead(*split(str(error)))
    try:
        return Written(json.dumps(to_wire(value)))
    except contracts.runtime.WireError as error:
        return NotWritten(*split(str(error)))
