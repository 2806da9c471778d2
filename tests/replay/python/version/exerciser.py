"""The workflows that were recorded, for whichever version of the contract is beside it.

A change that renames something edits this text too. `exerciser.rs` does the same.
"""

from __future__ import annotations

from typing import final

from temporalio import workflow

from .contracts.tests_histories_v1 import (
    Amended,
    Amendment,
    Approval,
    BareWorkflow,
    Counter,
    CountWorkflow,
    Errand,
    ExerciseWorkflow,
    Guess,
    HeldWorkflow,
    HelpWorkflow,
    Lost,
    Mood,
    Page,
    Parcel,
    Poke,
    Progress,
    Refused,
    Report,
    Request,
    Sample,
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
class Bare(BareWorkflow):
    async def run(self) -> None:
        await workflow.sleep(0.05)


WORKFLOWS = [Exercise, Help, Count, Held, Bare]
