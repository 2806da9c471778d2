"""Every contract of `tests/accept`, as Python: it is imported, and nobody complains.

The cases are copied, each under a package name of its own, and generated together.
"""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from checkers import complaints
from compiler import generate
from dev_server import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

CASES = REPOSITORY / "tests" / "accept"


@pytest.fixture(scope="module")
def contracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package that holds the Python of all cases."""
    folder = tmp_path_factory.mktemp("accept")
    for schema in CASES.glob("*/*.tempoc.yaml"):
        copy = folder / schema.relative_to(CASES)
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(moved(schema.read_bytes(), schema.parent.name))
    return generate(folder, sorted(folder.glob("*/schema.tempoc.yaml")))


def moved(schema: bytes, case: str) -> bytes:
    """The schema in a package of the case, as many cases have packages of one name."""
    text, count = re.subn(
        rb"\bpackage: (?=[a-z])", b"package: of_%b." % case.encode(), schema
    )
    assert count == 1, schema
    return text


def test_everything_is_imported(contracts: Path) -> None:
    modules = [
        ".".join(file.relative_to(contracts.parent).with_suffix("").parts)
        for file in sorted(contracts.rglob("*.py"))
    ]
    assert len(modules) > 300
    # A process of its own, which also shows what only the first import would raise.
    script = f"""
import importlib, sys, traceback
broken = 0
for name in {modules!r}:
    try:
        importlib.import_module(name)
    except Exception:
        broken += 1
        print(name, traceback.format_exc(limit=-2), sep="\\n")
sys.exit(broken)
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        cwd=contracts.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_no_checker_complains(contracts: Path, tmp_path: Path) -> None:
    said = complaints(tmp_path, [contracts], [contracts.parent])
    assert [str(complaint) for complaint in said] == []


# What a contract says may be long, and its defaults are made of what it says.
RULES = ["--extend-ignore=E501,RUF"]


@pytest.mark.parametrize("command", [["check", *RULES], ["format", "--diff"]])
def test_ruff_has_nothing_to_do(contracts: Path, command: list[str]) -> None:
    settings = REPOSITORY / "pyproject.toml"
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "--config", settings, contracts],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout
