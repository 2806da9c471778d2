"""The workflows that were recorded, for whichever version of the contract is beside it.

A change that renames something edits this text too. `exerciser.rs` does the same.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any, final

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError, ChildWorkflowError

from .contracts.tests_histories_v1 import (
    Amended,
    Amendment,
    Approval,
    BareWorkflow,
    BraveWorkflow,
    Breeze,
    Counter,
    CountWorkflow,
    Errand,
    ExerciseWorkflow,
    FrailWorkflow,
    Guess,
    HeldWorkflow,
    HelpWorkflow,
    IdleWorkflow,
    Leave,
    Lost,
    Mood,
    MooredWorkflow,
    Ore,
    Page,
    Parcel,
    Poke,
    Progress,
    QuitWorkflow,
    Refused,
    Report,
    Request,
    Sample,
    SmeltWorkflow,
    Spoilt,
    Task,
    Voyage,
    Worn,
    activities,
    children,
)


@final
class Exercise(ExerciseWorkflow):
    def __init__(self, input: Request) -> None:
        self._is_approved = False
        self._is_amended = False

    async def run(self, input: Request) -> Report:
        reading = await activities.measure(Sample(name=input.name))
        await activities.guess(Sample(name=input.name))
        for _ in range(input.rounds):
            await activities.tick()
        await activities.walk(Progress(done=1))
        await workflow.sleep(0.05)
        try:
            await activities.attempt(Sample(name=input.name))
        except Refused:
            await activities.tick()
        helper = await children.exercise.helper.start(Errand(name=input.name))
        await helper.poke(Poke(text="now"))
        await helper.result()
        try:
            await children.exercise.again(Errand(name=f"lost-{input.name}"))
        except Lost:
            await activities.tick()
        await workflow.wait_condition(lambda: self._is_approved and self._is_amended)
        await activities.tick()
        return Report(text=reading.sensor)

    def approve(self, input: Approval) -> None:
        self._is_approved = True

    def nudge(self) -> None:
        pass

    def hurry(self, input: Approval) -> None:
        pass

    def mood(self) -> Mood:
        return Mood.CALM

    def page(self, input: Page) -> Page:
        return input

    def amend(self, input: Amendment) -> Amended:
        self._is_amended = True
        return Amended(text=input.text)

    def tweak(self, input: Amendment) -> None:
        pass


@final
class Help(HelpWorkflow):
    def __init__(self) -> None:
        self._is_poked = False

    async def run(self, input: Errand) -> Parcel:
        if input.name.startswith("lost"):
            raise Lost(place="at sea")
        await workflow.wait_condition(lambda: self._is_poked)
        return Parcel(number=7)

    def poke(self, input: Poke) -> None:
        self._is_poked = True


@final
class Count(CountWorkflow):
    async def run(self, input: Counter) -> int:
        if input.left > 0:
            workflow.continue_as_new(Counter(left=input.left - 1))
        return input.left


@final
class Held(HeldWorkflow):
    async def run(self, input: Counter) -> Guess:
        return await activities.guess(Sample(name=str(input.left)))


@final
class Moored(MooredWorkflow):
    def __init__(self, input: Counter) -> None:
        self._sails = False

    async def run(self, input: Counter) -> Voyage:
        await activities.anchor()
        await workflow.wait_condition(lambda: self._sails)
        await activities.anchor()
        return Voyage(length=input.left)

    def sail(self, input: Breeze) -> None:
        self._sails = True


@final
class Quit(QuitWorkflow):
    async def run(self, input: Leave) -> None:
        task = Task(name=input.what)
        if input.what == "activities":
            await give_up(activities.linger.start(task))
            await give_up(activities.linger_on.start(task))
            await give_up(activities.linger_off.start(task))
        elif input.what == "local activities":
            dawdling = activities.dawdle.start(task)
            await activities.guess(Sample(name=input.what))
            dawdling.cancel()
            with suppress(ActivityError):
                await dawdling
            await activities.tick()
        else:
            child = children.quit
            idler = await child.idler.start(Task(name="idler"))
            await give_up(idler.sdk)
            idler_tried = await child.idler_tried.start(Task(name="tried"))
            await give_up(idler_tried.sdk)
            idler_asked = await child.idler_asked.start(Task(name="asked"))
            await give_up(idler_asked.sdk)
            idler_off = await child.idler_off.start(Task(name="off"))
            await give_up(idler_off.sdk)


async def give_up(running: asyncio.Task[Any]) -> None:
    """Cancels a call that has begun, and goes on with another."""
    await workflow.sleep(0.3)
    running.cancel()
    with suppress(ActivityError, ChildWorkflowError):
        await running
    await activities.tick()


@final
class Idle(IdleWorkflow):
    async def run(self, input: Task) -> None:
        await workflow.wait_condition(lambda: False)


@final
class Smelt(SmeltWorkflow):
    async def run(self, input: Task) -> None:
        label = "a label of some twenty"
        await activities.assay(Ore(name=input.name, weight=50, grade=0.5, label=label))
        try:
            await activities.assay(Ore(name="dross", weight=1, grade=0.5, label=label))
        except Spoilt:
            await activities.tick()


@final
class Brave(BraveWorkflow):
    async def run(self, input: Task) -> None:
        try:
            await activities.wear(input)
        except ActivityError as error:
            cause = error.cause
            if isinstance(cause, ApplicationError) and cause.type == Worn.TYPE:
                await activities.tick()
        try:
            await activities.grind(input)
        except ApplicationError:
            await activities.tick()
        try:
            await children.brave.frail(input)
        except ChildWorkflowError:
            await activities.tick()


@final
class Frail(FrailWorkflow):
    async def run(self, input: Task) -> None:
        raise Worn(by="fear")


@final
class Bare(BareWorkflow):
    async def run(self) -> None:
        await workflow.sleep(0.05)


WORKFLOWS = [
    Exercise,
    Help,
    Count,
    Held,
    Moored,
    Quit,
    Idle,
    Smelt,
    Brave,
    Frail,
    Bare,
]
