"""The compiler of this repository, as a user would run it."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from dev_server import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import ModuleType


def generate(folder: Path, schemas: Sequence[Path], *, out: str = "contracts") -> Path:
    """Writes the Python of the schemas, and returns the package that holds all of it.

    The folder holds the schemas, and what is generated.
    """
    names = [str(schema.relative_to(folder)) for schema in schemas]
    (folder / "tempoc.toml").write_text(
        f"[[contract]]\nschemas = {json.dumps(names)}\n\n[python]\nout = '{out}'\n"
    )
    subprocess.run([built(), "generate"], cwd=folder, check=True)
    return folder / out


class Contracts:
    """A package that was generated, imported under a name that no other has."""

    def __init__(self, package: Path) -> None:
        name = f"contracts_of_{package.parent.name}"
        spec = importlib.util.spec_from_file_location(name, package / "__init__.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
        self.name = name
        self.runtime: Any = self.module("runtime")

    def module(self, name: str) -> ModuleType:
        return importlib.import_module(f"{self.name}.{name}")

    def root(self, package: str, name: str) -> Any:
        """The `Payload` of a type of a contract."""
        found = getattr(self.module(f"{package}.types"), name)
        if isinstance(found, type):
            return self.runtime.of(found)
        return self.runtime.newtype(found, *self.functions(package, name))

    def functions(
        self, package: str, name: str
    ) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
        """What reads and writes a newtype or a union."""
        types = self.module(f"{package}.types")
        snake = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
        return getattr(types, f"{snake}_from_wire"), getattr(types, f"{snake}_to_wire")


@cache
def built(
    program: str = "tempoc", how: tuple[str, ...] = ("build", "--package=tempoc")
) -> str:
    """A program of this repository, built from what is here now."""
    build = subprocess.run(
        ["cargo", *how, "--locked", "--message-format=json"],
        cwd=REPOSITORY,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    for line in build.stdout.splitlines():
        message = json.loads(line)
        if message.get("executable") and message["target"]["name"] == program:
            return str(message["executable"])
    raise AssertionError(f"cargo built no program of the name `{program}`")
