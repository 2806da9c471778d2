"""What Python says about a class or a worker that does not fit the contract."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING, Any

import pytest
from app.activities import Packing, Payments
from app.workflows import Processing, Report, Shipping
from contracts.acme_orders_v1 import orders_worker, payments_worker

if TYPE_CHECKING:
    from temporalio.client import Client

IMPORTS = """
from __future__ import annotations
from typing import NoReturn, TYPE_CHECKING
from temporalio import workflow
from contracts.acme_orders_v1 import *
from contracts.acme_orders_v1 import Address as Elsewhere
from contracts.acme_common_v1 import Money
if TYPE_CHECKING:
    from contracts.acme_orders_v1 import Address as OnlyChecked
"""

METHODS = {
    "run": "async def run(self, input: OrderInput) -> OrderResult: ...",
    "approve": "def approve(self, input: Approval) -> None: ...",
    "pause": "def pause(self) -> None: ...",
    "add_note": "def add_note(self, input: str) -> None: ...",
    "state": "def state(self) -> OrderState: ...",
    "items": "def items(self, input: Page) -> ItemPage: ...",
    "change_address": "def change_address(self, input: Address) -> OrderState: ...",
    "cancel": "async def cancel(self, input: CancelRequest) -> OrderState: ...",
}


def define(source: str) -> dict[str, Any]:
    """The names of a module of a user, by its text."""
    names: dict[str, Any] = {"__name__": __name__}
    exec(compile(IMPORTS + source, "mistakes.py", "exec"), names)
    return names


def processing(changes: dict[str, str], keywords: str = "") -> str:
    """A class that implements the order workflow, but for some methods."""
    methods = "\n".join({**METHODS, **changes}.values())
    head = f"class Processing(ProcessOrderWorkflow{keywords}):\n"
    return head + indent(methods, "    ")


@pytest.mark.parametrize(
    ("changes", "mistakes"),
    [
        (
            {"approve": "", "run": "", "state": ""},
            [
                "Processing.run is missing: write "
                "`async def run(self, input: OrderInput) -> OrderResult`",
                "Processing.approve is missing: write "
                "`def approve(self, input: Approval) -> None`",
                "Processing.state is missing: write `def state(self) -> OrderState`",
            ],
        ),
        (
            {"run": "def run(self, input: OrderInput) -> OrderResult: ..."},
            [
                "Processing.run is not asynchronous: write "
                "`async def run(self, input: OrderInput) -> OrderResult`",
            ],
        ),
        (
            {"state": "async def state(self) -> OrderState: ..."},
            [
                "Processing.state is asynchronous, and Temporal does not wait for it: "
                "write `def state(self) -> OrderState`",
            ],
        ),
        (
            {
                "approve": "def approve(self, input: Money) -> None: ...",
                "items": "def items(self, input: Page) -> str: ...",
                "add_note": "def add_note(self, input: int) -> None: ...",
            },
            [
                "Processing.approve takes Money: write "
                "`def approve(self, input: Approval) -> None`",
                "Processing.add_note takes int: write "
                "`def add_note(self, input: str) -> None`",
                "Processing.items returns str: write "
                "`def items(self, input: Page) -> ItemPage`",
            ],
        ),
        (
            {
                "approve": "def approve(self) -> None: ...",
                "pause": "def pause(self, input: str, *, more: int) -> None: ...",
            },
            [
                "Processing.approve takes nothing besides self: write "
                "`def approve(self, input: Approval) -> None`",
                "Processing.pause takes input, more besides self: write "
                "`def pause(self) -> None`",
            ],
        ),
        (
            {
                "pause": "@workflow.signal\ndef pause(self) -> None: ...",
                "run": "@workflow.run\n" + METHODS["run"],
            },
            [
                "Processing.run is decorated with @workflow.run: leave the decorator "
                "out, as the base class registers it, and that of the class as well",
                "Processing.pause is decorated with @workflow.signal: leave the "
                "decorator out, as the base class registers it, and that of the class "
                "as well",
            ],
        ),
        (
            {"pause": "pause = staticmethod(print)"},
            [
                "Processing.pause is a staticmethod, not a method: "
                "write `def pause(self) -> None`",
            ],
        ),
        (
            {"init": "def __init__(self, input: Money, more: int) -> None: ..."},
            [
                "Processing.__init__ takes input, more besides self: write "
                "`def __init__(self, input: OrderInput) -> None`",
            ],
        ),
        (
            {
                "validate": "async def validate_change_address(self, input: Address)"
                " -> None: ..."
            },
            [
                "Processing.validate_change_address is asynchronous, and Temporal does "
                "not wait for it: write "
                "`def validate_change_address(self, input: Address) -> None`",
            ],
        ),
    ],
)
def test_all_mistakes_of_a_workflow_are_said_at_once(
    changes: dict[str, str], mistakes: list[str]
) -> None:
    with pytest.raises(TypeError) as caught:
        define(processing(changes))
    said = str(caught.value).split("\n  - ")
    assert said == [
        "Processing does not implement the workflow `process_order`:",
        *mistakes,
    ]


def test_a_nested_workflow_is_not_found_by_the_sandbox() -> None:
    nested = "class Outer:\n" + indent(processing({}), "    ")
    with pytest.raises(TypeError, match=r"Outer\.Processing is not at the top"):
        define(nested)
    define("class Outer:\n" + indent(processing({}, ", sandboxed=False"), "    "))


def test_a_workflow_is_registered_once() -> None:
    with pytest.raises(ValueError, match="already contains workflow definition"):
        define("@workflow.defn\n" + processing({}))


@pytest.mark.parametrize(
    "changes",
    [
        {"run": "async def run(self, order: OrderInput) -> NoReturn: raise"},
        {"approve": "def approve(self, input): ..."},
        {"approve": "def approve(self, input: object) -> None: ..."},
        {"approve": "def approve(self, input: Approval | None = None) -> None: ..."},
        {"pause": "def pause(self, *arguments: object) -> None: ..."},
        {"cancel": "def cancel(self, input: CancelRequest) -> OrderState: ..."},
        {"change_address": "async def change_address(self, a: Elsewhere): ..."},
        {"change_address": "def change_address(self, a: OnlyChecked): ..."},
        {"init": "def __init__(self) -> None: ..."},
        {"init": "def __init__(self, input: OrderInput) -> None: ..."},
    ],
)
def test_what_fits_the_contract_is_no_mistake(changes: dict[str, str]) -> None:
    define(processing(changes))


def test_a_workflow_may_derive_from_another_one() -> None:
    names = define(
        processing({})
        + dedent("""
        class Special(Processing):
            def pause(self) -> None: ...
        """)
    )
    assert issubclass(names["Special"], names["Processing"])


def test_the_mistakes_of_activities() -> None:
    source = """
