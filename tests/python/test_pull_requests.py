"""The pull requests of `tests/pull-requests`, on recorded histories of the orders.

What `tempoc breaking` says of replay is held against what a replay does: the contract
and the workflows are those of the pull request, the histories those of before.
"""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from compiler import built
from dev_server import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

HISTORIES = REPOSITORY / "tests/histories/orders"
SCHEMAS = REPOSITORY / "schemas"
WORKER = REPOSITORY / "examples/orders/python/orders_worker.py"

# The checkers look at this as Python 3.10 would, which has no parser of TOML.
TOML: Any = importlib.import_module(
    "tomllib" if sys.version_info >= (3, 11) else "tomli"
)

REQUESTS: list[dict[str, Any]] = TOML.loads(
    (REPOSITORY / "tests/pull-requests/pull_requests.toml").read_text()
)["pull_request"]

REPLAY = """
import asyncio, json, os, pathlib, sys
import orders_worker
from contracts.acme_orders_v1 import DATA_CONVERTER
from contracts.runtime import workflow_types
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

async def main():
    of = orders_worker
    replayer = Replayer(
        workflows=workflow_types([of.Processing, of.Shipping, of.Report]),
        data_converter=DATA_CONVERTER,
        # A busy machine is no deadlock.
        debug_mode=True,
    )
    failures = {}
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
        events = json.loads(path.read_text())
        text = json.dumps(events if isinstance(events, dict) else {"events": events})
        history = WorkflowHistory.from_json("order", text)
        result = await replayer.replay_workflow(history, raise_on_replay_failure=False)
        if result.replay_failure:
            failures[path.stem] = str(result.replay_failure)
    # The SDK logs to standard output.
    pathlib.Path(sys.argv[2]).write_text(json.dumps(failures))

asyncio.run(main())
# Threads of the SDK may still run, and crash an interpreter that ends around them.
os._exit(0)
"""


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda it: it["title"])
def test_what_is_said_of_replay_happens(
    request_: dict[str, Any], tmp_path: Path
) -> None:
    contract = edited((SCHEMAS / "order.tempoc.yaml").read_text(), request_["edits"])
    (tmp_path / "order.tempoc.yaml").write_text(contract)
    common = (SCHEMAS / "common.tempoc.yaml").read_text()
    (tmp_path / "common.tempoc.yaml").write_text(common + request_.get("common", ""))
    worker = edited(WORKER.read_text(), request_.get("python", []))
    (tmp_path / "orders_worker.py").write_text(worker)
    (tmp_path / "replay.py").write_text(REPLAY)
    tempoc(tmp_path, "generate", "order.tempoc.yaml", "--python-out", "contracts")

    failures = replay(tmp_path)
    levels = said_of_replay(tmp_path)
    if "error" in levels:
        depends = request_.get("replay_depends")
        assert bool(failures) != bool(depends), (levels, failures)
    elif "warning" not in levels:
        assert failures == {}, levels


def test_the_contract_of_the_histories_replays_them(tmp_path: Path) -> None:
    for name in ("order.tempoc.yaml", "common.tempoc.yaml"):
        shutil.copy(SCHEMAS / name, tmp_path)
    shutil.copy(WORKER, tmp_path)
    (tmp_path / "replay.py").write_text(REPLAY)
    tempoc(tmp_path, "generate", "order.tempoc.yaml", "--python-out", "contracts")
    assert replay(tmp_path) == {}


def edited(text: str, edits: list[list[str]]) -> str:
    for find, put in edits:
        assert find in text, find
        text = text.replace(find, put)
    return text


def tempoc(folder: Path, *arguments: str) -> str:
    """What the command prints; it may have findings."""
    run = subprocess.run(
        [built(), *arguments], check=False, capture_output=True, text=True, cwd=folder
    )
    assert run.returncode in (0, 1), run.stderr
    return run.stdout


def said_of_replay(folder: Path) -> set[str]:
    """The levels of the findings in the respect of replay."""
    old = str(SCHEMAS / "order.tempoc.yaml")
    said = tempoc(
        folder,
        "breaking",
        "order.tempoc.yaml",
        "--against",
        old,
        "--format=json",
        "--fail-on=error",
    )
    findings: list[dict[str, Any]] = json.loads(said)["findings"]
    return {finding["verdict"]["replay"] for finding in findings}


def replay(folder: Path) -> dict[str, str]:
    """The histories that fail, with why."""
    found = folder / "failures.json"
    run = subprocess.run(
        [sys.executable, "-B", "replay.py", str(HISTORIES), str(found)],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
    )
    assert run.returncode == 0, run.stderr
    failures: dict[str, str] = json.loads(found.read_text())
    return failures
