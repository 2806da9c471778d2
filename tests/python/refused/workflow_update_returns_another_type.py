"""An update returns another type."""

from __future__ import annotations

from typing import final

from contracts.acme_orders_v1 import (
    Address,
    Approval,
    CancelRequest,
    ItemPage,
    OrderInput,
    OrderResult,
    OrderState,
    Page,
    ProcessOrderWorkflow,
)


@final
class Processing(ProcessOrderWorkflow):
    async def run(self, input: OrderInput) -> OrderResult:
        raise NotImplementedError

    def approve(self, input: Approval) -> None:
        pass

    def pause(self) -> None:
        pass

    def add_note(self, input: str) -> None:
        pass

    def state(self) -> OrderState:
        return OrderState.PAID

    def items(self, input: Page) -> ItemPage:
        return ItemPage(items=[], total=0)

    def change_address(self, input: Address) -> OrderState:
        return OrderState.PAID

    def cancel(self, input: CancelRequest) -> bool:  # mypy[override] pyright[reportIncompatibleMethodOverride]
        return True

# TypeError: Processing.cancel returns bool: write `def cancel(self, input: CancelRequest) -> OrderState`
