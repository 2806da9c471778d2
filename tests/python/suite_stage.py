"""The contract of `tests/server`, served by the workers of both languages.

A cast says who serves the queues of the contract. Each has a namespace of its own, as
in `tests/server/tests/server/cast.rs`, where clients in Rust do what is done here.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from compiler import built
from dev_server import REPOSITORY
from suite_contract.tests_suite_v1 import Opening, SuiteClient, Task
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import DataConverter

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from suite_contract.tests_suite_v1 import DeskHandle, ErrandHandle


@dataclass(frozen=True, kw_only=True)
class Cast:
    """Who serves the queues of a namespace."""

    namespace: str
    converter: DataConverter = DataConverter.default
    """That of the client."""
    elsewhere: str | None = None
    """The queue on which the other language serves the whole suite."""


CASTS: Final = {
    cast.namespace: cast
    for cast in (
        Cast(namespace="rust"),
        Cast(namespace="python"),
        Cast(namespace="pydantic", converter=pydantic_data_converter),
        Cast(namespace="rust-calls-python", elsewhere="suite-other"),
        Cast(namespace="python-calls-rust", elsewhere="suite-other"),
    )
}

NAMESPACES: Final = list(CASTS)
SEARCH_ATTRIBUTES: Final = ["Customer=Keyword", "Amount=Int"]

BY_RUST: Final = [
    "suite@rust",
    "suite-elsewhere@rust",
    "shared@rust",
    "suite@rust-calls-python",
    "suite-other@python-calls-rust",
    "suite-elsewhere@python-calls-rust",
    "shared@python-calls-rust",
]

BY_PYTHON: Final = [
    "suite@python",
    "suite-elsewhere@python",
    "shared@python",
    "suite@python-calls-rust",
    "suite-other@rust-calls-python",
    "suite-elsewhere@rust-calls-python",
    "shared@rust-calls-python",
    "suite@pydantic=pydantic",
    "suite-elsewhere@pydantic=pydantic",
    "shared@pydantic=pydantic",
]


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A client and a task queue for a test."""

    suite: SuiteClient
    name: str
    """A name that no other stage has, good as a part of ids."""
    queue: str
    elsewhere: str | None

    @classmethod
    async def alone(cls, address: str) -> Stage:
        """A stage without a worker."""
        suite = SuiteClient(await Client.connect(address))
        name = new_name()
        return cls(suite=suite, name=name, queue=name, elsewhere=None)

    @classmethod
    async def of(cls, cast: Cast, address: str) -> Stage:
        """The stage of a cast."""
        client = await Client.connect(
            address, namespace=cast.namespace, data_converter=cast.converter
        )
        return cls(
            suite=SuiteClient(client),
            name=new_name(),
            queue="suite",
            elsewhere=cast.elsewhere,
        )

    def opening(self) -> Opening:
        return Opening(name=self.name)

    async def desk(self) -> DeskHandle:
        """A desk on this stage's queue, with an id of its own."""
        return await self.suite.desk(self.opening(), task_queue=self.queue)

    async def errand(self, what: str, number: int = 0) -> ErrandHandle:
        """An errand on this stage's queue."""
        task = Task(what=what, number=number, elsewhere=self.elsewhere)
        return await self.suite.errand(task, task_queue=self.queue)

    async def execute_errand(self, what: str, number: int = 0) -> str:
        return await (await self.errand(what, number)).result()


def new_name() -> str:
    return f"stage-{uuid4().hex[:12]}"


def serving_in_rust(address: str) -> Any:
    # As `make tests` has built it. Without the features of the others, or the tests,
    # Cargo would build the SDK once more.
    how = ("test", "--no-run", "--workspace", "--all-features", "--test=server")
    program = built("suite-worker", how)
    return serving([program, "serve"], address, BY_RUST)


def serving_in_python(address: str) -> Any:
    return serving([sys.executable, "-m", "suite.worker"], address, BY_PYTHON)


@contextmanager
def serving(
    program: Sequence[str], address: str, places: Sequence[str]
) -> Generator[None]:
    """A worker that serves until the block is left, or this process ends."""
    worker = subprocess.Popen(
        [*program, address, *places],
        cwd=REPOSITORY / "tests/server/python",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with worker:
        try:
            assert worker.stdout is not None
            assert worker.stdout.readline() == "serving\n"
            yield
        finally:
            worker.kill()
