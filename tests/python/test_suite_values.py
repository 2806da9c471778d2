"""Values that go through several workers and come back as they were."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from suite_contract.tests_suite_v1 import (
    Doors,
    Load,
    RelayHandle,
    UnknownVariant,
    WrappingNone,
    WrappingPaper,
)
from temporalio.client import WorkflowFailureError
from temporalio.exceptions import ApplicationError

if TYPE_CHECKING:
    from suite_stage import Stage


def load(stage: Stage) -> Load:
    return Load(
        name=stage.name,
        number=-(2**63),
        size=2**64 - 1,
        price=Decimal("-12345678901234567890.10"),
        ratio=0.1,
        doors=Doors.OPEN,
        wrapping=WrappingPaper(sheets=2),
        key=UUID("018f2f5e-7a52-7c4e-9d1a-0123456789ab"),
        made=datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=timezone.utc),
        due=date(2028, 2, 29),
        lasts=timedelta(hours=25, minutes=1, seconds=1, milliseconds=500),
        seal=b"\0\xff",
        labels={"ключ": "значение", "": ""},
        rest=[None, True, 2**53 + 1, "🦀", {"a": []}],
        elsewhere=stage.elsewhere,
    )


async def test_every_value_comes_back_as_it_was(cast_stage: Stage) -> None:
    sent = load(cast_stage)
    carried = await cast_stage.suite.relay.execute(sent)
    assert carried == sent
    assert str(carried.price) == "-12345678901234567890.10"

    sent.name += "/2"
    sent.number, sent.size, sent.price = 2**53 + 1, 2**53 - 1, Decimal("0.00")
    sent.ratio, sent.wrapping, sent.rest = 1e300, WrappingNone(), None
    sent.lasts, sent.seal, sent.labels = timedelta(0), b"", {}
    carried = await cast_stage.suite.relay.execute(sent)
    assert carried == sent
    assert str(carried.price) == "0.00"


async def test_what_a_worker_does_not_know_passes_through_it(
    cast_stage: Stage,
) -> None:
    silk = {"kind": "silk", "colour": "red", "grams": 2**53 + 1}
    text = {
        **load(cast_stage).to_wire(),
        "doors": "ajar",
        "wrapping": silk,
        "later": {"since": "2.0"},
    }
    sent = Load.from_wire(text)
    assert not sent.doors.is_known
    assert isinstance(sent.wrapping, UnknownVariant)
    carried = await cast_stage.suite.relay.execute(sent)
    assert carried.doors == Doors.unknown("ajar")
    assert carried.to_wire() == text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("size", 2**64),
        ("number", -(2**63) - 1),
        ("wrapping", {"kind": "paper", "sheets": -2}),
        ("due", "2027-02-29"),
        ("price", 1.5),
        ("name", None),
    ],
)
async def test_a_value_that_does_not_fit_fails_the_workflow_with_its_path(
    stage: Stage, field: str, value: Any
) -> None:
    relay = RelayHandle(
        await stage.suite.sdk.start_workflow(
            "tests.suite.v1.Relay",
            {**load(stage).to_wire(), field: value},
            id=f"{stage.name}/{field}",
            task_queue="suite",
        )
    )
    with pytest.raises(WorkflowFailureError) as raised:
        await relay.result()
    failure = raised.value.cause
    assert isinstance(failure, ApplicationError)
    assert failure.type == "PayloadValidationError"
    assert failure.non_retryable
    assert f"Load.{field}" in failure.message
