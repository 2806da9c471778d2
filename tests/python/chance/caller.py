"""What clients do with the workflows of a contract, so that there are histories."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING, Any

from temporalio.exceptions import TemporalError

from chance.contracts import Named, Record, pascal
from chance.objects import Objects
from chance.values import make_value

if TYPE_CHECKING:
    from temporalio.client import Client

    from chance.contracts import AnyType, Field, Operation
    from chance.generated import Generated

# Seconds until an execution has to end: all that it waits for comes, or is given up.
PATIENCE = 60.0


class Caller:
    """A client that starts one execution, and sends it messages."""

    def __init__(self, generated: Generated, sdk: Client, key: str, id: str) -> None:
        self.contract = generated.contract
        self.generated = generated
        self.objects = Objects(generated)
        self.client = generated.client(sdk)
        self.workflow = self.contract.workflows[key]
        self.id = id
        self.random = Random(id)

    async def call(self) -> None:
        """Starts it, sends most of its messages, and waits until it has ended."""
        handle = await self._start()
        messages = [
            (kind, message)
            for kind in ("signals", "updates")
            for message in self.workflow.messages(kind).values()
            if self.random.random() < 0.88
        ]
        self.random.shuffle(messages)
        sent: list[asyncio.Future[None]] = []
        for kind, message in messages:
            sent.append(asyncio.ensure_future(self._send(handle, kind, message)))
            await asyncio.sleep(self.random.random() * 0.15)
        await asyncio.wait_for(asyncio.gather(*sent), PATIENCE)
        # It may fail, as its script has it.
        with suppress(TemporalError):
            await asyncio.wait_for(handle.result(), PATIENCE)

    async def _start(self) -> Any:
        start = getattr(self.client, self.workflow.name)
        if self.random.random() < 0.6:
            return await start(*self._arguments(self.workflow.input), id=self.id)
        type_ = f"{self.contract.package}.{pascal(self.workflow.name)}"
        await self.client.sdk.start_workflow(
            self._any_name(self.workflow, type_),
            args=self._as_others_write(self.workflow.input),
            id=self.id,
            task_queue=self.contract.queue,
        )
        return start.by_id(self.id)

    async def _send(self, handle: Any, kind: str, message: Operation) -> None:
        # It may have ended before, and an update may fail, as its script has it.
        with suppress(TemporalError):
            if self.random.random() < 0.6:
                await getattr(handle, message.name)(*self._arguments(message.input))
                return
            is_signal = kind == "signals"
            send = handle.sdk.signal if is_signal else handle.sdk.execute_update
            await send(
                self._any_name(message, message.name),
                args=self._as_others_write(message.input),
            )

    def _any_name(self, operation: Operation, name: str) -> str:
        return self.random.choice([operation.wire or name, *operation.aliases * 2])

    def _arguments(self, type_: AnyType | None) -> list[Any]:
        if type_ is None:
            return []
        value = make_value(self.contract, type_, self.random)
        return [self.objects.object(type_, value)]

    def _as_others_write(self, type_: AnyType | None) -> list[Any]:
        """What an older program may write, or one in another language: with aliases and
        nulls, without defaults, with unknown fields.
        """
        arguments = self._arguments(type_)
        declared = self.contract.declared(type_) if isinstance(type_, Named) else None
        if not isinstance(declared, Record):
            return arguments
        record: dict[str, Any] = arguments[0].to_wire()
        for field in declared.fields:
            self._write_otherwise(record, field)
        if declared.unknown != "reject" and self.random.random() < 0.4:
            record["not_declared"] = 1
        return [record]

    def _write_otherwise(self, record: dict[str, Any], field: Field) -> None:
        name, chance = field.wire_name, self.random.random()
        if field.aliases and name in record and chance < 0.6:
            record[field.aliases[0]] = record.pop(name)
        elif field.presence == "default" and chance < 0.4:
            record.pop(name, None)
        elif field.presence == "optional" and chance < 0.4:
            record.setdefault(name, None)
