"""A desk with every kind of message."""

from __future__ import annotations

from typing import final

from suite_contract.tests_shared_v1 import Money, Refused
from suite_contract.tests_suite_v1 import (
    Booking,
    Closing,
    DeskWorkflow,
    Doors,
    Full,
    Gone,
    Note,
    NotePage,
    Opening,
    Page,
    Rename,
    Task,
    Ticket,
    activities,
)
from temporalio import workflow
from temporalio.exceptions import ApplicationError


@final
class FrontDesk(DeskWorkflow):
    """A desk that takes notes until it is closed."""

    def __init__(self, input: Opening) -> None:
        self._name = input.name
        self._owner = "nobody"
        self._seats = input.seats
        self._notes: list[str] = []
        self._tickets = 0
        self._is_closed = False

    async def run(self, input: Opening) -> Closing:
        if input.owner is not None:
            self._owner = await activities.greet(Task(what=input.owner))
        await workflow.wait_condition(lambda: self._is_closed)
        if self._name == "gone":
            raise Gone
        return Closing(notes=self._notes, owner=self._owner)

    def note(self, input: Note) -> None:
        by = f"{input.by}: " if input.by is not None else ""
        self._notes.append(f"{by}{input.text}")

    def close(self) -> None:
        self._is_closed = True

    async def note_later(self, input: Note) -> None:
        await workflow.sleep(0.1)
        self._notes.append(f"later: {input.text}")

    async def knock(self) -> None:
        self._notes.append("knock")
        await workflow.wait_condition(lambda: False)

    def state(self) -> Doors:
        return Doors.CLOSED if self._is_closed else Doors.OPEN

    def notes(self, input: Page) -> NotePage:
        notes = self._notes[input.offset : input.offset + input.limit]
        return NotePage(notes=notes, total=len(self._notes))

    def rename(self, input: Rename) -> str:
        if input.reason == "handler":
            raise Gone
        before, self._name = self._name, input.to
        return before

    def validate_rename(self, input: Rename) -> None:
        if input.reason == "validator":
            raise Refused(code=self._name, message="the name stays")

    def touch(self) -> None:
        self._notes.append("touched")

    def book(self, input: Booking) -> Ticket:
        if input.seats > self._seats:
            raise Full(left=self._seats)
        self._seats -= input.seats
        self._tickets += 1
        return Ticket(number=self._tickets, price=Money(amount_minor=100))

    async def book_slowly(self, input: Booking) -> Ticket:
        await workflow.sleep(0.05)
        match input.guest:
            case "late":
                raise Full(left=0)
            case "strange":
                raise ApplicationError("who is that?")
            case _:
                return Ticket(number=input.seats, price=Money(amount_minor=250))

    def validate_book_slowly(self, input: Booking) -> None:
        if input.seats > self._seats:
            raise Full(left=self._seats)

    async def tidy(self) -> None:
        await workflow.sleep(0.05)
        self._notes.clear()

    async def sweep(self, input: Note) -> str:
        await workflow.wait_condition(lambda: input.text in self._notes)
        return f"swept {input.text}"