class Packing(OrdersActivities):
    async def pack_order(self, input: OrderInput) -> str: ...
    def compute_totals(self) -> Money: ...
"""
    with pytest.raises(TypeError) as caught:
        define(source)
    assert str(caught.value).split("\n  - ") == [
        "Packing does not implement its activities:",
        "Packing.pack_order takes OrderInput: write "
        "`def pack_order(self, input: PackRequest) -> PackResult`",
        "Packing.pack_order returns str: write "
        "`def pack_order(self, input: PackRequest) -> PackResult`",
        "Packing.compute_totals takes nothing besides self: write "
        "`def compute_totals(self, input: OrderInput) -> Money`",
    ]


def test_activities_are_split_over_classes() -> None:
    names = define("""
class Totals(OrdersActivities):
    def compute_totals(self, input: OrderInput) -> Money: ...
class Packing(Totals):
    async def pack_order(self, input: PackRequest) -> PackResult: ...
""")
    names["Packing"]()
    with pytest.raises(TypeError, match="abstract method"):
        names["Totals"]()


async def test_a_worker_says_all_that_it_lacks(client: Client) -> None:
    with pytest.raises(TypeError) as caught:
        orders_worker(client, workflows=[Shipping], activities=[])
    assert str(caught.value).split("\n  - ") == [
        "the worker of the task queue `orders` lacks:",
        "the workflow `process_order`: add a class that derives from "
        "ProcessOrderWorkflow to `workflows`",
        "the workflow `nightly_report`: add a class that derives from "
        "NightlyReportWorkflow to `workflows`",
        "the activities `pack_order`, `compute_totals`: give `activities` an object "
        "of a class that derives from OrdersActivities",
    ]
    with pytest.raises(TypeError, match="lacks"):
        payments_worker(client, activities=[Packing()])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]


async def test_a_worker_wants_one_class_for_each_workflow(client: Client) -> None:
    every: list[type] = [Processing, Shipping, Report, Shipping]
    with pytest.raises(TypeError, match="one class for the workflow `ship_order`"):
        orders_worker(client, workflows=every, activities=Packing())


async def test_a_worker_that_has_everything_is_made(client: Client) -> None:
    every: list[type] = [Processing, Shipping, Report]
    worker = orders_worker(
        client, workflows=every, activities=Packing(), task_queue="another"
    )
    assert worker.task_queue == "another"
    assert payments_worker(client, activities=Payments()).task_queue == "payments"
