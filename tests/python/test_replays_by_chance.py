"""Replays by chance: what `tempoc breaking` has nothing to say against does not fail.

`TEMPOC_PROVE_REPLAYS` says how many contracts are tried, or which version of which one:
`17/5`, or `17/0-63` for several.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from compiler import built

# What is tried with every `make test`: contracts that are recorded in a few seconds.
SEEDS = (8, 9, 13, 26)
VERSIONS = "0-15"

# What is tried of each contract where their number is given.
PROVED_VERSIONS = "0-39"

# Most of the time a recording waits for timers of the server.
AT_ONCE = 4

# Seconds until a trial has to come to its end.
PATIENCE = 900.0

TITLES = {
    "histories": "histories",
    "versions": "edited versions",
    "left_out": "that do not compile or that the SDK does not replay",
    "replays": "replays",
    "broken": "versions with which a replay failed",
    "broke_nothing": "said to break, and nothing failed",
    "unsound": "unsound",
}


def trials() -> list[tuple[int, str]]:
    """The seeds of contracts, and the versions that are tried of each."""
    given = os.environ.get("TEMPOC_PROVE_REPLAYS", "")
    seed, _, versions = given.partition("/")
    if versions:
        return [(int(seed), versions)]
    if given:
        return [(seed, PROVED_VERSIONS) for seed in range(1, int(given) + 1)]
    return [(seed, VERSIONS) for seed in SEEDS]


@pytest.mark.timeout(0)
def test_what_is_not_said_to_break_is_replayed(
    server_address: str,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tempoc, folder = built(), tmp_path_factory.mktemp("replays")

    def run(trial: tuple[int, str]) -> dict[str, Any]:
        seed, versions = trial
        return report_of(tempoc, server_address, folder / f"{seed}", seed, versions)

    counts: Counter[str] = Counter()
    problems: list[str] = []
    with ThreadPoolExecutor(AT_ONCE) as executor:
        for report in executor.map(run, trials()):
            problems += report.pop("problems")
            counts.update(report)
    with capsys.disabled():
        parts = [f"{counts[name]} {title}" for name, title in TITLES.items()]
        print(f"\n{len(trials())} contracts by chance: {', '.join(parts)}")
    assert not problems, "\n\n".join(["", *problems])


def report_of(
    tempoc: str, address: str, folder: Path, seed: int, versions: str
) -> dict[str, Any]:
    """Runs a trial in a process of its own, as it imports every version."""
    folder.mkdir()
    with (folder / "log.txt").open("wb") as log:
        run = subprocess.run(
            [
                *(sys.executable, "-B", "-m", "chance"),
                *(tempoc, address, str(seed), str(folder / "trial"), versions),
            ],
            cwd=Path(__file__).parent,
            check=False,
            stdout=log,
            stderr=subprocess.STDOUT,
            timeout=PATIENCE,
        )
    said = (folder / "log.txt").read_text()
    assert run.returncode == 0, f"contract {seed} ended with {run.returncode}: {said}"
    report: dict[str, Any] = json.loads((folder / "trial/report.json").read_text())
    return report
