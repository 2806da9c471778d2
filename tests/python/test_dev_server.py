"""The server that the other tests stand on."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from dev_server import dev_server

if TYPE_CHECKING:
    from temporalio.client import Client

HERE = Path(__file__).parent


async def test_it_answers(client: Client) -> None:
    assert (await client.count_workflows()).count >= 0


def test_it_ends_with_its_block(tmp_path: Path) -> None:
    with dev_server(tmp_path / "log.txt") as address:
        assert not is_gone(address, within=0)
    assert is_gone(address, within=5)


def test_it_ends_with_a_failure(tmp_path: Path) -> None:
    server = dev_server(tmp_path / "log.txt")
    address = server.__enter__()
    failure = ZeroDivisionError()
    assert not server.__exit__(ZeroDivisionError, failure, None)
    assert is_gone(address, within=5)


def test_it_ends_with_a_killed_owner(tmp_path: Path) -> None:
    script = f"""
import pathlib, time
from dev_server import dev_server
with dev_server(pathlib.Path({str(tmp_path / "log.txt")!r})) as address:
    print(address, flush=True)
    time.sleep(60)
"""
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=HERE, stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout is not None
        address = owner.stdout.readline().strip()
        owner.kill()
    assert address
    assert is_gone(address, within=5)


def is_gone(address: str, within: float) -> bool:
    """Whether nobody listens there, now or some seconds later."""
    ip, port = address.split(":")
    deadline = time.monotonic() + within
    while True:
        with socket.socket() as probe:
            if probe.connect_ex((ip, int(port))) != 0:
                return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.05)
