"""Runs the wire vectors in `tests/wire/scalars`.

A contract is made of them: a record with one field for each type with its limits.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from compiler import Contracts, generate
from wire_vectors import (
    CONVERTERS,
    NOT_JSON,
    Outcome,
    Vector,
    Written,
    is_one_of,
    payload_outcome,
    vectors,
    write_json,
)

VECTORS = vectors("scalars")


# The types that may be a payload by themselves, by their names in the runtime.
ROOTS = {
    "bool": "BOOL",
    "int32": "INT32",
    "int64": "INT64",
    "uint32": "UINT32",
    "uint64": "UINT64",
    "float32": "FLOAT32",
    "float64": "FLOAT64",
    "string": "STRING",
    "timestamp": "TIMESTAMP",
    "date": "DATE",
    "duration": "DURATION",
    "decimal": "DECIMAL",
    "uuid": "UUID",
}


def field_of(vector: Vector) -> str:
    """The field that an entry speaks of, as it stands in a contract."""
    keys = vector.keys
    field = {key: keys[key] for key in ("type", "encoding", "sensitive") if key in keys}
    return write_json(field | keys.get("limits", {}))


FIELDS = sorted({field_of(vector) for vector in VECTORS})


def record_of(vector: Vector) -> str:
    return f"Field{FIELDS.index(field_of(vector))}"


@pytest.fixture(scope="module")
def contracts(tmp_path_factory: pytest.TempPathFactory) -> Contracts:
    """What is generated for a contract of all entries."""
    types = ", ".join(
        f'"Field{number}": {{"fields": {{"value": {field}}}}}'
        for number, field in enumerate(FIELDS)
    )
    folder = tmp_path_factory.mktemp("scalars")
    schema = folder / "scalars.tempoc.yaml"
    # JSON is YAML.
    schema.write_text(f'{{"tempoc": 1, "package": "scalars.v1", "types": {{{types}}}}}')
    return Contracts(generate(folder, [schema]))


@pytest.mark.parametrize("converter", CONVERTERS)
@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_field(vector: Vector, converter: str, contracts: Contracts) -> None:
    name = record_of(vector)
    root = contracts.root("scalars_v1", name)
    found = payload_outcome(
        f'{{"value":{vector.text}}}', converter, root, contracts.runtime
    )
    expected = [in_field(outcome, name) for outcome in vector.outcomes]
    assert is_one_of(expected, found), found


def in_field(outcome: Outcome, record: str) -> Outcome:
    """What comes of a record, where this comes of its field."""
    if isinstance(outcome, Written):
        return Written(f'{{"value":{outcome.text}}}')
    if outcome.message == NOT_JSON:
        return outcome
    return replace(outcome, path=f"{record}.value{outcome.path}")


@pytest.mark.parametrize("converter", CONVERTERS)
@pytest.mark.parametrize(
    "vector",
    [
        vector
        for vector in VECTORS
        if vector.type in ROOTS and field_of(vector) == f'{{"type":"{vector.type}"}}'
    ],
    ids=str,
)
def test_payload(vector: Vector, converter: str, contracts: Contracts) -> None:
    root = getattr(contracts.runtime, ROOTS[vector.type])
    found = payload_outcome(vector.text, converter, root, contracts.runtime)
    assert is_one_of(vector.outcomes, found), found
