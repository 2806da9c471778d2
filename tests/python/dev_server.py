"""A real Temporal server on this machine, as `tempoc_runtime::DevServer` starts it."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from temporalio.client import Client
from temporalio.service import RPCError

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

REPOSITORY: Final = Path(__file__).resolve().parents[2]

# Seconds until a server has to answer.
START_TIMEOUT: Final = 30.0

# How often another port is tried when the server ended at once.
ATTEMPTS: Final = 3

# Runs the server as a process group that ends with its owner. Standard input is a pipe
# that only the owner holds open: when it closes, whether the owner closed it, ended,
# crashed or was killed, `read` returns and the whole group is killed.
GUARD: Final = """
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
( while read -r _; do :; done; kill -KILL 0 ) <&3 &
guard=$!
exec 3<&-
wait "$server"
status=$?
kill -KILL "$guard"
exit "$status"
"""


@contextmanager
def dev_server(
    log: Path,
    *,
    namespaces: Sequence[str] = (),
    search_attributes: Sequence[str] = (),
) -> Generator[str]:
    """A server with the namespace `default`, by its address, until the block is left.

    What it says goes into `log`. Search attributes are `NAME=TYPE`, in all namespaces.
    """
    options = [f"--namespace={name}" for name in namespaces]
    options += [f"--search-attribute={each}" for each in search_attributes]
    cli = find_cli()
    for attempt in range(1, ATTEMPTS + 1):
        address = f"127.0.0.1:{free_port()}"
        with running(cli, address, options, log) as server:
            try:
                for namespace in ("default", *namespaces):
                    wait_until_it_answers(server, address, namespace, log)
            except ServerEndedError:
                # Another process may have taken the port since it was found free.
                if attempt < ATTEMPTS and "address already in use" in log.read_text():
                    continue
                raise
            yield address
            return


def find_cli() -> Path:
    """The CLI that `TEMPORAL_CLI` names, or the one on `PATH`, or in `.venv`."""
    named = os.environ.get("TEMPORAL_CLI")
    if named:
        found = shutil.which(named)
        if found is None:
            raise FileNotFoundError(
                f"TEMPORAL_CLI names `{named}`, which is not a program"
            )
        return Path(found)
    found = shutil.which("temporal")
    in_venv = REPOSITORY / ".venv" / "bin" / "temporal"
    if found is None and not in_venv.exists():
        raise FileNotFoundError("no Temporal CLI was found: run `make setup`")
    return Path(found) if found is not None else in_venv


class ServerEndedError(Exception):
    """The server ended before it answered."""


@contextmanager
def running(
    cli: Path, address: str, options: Sequence[str], log: Path
) -> Generator[subprocess.Popen[bytes]]:
    ip, port = address.split(":")
    command = [str(cli), "server", "start-dev", "--headless", "--log-level", "error"]
    command += ["--ip", ip, "--port", port, *options]
    # The CLI reads TEMPORAL_* too, for commands that go to a server: not for being one.
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("TEMPORAL_")
    }
    with log.open("wb") as output:
        server = subprocess.Popen(
            ["/bin/sh", "-c", GUARD, "dev-server", *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )
    try:
        yield server
    finally:
        if server.stdin is not None:
            server.stdin.close()
        try:
            server.wait(timeout=5)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def wait_until_it_answers(
    server: subprocess.Popen[bytes], address: str, namespace: str, log: Path
) -> None:
    """Returns once calls about workflows work, later than the port can be reached."""
    deadline = time.monotonic() + START_TIMEOUT
    while not asyncio.run(answers(address, namespace)):
        if server.poll() is not None:
            raise ServerEndedError(f"the server ended at once: {log.read_text()}")
        if time.monotonic() > deadline:
            raise TimeoutError(
                f"the server did not answer in {START_TIMEOUT} s: {log.read_text()}"
            )
        time.sleep(0.05)


async def answers(address: str, namespace: str) -> bool:
    try:
        client = await Client.connect(address, namespace=namespace)
        await client.count_workflows()
    except (RPCError, RuntimeError):
        return False
    return True


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
