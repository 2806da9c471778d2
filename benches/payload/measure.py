"""Reads and writes one order with each converter, and prints the microseconds.

`PYTHONPATH` has the package that tempoc generates for `order.tempoc.yaml`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

from contracts.bench_payload_v1 import Order as GeneratedOrder
from pydantic import BaseModel, ConfigDict
from temporalio.api.common.v1 import Payload
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import DataConverter

ROUNDS = 15
CALLS = {"default": 20}
"""How often each is called in a round; others are faster, and called more often."""

DEFAULT = DataConverter.default.payload_converter
PYDANTIC = pydantic_data_converter.payload_converter


class State(str, Enum):
    RECEIVED = "received"
    CHECKED = "checked"
    ACCEPTED = "accepted"
    PAID = "paid"
    PACKED = "packed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"


@dataclass
class Address:
    line1: str
    city: str
    country: str
    line2: str | None = None


@dataclass
class Item:
    sku: str
    title: str
    unit_price_minor: int
    weight: float
    quantity: int = 1
    gift: bool = False
    tags: list[str] = field(default_factory=list[str])
    note: str | None = None


@dataclass
class Order:
    """As somebody would write it; what the converter cannot write is a string."""

    order_id: str
    customer_id: str
    channel: str
    locale: str
    warehouse: str
    remark: str
    total_minor: int
    sequence: int
    tax_rate: float
    score: float
    created_at: datetime
    updated_at: datetime
    total: str
    idempotency_key: UUID
    ship_to: Address
    items: list[Item]
    state: State = State.RECEIVED
    currency: str = "EUR"
    carrier: str | None = None
    note: str | None = None
    coupon: str | None = None
    referrer: str | None = None
    gift_message: str | None = None
    discount_minor: int = 0
    priority: int = 0
    attempts: int = 0
    weight: float = 0.0
    express: bool = False
    paid: bool = False
    due_on: str | None = None
    promised_within: str | None = None
    receipt: str | None = None
    attributes: dict[str, str] = field(default_factory=dict[str, str])


class AddressModel(BaseModel):
    line1: str
    city: str
    country: str
    line2: str | None = None


class ItemModel(BaseModel):
    sku: str
    title: str
    unit_price_minor: int
    weight: float
    quantity: int = 1
    gift: bool = False
    tags: list[str] = []
    note: str | None = None


class OrderModel(BaseModel):
    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    order_id: str
    customer_id: str
    channel: str
    locale: str
    warehouse: str
    remark: str
    total_minor: int
    sequence: int
    tax_rate: float
    score: float
    created_at: datetime
    updated_at: datetime
    total: Decimal
    idempotency_key: UUID
    ship_to: AddressModel
    items: list[ItemModel]
    state: State = State.RECEIVED
    currency: str = "EUR"
    carrier: str | None = None
    note: str | None = None
    coupon: str | None = None
    referrer: str | None = None
    gift_message: str | None = None
    discount_minor: int = 0
    priority: int = 0
    attempts: int = 0
    weight: float = 0.0
    express: bool = False
    paid: bool = False
    due_on: date | None = None
    promised_within: timedelta | None = None
    receipt: bytes | None = None
    attributes: dict[str, str] = {}


def contender(
    converter: Any, cls: type[Any]
) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """How a class is written and read by a converter."""
    text = Path(__file__).with_name("order.json").read_bytes()
    payload = Payload(metadata={"encoding": b"json/plain"}, data=text)
    [value] = converter.from_payloads([payload], [cls])
    [written] = converter.to_payloads([value])
    [again] = converter.from_payloads([written], [cls])
    if again != value or not isinstance(value, cls):
        raise AssertionError(f"{cls} comes back as another value")
    return (
        lambda: converter.to_payloads([value]),
        lambda: converter.from_payloads([written], [cls]),
    )


def json_alone() -> tuple[Callable[[], Any], Callable[[], Any]]:
    text = Path(__file__).with_name("order.json").read_bytes()
    value = json.loads(text)
    return (
        lambda: json.dumps(value, separators=(",", ":")).encode(),
        lambda: json.loads(text),
    )


def main() -> None:
    contenders = {
        "default": contender(DEFAULT, Order),
        "pydantic": contender(PYDANTIC, OrderModel),
        "generated": contender(DEFAULT, GeneratedOrder),
        "generated_pydantic": contender(PYDANTIC, GeneratedOrder),
        "json": json_alone(),
    }
    times: dict[str, list[list[float]]] = {name: [[], []] for name in contenders}
    # They take turns, so that a busy machine is busy for all of them.
    for _ in range(ROUNDS):
        for name, ways in contenders.items():
            calls = CALLS.get(name, 200)
            for way, call in enumerate(ways):
                start = time.process_time()
                for _ in range(calls):
                    call()
                spent = (time.process_time() - start) / calls
                times[name][way].append(spent * 1e6)
    # Other work on the machine only ever adds to a time.
    best = {name: [min(rounds) for rounds in ways] for name, ways in times.items()}
    print(json.dumps(best))


main()
