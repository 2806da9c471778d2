"""A trial: a contract by chance, its histories, and versions of it by chance.

Whatever `tempoc breaking` has nothing to say against replays what was recorded.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from temporalio.client import Client

from chance.edits import edited
from chance.generated import Generated
from chance.invented import invent
from chance.program import Program
from chance.record import record
from chance.replay import Replays, silent_runtime
from chance.schema import NotWritable, write_schema
from chance.verdict import compare

if TYPE_CHECKING:
    from chance.contracts import Contract
    from chance.execution import Seen
    from chance.record import Recorded
    from chance.replay import Replayed
    from chance.verdict import Verdict


@dataclass
class Report:
    """What came of a trial."""

    histories: int = 0
    versions: int = 0
    # Versions that do not compile, or that the SDK does not replay.
    left_out: int = 0
    replays: int = 0
    # Versions with which a replay failed, or read something else.
    broken: int = 0
    # Versions of which it is said that they break replays, and no replay failed.
    broke_nothing: int = 0
    # Versions of which nothing is said, and a replay failed.
    unsound: int = 0
    # What must not be, in words.
    problems: list[str] = field(default_factory=list[str])

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)))


class Trial:
    """The trial of a seed, in a folder of its own."""

    def __init__(self, tempoc: str, seed: int, folder: Path) -> None:
        self.tempoc = tempoc
        self.seed = seed
        self.folder = folder
        self.invented = invent(seed)
        self.report = Report()
        self.runtime = silent_runtime()
        # What the recorded version sees in each history, by name.
        self.seen: dict[str, dict[str, Seen]] = {}

    async def run(self, address: str, versions: list[int]) -> Report:
        """Records the contract, and tries versions of it by their numbers."""
        shutil.rmtree(self.folder, ignore_errors=True)
        write_schema(self.invented.contract, self.folder / "recorded", "code_recorded")
        program = self.program(self.invented.contract, "recorded")
        client = await Client.connect(address, runtime=self.runtime)
        recorded = await record(program, client)
        self.report.histories = len(recorded)
        histories = await self.replay_recorded(program, recorded)
        for number in versions:
            await self.try_version(number, histories)
        return self.report

    def program(self, contract: Contract, name: str) -> Program:
        """The code of the version in a folder."""
        subprocess.run(
            [self.tempoc, "generate"],
            cwd=self.folder / name,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        generated = Generated(contract, self.folder / f"code_{name}")
        return Program(self.invented, generated)

    async def replay_recorded(
        self, program: Program, histories: list[Recorded]
    ) -> list[Recorded]:
        """The histories that the recorded version replays, which has to be all.

        What it sees in that is what holds.
        """
        replays = Replays(program, self.runtime)
        replayed: list[Recorded] = []
        for history in histories:
            path = self.folder / f"{history.name}.json"
            path.write_text(history.history.to_json())
            first = await replays.replay(history, None)
            again = await replays.replay(history, first.seen)
            if first.is_as_recorded and again.is_as_recorded:
                self.seen[history.name] = first.seen
                replayed.append(history)
            else:
                what = "The recorded version does not replay what it recorded."
                self.say(what, history, again if first.is_as_recorded else first)
        return replayed

    async def try_version(self, number: int, histories: list[Recorded]) -> None:
        contract, edits = edited(self.invented.contract, self.seed, number)
        name = f"version{number}"
        folder = self.folder / name
        try:
            write_schema(contract, folder, f"code_{name}")
        except NotWritable:
            self.report.left_out += 1
            return
        verdict = compare(self.tempoc, folder, self.folder / "recorded")
        if verdict is None or is_unfit_for_the_sdk(self.invented.contract, contract):
            self.report.left_out += 1
            shutil.rmtree(folder)
            return
        replays = Replays(self.program(contract, name), self.runtime)
        self.report.versions += 1
        failed = unsound = False
        for history in histories:
            replayed = await replays.replay(history, self.seen[history.name])
            self.report.replays += 1
            if replayed.is_as_recorded:
                continue
            failed = True
            names = self.names(contract, history.workflow)
            if not verdict.warns_of_replay(names) and not unsound:
                unsound = True
                self.report.unsound += 1
                self.say_unsound(number, edits, verdict, history, replayed)
        if failed:
            self.report.broken += 1
        elif verdict.says_broken():
            self.report.broke_nothing += 1
        if not unsound:
            # Thousands of them would fill a disk.
            shutil.rmtree(folder)
            shutil.rmtree(self.folder / f"code_{name}")

    def names(self, contract: Contract, key: str) -> set[str]:
        """What a workflow was called, and is."""
        both = (self.invented.contract, contract)
        return {each.workflows[key].name for each in both if key in each.workflows}

    def say_unsound(
        self,
        number: int,
        edits: list[str],
        verdict: Verdict,
        history: Recorded,
        replayed: Replayed,
    ) -> None:
        edited_ = "\n".join(f"  - {edit}" for edit in edits)
        self.say(
            "`tempoc breaking` has nothing to say against the replay of a workflow, and"
            f" it fails. What was edited:\n{edited_}\n"
            f"What is said: {verdict}\n"
            f"The version: {self.folder / f'version{number}'}\n"
            f"To repeat it alone: TEMPOC_PROVE_REPLAYS={self.seed}/{number}"
            " .venv/bin/python -m pytest -s tests/python/test_replays_by_chance.py",
            history,
            replayed,
        )

    def say(self, what: str, history: Recorded, replayed: Replayed) -> None:
        name = self.invented.contract.workflows[history.workflow].name
        differences = "\n".join(f"  - {each}" for each in replayed.differences)
        self.report.problems.append(
            f"Contract {self.seed}: {what}\n"
            f"The contract: {self.folder / 'recorded'}\n"
            f"The history: {self.folder / f'{history.name}.json'}, of `{name}`\n"
            f"The replay fails of: {replayed.failure or 'nothing'}\n"
            f"What is read otherwise:\n{differences or '  - nothing'}\n"
        )


def is_unfit_for_the_sdk(old: Contract, new: Contract) -> bool:
    """Whether a recorded workflow has updates, and calls local activities by now: the
    SDK's core (1.35) panics now and then when it replays both.
    """
    local = {key for key, each in new.activities.items() if each.is_local}
    workflows = old.workflows.values()
    return any(
        each.updates and local.intersection(each.activities) for each in workflows
    )
