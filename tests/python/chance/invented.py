"""Whole contracts by chance, each with what its workflows do."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from chance.contracts import Activity, Child, Contract, Error, IdTemplate, Workflow
from chance.inventor import STRING, Inventor
from chance.scripts import (
    Await,
    Call,
    CallTogether,
    Handler,
    Script,
    Sleep,
    Start,
    Steer,
    Step,
)

if TYPE_CHECKING:
    from chance.contracts import Operation


@dataclass
class Invented:
    """A contract, and what the code of each workflow does, by its key."""

    contract: Contract
    scripts: dict[str, Script]


def invent(seed: int) -> Invented:
    """The contract of a seed."""
    inventor = Inventor(Random(seed))
    contract = Contract(
        package=f"acme.chance{seed}.v1",
        queue=f"chance{seed}",
        activity_options={
            "start_to_close": "10s",
            "retry": {"initial": "10ms", "max_attempts": 2},
        },
    )
    invent_types(inventor, contract)
    invent_errors(inventor, contract)
    for _ in range(inventor.random.randint(2, 4)):
        key = inventor.key("a")
        contract.activities[key] = invent_activity(inventor, contract)
    keys = [inventor.key("w") for _ in range(inventor.random.randint(1, 3))]
    made: dict[str, Workflow] = {}
    # A workflow has those after it as children.
    for key in reversed(keys):
        made[key] = invent_workflow(inventor, contract, key, made)
    contract.workflows = {key: made[key] for key in keys}
    scripts = {
        key: invent_script(inventor, contract, workflow)
        for key, workflow in contract.workflows.items()
    }
    return Invented(contract, scripts)


def invent_types(inventor: Inventor, contract: Contract) -> None:
    for _ in range(inventor.random.randint(1, 2)):
        contract.types[inventor.key("t")] = inventor.enum()
    for _ in range(inventor.random.randint(0, 2)):
        contract.types[inventor.key("t")] = inventor.newtype()
    for number in range(inventor.random.randint(2, 5)):
        contract.types[inventor.key("t")] = inventor.record(contract)
        if number == 1 and inventor.happens(0.7):
            contract.types[inventor.key("t")] = inventor.union(contract)
    if inventor.happens(0.5):
        contract.library = [key for key in contract.types if inventor.happens(0.4)]


def invent_errors(inventor: Inventor, contract: Contract) -> None:
    for _ in range(inventor.random.randint(1, 2)):
        key = inventor.key("e")
        count = inventor.random.randint(0, 2)
        error = Error(
            inventor.type_name("er"),
            [inventor.field(contract) for _ in range(count)],
            wire=inventor.name("Type") if inventor.happens(0.3) else None,
            is_retryable=inventor.happens(0.2),
        )
        if inventor.happens(0.3):
            text = inventor.field(contract, type_=STRING, presence="required")
            text.name, text.wire, text.limits = "message_text", None, {}
            error.fields.append(text)
        contract.errors[key] = error


def invent_activity(inventor: Inventor, contract: Contract) -> Activity:
    made = Activity(
        inventor.name("act"),
        inventor.payload(contract, nothing=0.2),
        inventor.payload(contract, nothing=0.2),
        is_local=inventor.happens(0.3),
    )
    give_other_names(inventor, made)
    give_errors(inventor, contract, made)
    if not made.is_local:
        if inventor.happens(0.2):
            made.queue = f"{contract.queue}x"
        if inventor.happens(0.3):
            made.options["schedule_to_close"] = "20s"
        if inventor.happens(0.3):
            made.options["cancellation"] = inventor.random.choice(
                ["try_cancel", "abandon", "wait_cancellation_completed"]
            )
    return made


def invent_workflow(
    inventor: Inventor, contract: Contract, key: str, later: dict[str, Workflow]
) -> Workflow:
    """A workflow that may have the later ones as children."""
    made = Workflow(
        inventor.name("wf"),
        inventor.payload(contract, nothing=0.1),
        inventor.payload(contract, nothing=0.3),
        lists_activities=inventor.happens(0.3),
    )
    give_other_names(inventor, made)
    give_errors(inventor, contract, made)
    if inventor.happens(0.2):
        made.options["execution_timeout"] = "1h"
    made.id = inventor.id_template(contract, made.input, f"{contract.queue}-{key}")
    for kind, prefix, most in (
        ("signals", "sig", 3),
        ("queries", "que", 2),
        ("updates", "upd", 2),
    ):
        for _ in range(inventor.random.randint(0, most)):
            message = inventor.message(contract, kind, prefix=prefix)
            give_other_names(inventor, message)
            if kind == "updates":
                give_errors(inventor, contract, message)
            made.messages(kind)[inventor.key(prefix)] = message
    for workflow, child in later.items():
        if inventor.happens(0.8):
            made.children[inventor.key("c")] = invent_child(
                inventor, contract, workflow, child
            )
    possible = [
        key
        for key, activity in contract.activities.items()
        # The SDK's core (1.35) panics now and then when it replays updates beside local
        # activities.
        if not (made.updates and activity.is_local)
    ]
    made.activities = [key for key in possible if inventor.happens(0.85)]
    return made


def invent_child(
    inventor: Inventor, contract: Contract, key: str, workflow: Workflow
) -> Child:
    name = inventor.name("kid")
    prefix = f"{name}/{{parent.id}}"
    id_ = inventor.id_template(contract, workflow.input, prefix)
    if workflow.id is not None and inventor.happens(0.35):
        id_ = None
    elif id_ is None:
        id_ = IdTemplate(prefix, None)
    made = Child(name, key, id_)
    if inventor.happens(0.3):
        made.options["parent_close"] = inventor.random.choice(
            ["abandon", "request_cancel"]
        )
    if inventor.happens(0.3):
        made.options["cancellation"] = inventor.random.choice(["abandon", "try_cancel"])
    return made


def give_other_names(inventor: Inventor, operation: Operation) -> None:
    if inventor.happens(0.2):
        operation.wire = inventor.name("Wire")
    if inventor.happens(0.2):
        operation.aliases = [inventor.name("Old")]


def give_errors(inventor: Inventor, contract: Contract, operation: Operation) -> None:
    operation.errors = [key for key in contract.errors if inventor.happens(0.45)]


def invent_script(inventor: Inventor, contract: Contract, workflow: Workflow) -> Script:
    random = inventor.random
    called = workflow.activities
    steps: list[Step] = [Sleep()]
    for activity in called:
        is_cancelled, passes_on = inventor.happens(0.12), inventor.happens(0.1)
        steps.append(Call(activity, seed_of(inventor), is_cancelled, passes_on))
    if len(called) > 1 and inventor.happens(0.5):
        steps.append(CallTogether(random.sample(called, 2), seed_of(inventor)))
    for _ in range(random.randint(1, 3) if called else 0):
        one, other = random.choice(called), random.choice(called)
        steps.append(Steer(one, other, seed_of(inventor)))
    for key, child in workflow.children.items():
        signals = list(contract.workflows[child.workflow].signals)
        steps.append(
            Start(
                key,
                seed_of(inventor),
                random.choice(signals) if signals and inventor.happens(0.6) else None,
                is_sent_by_id=inventor.happens(0.4),
                is_cancelled=inventor.happens(0.12),
                passes_on=inventor.happens(0.15),
            )
        )
    messages = [*workflow.signals, *workflow.updates]
    steps += [Await(key) for key in messages]
    random.shuffle(steps)
    handlers = {
        key: Handler(
            seed_of(inventor),
            is_async=inventor.happens(0.35),
            activity=random.choice([*called, None]),
            fails=key in workflow.updates and inventor.happens(0.3),
        )
        for key in messages
    }
    return Script(
        steps,
        handlers,
        seed_of(inventor),
        continues_as_new=inventor.happens(0.3),
        fails=bool(workflow.errors) and inventor.happens(0.15),
    )


def seed_of(inventor: Inventor) -> int:
    return inventor.random.randrange(10**9)
